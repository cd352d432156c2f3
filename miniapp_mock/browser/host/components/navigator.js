/** A link to another page. */
const WAYS = { navigate: 'navigateTo', redirect: 'redirectTo', switchTab: 'switchTab', reLaunch: 'reLaunch' }

export const navigator = {
  tag: 'navigator',
  properties: { url: String, openType: { type: String, value: 'navigate' }, delta: { type: Number, value: 1 } },
  events: [],
  created(element, phone) {
    phone.setOwnRole(element, 'link')
    element.addEventListener('click', () => open(this.data, phone.navigation).catch(reportError))
  },
}

function open({ openType, url, delta }, navigation) {
  return openType === 'navigateBack' ? navigation.navigateBack(delta) : navigation[WAYS[openType]](url)
}
