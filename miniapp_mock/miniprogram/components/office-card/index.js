/** An office: call, copy the address, show on the map. Emits `call`, `copy`, `map` and `open`. */
Component({
  properties: {
    office: { type: Object, value: { phones: [], region: {}, services: [] } },
    linked: { type: Boolean, value: true },
  },
  methods: {
    call(event) {
      this.triggerEvent('call', { phone: event.currentTarget.dataset.phone });
    },
    copy() {
      this.triggerEvent('copy', { text: this.data.office.address });
    },
    map() {
      this.triggerEvent('map', { office: this.data.office });
    },
    open() {
      this.triggerEvent('open', { type: 'office', key: this.data.office.key });
    },
  },
});
