"""Competing outcomes in the verdict: the table of absolute ratings, and the pushes of the groups in the posterior."""

from __future__ import annotations

import numpy as np

from foedus.assessment.model import Array, Assessment
from foedus.judgment.ach import diagnosticity, inconsistency
from foedus.judgment.checklist_model import presence
from foedus.judgment.split import Split
from foedus.judgment.units import MOVE_OF
from foedus.terms.kinds import RATING_WORDS
from foedus.terms.outcomes import OUTCOMES
from foedus.verdict.numbers import by_outcome, known, known_by_outcome, number
from foedus.verdict.types.hypotheses import Ach, AchRow, Group, Hypotheses


def hypotheses(found: Assessment) -> Hypotheses:
    """Return the ACH table of the absolute ratings and the pushes of the groups in the posterior."""
    table = _absolute(found)
    there = presence(found.judgment.factor_ratio, found.judgment.factor_base())
    spread = diagnosticity(table) if len(table) else np.zeros(0)
    rows = tuple(
        AchRow(
            factor=factor.id,
            label=factor.label,
            group=factor.group,
            weight=number(there[at]),
            ratings=known_by_outcome(table[at]),
            words={outcome: _word(table[at, o]) for o, outcome in enumerate(OUTCOMES)},
            diagnosticity=known(float(spread[at])),
        )
        for at, factor in enumerate(found.case.factors)
    )
    ach = Ach(
        outcomes=OUTCOMES,
        rows=rows,
        inconsistency=known_by_outcome(_unless_empty(table, inconsistency(table))),
        weighted_inconsistency=known_by_outcome(_unless_empty(table, inconsistency(table, there))),
    )
    return Hypotheses(ach=ach, groups=_groups(found))


def _unless_empty(table: Array, score: Array) -> Array:
    """Return a score by outcome; missing where nobody has rated anything of that outcome, which is no consistency."""
    return np.where(np.isnan(table).all(axis=0), np.nan, score)


def _absolute(found: Assessment) -> Array:
    """Return the mean absolute rating by factor and outcome; NaN where nobody rated."""
    table = np.full((len(found.case.factors), len(OUTCOMES)), np.nan)
    row = {factor.id: at for at, factor in enumerate(found.case.factors)}
    given: dict[tuple[int, int], list[float]] = {}
    for rating in found.case.ratings:
        if rating.scale == "absolute":
            given.setdefault((row[rating.factor], OUTCOMES.index(rating.outcome)), []).append(rating.value)
    for cell, values in given.items():
        table[cell] = np.mean(values)
    return table


def _word(rating: float) -> str:
    """Return the rating word nearest to a mean; empty where unrated."""
    if np.isnan(rating):
        return ""
    return next(word.name for word in RATING_WORDS.values() if word.steps == round(float(rating)))


def _groups(found: Assessment) -> tuple[Group, ...]:
    judge, units = found.judgment, found.judgment.units
    prior = Split(found.prior.probability, found.prior.draws, found.prior.small)
    pushes = judge.pushes(judge.ratio, prior)[:, [MOVE_OF[outcome] for outcome in OUTCOMES]]
    rows = []
    for own in units.members:
        heard = [int(at) for at in own if judge.ratio[at] != 1.0]
        if not heard:
            continue
        strongest = [heard[int(at)] for at in np.argmax(np.abs(pushes[heard]), axis=0)]
        deciding = {
            outcome: units.names[at] if pushes[at, o] else ""
            for o, (outcome, at) in enumerate(zip(OUTCOMES, strongest, strict=True))
        }
        names = tuple(units.names[at] for at in heard)
        push = by_outcome(pushes[heard].sum(axis=0))
        rows.append(Group(id=units.groups[own[0]], push=push, kinds=names, deciding=deciding))
    return tuple(rows)
