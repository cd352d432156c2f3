/** What the reader allowed this mini-program, and its settings, where that is changed. */
import { ask } from './dialog.js'

const SCOPE = 'scope.userLocation'

let mayLocate // true or false once the reader was asked

/** Return whether the mini-program may know the place. It is asked once; as on a phone, a no stands until the settings say yes. */
export async function mayKnowPlace(purpose) {
  mayLocate ??= (
    await ask({ title: '要获取您的位置', content: purpose, confirmText: '允许', cancelText: '不允许' })
  ).confirmed
  return mayLocate
}

/** Open the settings; return what is allowed now. What the browser itself forbids, they cannot allow. */
export async function openSettings() {
  const { confirmed } = await ask({
    title: '设置',
    content: '允许这个小程序使用位置信息？浏览器自己也会再问一次。',
    confirmText: '允许',
    cancelText: '不允许',
  })
  mayLocate = confirmed
  return { authSetting: { [SCOPE]: mayLocate } }
}
