/** A result of a search with its path. Emits `open`. */
Component({
  properties: {
    result: { type: Object, value: {} },
  },
  methods: {
    open() {
      const { type, key } = this.data.result;
      this.triggerEvent('open', { type, key });
    },
  },
});
