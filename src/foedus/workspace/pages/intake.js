// Documents added in the browser: files chosen or dropped, their work, and what became of each in words.

import { open } from "/coding.js";
import { cellsIn, labelled, showWrong } from "/entry.js";
import { $, ask, node, refresh, state, tell, view } from "/shell.js";

const NEW = "+";
let forms = null, files = [];

function show() {
  const [source, ...rest] = forms.document;
  const box = labelled({ ...source, words: [], tables: [], help: "The work that the files are texts of." }, "", { prefix: "intake" });
  const choice = node("select", undefined, { name: "source", id: "intake-source-choice" });
  choice.append(node("option", "a new work, filled in below", { value: NEW }), node("option", "none yet", { value: "" }));
  for (const [key, said] of Object.entries(state.kase.labels.sources || {})) choice.append(node("option", said ? `${key}: ${said}` : key, { value: key }));
  choice.setAttribute("aria-describedby", "intake-help-source");
  box.querySelector("input").replaceWith(choice);
  box.querySelector("label").htmlFor = choice.id;
  choice.onchange = () => { $("intake-work").hidden = choice.value !== NEW; };
  $("intake-document").replaceChildren(box, ...rest.map((field) => labelled(field, "", { prefix: "intake" })));
  const usual = { perspective: "unknown", reliability: "F", kind: "unknown" };
  $("intake-source").replaceChildren(...forms.source.filter((field) => !field.name.startsWith("slant")).map((field) => labelled(field, usual[field.name] || "", { prefix: "work" })));
  $("intake-work").hidden = false;
  $("intake-said").replaceChildren();
  $("intake-files").value = "";
  list([]);
  if (!$("intake").open) $("intake").showModal();
}

function list(chosen) {
  files = [...chosen];
  $("intake-said").replaceChildren(...files.map((file) => node("li", `${file.name}, ${Math.ceil(file.size / 1000).toLocaleString("en")} kB`)));
  const title = $("work-title");
  if (title && files.length && !title.value) title.value = files[0].name.replace(/\.[A-Za-z0-9]{1,8}$/, "").replaceAll(/[_-]+/g, " ");
}

async function add() {
  if (!files.length) { tell("choose a file first", true); $("intake-said").replaceChildren(node("li", "choose a file first", { className: "wrong" })); return $("intake-files").focus(); }
  busy(true);
  try {
    const given = cellsIn($("intake-document"));
    if (given.source === NEW) given.source = await work();
    let first = "";
    for (const [number, file] of files.entries()) {
      const item = $("intake-said").children[number];
      item.textContent = `${file.name}: being read, ${number + 1} of ${files.length} ...`;
      first = (await one(file, given, item)) || first;
    }
    await refresh();
    $("intake-files").value = "";
    files = [];
    if (first) { await view("coding"); await open(first); }
  } catch (error) {
    tell(error.message, true);
  } finally { busy(false); }
}

function busy(yes) {
  $("intake-wait").hidden = !yes;
  $("intake-go").disabled = yes;
}

// Makes the new work; the form then holds it, so that a second try does not make another.
async function work() {
  try {
    const key = await ask("/api/sources", { cells: cellsIn($("intake-source")) });
    const choice = $("intake-source-choice");
    choice.append(node("option", key, { value: key }));
    choice.value = key;
    $("intake-work").hidden = true;
    return key;
  } catch (error) { showWrong($("intake-source"), error.columns || {}); throw error; }
}

async function one(file, given, item) {
  if (file.size > forms.most) { say(item, `${file.name}: more than ${forms.most / 1e6} MB; split it, or save its text as .txt`, true); return ""; }
  const query = new URLSearchParams(given);
  try {
    const answer = await fetch(`/api/upload?${query}`, { method: "POST", headers: { "content-type": "application/octet-stream", "x-foedus-file": encodeURIComponent(file.name) }, body: file });
    const found = (answer.headers.get("content-type") || "").includes("json") ? await answer.json() : { error: await answer.text() };
    if (!answer.ok) throw new Error(found.error);
    say(item, told(file.name, found), !found.added.length && !found.there.length && !found.restored.length);
    return found.added.length ? found.added[0].id : "";
  } catch (error) { say(item, `${file.name}: ${error.message}`, true); return ""; }
}

function told(name, found) {
  const words = [
    ...found.added.map((one) => `added as ${one.id}, ${one.characters.toLocaleString("en")} characters${one.alike.map(([other, share]) => `; ${Math.round(100 * share)} % of its words are those of ${other}`).join("")}${one.notes.map((note) => `; ${note}`).join("")}`),
    ...found.there.map(([, id]) => `is there already as ${id}`), ...found.restored.map((id) => `puts the text of ${id} back`),
    ...found.refused.map(([inside, why]) => `${inside} was left out: ${why}`),
  ];
  return `${name}: ${words.join("; ")}`;
}

function say(item, words, wrong) {
  item.textContent = words;
  item.classList.toggle("wrong", wrong);
  tell(words, wrong);
}

function onDrop(event) {
  document.body.classList.remove("dropping");
  if (!event.dataTransfer || !event.dataTransfer.files.length) return;
  event.preventDefault();
  const dropped = [...event.dataTransfer.files];
  if (!$("intake").open) show();
  list(dropped);
}

export async function startIntake() {
  forms = await ask("/api/intake");
  $("add-documents").onclick = show;
  $("intake-close").onclick = () => $("intake").close();
  $("intake-files").onchange = () => list($("intake-files").files);
  $("intake-form").addEventListener("submit", (event) => { event.preventDefault(); add(); });
  document.addEventListener("dragover", (event) => { if ([...event.dataTransfer.types].includes("Files")) { event.preventDefault(); document.body.classList.add("dropping"); } });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.body.classList.remove("dropping"); });
  document.addEventListener("drop", onDrop);
}
