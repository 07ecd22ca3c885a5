"""From events to counts by pair and period, as one Ibis expression: no engine is known here and no row is read.

Two tables stand in it by name: ``events`` (columns of :mod:`foedus.events.rows`) and ``crosswalk`` (code, first, last, ccode).
No event falls out: what is no act between two states of the table is counted in a row of another kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedus.events.choices import PERIODS, Choices
from foedus.extras import need

if TYPE_CHECKING:
    import ibis.expr.types as ir

PAIR, INTERNAL, OTHER, UNMAPPED, UNDATED = range(5)
"""Kinds of rows: of two states asked for; within one state; of other states; with a side that is no state; without a day."""

EVENTS = {
    "date": "date", "added": "date", "actor1": "string", "actor2": "string", "country1": "string", "country2": "string",
    "code": "string", "quad": "int8", "score": "float64", "is_root": "boolean", "mentions": "int32", "deaths": "int32",
}  # fmt: skip
"""Columns of the events that the expressions use, as Ibis names their types."""
CROSSWALK = {"code": "string", "first": "int32", "last": "int32", "ccode": "int32"}
"""Columns of the crosswalk: a code of the scheme, the years in which it holds, and the state."""
SUMS = ("rows", "events", "quad1", "quad2", "quad3", "quad4", "score_sum", "scored", "deaths")
"""Columns of numbers of the result."""


def counts(choices: Choices, *, between: tuple[tuple[int, int], ...] = ()) -> ir.Table:
    """Return the counts of events by kind, pair and period.

    Parameters
    ----------
    choices : Choices
        What is counted and how.
    between : sequence of pairs of ccodes
        Pairs to be told apart, in both directions; every pair if none is given.

    Returns
    -------
    Ibis table
        ``kind, ccode1, ccode2, code1, code2, period`` and `SUMS`; ccodes for pairs, codes for a side that is no state (the
        empty text for a side that its source names by none), periods by their first day. ``rows`` counts before the
        duplicates rule, ``events`` after it.
    """
    found = _kept(_events(), choices)
    found = _distinct(found, choices)
    return _by_kind(_mapped(_grouped(found, choices)), choices, between=between)


def set_aside(choices: Choices) -> ir.Table:
    """Return one row: how many rows there are and how many each filter sets aside, the first that does; and what says nothing.

    ``total, later, not_root, few_mentions, no_added, no_root, no_mentions``; the last three are rows without the value.
    """
    found = _events()
    found = found.mutate(late=_late(found, choices), branch=_branch(found, choices), few=_few(found, choices))
    late, branch, few = (found[name] for name in ("late", "branch", "few"))

    def count(which: ir.BooleanValue) -> ir.Scalar:
        return _ibis().coalesce(which.ifelse(1, 0).cast("int64").sum(), _ibis().literal(0, "int64"))

    return found.aggregate(
        total=found.count(),
        later=count(late),
        not_root=count(~late & branch),
        few_mentions=count(~late & ~branch & few),
        no_added=count(found["added"].isnull()),
        no_root=count(found["is_root"].isnull()),
        no_mentions=count(found["mentions"].isnull()),
    )


def codes_seen() -> ir.Table:
    """Return the codes of states in the events: ``code``, each once, whichever side it stands on."""
    found = _events()
    sides = [found.select(code=found[name]) for name in ("country1", "country2")]
    both = sides[0].union(sides[1], distinct=False)
    return both.filter(both["code"].notnull()).distinct()


def _ibis() -> Any:
    return need("ibis", what="a table of events")


def _events() -> ir.Table:
    return _ibis().table(EVENTS, name="events")


def _late(found: ir.Table, choices: Choices) -> ir.BooleanValue:
    ibis = _ibis()
    if choices.as_of is None:
        return ibis.literal(False)
    return ibis.coalesce(found["added"] > ibis.date(choices.as_of.isoformat()), ibis.literal(True))


def _branch(found: ir.Table, choices: Choices) -> ir.BooleanValue:
    ibis = _ibis()
    return ~ibis.coalesce(found["is_root"], ibis.literal(False)) if choices.root_only else ibis.literal(False)


def _few(found: ir.Table, choices: Choices) -> ir.BooleanValue:
    ibis = _ibis()
    if not choices.mentions:
        return ibis.literal(False)
    return ibis.coalesce(found["mentions"], ibis.literal(0, "int32")) < choices.mentions


def _kept(found: ir.Table, choices: Choices) -> ir.Table:
    if not choices.filtered:
        return found
    return found.filter(~(_late(found, choices) | _branch(found, choices) | _few(found, choices)))


def _distinct(found: ir.Table, choices: Choices) -> ir.Table:
    """One row for each event that counts, with the number of rows that tell it."""
    day = found["date"] if choices.dated == "event" else found["added"]
    values = {"quad": "min", "score": "min", "deaths": "max"}
    if choices.duplicates == "none":
        return found.select("country1", "country2", *values, day=day)
    sides = ("actor1", "actor2") if choices.duplicates == "one-a-day" else ()
    keys = [found[name] for name in ("country1", "country2", *sides, "code")]
    once = {name: getattr(found[name], how)() for name, how in values.items()}
    return found.group_by([*keys, day.name("day")]).aggregate(rows=found.count(), **once)


def _grouped(found: ir.Table, choices: Choices) -> ir.Table:
    """Sums by what names the sides, period and quad class: small before anything is joined, and few sums over all rows."""
    day = found["day"]
    period = day.truncate(PERIODS[choices.period]).cast("date")
    # Only a week can lie in two years, and a state can come or go between them.
    year = {"year": day.year().cast("int32")} if choices.period == "week" else {}
    rows = {} if choices.duplicates == "none" else {"rows": found["rows"].sum().cast("int64")}
    sums = found.group_by(
        country1=found["country1"],
        country2=found["country2"],
        quad=found["quad"],
        period=period,
        undated=day.isnull(),  # of the day itself: DuckDB before 2 holds the period of a missing day for none
        **year,
    ).aggregate(
        **rows,
        events=found.count(),
        score_sum=found["score"].sum(),
        scored=found["score"].count(),
        deaths=found["deaths"].sum().cast("int64"),
    )
    quads = {f"quad{one}": (sums["quad"] == one).ifelse(sums["events"], 0).cast("int64") for one in (1, 2, 3, 4)}
    same = {} if rows else {"rows": sums["events"]}
    return sums.mutate(**quads, **same, **({} if year else {"year": sums["period"].year().cast("int32")}))


def _mapped(found: ir.Table) -> ir.Table:
    for side in ("1", "2"):
        known = _ibis().table(CROSSWALK, name="crosswalk")
        known = known.rename({f"{name}{side}": name for name in CROSSWALK})
        holds = [
            found[f"country{side}"] == known[f"code{side}"],
            found["year"] >= known[f"first{side}"],
            found["year"] <= known[f"last{side}"],
        ]
        found = found.left_join(known, holds).drop(f"code{side}", f"first{side}", f"last{side}")
    return found


def _by_kind(found: ir.Table, choices: Choices, *, between: tuple[tuple[int, int], ...]) -> ir.Table:
    ibis = _ibis()
    one, two = found["ccode1"], found["ccode2"]
    kind = ibis.cases(
        (found["undated"], UNDATED),
        (one.isnull() | two.isnull(), UNMAPPED),
        (one == two, INTERNAL),
        (_asked(found, between), PAIR),
        else_=OTHER,
    ).cast("int8")
    found = found.mutate(kind=kind, low=ibis.least(one, two), high=ibis.greatest(one, two))
    first, second = ("ccode1", "ccode2") if choices.directed else ("low", "high")
    is_pair, lacks = found["kind"] == PAIR, found["kind"] == UNMAPPED

    def only(which: ir.BooleanValue, value: ir.Value, kind: str) -> ir.Value:
        return which.ifelse(value, ibis.null(kind))

    named = {
        f"code{side}": only(
            lacks & found[f"ccode{side}"].isnull(), ibis.coalesce(found[f"country{side}"], ibis.literal("")), "string"
        )
        for side in ("1", "2")
    }
    keyed = found.select(
        "kind",
        "period",
        *SUMS,
        ccode1=only(is_pair, found[first], "int32"),
        ccode2=only(is_pair, found[second], "int32"),
        **named,
    )
    return keyed.group_by("kind", "ccode1", "ccode2", "code1", "code2", "period").aggregate(
        **{name: keyed[name].sum() for name in SUMS}
    )


def _asked(found: ir.Table, between: tuple[tuple[int, int], ...]) -> ir.BooleanValue:
    ibis = _ibis()
    if not between:
        return ibis.literal(True)
    low, high = ibis.least(found["ccode1"], found["ccode2"]), ibis.greatest(found["ccode1"], found["ccode2"])
    number = low.cast("int64") * 10_000 + high.cast("int64")
    return number.isin(sorted({min(pair) * 10_000 + max(pair) for pair in between}))
