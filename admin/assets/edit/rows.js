// Rows of a list: added, removed and moved with buttons, keys, mouse and touch.
// Without this script the same buttons ask the server, which draws the form anew.

const PLACEHOLDER = "__row__";
const EDGE = 72; // pixels from the edge of the window where dragging scrolls
let added = 0;

export function rows(form) {
  form.querySelectorAll("[data-grip]").forEach((grip) => { grip.hidden = false; });
  form.addEventListener("click", (event) => obey(event, form));
  form.addEventListener("keydown", moveByKey);
  form.addEventListener("pointerdown", drag);
}

function obey(event, form) {
  const button = event.target.closest("button[name='@do']");
  if (!button) return;
  const [verb, name] = split(button.value);
  if (verb === "add") add(form, name, button);
  else if (verb === "remove") remove(button.closest("[data-row]"));
  else if (verb === "up" || verb === "down") move(button.closest("[data-row]"), verb, button);
  else return;
  event.preventDefault();
}

function split(command) {
  const at = command.indexOf(":");
  return [command.slice(0, at), command.slice(at + 1)];
}

function add(form, name, button) {
  const list = button.closest("[data-rows]");
  const blank = document.getElementById("blank." + list.dataset.kind);
  const fresh = document.createElement("template");
  added += 1;
  fresh.innerHTML = blank.innerHTML.replaceAll(PLACEHOLDER, `${name}.n${added}`);
  const row = fresh.content.firstElementChild;
  holder(list).append(row);
  row.querySelectorAll("[data-grip]").forEach((grip) => { grip.hidden = false; });
  recount(list);
  row.dispatchEvent(new CustomEvent("row-added", { bubbles: true }));
  const first = row.querySelector("input:not([type=hidden]), select, textarea");
  (first || row).focus();
}

function holder(list) {
  return list.querySelector(":scope > .row-list, :scope > .grid-scroll > table");
}

function siblings(row) {
  return [...row.parentElement.children].filter((other) => other.matches("[data-row]"));
}

function remove(row) {
  const list = row.closest("[data-rows]");
  const [parent, next] = [row.parentElement, row.nextElementSibling];
  const title = row.querySelector(".row-title").textContent.trim().replace(/\s+/g, " ");
  row.remove();
  recount(list);
  const offer = list.querySelector(":scope > .row-end > [data-undo]");
  offer.textContent = `已移除${title}。`;
  const undo = document.createElement("button");
  undo.type = "button";
  undo.textContent = "撤销";
  undo.addEventListener("click", () => {
    parent.insertBefore(row, next && next.isConnected ? next : null);
    offer.textContent = "";
    recount(list);
    row.focus();
  });
  offer.append(undo);
  undo.focus();
}

function move(row, verb, focused) {
  const all = siblings(row);
  const other = all[all.indexOf(row) + (verb === "up" ? -1 : 1)];
  if (!other) return;
  // the other row moves, so that the one in hand keeps its focus and its pointer
  if (verb === "up") row.after(other);
  else row.before(other);
  recount(row.closest("[data-rows]"));
  focused.focus();
}

function moveByKey(event) {
  if (!event.target.matches("[data-grip]")) return;
  const verb = { ArrowUp: "up", ArrowDown: "down" }[event.key];
  if (!verb) return;
  event.preventDefault();
  move(event.target.closest("[data-row]"), verb, event.target);
}

function drag(event) {
  const grip = event.target.closest("[data-grip]");
  if (!grip || event.button !== 0) return;
  event.preventDefault();
  const row = grip.closest("[data-row]");
  const follow = (moved) => moved.pointerId === event.pointerId && carry(row, moved.clientY);
  const drop = (ended) => {
    if (ended.pointerId !== event.pointerId) return;
    row.classList.remove("dragged");
    document.removeEventListener("pointermove", follow);
    document.removeEventListener("pointerup", drop);
    document.removeEventListener("pointercancel", drop);
    recount(row.closest("[data-rows]"));
  };
  row.classList.add("dragged");
  document.addEventListener("pointermove", follow);
  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", drop);
}

// Let the rows that the pointer has passed go to the other side.
function carry(row, y) {
  if (y < EDGE) window.scrollBy(0, -12);
  if (y > window.innerHeight - EDGE) window.scrollBy(0, 12);
  const all = siblings(row);
  const here = all.indexOf(row);
  const [above, below] = [all[here - 1], all[here + 1]];
  if (above && y < middle(above)) row.after(above);
  else if (below && y > middle(below)) row.before(below);
}

function middle(row) {
  const box = row.getBoundingClientRect();
  return box.top + box.height / 2;
}

// Number the rows of a list anew; what the server reads is their order on the page.
function recount(list) {
  const members = [...holder(list).children].filter((child) => child.matches("[data-row]"));
  members.forEach((row, at) => { row.querySelector("[data-number]").textContent = at + 1; });
  list.querySelector(":scope > legend [data-count]").textContent = members.length;
  list.dispatchEvent(new Event("input", { bubbles: true }));
}
