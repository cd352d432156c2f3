App({
  log: [],
  onLaunch(options) {
    this.launched = options;
    this.log.push('app launch');
  },
  onShow() {
    this.log.push('app show');
  },
  onThemeChange({ theme }) {
    this.log.push(`app theme ${theme}`);
  },
});
