/**
 * A menu path as chips: first where one goes, then what one does there, numbered as in the picture of
 * the path. A chip that is tapped tells more: its note, other entrances, and
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
