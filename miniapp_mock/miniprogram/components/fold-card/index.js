/** A card that folds: its title, how many things are in it, and the things. */
Component({
  properties: {
    name: String,
    count: { type: Number, value: 0 },
    folded: { type: Boolean, value: false },
  },
  methods: {
    toggle() {
      this.setData({ folded: !this.data.folded });
    },
  },
});
