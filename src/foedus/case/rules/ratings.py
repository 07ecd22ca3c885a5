"""Ratings: complete for every factor that has any, none for the present state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from foedus.files.findings import Findings
from foedus.files.parse import Row, Sheet
from foedus.terms.outcomes import OUTCOMES

FILE = "ratings.csv"
_Raters = dict[tuple[str, str, str], set[str]]


def check_ratings(sheets: Mapping[str, Sheet], findings: Findings) -> None:
    """Record cells of factor and outcome without a rating, and relative ratings of the present state."""
    ratings, factors = sheets["ratings"], sheets["factors"]
    if not (ratings.present and factors.present and sheets["settings"].rows):
        return
    present = sheets["settings"].rows[0].text("state_of_relation")
    raters: _Raters = defaultdict(set)
    for row in ratings.rows:
        if not row.has("factor", "outcome", "scale", "rater"):
            return  # what is missing cannot be told from what could not be read
        raters[row.text("factor"), row.text("scale"), row.text("outcome")].add(row.text("rater"))
        if row.text("scale") == "relative" and row.text("outcome") == present:
            expected = f"another outcome; {present} is the present state, which is N by definition and not listed"
            findings.problem(FILE, row.line, "outcome", present, expected)
    for factor in factors.rows:
        _check_factor(factor, raters, present=present, findings=findings)
    single = sum(len(names) == 1 for names in raters.values())
    if single:
        findings.note(f"{FILE}: {single} cells have one rater; two or more show how far judgments differ")


def _check_factor(factor: Row, raters: _Raters, *, present: str, findings: Findings) -> None:
    name = factor.text("id")
    if not name or not factor.has("covariate"):
        return
    absolute = [outcome for outcome in OUTCOMES if raters.get((name, "absolute", outcome))]
    if absolute:
        _require(name, "absolute", outcomes=OUTCOMES, raters=raters, findings=findings)
    rated = any(raters.get((name, "relative", outcome)) for outcome in OUTCOMES)
    if rated and not factor.text("covariate") and present:
        _require(
            name, "relative", outcomes=tuple(o for o in OUTCOMES if o != present), raters=raters, findings=findings
        )


def _require(name: str, scale: str, *, outcomes: tuple[str, ...], raters: _Raters, findings: Findings) -> None:
    missing = [outcome for outcome in outcomes if not raters.get((name, scale, outcome))]
    if missing:
        expected = f"{scale} ratings of {name} for {', '.join(missing)} too"
        findings.problem(FILE, None, "factor", name, expected)
