// Coding: a text, its claims, the form of a claim, and the keys.

import { cellsIn, labelled, showWrong } from "/entry.js";
import { mark, move, paintClaims, points, sentenceAt, show, word } from "/passage.js";
import { $, addView, again, ask, node, onRefresh, refresh, state, tell, turn, view } from "/shell.js";

const MOST_LISTED = 60;
const KEYS = [
  ["j, k", "next, earlier sentence"], ["J", "one sentence more"], ["l, h", "end a word on, back"], ["L, H", "start a word on, back"],
  ["1 to 8", "new claim, with the predicate in the guide's order"], ["Enter", "to the form"], ["Ctrl+Enter", "save and go on"], ["Esc", "back to the text"],
  ["u, Ctrl+Z", "undo"], ["r, Ctrl+Shift+Z", "redo"], ["g", "next claim here"], ["]", "next document without claims"], ["/", "search"], ["?", "these keys"],
];

export async function open(name) {
  const found = await ask(`/api/documents/${encodeURIComponent(name)}`);
  const codes = /[\u{10000}-\u{10ffff}]/u.test(found.text) ? Array.from(found.text) : found.text;
  const rtl = /^(ar|fa|he|ur|ps|ku|dv|yi)\b/.test(found.row.language || "");
  const parts = found.paragraphs.map(([start, stop]) => {
    const piece = codes.slice(start, stop), text = typeof piece === "string" ? piece : piece.join("");
    const made = node("p", text, { dir: rtl ? "rtl" : "auto" });
    return { start, stop, text, astral: text.length !== stop - start, node: made };
  });
  state.doc = { ...found, codes, parts };
  $("text").lang = found.row.language || "";
  $("text").replaceChildren(...parts.map((part) => part.node));
  $("text").setAttribute("aria-label", `Text of ${name}`);
  state.at = 0;
  state.editing = null;
  state.draft = null;
  state.span = null;
  listClaims();
  listDocuments();
  paintClaims();
  if (found.sentences.length) show(found.sentences[0]);
  fill({});
  await call("opened");
}

// Calls `work` with "opened" after a text was opened, "turned" after undo or redo, "entered" when its view is shown again.
const opened = [];
export const onOpen = (work) => opened.push(work);
const call = (how) => Promise.all(opened.map((work) => work(how)));

// Keys of other views that act on the text.
const moreKeys = {};

export function addKeys(told, acts) {
  for (const [keys, said] of told) $("key-list").append(node("dt", keys), node("dd", said));
  Object.assign(moreKeys, acts);
}

// Shows a passage of a text, from whatever view.
export async function openAt(name, span) {
  await view("coding");
  if (!state.doc || state.doc.row.id !== name) await open(name);
  state.at = sentenceAt(span[0]);
  show(span);
  $("text").focus();
}

export function listDocuments() {
  $("documents").replaceChildren(...state.kase.documents.map((one) => {
    const item = node("li"), button = node("button", "", { type: "button", onclick: () => open(one.id).then(() => $("text").focus()) });
    button.append(node("span", one.id), document.createElement("br"), node("small", [one.date, one.language, one.claims === 1 ? "1 claim" : `${one.claims} claims`].filter(Boolean).join(", ")));
    if (state.doc && state.doc.row.id === one.id) button.setAttribute("aria-current", "true");
    item.append(button);
    return item;
  }));
  if (!state.kase.documents.length) $("documents").append(node("li", "None yet: add some, or drop files here"));
}

// The first claims, and a button for more: a long list is not drawn as a whole.
export function listClaims(most = MOST_LISTED) {
  const all = state.doc.claims;
  $("claims").replaceChildren(...all.slice(0, most).map((one) => {
    const item = node("li");
    item.append(node("button", `${one.cells.predicate} ${one.cells.value || one.cells.stage || ""} ${one.cells.text}`, { type: "button", onclick: () => edit(one) }));
    return item;
  }));
  if (all.length <= most) return;
  const item = node("li");
  item.append(node("button", `${all.length - most} more`, { type: "button", onclick: () => { listClaims(most + 10 * MOST_LISTED); $("claims").children[most].firstChild.focus(); } }));
  $("claims").append(item);
}

export function edit(one) {
  state.at = sentenceAt(one.start);
  show([one.start, one.stop]);
  state.editing = one;
  state.draft = null;
  fill({ ...one.cells, bears: one.bears });
  focusForm();
}

