"""Competing outcomes in the verdict: the table of absolute ratings, and the pushes of the groups in the posterior."""

from __future__ import annotations

import numpy as np

from foedus.assessment.model import Array, Assessment
from foedus.judgment.ach import diagnosticity, inconsistency
from foedus.judgment.inside_view import TEMPER
from foedus.judgment.posterior import LN2, group_push
from foedus.terms.kinds import RATING_WORDS
from foedus.terms.outcomes import OUTCOMES
from foedus.verdict.numbers import by_outcome, known, known_by_outcome, number
from foedus.verdict.types.hypotheses import Ach, AchRow, Group, Hypotheses


def hypotheses(found: Assessment) -> Hypotheses:
    """Return the ACH table of the absolute ratings and the pushes of the groups in the posterior."""
    table = _absolute(found)
    strength = np.abs(found.synthesis.strength_point)
    spread = diagnosticity(table) if len(table) else np.zeros(0)
    rows = tuple(
        AchRow(
            factor=factor.id,
            label=factor.label,
            group=factor.group,
            weight=number(strength[at]),
            ratings=known_by_outcome(table[at]),
            words={outcome: _word(table[at, o]) for o, outcome in enumerate(OUTCOMES)},
            diagnosticity=known(float(spread[at])),
        )
        for at, factor in enumerate(found.case.factors)
    )
    ach = Ach(
        outcomes=OUTCOMES,
        rows=rows,
        inconsistency=known_by_outcome(inconsistency(table)),
        weighted_inconsistency=known_by_outcome(inconsistency(table, strength)),
    )
    return Hypotheses(ach=ach, groups=_groups(found))


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
    strength, judge, factors = found.synthesis.strength_point, found.judgment, found.case.factors
    rows = []
    for own in sorted(judge.members, key=lambda own: factors[own[0]].group):
        each = strength[own, None] * judge.rating[own]
        strongest = np.argmax(np.abs(each), axis=0)
        deciding = {
            outcome: factors[own[strongest[o]]].id if each[strongest[o], o] else ""
            for o, outcome in enumerate(OUTCOMES)
        }
        push = by_outcome(group_push(strength[own], judge.rating[own]) * TEMPER * LN2)
        members = tuple(factors[at].id for at in own)
        rows.append(Group(id=factors[own[0]].group, push=push, factors=members, deciding=deciding))
    return tuple(rows)
