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

const PATIENCE = 1000; // milliseconds

let leftAt = 0;

function knows(type) {
  return type in PAGES;
}

function path(type, key) {
  return PAGES[type](key);
}

function open(type, key) {
  go(path(type, key));
}

/**
 * Go on to a screen; WeChat stacks ten, the eleventh takes the place of the tenth. Who taps twice goes
 * once: until one has arrived, or it has taken too long, further taps are not heard.
 */
function go(url) {
  if (Date.now() - leftAt < PATIENCE) return;
  leftAt = Date.now();
  wx.navigateTo({ url, success: arrived, fail: () => wx.redirectTo({ url, complete: arrived }) });
}

function arrived() {
  leftAt = 0;
}

function home() {
  wx.switchTab({ url: '/pages/home/index' });
}

/** Return a value of a link as it was meant; what nobody encoded stands for itself. */
function meant(value) {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

module.exports = { knows, path, open, go, home, meant };
