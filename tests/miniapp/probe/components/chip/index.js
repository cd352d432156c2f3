Component({
  options: { multipleSlots: false },
  properties: { name: String },
  lifetimes: {
    attached() {
      getApp().log.push('chip attached');
    },
    detached() {
      getApp().log.push('chip detached');
    },
  },
  pageLifetimes: {
    show() {
      getApp().log.push('chip page show');
    },
  },
  methods: {
    press() {
      this.triggerEvent('press', { name: this.data.name });
    },
  },
});
