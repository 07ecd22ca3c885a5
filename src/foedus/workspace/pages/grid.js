// The tables of the case as grids: every cell is an edit of its own.

import { $, addView, ask, node, refresh, state, tell } from "/shell.js";

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

export function startGrid() {
  addView("grid", "Tables", grid);
  for (const table of state.kase.tables) $("which").append(node("option", table.name, { value: table.name }));
  $("which").value = "actors";
  $("which").onchange = grid;
  $("add-row").onclick = addRow;
}
