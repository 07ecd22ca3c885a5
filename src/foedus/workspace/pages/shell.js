// What every view shares: the state, the way to the server, the status line, and the list of views.

export const $ = (id) => document.getElementById(id);
export const state = { view: "coding", doc: null, at: 0, span: null, editing: null, kase: null };

export async function ask(path, body) {
  const options = body === undefined ? {} : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(path, options);
  const found = (answer.headers.get("content-type") || "").includes("json") ? await answer.json() : { error: await answer.text() };
  if (!answer.ok) throw Object.assign(new Error(found.error || "refused"), { columns: found.columns || {}, status: answer.status });
  return found;
}

export function tell(text, wrong = false) {
  $("status").textContent = text;
  $("status").classList.toggle("wrong", wrong);
}

export function node(tag, text, properties = {}) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  Object.assign(made, properties);
  return made;
}

// Views -------------------------------------------------------------------------------------------------------------

const views = new Map();
const refreshed = [];

// Adds a view with its button; `enter` is called when it is shown, `anew` when what it shows was changed by undo or redo.
export function addView(name, title, enter, anew = enter) {
  views.set(name, { enter, anew });
  const button = node("button", title, { type: "button", onclick: () => view(name) });
  button.dataset.view = name;
  button.setAttribute("aria-pressed", "false");
  $("views").append(button);
}

export async function view(name) {
  state.view = name;
  tell("");
  for (const one of views.keys()) $(one).hidden = one !== name;
  for (const one of document.querySelectorAll("[data-view]")) one.setAttribute("aria-pressed", String(one.dataset.view === name));
  await views.get(name).enter();
}

// Calls `work` whenever what the page holds all the time has come anew.
export function onRefresh(work) {
  refreshed.push(work);
}

export async function refresh() {
  Object.assign(state.kase, await ask("/api/overview"));
  $("undo").disabled = !state.kase.undo;
  $("redo").disabled = !state.kase.redo;
  $("who").textContent = `${state.kase.coder}: ${state.kase.claims} claims${state.kase.conflicts.length ? `, ${state.kase.conflicts.length} undecided` : ""}`;
  for (const work of refreshed) work();
}

// Shows anew what stands, after something that may have touched any view.
export async function again(said) {
  await refresh();
  await views.get(state.view).anew();
  tell(said);
}

export async function turn(way) {
  try { const rows = await ask(`/api/${way}`, {}); await again(`${way}: ${rows.join(", ")}`); } catch (error) { tell(error.message, true); }
}
