// Offices: a number as printed, turned into one that can be dialled; a person confirms it.

import { ask, element } from "edit/ask";

export function phones(root, url) {
  root.querySelectorAll("input[name^='phones.'][name$='.raw']").forEach((raw) => {
    if (raw.dataset.ready) return;
    raw.dataset.ready = "1";
    const said = element("p", { class: "phone-said", role: "status" });
    raw.closest(".field").append(said);
    raw.addEventListener("change", () => check(raw, said, url));
  });
}

async function check(raw, said, url) {
  said.replaceChildren();
  if (!raw.value.trim()) return;
  const region = document.getElementById("f.region").value;
  const found = await ask(url, { raw: raw.value, region }).catch(() => ({ said: "现在核对不了，请稍后再试" }));
  said.textContent = found.said;
  if (!found.e164) return;
  const use = element("button", { type: "button", class: "small" }, "采用");
  use.addEventListener("click", () => {
    const row = raw.name.replace(/raw$/, "");
    raw.form.elements[`${row}e164`].value = found.e164;
    raw.form.elements[`${row}area_code_inferred`].checked = found.inferred;
    raw.form.elements[`${row}e164`].dispatchEvent(new Event("input", { bubbles: true }));
    said.textContent = found.inferred ? "已采用；区号是推断的，请打电话核实" : "已采用";
  });
  said.append(" ", use);
}
