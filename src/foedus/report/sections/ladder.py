"""The ladder of cooperation and its timeline."""

from __future__ import annotations

from collections.abc import Iterable

from foedus.charts import Figure
from foedus.charts.ladder import Event, ladder
from foedus.charts.verdict_path import day_number
from foedus.report.html.context import Context
from foedus.report.html.parts import Table, under
from foedus.report.html.template import fill
from foedus.report.picture import Picture
from foedus.report.section import Block, Section, claims_of
from foedus.terms.cooperation import RUNGS
from foedus.verdict.types import Verdict
from foedus.verdict.types.synthesis import Rung, Support


def ladder_figure(context: Context) -> Figure | None:
    """The acts of the two on the ladder, by channel."""
    numbers = {id(row): number for number, row in _turning_points(context.verdict)}
    return ladder(
        Event(row.channel, row.date, row.day, row.level, row.label, row.text, numbers.get(id(row)))
        for row in context.verdict.ladder
    )


def _turning_points(verdict: Verdict) -> list[tuple[int, Rung]]:
    """The turning points that have a day, numbered from 1 in the order of their days."""
    rows = [row for row in verdict.ladder if row.turning_point and day_number(row.day) is not None]
    return list(enumerate(sorted(rows, key=lambda row: row.day), start=1))


LADDER = Picture("ladder", ladder_figure, lambda v: [*claims_of(v.ladder), "model:ladder"], "ladder")


def _build(context: Context) -> Iterable[Block]:
    yield context.say("ladder")
    found = context.exhibit(
        LADDER,
        "Each dot is a dated act between the two, on its rung from 1 to 6; the stepped line is the highest rung so far in "
        "the channel. Numbered diamonds are turning points, listed below.",
        table=_events(context),
        nothing="No dated act between the two stands on the ladder.",
        origin="given",
    )
    if context.verdict.ladder:
        yield fill(_RUNGS, rungs=RUNGS.items())
    yield found
    turning = [(number, row, context.links.cell(row.claims)) for number, row in _turning_points(context.verdict)]
    if turning:
        yield fill(_TURNING, turning=turning)
    yield under("Support from outside", _support(context))


def _events(context: Context) -> Table[Rung]:
    return (
        Table("ladder", "Events on the ladder of cooperation", context.verdict.ladder, "ladder.csv")
        .words("Date", lambda e: e.date or "undated", "given")
        .words("Channel", lambda e: e.channel)
        .coded("Rung", lambda e: str(e.level))
        .words("Name of the rung", lambda e: e.label)
        .words("Event", lambda e: e.text + (" (turning point)" if e.turning_point else ""))
        .links("Claims", lambda e: context.links.cell(e.claims))
    )


def _support(context: Context) -> Table[Support]:
    return (
        Table("support", "Who supports whom from outside, and how", context.verdict.support, "support.csv")
        .words("Supporter", lambda s: context.name(s.supporter))
        .words("Recipient", lambda s: context.name(s.recipient))
        .words("Kinds of support", lambda s: ", ".join(s.types))
        .words("First dated", lambda s: s.first or "undated", "given")
        .links("Claims", lambda s: context.links.cell(s.claims))
    )


_RUNGS = """\
<ol class="rungs" aria-label="The six rungs of the ladder">
{% for n, label in rungs %}
<li><b>{{ n }}</b> {{ label }}</li>
{% endfor %}
</ol>
"""
_TURNING = """\
<h3>Turning points</h3>
<ol class="turning">
{% for number, row, links in turning %}
<li><span class="badge">{{ number }}</span><div><p><b>{{ row.text }}</b></p>
<p class="note"><i class="g">{{ row.date or row.day }}</i> · {{ row.channel }} · rung <i class="g">{{ row.level }}</i>, {{ row.label }} · <span class="ids">{{ links }}</span></p></div></li>
{% endfor %}
</ol>
"""

SECTION = Section("ladder", "Ladder and timeline", 50, _build, [LADDER], annex=True)
