// Standards: sums checked while they are typed, in whole fen; units and columns as they are needed.

const PARTS = ["personal_fen", "subsidy_fen", "total_fen"];
const UNITS = { ratio: "%", deductible: "元", cap: "元" };

export function sums(form) {
  form.addEventListener("input", (event) => {
    const name = event.target.name || "";
    const part = name.slice(name.lastIndexOf(".") + 1);
    if (PARTS.includes(part)) check(form, name.slice(0, name.lastIndexOf(".")));
    if (event.target.closest("[data-dimensions]")) columns(form);
  });
  form.addEventListener("change", (event) => {
    if ((event.target.name || "").endsWith(".measure")) unit(event.target);
  });
  form.addEventListener("row-added", () => columns(form));
  form.querySelectorAll("input[name$='.total_fen']").forEach((total) => check(form, total.name.slice(0, -".total_fen".length)));
}

function check(form, row) {
  const [personal, subsidy, total] = PARTS.map((part) => fen(form.elements[`${row}.${part}`]?.value || ""));
  const input = form.elements[`${row}.total_fen`];
  if (!input) return;
  let said = input.closest(".field").querySelector(".sum");
  if (!said) {
    said = document.createElement("p");
    said.className = "sum";
    said.setAttribute("role", "status");
    input.closest(".field").append(said);
  }
  const known = personal !== null && subsidy !== null;
  const wrong = total !== null && (known ? personal + subsidy !== total : (personal ?? subsidy ?? 0n) > total);
  said.classList.toggle("wrong", wrong);
  said.classList.toggle("doubtful", !known && !wrong);
  if (wrong && known) said.textContent = `个人＋补助＝${yuan(personal + subsidy)} 元，对不上`;
  else if (known && total === null) said.textContent = `个人＋补助＝${yuan(personal + subsidy)} 元`;
  else if (known) said.textContent = "合计对得上";
  else said.textContent = total === null ? "" : unstated(personal, subsidy, total);
}

// Say what is left for the part that is not stated: it may have been forgotten.
function unstated(personal, subsidy, total) {
  const part = personal ?? subsidy;
  if (part === null) return "";
  const other = personal === null ? "个人缴费" : "财政补助";
  return part > total ? "合计比其中一部分还少，对不上" : `没有写${other}：按合计是 ${yuan(total - part)} 元`;
}

// Return an amount of yuan in fen, or null; never through a fraction.
export function fen(text) {
  const plain = text.normalize("NFKC").replace(/[\s,¥￥元]/g, "");
  const found = /^(\d{1,12})(?:\.(\d{1,6}))?(万)?$/.exec(plain);
  if (!found) return null;
  const [, whole, part = "", wan] = found;
  const places = wan ? 6 : 2;
  if (/[1-9]/.test(part.slice(places))) return null;
  return BigInt(whole + part.slice(0, places).padEnd(places, "0"));
}

function yuan(amount) {
  const [whole, rest] = [amount / 100n, amount % 100n];
  return rest ? `${whole}.${String(rest).padStart(2, "0")}` : String(whole);
}

function unit(select) {
  const amount = select.form.elements[select.name.replace(/measure$/, "amount")];
  const shown = amount?.parentElement.querySelector("[data-unit]");
  if (shown) shown.textContent = UNITS[select.value] || "";
}

// Show the columns of the dimensions that are told apart, and of those a cell uses all the same.
function columns(form) {
  const told = [...form.querySelectorAll("[data-dimensions] input:checked")].map((tick) => tick.value);
  const used = [...form.querySelectorAll("td[data-dimension] select")].filter((select) => select.value);
  const shown = new Set([...told, ...used.map((select) => select.closest("td").dataset.dimension)]);
  form.querySelectorAll("[data-dimension]").forEach((cell) => { cell.hidden = !shown.has(cell.dataset.dimension); });
}
