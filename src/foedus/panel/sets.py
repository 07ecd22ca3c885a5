"""Named sets of columns, as ``foedus panel build --with`` takes them."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import replace

from foedus.errors import InputError
from foedus.nearest import nearest_hint
from foedus.panel.additions.disputes import PEER_DETAILS
from foedus.panel.listed import GW_STATES
from foedus.panel.panel import Panel

Add = Callable[[Panel, str | None], Panel]


def _war_prefix(panel: Panel) -> str:
    """Before the details of a war where those of a dispute or of an intra-state war, which have sides, too, are there already."""
    return "war_" if {"sidea1", "outcome1"} & set(panel.columns) else ""


SETS: Mapping[str, Add] = {
    "atop": lambda panel, version: panel.add_alliances(version=version),
    "gml-mid": lambda panel, version: panel.add_disputes("gml-mid", keep=PEER_DETAILS, version=version),
    "gml-mid-ddy": lambda panel, version: panel.add_disputes("gml-mid-ddy", keep=PEER_DETAILS, version=version),
    "cow-mid": lambda panel, version: panel.add_disputes("cow-mid", version=version),
    "dyadic-mid": lambda panel, version: panel.add_disputes("dyadic-mid", version=version),
    "nmc": lambda panel, version: panel.add_capabilities(version=version),
    "contiguity": lambda panel, version: panel.add_contiguity(version=version),
    "capital-distance": lambda panel, version: panel.add_distance(version=version),
    "democracy": lambda panel, version: panel.add_democracy(version=version),
    "rivalries": lambda panel, version: panel.add_rivalries("tss", version=version),
    "td-rivalries": lambda panel, version: panel.add_rivalries("td", version=version),
    "majors": lambda panel, version: panel.add_majors(version=version),
    "min-distance": lambda panel, version: panel.add_min_distance(version=version),
    "interstate-wars": lambda panel, version: panel.add_interstate_wars(prefix=_war_prefix(panel), version=version),
    "arms-races": lambda panel, version: panel.add_arms_races(version=version),
    "relevance": lambda panel, _: panel.add_relevance(),
    "gdp-pop": lambda panel, version: panel.add_gdp_pop(version=version),
    "trade": lambda panel, version: panel.add_trade(version=version),
    "dyadic-trade": lambda panel, version: panel.add_dyadic_trade(version=version),
    "igos": lambda panel, version: panel.add_igos(version=version),
    "creg": lambda panel, version: panel.add_fractionalisation("creg", version=version),
    "hief": lambda panel, version: panel.add_fractionalisation("hief", version=version),
    "terrain": lambda panel, version: panel.add_terrain(version=version),
    "territorial-threat": lambda panel, version: panel.add_territorial_threat(version=version),
    "powers": lambda panel, version: panel.add_powers(version=version),
    "ucdp-onsets": lambda panel, version: panel.add_ucdp_onsets(version=version),
    "intra-wars": lambda panel, version: panel.add_intra_wars(version=version),
    "ideal-points": lambda panel, version: panel.add_ideal_points(version=version),
    "arms-transfers": lambda panel, version: panel.add_arms_transfers(version=version),
    "external-support": lambda panel, version: panel.add_external_support(version=version),
    "exercises": lambda panel, version: panel.add_exercises(version=version),
    "igo": lambda panel, version: panel.add_igo(version=version),
    "un-votes": lambda panel, version: panel.add_votes(version=version),
    "unsc-vetoes": lambda panel, version: panel.add_vetoes(version=version),
    "conflicts": lambda panel, version: panel.add_conflicts(version=version),
    "threat": lambda panel, version: panel.add_threat(version=version),
    "common-threat": lambda panel, _: panel.add_common_threat(),
    "relation-state": lambda panel, _: panel.add_relation_state(),
    "shared-allies": lambda panel, _: panel.add_shared_allies(),
    "precedents": lambda panel, _: panel.add_precedents(),
    "alliance-similarity": lambda panel, _: panel.add_alliance_similarity(),
    "archigos": lambda panel, version: panel.add_archigos(version=version),
    "leader-terms": lambda panel, version: panel.add_terms(version=version),
    "lead": lambda panel, version: panel.add_lead(version=version),
    "lwuf": lambda panel, version: panel.add_lwuf(version=version),
    "leader-codes": lambda panel, version: panel.add_leader_codes(version=version),
    "leader-disputes": lambda panel, version: panel.add_leader_disputes(version=version),
    "spells": lambda panel, _: panel.add_spells(),
}
"""Name to what it adds; `spells` stands last because it counts what the others bring."""

PEER = (
    "atop",
    "gml-mid-ddy",
    "cow-mid",
    "nmc",
    "contiguity",
    "capital-distance",
    "democracy",
    "rivalries",
    "majors",
    "spells",
)
"""The sets that make the peer's 53 columns."""

PEER_OF_STATES = (
    "nmc",
    "contiguity",
    "capital-distance",
    "democracy",
    "rivalries",
    "majors",
    "min-distance",
    "gdp-pop",
    "trade",
    "igos",
    "creg",
    "terrain",
    "territorial-threat",
    "ucdp-onsets",
    "intra-wars",
    "conflicts",
    "archigos",
)
"""The sets that make the peer's columns of state-years; conflicts count for all parties."""

OF_LEADERS = ("leader-terms", "lead", "lwuf", "leader-codes", "leader-disputes")
"""The sets that tell of the leaders of a row, in leader-years and leader-dyad-years."""

