/** What a benefit standard states, case by case: each measure and how much. Emits `open`. */
Component({
  properties: {
    cells: { type: Array, value: [] },
    sources: { type: Array, value: [] },
  },
  data: { cases: [] },
  observers: {
    cells(cells) {
      this.setData({ cases: byCase(cells) });
    },
  },
  methods: {
    open(event) {
      this.triggerEvent('open', event.detail);
    },
  },
});

/** Return the cells by the case they hold for, in the order in which the cases come. */
function byCase(cells) {
  const names = [...new Set(cells.map(({ dims_label: name }) => name))];
  return names.map((name) => ({ name, cells: cells.filter((cell) => cell.dims_label === name) }));
}
