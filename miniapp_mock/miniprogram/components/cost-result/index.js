/** What one pays on a day, or that one cannot pay then; why, and what comes next. Emits `open`. */
Component({
  properties: {
    estimate: { type: Object, value: {} },
    sources: { type: Array, value: [] },
  },
  methods: {
    open(event) {
      this.triggerEvent('open', event.detail);
    },
    standard() {
      this.triggerEvent('open', { type: 'standard', key: this.data.estimate.standard });
    },
  },
});
