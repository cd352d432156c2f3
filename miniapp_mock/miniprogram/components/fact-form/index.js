/** What a rule asks for: days, choices, numbers, yes or no. Emits `fill` with `{ name, value }`. */
Component({
  properties: {
    rule: { type: Object, value: { facts: [] } },
    facts: { type: Object, value: {} },
    today: String,
  },
  methods: {
    fill({ currentTarget, detail }) {
      this.triggerEvent('fill', { name: currentTarget.dataset.name, value: detail.value });
    },
    choose({ currentTarget: { dataset } }) {
      this.triggerEvent('fill', { name: dataset.name, value: dataset.value });
    },
  },
});
