/** Where the service's pictures lie, for `<image>`. */
const config = require('../config');
const day = require('./day');

/** `path` is what the API calls the picture, like `/guides/…/card.png`. */
function address(path) {
  const on = day.overridden();
  return config.origin + config.api + path + (on ? `?on=${on}` : '');
}

module.exports = { address };
