"""What a case's verdict says, without its intervals: enough to score it, at a fraction of an assessment's time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from foedus.assessment.assess import check_options
from foedus.assessment.model import Array
from foedus.assessment.priors import AUTO
from foedus.assessment.streams import stream
from foedus.assessment.verdict import View, inside_alone, view
from foedus.case.model import Case
from foedus.terms.outcomes import OUTCOMES

_DRAWS = 10
"""The least that a view takes; points do not depend on it."""


@dataclass(frozen=True, slots=True)
class Points:
    """The four probabilities of every forecast, at the case's own cut-off and horizon."""

    verdict: Mapping[str, float]
    without_steps: Mapping[str, float]
    prior: Mapping[str, float]
    inside: Mapping[str, float]


def points(case: Case, *, prior: str = AUTO) -> Points:
    """Return what the verdict, the verdict without treaty steps, the prior and the inside view alone say.

    Raises
    ------
    InputError
        If the prior cannot be used.
    """
    seen = _view(case, prior)
    bare = replace(case, claims=tuple(claim for claim in case.claims if claim.predicate != "step"))
    return Points(
        verdict=_named(seen.inputs.baseline),
        without_steps=_named(_view(bare, prior).inputs.baseline),
        prior=_named(seen.prior.probability),
        inside=_named(inside_alone(seen, stream(0, "judgment")).point),
    )


def _view(case: Case, prior: str) -> View:
    options = check_options(case, None, horizon=None, draws=_DRAWS, seed=0, prior=prior)
    return view(case, options.as_of, horizon=options.horizon, prior_name=prior, draws=_DRAWS, seed=0)


def _named(probabilities: Array) -> dict[str, float]:
    return dict(zip(OUTCOMES, probabilities.tolist(), strict=True))
