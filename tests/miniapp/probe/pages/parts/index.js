const PLACES = { 南方: ['广东', '湖南'], 北方: ['天津', '河北'] };

Page({
  data: { text: '起初', shown: '', where: [0, 0], lists: [Object.keys(PLACES), PLACES.南方], seen: 0, into: '' },
  note(event) {
    getApp().log.push(`${event.type} ${JSON.stringify(event.detail)}`);
  },
  typed({ detail }) {
    this.setData({ shown: detail.value });
  },
  columnMoved({ detail: { column, value } }) {
    const names = this.data.lists[0];
    if (column === 0) this.setData({ lists: [names, PLACES[names[value]]] });
  },
  chipPressed({ detail }) {
    getApp().log.push(`chip ${detail.name}`);
  },
});
