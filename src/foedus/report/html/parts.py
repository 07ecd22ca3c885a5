"""Building blocks of a section: a table, and an exhibit (a figure with its caption, table, data file and evidence)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from markupsafe import Markup

from foedus.charts import Figure
from foedus.report.html.template import fill, fold, heading
from foedus.terms.outcomes import OUTCOMES

TABLES = "tables/"
"""Where the data files stand beside the report."""
PROSE = 36
"""Letters of a cell from which on its column needs room."""

Cell = str | Markup
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column of a table.

    Parameters
    ----------
    label : str
        The heading.
    cell : callable
        What stands in it, from the thing that a row is about.
    origin : str
        ``computed``, ``given`` (by a source, coder or rater) or empty where the column holds words.
    number : bool
        Whether the cells are numbers, set flush right.
    links : bool
        Whether the cells are links to claims.
    """

    label: str
    cell: Callable[[T], Cell]
    origin: str = ""
    number: bool = False
    links: bool = False


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """A table of the report: what its rows are about, and a column after the other.

    Parameters
    ----------
    key : str
        Unique in the page.
    caption : str
        What it holds.
    things : sequence
        What the rows are about, one each; none makes a table that is not shown.
    file : str
        The CSV file beside the report that holds the same, or empty.
    sortable : bool
        Whether the script of the page offers to sort it.
    anchor : callable
        The id of a row in the page, or empty.
    bare : bool
        Whether the page offers no tools for it.

    Examples
    --------
    >>> table = Table("t", "Squares", [2, 3]).words("Number", str).computed("Square", lambda n: str(n * n))
    >>> [list(row) for row in table.rows]
    [['2', '4'], ['3', '9']]
    """

    key: str
    caption: str
    things: Sequence[T]
    file: str = ""
    sortable: bool = True
    anchor: Callable[[T], str | None] | None = None
    bare: bool = False
    columns: tuple[Column[T], ...] = ()

    def words(self, label: str, cell: Callable[[T], Cell], origin: str = "") -> Table[T]:
        """Add a column of words; the first column of a table heads its rows."""
        return self._with(Column(label, cell, origin))

    def computed(self, label: str, cell: Callable[[T], Cell]) -> Table[T]:
        """Add a column of numbers that foedus computes."""
        return self._with(Column(label, cell, "computed", number=True))

    def coded(self, label: str, cell: Callable[[T], Cell]) -> Table[T]:
        """Add a column of numbers that a source, coder or rater gives."""
        return self._with(Column(label, cell, "given", number=True))

    def counted(self, label: str, cell: Callable[[T], Cell]) -> Table[T]:
        """Add a column of numbers that need no word on where they come from."""
        return self._with(Column(label, cell, number=True))

    def links(self, label: str, cell: Callable[[T], Cell]) -> Table[T]:
        """Add a column with the evidence of each row."""
        return self._with(Column(label, cell, links=True))

    def each(self, labels: Mapping[str, str], cell: Callable[[T, str], Cell], *, origin: str = "computed") -> Table[T]:
        """Add a column of numbers for each key of the labels."""

        def of(key: str) -> Callable[[T], Cell]:
            return lambda thing: cell(thing, key)

        return self._with(*(Column(label, of(key), origin, number=True) for key, label in labels.items()))

    def outcomes(self, label: str, cell: Callable[[T, str], Cell], origin: str = "computed") -> Table[T]:
        """Add a column of numbers for each outcome, whose name stands in the braces of the label."""
        return self.each({name: label.format(name) for name in OUTCOMES}, cell, origin=origin)

    def _with(self, *columns: Column[T]) -> Table[T]:
        return replace(self, columns=(*self.columns, *columns))

    @property
    def rows(self) -> list[list[Cell]]:
        """The cells."""
        return [[column.cell(thing) for column in self.columns] for thing in self.things]

    def __bool__(self) -> bool:
        return bool(self.things)

    def __html__(self) -> str:
        return self.show() if self else ""

    def show(self, *, data: bool = True) -> Markup:
        """The table as it stands in the page, with the link to its data or without."""
        rows = self.rows
        return fill(
            _TABLE,
            t=self,
            rows=[
                (self.anchor(thing) if self.anchor else "", row) for thing, row in zip(self.things, rows, strict=True)
            ],
            classes=[self._class(column, [row[place] for row in rows]) for place, column in enumerate(self.columns)],
            linked=any(column.links for column in self.columns),
            origin_word=origin_word,
            file=f"{TABLES}{self.file}" if self.file and data and not self.bare else "",
        )

    @staticmethod
    def _class(column: Column[T], cells: Sequence[Cell]) -> str:
        """Style classes of a column's cells: ``n`` flush right, ``g`` as given, ``t`` long words, which need room."""
        long = not column.number and not column.links and max(map(len, cells)) > PROSE
        return " ".join(["n"] * column.number + ["g"] * (column.origin == "given") + ["t"] * long)


