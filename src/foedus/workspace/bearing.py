"""The factors that a claim bears on, as one field of its form: ``+raids|-distrust`` for rows of ``bearings.csv``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from foedus.case.coding.log.event import Cells, Change
from foedus.case.schema import BEARINGS
from foedus.files.cells import LIST_MARK
from foedus.nearest import nearest_hint

FIELD = "bears"
"""Name of the field; the table of claims has no such column."""


def written(rows: Iterable[Mapping[str, str]]) -> str:
    """Return the field for the bearings of a claim.

    >>> written([{"factor": "raids", "bears": "+"}, {"factor": "distrust", "bears": "-"}])
    '+raids|-distrust'
    """
    return LIST_MARK.join(f"{row.get('bears', '')}{row.get('factor', '')}" for row in rows)


def added(claim: str, field: str) -> list[Change]:
    """Return the changes that add the bearings of a new claim; a factor without a sign is borne out.

    >>> [change.row for change in added("c1", "+raids|-distrust")]
    [('c1', 'raids'), ('c1', 'distrust')]
    """
    made: list[Change] = []
    for part in filter(None, (one.strip() for one in field.split(LIST_MARK))):
        sign, factor = (part[0], part[1:].strip()) if part[0] in "+-" else ("+", part)
        row: Cells = {"claim": claim, "factor": factor, "bears": sign}
        made.append(Change("add", BEARINGS.name, (claim, factor), after=row))
    return made


def problem(field: str, factors: Iterable[str]) -> str:
    """Return what is wrong with the field, or nothing."""
    known, seen = set(factors), set[str]()
    for change in added("", field):
        factor = change.row[1]
        if factor not in known:
            return (
                f"{factor!r} is no factor of the case{nearest_hint(factor, known)}; + before it strengthens, - weakens"
            )
        if factor in seen:
            return f"{factor!r} is named twice"
        seen.add(factor)
    return ""
