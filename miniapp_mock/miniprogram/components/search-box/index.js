/** A box to type into. Emits `type` while typing and `search` at the end, with `{ text }`. */
Component({
  properties: {
    text: String,
    hint: String,
    focus: Boolean,
  },
  methods: {
    type(event) {
      this.triggerEvent('type', { text: event.detail.value });
    },
    search(event) {
      this.triggerEvent('search', { text: event.detail.value });
    },
    clear() {
      this.triggerEvent('type', { text: '' });
    },
  },
});