const predicateOf = (name) => state.kase.predicates.find((one) => one.name === name);
const claimFields = () => state.kase.tables.find((one) => one.name === "claims").fields;
// The factors that a claim bears on are rows of another table, and one field here.
const BEARS = { name: "bears", type: "text", many: true, required: false, words: [], tables: ["factors"], help: "Factors that it strengthens (+) or weakens (-), such as +common-enemy|-distrust." };
const someColumns = () => new Set(state.kase.predicates.flatMap((one) => one.takes));

export function fill(cells) {
  const word = predicateOf(cells.predicate), some = someColumns();
  $("form-title").textContent = state.editing ? `Claim ${state.editing.cells.id}` : "New claim";
  $("draft-said").replaceChildren();
  $("drop").hidden = !state.editing;
  $("form").scrollTop = 0;
  const wanted = [...claimFields(), BEARS].filter((field) => !["id", "coder"].includes(field.name) && (!some.has(field.name) || (word && word.takes.includes(field.name))) && (field.name !== "value" || !word || word.has_value));
  const order = ["predicate", "holder", "object", "stage", "value", "component", "channel", "level", "support_type", "bears", "date", "text", "kind", "source", "speaker", "credibility", "basis"];
  wanted.sort((one, other) => (order.indexOf(one.name) + 99) % 99 - (order.indexOf(other.name) + 99) % 99);
  $("fields").replaceChildren(...wanted.map((field) => control(field, cells[field.name] || "", word)));
}

export function control(field, value, word) {
  const tables = field.name === "object" && word && word.objects.length ? word.objects : field.tables;
  const said = word && {
    value: `${word.low} to ${word.high}`, holder: "whose it is; several joined by |", predicate: word.meaning,
    object: word.objects.length ? `of ${word.objects.join(", ")}; several joined by |` : "anything, or nothing",
  }[field.name];
  const required = field.required || Boolean(word && word.needs.includes(field.name));
  const box = labelled(field, value, { prefix: "field", required, tables, help: said || undefined }), made = box.querySelector("[name]");
  if (state.editing && field !== BEARS) Object.assign(made.dataset, { table: "claims", row: JSON.stringify([state.editing.cells.id]), field: field.name });
  if (field.name === "predicate") made.onchange = () => { fill({ ...cellsOf(), predicate: made.value }); $("field-predicate").focus(); };
  made.onfocus = () => made.select && made.select();
  return box;
}

export function cellsOf() {
  return cellsIn($("fields"));
}

export function focusForm() {
  const empty = [...$("fields").querySelectorAll("[name]")].find((one) => !one.value && one.parentElement.textContent.includes("*"));
  (empty || $("fields").querySelector("[name]")).focus();
}

export function begin(predicate) {
  const before = state.last || {};
  state.editing = null;
  state.draft = null;
  fill({ predicate, kind: before.kind || "statement", source: state.doc.row.source || before.source || "", speaker: before.speaker || "", basis: before.basis || "stated", credibility: before.credibility || "2", date: state.doc.row.date || "", text: "" });
  focusForm();
}

// The passage of a draft: as the coder has moved its ends, unless something else is marked.
export function placeOf(draft) {
  const [start, stop] = state.span && state.span[0] < draft.stop && draft.start < state.span[1] ? state.span : [draft.start, draft.stop];
  return { start, stop };
}

export async function save() {
  const cells = cellsOf(), draft = state.draft;
  if (draft && !draft.cells.kind) return draft.accept(); // an actor, which needs no form
  showWrong($("fields"), {});
  try {
    if (state.editing) await change(state.editing, cells);
    else if (draft) coded(await ask("/api/drafts/accept", { draft: draft.id, ...placeOf(draft), cells }));
    else coded(await ask("/api/claims", { document: state.doc.row.id, start: state.span[0], stop: state.span[1], cells }));
  } catch (error) { return wrong(error); }
  state.last = cells;
  if (state.editing) listClaims();
  state.editing = null;
  if (draft) return draft.done();
  fill({});
  $("text").focus();
  state.at = sentenceAt(state.span[1] - 1);
  move(1);
  tell("saved");
  refresh();
}

const signed = (field) => new Map(field.split("|").map((one) => one.trim()).filter(Boolean).map((one) => (/^[+-]/.test(one) ? [one.slice(1).trim(), one[0]] : [one, "+"])));

function bearingChanges(claim, old, now) {
  const before = signed(old), after = signed(now), changes = [];
  for (const factor of before.keys()) if (!after.has(factor)) changes.push({ op: "drop", table: "bearings", row: [claim, factor] });
  for (const [factor, bears] of after) {
    if (!before.has(factor)) changes.push({ op: "add", table: "bearings", after: { claim, factor, bears } });
    else if (before.get(factor) !== bears) changes.push({ op: "set", table: "bearings", row: [claim, factor], field: "bears", before: before.get(factor), after: bears });
  }
  return changes;
}

