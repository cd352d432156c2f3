/** Keep the mini-program itself on the phone, as WeChat does: a service worker holds its files. */

export function keepOffline() {
  if (!('serviceWorker' in navigator)) return // not over HTTPS
  addEventListener('load', () => navigator.serviceWorker.register('worker.js'))
}
