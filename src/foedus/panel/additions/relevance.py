"""Politically relevant dyads: two states that are contiguous, or of which one is a major power.

By Weede (1976) and Lemke and Reed (2001). Any type of direct contiguity counts unless fewer are asked for. A dyad is not
relevant where both are known to be otherwise; it is unknown where neither makes it relevant and one is unknown, such as
major powers after 2016.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from foedus.errors import InputError
from foedus.panel.additions.contiguity import TYPES, contiguity
from foedus.panel.additions.majors import majors
from foedus.panel.choice import choose
from foedus.panel.step import Build, Column, Step

CONTIGUOUS = tuple(kind for kind in TYPES if kind)
RELEVANT = "prd"
"""The peer's name of the column."""


def relevance(*, types: Sequence[int] = CONTIGUOUS, carry: bool = False) -> Step:
    """Whether the dyad is politically relevant; `types` are the types of contiguity that count.

    Raises InputError: no such type of contiguity.
    """
    types = counted(types)
    near, ranks = contiguity(carry=carry), majors(("1", "2"), carry=carry)
    which = "" if set(types) == set(CONTIGUOUS) else f" by type {', '.join(map(str, sorted(types)))}"
    rule = f"contiguous{which}, or one a major power{'; the last covered year is carried on' if carry else ''}"
    column = Column(RELEVANT, "politically relevant dyad", ("contiguity", "majors"), rule)

    def build(panel: Build) -> list[pl.Series]:
        (type_,) = near.build(panel)
        one, two = ranks.build(panel)
        touching = type_.is_in(list(types))
        # Kleene's or: true beside unknown is true, false beside unknown is unknown.
        either = (one == 1) | (two == 1)
        members = panel.keys_in("cow").speaks_of_dyad()
        if members is not None:  # A major power makes no dyad with what is no member.
            either = pl.select(pl.when(pl.Series(members)).then(either)).to_series()
        return [(touching | either).cast(pl.Int8).alias(RELEVANT)]

    return Step("add_relevance", (column,), build, versions={"contiguity": None, "majors": None})


def counted(types: Sequence[int]) -> tuple[int, ...]:
    """Types of contiguity that count. Raises InputError: none, or no such type."""
    try:
        chosen = choose("add_relevance", "types", types, CONTIGUOUS)
    except InputError:
        chosen = ()
    if not chosen:
        raise InputError(f"add_relevance: types {types!r}; expected one or more of 1 (land) to 5 (400 miles of water)")
    return chosen
