/** What the phone does for the reader: call, copy, show on the map, open a channel. */
const channels = require('./channels');

/** Call a number; who changes their mind is no failure. */
function call({ e164, raw }) {
  wx.makePhoneCall({ phoneNumber: e164 || raw, fail: () => {} });
}

/** Copy a text, and say so in a word. */
async function copy(text, said) {
  const title = (await copied(text)) ? said : '没能复制，请再试一次';
  wx.showToast({ title, icon: 'none' });
}

function copied(data) {
  return new Promise((resolve) => {
    wx.setClipboardData({ data, success: () => resolve(true), fail: () => resolve(false) });
  });
}

function map({ name, address, location: { lat, lng } }) {
  wx.openLocation({ latitude: lat, longitude: lng, name, address });
}

const HINTS = {
  official_account: '到微信“搜一搜”里粘贴，打开这个公众号。',
  mini_program: '到微信“搜一搜”里粘贴，打开这个小程序。',
  app: '在手机里找到这个APP打开；没有就到应用商店里搜。',
  website: '到浏览器里粘贴打开。',
  alipay_life_account: '到支付宝首页的搜索框里粘贴，打开这个生活号。',
  alipay_mini_program: '到支付宝首页的搜索框里粘贴，打开这个小程序。',
};

/**
 * Open a channel: the mini-program itself where its app id is known; else its address or its name is
 * copied, and a hint says where to paste it.
 */
async function start({ key, name, kind }) {
  const { app_id: appId, url } = await details(key);
  if (kind === 'mini_program' && appId && (await launched(appId))) return;
  const text = (kind === 'website' && url) || name;
  const title = (await copied(text)) ? '已复制' : '没能复制，请记下';
  wx.hideToast(); // WeChat's own 内容已复制 would lie on the hint
  wx.showModal({ title, content: `${text}\n${HINTS[kind]}`, showCancel: false, confirmText: '知道了' });
}

/** Without a network the name still does. */
function details(key) {
  return channels.one(key).then(({ body }) => body, () => ({}));
}

function launched(appId) {
  return new Promise((resolve) => {
    wx.navigateToMiniProgram({ appId, success: () => resolve(true), fail: () => resolve(false) });
  });
}

module.exports = { call, copy, map, start };
