/** The region whose things are shown. Emits `change`. */
Component({
  properties: {
    name: String,
  },
  methods: {
    change() {
      this.triggerEvent('change');
    },
  },
});
