// Search over texts and claims.

import { openAt } from "/coding.js";
import { showRow } from "/grid.js";
import { $, addView, ask, node, tell } from "/shell.js";

async function search() {
  const found = await ask(`/api/search?words=${encodeURIComponent($("words").value)}`);
  $("found").replaceChildren(...found.map((one) => {
    const item = node("li"), go = () => (one.document ? openAt(one.document, [one.start, one.stop]) : showRow("claims", [one.claim])).catch((error) => tell(error.message, true));
    item.append(node("button", `${one.document || one.claim}: ${one.shown}`, { type: "button", onclick: go }));
    return item;
  }));
  tell(found.length ? `${found.length} places` : "nothing found");
}

export function startSearch() {
  addView("search", "Search", () => $("words").focus());
  $("words").onchange = search;
}
