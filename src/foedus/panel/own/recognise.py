"""Codes that are of another list than the one that is taken: told by the codes and years that fit only the other.

Most numbers name the same state by the Correlates of War and by Gleditsch and Ward, so a code that is no member in its
year proves little: Canada is 20 in both, a member since 1920 or since 1867. What proves a list is a number that stands
for another state, or for none, in the list that is taken: 340 in 2010, or 260 in 1995 beside 678. Numbers of ISO 3166
are proved by two or more that the list does not have at all (276, 250, 826). Nothing is taken silently: what is recognised is
refused by name, and what could be either stays as it is declared.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from foedus.files.characters import visible
from foedus.files.findings import shorten
from foedus.panel.crosswalk import FIRST_YEAR
from foedus.panel.keys import LAST_YEAR
from foedus.terms.states.find import abbreviations, named
from foedus.terms.states.iso import iso_codes, territories, three_letters
from foedus.terms.states.systems import LISTS, Scheme, listed, other_code

ALMOST_ALL, ALMOST_NONE = 0.95, 0.05
"""Shares of codes and years that decide for a list: so many of the misfits it must explain, so few may speak against it."""
_SHOWN = 4


@dataclass(frozen=True)
class Fit:
    """How many pairs of a code and a year a list holds, of how many; and pairs that only the list explains."""

    held: int
    pairs: int
    proof: tuple[tuple[int, int], ...] = ()

    @property
    def share(self) -> float:
        """Share of the pairs that the list holds."""
        return self.held / self.pairs if self.pairs else 0.0


def other_list(
    sides: Sequence[npt.NDArray[np.integer]], years: npt.NDArray[np.integer], scheme: Scheme
) -> tuple[str, Fit, Fit] | None:
    """Return the list that codes are plainly of instead of `scheme`, "cow", "gw" or "iso", with how both fit; else None.

    Parameters
    ----------
    sides : arrays, shape (rows,)
        The codes of each column.
    years : array, shape (rows,)
        The years.
    scheme : {"cow", "gw"}
        The list that is taken.

    >>> years = np.array([1995, 2010])
    >>> [found and found[0] for found in (other_list([np.array(codes)], years, "cow") for codes in
    ...     ([260, 340], [276, 250], [255, 345], [260, 345]))]
    ['gw', 'iso', None, None]
    """
    pairs = _pairs(sides, years)
    own = {pair for pair in pairs if _member(*pair, scheme)}
    if len(own) == len(pairs):
        return None
    fit = Fit(len(own), len(pairs))
    other: Scheme = "gw" if scheme == "cow" else "cow"
    found = _by_list(pairs, own, scheme, other)
    if found is not None:
        return other, found, fit
    found = _by_iso(pairs, own, scheme)
    return None if found is None else ("iso", found, fit)


def _pairs(sides: Sequence[npt.NDArray[np.integer]], years: npt.NDArray[np.integer]) -> list[tuple[int, int]]:
    inside = (years >= FIRST_YEAR) & (years <= LAST_YEAR)
    cells = [np.unique(side[inside].astype(np.int64) * 10_000 + years[inside]) for side in sides]
    cells = [np.unique(np.concatenate(cells))] if cells else []
    return [divmod(int(cell), 10_000) for cell in cells[0]] if cells else []


def _member(code: int, year: int, scheme: Scheme) -> bool:
    return code in listed(scheme) and listed(scheme)[code].share(year) > 0


def _by_list(pairs: Sequence[tuple[int, int]], own: set[tuple[int, int]], scheme: Scheme, other: Scheme) -> Fit | None:
    """The other list of states, if misfits are its renumbered states and no code is one of the own list alone."""
    misfits = [pair for pair in pairs if pair not in own and _member(*pair, other)]
    proof = [
        pair for pair in misfits if other_code(*pair, other) not in (None, pair[0]) or pair[0] not in listed(scheme)
    ]
    against = [pair for pair in own if not _member(*pair, other) and other_code(*pair, scheme) not in (None, pair[0])]
    known = {code for code, _ in proof}
    foreign = any(code not in listed(scheme) for code in known)
    if len(against) > ALMOST_NONE * len(proof) or not (len(known) > 1 or foreign):
        return None
    return Fit(sum(_member(*pair, other) for pair in pairs), len(pairs), tuple(proof))


def _by_iso(pairs: Sequence[tuple[int, int]], own: set[tuple[int, int]], scheme: Scheme) -> Fit | None:
    """ISO 3166, if it has nearly every code, and two at least that the list of states does not have."""
    iso = {code for code in {code for code, _ in pairs} if 0 < code < 1000 and three_letters(str(code))}
    held = [pair for pair in pairs if pair[0] in iso]
    proof = [pair for pair in held if pair[0] not in listed(scheme)]
    unknown = [pair for pair in pairs if pair not in own and pair[0] not in iso]
    against = [pair for pair in own if pair[0] not in iso]
    if len({code for code, _ in proof}) < 2 or len(against) + len(unknown) > ALMOST_NONE * len(pairs):
        return None
    return Fit(len(held), len(pairs), tuple(proof))


def refusal(name: str, fit: Fit, own: Fit, *, scheme: Scheme) -> str:
    """Return the message on codes that are recognised as those of another list."""
    shown = ", ".join(_meaning(code, year, name) for code, year in _first(fit.proof))
    if name == "iso":
        is_list = f"they are numbers of ISO 3166: {fit.share:.0%} of codes and years are codes there"
        step = 'say wrap(frame, system="iso")'
    else:
        is_list = f"they are numbers of the list {LISTS[name]}: {fit.share:.0%} of codes and years are members there"
        step = f'say wrap(frame, system="{name}")'
    return (
        f"the codes look like no codes of the list {LISTS[scheme]}; {is_list}, {own.share:.0%} here ({shown}): {step}, or "
        f'system="{scheme}" if they are of the list {LISTS[scheme]}'
    )


def _first(proof: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The last year of each code, for the first codes."""
    return list({code: (code, year) for code, year in proof}.values())[:_SHOWN]


def _meaning(code: int, year: int, name: str) -> str:
    if name == "iso":
        letters = three_letters(str(code))[0]
        state = iso_codes().get(letters)
        return f"{code} is {state[0].name if state else territories().get(letters, letters)}"
    return f"{code} in {year} is {listed(name)[code].name}"


def told_of_text(column: pl.Series) -> str:
    """Return what the words in a column of codes are, and how they are read."""
    words = column.cast(pl.String).str.strip_chars().drop_nulls().unique(maintain_order=True).to_list()
    kinds = {
        "ISO 3166 codes of three letters": (lambda word: word in iso_codes() or word in territories(), 'system="iso"'),
        "ISO 3166 codes of two letters": (lambda word: len(word) == 2 and bool(three_letters(word)), 'system="iso"'),
        "abbreviations of the Correlates of War": (lambda word: word in abbreviations(), "named=True"),
        "names of states": (lambda word: bool(named(word)), "named=True"),
    }
    counts = {kind: sum(map(test, words)) for kind, (test, _) in kinds.items()}
    best = max(counts, key=lambda kind: counts[kind])
    few = ", ".join(visible(shorten(word)) for word in words[:_SHOWN])
    if not words or not counts[best]:
        return f"({few}); names of states and ISO codes are read with wrap(frame, named=True)"
    also = ", or named=True where it also holds names" if "iso" in kinds[best][1] else ""
    return f"{counts[best]} of {len(words)} are {best} ({few}): say wrap(frame, {kinds[best][1]}){also}"