async function change(one, given) {
  const { bears = "", ...cells } = given, old = one.cells;
  const names = new Set([...Object.keys(old), ...Object.keys(cells)]);
  const changes = [...names].filter((name) => !["id", "coder"].includes(name) && (old[name] || "") !== (cells[name] || "")).map((field) => ({ op: "set", table: "claims", row: [old.id], field, before: old[field] || "", after: cells[field] || "" }));
  changes.push(...bearingChanges(old.id, one.bears || "", bears));
  if (changes.length) await ask("/api/changes", { changes });
  Object.assign(old, cells);
  one.bears = bears;
}

// Shows a new claim, without touching the others.
export function coded(made) {
  const all = state.doc.claims, at = all.findIndex((one) => one.start > made.start);
  all.splice(at < 0 ? all.length : at, 0, made);
  mark("claim", made.start, made.stop);
  listClaims();
}

// Says by each field of the form what is wrong with it.
export function wrong(error) {
  tell(error.message, true);
  showWrong($("fields"), error.columns || {});
}

export async function drop() {
  if (!state.editing) return;
  await ask("/api/claims/drop", { id: state.editing.cells.id });
  await again("dropped; u brings it back");
}

// What other views have changed, without touching a form that is being filled.
async function claimsAnew(how = "entered") {
  if (!state.doc) return;
  const name = state.doc.row.id, claims = await ask(`/api/documents/${encodeURIComponent(name)}/claims`);
  if (state.doc.row.id !== name) return;
  state.doc.claims = claims;
  paintClaims();
  listClaims();
  await call(how);
}

async function anew() {
  if (!state.doc) return;
  state.editing = null;
  fill({});
  await claimsAnew("turned");
  $("text").focus();
}

// Keys --------------------------------------------------------------------------------------------------------------

function onText(event) {
  if (!state.doc || event.altKey || event.metaKey || (event.ctrlKey && event.key.toLowerCase() !== "z")) return;
  const uncoded = () => state.kase.documents.find((one) => !one.claims && one.id !== state.doc.row.id);
  const acts = {
    j: () => move(1), k: () => move(-1), l: () => word(1, 1), h: () => word(1, -1), L: () => word(0, 1), H: () => word(0, -1),
    J: () => { const next = sentenceAt(state.span[1]); show([state.span[0], state.doc.sentences[next][1]]); },
    Enter: () => (state.editing ? focusForm() : begin("")), u: () => turn("undo"), r: () => turn("redo"),
    g: () => { const next = state.doc.claims.find((one) => one.start > state.span[0]) || state.doc.claims[0]; if (next) { state.at = sentenceAt(next.start); show([next.start, next.stop]); state.editing = next; state.draft = null; fill({ ...next.cells, bears: next.bears }); } },
    "]": () => { const next = uncoded(); if (next) open(next.id).then(() => $("text").focus()); else tell("every document has claims"); },
    "/": () => view("search"), "?": () => $("help").showModal(),
  };
  let act = acts[event.key] || moreKeys[event.key];
  if (event.ctrlKey) act = event.shiftKey ? acts.r : acts.u;
  if (/^[1-8]$/.test(event.key)) { const word = state.kase.predicates[Number(event.key) - 1]; if (word) act = () => begin(word.name); }
  if (!act) return;
  event.preventDefault();
  act();
}

function onSelection() {
  const chosen = document.getSelection();
  if (!state.doc || chosen.isCollapsed || !$("text").contains(chosen.anchorNode)) return;
  const place = (at, unit) => { const part = state.doc.parts.find((one) => one.node.contains(at)); return part && points(part, unit); };
  const ends = [place(chosen.anchorNode, chosen.anchorOffset), place(chosen.focusNode, chosen.focusOffset)].filter((one) => one !== undefined).sort((one, other) => one - other);
  if (ends.length === 2 && ends[0] < ends[1]) { state.at = sentenceAt(ends[0]); show(ends); }
}

export function startCoding() {
  addView("coding", "Coding", () => claimsAnew(), anew);
  for (const [keys, said] of KEYS) $("key-list").append(node("dt", keys), node("dd", said));
  $("text").addEventListener("keydown", onText);
  $("text").addEventListener("mouseup", onSelection);
  $("form").addEventListener("submit", (event) => { event.preventDefault(); save(); });
  $("form").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey) { event.preventDefault(); save(); }
    if (event.key === "Escape") { event.preventDefault(); $("text").focus(); }
  });
  $("cancel").onclick = () => $("text").focus();
  $("drop").onclick = () => drop().catch((error) => tell(error.message, true));
  onRefresh(listDocuments);
}
