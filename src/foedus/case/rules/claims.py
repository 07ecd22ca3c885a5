"""Claims: what each predicate asks of the other columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from foedus.files.cells import format_number
from foedus.files.findings import Findings
from foedus.files.parse import Row, Sheet, ids_of
from foedus.terms.grades import CREDIBILITY, INFERRED_FROM
from foedus.terms.predicates import PREDICATES, SOME_COLUMNS, Predicate, taking
from foedus.terms.steps import OBLIGATIONS
from foedus.terms.wording import count

FILE = "claims.csv"


def check_claims(sheets: Mapping[str, Sheet], findings: Findings) -> None:
    """Record every claim that does not hold what its predicate asks."""
    ids = {name: ids_of(sheets, (name,)) or frozenset() for name in ("actors", "issues", "factors")}
    known = frozenset().union(*ids.values())
    for row in sheets["claims"].rows:
        name = row.text("predicate")
        if name:
            rule = PREDICATES[name]
            _check_columns(row, name, rule=rule, findings=findings)
            _check_value(row, name, rule=rule, findings=findings)
            _check_objects(row, name, rule=rule, ids=ids, known=known, findings=findings)
            if rule.between_actors:
                _check_ends(row, name, findings=findings)
        if row.number("level") is not None and row.has("channel") and not row.text("channel"):
            findings.problem(FILE, row.line, "channel", "", "a channel, because level is given")
        _check_basis(row, findings)
    _note_unread(sheets["claims"].rows, findings)


def _note_unread(rows: Iterable[Row], findings: Findings) -> None:
    found = Counter(row.text("predicate") for row in rows)
    for name, number in found.items():
        if name and not PREDICATES[name].feeds:
            said = count(number, "claim")
            findings.note(
                f"{FILE}: {said} of {name}, of which nothing is made yet; they count only for factors they bear on"
            )


def _check_columns(row: Row, name: str, *, rule: Predicate, findings: Findings) -> None:
    for column in rule.needs:
        if row.has(column) and _is_empty(row, column):
            findings.problem(FILE, row.line, column, "", f"a cell that is not empty, because the predicate is {name}")
    for column in SOME_COLUMNS:
        if column not in rule.takes and not _is_empty(row, column):
            may = ", ".join(taking(column))
            shown = "|".join(row.many(column)) or row.text(column) or format_number(row.number(column) or 0)
            findings.problem(FILE, row.line, column, shown, f"nothing; only {may} has it, not {name}")


def _check_value(row: Row, name: str, *, rule: Predicate, findings: Findings) -> None:
    value = row.number("value")
    if value is None:
        return
    if not rule.has_value:
        findings.problem(FILE, row.line, "value", format_number(value), f"nothing, because the predicate is {name}")
    elif not rule.low <= value <= rule.high:
        expected = f"a number from {format_number(rule.low)} to {format_number(rule.high)} for {name}"
        nearest = format_number(min(max(value, rule.low), rule.high))
        findings.problem(FILE, row.line, "value", format_number(value), expected, nearest=nearest)


def _check_objects(
    row: Row,
    name: str,
    *,
    rule: Predicate,
    ids: Mapping[str, frozenset[str]],
    known: frozenset[str],
    findings: Findings,
) -> None:
    for part in row.many("object"):
        promised = part in OBLIGATIONS
        if (
            ("obligations" in rule.objects) != promised
            and (promised or rule.objects)
            and not (promised and part in known)
        ):
            expected = f"one of {', '.join(OBLIGATIONS)}" if "obligations" in rule.objects else "an id"
            findings.problem(FILE, row.line, "object", part, f"{expected} for {name}", options=OBLIGATIONS)
    if not rule.objects or "obligations" in rule.objects:
        return
    for part in row.many("object"):
        if part in known and not any(part in ids[table] for table in rule.objects):
            table = next(table for table in ids if part in ids[table])
            expected = f"an id of {' or '.join(rule.objects)} for {name}; {part} is one of {table}"
            findings.problem(FILE, row.line, "object", part, expected)


def _check_ends(row: Row, name: str, *, findings: Findings) -> None:
    holders, objects = row.many("holder"), row.many("object")
    if holders and objects and not any(holder != other for holder in holders for other in objects):
        findings.problem(FILE, row.line, "object", "|".join(objects), f"an actor other than the holder for {name}")


def _check_basis(row: Row, findings: Findings) -> None:
    credibility = row.number("credibility")
    if row.text("basis") == "inferred" and credibility is not None and credibility < INFERRED_FROM:
        poor = list(CREDIBILITY)[INFERRED_FROM - 1 :]
        expected = f"{', '.join(poor[:-1])} or {poor[-1]}, because the basis is inferred"
        findings.problem(FILE, row.line, "credibility", format_number(credibility), expected, nearest=poor[0])


def _is_empty(row: Row, column: str) -> bool:
    return row.values.get(column) in ("", (), None)
