/** What WeChat keeps behind the dots at the top right. */
import { chooseAction } from './action-sheet.js'
import { goHome } from './navigation.js'
import { top } from './page-stack.js'
import { canShare, share } from './share.js'

export async function openMenu() {
  const entries = [
    ...(canShare() ? [['转发给朋友', () => share('menu')]] : []),
    ...(top().pull ? [['刷新', () => top().pull.start()]] : []),
    ['回到首页', goHome],
    ['重新打开', () => location.reload()],
  ]
  const place = await chooseAction(entries.map(([text]) => text))
  await entries[place]?.[1]()
}
