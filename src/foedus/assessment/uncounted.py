"""What of a case will not count in its verdict, or counts otherwise than its coder may think, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from foedus.assessment.capabilities import Capability
from foedus.assessment.disputes import LEAST_ACTORS, disputed, weighed
from foedus.assessment.model import Synthesis, Uncounted
from foedus.assessment.priors import counts
from foedus.assessment.uncounted_history import uncounted_history
from foedus.assessment.verdict import View
from foedus.case.model import Case, Factor
from foedus.case.questions import unanswered
from foedus.evidence.positions import Position
from foedus.evidence.ties import WHOLE, Tie
from foedus.judgment.units import ratings_of
from foedus.terms.checklist import CHECKLIST
from foedus.terms.predicates import feeding
from foedus.terms.wording import count, listing

LEAST_TIES = 5
"""Ties of third parties from which their sides say more than who happened to be coded."""
SHOWN = 8
"""Ids that a sentence names; the row holds all."""


@dataclass(frozen=True)
class Told:
    """What the claims of a view tell, as far as it bears on what does not count."""

    positions: Mapping[tuple[str, str], Position]  #: By actor and issue.
    ties: tuple[Tie, ...]
    threatens: frozenset[tuple[str, str]]  #: Source and actor of every threat.


def told_of(synthesis: Synthesis) -> Told:
    """Return what a whole synthesis tells."""
    threatens = frozenset((row.source, row.actor) for row in synthesis.threats)
    return Told(synthesis.positions, synthesis.ties, threatens)


def uncounted(seen: View, told: Told, *, capability: Mapping[str, Capability]) -> tuple[Uncounted, ...]:
    """Return what of a case does not count as of a view, and why, in the order of the sorts.

    Parameters
    ----------
    seen : View
        Evidence, prior and judgment as of the cut-off.
    told : Told
        Ties, threats and positions of the same view.
    capability : mapping of str to Capability
        By actor.
    """
    case = seen.evidence.case
    return (
        *_unseen_claims(seen),
        *_idle_claims(seen),
        *_factors(seen),
        *_threats_of_one_side(case, told.threatens),
        *_kinds(seen),
        *_ratings(case, seen),
        *uncounted_history(seen),
        *_sides(case, told, capability=capability),
    )


def _named(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - SHOWN} more" if len(ids) > SHOWN else ""
    return ", ".join(ids[:SHOWN]) + more


def _unseen_claims(seen: View) -> Iterator[Uncounted]:
    """Claims that cannot be known at the cut-off: told of a later day, or undated in later works."""
    evidence = seen.evidence
    known = {claim.id for claim in evidence.claims}
    hidden = [claim for claim in evidence.case.claims if claim.id not in known]
    undated = tuple(claim.id for claim in hidden if claim.date is None and claim.seen is None)
    later = tuple(claim.id for claim in hidden if claim.id not in undated)
    if undated:
        yield Uncounted(
            "undated",
            undated,
            f"{count(len(undated), 'claim')} without a date {_is(undated)} not seen at {evidence.as_of}, because every work "
            f"behind {_it(undated)} is later: {_named(undated)}.",
            "Date what was so at the time (column date: a year or an interval will do), say in column seen when it could be "
            "known, or add a work of the time to column reference.",
        )
    if later:
        yield Uncounted(
            "claims",
            later,
            f"{count(len(later), 'claim')} of later days {_is(later)} not seen at {evidence.as_of}: {_named(later)}.",
            "",
        )


def _is(ids: Sequence[str]) -> str:
    return "is" if len(ids) == 1 else "are"


def _it(ids: Sequence[str]) -> str:
    return "it" if len(ids) == 1 else "them"


def _idle_claims(seen: View) -> Iterator[Uncounted]:
    """Claims that bear on no kind, no rated factor and no step of the pair."""
    evidence, judgment = seen.evidence, seen.judgment
    at_work = {
        name for said in (judgment.said, judgment.step_votes) for rows in said.claims.values() for name, _ in rows
    }
    idle = [claim for claim in evidence.claims if claim.id not in at_work]
    steps = tuple(claim.id for claim in idle if claim.predicate in feeding("steps"))
    if steps:
        yield Uncounted(
            "claims",
            steps,
            f"{count(len(steps), 'claim')} on a step towards a treaty: not of the pair with each other, so nothing moves by "
            f"{_it(steps)}: {_named(steps)}.",
            "A step needs holders from the focal pair alone: both, or for the consent of one side that one.",
        )
    rest = tuple(claim.id for claim in idle if claim.predicate not in feeding("steps"))
    if rest:
        yield Uncounted(
            "claims",
            rest,
            f"{len(rest)} of {count(len(evidence.claims), 'visible claim')} bear on no kind of the checklist and no step: "
            "positions, ties, threats and rungs are drawn from them, no probability.",
            "Name what bears on a factor in bearings.csv, or on a kind without a factor in checklist.csv.",
        )


def _factors(seen: View) -> Iterator[Uncounted]:
    """Factors that move nothing: counted by history, of no kind and unrated, or without a claim."""
    judgment, case = seen.judgment, seen.evidence.case
    for factor in case.factors:
        why = _why_idle(seen, factor)
        if why:
            yield Uncounted("factor", (factor.id,), f"{factor.label}: {why[0]}", why[1])
    silent = sorted(judgment.silent)
    told = [kind for kind in silent if judgment.said.claims.get(kind)]
    if told:
        names = listing([CHECKLIST[kind].label for kind in told])
        yield Uncounted(
            "kinds",
            tuple(told),
            f"{names}: history counts the state enemy of the two, so answers to it move nothing more.",
            "",
        )


def _why_idle(seen: View, factor: Factor) -> tuple[str, str] | None:
    """Why a factor moves nothing, and what to do; None where it moves something."""
    judgment = seen.judgment
    if counts(seen.prior, factor):
        what = factor.covariate.replace("_", " ")
        return f"history has counted it in the prior ({what}); its claims and ratings move nothing more.", ""
    scales = {row.scale for row in seen.evidence.case.ratings if row.factor == factor.id}
    if not factor.checklist and "relative" not in scales:
        also = " (absolute ones fill the table of competing outcomes)" if scales else ""
        return (
            f"of no kind of the checklist and without relative ratings{also}, so it is told and enters scenarios, and moves "
            "no probability.",
            "Name its kind in column checklist of factors.csv, or rate it.",
        )
    if not judgment.factors.claims.get(factor.id):
        return (
            f"no claim that is seen at {seen.evidence.as_of} bears on it, so it is as likely as among like pairs and moves nothing.",
            "Add its claims to bearings.csv.",
        )
    return None


def _threats_of_one_side(case: Case, told: Collection[tuple[str, str]]) -> Iterator[Uncounted]:
    """Factors of threat whose source threatens one of the pair only, by the claims, or neither."""
    pair = case.settings.focal_pair
    for factor in case.factors:
        if not factor.threat_source:
            continue
        source = case.voice_of[factor.threat_source]
        lacking = [case.actor[side].name for side in pair if (source, side) not in told]
        if not lacking:
            continue
        members = [actor for actor in case.actors if source in actor.member_of]
        through = [actor.name for actor in members if any((actor.id, side) in told for side in pair)]
        name = case.actor[source].name
        why = f"; claims on its members ({_named(through)}) do not count as claims on it" if through else ""
        yield Uncounted(
            "factor",
            (factor.id,),
            f"{factor.label}: no claim says what {name} threatens {listing(lacking)} with{why}, so the table of common threats "
            "has 0 for it; the verdict goes by the claims that bear on the factor.",
            f"Code threat claims (predicate threatens) of {name} for each of the two.",
        )


def _kinds(seen: View) -> Iterator[Uncounted]:
    """Kinds that nobody answered."""
    missing = unanswered(seen.evidence.case)
    if missing:
        yield Uncounted(
            "kinds",
            missing,
            f"{len(missing)} of {len(CHECKLIST)} kinds of the checklist have neither a factor nor an answer and move nothing: "
            f"{_named(missing)}.",
            "Answer them in checklist.csv: yes, no, or unknown with what was looked for; foedus case migrate FOLDER asks for each.",
        )


def _ratings(case: Case, seen: View) -> Iterator[Uncounted]:
    """Ratings against the pull of their factor, and ratings alike for every outcome."""
    values = ratings_of(case, state=seen.setting.state)
    for at, factor in enumerate(case.factors):
        mean = _mean(values[:, at])
        asked = mean[0]
        if np.isfinite(asked) and asked * (1 if factor.pull == "binds" else -1) < 0:
            says, way = ("consistent with", "up") if asked > 0 else ("inconsistent with", "down")
            yield Uncounted(
                "ratings",
                (factor.id,),
                f"{factor.label}: it {factor.pull}, yet is rated {says} an alliance, which moves an alliance {way} where it is there.",
                "Relative ratings say how much more often the factor is there before this outcome than before the others, not "
                "whether it fits the outcome; correct the pull or the ratings.",
            )
        given = mean[np.isfinite(mean)]
        if len(given) > 1 and np.allclose(given, given[0]) and given[0]:
            yield Uncounted(
                "ratings",
                (factor.id,),
                f"{factor.label}: rated alike for every outcome, so its ratings tell the outcomes apart from the present state only.",
                "Rate higher the outcomes before which the factor is there more often.",
            )


def _mean(values: np.ndarray) -> np.ndarray:
    """Mean of the raters by outcome; NaN where nobody rated."""
    given = np.isfinite(values)
    total = np.where(given, values, 0.0).sum(axis=0)
    return np.where(given.any(axis=0), total / np.maximum(given.sum(axis=0), 1), np.nan)


def _sides(case: Case, told: Told, *, capability: Mapping[str, Capability]) -> Iterator[Uncounted]:
    """Ties and actors that are too few for sides and bargaining."""
    pair = set(case.settings.focal_pair)
    third = [tie for tie in told.ties if tie.window == WHOLE and {tie.a, tie.b} != pair]
    if len(third) < LEAST_TIES:
        yield Uncounted(
            "sides",
            (),
            f"{count(len(third), 'tie')} with third parties in the evidence: who stands with whom hangs on which of them "
            "happened to be coded.",
            "Code what the two and their rivals do to each other and to third parties.",
        )
    lacking = tuple(
        issue for issue, held in disputed(case, told.positions) if len(weighed(held, capability)) < LEAST_ACTORS
    )
    if lacking:
        yield Uncounted(
            "sides",
            lacking,
            f"On {count(len(lacking), 'issue')} dividing the pair fewer than {LEAST_ACTORS} actors have a position and a "
            f"capability, so there is no bargaining on {_it(lacking)}: {_named(lacking)}.",
            "Code positions of third parties, and give actors a capability in actors.csv.",
        )
