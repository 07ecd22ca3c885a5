// Coding: a text, its claims, the form of a claim, and the keys.

import { move, paint, points, sentenceAt, show, word } from "/passage.js";
import { $, addView, again, ask, node, onRefresh, refresh, state, tell, turn, view } from "/shell.js";

const KEYS = [
  ["j, k", "next, earlier sentence"], ["J", "one sentence more"], ["l, h", "end a word on, back"], ["L, H", "start a word on, back"],
  ["1 to 8", "new claim, with the predicate in the guide's order"], ["Enter", "to the form"], ["Ctrl+Enter", "save and go on"], ["Esc", "back to the text"],
  ["u, Ctrl+Z", "undo"], ["r, Ctrl+Shift+Z", "redo"], ["g", "next claim here"], ["]", "next document without claims"], ["/", "search"], ["?", "these keys"],
];

export async function open(name) {
  const found = await ask(`/api/documents/${encodeURIComponent(name)}`);
  const codes = Array.from(found.text);
  const rtl = /^(ar|fa|he|ur|ps|ku|dv|yi)\b/.test(found.row.language || "");
  const parts = found.paragraphs.map(([start, stop]) => {
    const text = codes.slice(start, stop).join("");
    const made = node("p", text, { dir: rtl ? "rtl" : "auto" });
    return { start, stop, text, astral: text.length !== stop - start, node: made };
  });
  state.doc = { ...found, codes, parts };
  $("text").lang = found.row.language || "";
  $("text").replaceChildren(...parts.map((part) => part.node));
  $("text").setAttribute("aria-label", `Text of ${name}`);
  state.at = 0;
  state.editing = null;
  listClaims();
  listDocuments();
  if (found.sentences.length) show(found.sentences[0]); else paint();
  fill({});
}

export function listDocuments() {
  $("documents").replaceChildren(...state.kase.documents.map((one) => {
    const item = node("li"), button = node("button", "", { type: "button", onclick: () => open(one.id).then(() => $("text").focus()) });
    button.append(node("span", one.id), document.createElement("br"), node("small", [one.date, one.language, one.claims === 1 ? "1 claim" : `${one.claims} claims`].filter(Boolean).join(", ")));
    if (state.doc && state.doc.row.id === one.id) button.setAttribute("aria-current", "true");
    item.append(button);
    return item;
  }));
  if (!state.kase.documents.length) $("documents").append(node("li", "None yet: foedus documents add CASE FILE"));
}

export function listClaims() {
  $("claims").replaceChildren(...state.doc.claims.map((one) => {
    const item = node("li"), button = node("button", `${one.cells.predicate} ${one.cells.value || one.cells.stage || ""} ${one.cells.text}`, { type: "button", onclick: () => edit(one) });
    item.append(button);
    return item;
  }));
}

export function edit(one) {
  state.at = sentenceAt(one.start);
  show([one.start, one.stop]);
  state.editing = one;
  fill(one.cells);
  focusForm();
}

const predicateOf = (name) => state.kase.predicates.find((one) => one.name === name);
const claimFields = () => state.kase.tables.find((one) => one.name === "claims").fields;
const someColumns = () => new Set(state.kase.predicates.flatMap((one) => one.takes));

export function fill(cells) {
  const word = predicateOf(cells.predicate), some = someColumns();
  $("form-title").textContent = state.editing ? `Claim ${state.editing.cells.id}` : "New claim";
  $("drop").hidden = !state.editing;
  $("form").scrollTop = 0;
  const wanted = claimFields().filter((field) => !["id", "coder"].includes(field.name) && (!some.has(field.name) || (word && word.takes.includes(field.name))) && (field.name !== "value" || !word || word.has_value));
  const order = ["predicate", "holder", "object", "stage", "value", "component", "channel", "level", "support_type", "date", "text", "kind", "source", "speaker", "credibility", "basis"];
  wanted.sort((one, other) => (order.indexOf(one.name) + 99) % 99 - (order.indexOf(other.name) + 99) % 99);
  $("fields").replaceChildren(...wanted.map((field) => control(field, cells[field.name] || "", word)));
}

