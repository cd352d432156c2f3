/** What one pays on a day, why, and what comes next. Emits `open`. */
Component({
  properties: {
    estimate: { type: Object, value: {} },
    per: String, // year or month, as the standard has it
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
