"""What two states do alike: support of the same actors, exercises together, organisations in common.

The records of support and of exercises list what is there: in a covered year that they do not name a pair, the value is 0, and after
their last year it is unknown. The record of organisations states its zeros: a pair that it does not name is unknown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import polars as pl

from foedus.affinity.exercises import joint_exercises
from foedus.affinity.support import joint_support, opposite_support, supports
from foedus.panel.lookup import dyad_values
from foedus.panel.source import Source
from foedus.panel.step import Build, Column, Step

SUPPORT_RULE = "governments by their UCDP numbers; supporters of a row are known one by one, kinds of support are not"
EXERCISES_RULE = "an exercise counts in the year of its first day; after the last covered year unknown, not 0"
IGO_RULE = "full members; dyads that the record leaves out are unknown"


def external_support(*, version: str | None = None) -> Step:
    """Number of actors in armed conflicts that both support, and of conflicts' dyads in which each supports another side."""
    made = {"joint_support": joint_support, "opposite_support": opposite_support}
    labels = {
        "joint_support": "actors in armed conflicts that both support, UCDP ESD",
        "opposite_support": "conflict dyads in which the two support opposite sides, UCDP ESD",
    }
    columns = tuple(Column(name, labels[name], ("ucdp-esd",), SUPPORT_RULE) for name in made)

    def build(panel: Build) -> list[pl.Series]:
        source = panel.load("ucdp-esd", version)
        rows = supports(source.frame)
        return [_undirected(panel, source, count(rows), name=name, absent=0) for name, count in made.items()]

    return Step("add_external_support", columns, build, versions={"ucdp-esd": version})


def exercises(*, version: str | None = None) -> Step:
    """Number of multinational exercises in which both took part."""
    label = "multinational exercises in which both took part, MME"
    return _one(
        "add_exercises", "mme", Column("exercises", label, ("mme",), EXERCISES_RULE), joint_exercises, 0, version
    )


def joint_igos(*, version: str | None = None) -> Step:
    """Number of intergovernmental organisations of which both are full members."""
    label = "intergovernmental organisations of which both are full members"
    column = Column("dyadigos", label, ("cow-igo-dyads",), IGO_RULE)
    return _one("add_igo", "cow-igo-dyads", column, lambda frame: frame, None, version)


def _one(
    verb: str,
    dataset: str,
    column: Column,
    count: Callable[[pl.DataFrame], pl.DataFrame],
    absent: int | None,
    version: str | None,
) -> Step:
    def build(panel: Build) -> list[pl.Series]:
        source = panel.load(dataset, version)
        return [_undirected(panel, source, count(source.frame), name=column.name, absent=absent)]

    return Step(verb, (column,), build, versions={dataset: version})


def _undirected(panel: Build, source: Source, table: pl.DataFrame, *, name: str, absent: int | None) -> pl.Series:
    """Read a table of `ccode1 < ccode2` off for dyads in either order."""
    table = table.select("ccode1", "ccode2", "year", name)
    back = table.select(ccode1="ccode2", ccode2="ccode1", year="year", **{name: name})
    both = replace(source, frame=pl.concat([table, back]))
    known = {} if absent is None else {name: absent}
    return dyad_values(panel.keys_in("cow"), both, columns=[name], absent=known)[0]
