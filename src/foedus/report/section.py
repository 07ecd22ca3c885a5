"""What a section of the report declares: its place, what it shows, its figures, its tables and what it can explain."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from msgspec.structs import asdict

from foedus.errors import InputError
from foedus.nearest import nearest_hint
from foedus.report.html.context import Context
from foedus.report.picture import Picture
from foedus.verdict.types import Verdict
from foedus.verdict.types.analysis import Assumption, Indicator


class Block(Protocol):
    """A part of the page: a table, an exhibit, or markup."""

    def __html__(self) -> str:
        """Return the markup."""
        ...


@dataclass(frozen=True, slots=True)
class Explanation:
    """What an id stands for: a title, values by name, formula, inputs by name, ids of its evidence."""

    id: str
    kind: str
    title: str
    values: Mapping[str, Any]
    formula: str = ""
    inputs: Mapping[str, Any] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()


Index = Mapping[str, Callable[[], Explanation]]
"""Ids that can be explained, each with the function that does it."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the report; a module in `foedus.report.sections` that holds one as ``SECTION`` adds it.

    Parameters
    ----------
    id : str
        Its id in the page.
    heading : str
        Its heading.
    order : int
        Sections stand in the order of these numbers, annexes behind all others.
    build : callable
        From the context to the blocks, in the order in which they stand; a section without one is left out.
    pictures : sequence of Picture
        Its figures.
    tables : callable
        Rows of the CSV files that no other part of foedus writes, by name of the file.
    explain : callable
        What `foedus explain` can say on the ids that belong to the section.
    annex : bool
        Whether it stands folded behind the main part of the report.
    """

    id: str
    heading: str
    order: int
    build: Callable[[Context], Iterable[Block]]
    pictures: Sequence[Picture] = ()
    tables: Callable[[Verdict], Mapping[str, Sequence[Mapping[str, Any]]]] | None = None
    explain: Callable[[Verdict], Index] | None = None
    annex: bool = False


def chosen(word: str, known: Collection[str], *, noun: str) -> str:
    """Return what a person chose for a figure, if it is known. Raises InputError if it is not."""
    if word in known:
        return word
    raise InputError(f"no {noun} {word!r}{nearest_hint(word, known)}; expected one of: {', '.join(known)}")


def formula_of(verdict: Verdict, name: str) -> str:
    """Return a formula with its source; the prior's is that of the outlook where the outlook gives it."""
    if name == "prior" and verdict.outside.id == "outlook":
        name = "outlook"
    found = verdict.formulae.get(name)
    if found is None:  # one of an earlier release, which had other formulae
        return f"not told by this verdict of foedus {verdict.foedus_version}"
    return f"{found.formula} ({found.source})"


class _Rested(Protocol):
    @property
    def claims(self) -> tuple[str, ...]: ...


def claims_of(rows: Iterable[_Rested]) -> tuple[str, ...]:
    """Return the claims that rows rest on, without repetition."""
    return tuple(dict.fromkeys(claim for row in rows for claim in row.claims))


class _Estimate(_Rested, Protocol):
    @property
    def value(self) -> float | None: ...
    @property
    def low(self) -> float | None: ...
    @property
    def high(self) -> float | None: ...
    @property
    def n_eff(self) -> float: ...


def explain_estimate(
    verdict: Verdict, name: str, *, formula: str, title: str, row: _Estimate, inputs: Mapping[str, Any] | None = None
) -> Explanation:
    """Return the explanation of a value with its interval and effective number of works."""
    values = {"value": row.value, "low": row.low, "high": row.high, "n_eff": row.n_eff}
    kind = formula.replace("-", " ")
    return Explanation(name, kind, title, values, formula_of(verdict, formula), inputs or {}, row.claims)


def explain_judged(verdict: Verdict, kind: str, *, row: Assumption | Indicator, factors: Iterable[str]) -> Explanation:
    """Return the explanation of an assumption or indicator, with the claims of the factors that it moves."""
    values = {key: value for key, value in asdict(row).items() if key not in ("id", "text")}
    moved = claims_of(factor for factor in verdict.factors if factor.id in factors)
    return Explanation(row.id, kind, row.text, values, formula_of(verdict, "posterior"), {}, moved)
