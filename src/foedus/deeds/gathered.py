"""What one dataset gives to a case: rows of its tables, acts to be looked at, and what could not be had."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from foedus.case.model import Case
from foedus.deeds.register import Entry, Register
from foedus.errors import InputError
from foedus.terms.states.find import named

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom and when it is about."""

    pair: tuple[str, str]  #: Ids of the focal pair.
    codes: tuple[int, int]  #: Their COW codes.
    years: tuple[int, int]  #: First and last year, both included.
    about: tuple[str, ...]  #: Words that an act of the theatre names, such as states.

    def actors(self, codes: Iterable[int]) -> tuple[str, ...]:
        """Return the ids of those of the pair that have these codes, in the order of the pair."""
        wanted = set(codes)
        return tuple(name for name, code in zip(self.pair, self.codes, strict=True) if code in wanted)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What one dataset gives."""

    dataset: str  #: Id of the dataset or collection.
    observed: tuple[Row, ...] = ()  #: Rows of ``observed.csv``.
    acts: tuple[Row, ...] = ()  #: Rows of ``acts.csv``.
    register: Register | None = None  #: Acts from which drafts are made.
    notes: tuple[str, ...] = ()


def asked_of(case: Case, first: int | None = None, *, last: int | None = None, about: Sequence[str] = ()) -> Asked:
    """Return whom and when a case is about.

    Parameters
    ----------
    case : Case
        The case.
    first, last : int, optional
        Years; by default from the first year of its covariates, else of its period, to that of its cut-off.
    about : sequence of str
        Words that acts of the theatre name; by default the states that the case's theatre names, else the theatre as it is.

    Raises
    ------
    InputError
        One of the pair has no COW code, or the years are reversed.
    """
    settings = case.settings
    codes = [case.actor[name].ccode for name in settings.focal_pair]
    if codes[0] is None or codes[1] is None:
        lacking = settings.focal_pair[0] if codes[0] is None else settings.focal_pair[1]
        raise InputError(f"{lacking} has no ccode in actors.csv; datasets are asked by COW codes")
    start = (
        first if first is not None else min((row.year for row in case.covariates), default=settings.period.lower.year)
    )
    end = last if last is not None else settings.as_of.upper.year
    if not 1800 <= start <= end <= 2200:
        raise InputError(f"years {start} to {end}: expected years from 1800 on, the first not after the last")
    return Asked(settings.focal_pair, (codes[0], codes[1]), (start, end), tuple(about) or states_in(settings.theatre))


def states_in(theatre: str) -> tuple[str, ...]:
    """Return the states that a text names, as it names them; the text itself where it names none.

    >>> states_in("Syria and its neighbourhood"), states_in("the Baltic Sea")
    (('Syria',), ('the Baltic Sea',))
    """
    words = re.findall(r"[\w'.-]+", theatre)
    found: list[str] = []
    at = 0
    while at < len(words):
        phrases = (" ".join(words[at : at + length]) for length in (4, 3, 2, 1))
        name = next((one for one in phrases if one[:1].isupper() and named(one)), "")
        found += [name] if name else []
        at += len(name.split()) or 1
    return tuple(dict.fromkeys(found)) or (theatre,)


def observation(series: str, period: object, value: float, *, n: Any = None, source: str, **ends: str) -> Row:
    """Return a row of ``observed.csv``; `ends` are `actor` and `recipient` of what has a direction."""
    number = "" if n is None else str(int(n))
    return {"series": series, "period": str(period), "value": written(value), "n": number, "source": source, **ends}


def written(value: float) -> str:
    """Return a number with at most six decimals."""
    return f"{value:.6f}".rstrip("0").rstrip(".") if value != int(value) else str(int(value))


def installed_source(dataset: str) -> str:
    """Return how a row names a dataset of the data directory: id, version, hash of its files."""
    from foedus.datasets.store import find_installed

    info = find_installed(dataset)
    return f"{info.id} {info.version} sha256 {info.sha256[:12]}"


def register_of(dataset: str, entries: tuple[Entry, ...], *, left_out: str = "") -> Register:
    """Return what a dataset of the data directory records, as a register."""
    from foedus.datasets.registry import dataset as known
    from foedus.datasets.store import find_installed

    info, about = find_installed(dataset), known(dataset)
    return Register(about.id, about.title, info.version, info.sha256, "", about.citation, entries, left_out)


def entries_left(entries: tuple[Entry, ...], most: int, *, what: str) -> tuple[tuple[Entry, ...], str]:
    """Return the first entries, and in words how many there are beyond them."""
    beyond = len(entries) - most
    return entries[:most], f"{beyond:,} more {what} are not listed." if beyond > 0 else ""
