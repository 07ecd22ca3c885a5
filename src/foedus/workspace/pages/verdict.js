// The verdict beside the text, made again behind the scenes, and what moved it in this session.

import { openAt } from "/coding.js";
import { showRow } from "/grid.js";
import { $, ask, node, tell } from "/shell.js";

const MOST = 3;
const per = (value) => `${(100 * value).toFixed(0)} %`;
const points = (value) => `${value > 0 ? "+" : ""}${(100 * value).toFixed(0)}`;
let shown = "";

async function showClaim(id) {
  const [place] = (await ask("/api/tables/anchors")).filter((one) => one.claim === id);
  await (place ? openAt(place.document, [Number(place.start), Number(place.stop)]) : showRow("claims", [id]));
}

// Claims by name, each of which leads to its passage or row.
function named(word, ids) {
  const line = node("span", `claims ${word}: `), rest = ids.length - 20;
  for (const id of ids.slice(0, 20)) line.append(word === "removed" ? node("span", id) : node("button", id, { type: "button", className: "inline", onclick: () => showClaim(id).catch((error) => tell(error.message, true)) }), " ");
  if (rest > 0) line.append(`and ${rest} more`);
  return line;
}

function item(line) {
  const made = node("li");
  made.append(line);
  return made;
}

function lines(changes) {
  const outcomes = Object.entries(changes.outcomes).filter(([, value]) => Math.abs(value) >= 0.005).map(([name, value]) => `${name} ${points(value)} points`);
  const factors = changes.factors.map((one) => (one.before === null ? `${one.label}: new, ${per(one.after)} likely to hold` : one.after === null ? `${one.label}: gone` : `${one.label}: ${per(one.before)} to ${per(one.after)} likely to hold`));
  const claims = [["added", changes.added], ["removed", changes.removed], ["changed", changes.changed]].filter(([, ids]) => ids.length).map(([word, ids]) => named(word, ids));
  return [outcomes.join(", "), ...factors, ...claims].filter(Boolean);
}

function moved(changes) {
  const told = lines(changes);
  if (!told.length) return [node("p", "No change since this session began.")];
  const list = node("ul");
  list.append(...told.slice(0, MOST).map(item));
  const found = [node("h3", "Since this session began"), list];
  if (told.length > MOST) {
    const fold = node("details"), more = node("ul");
    more.append(...told.slice(MOST).map(item));
    fold.append(node("summary", `${told.length - MOST} more`), more);
    found.push(fold);
  }
  return found;
}

export async function verdict() {
  const found = await ask("/api/verdict"), place = $("verdict").lastElementChild, now = JSON.stringify(found);
  if (now !== shown) {  // a fold that was opened stays open while nothing changes
    shown = now;
    const rows = found.outcomes.map((row) => {
      const change = row.before === null || row.before === undefined ? 0 : row.probability - row.before;
      return node("li", `${row.outcome} ${per(row.probability)} (${per(row.low)} to ${per(row.high)})${Math.abs(change) >= 0.005 ? `, was ${per(row.before)}` : ""}`);
    });
    const list = node("ul");
    list.append(...rows);
    const word = found.busy ? `being made again${found.stage ? `: ${found.stage}` : ""} ...` : found.status === "problems" ? found.text.split("\n").slice(0, 4).join(" ") : found.draws ? `of ${found.draws} draws, to look at while coding` : "";
    place.replaceChildren(list, node("small", word), ...(found.changes ? moved(found.changes) : []));
  }
  setTimeout(() => verdict().catch(() => undefined), found.busy ? 700 : 2500);
}
