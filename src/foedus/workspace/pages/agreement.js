// Agreement between coders: who has done with what, the figures, and what was coded otherwise side by side, until it is decided.

import { openAt } from "/coding.js";
import { cellsIn, labelled, showWrong } from "/entry.js";
import { $, addView, ask, node, onRefresh, refresh, state, tell } from "/shell.js";

const AT_ONCE = 20, NONE = "none";
const COLUMNS = ["predicate", "holder", "object", "value", "stage", "negated", "component", "channel", "level", "support_type", "date", "kind", "source", "speaker", "basis", "credibility", "text", "note"];

const send = (path, body, said) => ask(path, body).then(async () => { await refresh(); await agreement(); tell(said); });
const button = (text, work) => node("button", text, { type: "button", onclick: work });
const table = (caption, heads) => {
  const made = node("table"), line = node("tr");
  made.append(node("caption", caption), node("thead"), node("tbody"));
  line.append(...heads.map((text) => node("th", text, { scope: "col" })));
  made.tHead.append(line);
  return made;
};

function documents(found) {
  const made = table(found.blind ? "Coding is blind: two coders see each other's claims on a document when both have done with it." : "Who has done with which document", ["document", "done with it", ""]);
  for (const one of found.documents) {
    const line = node("tr"), mine = one.done.includes(found.coder), act = node("td");
    act.append(button(mine ? "Not done after all" : "I have done with it", () => done(one.id, !mine)));
    line.append(node("th", one.id, { scope: "row" }), node("td", one.done.join(", ") || "nobody yet"), act);
    made.tBodies[0].append(line);
  }
  return made;
}

const done = (name, now) => send("/api/coded", { document: name, done: now }, now ? `you have done with ${name}` : `${name} is open again`).catch((error) => tell(error.message, true));

function figures(pair) {
  const made = table(`How far ${pair.coders.join(" and ")} agree, each as coded before anything was decided`, ["", "agreed", "of", "%", "alpha"]);
  for (const one of pair.measures) {
    const line = node("tr");
    line.append(node("th", one.name, { scope: "row" }), ...[one.agreed, one.pairs, one.percent === null ? "" : one.percent.toFixed(0), one.alpha === null ? "" : one.alpha.toFixed(3)].map((text) => node("td", String(text))));
    made.tBodies[0].append(line);
  }
  return made;
}

function side(one, other) {
  const box = node("div", undefined, { className: "side" }), [place] = one.places, cells = node("dl");
  box.append(node("h4", one.id === NONE ? `${one.coder}: no claim` : `${one.coder}: ${one.id}`));
  if (place) {
    const quote = node("blockquote", undefined, { dir: "auto" });
    quote.append(button(place.exact, () => openAt(place.document, [place.start, place.stop]).catch((error) => tell(error.message, true))));
    box.append(quote);
  }
  for (const name of COLUMNS) {
    const mine = one.cells[name] || "", theirs = other.cells[name] || "";
    if (!mine && !theirs) continue;
    const differs = one.id !== NONE && other.id !== NONE && mine !== theirs;
    const shown = node(differs ? "mark" : "span", mine || "empty", { dir: "auto" }), place = node("dd");
    place.append(shown);
    if (one.id !== NONE) cells.append(node("dt", name.replaceAll("_", " ")), place);
  }
  box.append(cells);
  return box;
}

function difference(one) {
  const box = node("section", undefined, { className: "reason" }), sides = node("div", undefined, { className: "sides" });
  const [first, second] = one.sides, single = second.id === NONE, acts = node("p", undefined, { className: "bar" });
  const title = single ? `Coded by ${first.coder} alone` : `Other ${one.what.join(", ")}`;
  sides.append(side(first, second), ...(single ? [] : [side(second, first)]));
  box.append(node("h3", title), sides);
  if (one.gone.length) { box.append(node("p", `${one.gone.join(", ")} was dropped or is not shown; nothing is left to decide.`)); return box; }
  const ground = node("input", undefined, { type: "text", required: true }), label = node("label", "Reason ");
  label.append(ground);
  const decide = (decision) => () => {
    const body = { first: first.id, second: second.id, decision, ground: ground.value };
    if (!ground.value.trim()) { tell("say why first", true); ground.focus(); return; }
    if (decision === "new") version(body, first.cells); else send("/api/settle", body, "decided; Undo takes it back").catch((error) => tell(error.message, true));
  };
  const ways = single ? [["Keep it", "first"], ["Drop it", "neither"], ["New version …", "new"]]
    : [[`Take ${first.coder}'s`, "first"], [`Take ${second.coder}'s`, "second"], ["Both stand", "both"], ["Neither", "neither"], ["New version …", "new"]];
  acts.append(label, ...ways.map(([text, decision]) => button(text, decide(decision))));
  box.append(acts);
  return box;
}

