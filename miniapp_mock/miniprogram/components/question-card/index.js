/** One question: options to tap, or a day to pick. Emits `answer` with `{ label }` or `{ day }`. */
Component({
  properties: {
    question: { type: Object, value: { answers: [] } },
    before: { type: Object, value: null }, // the answer given last time, with its label or its day
    today: String,
  },
  methods: {
    choose(event) {
      this.triggerEvent('answer', { label: event.currentTarget.dataset.label });
    },
    pick(event) {
      this.triggerEvent('answer', { day: event.detail.value });
    },
  },
});
