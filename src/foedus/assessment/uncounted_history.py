"""What history counts otherwise than the case says: its enemy, the state of relation, the years of the covariates."""

from __future__ import annotations

from collections.abc import Iterator

from foedus.assessment.model import Uncounted
from foedus.assessment.priors import ENEMY, counts
from foedus.assessment.verdict import View, known_year
from foedus.terms.outcomes import OUTCOMES


def uncounted_history(seen: View) -> Iterator[Uncounted]:
    """Yield what the prior does not count, or counts otherwise than the case says."""
    yield from _enemies(seen)
    yield from _states(seen)
    yield from _covariates(seen)


def _enemies(seen: View) -> Iterator[Uncounted]:
    """Factors of threat that stand for another enemy than the one that history counts."""
    case, prior = seen.evidence.case, seen.prior
    enemy = prior.facts.get("enemy", "")
    if not enemy or not prior.facts.get("values", {}).get(ENEMY, 0.0):
        return
    for factor in case.factors:
        if factor.covariate == ENEMY and not counts(prior, factor):
            own = case.actor[case.voice_of[factor.threat_source]].name if factor.threat_source else "no source"
            yield Uncounted(
                "enemy",
                (factor.id,),
                f"{factor.label}: history counts {enemy} as the enemy of the two, this factor names {own}; it counts by its claims "
                f"beside that, and a scenario without it leaves {enemy} in the prior.",
                "See common_threat_source in covariates.csv and threat_source in factors.csv.",
            )


def _states(seen: View) -> Iterator[Uncounted]:
    """A state of relation that the covariates contradict, and rows of a year that is not over."""
    case, as_of = seen.evidence.case, seen.evidence.as_of
    year = known_year(as_of)
    rows = {row.year: row.value for row in case.covariates if row.covariate == "state_of_relation"}
    known = max((at for at in rows if at <= year), default=None)
    own = seen.setting.state
    if known is not None and rows[known] in OUTCOMES and rows[known] != own:
        yield Uncounted(
            "state",
            (),
            f"The run starts from {own} (case.toml), while covariates.csv has {rows[known]} at the end of {known}: "
            "the prior is that of the former.",
            "Say in state_ground what has changed since, or correct one of the two.",
        )
    if year < as_of.year and any(row.year == as_of.year for row in case.covariates):
        yield Uncounted(
            "covariates",
            (),
            f"Rows of covariates.csv for {as_of.year} speak of its end, which {as_of} does not know; those of {year} are used.",
            "",
        )


def _covariates(seen: View) -> Iterator[Uncounted]:
    """Covariates that stop before the cut-off, and what the prior did for want of others."""
    used, year = seen.prior.facts.get("year"), known_year(seen.evidence.as_of)
    if used is not None and used < year:
        yield Uncounted(
            "covariates",
            (),
            f"The prior is that of {used}: covariates.csv has no complete year after it, so what changed up to {year} is not in it.",
            "Add later years (foedus data covariates), or code what changed as claims on factors.",
        )
    for note in seen.prior.facts.get("stood_in", seen.prior.notes):
        yield Uncounted("covariates", (), f"{note[:1].upper()}{note[1:].rstrip('.')}.", "")
