/**
 * Every domain and limit, and the only file that knows one.
 *
 * `origin` is the service. In DevTools it is `make run` on this computer; before uploading put your
 * own HTTPS domain here and list it at mp.weixin.qq.com as a request domain. The browser host
 * serves the mini-program from the service itself, and sends what is asked of `origin` there.
 */
module.exports = {
  origin: 'http://127.0.0.1:8000',
  api: '/api/v1',
  timeout: 10000, // milliseconds until we answer from the last good copy
  nation: { code: '100000', name: '全国' },
  // How much is kept on the phone; one key of WeChat's storage holds 1 MB, all of it 10 MB.
  kept: {
    page: { most: 60, characters: 1500000 },
    answer: { most: 20, characters: 200000 },
  },
  recent: 8,
  history: 10,
};
