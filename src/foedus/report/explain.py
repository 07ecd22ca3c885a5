"""From any id of a result to its formula, its inputs and its claims with their sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from msgspec.structs import asdict

from foedus.errors import InputError
from foedus.nearest import near_words
from foedus.report.registry import index_of_sections
from foedus.report.section import Explanation, Index, formula_of
from foedus.verdict.types import Verdict
from foedus.verdict.types.evidence import Sentence
from foedus.verdict.types.parts import Part


def explain(verdict: Verdict, name: str) -> Explanation:
    """Return the explanation of an id.

    Parameters
    ----------
    verdict : Verdict
        A verdict.
    name : str
        Id of an outcome, factor, issue, scenario, sentence, claim, source, actor, assumption, indicator,
        rating, model or dataset; or `position:ACTOR:ISSUE`, `tie:A:B[:WINDOW]`, `threat:SOURCE:ACTOR`,
        `common-threat:SOURCE`, `fig-NAME`.

    Raises
    ------
    InputError
        If nothing in the result has this id; near ones are offered.
    """
    known = index_of(verdict)
    if name in known:
        return known[name]()
    near = near_words(name, known)
    hint = f"; near: {', '.join(near)}" if near else "; list them with: foedus explain --list"
    raise InputError(f"nothing in this result has the id {name!r}{hint}")


def index_of(verdict: Verdict) -> dict[str, Callable[[], Explanation]]:
    """Return every id that can be explained, with the function that does it."""
    known: dict[str, Callable[[], Explanation]] = {}
    for add in (_evidence, index_of_sections, _sentences):
        known.update(add(verdict))
    return known


def ids_by_kind(verdict: Verdict) -> dict[str, list[str]]:
    """Return every id that can be explained, by kind."""
    kinds: dict[str, list[str]] = {}
    for name, explained in index_of(verdict).items():
        kinds.setdefault(explained().kind.split(" (")[0], []).append(name)
    return dict(sorted(kinds.items()))


def list_lines(verdict: Verdict) -> list[str]:
    """Return every id that can be explained, a line each, under a line with their kind and number."""
    kinds = ids_by_kind(verdict)
    return [line for kind, names in kinds.items() for line in (f"{kind} ({len(names)}):", *names)]


def _sentences(v: Verdict) -> Index:
    return {row.id: partial(_sentence, row) for row in v.sentences}


def _sentence(row: Sentence) -> Explanation:
    return Explanation(row.id, f"sentence ({row.kind}, {row.section})", row.text, {}, evidence=row.evidence)


def _evidence(v: Verdict) -> Index:
    found: dict[str, Callable[[], Explanation]] = {}

    def add(kind: str, name: str, *, row: Part, title: str, formula: str = "", works: Iterable[str] = ()) -> None:
        values = {
            key: value
            for key, value in asdict(row).items()
            if value not in ("", (), None, {}) and key not in ("text", "title")
        }
        found[name] = lambda: Explanation(name, kind, title or name, values, formula, {}, tuple(works))

    e = v.evidence
    for name, actor in e.actors.items():
        add("actor", name, row=actor, title=actor.name)
    for name, claim in e.claims.items():
        add(
            "claim",
            name,
            row=claim,
            title=claim.text,
            formula=formula_of(v, "weight"),
            works=(*claim.reference, claim.source),
        )
    citing: dict[str, list[str]] = {}
    for name, claim in e.claims.items():
        for work in dict.fromkeys((*claim.reference, claim.source)):
            citing.setdefault(work, []).append(name)
    for name, source in e.sources.items():
        add("source", name, row=source, title=source.title, works=citing.get(name, ()))
    for name, dataset in e.datasets.items():
        add("dataset", name, row=dataset, title=dataset.title)
    for name, model in e.models.items():
        add("model", name, row=model, title=model.title, formula=model.formula)
    for name, rating in e.ratings.items():
        add("rating", name, row=rating, title=rating.ground)
    return found
