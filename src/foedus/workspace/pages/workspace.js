"use strict";
// The workspace in the browser. Places come as code points and are turned into UTF-16 where a paragraph needs it.

const $ = (id) => document.getElementById(id);
const state = { view: "coding", doc: null, at: 0, span: null, editing: null, kase: null };

const KEYS = [
  ["j, k", "next, earlier sentence", ["j", "k"]], ["J", "one sentence more"], ["l, h", "end a word on, back"], ["L, H", "start a word on, back"],
  ["1 to 8", "new claim, with the predicate in the guide's order"], ["Enter", "to the form"], ["Ctrl+Enter", "save and go on"], ["Esc", "back to the text"],
  ["u, Ctrl+Z", "undo"], ["r, Ctrl+Shift+Z", "redo"], ["g", "next claim here"], ["]", "next document without claims"], ["/", "search"], ["?", "these keys"],
];

async function ask(path, body) {
  const options = body === undefined ? {} : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(path, options);
  const found = (answer.headers.get("content-type") || "").includes("json") ? await answer.json() : { error: await answer.text() };
  if (!answer.ok) throw Object.assign(new Error(found.error || "refused"), { columns: found.columns || {}, status: answer.status });
  return found;
}

function tell(text, wrong = false) {
  $("status").textContent = text;
  $("status").classList.toggle("wrong", wrong);
}

function node(tag, text, properties = {}) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  Object.assign(made, properties);
  return made;
}

// Places ------------------------------------------------------------------------------------------------------------

function paragraphAt(place) {
  const all = state.doc.parts;
  let low = 0, high = all.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (all[middle].start <= place) low = middle; else high = middle - 1;
  }
  return all[low];
}

