/** A guide in a list. Emits `open`. */
Component({
  properties: {
    guide: { type: Object, value: {} },
  },
  methods: {
    open() {
      this.triggerEvent('open', { type: 'guide', key: this.data.guide.key });
    },
  },
});
