/** Where the phone is, GCJ-02; asked for only when the reader wants distances. */

const REFUSED = '您没有允许这个小程序使用位置。点“去设置”打开“位置信息”后再试，也可以按镇街选';
const UNKNOWN = '没有拿到位置。请看看手机的定位、手机设置里微信的定位权限开了没有，也可以按镇街选';

/** `isRefused` where the reader said no to this mini-program: it is not asked again, only its settings help. */
class Unknown extends Error {
  constructor({ errMsg }) {
    const isRefused = /auth/.test(errMsg);
    super(isRefused ? REFUSED : UNKNOWN);
    this.isRefused = isRefused;
  }
}

function here() {
  return new Promise((resolve, reject) => {
    wx.getLocation({
      type: 'gcj02',
      success: ({ latitude, longitude }) => resolve({ lat: latitude, lng: longitude }),
      fail: (failure) => reject(new Unknown(failure)),
    });
  });
}

module.exports = { here, Unknown };
