"""What a format of event data is: its columns as they stand in files, and what each row of the store takes from them.

A `Format` is a declaration. The same data may lie in files in several ways (the distributor's, a re-export with a
header): each is a `Layout`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from foedus.events.scales.model import Scale

if TYPE_CHECKING:
    import polars as pl

LINE = "_line"
"""Column with the line of a row in its file, counted from 1."""
REASON = "_reason"
"""Column with why a row is rejected; null where it is taken."""
FAULTY = "_faulty"
"""Column with whether a row is rejected: reasons are put into words for those alone."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How the rows lie in a file.

    Parameters
    ----------
    name : str
        What it is, to show.
    columns : tuple of str
        Names in the order of the file; of a file with header, those that it must have, in any order.
    separator : str
        What parts the cells.
    header : bool
        Whether the first line names the columns.
    quoted : bool
        Whether quotes enclose cells, which may then hold line breaks; else a quote is a character as any other.
    least : int
        Fewest cells of a row without header; what lacks is null. 0 means all.
    missing : tuple of str
        Texts that stand for missing, beside the empty one.
    renamed : mapping of str to str
        Older or other names in a header, and what they are called here.
    optional : tuple of str
        Columns that a header may lack.
    """

    name: str
    columns: tuple[str, ...]
    separator: str = "\t"
    header: bool = False
    quoted: bool = False
    least: int = 0
    missing: tuple[str, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    optional: tuple[str, ...] = ()

    @property
    def fewest(self) -> int:
        """Fewest cells of a row."""
        return self.least or len(self.columns)


@dataclass(frozen=True, slots=True)
class Format:
    """A format of event data.

    Parameters
    ----------
    id, title, about, page, licence, citation : str
        What it is, where it comes from, on which terms, and its BibTeX entries.
    layouts : tuple of Layout
        How files hold it, tried in this order.
    uses : tuple of str
        Columns that `build` takes.
    build : callable
        Makes the columns of the store, `FAULTY` and `REASON`, of a lazy frame of text columns with `LINE`, under a scale.
    schema : mapping of str to Polars data type
        What `build` makes, in its order.
    scales : tuple of str
        Scales that its codes may follow; the first is the usual one.
    actor_scheme : str
        What `country1` and `country2` hold: ``cameo`` (three letters), ``names`` (of states), ``gw``, ``cow``, ``iso3``;
        empty if it has none.
    several : str
        What parts several states in one cell of `country1` and `country2`; empty where a cell holds one.
    interval : str
        What a file covers: ``quarter-hour`` (those in which it was added), ``day`` (those with rows), ``span`` (all from
        its first to its last day).
    traps : tuple of str
        What goes wrong with it elsewhere, a sentence each.
    tried : bool
        Whether it was tried on a file of its distributor.
    probes : mapping of str to str
        Patterns that cells of the first rows match in full, by column: they tell formats without header apart.
    remarks : mapping of str to Polars expression
        What is told of the rows for which an expression over `uses` holds: what is assumed of them.
    """

    id: str
    title: str
    about: str
    page: str
    licence: str
    citation: str
    layouts: tuple[Layout, ...]
    uses: tuple[str, ...]
    build: Callable[[pl.LazyFrame, Scale], pl.LazyFrame]
    schema: Mapping[str, pl.DataType | type[pl.DataType]]
    scales: tuple[str, ...]
    actor_scheme: str
    interval: str
    several: str = ""
    traps: tuple[str, ...] = ()
    tried: bool = True
    probes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    remarks: Mapping[str, pl.Expr] = field(default_factory=lambda: MappingProxyType({}))


def citation(package: str) -> str:
    """Return the text of `citation.bib` in a format's folder (a package's `__name__`)."""
    return files(package).joinpath("citation.bib").read_text(encoding="utf-8")
