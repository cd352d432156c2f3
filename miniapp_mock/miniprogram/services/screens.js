/** Which screen shows what, and how one gets there. */

const PAGES = {
  guide: (key) => `/pages/guide/index?key=${key}`,
  standard: (key) => `/pages/standard/index?key=${key}`,
  office: (key) => `/pages/office/index?key=${key}`,
  channel: (key) => `/pages/channel/index?key=${key}`,
  questionnaire: (key) => `/pages/questionnaire/index?key=${key}`,
  rule: (key) => `/pages/calculator/index?rule=${key}`,
  contribution: (key) => `/pages/calculator/index?standard=${key}`,
  source: (key) => `/pages/source/index?key=${key}`,
};

function knows(type) {
  return type in PAGES;
}

function path(type, key) {
  return PAGES[type](key);
}

function open(type, key) {
  go(path(type, key));
}

/** Go on to a screen; WeChat stacks ten, the eleventh takes the place of the tenth. */
function go(url) {
  wx.navigateTo({ url, fail: () => wx.redirectTo({ url }) });
}

module.exports = { knows, path, open, go };