PEER_OF_LEADERS = ("lead", "lwuf")
"""The sets that make the peer's columns of leader-years."""

ALL = tuple(name for name in SETS if name not in ("gml-mid-ddy", *OF_LEADERS))
"""Everything; of the two forms of the GML disputes the official one, since both make the same columns."""

ALL_OF_STATES = (*PEER_OF_STATES, "td-rivalries", "hief", "powers", "ideal-points", "unsc-vetoes", "threat", "spells")
"""Everything that tells of one state."""

ALL_OF_LEADER_PAIRS = (*(name for name in ALL if name != "gml-mid"), *OF_LEADERS)
"""Everything of pairs of leaders; their GML disputes are those that they were in office for."""

MANY = {
    "dyad": {"all": ALL, "peer": PEER},
    "state": {"all": ALL_OF_STATES, "peer": PEER_OF_STATES},
    "leader-dyad": {"all": ALL_OF_LEADER_PAIRS, "peer": PEER_OF_LEADERS},
    "leader-state": {"all": (*ALL_OF_STATES, *OF_LEADERS), "peer": PEER_OF_LEADERS},
}
"""Names that stand for many sets, by the unit of the rows and whether they are of leaders."""

DERIVED = (
    "relevance",
    "common-threat",
    "relation-state",
    "shared-allies",
    "precedents",
    "alliance-similarity",
    "spells",
)
"""Sets that are made from several datasets or from other columns, and so have no version."""

LAST = {"interstate-wars": 1, "spells": 2}
"""Sets that come after the others: wars yield the names of sides to disputes, spells count what the others bring."""


SHOWN = 5
"""Datasets that a message names where none is there."""


def parse_sets(text: str, unit: str = "dyad") -> list[tuple[str, str | None]]:
    """Read ``atop,nmc@6.0`` as names and versions; ``all`` and ``peer`` stand for many, those of the unit of the rows.

    Raises InputError: an unknown name, a name twice, a version where there is none; all of them in one message.

    >>> parse_sets("nmc@6.0,atop")
    [('nmc', '6.0'), ('atop', None)]
    """
    given = [part.strip().partition("@") for part in text.split(",") if part.strip()]
    chosen: list[tuple[str, str | None]] = []
    for name, _, version in given:
        many = MANY[unit].get(name)
        chosen += [(each, None) for each in many] if many else [(name, version or None)]
    many_of = [name for name, _, version in given if version and name in MANY[unit]]
    problems = [
        *_problems(chosen),
        *(f"{name} has no version: say one after a set, such as nmc@6.0" for name in many_of),
    ]
    if problems:
        raise InputError(f"--with {text}: {'; '.join(problems)}; expected all, peer or names out of {', '.join(SETS)}")
    return chosen


def _problems(chosen: Sequence[tuple[str, str | None]]) -> list[str]:
    names = [name for name, _ in chosen]
    problems = [] if names else ["no set is named"]
    for name in sorted({name for name in names if name not in SETS}):
        problems.append(f"there is no set {name!r}{nearest_hint(name, SETS)}")
    problems += [f"{name} is named twice" for name in sorted({name for name in names if names.count(name) > 1})]
    problems += [f"{name} has no version of its own" for name, version in chosen if version and name in DERIVED]
    return problems


def add_sets(panel: Panel, text: str, *, there: Container[str] | None = None) -> Panel:
    """Add the named sets to a panel, spells last.

    Parameters
    ----------
    panel : Panel
        The rows.
    text : str
        As `parse_sets` reads it.
    there : container of str, optional
        Ids of the datasets that are there: sets that `all` stands for and that need others are left out, with a note.

    Raises
    ------
    InputError
        As of `parse_sets`, and of the methods that add; nothing is there of what `all` stands for.
    """
    of_leaders = {f"obsid{side}" for side in panel.sides} <= set(panel.names)
    chosen = parse_sets(text, f"leader-{panel.unit}" if of_leaders else panel.unit)
    named = {part.partition("@")[0].strip() for part in text.split(",")}
    spared: dict[str, list[str]] = {}
    for name, version in sorted(chosen, key=lambda pair: LAST.get(pair[0], 0)):
        if name == "spells" and spared and not any(column.endswith("ongoing") for column in panel.columns):
            continue
        more = SETS[name](panel, version)
        absent = [] if there is None or name in named else [each for each in _needed(panel, more) if each not in there]
        if absent:
            spared[name] = absent
        else:
            panel = more
    return _told(panel, spared)


def _needed(panel: Panel, more: Panel) -> list[str]:
    """Datasets behind the newest columns of a panel, but for the list that comes with foedus."""
    columns = [column for step in more.steps[len(panel.steps) :] for column in step.columns]
    return [
        dataset
        for dataset in dict.fromkeys(used for column in columns for used in column.datasets)
        if dataset != GW_STATES
    ]


def _told(panel: Panel, spared: Mapping[str, list[str]]) -> Panel:
    if not spared:
        return panel
    told = "; ".join(f"{name} ({', '.join(absent)})" for name, absent in spared.items())
    if not panel.steps:
        lacking = sorted({dataset for absent in spared.values() for dataset in absent})
        raise InputError(
            f"--with all: none of its datasets is there, {', '.join(lacking[:SHOWN])} and {len(lacking) - SHOWN} more; "
            "add them with: foedus data add --from FOLDER (foedus data list tells them all)"
        )
    return replace(panel, told=(*panel.told, f"of all these are left out, whose datasets are not there: {told}"))
