/*
 * Keeps the files of the mini-program, so that it opens without a network. What it then shows comes
 * from the mini-program's own copies.
 */
const KEPT = 'miniapp-86312215675a'
const FILES = ["./","/static/icon.svg","app.js?v=87d178fc16df","app.css?v=2edf8958d609","assets/guides-dark-on.png","assets/guides-dark.png","assets/guides-on.png","assets/guides.png","assets/home-dark-on.png","assets/home-dark.png","assets/home-on.png","assets/home.png","assets/mine-dark-on.png","assets/mine-dark.png","assets/mine-on.png","assets/mine.png","assets/offices-dark-on.png","assets/offices-dark.png","assets/offices-on.png","assets/offices.png","assets/share.png"]
const ADDRESSES = new Set(FILES.map((file) => new URL(file, self.location).href))

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(KEPT)
      .then((cache) => cache.addAll(FILES))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (event) => {
  const isOld = (name) => name.startsWith('miniapp-') && name !== KEPT
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.mode === 'navigate') event.respondWith(freshPage(request))
  else if (ADDRESSES.has(request.url)) event.respondWith(kept(request))
})

/* The page itself is asked for first, so that a new version is seen at once. */
async function freshPage(request) {
  try {
    return await fetch(request)
  } catch (failure) {
    const page = await caches.match('./')
    if (page) return page
    throw failure
  }
}

async function kept(request) {
  return (await caches.match(request)) ?? fetch(request)
}
