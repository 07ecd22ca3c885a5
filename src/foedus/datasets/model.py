"""What a dataset is: its columns, its releases, and where they come from.

A `Dataset` is a declaration. Its `releases` are the versions that foedus can read, oldest first; one version may
come in several forms (the distributor's file, or the same data as processed by someone else), each a `Release` of
its own. A release consists of one or more `Table` (files), and `build` makes the stored frame of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from foedus.errors import InputError

if TYPE_CHECKING:
    import polars as pl

    from foedus.errors import Problem

LINE = "_line"
"""Column that carries the record number of the file through `build`; never stored."""

DataType = type["pl.DataType"]


class Place(StrEnum):
    """Where a column stands."""

    BOTH = "both"
    FILE = "file"
    STORED = "stored"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file or of the stored table.

    Parameters
    ----------
    name : str
        Name in the stored table.
    dtype : Polars data type
        `Int8`, `Int16`, `Int32`, `Float64`, `String` or `Date`.
    description : str
        What it means, one sentence.
    unit : str
        Unit of measurement; empty for codes and flags.
    names : tuple of str
        Names in the files, lower case, tried in this order; empty means `name`.
    missing : tuple of float
        Codes that mean "missing" and become null.
    low, high : float or None
        Smallest and largest valid value.
    words : tuple of str
        The valid words of a text column; empty for any text.
    required : bool
        True if no row may lack it.
    optional : bool
        True if a file may lack the whole column, which then is null.
    place : Place
        In the file and stored, only in the file, or only stored (made by `build`).
    """

    name: str
    dtype: DataType
    description: str
    unit: str = ""
    names: tuple[str, ...] = ()
    missing: tuple[float, ...] = ()
    low: float | None = None
    high: float | None = None
    words: tuple[str, ...] = ()
    required: bool = False
    optional: bool = False
    place: Place = Place.BOTH

    @property
    def file_names(self) -> tuple[str, ...]:
        """The names that the column has in files, lower case."""
        return self.names or (self.name.lower(),)


@dataclass(frozen=True, slots=True)
class Built:
    """What `build` makes of the verified tables."""

    frame: pl.DataFrame  #: The stored columns, and `LINE` where rows still stand for records of the file.
    #: Reason to number of rows that are left out for it.
    rejected: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    #: Tuple of (int or None, Problem). What turned out to be wrong only now, such as 31 February, with the record of
    #: the first table that it stands in; file and row are filled in later.
    problems: tuple[tuple[int | None, Problem], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One file of a release.

    Parameters
    ----------
    file : str
        Its name at the distributor; `*` and `?` match as in a shell, case does not count.
    columns : tuple of Column
        The columns that are read; others in the file are ignored.
    encoding : str
        `utf-8` or the encoding that the distributor uses.
    preamble : str
        First cells of the header line where notes stand before it; empty when the header is line 1.
    stray : bool
        Whether the distributor's free texts hold control characters; they are read as blanks.
    left_out : tuple of (str, expression)
        Reason and condition, over the texts of the file, of rows that are left out and counted.
    slim : bool
        Whether the distributor's file is too large to be read at once, so that only the declared columns are taken from it.
    """

    file: str
    columns: tuple[Column, ...]
    encoding: str = "utf-8"
    preamble: str = ""
    stray: bool = False
    left_out: tuple[tuple[str, pl.Expr], ...] = ()
    slim: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition on a stored row that no column declares alone, such as an end before its start."""

    column: str  #: The column to show in the problem.
    wrong: pl.Expr  #: True where the row is wrong.
    expected: str  #: What was expected, in words.


def one_table(tables: Sequence[pl.DataFrame]) -> Built:
    """Return the only table as it is; the usual `build`."""
    return Built(tables[0])


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the file of a release beside its checksum, from a copy that was at hand."""

    size: int  #: Bytes.
    rows: int  #: Records below the header.
    content: str  #: What the stored table holds, see `foedus.datasets.known.fingerprint`.
    source: str  #: Where the copy came from.


@dataclass(frozen=True, slots=True)
class Release:
    """One version of a dataset in one form.

    Parameters
    ----------
    version : str
        The distributor's version.
    tables : tuple of Table
        The files that together make it.
    coverage : (int, int)
        First and last year; outside it the dataset says nothing.
    how_to_get : str
        How a user gets the file, one or two sentences.
    form : str
        `official`, or who processed it.
    column_coverage : mapping
        First and last year of columns that cover less.
    download : str or None
        Address of the file or archive; None when it must be fetched by hand.
    sha256 : mapping
        Known checksums by file name (of the file, or of the archive at `download`).
    known : Known or None
        Size, rows and content of the file with the checksum; None where none was at hand.
    no_checksum : str
        Why no checksum is known, when none is.
    tried : bool
        True if the adapter has read this very file; False if it was written from its documented columns.
    build : callable
        Makes the stored frame of the verified tables.
    """

    version: str
    tables: tuple[Table, ...]
    coverage: tuple[int, int]
    how_to_get: str
    form: str = "official"
    column_coverage: Mapping[str, tuple[int, int]] = field(default_factory=lambda: MappingProxyType({}))
    download: str | None = None
    sha256: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    known: Known | None = None
    no_checksum: str = ""
    tried: bool = True
    build: Callable[[Sequence[pl.DataFrame]], Built] = one_table

    @property
    def files(self) -> tuple[str, ...]:
        """Names of the files."""
        return tuple(table.file for table in self.tables)

    @property
    def label(self) -> str:
        """Version, and the form where it is not the distributor's own."""
        return self.version if self.form == "official" else f"{self.version} ({self.form})"


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset that foedus can read.

    Parameters
    ----------
    id : str
        Slug, such as `gml-mid`.
    title : str
        Full title.
    about : str
        What a row is and what to mind, a few sentences.
    page : str
        Address of the distributor's page.
    licence : str
        Licence or terms of use.
    citation : str
        BibTeX; the entries that the distributor asks for.
    key : tuple of str
        Columns that identify a stored row.
    columns : tuple of Column
        The stored columns, in order.
    releases : tuple of Release
        The versions that can be read, oldest first.
    rules : tuple of Rule
        Conditions on whole rows.
    """

    id: str
    title: str
    about: str
    page: str
    licence: str
    citation: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    releases: tuple[Release, ...]
    rules: tuple[Rule, ...] = ()

    @property
    def newest(self) -> Release:
        """The newest release."""
        return self.releases[-1]

    @property
    def version(self) -> str:
        """The newest version."""
        return self.newest.version

    @property
    def versions(self) -> tuple[str, ...]:
        """All versions, oldest first, each once."""
        return tuple(dict.fromkeys(release.version for release in self.releases))

    @property
    def coverage(self) -> tuple[int, int]:
        """First and last year of the newest release."""
        return self.newest.coverage

    def release(self, version: str, form: str | None = None) -> Release:
        """Return the release of a version (and form). Raises InputError if there is none."""
        for release in self.releases:
            if release.version == version and form in (None, release.form):
                return release
        if form is not None and version in self.versions:
            raise InputError(
                f"{self.id} {version} has no form {form!r}; add it again: foedus data add {self.id} --from FILE"
            )
        raise InputError(f"{self.id} has no version {version!r}; foedus reads: {', '.join(self.versions)}")

    def schema(self) -> dict[str, DataType]:
        """Return the stored columns with their data types."""
        return {column.name: column.dtype for column in self.columns}


def stored(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Return those of `columns` that are stored."""
    return tuple(column for column in columns if column.place is not Place.FILE)


def in_file(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Return those of `columns` that stand in the file."""
    return tuple(column for column in columns if column.place is not Place.STORED)
