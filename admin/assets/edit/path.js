// A menu path: its text is what counts, its chips show how the text is read and change it.

import { ask, element, settled } from "edit/ask";

export function paths(root, url, words) {
  root.querySelectorAll("textarea[data-path]").forEach((text) => {
    if (!text.dataset.ready) new MenuPath(text, url, words);
  });
}

class MenuPath {
  constructor(text, url, words) {
    text.dataset.ready = "1";
    [this.text, this.url, this.words, this.nodes, this.at] = [text, url, words, [], -1];
    this.chips = text.parentElement.querySelector(".chips");
    this.panel = element("div", { class: "chip-editor", hidden: true });
    this.said = element("p", { class: "help", role: "status" });
    this.chips.after(this.panel, this.said);
    this.chips.addEventListener("click", (event) => this.pick(event.target.closest("button")));
    this.panel.addEventListener("input", () => this.change());
    this.panel.addEventListener("click", (event) => this.press(event.target.closest("button")));
    this.write = settled(250, () => this.send({ nodes: this.nodes }));
    const read = settled(250, () => this.send({ text: this.text.value }));
    text.addEventListener("input", (event) => { if (!event.detail?.ours) { this.close(); read(); } });
    text.addEventListener("paste", () => read());
    this.show(JSON.parse(this.chips.dataset.nodes));
  }

  async send(body) {
    if (!body.nodes && !body.text.trim()) return this.show([]);
    try {
      const answer = await ask(this.url, body);
      if (body.nodes) this.put(answer.text);
      else this.show(answer.nodes);
      this.said.textContent = "";
    } catch {
      this.said.textContent = "现在读不了这条路径，保存时再读";
    }
    return undefined;
  }

  put(text) {
    this.text.value = text;
    this.text.dispatchEvent(new CustomEvent("input", { bubbles: true, detail: { ours: true } }));
  }

  show(nodes) {
    this.nodes = nodes;
    const chips = nodes.map((node, at) => element("li", {}, this.chip(node, at)));
    const add = element("button", { type: "button", class: "chip chip-add", "data-add": true }, "＋ 加一步");
    this.chips.replaceChildren(...chips, element("li", {}, add));
  }

  chip(node, at) {
    const label = `第 ${at + 1} 步，${this.words.kinds[node.kind]} ${node.label}，点开修改`;
    const open = String(at === this.at);
    const chip = element("button", { type: "button", class: `chip chip-${node.kind}`, "data-at": at, "aria-label": label, "aria-expanded": open });
    chip.append(element("span", { class: "chip-kind" }, this.words.kinds[node.kind]), node.label);
    node.alternatives.forEach((other) => chip.append(element("span", { class: "chip-or" }, `或 ${other}`)));
    if (node.note) chip.append(element("span", { class: "chip-note" }, node.note));
    if (node.param) chip.append(element("span", { class: "chip-param" }, this.words.params[node.param] || node.param));
    return chip;
  }

  pick(button) {
    if (!button) return;
    if (button.dataset.add !== undefined) return this.insert(this.nodes.length);
    const at = Number(button.dataset.at);
    return at === this.at ? this.close() : this.open(at);
  }

  insert(at) {
    this.nodes.splice(at, 0, { label: "", kind: "tap", alternatives: [], note: "", param: "" });
    this.open(at);
  }

  open(at) {
    this.at = at;
    this.show(this.nodes);
    const node = this.nodes[at];
    const id = `${this.text.id}.chip`;
    this.panel.replaceChildren(
      this.field("名称", element("input", { id: `${id}.label`, "data-part": "label", value: node.label })),
      this.field("动作", this.select(`${id}.kind`, "kind", this.words.kinds, node.kind)),
      this.field("也可能叫（一行一个）", element("textarea", { id: `${id}.alternatives`, "data-part": "alternatives", rows: 2 }, node.alternatives.join("\n"))),
      this.field("给读者的说明", element("input", { id: `${id}.note`, "data-part": "note", value: node.note })),
      this.field("随年度变化的值", this.select(`${id}.param`, "param", { "": "没有", ...this.words.params }, node.param)),
      element("p", { class: "chip-buttons" },
        ...[["left", "前移"], ["right", "后移"], ["after", "后面加一步"], ["drop", "移除"], ["done", "完成"]]
          .map(([verb, label]) => element("button", { type: "button", "data-verb": verb }, label))),
    );
    this.panel.hidden = false;
    this.panel.querySelector("input").focus();
  }

  field(label, control) {
    return element("div", { class: "field" }, element("label", { for: control.id }, label), control);
  }

  select(id, part, choices, chosen) {
    const options = Object.entries(choices).map(([value, label]) => element("option", { value, selected: value === chosen }, label));
    return element("select", { id, "data-part": part }, ...options);
  }

  change() {
    const node = this.nodes[this.at];
    this.panel.querySelectorAll("[data-part]").forEach((control) => {
      const lines = control.value.split("\n").map((line) => line.trim()).filter(Boolean);
      node[control.dataset.part] = control.dataset.part === "alternatives" ? lines : control.value.trim();
    });
    this.show(this.nodes);
    if (node.label) this.write();
  }

  press(button) {
    if (!button) return;
    const verb = button.dataset.verb;
    if (verb === "done") this.close();
    else if (verb === "after") this.insert(this.at + 1);
    else if (verb === "drop") { this.nodes.splice(this.at, 1); this.close(); this.write(); }
    else this.shift(verb === "left" ? -1 : 1);
  }

  shift(by) {
    const to = this.at + by;
    if (to < 0 || to >= this.nodes.length) return;
    this.nodes.splice(to, 0, ...this.nodes.splice(this.at, 1));
    this.open(to);
    this.write();
  }

  close() {
    if (this.at < 0) return;
    const back = this.at;
    this.at = -1;
    this.nodes = this.nodes.filter((node) => node.label);
    this.panel.hidden = true;
    this.show(this.nodes);
    this.chips.querySelector(`[data-at="${back}"]`)?.focus();
  }
}
