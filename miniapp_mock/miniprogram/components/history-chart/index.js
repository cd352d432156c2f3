/** What a family paid over the years, as bars; the value that holds now stands out. */
Component({
  properties: {
    values: { type: Array, value: [] },
    current: { type: Object, value: null },
  },
});
