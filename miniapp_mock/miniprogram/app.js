const day = require('./services/day');

App({
  /** `?on=2024-12-31` shows everything as of that day: for demonstrations and for staff. */
  onLaunch(options) {
    day.override(options.query.on);
  },
});
