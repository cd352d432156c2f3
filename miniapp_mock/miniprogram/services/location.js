/** Where the phone is, GCJ-02; asked for only when the reader wants distances. */

class Unknown extends Error {}

function here() {
  return new Promise((resolve, reject) => {
    wx.getLocation({
      type: 'gcj02',
      success: ({ latitude, longitude }) => resolve({ lat: latitude, lng: longitude }),
      fail: () => reject(new Unknown('没有拿到位置，可以按镇街选，或者在微信设置里允许定位')),
    });
  });
}

module.exports = { here, Unknown };
