"""What datasets say of states: each column once for every state of the row.

A dataset of states says nothing by leaving a state out, so what it lacks is null inside its coverage too.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from foedus.panel.lookup import state_values
from foedus.panel.step import Build, Column, Step

CAPABILITIES = {
    "milex": "military expenditure, thousand current pounds (to 1913) or dollars",
    "milper": "military personnel, thousands",
    "irst": "iron and steel production, thousand tons",
    "pec": "primary energy consumption, thousand tons of coal",
    "tpop": "total population, thousands",
    "upop": "urban population, thousands",
    "cinc": "share of the system's capabilities (CINC), 0 to 1",
}
DEMOCRACY = {
    "euds": "extended unified democracy score",
    "aeuds": "extended unified democracy score, adjusted",
    "polity2": "Polity score, -10 to 10",
    "v2x_polyarchy": "V-Dem electoral democracy, 0 to 1",
}
IDEAL_POINTS = {"idealpointfp": "UN ideal point, final passage votes", "idealpointall": "UN ideal point, all votes"}
THREAT = {"lsthreat": "external threat (Leeds and Savun)"}


def capabilities(sides: tuple[str, ...], version: str | None = None) -> Step:
    """National Material Capabilities of each state."""
    return state_step("add_capabilities", "nmc", columns=CAPABILITIES, sides=sides, version=version)


def democracy(sides: tuple[str, ...], version: str | None = None) -> Step:
    """Democracy of each state."""
    return state_step("add_democracy", "democracy", columns=DEMOCRACY, sides=sides, version=version)


def threat(sides: tuple[str, ...], version: str | None = None) -> Step:
    """External threat to each state (Leeds and Savun)."""
    return state_step("add_threat", "leeds-savun-threat", columns=THREAT, sides=sides, version=version)


def ideal_points(sides: tuple[str, ...], version: str | None = None) -> Step:
    """Ideal points of each state in the UN General Assembly and, for dyads, how far they lie apart."""
    points = state_step("add_ideal_points", "ideal-points", columns=IDEAL_POINTS, sides=sides, version=version)
    if len(sides) == 1:
        return points
    apart = Column("idealpointdiff", "distance of UN ideal points, all votes", ("ideal-points",), "absolute difference")

    def build(panel: Build) -> list[pl.Series]:
        made = points.build(panel)
        return [*made, (made[1] - made[3]).abs().alias(apart.name)]

    return Step(points.verb, (*points.columns, apart), build, versions=points.versions)


def state_step(
    verb: str, dataset: str, *, columns: Mapping[str, str], sides: tuple[str, ...], version: str | None
) -> Step:
    """A step that reads `columns` (name to meaning) of a state-year dataset for each side of the rows."""
    promised = tuple(
        Column(f"{name}{side}", f"{label}{f', state {side}' if side else ''}", (dataset,))
        for side in sides
        for name, label in columns.items()
    )

    def build(panel: Build) -> list[pl.Series]:
        source = panel.load(dataset, version)
        made = []
        for at, side in enumerate(sides):
            values = state_values(panel.keys_for(source), at, source=source, columns=list(columns))
            made += [series.alias(f"{series.name}{side}") for series in values]
        return made

    return Step(verb, promised, build, versions={dataset: version}, units=("state", "dyad"))
