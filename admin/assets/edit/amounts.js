// Amounts in texts: choose what a standard knows instead of typing it, and see what it says today.

import { ask, element, look, settled } from "edit/ask";

export function amounts(root, urls) {
  root.querySelectorAll("textarea[data-amounts]").forEach((text) => {
    if (text.dataset.ready) return;
    text.dataset.ready = "1";
    const button = element("button", { type: "button", class: "small" }, "插入金额");
    button.addEventListener("click", () => new Picker(text, urls.amounts));
    text.after(button);
    const today = text.parentElement.querySelector("[data-today]");
    text.addEventListener("input", settled(300, () => show(text, today, urls.today)));
  });
}

async function show(text, today, url) {
  today.hidden = !text.value.includes("{{");
  if (today.hidden) return;
  try {
    today.querySelector("span").textContent = (await ask(url, { text: text.value })).said;
  } catch {
    today.querySelector("span").textContent = "现在算不出来";
  }
}

class Picker {
  constructor(text, url) {
    [this.text, this.url] = [text, url];
    this.search = element("input", { type: "search", id: "amounts.search", autocomplete: "off" });
    this.found = element("div", { class: "amounts-found", role: "status" });
    const close = element("button", { type: "button" }, "关闭");
    this.dialog = element("dialog", { class: "amounts", "aria-labelledby": "amounts.title" },
      element("h2", { id: "amounts.title" }, "插入金额"),
      element("p", { class: "help" }, "引用标准里的金额：标准更新后，文字里的数字跟着变，不用改指南。"),
      element("label", { for: "amounts.search" }, "找标准（名称、地区或标识）"), this.search, this.found, close);
    close.addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("close", () => { this.dialog.remove(); this.text.focus(); });
    this.found.addEventListener("click", (event) => this.insert(event.target.closest("[data-token]")));
    const find = settled(180, () => this.find());
    this.search.addEventListener("input", find);
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.search.focus();
    this.find();
  }

  async find() {
    const region = document.getElementById("f.region")?.value || "";
    try {
      const { found } = await look(this.url, { q: this.search.value.trim(), region });
      this.found.replaceChildren(...found.map((standard) => this.standard(standard)));
      if (!found.length) this.found.textContent = "没有相符的标准";
    } catch {
      this.found.textContent = "现在查不到，请稍后再试";
    }
  }

  standard(standard) {
    const buttons = standard.amounts.map((amount) => element("li", {}, element(
      "button", { type: "button", "data-token": amount.token },
      element("span", {}, amount.label), element("strong", {}, amount.said),
    )));
    return element("section", {}, element("h3", {}, standard.title), element("ul", {}, ...buttons));
  }

  insert(button) {
    if (!button) return;
    const { selectionStart: start, selectionEnd: end } = this.text;
    this.text.setRangeText(button.dataset.token, start, end, "end");
    this.text.dispatchEvent(new Event("input", { bubbles: true }));
    this.dialog.close();
  }
}