export function control(field, value, word) {
  const box = node("div", undefined, { className: "field" }), label = node("label", `${field.name.replaceAll("_", " ")}${field.required || (word && word.needs.includes(field.name)) ? " *" : ""}`);
  const plain = field.words.length && !field.many && !field.tables.length;
  let made;
  if (plain || field.type === "boolean") {
    made = node("select");
    for (const one of ["", ...(plain ? field.words : ["true"])]) made.append(node("option", one, { value: one }));
  } else if (field.name === "text" || field.name === "note") made = node("textarea", undefined, { rows: 2 });
  else {
    made = node("input", undefined, { type: "text" });
    const tables = field.name === "object" && word && word.objects.length ? word.objects : field.tables;
    const names = [...field.words, ...tables.flatMap((table) => Object.entries(state.kase.labels[table] || {}))];
    if (names.length && names.length < 3000) {
      const list = node("datalist", undefined, { id: `list-${field.name}` });
      for (const one of names) list.append(Array.isArray(one) ? node("option", one[1], { value: one[0] }) : node("option", "", { value: one }));
      made.setAttribute("list", list.id);
      box.append(list);
    }
  }
  made.name = field.name;
  made.value = value;
  made.id = `field-${field.name}`;
  label.htmlFor = made.id;
  let said = field.help.replaceAll("`", "");
  if (word && field.name === "value") said = `${word.low} to ${word.high}`;
  if (word && field.name === "object") said = word.objects.length ? `of ${word.objects.join(", ")}; several joined by |` : "anything, or nothing";
  if (word && field.name === "holder") said = "whose it is; several joined by |";
  if (word && field.name === "predicate") said = word.meaning;
  const help = node("small", said, { id: `help-${field.name}` });
  made.setAttribute("aria-describedby", `help-${field.name} why-${field.name}`);
  if (field.name === "predicate") made.onchange = () => { fill({ ...cellsOf(), predicate: made.value }); $("field-predicate").focus(); };
  made.onfocus = () => made.select && made.select();
  label.append(made);
  box.append(label, help, node("small", "", { id: `why-${field.name}`, className: "why" }));
  return box;
}

export function cellsOf() {
  return Object.fromEntries([...$("fields").querySelectorAll("[name]")].map((one) => [one.name, one.value.trim()]));
}

export function focusForm() {
  const empty = [...$("fields").querySelectorAll("[name]")].find((one) => !one.value && one.parentElement.textContent.includes("*"));
  (empty || $("fields").querySelector("[name]")).focus();
}

export function begin(predicate) {
  const before = state.last || {};
  state.editing = null;
  fill({ predicate, kind: before.kind || "statement", source: state.doc.row.source || before.source || "", speaker: before.speaker || "", basis: before.basis || "stated", credibility: before.credibility || "2", date: state.doc.row.date || "", text: "" });
  focusForm();
}

export async function save() {
  const cells = cellsOf();
  for (const one of $("fields").children) one.classList.remove("bad");
  try {
    if (state.editing) {
      const old = state.editing.cells, row = [old.id];
      const names = new Set([...Object.keys(old), ...Object.keys(cells)]);
      const changes = [...names].filter((name) => !["id", "coder"].includes(name) && (old[name] || "") !== (cells[name] || "")).map((field) => ({ op: "set", table: "claims", row, field, before: old[field] || "", after: cells[field] || "" }));
      if (changes.length) await ask("/api/changes", { changes });
      Object.assign(old, cells);
    } else {
      const made = await ask("/api/claims", { document: state.doc.row.id, start: state.span[0], stop: state.span[1], cells });
      state.doc.claims.push(made);
      state.doc.claims.sort((one, other) => one.start - other.start);
    }
  } catch (error) {
    for (const [name, why] of Object.entries(error.columns || {})) {
      const place = $(`why-${name}`);
      if (place) { place.textContent = why; place.parentElement.classList.add("bad"); }
    }
    tell(error.message, true);
    const bad = $("fields").querySelector(".bad [name]");
    if (bad) bad.focus();
    return;
  }
  state.last = cells;
  paint();
  listClaims();
  state.editing = null;
  fill({});
  $("text").focus();
  state.at = sentenceAt(state.span[1] - 1);
  move(1);
  tell("saved");
  refresh();
}

export async function drop() {
  if (!state.editing) return;
  await ask("/api/claims/drop", { id: state.editing.cells.id });
  await again("dropped; u brings it back");
}

// What other views have changed, without touching a form that is being filled.
async function claimsAnew() {
  if (!state.doc) return;
  state.doc.claims = (await ask(`/api/documents/${encodeURIComponent(state.doc.row.id)}`)).claims;
  paint();
  listClaims();
}

async function anew() {
  const at = state.at, span = state.span;
  if (!state.doc) return;
  await open(state.doc.row.id);
  state.at = at;
  if (span) show(span);
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
    g: () => { const next = state.doc.claims.find((one) => one.start > state.span[0]) || state.doc.claims[0]; if (next) { state.at = sentenceAt(next.start); show([next.start, next.stop]); state.editing = next; fill(next.cells); } },
    "]": () => { const next = uncoded(); if (next) open(next.id).then(() => $("text").focus()); else tell("every document has claims"); },
    "/": () => view("search"), "?": () => $("help").showModal(),
  };
  let act = acts[event.key];
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
  addView("coding", "Coding", claimsAnew, anew);
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