function units(part, place) {
  const wanted = Math.max(0, Math.min(place, part.stop) - part.start);
  if (!part.astral) return wanted;
  let at = 0;
  for (let left = wanted; left > 0; left--) at += part.text.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

function points(part, unit) {
  return part.start + (part.astral ? Array.from(part.text.slice(0, unit)).length : unit);
}

function rangesOf(start, stop) {
  const made = [];
  for (let index = state.doc.parts.indexOf(paragraphAt(start)); index < state.doc.parts.length; index++) {
    const part = state.doc.parts[index];
    if (part.start >= stop) break;
    const range = new Range();
    range.setStart(part.node.firstChild, units(part, Math.max(start, part.start)));
    range.setEnd(part.node.firstChild, units(part, Math.min(stop, part.stop)));
    made.push(range);
  }
  return made;
}

function textOf(start, stop) {
  return rangesOf(start, stop).map((range) => range.toString()).join("\n");
}

function paint() {
  CSS.highlights.set("claim", new Highlight(...state.doc.claims.flatMap((one) => rangesOf(one.start, one.stop))));
  CSS.highlights.set("here", new Highlight(...(state.span ? rangesOf(state.span[0], state.span[1]) : [])));
}

function show(span) {
  state.span = span;
  paint();
  const range = rangesOf(span[0], span[1])[0];
  if (!range) return;
  const box = range.getBoundingClientRect(), frame = $("text").getBoundingClientRect();
  if (box.top < frame.top + 40 || box.bottom > frame.bottom - 80) $("text").scrollTop += box.top - frame.top - frame.height / 3;
  $("passage").textContent = textOf(span[0], span[1]);
  const here = state.doc.claims.filter((one) => one.start < span[1] && one.stop > span[0]);
  tell(here.length ? `${here.length} claims here: ${here.map((one) => one.cells.id).join(", ")}` : "no claim here");
}

function sentenceAt(place) {
  const index = state.doc.sentences.findIndex((one) => one[1] > place);
  return index < 0 ? state.doc.sentences.length - 1 : index;
}

function move(step) {
  state.at = Math.max(0, Math.min(state.doc.sentences.length - 1, state.at + step));
  if (state.doc.sentences.length) show(state.doc.sentences[state.at]);
}

function word(edge, step) {
  const text = state.doc.codes;
  let at = state.span[edge];
  const blank = (place) => /\s/u.test(text[place] || " ");
  if (step > 0) { while (at < text.length && blank(at)) at++; while (at < text.length && !blank(at)) at++; if (edge === 0) while (at < text.length && blank(at)) at++; }
  else { while (at > 0 && blank(at - 1)) at--; while (at > 0 && !blank(at - 1)) at--; if (edge === 1) while (at > 0 && blank(at - 1)) at--; }
  const span = edge === 0 ? [at, state.span[1]] : [state.span[0], at];
  if (span[0] < span[1]) show(span);
}

// Coding ------------------------------------------------------------------------------------------------------------

async function open(name) {
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

function listDocuments() {
  $("documents").replaceChildren(...state.kase.documents.map((one) => {
    const item = node("li"), button = node("button", "", { type: "button", onclick: () => open(one.id).then(() => $("text").focus()) });
    button.append(node("span", one.id), document.createElement("br"), node("small", [one.date, one.language, one.claims === 1 ? "1 claim" : `${one.claims} claims`].filter(Boolean).join(", ")));
    if (state.doc && state.doc.row.id === one.id) button.setAttribute("aria-current", "true");
    item.append(button);
    return item;
  }));
  if (!state.kase.documents.length) $("documents").append(node("li", "None yet: foedus documents add CASE FILE"));
}

function listClaims() {
  $("claims").replaceChildren(...state.doc.claims.map((one) => {
    const item = node("li"), button = node("button", `${one.cells.predicate} ${one.cells.value || one.cells.stage || ""} ${one.cells.text}`, { type: "button", onclick: () => edit(one) });
    item.append(button);
    return item;
  }));
}

function edit(one) {
  state.at = sentenceAt(one.start);
  show([one.start, one.stop]);
  state.editing = one;
  fill(one.cells);
  focusForm();
}

const predicateOf = (name) => state.kase.predicates.find((one) => one.name === name);
const claimFields = () => state.kase.tables.find((one) => one.name === "claims").fields;
const someColumns = () => new Set(state.kase.predicates.flatMap((one) => one.takes));

function fill(cells) {
  const word = predicateOf(cells.predicate), some = someColumns();
  $("form-title").textContent = state.editing ? `Claim ${state.editing.cells.id}` : "New claim";
  $("drop").hidden = !state.editing;
  $("form").scrollTop = 0;
  const wanted = claimFields().filter((field) => !["id", "coder"].includes(field.name) && (!some.has(field.name) || (word && word.takes.includes(field.name))) && (field.name !== "value" || !word || word.has_value));
  const order = ["predicate", "holder", "object", "stage", "value", "component", "channel", "level", "support_type", "date", "text", "kind", "source", "speaker", "credibility", "basis"];
  wanted.sort((one, other) => (order.indexOf(one.name) + 99) % 99 - (order.indexOf(other.name) + 99) % 99);
  $("fields").replaceChildren(...wanted.map((field) => control(field, cells[field.name] || "", word)));
}

function control(field, value, word) {
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

function cellsOf() {
  return Object.fromEntries([...$("fields").querySelectorAll("[name]")].map((one) => [one.name, one.value.trim()]));
}

function focusForm() {
  const empty = [...$("fields").querySelectorAll("[name]")].find((one) => !one.value && one.parentElement.textContent.includes("*"));
  (empty || $("fields").querySelector("[name]")).focus();
}

function begin(predicate) {
  const before = state.last || {};
  state.editing = null;
  fill({ predicate, kind: before.kind || "statement", source: state.doc.row.source || before.source || "", speaker: before.speaker || "", basis: before.basis || "stated", credibility: before.credibility || "2", date: state.doc.row.date || "", text: "" });
  focusForm();
}

async function save() {
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

async function drop() {
  if (!state.editing) return;
  await ask("/api/claims/drop", { id: state.editing.cells.id });
  await again("dropped; u brings it back");
}

async function again(said) {
  const at = state.at, span = state.span;
  await refresh();
  if (state.doc) { await open(state.doc.row.id); state.at = at; if (span) show(span); $("text").focus(); }
  if (state.view === "grid") await grid();
  tell(said);
}

async function turn(way) {
  try { const rows = await ask(`/api/${way}`, {}); await again(`${way}: ${rows.join(", ")}`); } catch (error) { tell(error.message, true); }
}

async function refresh() {
  Object.assign(state.kase, await ask("/api/overview"));
  $("undo").disabled = !state.kase.undo;
  $("redo").disabled = !state.kase.redo;
  $("who").textContent = `${state.kase.coder}: ${state.kase.claims} claims${state.kase.conflicts.length ? `, ${state.kase.conflicts.length} undecided` : ""}`;
  listDocuments();
}

// Tables, search, verdict -------------------------------------------------------------------------------------------

async function grid() {
  const table = state.kase.tables.find((one) => one.name === $("which").value), rows = await ask(`/api/tables/${table.name}`);
  $("about").textContent = table.help;
  const made = node("table"), head = node("tr");
  for (const field of table.fields) head.append(node("th", field.name, { scope: "col", title: field.help }));
  made.append(node("thead"), node("tbody"));
  made.tHead.append(head);
  for (const cells of rows) {
    const line = node("tr"), row = table.key.map((name) => cells[name] || "");
    for (const field of table.fields) {
      const cell = node("td");
      if (table.key.includes(field.name)) { cell.className = "key"; cell.textContent = cells[field.name] || ""; }
      else {
        const input = node("input", undefined, { value: cells[field.name] || "" });
        input.setAttribute("aria-label", `${row.join(" ")} ${field.name}`);
        input.onchange = async () => {
          const before = cells[field.name] || "";
          try { await ask("/api/changes", { changes: [{ op: "set", table: table.name, row, field: field.name, before, after: input.value.trim() }] }); cells[field.name] = input.value.trim(); tell("saved"); refresh(); }
          catch (error) { tell(error.message, true); input.value = before; input.focus(); }
        };
        cell.append(input);
      }
      line.append(cell);
    }
    made.tBodies[0].append(line);
  }
  $("rows").replaceChildren(made);
}

async function addRow() {
  const table = state.kase.tables.find((one) => one.name === $("which").value), after = {};
  const line = node("tr");
  for (const field of table.fields) {
    const cell = node("td"), input = node("input", undefined, { placeholder: field.example, title: field.help });
    input.setAttribute("aria-label", `new row ${field.name}`);
    input.oninput = () => { after[field.name] = input.value.trim(); };
    input.onkeydown = async (event) => {
      if (event.key !== "Enter") return;
      try { await ask("/api/changes", { changes: [{ op: "add", table: table.name, after }] }); await refresh(); await grid(); tell("added"); } catch (error) { tell(error.message, true); }
    };
    cell.append(input);
    line.append(cell);
  }
  $("rows").querySelector("tbody").append(line);
  line.querySelector("input").focus();
  tell("fill the cells; Enter adds the row");
}

async function search() {
  const found = await ask(`/api/search?words=${encodeURIComponent($("words").value)}`);
  $("found").replaceChildren(...found.map((one) => {
    const item = node("li"), go = async () => {
      view("coding");
      if (one.document) { await open(one.document); state.at = sentenceAt(one.start); show([one.start, one.stop]); $("text").focus(); }
      else tell(`claim ${one.claim} has no passage here`);
    };
    item.append(node("button", `${one.document || one.claim}: ${one.shown}`, { type: "button", onclick: go }));
    return item;
  }));
  tell(found.length ? `${found.length} places` : "nothing found");
}

async function verdict() {
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

function view(name) {
  state.view = name;
  for (const one of ["coding", "grid", "search"]) $(one).hidden = one !== name;
  for (const one of document.querySelectorAll("[data-view]")) one.setAttribute("aria-pressed", String(one.dataset.view === name));
  if (name === "grid") grid();
  if (name === "search") $("words").focus();
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

async function start() {
  state.kase = await ask("/api/case");
  for (const [keys, said] of KEYS) $("key-list").append(node("dt", keys), node("dd", said));
  for (const table of state.kase.tables) $("which").append(node("option", table.name, { value: table.name }));
  $("which").value = "actors";
  await refresh();
  $("text").addEventListener("keydown", onText);
  $("text").addEventListener("mouseup", onSelection);
  $("form").addEventListener("submit", (event) => { event.preventDefault(); save(); });
  $("form").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey) { event.preventDefault(); save(); }
    if (event.key === "Escape") { event.preventDefault(); $("text").focus(); }
  });
  $("cancel").onclick = () => $("text").focus();
  $("drop").onclick = () => drop().catch((error) => tell(error.message, true));
  $("undo").onclick = () => turn("undo");
  $("redo").onclick = () => turn("redo");
  $("keys").onclick = () => $("help").showModal();
  $("which").onchange = grid;
  $("add-row").onclick = addRow;
  $("words").onchange = search;
  for (const one of document.querySelectorAll("[data-view]")) one.onclick = () => view(one.dataset.view);
  verdict();
  if (state.kase.documents.length) { await open(state.kase.documents[0].id); $("text").focus(); }
}

start().catch((error) => tell(error.message, true));
