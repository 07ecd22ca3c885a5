"""The question: pair, dates, scenarios, and what came after."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from foedus.case.rules.actors import voices_of
from foedus.case.rules.calendar import note_far_dates
from foedus.case.settings import FILE
from foedus.files.cells import format_number, parse_number
from foedus.files.edtf import Edtf
from foedus.files.findings import Findings
from foedus.files.parse import Row, Sheet
from foedus.terms.covariates import COVARIATES
from foedus.terms.outcomes import OUTCOMES

_FULL_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def check_question(sheets: Mapping[str, Sheet], findings: Findings) -> None:
    """Record what is wrong with the pair, the dates, the scenarios, the covariates and the outcomes."""
    if not sheets["settings"].rows:
        return
    settings = sheets["settings"].rows[0]
    as_of = _check_dates(settings, findings)
    _check_pair(settings, sheets, findings=findings)
    _check_scenarios(sheets, findings)
    for row in sheets["covariates"].rows:
        _check_covariate(row, findings)
    if as_of is not None:
        _check_outcomes(sheets["outcomes"], as_of, findings=findings)
        _note_later(sheets, as_of, findings=findings)
        period = settings.values.get("period")
        if isinstance(period, Edtf):
            note_far_dates(sheets, period, as_of, findings=findings)


def _check_dates(settings: Row, findings: Findings) -> Edtf | None:
    period, as_of = settings.values.get("period"), settings.values.get("as_of")
    if isinstance(period, Edtf) and "/" not in period.text:
        findings.problem(FILE, settings.at("period"), "period", period.text, "an EDTF interval such as 2011/2018")
    if not isinstance(as_of, Edtf):
        return None
    if not _FULL_DATE.fullmatch(as_of.text):
        expected = "a full date, YYYY-MM-DD"
        findings.problem(FILE, settings.at("as_of"), "as_of", as_of.text, expected, nearest=as_of.upper.isoformat())
        return None
    if isinstance(period, Edtf) and as_of.upper < period.lower:
        expected = f"a date in or after the period, which starts on {period.lower}"
        findings.problem(FILE, settings.at("as_of"), "as_of", as_of.text, expected)
    return as_of


def _check_pair(settings: Row, sheets: Mapping[str, Sheet], *, findings: Findings) -> None:
    if not settings.has("focal_pair"):
        return
    pair = settings.many("focal_pair")
    if len(pair) != 2:
        findings.problem(FILE, settings.at("focal_pair"), "focal_pair", ", ".join(pair), "two different actors")
        return
    voices = voices_of(sheets["actors"])
    for actor in pair:
        if voices.get(actor, actor) != actor:
            expected = f"an actor that speaks for itself; {actor} is a voice of {voices[actor]}"
            findings.problem(FILE, settings.at("focal_pair"), "focal_pair", actor, expected, nearest=voices[actor])
    spoken = {voices.get(holder, holder) for row in sheets["claims"].rows for holder in row.many("holder")}
    for actor in pair:
        if sheets["claims"].present and actor in voices and actor not in spoken:
            findings.note(f"claims.csv: no claim has {actor} as its holder")


def _check_scenarios(sheets: Mapping[str, Sheet], findings: Findings) -> None:
    if not (sheets["factors"].present and sheets["claims"].present):
        return
    actors = {row.text("id") for row in sheets["actors"].rows}
    sources = {row.text("threat_source") for row in sheets["factors"].rows}
    for row in sheets["claims"].rows:
        if row.text("predicate") == "threat":
            sources.update(row.many("object"))
    for row in sheets["scenarios"].rows:
        for removed in row.many("removes"):
            if removed in actors and removed not in sources:
                expected = f"a factor or the source of a threat; no factor or claim names {removed} as one"
                findings.problem(FILE, row.at("removes"), "removes", removed, expected)


def _check_covariate(row: Row, findings: Findings) -> None:
    if not row.has("covariate", "value"):
        return
    name, value = row.text("covariate"), row.text("value")
    if name == "state_of_relation":
        if value not in OUTCOMES:
            findings.problem(
                "covariates.csv", row.line, "value", value, f"one of {', '.join(OUTCOMES)}", options=OUTCOMES
            )
        return
    low = 0.0 if name in COVARIATES else -math.inf
    high = COVARIATES[name].most if name in COVARIATES else math.inf
    number = parse_number(value)
    if number is None or not low <= number <= high:
        ends = (" from 0" if name in COVARIATES else "") + (f" to {high:g}" if high < math.inf else "")
        findings.problem("covariates.csv", row.line, "value", value, f"a number{ends} for {name}")
    else:
        row.values["value"] = format_number(number)


def _check_outcomes(outcomes: Sheet, as_of: Edtf, *, findings: Findings) -> None:
    for row in outcomes.rows:
        when = row.values.get("date")
        if isinstance(when, Edtf) and when.lower <= as_of.upper:
            findings.problem("outcomes.csv", row.line, "date", when.text, f"a date after as_of, which is {as_of.text}")


def _note_later(sheets: Mapping[str, Sheet], as_of: Edtf, *, findings: Findings) -> None:
    later = 0
    for row in sheets["claims"].rows:
        when = row.values.get("date")
        later += isinstance(when, Edtf) and when.known_by > as_of.upper
    if later:
        findings.note(f"claims.csv: {later} claims are dated after as_of ({as_of.text}) and are not visible")
    if sheets["claims"].present and not sheets["claims"].rows:
        findings.note("claims.csv: no claims; the verdict will be the prior")
