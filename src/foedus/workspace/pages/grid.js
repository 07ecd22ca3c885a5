// The tables of the case as grids: every cell is an edit of its own.

import { cellsIn, entry, labelled, showWrong } from "/entry.js";
import { Sheet } from "/sheet.js";
import { $, addView, ask, node, refresh, state, tell, turn, view } from "/shell.js";

let sheet = null, rows = [], order = { name: "", way: 1 };

const tableNow = () => state.kase.tables.find((one) => one.name === $("which").value);
const keyOf = (table, cells) => table.key.map((name) => cells[name] || "");

export async function grid() {
  const table = tableNow();
  rows = await ask(`/api/tables/${table.name}`);
  $("about").textContent = table.help.replaceAll("`", "");
  const columns = table.fields.map((field) => ({ name: field.name, title: field.name, help: field.help, fixed: table.key.includes(field.name), field, sort: () => sortBy(field.name) }));
  const at = sheet && sheet.name === table.name ? sheet.at : [0, 0], scrolled = $("rows").scrollTop;
  sheet = new Sheet($("rows"), {
    name: table.name, label: `Rows of ${table.name}`, columns, rows: chosen(), act,
    text: (cells, column) => cells[column.name] || "",
    cell: (cells, column) => ({ table: table.name, row: keyOf(table, cells), field: column.name }),
    focused: (cells, column) => help(column.field, cells[column.name] || ""),
  });
  sheet.at = at;
  $("rows").scrollTop = scrolled;
  sheet.fill(sheet.rows);
  if (!rows.length) $("rows").append(node("p", "No rows yet."));
}

// Shows a row of a table, wherever it stands.
export async function showRow(table, row) {
  $("which").value = table;
  $("filter").value = "";
  await view("grid");
  const at = sheet.rows.findIndex((cells) => keyOf(tableNow(), cells).join("|") === row.join("|"));
  if (at < 0) tell(`${table} has no row ${row.join(" ")}`, true); else sheet.go(at, 0);
}

// Shows those rows of a table that hold some words.
export async function showRows(table, words) {
  $("which").value = table;
  $("filter").value = words;
  await view("grid");
  $("filter").focus();
}

function chosen() {
  const words = $("filter").value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const found = rows.filter((cells) => { const all = Object.values(cells).join("\n").toLocaleLowerCase(); return words.every((word) => all.includes(word)); });
  if (!order.name) return found;
  const compare = new Intl.Collator(undefined, { numeric: true }).compare;
  return found.sort((one, other) => order.way * compare(one[order.name] || "", other[order.name] || ""));
}

function sortBy(name) {
  order = order.name !== name ? { name, way: 1 } : order.way > 0 ? { name, way: -1 } : { name: "", way: 1 };
  for (const column of sheet.columns) column.way = column.name === order.name ? order.way : 0;
  sheet.fill(chosen());
  const button = sheet.table.tHead.querySelector(`[data-head="${sheet.columns.findIndex((column) => column.name === name)}"]`);
  button.focus();
  tell(order.name ? `sorted by ${name}, ${order.way > 0 ? "up" : "down"}` : "as in the file");
}

