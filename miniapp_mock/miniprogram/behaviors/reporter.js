/** Pages where a reader may say that a path is wrong at some node. */
const phone = require('../services/phone');
const reports = require('../services/reports');

const REASONS = ['找不到这一步', '名字不一样了', '点了打不开', '先后次序不对'];
const KEPT = '已记在这台手机的“我的”里。现在还不能在网上提交，我们收不到；等开通以后，由您决定要不要提交。';

module.exports = Behavior({
  methods: {
    /** Ask what is wrong at `{ guide, title, route, channel, node, label }`, and keep it. */
    askReport(place) {
      wx.showActionSheet({
        alertText: `“${place.label}”这一步怎么不对？`,
        itemList: REASONS,
        success: ({ tapIndex }) => {
          if (!reports.keep({ ...place, reason: REASONS[tapIndex] })) return phone.full();
          return wx.showModal({ title: '记下了，谢谢', content: KEPT, showCancel: false, confirmText: '知道了' });
        },
        fail: () => {},
      });
    },
  },
});
