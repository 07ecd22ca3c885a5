"""Codes and names of the states of a row in other lists, in its year; null where the state has none there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import polars as pl

from foedus.errors import InputError
from foedus.panel.keys import NO_CODE, PanelKeys
from foedus.panel.listed import GW_STATES
from foedus.panel.step import Build, Column, Step
from foedus.terms.states.iso import two_letters
from foedus.terms.states.systems import CODE, Scheme, listed
from foedus.terms.states.table import STATES

CODES = {"cow": "ccode", "gw": "gwcode", "iso3": "iso3c", "iso2": "iso2c"}
"""Kind of code to the name of its column."""
LABELS = {
    "cow": "code of the Correlates of War",
    "gw": "Gleditsch-Ward code",
    "iso3": "ISO 3166-1 code, three letters",
    "iso2": "ISO 3166-1 code, two letters",
}
NAMES = {"cow": "cw_name", "gw": "gw_name"}
RULE = "by year; of several codes the one whose state shares most days of the year"


def codes(kinds: Sequence[str], sides: tuple[str, ...], scheme: Scheme) -> Step:
    """Codes of each state by other lists; by default of the list that the panel is not kept by.

    Raises InputError: no such kind of code, or the panel's own.
    """
    chosen = tuple(kinds) or (("gw",) if scheme == "cow" else ("cow",))
    odd = [kind for kind in chosen if kind not in CODES or kind == scheme]
    if odd or len(set(chosen)) < len(chosen):
        others = ", ".join(kind for kind in CODES if kind != scheme)
        raise InputError(f"add_codes: {list(chosen)}; expected different ones of {others}: {CODE[scheme]} is there")
    promised = tuple(
        Column(f"{CODES[kind]}{side}", f"{LABELS[kind]}{_of(side)}", (GW_STATES,), RULE)
        for kind in chosen
        for side in sides
    )

    def build(panel: Build) -> list[pl.Series]:
        return [_codes(panel, kind, at) for kind in chosen for at in range(len(sides))]

    return Step("add_codes", promised, build, units=("state", "dyad"))


def names(sides: tuple[str, ...], scheme: Scheme) -> Step:
    """Name of each state in the panel's own list."""
    label = f"name in the list of {'the Correlates of War' if scheme == 'cow' else 'Gleditsch and Ward'}"
    promised = tuple(Column(f"{NAMES[scheme]}{side}", f"{label}{_of(side)}", (GW_STATES,)) for side in sides)

    def build(panel: Build) -> list[pl.Series]:
        called = {code: state.name for code, state in listed(scheme).items()}
        return [_looked_up(panel.keys, at, called.get) for at in range(len(sides))]

    return Step("add_names", promised, build, units=("state", "dyad"))


def _of(side: str) -> str:
    return f", state {side}" if side else ""


def _codes(panel: Build, kind: str, at: int) -> pl.Series:
    if kind in CODE:
        keys = panel.keys_in("cow" if kind == "cow" else "gw")
        return _looked_up(keys, at, lambda code: code if code != NO_CODE else None, dtype=pl.Int32)
    letters = {code: state.iso3 for code, state in STATES.items() if state.iso3}
    if kind == "iso2":
        letters = {code: two_letters()[iso3] for code, iso3 in letters.items() if iso3 in two_letters()}
    return _looked_up(panel.keys_in("cow"), at, letters.get)


def _looked_up(
    keys: PanelKeys, at: int, find: Callable[[int], object], *, dtype: type[pl.DataType] = pl.String
) -> pl.Series:
    """What is found for the code of each row's state; null where it is no member in the year."""
    table = pl.Series([find(code) for code in keys.codes.tolist()], dtype=dtype)
    values = table.gather(keys.sides[at].astype(np.uint32))
    known = keys.speaks_of_state(at)
    return values if known is None else pl.select(pl.when(pl.Series(known)).then(values)).to_series()
