// Search over texts and claims.

import { open } from "/coding.js";
import { sentenceAt, show } from "/passage.js";
import { $, addView, ask, node, state, tell, view } from "/shell.js";

async function search() {
  const found = await ask(`/api/search?words=${encodeURIComponent($("words").value)}`);
  $("found").replaceChildren(...found.map((one) => {
    const item = node("li"), go = async () => {
      await view("coding");
      if (one.document) { await open(one.document); state.at = sentenceAt(one.start); show([one.start, one.stop]); $("text").focus(); }
      else tell(`claim ${one.claim} has no passage here`);
    };
    item.append(node("button", `${one.document || one.claim}: ${one.shown}`, { type: "button", onclick: go }));
    return item;
  }));
  tell(found.length ? `${found.length} places` : "nothing found");
}

export function startSearch() {
  addView("search", "Search", () => $("words").focus());
  $("words").onchange = search;
}
