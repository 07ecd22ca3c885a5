"""Steps of the focal pair towards a treaty and away from it, as the claims tell them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from foedus.case.model import Claim
from foedus.evidence.visible import Evidence
from foedus.evidence.votes import Said, votes_on
from foedus.files.edtf import Edtf
from foedus.terms.kinds import UNATTRIBUTED
from foedus.terms.predicates import feeding
from foedus.terms.steps import OBLIGATIONS, STAGES, Stage


@dataclass(frozen=True)
class Step:
    """One step: the claims of one stage of one sort of treaty whose dates overlap."""

    id: str
    makes: str  #: State of relation that the treaty makes.
    obligations: tuple[str, ...]
    stage: str
    holders: tuple[str, ...]  #: Who takes it.
    first: date  #: First day on which it can have happened.
    day: date  #: Last day on which it can have happened.
    text: str  #: Its date as the claims give it.
    claims: tuple[int, ...]  #: Positions of its claims in the evidence.

    @property
    def kind(self) -> Stage:
        """The declared stage."""
        return STAGES[self.stage]

    def pending(self, as_of: date) -> float:
        """Years between the step and a date, 0 or more."""
        return max(0.0, (as_of - self.day).days / 365.25)


def steps_of(evidence: Evidence) -> tuple[Step, ...]:
    """Return the pair's steps in the order of their days; a step of a third party, or with one alone of the pair, is none."""
    told = [
        at
        for at, claim in enumerate(evidence.claims)
        if claim.predicate in feeding("steps") and claim.date is not None and is_of_pair(evidence, claim)
    ]
    found: dict[tuple[str, str], list[list[int]]] = {}
    for at in sorted(told, key=lambda at: _narrowness(evidence, at)):
        claim = evidence.claims[at]
        for makes in dict.fromkeys(OBLIGATIONS[name].makes for name in claim.object):
            _join(found.setdefault((makes, claim.stage), []), at, evidence=evidence)
    steps = [
        _step(evidence, makes, stage=stage, claims=tuple(sorted(own)))
        for (makes, stage), groups in found.items()
        for own in groups
    ]
    steps.sort(key=lambda step: (step.day, list(STAGES).index(step.stage), step.makes))
    return tuple(steps)


def is_of_pair(evidence: Evidence, claim: Claim) -> bool:
    """Whether a step is one of the pair: both take it, or one alone with nobody else."""
    pair = set(evidence.case.settings.focal_pair)
    voices = set(evidence.voices(claim.holder))
    return claim.holder == (UNATTRIBUTED,) or pair <= voices or (bool(voices) and voices <= pair)


def said_of_steps(evidence: Evidence, steps: tuple[Step, ...]) -> Said:
    """Return what works say of each step: that it happened, or (negated) that it did not."""
    return votes_on(
        evidence, {step.id: [(at, -1 if evidence.claims[at].negated else 1) for at in step.claims] for step in steps}
    )


def _join(groups: list[list[int]], at: int, *, evidence: Evidence) -> None:
    """Put a claim to those whose dates overlap with its own."""
    when = _date(evidence, at)
    for group in groups:
        if any(
            _date(evidence, other).lower <= when.known_by and when.lower <= _date(evidence, other).known_by
            for other in group
        ):
            group.append(at)
            return
    groups.append([at])


def _date(evidence: Evidence, at: int) -> Edtf:
    when = evidence.claims[at].date
    assert when is not None  # only dated claims are grouped
    return when


def _narrowness(evidence: Evidence, at: int) -> tuple[timedelta, date]:
    """Order in which claims are grouped: exact dates first, so that a wide one joins them and never bridges two."""
    when = _date(evidence, at)
    return when.known_by - when.lower, when.lower


def _step(evidence: Evidence, makes: str, *, stage: str, claims: tuple[int, ...]) -> Step:
    narrowest = _date(evidence, min(claims, key=lambda at: _narrowness(evidence, at)))
    told = [evidence.claims[at] for at in claims]
    obligations = tuple(name for name in OBLIGATIONS if any(name in claim.object for claim in told))
    holders = tuple(dict.fromkeys(voice for claim in told for voice in evidence.voices(claim.holder)))
    return Step(
        f"step:{makes}:{stage}:{narrowest.text}",
        makes,
        tuple(name for name in obligations if OBLIGATIONS[name].makes == makes),
        stage,
        holders,
        narrowest.lower,
        narrowest.known_by,
        narrowest.text,
        claims,
    )
