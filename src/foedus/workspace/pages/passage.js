// Passages of the text that is open. Places come as code points and are turned into UTF-16 where a paragraph needs it.

import { $, state, tell } from "/shell.js";

export function paragraphAt(place) {
  return state.doc.parts[numberAt(place)];
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

function numberAt(place) {
  const all = state.doc.parts;
  let low = 0, high = all.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (all[middle].start <= place) low = middle; else high = middle - 1;
  }
  return low;
}

// Ends of a passage in each of its paragraphs: node, first and last unit.
function* piecesOf(start, stop) {
  const all = state.doc.parts;
  for (let index = numberAt(start); index < all.length && all[index].start < stop; index++) {
    const part = all[index], node = part.node.firstChild;
    if (node && part.stop > start) yield [node, units(part, Math.max(start, part.start)), units(part, Math.min(stop, part.stop))];
  }
}

export function rangesOf(start, stop) {
  return Array.from(piecesOf(start, stop), ([node, first, last]) => {
    const range = new Range();
    range.setStart(node, first);
    range.setEnd(node, last);
    return range;
  });
}

export function textOf(start, stop) {
  const piece = state.doc.codes.slice(start, stop);
  return typeof piece === "string" ? piece : piece.join("");
}

// Highlights of one kind, `above` those of a lesser number. The text never changes, so their ranges need not follow it.
const layers = new Map();

export function layer(name, above) {
  layers.set(name, Object.assign(new Highlight(), { priority: above }));
  CSS.highlights.set(name, layers.get(name));
}

export function mark(name, start, stop) {
  for (const [startContainer, startOffset, endOffset] of piecesOf(start, stop)) layers.get(name).add(new StaticRange({ startContainer, startOffset, endContainer: startContainer, endOffset }));
}

export function paint(name, spans) {
  layers.get(name).clear();
  for (const [start, stop] of spans) mark(name, start, stop);
}

layer("claim", 1);
layer("here", 3);

export function paintClaims() {
  paint("claim", state.doc.claims.map((one) => [one.start, one.stop]));
}

export function show(span) {
  state.span = span;
  paint("here", [span]);
  const range = rangesOf(span[0], span[1])[0];
  if (!range) return;
  const box = range.getBoundingClientRect(), frame = $("text").getBoundingClientRect();
  if (box.top < frame.top + 40 || box.bottom > frame.bottom - 80) $("text").scrollTop += box.top - frame.top - frame.height / 3;
  $("passage").textContent = textOf(span[0], span[1]);
  const here = state.doc.claims.filter((one) => one.start < span[1] && one.stop > span[0]);
  tell(here.length ? `${here.length} claims here: ${here.map((one) => one.cells.id).join(", ")}` : "no claim here");
}

// The first sentence that has not ended at a place.
export function sentenceAt(place) {
  const all = state.doc.sentences;
  let low = 0, high = all.length;
  while (low < high) { const middle = (low + high) >> 1; if (all[middle][1] > place) high = middle; else low = middle + 1; }
  return Math.min(low, all.length - 1);
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
