"""Whether the parts of a verdict fit together: every id that a part names stands where it is to be looked up.

A file that was changed by hand may be of the right types and still name a factor that is not there. What is named under
which field is declared once here; it holds for every verdict that foedus writes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from foedus.nearest import nearest_hint
from foedus.terms.outcomes import OUTCOMES
from foedus.verdict.damage import Path

Plain = Mapping[str, Any]


@dataclass(frozen=True)
class Named:
    """Ids of one kind: the fields that name them, wherever they stand, and in words what they are."""

    what: str
    fields: frozenset[str]
    free: frozenset[str] = frozenset()  #: Words that stand for none of them.


CLAIM = Named("claim", frozenset({"claims", "claims_against", "salience_claims", "claim"}))
WORK = Named("work", frozenset({"references", "reference"}))
FACTOR = Named("factor", frozenset({"depends_on", "removed_factors", "factor", "carried"}), frozenset({""}))
SENTENCE = Named("sentence", frozenset({"sentence", "sentences", "reasons", "text"}))
ACTOR = Named("actor", frozenset({"actor", "focal_pair", "by", "anchor", "a", "b"}), frozenset({"unattributed", ""}))
ISSUE = Named("issue", frozenset({"issue", "issues"}))
KIND = Named("kind of the checklist", frozenset({"kinds", "deciding"}), frozenset({""}))

_ELSEWHERE = ("evidence", "formulae", "provenance", "counts", "changes")
"""Parts that hold what is looked up, or ids of another verdict."""
_ONLY_IN = {KIND: ("hypotheses",), ISSUE: ("networks", "bargaining")}
"""Kinds whose fields mean something else in other parts."""
_FREE_TEXT = (("confidence", "reasons"), ("case_info", "text"))
"""Fields of the same name that hold words."""


def first_dangling(found: Plain) -> tuple[Path, str] | None:
    """Return the path to the first id that leads nowhere, and what was expected, or None. `found` has the right types."""
    # A verdict that was made from an older form has no kinds, and names factors in their place.
    known = {kind: ids for kind, ids in _known(found).items() if ids or kind is not KIND}
    for part, value in found.items():
        if part in _ELSEWHERE:
            continue
        for path, field, name in _names(value, (part,)):
            for kind, ids in known.items():
                if field not in kind.fields or part not in _ONLY_IN.get(kind, (part,)) or (part, field) in _FREE_TEXT:
                    continue
                if kind is SENTENCE and not _is_sentence(path, name):
                    continue
                if name not in ids and name not in kind.free:
                    hint = nearest_hint(name, ids) if len(name) < 100 else ""
                    return (
                        path,
                        f"expected the id of the right kind ({kind.what}) in this verdict, got {name[:60]!r}{hint}",
                    )
    return _claims(found) or _table(found)


def _known(found: Plain) -> dict[Named, Collection[str]]:
    evidence = found["evidence"]
    return {
        CLAIM: evidence["claims"].keys(),
        WORK: evidence["sources"].keys(),
        FACTOR: {row["id"] for row in found["factors"]},
        SENTENCE: {row["id"] for row in found["sentences"]},
        ACTOR: evidence["actors"].keys(),
        ISSUE: {row["id"] for row in found["issues"]},
        KIND: {row["id"] for row in found["checklist"]["kinds"]},
    }


def _names(value: Any, path: Path, field: str = "") -> Iterator[tuple[Path, str, str]]:
    """Yield path, field and text of every text in a part; elements of a list, and names in an object of `depends_on`,
    stand under the field of that list or object."""
    if isinstance(value, str):
        yield path, field, value
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _names(inner, (*path, at), field)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if field == "depends_on":
                yield (*path, name), field, name
            else:
                yield from _names(inner, (*path, name), field if field == "deciding" and name in OUTCOMES else name)


def _is_sentence(path: Path, name: str) -> bool:
    """Lists of `text` hold ids of sentences; a single `text` holds words."""
    return not (
        path[-1] == "text" or (isinstance(path[-1], int) and path[-2] == "text" and not name.startswith("sentence-"))
    )


def _claims(found: Plain) -> tuple[Path, str] | None:
    """What the claims in the evidence name."""
    sources = found["evidence"]["sources"]
    for id, claim in found["evidence"]["claims"].items():
        for field, names in (("source", [claim["source"]]), ("reference", claim["reference"])):
            for name in names:
                if name not in sources:
                    path: Path = ("evidence", "claims", id, field)
                    return path, f"expected the key of a source of this verdict, got {name[:60]!r}"
    for at, passage in enumerate(found["evidence"].get("passages", ())):
        for field, known in (
            ("claim", found["evidence"]["claims"]),
            ("document", found["evidence"].get("documents", {})),
        ):
            if passage[field] not in known:
                return (
                    ("evidence", "passages", at, field),
                    f"expected the id of a {field} of this verdict, got {passage[field][:60]!r}",
                )
    return None


def _table(found: Plain) -> tuple[Path, str] | None:
    """The annual table has a row and a column for each state."""
    outside = found["outside"]
    if sorted(outside["states"]) != sorted(OUTCOMES):
        return ("outside", "states"), f"expected the states {', '.join(OUTCOMES)}"
    size = len(OUTCOMES)
    annual = outside["annual"]
    if annual is not None and [len(row) for row in annual] != [size] * size:
        return ("outside", "annual"), f"expected {size} rows of {size} shares"
    return None
