/** What the phone does for the reader: call, copy, show on the map, open a channel. */
const numbers = require('./numbers');

/** Call the number the button shows; who changes their mind is no failure. */
function call(phone) {
  wx.makePhoneCall({ phoneNumber: numbers.written(phone), fail: () => {} });
}

/** Copy a text, and say so in a word; return whether it was copied. */
async function copy(text, words) {
  const isCopied = await copied(text);
  say(isCopied ? words : '没能复制，长按文字可以选取');
  return isCopied;
}

function say(title) {
  wx.showToast({ title, icon: 'none' });
}

/** Say that something was not kept: the phone has no room. */
function full() {
  say('手机存储满了，没能记下');
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
  website: '到浏览器里搜这个名称。',
  alipay_life_account: '到支付宝首页的搜索框里粘贴，打开这个生活号。',
  alipay_mini_program: '到支付宝首页的搜索框里粘贴，打开这个小程序。',
};

/**
 * Open a channel: the mini-program itself where its app id is known; else its address or its name is
 * copied, and a hint says where to paste it.
 */
async function start({ name, kind, url, app_id: appId }) {
  if (kind === 'mini_program' && appId && (await launched(appId))) return;
  const address = kind === 'website' && url;
  const title = (await copied(address || name)) ? '已复制' : '没能复制，请记下';
  const content = `${address || name}\n${address ? '到浏览器里粘贴打开。' : HINTS[kind]}`;
  wx.hideToast(); // WeChat's own 内容已复制 would lie on the hint
  wx.showModal({ title, content, showCancel: false, confirmText: '知道了' });
}

function launched(appId) {
  return new Promise((resolve) => {
    wx.navigateToMiniProgram({ appId, success: () => resolve(true), fail: () => resolve(false) });
  });
}

module.exports = { call, copy, say, full, map, start };
