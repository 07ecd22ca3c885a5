// The verdict beside the text, made again behind the scenes.

import { $, ask, node } from "/shell.js";

export async function verdict() {
  const found = await ask("/api/verdict"), place = $("verdict").lastElementChild, per = (value) => `${(100 * value).toFixed(0)} %`;
  const rows = found.outcomes.map((row) => {
    const moved = row.before === null || row.before === undefined ? 0 : row.probability - row.before;
    return node("li", `${row.outcome} ${per(row.probability)} (${per(row.low)} to ${per(row.high)})${Math.abs(moved) >= 0.005 ? `, was ${per(row.before)}` : ""}`);
  });
  const list = node("ul");
  list.append(...rows);
  const word = found.busy ? "being made again ..." : found.status === "problems" ? found.text.split("\n").slice(0, 4).join(" ") : found.draws ? `of ${found.draws} draws, to look at while coding` : "";
  place.replaceChildren(list, node("small", word));
  setTimeout(() => verdict().catch(() => undefined), found.busy ? 700 : 2500);
}
