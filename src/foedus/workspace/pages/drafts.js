// Drafts in a queue: proposals of the rules as highlights of their own and in a list; accepted, edited or rejected by one key.

import { addKeys, coded, fill, focusForm, onOpen, placeOf, wrong } from "/coding.js";
import { layer, paint, sentenceAt, show } from "/passage.js";
import { $, ask, node, refresh, state, tell } from "/shell.js";

const MOST_LISTED = 40;
const queue = { drafts: [], at: -1, decided: 0, job: { busy: false } };

layer("draft", 2);

// Takes up what stands; a draft that undo has brought back is opened.
async function load(turned = false) {
  const name = state.doc.row.id, found = await ask(`/api/drafts/${encodeURIComponent(name)}`);
  if (state.doc.row.id !== name) return;
  const before = new Set(queue.drafts.map((one) => one.id)), open = here();
  Object.assign(queue, found);
  queue.at = open ? queue.drafts.findIndex((one) => one.id === open.id) : -1;
  state.draft = here() || null;
  draw();
  const back = turned ? queue.drafts.findIndex((one) => !before.has(one.id)) : -1;
  if (back >= 0) go(back);
  if (queue.job.busy) watch();
}

function draw() {
  paint("draft", queue.drafts.map((one) => [one.start, one.stop]));
  list();
}

// The list holds the drafts around the one that is open; the whole queue is in the text.
function list() {
  const first = Math.max(0, Math.min(queue.at, queue.drafts.length - MOST_LISTED));
  $("drafts").replaceChildren(...queue.drafts.slice(first, first + MOST_LISTED).map((one, index) => {
    const item = node("li"), button = node("button", undefined, { type: "button", onclick: () => go(first + index) });
    button.append(node("span", one.cells.text || one.new || one.rule), document.createElement("br"), node("small", `${one.rule}, ${one.confidence}`));
    if (first + index === queue.at) button.setAttribute("aria-current", "true");
    item.append(button);
    return item;
  }));
  $("drafts").start = first + 1;
  const left = queue.drafts.length, more = left - first - MOST_LISTED;
  $("drafts-said").textContent = queue.job.busy ? `${queue.job.said} of ${queue.job.document} ...`
    : left ? `${left} to decide${queue.decided ? `, ${queue.decided} decided` : ""}${more > 0 ? `; ${more} more behind these` : ""}`
      : queue.decided ? `all ${queue.decided} are decided` : "none of this document yet";
  $("make-drafts").disabled = queue.job.busy;
  $("drafts-wait").hidden = !queue.job.busy;
}

function cellsOfDraft(draft) {
  const last = state.last || {}, source = state.doc.row.source || last.source || "";
  return { kind: "statement", source, speaker: draft.cells.kind === "fact" ? source : "", basis: "stated", credibility: last.credibility || "2", ...draft.cells };
}

function here() {
  return queue.drafts[queue.at];
}

// Opens a draft: its passage, the form filled from it, rule and confidence.
function go(at) {
  queue.at = Math.max(0, Math.min(at, queue.drafts.length - 1));
  const draft = here();
  if (!draft) return tell(queue.decided ? "no draft is left to decide" : "no drafts of this document yet: Make drafts");
  state.at = sentenceAt(draft.start);
  state.editing = null;
  state.draft = Object.assign(draft, { done: () => done(draft, "accepted"), accept: () => decide(accept) });
  fill(cellsOfDraft(draft));
  if (!draft.cells.kind) $("fields").replaceChildren();
  show([draft.start, draft.stop]);
  $("form-title").textContent = `Draft ${queue.at + 1} of ${queue.drafts.length}`;
  $("draft-said").replaceChildren(node("span", `By rule: ${draft.rule}, confidence ${draft.confidence}${draft.note ? `; ${draft.note}` : ""}.`), ...actorsOf(draft), node("button", "Reject", { type: "button", onclick: () => decide(reject) }));
  list();
  tell(`draft ${queue.at + 1} of ${queue.drafts.length}, ${draft.rule}: ${draft.cells.text || draft.new}`);
}

// Actors that the case lacks, each with a button that adds it.
function actorsOf(draft) {
  return draft.new.split("|").filter(Boolean).map((one) => {
    const kind = one.slice(0, one.indexOf(":")), name = one.slice(one.indexOf(":") + 1).trim();
    return node("button", `Add actor ${name} (${kind})`, { type: "button", onclick: () => add(draft, name, kind).catch((error) => tell(error.message, true)) });
  });
}

