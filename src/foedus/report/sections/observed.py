"""What datasets and registers record of the pair, beside the coded climb."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from foedus.charts import Figure
from foedus.charts.course import Recorded, recorded
from foedus.charts.verdict_path import day_number
from foedus.errors import InputError
from foedus.files.edtf import parse_edtf
from foedus.report.html.context import Context
from foedus.report.html.parts import Table, folded
from foedus.report.picture import Picture
from foedus.report.section import Block, Section
from foedus.terms.wording import listing
from foedus.verdict.types import Verdict
from foedus.verdict.types.observed import CheckedRung, Observed, ObservedSeries, ObservedValue, RecordedAct

LEFT_TO_TABLES = ("identical-votes", "vote-s", "vote-kappa", "vote-pi", "events")
"""Series that say nearly the same as one that is drawn."""
MOST_LANES = 6
"""Lanes of series; what is beyond stands in the table."""


def observed_figure(context: Context) -> Figure | None:
    """The coded climb, what datasets record, and acts of registers, on one axis of time."""
    found = context.verdict.observed
    if found is None:
        return None
    rows = [*_climb(context.verdict), *_series(context, found), *_acts(context, found)]
    return recorded(rows, cut_off=context.verdict.as_of)


def _evidence(verdict: Verdict) -> list[str]:
    if verdict.observed is None:
        return []
    claims = [claim for row in verdict.ladder if row.turning_point for claim in row.claims]
    sets = [name for name in ("dataset:observed", "dataset:acts") if name in verdict.evidence.datasets]
    return [*claims, *sets, "model:ladder", "model:turning-points"]


OBSERVED = Picture("observed", observed_figure, _evidence, "turning-points")


def _climb(verdict: Verdict) -> Iterator[Recorded]:
    for row in verdict.ladder:
        if row.turning_point and day_number(row.day) is not None:
            yield Recorded("Coded climb", "rung", row.day, row.day, row.level, row.text)


def _series(context: Context, found: Observed) -> Iterator[Recorded]:
    shown = [row for row in found.series if row.series not in LEFT_TO_TABLES][:MOST_LANES]
    for series in shown:
        lane = _lane(context, series)
        for change in series.changes:
            low, high = _days(change.low)[0], _days(change.high)[1]
            yield Recorded(lane, "change", low, high, day_number(_days(change.month)[0]), change.month)
        for value in series.values:
            yield Recorded(lane, "value", *_days(value.period), value.value, value.period)


def _lane(context: Context, series: ObservedSeries) -> str:
    label = series.label[0].upper() + series.label[1:]
    return f"{label}: {context.name(series.actor)} to {context.name(series.recipient)}" if series.actor else label


def _acts(context: Context, found: Observed) -> Iterator[Recorded]:
    for act in sorted(found.acts, key=lambda act: act.actor):
        who = listing([context.name(actor) for actor in act.actor])
        yield Recorded(f"{who}: {_kind(act)}", "act", *_days(act.date), None, act.text)


def _kind(act: RecordedAct) -> str:
    return act.support_type or act.channel or "other"


def _days(text: str) -> tuple[str, str]:
    """First and last day of a date, an open end is its only day that is known; empty for what is no date."""
    try:
        date = parse_edtf(text)
    except InputError:
        return "", ""
    open_end = date.upper == datetime.date.max
    return date.lower.isoformat(), (date.lower if open_end else date.upper).isoformat()


def _build(context: Context) -> Iterable[Block]:
    found = context.verdict.observed
    if found is None:
        return
    yield context.say("observed")
    yield context.exhibit(
        OBSERVED,
        "Diamonds: turning points as coded. Lines: what a dataset records, broken where it has no value. Shades: intervals of "
        "turning points of reported events. Dots and bars: acts of registers, by day or over years. None of it moves a probability.",
        table=_values(context, found),
        nothing="Nothing recorded bears a date.",
        origin="given",
    )
    for check in found.checks:
        label = next(row.label for row in found.series if row.series == check.series)
        yield folded(f"The coded climb against the {label}", _checked(context, check.rungs))
    if found.acts:
        yield folded("Acts of registers", _registered(context, found.acts))


class _Value(NamedTuple):
    series: ObservedSeries
    value: ObservedValue


def _values(context: Context, found: Observed) -> Table[_Value]:
    rows = [_Value(series, value) for series in found.series for value in series.values]
    return (
        Table("observed", "What datasets record of the pair", rows, "observed.csv")
        .words("Series", lambda r: _lane(context, r.series))
        .words("Period", lambda r: r.value.period, "given")
        .words("Value", lambda r: f"{r.value.value:g}", "given")
        .words("n", lambda r: "" if r.value.n is None else str(r.value.n), "given")
        .words("Source", lambda r: r.series.source)
    )


def _checked(context: Context, rungs: Sequence[CheckedRung]) -> Table[CheckedRung]:
    return (
        Table("ladder-check", "Coded turning points and changes of the series within half a year", rungs)
        .words("Date", lambda r: r.date, "given")
        .words("Coded turning point", lambda r: r.text)
        .words("Answer", lambda r: r.answer)
        .words("Change", lambda r: r.change or "none")
        .links("Claims", lambda r: context.links.cell(r.claims))
    )


def _registered(context: Context, acts: Sequence[RecordedAct]) -> Table[RecordedAct]:
    return (
        Table("acts", "Acts that registers hold", acts, "acts.csv")
        .words("Date", lambda a: a.date, "given")
        .words("Who", lambda a: listing([context.name(actor) for actor in a.actor]))
        .words("For whom, or on what", lambda a: context.name(a.recipient))
        .words("Kind", _kind)
        .words("What the register says", lambda a: a.text)
        .words("Rows", lambda a: a.rows, "given")
        .words("Source", lambda a: a.source)
    )


def _tables(verdict: Verdict) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    found = verdict.observed
    if found is None:
        return {}
    rows = [
        {"series": series.series, "actor": series.actor, "recipient": series.recipient, "period": value.period,
         "value": value.value, "n": value.n, "source": series.source}
        for series in found.series
        for value in series.values
    ]  # fmt: skip
    acts = [
        {
            name: "|".join(cell) if isinstance(cell := getattr(act, name), tuple) else cell
            for name in act.__struct_fields__
        }
        for act in found.acts
    ]
    return {"observed": rows, "acts": acts}


SECTION = Section("observed", "What was recorded", 52, _build, [OBSERVED], tables=_tables, annex=True)
