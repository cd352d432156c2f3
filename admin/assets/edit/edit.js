// The edit form comes alive; every part of it also works without this script.

import { amounts } from "edit/amounts";
import { keep } from "edit/keep";
import { lookups } from "edit/lookup";
import { paths } from "edit/path";
import { phones } from "edit/phones";
import { rows } from "edit/rows";
import { sums } from "edit/sums";

const form = document.getElementById("item-form");
if (form) {
  const urls = JSON.parse(form.dataset.urls);
  const words = JSON.parse(form.dataset.words);
  const dress = (root) => {
    lookups(root, urls.lookup);
    paths(root, urls.path, words);
    amounts(root, urls);
    phones(root, urls.phone);
  };
  rows(form);
  sums(form);
  dress(form);
  form.addEventListener("row-added", (event) => dress(event.target));
  keep(form);
}

// What is wrong is heard first.
document.getElementById("faults")?.focus();
