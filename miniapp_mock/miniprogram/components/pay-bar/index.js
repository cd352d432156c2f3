/** Who pays what of one value: the family and the state, as a bar and in words. */
Component({
  properties: {
    value: { type: Object, value: {} },
  },
});
