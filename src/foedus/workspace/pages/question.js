// The case: what it asks, of whom, as of when; the page of case.toml.

import { cellsIn, labelled, showWrong } from "/entry.js";
import { $, addView, ask, refresh, tell } from "/shell.js";

let shown = {};

async function load() {
  const found = await ask("/api/question");
  draw(found);
}

function draw(found) {
  shown = found.cells;
  $("question-fields").replaceChildren(...found.fields.map((field) => labelled(field, found.cells[field.name] || "", { prefix: "case" })));
}

async function save() {
  const after = cellsIn($("question-fields"));
  try {
    const found = await ask("/api/question", { before: shown, after });
    await refresh();
    draw(found);
    tell("saved in case.toml");
  } catch (error) {
    showWrong($("question-fields"), error.columns || {});
    tell(error.message, true);
  }
}

export function startQuestion() {
  addView("question", "Case", load, () => undefined);
  $("question-form").addEventListener("submit", (event) => { event.preventDefault(); save(); });
}
