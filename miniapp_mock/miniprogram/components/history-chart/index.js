/** What a family paid over the years, as bars; the value of today stands out. */
Component({
  properties: {
    values: { type: Array, value: [] },
    today: String,
  },
});
