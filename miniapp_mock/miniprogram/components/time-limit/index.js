/** A time limit; where it can be counted, the reader picks the day it starts from and sees its end. */
Component({
  properties: {
    limit: { type: Object, value: {} },
    today: String,
    sources: { type: Array, value: [] },
  },
  data: { event: '' },
  methods: {
    pick(event) {
      this.setData({ event: event.detail.value });
    },
    open(event) {
      this.triggerEvent('open', event.detail);
    },
  },
});
