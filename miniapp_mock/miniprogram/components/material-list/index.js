/** What to bring, to tick off. Emits `toggle` with the material's name. */
Component({
  properties: {
    materials: { type: Array, value: [] },
    ticked: { type: Array, value: [] },
    sources: { type: Array, value: [] },
  },
  methods: {
    toggle(event) {
      this.triggerEvent('toggle', { name: event.currentTarget.dataset.name });
    },
    open(event) {
      this.triggerEvent('open', event.detail);
    },
  },
});
