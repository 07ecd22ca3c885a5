"""The checklist: a kind is answered once, by factors or by a row of its own."""

from __future__ import annotations

from collections.abc import Mapping

from foedus.files.cells import LIST_MARK
from foedus.files.findings import Findings
from foedus.files.parse import Row, Sheet
from foedus.terms.checklist import CHECKLIST

FILE = "checklist.csv"


def check_checklist(sheets: Mapping[str, Sheet], findings: Findings) -> None:
    """Note answers beside a factor of the same kind, answers without ground, factors that pull against their kind."""
    factors: dict[str, list[str]] = {}
    for row in sheets["factors"].rows:
        kind = row.text("checklist")
        if not kind:
            continue
        factors.setdefault(kind, []).append(row.text("id"))
        own, pull = "binds" if CHECKLIST[kind].binds else "divides", row.text("pull")
        if pull and pull != own:
            findings.note(
                f"factors.csv:{row.line}: {row.text('id')} {pull}, its kind {kind} {own}; the kind's direction counts"
            )
    for row in sheets["checklist"].rows:
        kind = row.text("kind")
        if kind in factors and row.text("answer") != "unknown":
            findings.note(
                f"{FILE}:{row.line}: {kind} is answered by {', '.join(factors[kind])} too; claims of both are counted together"
            )
        _check_answer(row, findings)


def _check_answer(row: Row, findings: Findings) -> None:
    answer, claims, against = row.text("answer"), row.many("claims"), row.many("against")
    for column, given in (("claims", claims), ("against", against)):
        if answer == "unknown" and given:
            expected = "no claims beside unknown, or an answer that they give"
            findings.problem(FILE, row.line, column, LIST_MARK.join(given), expected)
    both = [claim for claim in claims if claim in against]
    if both:
        expected = "each claim for the answer or against it"
        findings.problem(FILE, row.line, "against", LIST_MARK.join(both), expected)
    if answer in ("yes", "no") and not claims and not row.text("ground"):
        expected = "the claims that answer it, or a ground in words (for no: where it was looked for)"
        findings.problem(FILE, row.line, "ground", "", expected)
