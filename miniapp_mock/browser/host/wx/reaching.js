/** Calling, finding, copying, sharing, opening: where a mini-program reaches out of itself. */
import { chooseAction } from '../action-sheet.js'
import { copy, pasted } from '../clipboard.js'
import { Refusal } from '../refusal.js'
import { showToast } from '../toast.js'
import { allAsynchronous } from './call.js'

const hasFinger = matchMedia('(pointer: coarse)')

export function reachingApi() {
  return allAsynchronous({
    makePhoneCall,
    openLocation,
    navigateToMiniProgram,
    setClipboardData: ({ data }) => copy(data),
    getClipboardData: async () => ({ data: await pasted() }),
  })
}

/** As a phone does: it offers to call, or to copy. A computer copies either way. */
async function makePhoneCall({ phoneNumber }) {
  const call = `呼叫 ${phoneNumber}`
  const canCall = hasFinger.matches
  const chosen = await chooseAction([canCall ? { text: call, href: `tel:${phoneNumber}` } : call, '复制号码'])
  if (chosen === undefined) throw new Refusal('cancel')
  if (chosen === 0 && canCall) return
  await copy(phoneNumber)
  if (chosen === 0) showToast({ title: '电脑不能拨号，号码已复制', icon: 'none' })
}

/** The place, and the way to it: coordinates are GCJ-02, as the map that is opened has them. */
async function openLocation({ latitude, longitude, name = '', address = '' }) {
  const marker = `coord:${latitude},${longitude};title:${name || '位置'};addr:${address || name}`
  const href = `https://apis.map.qq.com/uri/v1/marker?marker=${encodeURIComponent(marker)}&referer=yibao-wayfinder`
  const chosen = await chooseAction(
    [{ text: '在腾讯地图中打开', href, target: '_blank' }, '复制地址'],
    { title: [name, address].filter(Boolean).join('\n') },
  )
  if (chosen === undefined) throw new Refusal('cancel')
  if (chosen === 1) await copy(address || name)
}

/** A browser cannot open another mini-program, and says so: the caller tells people its name instead. */
function navigateToMiniProgram() {
  throw new Refusal('a browser cannot open a mini-program')
}
