// What a cell is filled in with, from the declaration of its column: a list, a text, or a name with what it may be.

import { node, state } from "/shell.js";

const LARGEST_LIST = 3000;
const LONG = /^(text|note|question|.*ground|thesis\.text)$/;

// Returns the control of a field, with the list of names that it needs beside it, if any.
export function entry(field, value, { id, tables = field.tables }) {
  const words = field.words.length && !field.many && !field.tables.length ? field.words : field.type === "boolean" ? ["true"] : null;
  let made, list = null;
  if (words) {
    made = node("select");
    for (const one of new Set(["", ...words, value])) made.append(node("option", one, { value: one }));
  } else if (LONG.test(field.name)) made = node("textarea", undefined, { rows: 2 });
  else {
    made = node("input", undefined, { type: "text", autocomplete: "off" });
    const names = [...field.words.map((one) => [one, ""]), ...tables.flatMap((table) => Object.entries(state.kase.labels[table] || {}))];
    if (names.length && names.length < LARGEST_LIST) {
      list = node("datalist", undefined, { id: `list-${id}` });
      for (const [name, label] of names) list.append(node("option", label, { value: name }));
      made.setAttribute("list", list.id);
    }
  }
  Object.assign(made, { name: field.name, value, id });
  return { made, list };
}

// Returns a control with its label, its help and a place for what is wrong with it.
export function labelled(field, value, { prefix, help = field.help.replaceAll("`", ""), required = field.required, tables }) {
  const box = node("div", undefined, { className: "field" }), id = `${prefix}-${field.name}`;
  const label = node("label", `${field.name.replaceAll("_", " ").replace(".", ": ")}${required ? " *" : ""}`, { htmlFor: id });
  const { made, list } = entry(field, value, { id, tables });
  made.setAttribute("aria-describedby", `${prefix}-help-${field.name} ${prefix}-why-${field.name}`);
  label.append(made);
  box.append(...[list].filter(Boolean), label, node("small", help, { id: `${prefix}-help-${field.name}` }), node("small", "", { id: `${prefix}-why-${field.name}`, className: "why" }));
  return box;
}

export function cellsIn(place) {
  return Object.fromEntries([...place.querySelectorAll("[name]")].map((one) => [one.name, one.value.trim()]));
}

// Shows by each field what the server found wrong with it, and goes to the first.
export function showWrong(place, columns) {
  for (const box of place.children) {
    const why = box.querySelector(".why"), said = columns[box.querySelector("[name]").name] || "";
    why.textContent = said;
    box.classList.toggle("bad", Boolean(said));
  }
  const first = place.querySelector(".bad [name]");
  if (first) first.focus();
}
