const reader = require('../../behaviors/reader');
const reporter = require('../../behaviors/reporter');
const channels = require('../../services/channels');
const phone = require('../../services/phone');
const screens = require('../../services/screens');

Page({
  behaviors: [reader, reporter],
  data: { channel: null },

  onLoad({ key }) {
    this.key = key;
  },

  onShow() {
    this.follow();
    if (this.isStale()) this.ask();
  },

  ask() {
    return this.load(() => channels.one(this.key), (channel) => ({ channel }));
  },

  start() {
    phone.start(this.data.channel);
  },

  openRoute({ currentTarget }) {
    const { guide, route } = currentTarget.dataset.path;
    screens.go(`${screens.path('guide', guide.key)}&route=${route}`);
  },

  report({ currentTarget, detail }) {
    const { guide, route } = currentTarget.dataset.path;
    const { name } = this.data.channel;
    this.askReport({ guide: guide.key, title: guide.title, route, channel: name, ...detail });
  },

  onShareAppMessage() {
    const { channel } = this.data;
    return {
      title: channel ? `${channel.kind_label}“${channel.name}”能办什么` : '办理渠道',
      path: `/pages/channel/index?key=${this.key}`,
    };
  },
});
