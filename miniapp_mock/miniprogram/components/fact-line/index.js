/** A fact with its evidence behind a button: what is doubtful, how we read it, and the source's words. */
Component({
  properties: {
    fact: { type: Object, value: {} },
    sources: { type: Array, value: [] },
  },
  data: { open: false },
  methods: {
    toggle() {
      this.setData({ open: !this.data.open });
    },
    source(event) {
      this.triggerEvent('open', { type: 'source', key: event.currentTarget.dataset.key });
    },
  },
});
