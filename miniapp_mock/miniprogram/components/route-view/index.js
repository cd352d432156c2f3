/**
 * One way to do it: its channel, the menu path, and the steps with who does them.
 *
 * Emits `copy` and `start` (open the channel), `report` with a node, `open` for links.
 */
Component({
  properties: {
    route: { type: Object, value: { audience: [], channel: {}, path: [], steps: [] } },
    sources: { type: Array, value: [] },
  },
  methods: {
    copy() {
      this.triggerEvent('copy');
    },
    start() {
      this.triggerEvent('start');
    },
    report(event) {
      this.triggerEvent('report', event.detail);
    },
    channel() {
      this.triggerEvent('open', { type: 'channel', key: this.data.route.channel.key });
    },
    open(event) {
      this.triggerEvent('open', event.detail);
    },
  },
});
