"""Claims: what each predicate asks of the other columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from foedus.files.cells import format_number
from foedus.files.findings import Findings
from foedus.files.parse import Row, Sheet, ids_of

FILE = "claims.csv"


@dataclass(frozen=True, slots=True)
class Predicate:
    """What a predicate asks of a claim.

    Parameters
    ----------
    objects : tuple of str
        Tables that its objects are in; empty when anything may stand there.
    low, high : float
        Range of its value; equal when it has none.
    needs : tuple of str
        Columns that must be filled.
    takes : tuple of str
        Columns that only some predicates have and this one may fill.
    """

    objects: tuple[str, ...]
    low: float
    high: float
    needs: tuple[str, ...]
    takes: tuple[str, ...] = ()


_WHOLE = ("holder", "object", "value")
PREDICATES: dict[str, Predicate] = {
    "position": Predicate(("issues",), -1, 1, _WHOLE),
    "interest": Predicate(("issues",), 0, 1, _WHOLE),
    "threat": Predicate(("actors",), 0, 1, _WHOLE, ("component",)),
    "relation": Predicate(("actors",), -1, 1, _WHOLE, ("channel", "level")),
    "action": Predicate(("actors",), -1, 1, _WHOLE, ("channel", "level", "support_type")),
    "assessment": Predicate(("factors", "issues", "actors"), -1, 1, ("object",)),
    "context": Predicate((), 0, 0, ()),
}
_SOME = ("component", "channel", "level", "support_type")
_BETWEEN_ACTORS = ("threat", "relation", "action")
_INFERRED_FROM = 4


def check_claims(sheets: Mapping[str, Sheet], findings: Findings) -> None:
    """Record every claim that does not hold what its predicate asks."""
    ids = {name: ids_of(sheets, (name,)) or frozenset() for name in ("actors", "issues", "factors")}
    known = frozenset().union(*ids.values())
    for row in sheets["claims"].rows:
        name = row.text("predicate")
        if name:
            rule = PREDICATES[name]
            _check_columns(row, name, rule, findings)
            _check_value(row, name, rule, findings)
            _check_objects(row, name, rule, ids, known, findings)
        if name in _BETWEEN_ACTORS:
            _check_ends(row, name, findings)
        if row.number("level") is not None and row.has("channel") and not row.text("channel"):
            findings.problem(FILE, row.line, "channel", "", "a channel, because level is given")
        _check_basis(row, findings)


def _check_columns(row: Row, name: str, rule: Predicate, findings: Findings) -> None:
    for column in rule.needs:
        if row.has(column) and _is_empty(row, column):
            findings.problem(FILE, row.line, column, "", f"a cell that is not empty, because the predicate is {name}")
    for column in _SOME:
        if column not in rule.takes and not _is_empty(row, column):
            may = ", ".join(other for other, asked in PREDICATES.items() if column in asked.takes)
            shown = "|".join(row.many(column)) or row.text(column) or format_number(row.number(column) or 0)
            findings.problem(FILE, row.line, column, shown, f"nothing; only {may} has it, not {name}")


def _check_value(row: Row, name: str, rule: Predicate, findings: Findings) -> None:
    value = row.number("value")
    if value is None:
        return
    if rule.low == rule.high:
        findings.problem(FILE, row.line, "value", format_number(value), f"nothing, because the predicate is {name}")
    elif not rule.low <= value <= rule.high:
        expected = f"a number from {format_number(rule.low)} to {format_number(rule.high)} for {name}"
        nearest = format_number(min(max(value, rule.low), rule.high))
        findings.problem(FILE, row.line, "value", format_number(value), expected, nearest=nearest)


def _check_objects(
    row: Row,
    name: str,
    rule: Predicate,
    ids: Mapping[str, frozenset[str]],
    known: frozenset[str],
    findings: Findings,
) -> None:
    if not rule.objects:
        return
    for part in row.many("object"):
        if part in known and not any(part in ids[table] for table in rule.objects):
            table = next(table for table in ids if part in ids[table])
            expected = f"an id of {' or '.join(rule.objects)} for {name}; {part} is one of {table}"
            findings.problem(FILE, row.line, "object", part, expected)


def _check_ends(row: Row, name: str, findings: Findings) -> None:
    holders, objects = row.many("holder"), row.many("object")
    if holders and objects and not any(holder != other for holder in holders for other in objects):
        findings.problem(FILE, row.line, "object", "|".join(objects), f"an actor other than the holder for {name}")


def _check_basis(row: Row, findings: Findings) -> None:
    credibility = row.number("credibility")
    if row.text("basis") == "inferred" and credibility is not None and credibility < _INFERRED_FROM:
        expected = "4, 5 or 6, because the basis is inferred"
        findings.problem(FILE, row.line, "credibility", format_number(credibility), expected, nearest="4")


def _is_empty(row: Row, column: str) -> bool:
    return row.values.get(column) in ("", (), None)
