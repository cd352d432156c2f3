// What the desk's pages do in the browser; without it everything still works.

// Copy what stands in a field.
document.addEventListener("click", async (event) => {
  const field = document.getElementById(event.target.dataset?.copy ?? "");
  if (!field) return;
  field.select();
  await navigator.clipboard?.writeText(field.value).catch(() => {});
  event.target.textContent = "已复制";
});

// A sum follows its parts as they are typed, until somebody types another sum.
for (const total of document.querySelectorAll('input[name$=".total_fen"]')) {
  const parts = ["personal_fen", "subsidy_fen"].map((name) =>
    document.querySelector(`input[name="${total.name.replace("total_fen", name)}"]`));
  const fen = (field) => Math.round(parseFloat(field?.value.replace(/[,，元\s]/g, "") || "NaN") * 100);
  const own = () => fen(parts[0]) + fen(parts[1]);
  if (!total.value || own() !== fen(total)) continue; // the old year's did not add up either
  let typed = false;
  total.addEventListener("input", () => { typed = true; });
  for (const part of parts) part.addEventListener("input", () => {
    if (typed || Number.isNaN(own())) return;
    total.value = own() % 100 ? (own() / 100).toFixed(2) : String(own() / 100);
  });
}

// The field to begin with is ready to be typed over.
const first = document.querySelector("[data-first]");
first?.focus();
first?.select?.();

// A long upload says how far it got.
for (const form of document.querySelectorAll("form[data-progress]")) {
  form.addEventListener("submit", () => {
    const shown = document.getElementById("progress");
    if (!shown) return;
    shown.hidden = false;
    const bar = shown.querySelector("progress"), words = shown.querySelector("strong");
    const ask = async () => {
      try {
        const told = await (await fetch(form.dataset.progress, { headers: { Accept: "application/json" } })).json();
        if (told.of) { bar.max = told.of; bar.value = told.done; words.textContent = `${told.done} / ${told.of}`; }
      } catch { /* it goes on without being told */ }
      setTimeout(ask, 700);
    };
    ask();
  });
}

// All ticked, or none.
for (const line of document.querySelectorAll("[data-ticks]")) {
  line.hidden = false;
  line.addEventListener("click", (event) => {
    const wanted = event.target.dataset.tick;
    if (!wanted) return;
    for (const box of line.closest("form").elements[line.dataset.ticks]) box.checked = wanted === "all";
  });
}
