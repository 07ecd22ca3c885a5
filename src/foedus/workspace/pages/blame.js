// Who set a cell, when, from what: for whatever cell of a grid or a form had the focus last.

import { $, ask, node, state, tell } from "/shell.js";

let cell = null, from = null;

const worded = (value) => (value === null || value === undefined || value === "" ? "empty" : `“${value}”`);
const who = (name) => (name === "file" ? "changed in the file by hand" : name === state.kase.coder ? `${name} (you)` : name);

function line(event, field) {
  const made = node("tr"), of = (value) => (value && typeof value === "object" ? value[field] : value);
  const done = { add: "row added", drop: "row dropped", restore: "row brought back", set: event.column === field ? "" : event.column }[event.op];
  const cells = event.op === "drop" ? ["", ""] : [event.op === "set" ? worded(event.before) : "", worded(event.op === "set" ? event.after : of(event.after))];
  for (const text of [event.at.replace("T", " ").replace("Z", ""), who(event.coder), `${done}${event.undoes ? " (taken back)" : ""}`, ...cells]) made.append(node("td", text, { dir: "auto" }));
  return made;
}

function listed(events, field, caption) {
  const table = node("table"), head = node("tr");
  table.append(node("caption", caption), node("thead"), node("tbody"));
  for (const title of ["when (UTC)", "who", "what", "from", "to"]) head.append(node("th", title, { scope: "col" }));
  table.tHead.append(head);
  table.tBodies[0].append(...events.map((event) => line(event, field)));
  return table;
}

export async function blame() {
  if (!cell) { tell("go to a cell of a table or a field of a claim first", true); return; }
  const { table, field } = cell, row = JSON.parse(cell.row);
  const events = (await ask("/api/history", { table, row })).reverse();
  const own = events.filter((event) => event.op !== "set" || event.column === field), last = own[0];
  $("blame-title").textContent = `${table} ${row.join(" ")}: ${field}`;
  $("blame-said").textContent = last ? `Last: ${who(last.coder)}, ${last.at.replace("T", " ").replace("Z", " UTC") || "nobody knows when"}` : "Nothing is known of it.";
  const more = node("details");
  more.append(node("summary", `All ${events.length} events of the row`), listed(events, field, ""));
  more.querySelector("caption").remove();
  $("blame-events").replaceChildren(listed(own, field, "This cell, latest first"), ...(events.length > own.length ? [more] : []));
  from = document.activeElement;
  $("blame").showModal();
}

export function startBlame() {
  document.addEventListener("focusin", (event) => {
    const found = event.target.closest("[data-field]");
    if (found) cell = { ...found.dataset };
  });
  document.addEventListener("keydown", (event) => {
    if (event.altKey && event.code === "KeyW") { event.preventDefault(); blame().catch((error) => tell(error.message, true)); }
  });
  // A grid may have drawn its cells anew meanwhile.
  $("blame").addEventListener("close", () => {
    const same = [...document.querySelectorAll("[data-field]")].find((one) => cell && ["table", "row", "field"].every((name) => one.dataset[name] === cell[name]));
    if (same && !(from && from.isConnected)) setTimeout(() => same.focus());
  });
  $("who-set").onclick = () => blame().catch((error) => tell(error.message, true));
}
