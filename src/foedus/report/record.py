"""A record over many cases as a person reads it in the terminal, and as a table for other programs."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from foedus.files.raw import write_rows
from foedus.terms.wording import PLAIN, count, percent
from foedus.verdict.record import ALLIANCE, WITHOUT_STEPS, Mean, Record
from foedus.verdict.score import INSIDE, PRIOR, UNIFORM, VERDICT

FEW = 100
"""Below so many cases the record says that they are few."""

_QUESTIONS = (
    ("which outcome came", "brier", "log", "0 best, 2 worst"),
    ("alliance or not", "alliance_brier", "alliance_log", "0 best, 1 worst"),
)


def record_table(record: Record) -> RenderableType:
    """Return what is printed: a row for each case, the scores in all, reliability, what was rejected, and the caveats."""
    parts: list[RenderableType] = []
    if record.rows:
        parts += [*_cases(record), Text(), *_in_all(record), *_reliability(record)]
    parts += [Text(line, style="yellow") for line in caveats(record)]
    parts += [Text(f"rejected: {row.case}: {row.reason}", style="red") for row in record.rejected]
    return Padding(Group(*parts), (1, 1, 0, 1))


def caveats(record: Record) -> Iterator[str]:
    """Yield what must be said beside the scores."""
    n = len(record.rows)
    yield f"{count(n + len(record.rejected), 'case')} given: {n} scored, {len(record.rejected)} rejected."
    if not n:
        return
    if n < FEW:
        yield f"n = {n} is small: the intervals draw these cases again and say nothing of others."
    told = record.told_hindsight
    if told:
        yield f"In {told} of {n} the coder says that the end was known; the scores are no test of foresight."
    if told < n:
        yield f"In {n - told} of {n} the coder does not say what was known of the end; take it as known."
    if record.provisional:
        yield f"* provisional in {record.provisional} of {n}: the horizon had not passed when the state was last recorded."


_SHORT = {WITHOUT_STEPS: "no steps", PRIOR: "prior", INSIDE: "inside"}
"""Heads of columns that are narrow."""


def _cases(record: Record) -> Iterator[RenderableType]:
    """Yield what each forecast said of an alliance, and on the right what it said of what came."""
    names = [name for name in record.rows[0].said if name != UNIFORM]
    heads = [_SHORT.get(name, name) for name in names]
    table = _table("case", "years", "came", *heads, "of it: verdict", "prior")
    for row in record.rows:
        mark = "*" if row.observed.provisional else ""
        table.add_row(
            row.case,
            str(row.horizon_years),
            f"{row.observed.outcome}{mark}",
            *(PLAIN.decimal(row.said[name][ALLIANCE], 3) for name in names),
            *(PLAIN.decimal(row.said[name][row.observed.outcome], 3) for name in (VERDICT, PRIOR)),
        )
    yield Text("Probability of an alliance; in the last two columns of what came", style="bold")
    yield table


def _in_all(record: Record) -> Iterator[RenderableType]:
    found = {(row.forecast, row.measure): row for row in record.means}
    for question, brier, log, ends in _QUESTIONS:
        table = _table(question, f"Brier ({ends})", "log score (0 best)", "log score above the prior's")
        for name in record.rows[0].said:
            above = "" if name == PRIOR else _gain(found[name, log])
            table.add_row(name, _mean(found[name, brier]), _mean(found[name, log]), above)
        yield table
        yield Text()


def _mean(row: Mean) -> str:
    return f"{PLAIN.decimal(row.mean)} [{PLAIN.decimal(row.low)}, {PLAIN.decimal(row.high)}]"


def _gain(row: Mean) -> str:
    return f"{PLAIN.signed(row.gain)} [{PLAIN.signed(row.gain_low)}, {PLAIN.signed(row.gain_high)}]"


def _reliability(record: Record) -> Iterator[RenderableType]:
    table = _table("said of an alliance", "forecast", "cases", "said on average", "came")
    for row in record.bins:
        if row.forecast in (VERDICT, PRIOR):
            ends = f"{row.low * 100:.0f}-{row.high * 100:.0f} %"
            table.add_row(ends, row.forecast, str(row.cases), percent(row.said), f"{row.came} of {row.cases}")
    yield table
    yield Text()


def _table(*titles: str) -> Table:
    table = Table(box=None, padding=(0, 1), pad_edge=False)
    for at, title in enumerate(titles):
        table.add_column(title, header_style="dim", no_wrap=at in (0, 2))
    return table


def record_csv(record: Record) -> bytes:
    """Return a row for each case given, the rejected ones with their reason and no scores."""
    rows = [{**row.plain(), "rejected": ""} for row in record.rows]
    columns = list(rows[0]) if rows else ["case", "rejected"]
    cells = [[_cell(row[name]) for name in columns] for row in rows]
    for lost in record.rejected:
        cells.append([{"case": lost.case, "rejected": lost.reason}.get(name, "") for name in columns])
    return write_rows(tuple(columns), cells)


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.6f}" if isinstance(value, float) else str(value)