def under(words: str, table: Table[Any]) -> Markup:
    """A heading with the table under it; nothing where the table has no rows."""
    return heading(words) + Markup(table.__html__()) if table else Markup("")


def folded(label: str, table: Table[Any]) -> Markup:
    """A fold with the table in it; nothing where the table has no rows."""
    return fold(label, table)


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A figure with all that belongs to it.

    Parameters
    ----------
    figure : Figure
        The figure.
    number : int
        Number of the figure in the page.
    caption : str
        How to read it; no findings.
    origin : str
        ``computed`` or ``given``.
    table : Table
        The numbers behind it.
    evidence : Markup
        The fold with its evidence.
    key : Markup
        Further explanation of signs and numbers.
    """

    figure: Figure
    number: int
    caption: str
    origin: str
    table: Table[Any]
    evidence: Markup
    key: Markup

    def __html__(self) -> str:
        behind = fold(f"The table behind figure {self.number}", self.table.show(data=False) if self.table else "")
        return fill(_EXHIBIT, e=self, behind=behind, tables=TABLES, origin=origin_word(self.origin))


def origin_word(origin: str) -> Markup:
    """Where a number comes from, in words; nothing for words."""
    shown = {"computed": "<small>computed</small>", "given": '<small class="g">as given</small>'}
    return Markup(shown.get(origin, ""))


_TABLE = """\
<div class="table{{ " bare" if t.bare }}" id="t-{{ t.key }}">
<div class="scroll" tabindex="0" role="region" aria-labelledby="h-t-{{ t.key }}">
<table class="{{ "sortable" if t.sortable }}{{ " ids" if linked }}">
<caption id="h-t-{{ t.key }}">{{ t.caption }}</caption>
<thead><tr>
{% for c in t.columns %}
<th scope="col"{% if c.number %} class="n"{% endif %}>{{ c.label }}{% if c.origin %}<br>{{ origin_word(c.origin) }}{% endif %}</th>
{% endfor %}
</tr></thead>
<tbody>
{% for anchor, cells in rows %}
<tr{% if anchor %} id="{{ anchor }}"{% endif %}>
{% for cell in cells %}
{% if loop.first %}
<th scope="row"{% if classes[0] %} class="{{ classes[0] }}"{% endif %}>{{ cell }}</th>
{% else %}
<td{% if classes[loop.index0] %} class="{{ classes[loop.index0] }}"{% endif %}>{{ cell }}</td>
{% endif %}
{% endfor %}
</tr>
{% endfor %}
</tbody>
</table>
</div>
{% if file %}
<p class="tools"><a href="{{ file }}" download>Data: {{ file }}</a></p>
{% endif %}
</div>
"""
_EXHIBIT = """\
<figure id="fig-{{ e.figure.key }}">
<div class="frame {{ e.figure.layout }}">{{ e.figure.body }}{% if e.figure.layout == "beside" %}{{ e.key }}{% endif %}</div>
<figcaption><b>Figure {{ e.number }}. {{ e.figure.title }}.</b> {{ origin }} <span>{{ e.caption }}</span></figcaption>
{% if e.figure.layout != "beside" %}{{ e.key }}{% endif %}
<div class="behind">
{% if e.table.file %}
<a class="data" href="{{ tables }}{{ e.table.file }}" download>Data (CSV)<span class="sr"> of figure {{ e.number }}</span></a>
{% endif %}
{{ behind }}
{{ e.evidence }}
</div>
</figure>
"""
