// Fields of forms from the declarations of the case format: closed lists, ids of the case, help, and what is wrong with them.

import { $, node, state } from "/shell.js";

// A field with its label; ids begin with `prefix`, so that two forms may ask for the same.
export function fieldOf(prefix, field, value) {
  const box = node("div", undefined, { className: "field" }), id = `${prefix}-${field.name}`;
  const label = node("label", `${nameOf(field)}${field.required ? " *" : ""}`, { htmlFor: id });
  const closed = field.words.length && !field.many && !field.tables.length;
  let made;
  if (closed) {
    made = node("select");
    for (const one of ["", ...field.words]) made.append(node("option", one.replaceAll("_", " "), { value: one }));
  } else if (/question|ground|thesis\.text|note/.test(field.name)) made = node("textarea", undefined, { rows: 2 });
  else {
    made = node("input", undefined, { type: "text" });
    const list = listOf(`${id}-list`, field);
    if (list) { made.setAttribute("list", list.id); box.append(list); }
  }
  Object.assign(made, { name: field.name, id, value });
  made.setAttribute("aria-describedby", `${id}-help ${id}-why`);
  label.append(made);
  box.append(label, node("small", field.help.replaceAll("`", ""), { id: `${id}-help` }), node("small", "", { id: `${id}-why`, className: "why" }));
  return box;
}

function nameOf(field) {
  return field.name.replaceAll("_", " ").replace(".", ": ");
}

function listOf(id, field) {
  const names = [...field.words.map((one) => [one, one]), ...field.tables.flatMap((table) => Object.entries(state.kase.labels[table] || {}))];
  if (!names.length || names.length > 3000) return null;
  const list = node("datalist", undefined, { id });
  for (const [value, said] of names) list.append(node("option", said, { value }));
  return list;
}

export function cellsIn(place) {
  return Object.fromEntries([...$(place).querySelectorAll("[name]")].map((one) => [one.name, one.value.trim()]));
}

// Says by each field what is wrong with it, and goes to the first.
export function showWrong(prefix, place, columns) {
  for (const box of $(place).children) { box.classList.remove("bad"); const why = box.querySelector(".why"); if (why) why.textContent = ""; }
  for (const [name, said] of Object.entries(columns)) {
    const why = document.getElementById(`${prefix}-${name}-why`);
    if (why) { why.textContent = said; why.parentElement.classList.add("bad"); }
  }
  const bad = $(place).querySelector(".bad [name]");
  if (bad) bad.focus();
}
