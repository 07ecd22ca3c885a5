"""Sensitivity: what moves the verdict, and what it is when something is left out or chosen otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from foedus.charts import Figure, belief, tornado
from foedus.report.html.context import Context
from foedus.report.html.parts import Table, folded
from foedus.report.html.wording import decimal, percent, points
from foedus.report.picture import Picture
from foedus.report.section import Block, Section, chosen, claims_of
from foedus.terms.outcomes import OUTCOMES
from foedus.verdict.types import Verdict
from foedus.verdict.types.analysis import AtBelief, Bar, Decides, Variant, WithoutPerspective, WithoutReference

MOST = 12
"""Rows of the tables of what moves the verdict; the data files hold the rest."""


def tornado_figure(context: Context, *, outcome: str | None = None) -> Figure | None:
    """What moves an outcome most; if none is named, the one asked about."""
    verdict = context.verdict
    return tornado.tornado(
        (
            tornado.Bar(bar.outcome, bar.label, bar.kind, bar.low, bar.high, verdict.outcomes[bar.outcome].probability)
            for bar in verdict.sensitivity.tornado
        ),
        outcomes=_told(verdict) if outcome is None else [chosen(outcome, OUTCOMES, noun="outcome")],
        most=MOST,
    )


def belief_figure(context: Context) -> Figure | None:
    """The outcomes by the weight of the factors."""
    return belief.belief(
        belief.AtBelief(step.belief, name, probability)
        for step in context.verdict.sensitivity.belief
        for name, probability in step.outcomes.items()
        if probability is not None
    )


def _told(verdict: Verdict) -> list[str]:
    return [verdict.answer.outcome]


def _evidence(verdict: Verdict) -> list[str]:
    return [*claims_of(verdict.factors), "model:posterior"]


TORNADO = Picture("tornado", tornado_figure, _evidence, "posterior")
BELIEF = Picture("belief", belief_figure, _evidence, "posterior")


def _build(context: Context) -> Iterable[Block]:
    found = context.verdict.sensitivity
    yield context.say("sensitivity")
    yield _decides(found.decides)
    yield context.exhibit(
        TORNADO,
        "Each bar spans the lowest and the highest probability when one thing is varied and all else stays. Filled: a kind of factor. "
        "Hollow, in italics: a choice of method. The claims of each kind stand in the table of kinds.",
        table=_tornado(context.verdict),
        nothing="Nothing was varied.",
    )
    yield context.exhibit(
        BELIEF,
        "The belief sets how much what the evidence says of the factors counts against the prior: at 0 only prior and steps speak.",
        table=_belief(found.belief),
        nothing="The belief was not varied.",
    )
    perspectives = [(context.name(row.perspective), row) for row in found.leave_one_perspective_out]
    references = [(context.links.link(row.reference), row) for row in found.leave_one_reference_out]
    for table in (
        _left_out("leave_one_perspective_out", "One perspective left out", rows=perspectives),
        _left_out("leave_one_reference_out", "One work left out", rows=references),
        _choices("other-prior", "Another prior", rows=found.prior, file="prior_sweep.csv"),
        _choices("other-ratios", "Other ratios of the kinds", rows=found.ratios, file="ratio_sweep.csv"),
    ):
        yield folded(table.caption, table)


def _decides(rows: tuple[Decides, ...]) -> Table[Decides]:
    caption = "Which decides: how much probability moves when each is neutralised (total variation)"
    return (
        Table("decides", caption, rows, "decides.csv", sortable=False)
        .words("What", lambda d: d.what)
        .computed("Moves, 0 to 1", lambda d: decimal(d.distance))
        .words("In words", lambda d: d.text)
    )


def _tornado(verdict: Verdict) -> Table[Bar]:
    every = verdict.sensitivity.tornado
    rows = [bar for outcome in _told(verdict) for bar in [bar for bar in every if bar.outcome == outcome][:MOST]]
    caption = "What moves the outcome asked about most (the data file holds all)"
    return (
        Table("tornado", caption, rows, "tornado.csv")
        .words("What is varied", lambda b: b.label)
        .words("Kind", lambda b: b.kind)
        .words("Outcome", lambda b: b.outcome)
        .computed("Lowest", lambda b: percent(b.low))
        .computed("Highest", lambda b: percent(b.high))
        .computed("Width, points", lambda b: decimal(100 * b.width, 1))
    )


def _belief(rows: tuple[AtBelief, ...]) -> Table[AtBelief]:
    return (
        Table("belief", "The outcomes over the belief in the factors", rows, "belief_sweep.csv", sortable=False)
        .words("Belief", lambda t: decimal(t.belief, 1))
        .outcomes("{}", lambda t, name: percent(t.outcomes[name]))
    )


Without = tuple[str, WithoutPerspective | WithoutReference]


def _left_out(key: str, caption: str, *, rows: Sequence[Without]) -> Table[Without]:
    if len(rows) > MOST:
        caption += f": the {MOST} of {len(rows)} that move most (all are in the data file)"
    return (
        Table(key.replace("_", "-"), caption, sorted(rows, key=_moved)[:MOST], f"{key}.csv")
        .words("Left out", lambda r: r[0])
        .computed("Claims", lambda r: str(r[1].claims))
        .outcomes("{} (change, points)", lambda r, name: f"{percent(r[1].outcomes[name])} ({points(r[1].shift[name])})")
        .words("Turns the verdict", lambda r: "yes" if r[1].flips else "no")
    )


def _moved(row: Without) -> tuple[bool, float]:
    """Sorts what turns the verdict first, then what moves most probability."""
    return not row[1].flips, -sum(abs(value or 0.0) for value in row[1].shift.values())


def _choices(key: str, caption: str, *, rows: tuple[Variant, ...], file: str) -> Table[Variant]:
    return (
        Table(key, caption, rows, file, sortable=False)
        .words("Choice", lambda v: v.label)
        .outcomes("{}", lambda v, name: percent(v.outcomes[name]))
    )


SECTION = Section("sensitivity", "Sensitivity", 130, _build, [TORNADO, BELIEF], annex=True)