function version(body, cells) {
  const fields = state.kase.tables.find((one) => one.name === "claims").fields.filter((field) => COLUMNS.includes(field.name));
  fields.sort((one, other) => COLUMNS.indexOf(one.name) - COLUMNS.indexOf(other.name));
  $("version-fields").replaceChildren(...fields.map((field) => labelled(field, cells[field.name] || "", { prefix: "version" })));
  $("version-wrong").textContent = "";
  $("version-form").onsubmit = async (event) => {
    event.preventDefault();
    try {
      await send("/api/settle", { ...body, cells: cellsIn($("version-fields")) }, "decided; Undo takes it back");
      $("version").close();
    } catch (error) { $("version-wrong").textContent = error.message; showWrong($("version-fields"), error.columns || {}); }
  };
  $("version").showModal();
}

function decided(all) {
  const box = node("details"), list = node("ul");
  for (const one of all) list.append(node("li", `${one.settled.first}, ${one.settled.second}: ${one.settled.decision}, by ${one.settled.coder}: ${one.settled.ground}`));
  box.append(node("summary", `${all.length} decided`), list);
  return box;
}

function pairOf(pair) {
  const box = node("details", undefined, { open: pair.measures.some((one) => one.agreed) }), open = pair.differences.filter((one) => !one.settled), settled = pair.differences.filter((one) => one.settled);
  box.append(node("summary", `${pair.coders.join(" and ")}: ${pair.note || (open.length ? `${open.length} to decide` : "nothing is left to decide")}`));
  if (pair.note) return box;
  box.append(figures(pair));
  const draw = (from) => {
    box.append(...open.slice(from, from + AT_ONCE).map(difference));
    if (open.length > from + AT_ONCE) { const more = button(`${open.length - from - AT_ONCE} more`, () => { more.remove(); draw(from + AT_ONCE); }); box.append(more); }
  };
  if (settled.length) box.append(decided(settled));
  draw(0);
  return box;
}

function conflict(one) {
  const item = node("li", undefined, { className: "reason" }), acts = node("p", undefined, { className: "bar" });
  const settle = (value) => () => send("/api/conflicts/settle", { table: one.table, row: one.row, field: one.field, value }, "decided; Undo takes it back").catch((error) => tell(error.message, true));
  item.append(node("p", one.told));
  if (one.field) for (const side of [one.earlier, one.later]) acts.append(button(`${side.coder}: ${side.value || "empty"}`, settle(side.value)));
  else acts.append(button("Bring the row back", settle("back")), button("Leave it dropped", settle("dropped")));
  item.append(acts);
  return item;
}

async function agreement() {
  const found = await ask("/api/agreement"), conflicts = node("ul", undefined, { className: "plain" });
  conflicts.append(...found.conflicts.map(conflict));
  $("agreed").replaceChildren(
    documents(found),
    ...(found.problems.length ? [node("p", `The case cannot be read yet: ${found.problems.slice(0, 3).join("; ")}`)] : []),
    ...(found.conflicts.length ? [node("h2", "Changed by two at once"), conflicts] : []),
    ...found.pairs.map(pairOf),
    ...(found.coders.length < 2 ? [node("p", found.blind ? "No claims of another coder can be seen yet." : "Agreement needs claims of two coders.")] : []),
  );
}

export function startAgreement() {
  addView("agreement", "Agreement", agreement);
  $("version-cancel").onclick = () => $("version").close();
  const here = () => state.kase.documents.find((one) => state.doc && one.id === state.doc.row.id);
  const show = () => {
    const one = here(), mine = one && one.done.includes(state.kase.coder);
    $("done-here").hidden = !one;
    $("done-here").textContent = mine ? "This text is done: open it again" : "Done with this text";
  };
  $("done-here").onclick = async () => {
    const one = here(), now = !one.done.includes(state.kase.coder);
    try { await ask("/api/coded", { document: one.id, done: now }); await refresh(); tell(now ? `you have done with ${one.id}` : `${one.id} is open again`); } catch (error) { tell(error.message, true); }
  };
  onRefresh(show);
  return show;
}
