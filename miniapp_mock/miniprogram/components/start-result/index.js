/** From which day cover holds, with the sentence of the rule that says so. Emits `open`. */
Component({
  properties: {
    estimate: { type: Object, value: {} },
    sources: { type: Array, value: [] },
  },
  methods: {
    open(event) {
      this.triggerEvent('open', event.detail);
    },
  },
});
