"""The claim on history: a common threat binds, its end loosens. Hazard ratios with event counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.history.build import History
from foedus.outlook.design import Rows, made, make_rows, small
from foedus.outlook.exposure import MEASURES, Exposure, build_exposure
from foedus.outlook.hazard import fit_hazard, ratio
from foedus.outlook.record import MAIN
from foedus.outlook.routes import ALLIANCE, ENTENTE, RIVALRY, UNALIGNED, route

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]

#: First and last outcome year: four years before 1821 begin the history, disputes end in 2014.
FIRST, LAST, AFTER_WAR = 1821, 2010, 1946
#: Distance of an interval's end from 1, in logs, below which it is only just clear of it.
BARELY = 0.1
CONTROLS = (
    "land_contiguity",
    "any_contiguity",
    "log_distance",
    "majors",
    "joint_democracy",
    "democracy_difference",
    "log_power_sum",
    "log_power_ratio",
)
ORIGINS = ("origin_entente", "origin_rivalry")


@dataclass(frozen=True)
class Contrast:
    """A row of the claim: who can make which move, and what is compared."""

    id: str  #: `id`, `words`: slug and words of the transition.
    words: str
    origins: tuple[int, ...]  #: States that can make it.
    #: `small_alliance`, `small_entente`, `bloc_alliance`, `small_exit`, `exit_rivalry`, `entente_end` or `rivalry`.
    kind: str
    compared: tuple[str, ...]  #: Exposures, each against the reference.
    reference: str = "none"  #: {"none", "present"}. What they are compared with.
    first: int = FIRST
    #: Mapping as tuple of (exposure, ratio, low, high). What an earlier measurement on the same files found.
    published: tuple[tuple[str, float, float, float], ...] = ()


_APART = (ENTENTE, UNALIGNED, RIVALRY)
CONTRASTS = (
    Contrast(
        "alliance-small", "into alliance by a small pact", _APART, "small_alliance", ("held", "gained", "lost"),
        published=(("held", 4.6, 2.5, 8.6), ("gained", 5.6, 3.1, 10.1), ("lost", 1.4, 0.7, 2.8)),
    ),
    Contrast(
        "alliance-small-1946", "the same since 1946", _APART, "small_alliance", ("held", "gained"), first=AFTER_WAR,
        published=(("held", 4.7, 1.2, 18.0), ("gained", 4.1, 1.2, 14.0)),
    ),
    Contrast(
        "entente-small", "into entente by a small pact", (UNALIGNED, RIVALRY), "small_entente", ("held", "gained"),
        published=(("held", 1.1, 0.7, 1.9), ("gained", 1.2, 0.6, 2.1)),
    ),
    Contrast(
        "alliance-bloc", "into alliance through a bloc", _APART, "bloc_alliance", ("held", "gained"),
        published=(("held", 1.1, 0.5, 2.3), ("gained", 1.4, 0.7, 2.8)),
    ),
    Contrast(
        "exit-small", "out of an alliance made by small pacts, any way", (ALLIANCE,), "small_exit", ("lost",), "present",
        published=(("lost", 0.9, 0.4, 1.9),),
    ),
    Contrast(
        "exit-rivalry", "out of an alliance made by small pacts into rivalry", (ALLIANCE,), "exit_rivalry", ("lost",), "present",
        published=(("lost", 2.6, 1.0, 6.7),),
    ),
    Contrast(
        "step", "from entente to alliance by a small pact", (ENTENTE,), "small_alliance", ("present",),
        published=(("present", 2.4, 0.9, 6.8),),
    ),
    Contrast(
        "entente-end", "out of entente, unaligned or rivals", (ENTENTE,), "entente_end", ("present", "lost"),
        published=(("present", 1.4, 0.7, 2.8), ("lost", 1.6, 0.7, 3.5)),
    ),
    Contrast("rivalry", "into rivalry from unaligned", (UNALIGNED,), "rivalry", ("held", "gained", "lost")),
)  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """A hazard ratio."""

    contrast: str  #: Id of the contrast.
    words: str  #: The transition.
    measure: str  #: Measure of the threat.
    exposure: str  #: `exposure`, `reference`: what is compared with what.
    reference: str
    #: `ratio`, `low`, `high`: hazard ratio and the wider of its bundle- and year-clustered 95 % intervals.
    ratio: float
    low: float
    high: float
    #: `exposed`, `events`: bundles of events among the exposed, and all; dyads where there are no treaties.
    exposed: int
    events: int
    dyad_years: int  #: Exposed dyad-years.
    published: tuple[float, float, float] | None  #: An earlier measurement.

    @property
    def verdict(self) -> str:
        """What the interval allows one to say; a direction needs an earlier measurement, where there is one, to be as clear."""
        clear = self.low > 1 or self.high < 1
        if clear and self.published is not None and self.published[1] <= 1 <= self.published[2]:
            return "unresolved: the interval of an earlier measurement holds 1"
        if clear:
            barely = ", barely" if min(abs(np.log(self.low)), abs(np.log(self.high))) < BARELY else ""
            return f"{'raises' if self.low > 1 else 'lowers'} the hazard{barely}"
        return "unresolved: the interval holds 1" if self.high / self.low > 4 else "no clear effect"


def _event(history: History, contrast: Contrast) -> Mask:
    """Rows that make the move of a contrast."""
    kind = contrast.kind
    if kind in ("small_alliance", "bloc_alliance"):
        return made(history, route("alliance_small" if kind == "small_alliance" else "alliance_bloc"))
    if kind == "small_entente":
        return made(history, route("entente_small"))
    moved: Mask = (history.following >= 0) & (history.following != history.state)
    moved &= np.isin(history.state, contrast.origins)
    if kind == "small_exit":
        moved &= small(history)
    elif kind == "entente_end":
        moved &= history.following >= UNALIGNED
    else:
        moved &= history.following == RIVALRY
    return moved


def _rows(history: History, contrast: Contrast) -> Rows:
    outcome = history.year + 1
    at_risk: Mask = (history.following >= 0) & np.isin(history.state, contrast.origins)
    at_risk &= (outcome >= contrast.first) & (outcome <= LAST)
    if contrast.kind in ("small_exit", "exit_rivalry"):
        at_risk &= history.column("small_tie") > 0
    controls = CONTROLS if len(contrast.origins) == 1 else (*CONTROLS, *ORIGINS)
    return make_rows(history, at_risk, event=_event(history, contrast), covariates=controls, weighted=True)


def estimate(history: History, contrast: Contrast, *, measure: str, exposure: Exposure) -> list[Finding]:
    """Hazard ratios of one transition by one measure of threat."""
    rows = _rows(history, contrast)
    names: list[str] = [name for name in ("held", "gained", "lost") if name in contrast.compared]
    if "present" in contrast.compared or contrast.reference == "present":
        names = ["present", "lost"]
    flags = {name: getattr(exposure, name)[rows.place] for name in names}
    if "lost" not in flags:
        flags["lost"] = exposure.lost[rows.place]
    centred = (rows.x - rows.x.mean(axis=0)) / np.maximum(rows.x.std(axis=0), 1e-9)
    design = np.column_stack([np.ones(len(rows.y)), *flags.values(), centred])
    fit = fit_hazard(design, rows.y, weight=rows.weight)
    clusters = (rows.year.astype(np.int64), np.where(rows.bundle >= 0, rows.bundle, -1 - rows.place))
    published = {name: (value, low, high) for name, value, low, high in contrast.published}
    found = []
    for name in contrast.compared:
        at = np.zeros(design.shape[1])
        at[1 + list(flags).index(name)] = 1.0
        if contrast.reference == "present":
            at[1 + list(flags).index("present")] = -1.0
        value, low, high = ratio(fit, at, clusters=clusters)
        exposed, events = _count(rows, flags[name])
        found.append(
            Finding(
                contrast.id, contrast.words, measure, name, contrast.reference, value, low, high,
                exposed, events, int(flags[name].sum()), published.get(name) if measure == MAIN else None,
            )
        )  # fmt: skip
    return found


def _count(rows: Rows, exposed: Mask) -> tuple[int, int]:
    """Bundles of events (dyads where no treaty is known) among the exposed, and among all."""
    event = rows.y > 0
    number = np.where(rows.bundle >= 0, rows.bundle, -1 - rows.place)
    return len(np.unique(number[event & exposed])), len(np.unique(number[event]))


def estimate_all(history: History, measures: Sequence[str] = tuple(MEASURES)) -> list[Finding]:
    """The whole table: every contrast by every measure."""
    found = []
    for measure in measures:
        exposure = build_exposure(history, measure)
        for contrast in CONTRASTS:
            found += estimate(history, contrast, measure=measure, exposure=exposure)
    return found
