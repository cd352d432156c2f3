/** An enrolment window, and how many days are left of it or until it. */
Component({
  properties: {
    window: { type: Object, value: {} },
    today: String,
    sources: { type: Array, value: [] },
  },
  methods: {
    open(event) {
      this.triggerEvent('open', event.detail);
    },
  },
});
