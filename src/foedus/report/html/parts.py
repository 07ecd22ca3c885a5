"""Building blocks of a section: a table, and an exhibit (a figure with its caption, table, data file and evidence)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from foedus.charts import Figure

Cell = str | Markup


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Parameters
    ----------
    label : str
        The heading.
    origin : str
        ``computed``, ``given`` (by a source, coder or rater) or empty where the column holds words.
    number : bool
        Whether the cells are numbers, set flush right.
    links : bool
        Whether the cells are links to claims.
    """

    label: str
    origin: str = ""
    number: bool = False
    links: bool = False


CLAIMS = Column("Claims", links=True)
"""The column with the evidence of each row."""


def computed(label: str) -> Column:
    """A column of numbers that foedus computes."""
    return Column(label, "computed", number=True)


def coded(label: str) -> Column:
    """A column of numbers that a source, coder or rater gives."""
    return Column(label, "given", number=True)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; the first cell heads it."""

    cells: Sequence[Cell]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the report.

    Parameters
    ----------
    key : str
        Unique in the page.
    caption : str
        What it holds.
    columns : sequence of Column
        As many as each row has cells.
    rows : sequence of Row
        May be empty: then the page says so.
    file : str
        The CSV file beside the report that holds the same, or empty.
    sortable : bool
        Whether the script of the page offers to sort it.
    """

    key: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    file: str = ""
    sortable: bool = True

    @property
    def classes(self) -> str:
        """Style classes by column (``n2`` flush right, ``g2`` as given), which is shorter than one in each cell."""
        found = ["sortable"] if self.sortable else []
        for place, column in enumerate(self.columns, start=1):
            found += [f"n{place}"] if column.number else []
            found += [f"g{place}"] if column.origin == "given" else []
            found += [f"t{place}"] if self._holds_prose(place - 1) else []
        found += ["ids"] if any(column.links for column in self.columns) else []
        return " ".join(found)

    def _holds_prose(self, place: int) -> bool:
        """Whether a column of words has long cells, so that it needs room."""
        if self.columns[place].number or self.columns[place].links:
            return False
        return max((len(str(row.cells[place])) for row in self.rows), default=0) > 36


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A figure with all that belongs to it.

    Parameters
    ----------
    figure : Figure or None
        None where there is nothing to draw; the page then shows `nothing`.
    number : int
        Number of the figure in the page.
    caption : str
        How to read it; no findings.
    origin : str
        ``computed`` or ``given``.
    table : Table or None
        The numbers behind it.
    evidence : Markup
        The fold with its evidence.
    nothing : str
        What to say where there is no data.
    key : Markup
        Further explanation of signs and numbers.
    """

    figure: Figure | None
    number: int
    caption: str
    origin: str
    table: Table | None
    evidence: Markup
    nothing: str
    key: Markup = field(default_factory=Markup)