async function add(draft, name, kind) {
  const whole = !draft.cells.kind, id = await ask("/api/drafts/actor", { name, kind, draft: whole ? draft.id : "" });
  if (whole) return done(draft, `${id} is in actors.csv; u takes it back`);
  await refresh();
  for (const column of ["speaker", "holder"]) {
    const place = $(`field-${column}`);
    if (place && !place.value) place.value = id;
    if (!draft.cells[column]) draft.cells[column] = id;
  }
  draft.new = draft.new.split("|").filter((one) => !one.endsWith(`: ${name}`)).join("|");
  $("draft-said").replaceChildren($("draft-said").firstChild, ...actorsOf(draft), $("draft-said").lastChild);
  tell(`${id} is in actors.csv`);
}

// Takes a decided draft from the queue and opens the next one.
function done(draft, said) {
  const at = queue.drafts.indexOf(draft);
  queue.drafts.splice(at, 1);
  queue.decided += 1;
  queue.at = Math.min(at, queue.drafts.length - 1);
  state.draft = null;
  draw();
  if (queue.drafts.length) go(queue.at); else { fill({}); list(); }
  tell(queue.drafts.length ? `${said}; ${$("status").textContent}` : `${said}; no draft is left to decide`);
  $("text").focus();
  refresh();
}

let deciding = false;

// One decision at a time: keys that come while one is on its way wait for it.
function decide(work) {
  if (deciding) return;
  const draft = state.draft && here() === state.draft ? state.draft : null;
  if (!draft) return go(queue.at < 0 ? 0 : queue.at);
  deciding = true;
  work(draft).catch((error) => tell(error.message, true)).finally(() => { deciding = false; });
}

async function accept(draft) {
  if (!draft.cells.kind) {
    const [first] = draft.new.split("|");
    return add(draft, first.slice(first.indexOf(":") + 1).trim(), first.slice(0, first.indexOf(":")));
  }
  try {
    const made = await ask("/api/drafts/accept", { draft: draft.id, ...placeOf(draft), cells: cellsOfDraft(draft) });
    coded(made);
    done(draft, "accepted");
  } catch (error) {
    if (!Object.keys(error.columns || {}).length) throw error;
    wrong(error);
    tell(`this draft needs more: ${error.message}; Ctrl+Enter accepts it`, true);
  }
}

async function reject(draft) {
  await ask("/api/drafts/reject", { draft: draft.id });
  done(draft, "rejected");
}

async function make() {
  const document = state.doc.row.id;
  queue.job = await ask("/api/drafts/make", { document, speaker: $("speech-of").value });
  list();
  watch();
}

let watching = 0;

function watch() {
  clearTimeout(watching);
  watching = setTimeout(async () => {
    try {
      const found = await ask(`/api/drafts/${encodeURIComponent(state.doc.row.id)}`);
      queue.job = found.job;
      if (found.job.busy) { list(); return watch(); }
      tell(found.job.said, found.job.wrong);
      await load();
    } catch (error) { tell(error.message, true); }
  }, 400);
}

function speakers() {
  const chosen = $("speech-of").value;
  $("speech-of").replaceChildren(node("option", "no one", { value: "" }), ...Object.entries(state.kase.labels.actors || {}).map(([id, name]) => node("option", name, { value: id })));
  $("speech-of").value = chosen;
}

export function startDrafts() {
  onOpen(async (how) => {
    if (how === "opened") { Object.assign(queue, { drafts: [], at: -1 }); state.draft = null; speakers(); }
    await load(how === "turned");
  });
  addKeys([["n, p", "next, earlier draft"], ["a, x", "accept, reject the draft"], ["e", "edit the draft; Ctrl+Enter accepts it"]], {
    n: () => go(queue.at + 1), p: () => go(queue.at - 1),
    a: () => decide(accept), x: () => decide(reject),
    e: () => {
      if (!state.draft) go(Math.max(queue.at, 0));
      else if (state.draft.cells.kind) focusForm();
      else $("draft-said").querySelector("button").focus();
    },
  });
  $("make-drafts").onclick = () => make().catch((error) => tell(error.message, true));

}
