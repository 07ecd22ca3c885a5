"""How the verdict moved: the same assessment as of earlier dates."""

from __future__ import annotations

from datetime import date

from foedus.assessment.model import Options, Snapshot
from foedus.assessment.verdict import headline, view
from foedus.case.model import Case

PATH_DRAWS = 200
"""Draws per date of the path, fewer than for the headline: the chart shows a band, not a figure."""

MOST_DATES = 40


def path_dates(first: date, last: date) -> tuple[date, ...]:
    """Return half-year ends from the first date to the last, the last included; yearly when there are many."""
    ends = [date(year, month, day) for year in range(first.year, last.year + 1) for month, day in ((6, 30), (12, 31))]
    if len(ends) > MOST_DATES:
        ends = [end for end in ends if end.month == 12][-MOST_DATES:]
    return (*(end for end in ends if first <= end < last), last)


def build_path(case: Case, options: Options) -> tuple[Snapshot, ...]:
    """Return the verdict as of every half year from the start of the case's period to the cut-off.

    Ratings and persistence are those of today, set with hindsight; only evidence and the state of relation go back in
    time.
    """
    start = min(case.settings.period.lower, options.as_of)
    found = []
    for step, as_of in enumerate(path_dates(start, options.as_of), start=1):
        seen = view(
            case,
            as_of,
            horizon=options.horizon,
            prior_name=options.prior,
            draws=min(PATH_DRAWS, options.draws),
            seed=options.seed,
            step=step,
        )
        found.append(Snapshot(as_of, len(seen.evidence.claims), headline(seen)))
    return tuple(found)
