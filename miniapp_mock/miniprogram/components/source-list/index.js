/** The sources a page stands on, their grade and their known defects. Emits `open`. */
Component({
  properties: {
    sources: { type: Array, value: [] },
  },
  methods: {
    open(event) {
      this.triggerEvent('open', { type: 'source', key: event.currentTarget.dataset.key });
    },
  },
});
