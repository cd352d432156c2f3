// What was typed in a yearly update and not yet taken: kept in this browser until it is.
//
// Any button of the page leads back to it: then the text stands in its fields again, by itself. Text
// based on an older version is offered, not put back. Going elsewhere with unsaved text asks first.

const ALL = "yibao.rollover:";
const PAUSE = 400; // milliseconds without a key before the text is kept
const forms = [...document.querySelectorAll("form[data-keeps]")];
const saved = new URLSearchParams(location.search).get("saved");
let sent = false;

if (saved) {
  const who = document.querySelector("[data-who]")?.dataset.who;
  const id = new URLSearchParams(location.search).get("id");
  localStorage.removeItem(`${ALL}${who}:${id}/${saved}`);
}

const named = (form, name) => form.elements[name];
const fields = (form) => [...form.elements].filter((field) => field.name && !["hidden", "file", "submit"].includes(field.type));
const typed = (form) => Object.fromEntries(fields(form).map((field) => [field.name, field.type === "checkbox" ? (field.checked ? field.value : "") : field.value]));
// As the server sent it, whatever was typed before this script came.
const sentAs = (field) => {
  if (field.type === "checkbox") return field.defaultChecked ? field.value : "";
  if (field.options) return ([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value ?? "";
  return field.defaultValue;
};
const untouched = (form) => Object.fromEntries(fields(form).map((field) => [field.name, sentAs(field)]));
const same = (one, two) => JSON.stringify(one) === JSON.stringify(two);

function put(form, values) {
  for (const [name, value] of Object.entries(values)) {
    const field = named(form, name);
    if (!field) continue;
    const held = field.type === "checkbox" ? (field.checked ? field.value : "") : field.value;
    if (held === value) continue; // a sum that followed its parts goes on following them
    if (field.type === "checkbox") field.checked = value === field.value;
    else field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function read(key) {
  try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
}

function write(key, kept) {
  try { localStorage.setItem(key, JSON.stringify(kept)); } catch { /* full: the question on leaving remains */ }
}

function banner(form, words, ...buttons) {
  const told = document.createElement("div");
  told.className = "notice warn kept";
  told.setAttribute("role", "status");
  told.append(Object.assign(document.createElement("p"), { textContent: words }));
  const row = told.appendChild(document.createElement("p"));
  for (const [label, act] of buttons) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: label });
    button.addEventListener("click", () => { act(); told.remove(); });
    row.append(button, " ");
  }
  form.prepend(told);
  for (let around = form.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
}

const kept = forms.map((form) => {
  const key = `${ALL}${form.dataset.who}:${form.dataset.keeps}`;
  const first = untouched(form);
  const dirty = () => form.dataset.unsaved !== undefined || !same(typed(form), first);
  const store = () => (dirty() ? write(key, { seen: form.dataset.seen, values: typed(form) }) : localStorage.removeItem(key));
  let timer = 0;
  const soon = () => { clearTimeout(timer); timer = setTimeout(store, PAUSE); };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  const found = read(key);
  if (found && form.dataset.unsaved === undefined) {
    const drop = () => { put(form, first); clearTimeout(timer); localStorage.removeItem(key); };
    if (same(found.values, first)) localStorage.removeItem(key);
    else if (found.seen === form.dataset.seen) {
      put(form, found.values);
      banner(form, "下面是您上次写的，还没有保存。", ["不要了", drop]);
    } else {
      banner(form, "这台设备上有您没保存的文字，那以后这里又改过。", ["恢复", () => put(form, found.values)], ["丢弃", drop]);
    }
  }
  return { dirty, store };
});

const keep = () => kept.forEach(({ dirty, store }) => { if (dirty()) store(); });
document.addEventListener("submit", (event) => { if (!event.defaultPrevented) { keep(); sent = true; } });
window.addEventListener("pagehide", keep);
window.addEventListener("pageshow", (event) => { if (event.persisted) sent = false; });
window.addEventListener("beforeunload", (event) => { if (!sent && kept.some(({ dirty }) => dirty())) event.preventDefault(); });
