"""An answer of a model, held against the passage and the case: what stands is a proposal, the rest is refused with a reason.

Nothing is mended: a draft whose quote is not in the passage, that names an id which the case lacks, that brings a key nobody
asked for or leaves one out, is refused whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from foedus.documents.asking.prompt import Words, harmless
from foedus.documents.folding import Folded, fold
from foedus.documents.text import Span
from foedus.errors import InputError
from foedus.files.edtf import parse_edtf
from foedus.files.findings import shorten
from foedus.nearest import nearest_hint
from foedus.terms.kinds import ACTOR_KINDS, CLAIM_KINDS, UNATTRIBUTED
from foedus.terms.predicates import PREDICATES

SHORTEST = 8
"""Signs, blanks not counted, of the shortest quote that tells a place."""
MOST = 200
"""Drafts of one answer that are read."""
LONGEST_TEXT = 500
_KEYS: dict[str, type] = {
    "quote": str, "kind": str, "predicate": str, "speaker": str, "holder": list, "object": str, "date": str, "text": str,
    "new": list, "confidence": float,
}  # fmt: skip
_THOUGHTS = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_FENCE = re.compile(r"```(?:json)?\s*\n(.*?)\s*```", re.DOTALL)
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_JSON_NAMES = {str: "a text", list: "a list", float: "a number"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A draft whose quote was found in the passage; places count from the begin of the passage."""

    span: Span
    folded: bool  #: Whether blanks, quote marks, dashes or unseen characters had to be folded.
    places: int  #: How often the quote stands in the passage; the first is taken.
    confidence: float
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A draft, or a whole answer, that is not taken."""

    quote: str  #: What it quotes, shortened; empty for none.
    reason: str


class NoAnswer(ValueError):
    """A content that is no answer of the form that was asked for."""


class CutOff(NoAnswer):
    """An answer that its limit of tokens has cut; the same question would be answered no longer."""


def read_answer(content: str, passage: str, words: Words) -> tuple[list[Proposal], list[Refusal]]:
    """Return what of an answer stands, and what is refused.

    Raises
    ------
    NoAnswer
        The content is no JSON object with a list of drafts, as where it was cut off.
    """
    items = drafts_in(content)
    shown = harmless(passage)
    folded = Folded(shown)
    made: list[Proposal] = []
    refused: list[Refusal] = []
    for item in items[:MOST]:
        try:
            made.append(_proposal(item, shown, folded, words))
        except InputError as error:
            refused.append(Refusal(_quoted(item), str(error)))
    if len(items) > MOST:
        refused.append(Refusal("", f"{len(items) - MOST:,} more drafts than the {MOST} that are read of one answer"))
    return made, refused


def drafts_in(content: str) -> list[Any]:
    """Return the drafts of an answer as they stand there. Raises NoAnswer if it has not the form that was asked for."""
    try:
        answer = json.loads(_bare(content), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise NoAnswer(f"it is no whole JSON ({error})") from None
    if not isinstance(answer, dict) or set(answer) != {"drafts"} or not isinstance(answer["drafts"], list):
        shown = ", ".join(map(str, answer)) if isinstance(answer, dict) else type(answer).__name__
        raise NoAnswer(f"expected an object with a list of drafts alone, not {shorten(shown)!r}")
    return answer["drafts"]


def _bare(content: str) -> str:
    """An answer without what models write around one: their thoughts before it, and the fence of a block of code."""
    bare = _THOUGHTS.sub("", content, count=1).strip()
    fenced = _FENCE.fullmatch(bare)
    return fenced[1] if fenced else bare


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no JSON")


def _quoted(item: object) -> str:
    quote = item.get("quote") if isinstance(item, dict) else item
    return shorten(" ".join(str(quote).split())) if quote is not None else ""


def _proposal(item: object, passage: str, folded: Folded, words: Words) -> Proposal:
    cells = _checked(item)
    span, is_folded, places = _located(cells["quote"], passage, folded)
    _declared(cells, words)
    kept = {name: cells[name] for name in ("kind", "predicate", "speaker", "object", "date")}
    text = " ".join(cells["text"].split())[:LONGEST_TEXT]
    kept |= {"holder": "|".join(cells["holder"]), "new": _new(cells["new"], folded), "text": text}
    return Proposal(span, is_folded, places, round(float(cells["confidence"]), 2), kept)


def _checked(item: object) -> dict[str, Any]:
    """The keys that were asked for, each of its type."""
    if not isinstance(item, dict):
        raise InputError(f"a draft is {type(item).__name__}, expected an object")
    extra, missing = sorted(set(item) - set(_KEYS)), [name for name in _KEYS if name not in item]
    if extra:
        raise InputError(f"it has keys that nobody asked for: {shorten(', '.join(map(str, extra)))}")
    if missing:
        raise InputError(f"it lacks {', '.join(missing)}")
    for name, kind in _KEYS.items():
        value = item[name]
        whole = isinstance(value, int | float) and not isinstance(value, bool) if kind is float else True
        if not whole or (kind is not float and not isinstance(value, kind)):
            raise InputError(f"{name} is {shorten(json.dumps(value))}, expected {_JSON_NAMES[kind]}")
    if not 0 <= item["confidence"] <= 1:
        raise InputError(f"confidence is {shorten(str(item['confidence']))}, expected 0 to 1")
    for name in ("text", "date"):
        _writable(name, item[name])
    return item


def _writable(name: str, text: str) -> None:
    """Refuse what no file of text can hold: controls, and halves of surrogate pairs."""
    if _UNWRITABLE.search(text):
        raise InputError(f"{name} holds signs that no text has")


def _located(quote: str, passage: str, folded: Folded) -> tuple[Span, bool, int]:
    """Where a quote stands, letter by letter or else folded, and how often."""
    bare = quote.strip()
    if len("".join(fold(bare).split())) < SHORTEST:
        raise InputError(f"its quote has fewer than {SHORTEST} signs, too few to tell a place")
    at = passage.find(bare)
    if at >= 0:
        return Span(at, at + len(bare)), False, passage.count(bare)
    places = folded.find(bare)
    if not places:
        raise InputError("its quote is not in the passage")
    return places[0], True, len(places)


def _declared(cells: Mapping[str, Any], words: Words) -> None:
    """Refuse words, ids and dates that the case or its format lacks, and what a predicate cannot do without."""
    actors = [UNATTRIBUTED, *words.actors]
    _known("kind", cells["kind"], list(CLAIM_KINDS))
    _known("predicate", cells["predicate"], list(PREDICATES))
    _known("speaker", cells["speaker"], ["", *actors])
    for one in cells["holder"]:
        _known("holder", one, actors)
    if len(set(cells["holder"])) < len(cells["holder"]):
        raise InputError("holder names one twice")
    predicate = PREDICATES[cells["predicate"]]
    if cells["object"]:
        _known(f"object of a {predicate.name}", cells["object"], sorted(words.objects(predicate.name)))
    for name in ("holder", "object"):
        if name in predicate.needs and not cells[name]:
            raise InputError(f"a {predicate.name} needs its {name}")
    if cells["date"]:
        parse_edtf(cells["date"])
    if not cells["text"].strip():
        raise InputError("text is empty")


def _known(name: str, value: object, several: list[str]) -> None:
    if not isinstance(value, str) or value not in several:
        hint = nearest_hint(value, [one for one in several if one]) if isinstance(value, str) else ""
        raise InputError(f"{name} {shorten(str(value))!r} is not in the case{hint}")


def _new(several: list[Any], folded: Folded) -> str:
    """Actors that the case lacks, as drafts name them; each must stand in the passage."""
    found: list[str] = []
    for one in several:
        if not isinstance(one, dict) or set(one) != {"kind", "name"} or not isinstance(one["name"], str):
            raise InputError(f"a new actor is {shorten(json.dumps(one))}, expected its kind and name alone")
        _writable("the name of a new actor", one["name"])
        name = " ".join(one["name"].split())
        if one["kind"] not in ACTOR_KINDS:
            raise InputError(f"the kind of new actor {shorten(name)!r} is {shorten(str(one['kind']))!r}, which is none")
        if not name or "|" in name or not folded.find(name, most=1):
            raise InputError(f"the new actor {shorten(name)!r} is not named in the passage")
        found.append(f"{one['kind']}: {name}")
    return "|".join(dict.fromkeys(found))
