// Ratings of factors by outcomes, a key for each cell, and the kinds of the checklist, a key for each answer.

import { Sheet } from "/sheet.js";
import { $, addView, ask, node, refresh, state, tell, turn } from "/shell.js";

const KEYS = { 1: "II", 2: "I", 3: "N", 4: "C", 5: "CC", i: "I", n: "N", c: "C", I: "II", N: "N", C: "CC" };
const ANSWERS = { y: "yes", n: "no", u: "unknown" };
let found = null, sheet = null, kinds = [], list = null, sent = Promise.resolve(), waiting = 0;

const undone = (event) => event.ctrlKey && event.key.toLowerCase() === "z" && (event.preventDefault(), turn(event.shiftKey ? "redo" : "undo"), true);

function show() {
  const columns = [
    { name: "label", title: "factor", fixed: true, width: 56 },
    ...found.outcomes.map((name) => ({ name, title: name, outcome: name, width: 12 })),
    { name: "diagnosticity", title: "diagnostic", fixed: true, width: 12 },
  ];
  const at = sheet ? sheet.at : [0, 1];
  sheet = new Sheet($("ratings-rows"), {
    label: `Ratings of ${found.rater}, ${found.scale}`, columns, rows: found.factors, act: key,
    text: (row, column) => (column.outcome ? (row.cells[column.outcome] || {}).rating || "" : column.name === "label" ? row.label || row.id : row.diagnosticity === null ? "" : row.diagnosticity.toFixed(2)),
    cell: (row, column) => (column.outcome ? { table: "ratings", row: [row.id, column.outcome, found.scale, found.rater], field: "rating" } : null),
    focused: (row, column) => {
      const cell = column.outcome && row.cells[column.outcome];
      $("ratings-help").textContent = cell ? `${row.label}, ${column.outcome}: ${found.words[cell.rating]}. Reason: ${cell.ground}` : `${row.label}${column.outcome ? `, ${column.outcome}: not rated yet` : ""}`;
    },
  });
  sheet.at = at;
  sheet.fill(sheet.rows);
  told();
}

function told() {
  const left = found.factors.reduce((sum, row) => sum + found.outcomes.filter((name) => !row.cells[name]).length, 0);
  const against = Object.entries(found.inconsistency).map(([name, value]) => `${name} ${value.toFixed(1)}`).join(", ");
  $("ratings-said").textContent = `${left} of ${found.factors.length * found.outcomes.length} cells left. ${against ? `Inconsistent with: ${against} (the least stands best).` : ""}`;
}

// A key writes its cell and goes on at once; what is written is sent in the order of the keys.
function key(event, row, column) {
  if (!row || undone(event) || event.ctrlKey) return;
  const rating = ["Delete", "Backspace"].includes(event.key) ? "" : KEYS[event.key];
  if (rating === undefined || !column.outcome) return;
  event.preventDefault();
  const ground = $("ratings-ground").value.trim();
  if (rating && !ground) { tell("say why first; the reason goes with every rating until you change it", true); $("ratings-ground").focus(); return; }
  if (rating) row.cells[column.outcome] = { rating, ground }; else delete row.cells[column.outcome];
  const [line, place] = sheet.at, next = rating === "" ? [line, place] : place < found.outcomes.length ? [line, place + 1] : [Math.min(line + 1, found.factors.length - 1), 1];
  sheet.draw();
  sheet.go(...next);
  waiting += 1;
  sent = sent.then(() => send({ scale: found.scale, rater: found.rater, ground, cells: [{ factor: row.id, outcome: column.outcome, rating }] }, rating ? `${row.label}, ${column.outcome}: ${found.words[rating]}` : "cleared"));
}

async function send(body, said) {
  let answer = null;
  try { answer = await ask("/api/ratings", body); tell(said); } catch (error) { tell(error.message, true); }
  waiting -= 1;
  if (waiting) return;
  if (!answer) { await ratings(); return; }
  found.inconsistency = answer.inconsistency;
  found.factors.forEach((row, at) => Object.assign(row, answer.factors[at]));
  sheet.draw();
  told();
  refresh();
}

