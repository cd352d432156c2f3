/**
 * A menu path as numbered chips. A chip that is tapped tells more: its note, other entrances, and
 * 「路径不对？」, which emits `report` with the node's place and label.
 */
Component({
  properties: {
    path: { type: Array, value: [] },
  },
  data: { picked: -1 },
  observers: {
    path() {
      this.setData({ picked: -1 });
    },
  },
  methods: {
    pick(event) {
      const { node } = event.currentTarget.dataset;
      this.setData({ picked: node === this.data.picked ? -1 : node });
    },
    report() {
      const node = this.data.picked;
      this.triggerEvent('report', { node, label: this.data.path[node].label });
    },
  },
});
