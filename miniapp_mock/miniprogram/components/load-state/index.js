/** One of five states around content: a skeleton, the content, nothing, a failure, an old copy. */
Component({
  properties: {
    status: { type: String, value: 'loading' },
    keptOn: String,
    asOf: String,
    failure: String,
    emptyText: { type: String, value: '这里还没有内容' },
  },
  methods: {
    retry() {
      this.triggerEvent('retry');
    },
  },
});
