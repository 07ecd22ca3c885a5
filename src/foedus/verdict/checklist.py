"""What moved the verdict, in the verdict: kinds of factor, sides of the evidence, steps towards a treaty."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from foedus.assessment.model import Assessment
from foedus.evidence.sides import CLASS_OF, CLASSES, side_in_words
from foedus.evidence.votes import Said
from foedus.intervals import interval
from foedus.judgment.accuracy import ACCURACY, SLANT
from foedus.judgment.checklist_model import Array, expit, presence
from foedus.judgment.split import split
from foedus.judgment.units import MOVE_OF, OWN
from foedus.terms.checklist import CHECKLIST
from foedus.terms.outcomes import OUTCOMES
from foedus.terms.steps import STAGES
from foedus.verdict.numbers import by_outcome, number
from foedus.verdict.types.checklist import Checklist, IfStep, KindOfFactor, Side, Step, Steps


def checklist(found: Assessment) -> Checklist:
    """Return kinds, sides and the routes of the alliance."""
    before = split(found.prior.probability, found.prior.small)[0]
    return Checklist(
        kinds=tuple(_kinds(found)),
        sides=tuple(_sides(found)),
        small_prior=number(float(before)),
        small=number(found.small_pact),
    )


def _kinds(found: Assessment) -> Iterator[KindOfFactor]:
    judge, units = found.judgment, found.judgment.units
    there = presence(judge.ratio, units.base)
    drawn = presence(found.drawn.ratio, units.base)
    low, high, _ = interval(drawn, there)
    ratio = expit(units.base_logit[:, None] + units.shift) / units.base[:, None]
    answers = {row.kind: row.answer for row in found.case.checklist}
    for at, name in enumerate(units.names):
        kind = CHECKLIST.get(name)
        own = judge.factors_of(name)
        binds = kind.binds if kind else found.case.factor[name.removeprefix(OWN)].pull == "binds"
        votes = judge.said.thing == at
        yield KindOfFactor(
            id=name,
            label=kind.label if kind else found.case.factor[name.removeprefix(OWN)].label,
            group=units.groups[at],
            pull="binds" if binds else "divides",
            base=number(units.base[at]),
            presence=number(there[at]),
            low=number(low[at]),
            high=number(high[at]),
            evidence=number(judge.ratio[at]),
            factors=tuple(found.case.factors[f].id for f in own),
            answer=answers.get(name, ""),
            works_for=int((votes & judge.said.yes).sum()),
            works_against=int((votes & ~judge.said.yes).sum()),
            claims=_claims(judge.said, name),
            claims_against=_claims(judge.said, name, sign=-1),
            ratios=by_outcome(np.array([ratio[at, MOVE_OF[outcome]] for outcome in OUTCOMES])),
            ground="ratings" if name in units.rated or kind is None else kind.ground,
            counted_by_history=name in judge.silent or (bool(own) and all(judge.carried[f] for f in own)),
            shift=by_outcome(found.effects.units[at]),
        )


def _claims(said: Said, name: str, *, sign: int = 0) -> tuple[str, ...]:
    """Return ids of the claims on a thing; with a sign only those that have it."""
    return tuple(dict.fromkeys(claim for claim, own in said.claims.get(name, ()) if sign in (0, own)))


def _sides(found: Assessment) -> Iterator[Side]:
    judge = found.judgment
    grid = judge.known[1].reshape(-1, len(ACCURACY), len(SLANT))
    for side in sorted(set(judge.said.side.tolist())):
        own = judge.said.side == side
        yield Side(
            label=side_in_words(side),
            slant=CLASSES[CLASS_OF[side]],
            works=len(set(judge.said.work[own].tolist())),
            votes=int(own.sum()),
            accuracy=number(float(grid[side].sum(axis=1) @ ACCURACY)),
            slanted=number(float(grid[side].sum(axis=0) @ SLANT)),
        )


def steps(found: Assessment) -> Steps:
    """Return the pair's steps, the chance of a treaty, and what a step not yet taken would do."""
    process = found.judgment.process
    reached = dict(zip(process.made, process.reached.tolist(), strict=True))
    return Steps(
        rows=tuple(_step(found, at, shift=found.effects.steps[at]) for at in range(len(process.effects))),
        chance={makes: number(chance) for makes, chance in reached.items()},
        if_taken=tuple(
            IfStep(stage=stage, label=STAGES[stage].meaning, outcomes=by_outcome(row))
            for stage, row in found.if_step.items()
        ),
        text=(),
    )


def _step(found: Assessment, at: int, *, shift: Array) -> Step:
    row = found.judgment.process.effects[at]
    step, said = row.step, found.judgment.step_votes
    return Step(
        id=step.id,
        makes=step.makes,
        obligations=step.obligations,
        stage=step.stage,
        label=step.kind.meaning,
        forward=step.kind.forward,
        holders=step.holders,
        date=step.text,
        pending=number(step.pending(found.options.as_of)),
        happened=number(row.happened),
        counts=number(row.counts),
        chance=number(row.chance),
        part=number(row.part),
        counted_by_state=row.counted_by_state,
        claims=_claims(said, step.id),
        claims_against=_claims(said, step.id, sign=-1),
        shift=by_outcome(shift),
    )