function showKinds() {
  const columns = [{ name: "label", title: "kind", fixed: true }, { name: "answer", title: "answer", width: 12 }, { name: "claims", title: "claims", width: 24 }, { name: "ground", title: "why", width: 40 }];
  const at = list ? list.at : [0, 1];
  list = new Sheet($("kinds-rows"), {
    label: "Kinds of the checklist", columns, rows: kinds, act: answer,
    text: (row, column) => (column.name === "answer" && row.factor ? `factor ${row.factor}` : row[column.name] || ""),
    cell: (row, column) => (column.name === "label" ? null : { table: "checklist", row: [row.kind], field: column.name }),
    focused: (row) => { $("kinds-help").textContent = `${row.asks}${row.factor ? ` Answered by the factor ${row.factor}.` : ""}`; },
  });
  list.at = at;
  list.fill(kinds);
  $("kinds-said").textContent = `${kinds.filter((row) => !row.factor && !row.answer).length} of ${kinds.length} kinds have neither a factor nor an answer.`;
}

async function set(row, cells) {
  const changes = row.there ? Object.entries(cells).map(([field, after]) => ({ op: "set", table: "checklist", row: [row.kind], field, before: row[field], after }))
    : [{ op: "add", table: "checklist", after: { kind: row.kind, ...cells } }];
  try {
    await ask("/api/changes", { changes });
    kinds = await ask("/api/checklist");
    showKinds();
    list.go(...list.at);
    tell("saved");
    refresh();
    return true;
  } catch (error) { tell(error.message, true); return false; }
}

async function answer(event, row, column) {
  if (!row || undone(event) || event.ctrlKey) return;
  if (row.factor) { if (event.key.length === 1) tell(`the factor ${row.factor} answers it`, true); return; }
  if (column.name === "answer" && ANSWERS[event.key]) {
    event.preventDefault();
    const why = $("kinds-ground").value.trim(), ground = row.ground ? {} : { ground: why };
    if (await set(row, { answer: ANSWERS[event.key], ...(why ? ground : {}) })) list.go(list.at[0] + 1, list.at[1]);
  } else if (["claims", "ground"].includes(column.name) && event.key === "Enter") {
    event.preventDefault();
    const place = list.here(), made = node("input", undefined, { type: "text", value: row[column.name] });
    made.setAttribute("aria-label", `${row.label} ${column.title}`);
    list.busy = true;
    const leave = async (keep) => { if (!list.busy) return; list.busy = false; const text = made.value.trim(); list.renew(); list.go(...list.at); if (keep && text !== row[column.name]) await set(row, { [column.name]: text }); };
    made.onkeydown = (one) => { one.stopPropagation(); if (one.key === "Enter" || one.key === "Escape") { one.preventDefault(); leave(one.key === "Enter"); } };
    made.onblur = () => leave(true);
    place.replaceChildren(made);
    made.focus();
  }
}

async function ratings() {
  const rater = $("rater").value || state.kase.coder;
  [found, kinds] = await Promise.all([ask(`/api/ratings?scale=${$("rating-scale").value}&rater=${encodeURIComponent(rater)}`), ask("/api/checklist")]);
  $("rater").value = rater;
  show();
  showKinds();
}

export function startRatings() {
  addView("ratings", "Ratings", ratings);
  for (const place of ["rater", "rating-scale"]) $(place).onchange = () => ratings().catch((error) => tell(error.message, true));
  $("ratings-ground").onkeydown = (event) => { if (event.key === "Enter" && sheet) { event.preventDefault(); sheet.go(...sheet.at); } };
  $("kinds-ground").onkeydown = (event) => { if (event.key === "Enter" && list) { event.preventDefault(); list.go(...list.at); } };
}
