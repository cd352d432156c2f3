// A line of a yearly update: its menu paths come alive as chips, its numbers are looked at.

import { paths } from "edit/path";
import { phones } from "edit/phones";

const form = document.getElementById("line-form");
if (form) {
  const urls = JSON.parse(form.dataset.urls);
  paths(form, urls.path, JSON.parse(form.dataset.words));
  phones(form, urls.phone);
}

// What is wrong is heard first.
document.getElementById("faults")?.focus();