function help(field, text) {
  $("cell-help").replaceChildren(node("strong", field.name), node("span", ` ${field.help.replaceAll("`", "")} `), node("bdi", text.length > 30 ? text : ""));
}

function act(event, cells, column) {
  if (!cells) return;
  if (event.key.toLowerCase() === "z" && event.ctrlKey) { event.preventDefault(); turn(event.shiftKey ? "redo" : "undo"); return; }
  if (event.key === "Delete" && event.ctrlKey) { event.preventDefault(); dropRow(); return; }
  if (event.ctrlKey || (event.key.length > 1 && !["Enter", "F2", "Delete", "Backspace"].includes(event.key))) return;
  event.preventDefault();
  if (column.fixed) { tell(`${column.name} names the row; drop the row and add another to call it otherwise`, true); return; }
  if (event.key === "Delete" || event.key === "Backspace") save(cells, column, "");
  else edit(cells, column, event.key.length === 1 ? event.key : null);
}

function edit(cells, column, typed) {
  const place = sheet.here(), before = cells[column.name] || "";
  const { made, list } = entry(column.field, before, { id: "cell-edit" });
  made.setAttribute("aria-label", `${keyOf(tableNow(), cells).join(" ")} ${column.name}`);
  made.setAttribute("aria-describedby", "cell-help");
  let done = false;
  const leave = async (keep, [down, right]) => {
    if (done) return;
    done = true;
    sheet.busy = false;
    const after = made.value.trim();
    sheet.renew();
    sheet.go(...sheet.at);
    if (!keep || after === before || await save(cells, column, after)) { if (down || right) sheet.go(sheet.at[0] + down, sheet.at[1] + right); }
  };
  sheet.busy = true;
  place.replaceChildren(...[list].filter(Boolean), made);
  made.onkeydown = (event) => {
    if (event.key === "Escape") { event.preventDefault(); leave(false, [0, 0]); }
    if (event.key === "Enter") { event.preventDefault(); leave(true, [1, 0]); }
    if (event.key === "Tab") { event.preventDefault(); leave(true, [0, event.shiftKey ? -1 : 1]); }
    event.stopPropagation();
  };
  made.onblur = () => { if (!done) { done = true; sheet.busy = false; if (made.value.trim() !== before) save(cells, column, made.value.trim()); else sheet.draw(); } };
  made.focus();
  if (typed !== null && made.tagName !== "SELECT") made.value = typed;
  else if (typed !== null) { const found = [...made.options].find((one) => one.value.startsWith(typed)); if (found) made.value = found.value; }
  else if (made.select) made.select();
}

async function save(cells, column, after) {
  const table = tableNow(), before = cells[column.name] || "";
  try {
    await ask("/api/changes", { changes: [{ op: "set", table: table.name, row: keyOf(table, cells), field: column.name, before, after }] });
    cells[column.name] = after;
    tell("saved");
    refresh();
    return true;
  } catch (error) { tell(error.message, true); return false; } finally { sheet.renew(); }
}

async function dropRow() {
  const table = tableNow(), { row } = sheet.current();
  if (!row) return;
  try {
    if (table.name === "claims") await ask("/api/claims/drop", { id: row.id });
    else await ask("/api/changes", { changes: [{ op: "drop", table: table.name, row: keyOf(table, row) }] });
    await refresh();
    await grid();
    sheet.go(...sheet.at);
    tell(`dropped ${keyOf(table, row).join(" ")}; Undo brings it back`);
  } catch (error) { tell(error.message, true); }
}

function openRow() {
  const table = tableNow();
  $("row-title").textContent = `A new row of ${table.name}`;
  $("row-fields").replaceChildren(...table.fields.map((field) => labelled(field, field.name === "coder" ? state.kase.coder : "", { prefix: "row" })));
  $("row").showModal();
}

async function addRow(event) {
  event.preventDefault();
  const table = tableNow(), after = cellsIn($("row-fields"));
  try {
    await ask("/api/changes", { changes: [{ op: "add", table: table.name, after }] });
    $("row").close();
    await refresh();
    await showRow(table.name, keyOf(table, after));
    tell("added");
  } catch (error) { $("row-wrong").textContent = error.message; showWrong($("row-fields"), error.columns || {}); }
}

export function startGrid() {
  addView("grid", "Tables", grid);
  for (const table of state.kase.tables) $("which").append(node("option", table.name, { value: table.name }));
  $("which").value = "actors";
  $("which").onchange = () => { order = { name: "", way: 1 }; $("filter").value = ""; grid(); };
  $("filter").oninput = () => { sheet.fill(chosen()); tell(`${sheet.rows.length} of ${rows.length} rows`); };
  $("rows").ondblclick = () => { const { row, column } = sheet.current(); if (row && !column.fixed && !sheet.busy) edit(row, column, null); };
  $("add-row").onclick = () => { $("row-wrong").textContent = ""; openRow(); };
  $("drop-row").onclick = dropRow;
  $("row-form").onsubmit = addRow;
  $("row-cancel").onclick = () => $("row").close();
}
