"""The words in which a table of a case is declared: a field, a table.

A declaration is plain data. The reader checks cells with it, the writer orders columns and rows with
it, the data package and the reference pages are printed from it; none of them knows a table by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

FieldType = Literal["id", "key", "slug", "reference", "word", "text", "integer", "number", "boolean", "date"]
"""What a cell holds: an `id` names its record and is unique in the case, a `key` does so as reference managers write it, a `slug` has the form of an id, a
`reference` is the id of another record, a `word` is one of a list."""

SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
"""Form of every id: lower-case letters and digits, joined by single hyphens."""

SLUG_LENGTH = 64
"""Longest id."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a table, or a key of ``case.toml``."""

    name: str  #: Column or key.
    #: {"id", "key", "slug", "reference", "word", "text", "integer", "number", "boolean", "date"}. What the cell holds. Dates
    #: are EDTF, levels 0 and 1.
    type: FieldType
    description: str  #: One sentence for the reference pages and the data package.
    example: str = ""  #: A valid cell.
    required: bool = False  #: Whether the cell must hold something.
    many: bool = False  #: Whether the cell is a list, joined by ``|``.
    #: Allowed values of a `word`; for a `reference`, words that may stand in place of an id.
    words: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()  #: For a `reference`: the tables whose ids may stand here.
    low: float | None = None  #: `low`, `high`: range of a number, both ends included.
    high: float | None = None
    pattern: str = ""  #: Regular expression that a `text` must match as a whole.
    optional: bool = False  #: Whether a file may lack the column; it is written only where a row holds something in it.
    shared: bool = (
        False  #: Whether an element of a list may carry a share behind a colon, such as ``common-enemy:0.5``.
    )
    verbatim: bool = False  #: Whether the cell is kept as it stands, with blanks at its ends and what is not seen.
    names: str = ""  #: What a `text` names, such as ``actor``: among these, what looks the same is the same.
    #: Returns the valid cell that a wrong text means, empty for none; for texts of a form and whole numbers.
    meant: Callable[[str], str] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A file of a case folder whose rows have the same fields."""

    name: str  #: The attribute of :class:`foedus.case.model.Case` that holds the rows.
    file: str  #: File in the case folder.
    description: str  #: One sentence for the reference pages and the data package.
    key: tuple[str, ...]  #: Fields that are unique together; their text is the canonical order of the rows.
    fields: tuple[Field, ...]  #: Fields in the order of the columns.
    optional: bool = False  #: Whether a case may lack the file; it is written only where it has rows.
    columns: tuple[str, ...] = field(init=False, repr=False, compare=False)  #: Names of the fields, in their order.
    id_field: str = field(init=False, repr=False, compare=False)  #: The field that is the id of a row, or empty.
    _by_name: Mapping[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "columns", tuple(one.name for one in self.fields))
        object.__setattr__(self, "id_field", next((one.name for one in self.fields if one.type in ("id", "key")), ""))
        object.__setattr__(self, "_by_name", {one.name: one for one in self.fields})

    def __getitem__(self, name: str) -> Field:
        """Return the field called `name`; KeyError if the table has none."""
        return self._by_name[name]


def kept_fields(table: Table, records: Sequence[object]) -> tuple[Field, ...]:
    """Return the fields that a file of these records has: all but the optional ones that no record fills."""
    return tuple(
        one
        for one in table.fields
        if not one.optional or any(getattr(record, one.name) not in (None, "", ()) for record in records)
    )
