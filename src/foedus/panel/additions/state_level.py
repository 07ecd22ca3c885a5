"""What datasets say of states: each column once for every state of the row.

A dataset of states says nothing by leaving a state out, so what it lacks is null inside its coverage too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from foedus.panel.choice import choose
from foedus.panel.lookup import Absent, state_values
from foedus.panel.source import Source
from foedus.panel.step import Build, Column, Step
from foedus.terms.states.systems import Scheme

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
GDP_POP = {
    "mrgdppc": "GDP per capita, Maddison, 2011 US dollars, simulated",
    "sd_mrgdppc": "its standard deviation",
    "pwtrgdp": "GDP, Penn World Table, million 2011 US dollars, simulated",
    "sd_pwtrgdp": "its standard deviation",
    "pwtpop": "population, Penn World Table, million, simulated",
    "sd_pwtpop": "its standard deviation",
}
TERRITORIAL_THREAT = {
    "lterrthreat": "latent territorial threat, by distance of capitals",
    "sd": "standard deviation of lterrthreat",
    "lwr": "lower bound of lterrthreat, 90 per cent",
    "upr": "upper bound of lterrthreat, 90 per cent",
    "m_lterrthreat": "latent territorial threat, by minimum distance",
    "m_sd": "standard deviation of m_lterrthreat",
    "m_lwr": "lower bound of m_lterrthreat, 90 per cent",
    "m_upr": "upper bound of m_lterrthreat, 90 per cent",
}
TRADE = {"imports": "imports, million current US dollars", "exports": "exports, million current US dollars"}
IGOS = {
    "sum_igo_full": "intergovernmental organisations, full member",
    "sum_igo_associate": "intergovernmental organisations, associate member",
    "sum_igo_observer": "intergovernmental organisations, observer",
    "sum_igo_anytype": "intergovernmental organisations, in any way",
}
ONSETS = {
    "sumnewconf": "armed conflicts that begin for the first time, UCDP",
    **{
        f"sumonset{years}": f"armed conflicts that begin, or again after over {years} year(s)"
        for years in (1, 2, 3, 5, 10)
    },
}
BY_LIST: Mapping[Scheme, Mapping[str, str]] = {
    "cow": {"democracy": "democracy", "gdp-pop": "gdp-pop"},
    "gw": {"democracy": "democracy-gw", "gdp-pop": "gdp-pop-gw"},
}
"""Datasets that were made for each list of states apart."""


def capabilities(sides: tuple[str, ...], version: str | None = None, *, keep: Sequence[str] = ()) -> Step:
    """National Material Capabilities of each state."""
    columns = kept("add_capabilities", CAPABILITIES, keep)
    return state_step("add_capabilities", "nmc", columns=columns, sides=sides, version=version)


def democracy(
    sides: tuple[str, ...], version: str | None = None, *, keep: Sequence[str] = (), scheme: Scheme = "cow"
) -> Step:
    """Democracy of each state, by the file made for the panel's list of states."""
    columns = kept("add_democracy", DEMOCRACY, keep)
    return state_step("add_democracy", BY_LIST[scheme]["democracy"], columns=columns, sides=sides, version=version)


def gdp_pop(
    sides: tuple[str, ...], version: str | None = None, *, keep: Sequence[str] = (), scheme: Scheme = "cow"
) -> Step:
    """GDP and population of each state, by the file made for the panel's list of states."""
    columns = kept("add_gdp_pop", GDP_POP, keep)
    return state_step("add_gdp_pop", BY_LIST[scheme]["gdp-pop"], columns=columns, sides=sides, version=version)


def territorial_threat(sides: tuple[str, ...], version: str | None = None, *, keep: Sequence[str] = ()) -> Step:
    """Latent external territorial threat to each state (Miller 2022)."""
    columns = kept("add_territorial_threat", TERRITORIAL_THREAT, keep)
    return state_step("add_territorial_threat", "territorial-threat", columns=columns, sides=sides, version=version)


def trade(sides: tuple[str, ...], version: str | None = None) -> Step:
    """Imports and exports of each state."""
    return state_step("add_trade", "cow-trade-states", columns=TRADE, sides=sides, version=version)


def igos(sides: tuple[str, ...], version: str | None = None) -> Step:
    """Memberships of each state in intergovernmental organisations."""
    return state_step("add_igos", "cow-igo-states", columns=IGOS, sides=sides, version=version)


def onsets(sides: tuple[str, ...], version: str | None = None) -> Step:
    """Onsets of armed conflict of each state; the record states its zeros, so a state that it leaves out is unknown."""
    return state_step("add_ucdp_onsets", "ucdp-onsets", columns=ONSETS, sides=sides, version=version)


def kept(verb: str, columns: Mapping[str, str], keep: Sequence[str]) -> Mapping[str, str]:
    """The columns named in `keep`, all where none is. Raises InputError: a name that is not among them, or one twice."""
    chosen = choose(verb, "keep", keep, columns)
    return {name: columns[name] for name in chosen} if chosen else columns


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


def state_labels(
    columns: Mapping[str, str], sides: tuple[str, ...], *, dataset: str, rule: str = ""
) -> tuple[Column, ...]:
    """The columns (name to meaning) of a dataset once for each side of the rows."""
    return tuple(
        Column(f"{name}{side}", f"{label}{f', state {side}' if side else ''}", (dataset,), rule)
        for side in sides
        for name, label in columns.items()
    )


def read_states(
    panel: Build, source: Source, columns: Sequence[str], *, sides: tuple[str, ...], absent: Absent | None = None
) -> list[pl.Series]:
    """The columns of a state-year dataset once for each side, by the codes that it bears."""
    keys = panel.keys_for(source)
    return [
        series.alias(f"{series.name}{side}")
        for at, side in enumerate(sides)
        for series in state_values(keys, at, source=source, columns=columns, absent=absent)
    ]


def state_step(
    verb: str, dataset: str, *, columns: Mapping[str, str], sides: tuple[str, ...], version: str | None
) -> Step:
    """A step that reads `columns` (name to meaning) of a state-year dataset for each side of the rows."""

    def build(panel: Build) -> list[pl.Series]:
        return read_states(panel, panel.load(dataset, version), list(columns), sides=sides)

    promised = state_labels(columns, sides, dataset=dataset)
    return Step(verb, promised, build, versions={dataset: version}, units=("state", "dyad"))
