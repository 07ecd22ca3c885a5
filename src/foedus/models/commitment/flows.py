"""What two sides take from outside, from a user's CSV file: by channel, year and supplier."""

from __future__ import annotations

from pathlib import Path

from foedus.files.fields import Field, Table
from foedus.files.findings import Findings
from foedus.files.tables import FileError, read_table
from foedus.models.commitment.game import Flow
from foedus.models.envelope import InputFile

FLOWS = Table(
    "flows",
    "flows.csv",
    "What recipients take from suppliers.",
    (),
    (
        Field("channel", "text", "What flows, such as arms or trade.", "arms", required=True),
        Field("year", "integer", "Year; empty where the flow is of no one year.", "2016"),
        Field("supplier", "text", "Who gives.", "russia", required=True, names="actor"),
        Field("recipient", "text", "Who takes.", "iran", required=True, names="actor"),
        Field("value", "number", "How much, 0 or more, in any unit that the channel keeps.", "420", required=True),
    ),
)


def read_flows(path: Path, sides: tuple[str, ...]) -> tuple[tuple[Flow, ...], InputFile]:
    """Read a table of flows; those to others than the sides are counted and left out.

    Raises FileError if a flow is negative, a supplier is its own recipient, or a row stands twice with two values.
    """
    table = read_table(path, FLOWS, optional=("year",))
    findings, others = Findings(), 0
    found: dict[tuple[str, int | None, str, str], Flow] = {}
    for row in table.rows:
        supplier, recipient, value = row.text("supplier"), row.text("recipient"), row.number("value") or 0.0
        year = row.number("year")
        flow = Flow(row.text("channel"), None if year is None else int(year), supplier, recipient, float(value))
        key = flow.channel, flow.year, supplier, recipient
        if value < 0:
            findings.problem(
                table.name, row.line, "value", f"{value:g}", "a flow of 0 or more; give what flows back its own row"
            )
        elif supplier == recipient:
            findings.problem(table.name, row.line, "supplier", supplier, "another supplier than the recipient")
        elif key in found and found[key].value != flow.value:
            expected = f"one value for a channel, year and pair; {found[key].value:g} stands above"
            findings.problem(table.name, row.line, "value", f"{value:g}", expected)
        elif recipient not in sides:
            others += 1
        else:
            found[key] = flow
    if findings.problems:
        raise FileError(table.name, findings.problems, notes=table.notes)
    notes = list(table.notes)
    if others:
        rows = "1 row of another recipient" if others == 1 else f"{others:,} rows of other recipients"
        notes.append(f"{table.name}: {rows} than {' and '.join(sides)} not used")
    missing = [side for side in sides if not any(flow.recipient == side for flow in found.values())]
    notes += [f"{table.name}: no row says what {side} takes; its dependence is not known" for side in missing]
    suppliers: dict[tuple[str, str], set[str]] = {}
    for flow in found.values():
        suppliers.setdefault((flow.channel, flow.recipient), set()).add(flow.supplier)
    alone = sorted(key for key, names in suppliers.items() if len(names) == 1)
    notes += [
        f"{table.name}: one supplier only of {channel} to {recipient}; whether others could stand in is not in the file"
        for channel, recipient in alone
    ]
    return tuple(found.values()), InputFile(table.name, table.sha256, tuple(notes))
