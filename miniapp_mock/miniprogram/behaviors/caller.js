/** Pages that show offices: what an office card asks of the phone. */
const phone = require('../services/phone');

module.exports = Behavior({
  methods: {
    call({ detail }) {
      phone.call(detail.phone);
    },
    copy({ detail }) {
      phone.copy(detail.text, '地址已复制');
    },
    map({ detail }) {
      phone.map(detail.office);
    },
  },
});
