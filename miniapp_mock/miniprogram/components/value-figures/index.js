/** What one dated value says: its policy year, the figures of a contribution, and when it holds. */
Component({
  properties: {
    value: { type: Object, value: {} },
    label: String, // what this value is to the reader, like 今年 or 接下来
  },
});
