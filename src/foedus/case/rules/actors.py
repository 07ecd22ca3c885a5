"""Parts, voices and coalitions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from foedus.case.rules.codes import check_codes, check_scheme
from foedus.case.rules.graphs import find_cycles
from foedus.files.characters import look_alikes
from foedus.files.findings import Findings
from foedus.files.parse import Row, Sheet


def check_actors(sheets: Mapping[str, Sheet], findings: Findings) -> None:
    """Record parts without a word on their voice, members of what is neither coalition nor organisation, codes that disagree, cycles in part_of."""
    sheet = sheets["actors"]
    kinds = {row.text("id"): row.text("kind") for row in sheet.rows}
    for row in sheet.rows:
        _check_part(row, findings)
        _check_capability(row, findings)
        check_codes(row, findings)
        for coalition in row.many("member_of"):
            if kinds.get(coalition, "coalition") not in ("coalition", "organisation", ""):
                expected = f"an actor of kind coalition or organisation; {coalition} is {kinds[coalition]}"
                findings.problem("actors.csv", row.line, "member_of", coalition, expected)
            if coalition == row.text("id"):
                findings.problem("actors.csv", row.line, "member_of", coalition, "another actor")
    check_scheme(sheet.rows, findings)
    for note in look_alikes([row.text("name") for row in sheet.rows if row.text("name")]):
        findings.note(f"actors.csv: names {note}")
    edges = {row.text("id"): tuple(filter(None, (row.text("part_of"),))) for row in sheet.rows}
    report_cycles(sheet, "part_of", edges=edges, findings=findings)


def report_cycles(sheet: Sheet, column: str, *, edges: Mapping[str, Sequence[str]], findings: Findings) -> None:
    """Record every cycle of `edges`, told at the row of its first id."""
    lines = {row.text("id"): row.line for row in sheet.rows}
    for cycle in find_cycles(edges):
        shown = " > ".join((*cycle, cycle[0]))
        findings.problem(sheet.table.file, lines[cycle[0]], column, shown, f"no cycle in {column}")


def _check_part(row: Row, findings: Findings) -> None:
    if not row.has("part_of", "roll_up"):
        return
    part_of, roll_up = row.text("part_of"), row.text("roll_up")
    if part_of and not roll_up:
        findings.problem("actors.csv", row.line, "roll_up", "", "as_voice or none, because part_of is given")
    elif roll_up and not part_of:
        findings.problem("actors.csv", row.line, "roll_up", roll_up, "nothing, because part_of is empty")


def _check_capability(row: Row, findings: Findings) -> None:
    """A capability carries its evidence; a source alone says nothing."""
    if not row.has("capability", "capability_source"):
        return
    value, source = row.number("capability"), row.text("capability_source")
    if value is not None and not source:
        findings.problem("actors.csv", row.line, "capability_source", "", "where the capability comes from")
    elif source and value is None:
        findings.problem("actors.csv", row.line, "capability", "", "a number, because capability_source is given")


def voices_of(actors: Sheet) -> dict[str, str]:
    """Return for every actor the one it speaks for; an unknown or circular part speaks for itself."""
    parents = {
        row.text("id"): row.text("part_of") if row.text("roll_up") == "as_voice" else ""
        for row in actors.rows
        if row.text("id")
    }
    voices: dict[str, str] = {}
    for actor in parents:
        current, passed = actor, {actor}
        while parents.get(current) in parents and parents[current] not in passed:
            current = parents[current]
            passed.add(current)
        voices[actor] = current
    return voices
