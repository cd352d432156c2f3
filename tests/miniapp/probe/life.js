/** Write down what a page lives through. */
const EVENTS = ['onLoad', 'onShow', 'onReady', 'onHide', 'onUnload', 'onPullDownRefresh', 'onReachBottom', 'onTabItemTap'];

function lived(name, page = {}) {
  const written = Object.fromEntries(EVENTS.map((event) => [event, () => getApp().log.push(`${name} ${event}`)]));
  return { ...written, ...page };
}

module.exports = { lived };
