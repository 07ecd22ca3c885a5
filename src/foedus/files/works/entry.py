"""The record of a work: an entry with every field it has, whatever the format that it came in."""

from __future__ import annotations

from dataclasses import dataclass, field

NO_WORKS = frozenset({"xdata", "set"})
"""Types of entries that only lend fields to others or bundle them, so that nothing can be cited from them."""


@dataclass(frozen=True, slots=True)
class BibEntry:
    """An entry with every field it has.

    `fields` holds (name, value) pairs in canonical order; names are those of BibTeX, values LaTeX without the outer
    braces. `line` is where the entry stood and takes no part in comparisons; nor does `broken`, which says that the
    entry was found and could not be read.
    """

    key: str
    type: str
    fields: tuple[tuple[str, str], ...]
    line: int = field(default=0, compare=False)
    broken: bool = field(default=False, compare=False)

    def get(self, name: str) -> str:
        """Value of a field; empty when the entry has no such field."""
        return dict(self.fields).get(name, "")

    @property
    def is_work(self) -> bool:
        """Whether the entry is a work, which a case may cite."""
        return self.type not in NO_WORKS


_FIRST_FIELDS = ("author", "editor", "title", "date", "year", "month")


def make_entry(key: str, kind: str, *, values: dict[str, str], line: int = 0, broken: bool = False) -> BibEntry:
    """Return an entry with its fields in canonical order."""
    return BibEntry(key, kind, tuple(sorted(values.items(), key=_field_order)), line, broken)


def _field_order(pair: tuple[str, str]) -> tuple[int, str]:
    name = pair[0]
    return (_FIRST_FIELDS.index(name) if name in _FIRST_FIELDS else len(_FIRST_FIELDS), name)
