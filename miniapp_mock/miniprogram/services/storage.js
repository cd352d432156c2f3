/** What is kept on this phone, by name. Storage that fails is as good as empty: nothing depends on it. */

function read(name, otherwise) {
  try {
    const value = wx.getStorageSync(name);
    return value === '' || value === undefined || value === null ? otherwise : value;
  } catch {
    return otherwise;
  }
}

/** Return whether it was kept. */
function write(name, value) {
  try {
    wx.setStorageSync(name, value);
    return true;
  } catch {
    return false;
  }
}

function remove(name) {
  wx.removeStorageSync(name);
}

function clear() {
  wx.clearStorageSync();
}

module.exports = { read, write, remove, clear };
