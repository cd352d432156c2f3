// What every page of the panel does in the browser. Without it everything still works, a page later.

// A form with data-confirm asks first, and tells the server that it did.
const asks = document.createElement("dialog");
asks.innerHTML = '<p></p><div class="actions"><button value="yes"></button><button value="no">不，返回</button></div>';
asks.setAttribute("aria-label", "请确认");
document.body.append(asks);
const [yes, no] = asks.querySelectorAll("button");
no.addEventListener("click", () => asks.close());

document.addEventListener("submit", (event) => {
  const form = event.target;
  const question = event.submitter?.dataset.confirm ?? form.dataset.confirm;
  if (!question || form.elements.confirmed) return;
  event.preventDefault();
  asks.querySelector("p").textContent = question.replace(/\{(\w+)\}/, (all, name) => inWords(form.elements[name]?.value ?? all));
  yes.textContent = event.submitter?.textContent.trim() || "确定";
  yes.className = event.submitter?.matches(".danger, .quiet") ? "danger" : "primary";
  yes.onclick = () => {
    const said = document.createElement("input");
    Object.assign(said, { type: "hidden", name: "confirmed", value: "yes" });
    form.append(said);
    asks.close();
    form.requestSubmit(event.submitter);
  };
  asks.showModal();
  no.focus();
});

// Say a time that was typed as people say it.
function inWords(typed) {
  const [, year, month, day, time] = /^(\d+)-(\d+)-(\d+)T(\d+:\d+)/.exec(typed) || [];
  return year ? `${+year}年${+month}月${+day}日 ${time}（北京时间）` : typed;
}

// A form that was sent is not sent twice by an impatient click.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method !== "post") return;
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// Filters apply as soon as one is chosen.
document.addEventListener("change", (event) => {
  if (event.target.matches("form.filters select")) event.target.form.requestSubmit();
});

// The menu of small screens closes with Escape, and focus goes where the link led.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && location.hash === "#menu") location.hash = "#main";
});

// A mistake is where the eye should go first.
document.querySelector('[aria-invalid="true"]')?.focus();
