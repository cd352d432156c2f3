/** A contribution standard in short: the amount, for which year, who pays it, what is doubtful, what comes next. */
Component({
  properties: {
    standard: { type: Object, value: {} },
    today: String,
  },
  methods: {
    open() {
      this.triggerEvent('open', { type: 'standard', key: this.data.standard.key });
    },
  },
});
