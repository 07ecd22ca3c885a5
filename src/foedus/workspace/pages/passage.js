// Passages of the text that is open. Places come as code points and are turned into UTF-16 where a paragraph needs it.

import { $, state, tell } from "/shell.js";

export function paragraphAt(place) {
  const all = state.doc.parts;
  let low = 0, high = all.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (all[middle].start <= place) low = middle; else high = middle - 1;
  }
  return all[low];
}

export function units(part, place) {
  const wanted = Math.max(0, Math.min(place, part.stop) - part.start);
  if (!part.astral) return wanted;
  let at = 0;
  for (let left = wanted; left > 0; left--) at += part.text.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

export function points(part, unit) {
  return part.start + (part.astral ? Array.from(part.text.slice(0, unit)).length : unit);
}

export function rangesOf(start, stop) {
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

export function textOf(start, stop) {
  return rangesOf(start, stop).map((range) => range.toString()).join("\n");
}

export function paint() {
  CSS.highlights.set("claim", new Highlight(...state.doc.claims.flatMap((one) => rangesOf(one.start, one.stop))));
  CSS.highlights.set("here", new Highlight(...(state.span ? rangesOf(state.span[0], state.span[1]) : [])));
}

export function show(span) {
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

export function sentenceAt(place) {
  const index = state.doc.sentences.findIndex((one) => one[1] > place);
  return index < 0 ? state.doc.sentences.length - 1 : index;
}

export function move(step) {
  state.at = Math.max(0, Math.min(state.doc.sentences.length - 1, state.at + step));
  if (state.doc.sentences.length) show(state.doc.sentences[state.at]);
}

export function word(edge, step) {
  const text = state.doc.codes;
  let at = state.span[edge];
  const blank = (place) => /\s/u.test(text[place] || " ");
  if (step > 0) { while (at < text.length && blank(at)) at++; while (at < text.length && !blank(at)) at++; if (edge === 0) while (at < text.length && blank(at)) at++; }
  else { while (at > 0 && blank(at - 1)) at--; while (at > 0 && !blank(at - 1)) at--; if (edge === 1) while (at > 0 && blank(at - 1)) at--; }
  const span = edge === 0 ? [at, state.span[1]] : [state.span[0], at];
  if (span[0] < span[1]) show(span);
}
