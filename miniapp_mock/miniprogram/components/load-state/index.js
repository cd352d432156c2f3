/**
 * One of five states around content: a skeleton, the content, nothing, a failure, an old copy.
 *
 * Emits `retry`, and `leave` with where to: from what is `gone` to `home` or `search`, from another day
 * to `today`.
 */
Component({
  properties: {
    status: { type: String, value: 'loading' },
    keptOn: String,
    asOf: String,
    failure: String,
    gone: Boolean,
    emptyText: { type: String, value: '这里还没有内容' },
  },
  methods: {
    retry() {
      this.triggerEvent('retry');
    },
    leave(event) {
      this.triggerEvent('leave', { to: event.currentTarget.dataset.to });
    },
  },
});
