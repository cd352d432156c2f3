/** What a benefit standard states, cell by cell: for which case, which measure, how much. */
Component({
  properties: {
    cells: { type: Array, value: [] },
    sources: { type: Array, value: [] },
  },
  methods: {
    open(event) {
      this.triggerEvent('open', event.detail);
    },
  },
});
