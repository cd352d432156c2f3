// A field that names another item or a region: type a few characters, choose from what fits.
// An ARIA combobox with a list; without this script the key is typed.

import { element, look, settled } from "edit/ask";

let numbered = 0;

export function lookups(root, url) {
  root.querySelectorAll("[data-lookup]").forEach((holder) => {
    if (!holder.dataset.ready) new Lookup(holder, url);
  });
}

class Lookup {
  constructor(holder, url) {
    holder.dataset.ready = "1";
    [this.holder, this.url, this.kind] = [holder, url, holder.dataset.lookup];
    this.input = holder.querySelector("input");
    this.called = holder.querySelector(".called");
    this.list = element("ul", { role: "listbox", id: `listbox-${++numbered}`, hidden: true, "aria-label": "候选" });
    holder.append(this.list);
    const said = { role: "combobox", "aria-expanded": "false", "aria-controls": this.list.id, "aria-autocomplete": "list" };
    Object.entries(said).forEach(([name, value]) => this.input.setAttribute(name, value));
    this.search = settled(180, () => this.find());
    this.input.addEventListener("input", () => this.search());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => setTimeout(() => this.leave(), 150));
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.choose(event.target.closest("[role=option]")));
  }

  get options() { return [...this.list.children].filter((option) => option.dataset.key); }

  get active() { return this.list.querySelector("[aria-selected=true]"); }

  async find() {
    const asked = this.input.value.trim();
    try {
      const { found } = await look(this.url, { kind: this.kind, q: asked });
      if (asked === this.input.value.trim() && document.activeElement === this.input) this.show(found);
    } catch {
      this.called.textContent = "查找不到服务器，请直接填标识";
    }
  }

  show(found) {
    this.list.replaceChildren(...found.map((one, at) => element(
      "li", { role: "option", id: `${this.list.id}-${at}`, "data-key": one.key, "aria-selected": "false" },
      element("span", {}, one.title), element("span", { class: "quiet" }, one.note),
    )));
    if (!found.length) this.list.append(element("li", { class: "quiet" }, "没有相符的"));
    this.open(true);
  }

  open(is) {
    this.list.hidden = !is;
    this.input.setAttribute("aria-expanded", String(is));
    if (!is) this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    if (event.key === "Escape" && !this.list.hidden) this.open(false);
    else if (event.key === "Enter" && this.active && !this.list.hidden) this.choose(this.active);
    else if (event.key === "ArrowDown") this.list.hidden ? this.find() : this.step(1);
    else if (event.key === "ArrowUp" && !this.list.hidden) this.step(-1);
    else return;
    event.preventDefault();
  }

  step(by) {
    const all = this.options;
    if (!all.length) return;
    const next = all[(all.indexOf(this.active) + by + all.length) % all.length];
    all.forEach((option) => option.setAttribute("aria-selected", String(option === next)));
    this.input.setAttribute("aria-activedescendant", next.id);
    next.scrollIntoView({ block: "nearest" });
  }

  choose(option) {
    if (!option || !option.dataset.key) return;
    this.input.value = option.dataset.key;
    this.called.textContent = option.firstElementChild.textContent;
    this.open(false);
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
    this.input.dispatchEvent(new CustomEvent("chosen", { bubbles: true }));
  }

  // Take what fits exactly, or is the only thing that fits; say what a key is called.
  async leave() {
    this.open(false);
    const asked = this.input.value.trim();
    if (!asked) { this.called.textContent = ""; return; }
    try {
      const { found } = await look(this.url, { kind: this.kind, q: asked });
      const exact = found.filter((one) => one.key === asked || one.title === asked);
      if (asked !== this.input.value.trim() || document.activeElement === this.input) return;
      if (exact.length === 1) { this.input.value = exact[0].key; this.called.textContent = exact[0].title; }
      else this.called.textContent = "没有这一项，请从列表里选";
    } catch { /* the server will say so at the latest when the form is saved */ }
  }
}
