/** One question: options to tap, or a day to pick. Emits `answer` with `{ said }`, a number or a day. */
Component({
  properties: {
    question: { type: Object, value: { answers: [] } },
    before: { type: null, value: null }, // the answer given last time
    today: String,
  },
  methods: {
    choose(event) {
      this.triggerEvent('answer', { said: event.currentTarget.dataset.number });
    },
    pick(event) {
      this.triggerEvent('answer', { said: event.detail.value });
    },
  },
});
