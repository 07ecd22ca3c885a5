"""Alliance obligations by ATOP: what one state owes the other.

ATOP is directed: in 984 rows one side owes what the other does not (France would defend Belgium in 1832,
not the reverse). In directed panels the columns say what state 1 owes state 2; in undirected ones an
obligation of either side counts. `direction` chooses otherwise, or gives both.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, get_args

import polars as pl

from foedus.errors import InputError
from foedus.panel.keys import Order
from foedus.panel.lookup import dyad_values
from foedus.panel.step import Build, Column, Step

Direction = Literal["forward", "either", "both"]
OBLIGATIONS = {
    "atop_alliance": "any alliance between the two",
    "atop_defense": "obligation to defend",
    "atop_offense": "obligation to join in an attack",
    "atop_neutral": "obligation to stay neutral",
    "atop_nonagg": "obligation not to attack",
    "atop_consul": "obligation to consult",
}
NAMES = list(OBLIGATIONS)
ABSENT = dict.fromkeys(NAMES, 0)


def alliances(*, directed: bool, direction: Direction | None = None, version: str | None = None) -> Step:
    """Obligations of state 1 to state 2 (forward), of either to the other (either), or each apart (both).

    Raises InputError: another `direction`.
    """
    chosen: Direction = direction or ("forward" if directed else "either")
    if chosen not in get_args(Direction):
        raise InputError(f"add_alliances: direction {chosen!r}; expected one of {', '.join(get_args(Direction))}")
    orders: tuple[Order, ...] = ("12",) if chosen == "forward" else ("12", "21")
    whose = {"forward": "of state 1 to state 2", "either": "of either to the other"}

    def build(panel: Build) -> list[pl.Series]:
        listed = panel.load("atop", version)
        rows = listed.frame.with_columns(pl.lit(1, pl.Int8).alias("atop_alliance"), pl.col(NAMES[1:]).cast(pl.Int8))
        source = replace(listed, frame=rows)
        read = [
            dyad_values(panel.keys_in("cow"), source, columns=NAMES, absent=ABSENT, order=order) for order in orders
        ]
        if chosen == "forward":
            return read[0]
        if chosen == "either":
            pairs = zip(*read, strict=True)
            return [pl.select(pl.max_horizontal(one, two)).to_series().alias(one.name) for one, two in pairs]
        return [
            series.alias(f"{series.name}{order}") for order, found in zip(orders, read, strict=True) for series in found
        ]

    if chosen == "both":
        promised = tuple(
            Column(f"{name}{order}", f"{label}, of state {order[0]} to state {order[1]}", ("atop",))
            for order in orders
            for name, label in OBLIGATIONS.items()
        )
    else:
        promised = tuple(Column(name, label, ("atop",), whose[chosen]) for name, label in OBLIGATIONS.items())
    return Step("add_alliances", promised, build, versions={"atop": version})
