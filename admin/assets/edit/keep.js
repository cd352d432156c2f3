// What was typed and not yet saved: kept in this browser, offered again, and never left by accident.
//
// One entry for each item and version. It goes once that version's text was saved. Restoring sends
// the kept text to the server to be drawn, with the version it was based on: if somebody else saved
// meanwhile, saving it will show both texts.

import { element, settled } from "edit/ask";

const ALL = "yibao.draft:";
let prefix = ALL; // with whoever is signed in: nobody is offered the text of another
const MANY = 40; // drafts kept; the oldest go first
const PAUSE = 800; // milliseconds without a key before the text is kept

export function keep(form) {
  prefix = `${ALL}${form.dataset.who}:`;
  forget(form.dataset.item, form.dataset.saved);
  const first = snapshot(form);
  let sent = false;
  const key = `${prefix}${form.dataset.item}|${form.dataset.seen}`;
  const dirty = () => form.dataset.unsaved !== undefined || !same(snapshot(form), first);
  const store = () => (dirty() ? write(key, snapshot(form)) : localStorage.removeItem(key));
  form.addEventListener("input", settled(PAUSE, store));
  form.addEventListener("change", settled(PAUSE, store));
  form.addEventListener("submit", () => { if (dirty()) write(key, snapshot(form)); sent = true; });
  window.addEventListener("pageshow", (event) => { if (event.persisted) sent = false; });
  window.addEventListener("pagehide", () => { if (!sent && dirty()) write(key, snapshot(form)); });
  window.addEventListener("beforeunload", (event) => { if (!sent && dirty()) event.preventDefault(); });
  if (form.dataset.unsaved === undefined) offer(form, first);
}

function snapshot(form) {
  return [...new FormData(form)].filter(([name]) => !name.startsWith("@") && name !== "csrf_token");
}

function same(one, two) {
  return JSON.stringify(one) === JSON.stringify(two);
}

function write(key, pairs) {
  const kept = JSON.stringify({ at: Date.now(), pairs });
  try {
    localStorage.setItem(key, kept);
  } catch { // full: what is oldest goes
    drop(keptKeys().slice(0, 5));
    try { localStorage.setItem(key, kept); } catch { /* nothing more can be done here */ }
  }
  drop(keptKeys().slice(0, -MANY));
}

function keptKeys() {
  const all = Object.keys(localStorage).filter((key) => key.startsWith(ALL));
  return all.sort((one, two) => read(one).at - read(two).at);
}

function drop(keys) {
  keys.forEach((key) => localStorage.removeItem(key));
}

function read(key) {
  try { return JSON.parse(localStorage.getItem(key)) || { at: 0, pairs: [] }; } catch { return { at: 0, pairs: [] }; }
}

function forget(item, saved) {
  if (saved) localStorage.removeItem(`${prefix}${saved === "new" ? nameless(item) : item}|${saved}`);
}

// What is new had no key yet when its text was kept.
function nameless(item) {
  return item.slice(0, item.indexOf("/") + 1);
}

// Offer what is kept of this item, of this version or an older one.
function offer(form, first) {
  const mine = `${prefix}${form.dataset.item}|`;
  const keys = keptKeys().filter((key) => key.startsWith(mine) && !same(read(key).pairs, first));
  const newest = keys.at(-1);
  if (!newest) return;
  const { at, pairs } = read(newest);
  const seen = newest.slice(mine.length);
  const when = new Date(at).toLocaleString("zh-CN", { dateStyle: "medium", timeStyle: "short" });
  const older = seen === form.dataset.seen ? "" : "那以后这一项又保存过，恢复后保存时会让您对照。";
  const restore = element("button", { type: "button", class: "primary" }, "恢复");
  const discard = element("button", { type: "button" }, "丢弃");
  const banner = element("div", { class: "kept notice", role: "region", "aria-label": "没有保存的文字" },
    element("p", {}, `这台设备上有 ${when} 没有保存的文字。${older}`), element("p", {}, restore, " ", discard));
  restore.addEventListener("click", () => redraw(form, pairs, seen));
  discard.addEventListener("click", () => { drop(keys); banner.remove(); });
  form.before(banner);
}

function redraw(form, pairs, seen) {
  const own = { csrf_token: form.elements.csrf_token.value, "@seen": seen, "@do": "show", "@end": "1" };
  const all = [...pairs, ...Object.entries(own)];
  const again = element("form", { method: "post", action: form.action, hidden: true },
    ...all.map(([name, value]) => element("textarea", { name }, value)));
  document.body.append(again);
  again.submit();
}
