// What will not count in the verdict, why, and the next step, each with the passage or the row that it is about.

import { openAt } from "/coding.js";
import { showRow } from "/grid.js";
import { $, addView, ask, node, tell } from "/shell.js";

const SHOWN = 12;

function item(one) {
  const made = node("li"), [place] = one.places;
  const go = () => (place ? openAt(place.document, [place.start, place.stop]) : showRow(one.table, [one.id])).catch((error) => tell(error.message, true));
  if (!one.table) { made.append(node("code", one.id), " no row yet"); return made; }
  const button = node("button", undefined, { type: "button", onclick: go });
  button.append(node("code", one.id), ` ${one.shown}`, node("small", place ? ` passage in ${place.document}` : ` row of ${one.table}`));
  made.append(button);
  return made;
}

function reason(one) {
  const box = node("section", undefined, { className: "reason" }), list = node("ul");
  box.append(node("h3", one.sort), node("p", one.text));
  if (one.step) { const step = node("p"); step.append(node("strong", "Next step: "), one.step); box.append(step); }
  list.append(...one.items.slice(0, SHOWN).map(item));
  if (one.items.length) box.append(list);
  if (one.items.length > SHOWN) {
    const more = node("details"), rest = node("ul");
    rest.append(...one.items.slice(SHOWN).map(item));
    more.append(node("summary", `${one.count - SHOWN} more`), rest);
    box.append(more);
  }
  return box;
}

async function uncounted() {
  $("reasons").replaceChildren(node("p", "Looking ..."));
  const found = await ask("/api/not-counting");
  const problems = node("ul");
  problems.append(...found.problems.map((one) => node("li", one)));
  $("reasons").replaceChildren(
    ...(found.problems.length ? [node("h3", "The case cannot be read yet"), node("p", "Nothing counts until this is put right:"), problems] : []),
    ...found.reasons.map(reason),
    ...(found.problems.length || found.reasons.length ? [] : [node("p", "Everything in the case counts.")]),
  );
  tell(found.problems.length ? `${found.problems.length} problems` : `${found.reasons.length} reasons`);
}

export function startUncounted() {
  addView("uncounted", "Not counted", uncounted);
}
