"""A long table of ties is looked through before an object is made of any row: what is surely wrong in it is refused.

Each distinct text of a column is read once, and what a row says is kept as numbers. Only rows that are wrong are kept as
they are, and only a table in which nothing is found is then read as any other.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np

from foedus.files.accepted import Accepted
from foedus.files.cells import CellError, Value, parse_cell
from foedus.files.fields import Field, Table
from foedus.files.networks.choose import MOST_RELATIONS, Choice, several, too_many
from foedus.files.networks.signs import read_sign
from foedus.files.networks.ties import RawTie, build_network

_REMEMBERED = 100_000
"""Distinct numbers of a column that are remembered."""
_Read = TypeVar("_Read")
_Number = tuple[float, bool]
"""A weight (1 where the cell is empty) and whether the cell says one."""


class LongTable:
    """Looks through the rows of a long table.

    Parameters
    ----------
    table : Table
        Declaration of its columns as the file spells them.
    spelt : dict of str to str
        How the file spells source, target, sign and weight.
    choice : Choice
        What is asked of the file.
    signed : bool
        Whether the column ``sign`` says the signs, not the weight.
    relation : str
        Column of the relations; empty where there is none.
    whole : bool
        Whether all rows are of one time and relation, so that a pair may have one sign only.
    """

    def __init__(
        self, table: Table, spelt: dict[str, str], choice: Choice, *, signed: bool, relation: str, whole: bool
    ) -> None:
        self._fields = {field.name: field for field in table.fields}
        self._spelt, self._choice = spelt, choice
        self._signed, self._relation, self._whole = signed, relation, whole
        self._file = table.file
        self._accepted = Accepted()
        self._names: dict[str, int] = {}  # Cleaned names with their places.
        self._tail, self._head, self._line = array("l"), array("l"), array("l")
        self._sign, self._weight = array("b"), array("d")
        self._relations: Counter[str] = Counter()

    def judge(self, columns: Sequence[str]) -> Callable[[int, list[str]], bool] | None:
        """Return what tells whether a row is wrong, by its line and cells; None where the header lacks a column."""
        at = {name: columns.index(name) for name in self._fields if columns.count(name) == 1}
        source, target, sign, weight = (at.get(self._spelt[name]) for name in ("source", "target", "sign", "weight"))
        if source is None or target is None or (self._signed and sign is None) or (weight is None and not self._signed):
            return None
        actor, signs = _Once(self._actor(self._spelt["source"])), _Once(self._stated)
        sizes, relation = _Once(self._size, most=_REMEMBERED), at.get(self._relation)
        width, unstated = len(columns), (1.0, False)

        def wrong(line: int, cells: list[str]) -> bool:
            if len(cells) != width and (len(cells) < width or any(map(str.strip, cells[width:]))):
                return any(map(str.strip, cells))
            tail, head = actor[cells[source]], actor[cells[target]]
            size = sizes[cells[weight]] if weight is not None else unstated
            if tail is None or head is None or size is None:
                return any(map(str.strip, cells))
            says = signs[cells[sign]] if self._signed and sign is not None else (size[0] > 0) - (size[0] < 0)
            if says is None or (weight is not None and not size[1]) or (self._signed and says == 1 and size[0] < 0):
                return True
            self._tail.append(tail)
            self._head.append(head)
            self._sign.append(says)
            self._weight.append(abs(size[0]))
            self._line.append(line)
            if relation is not None:
                self._relations[cells[relation]] += 1
                if len(self._relations) > MOST_RELATIONS:
                    raise too_many(self._file, self._relation)
            return False

        return wrong

    def refuse(self, file: str, sha256: str, *, notes: Sequence[str]) -> None:
        """Raise FileError if the rows are of several relations, of which none is chosen, or contradict each other."""
        if self._choice.relation is None and len(self._relations) > 1:
            field = self._fields[self._relation]
            read = Counter[str]()
            for text, count in self._relations.items():
                read[self._accepted.clean(field, text, 0) or "1"] += count
            if len(read) > 1:
                raise several(file, "relations", len(read), list(read.items())[:20], first=next(iter(read)))
        if self._whole and self._choice == Choice(self._choice.weight):
            divided = self._divided()
            if divided:
                build_network(file, sha256, ties=divided, actors=(), notes=notes, problems=[])

    def _divided(self) -> list[RawTie]:
        """Ties of pairs that have both signs."""
        tail, head = np.asarray(self._tail), np.asarray(self._head)
        sign, weight = np.asarray(self._sign), np.asarray(self._weight)
        pair = np.minimum(tail, head) * max(len(self._names), 1) + np.maximum(tail, head)
        says = (tail != head) & (sign != 0) & (weight > 0)
        both = np.intersect1d(pair[says & (sign > 0)], pair[says & (sign < 0)])
        names = list(self._names)
        return [
            RawTie(self._line[at], names[tail[at]], names[head[at]], int(sign[at]), float(weight[at]))
            for at in np.flatnonzero(says & np.isin(pair, both))
        ]

    def _actor(self, column: str) -> Callable[[str], int | None]:
        field = self._fields[column]

        def read(cell: str) -> int | None:
            name = self._value(field, cell)
            return self._names.setdefault(name, len(self._names)) if isinstance(name, str) else None

        return read

    def _stated(self, cell: str) -> int | None:
        text = self._value(self._fields[self._spelt["sign"]], cell)
        return read_sign(text) if isinstance(text, str) else None

    def _size(self, cell: str) -> _Number | None:
        field = self._fields[self._spelt["weight"]]
        if not cell.strip():
            return (1.0, False)
        value = self._value(field, cell)
        return (float(value), True) if isinstance(value, (int, float)) else None

    def _value(self, field: Field, cell: str) -> Value | None:
        try:
            return parse_cell(field, self._accepted.clean(field, cell, 0))
        except CellError:
            return None


class _Once(dict[str, _Read]):
    """What the texts of a column mean; each is read once, as long as there are not too many of them."""

    def __init__(self, read: Callable[[str], _Read], *, most: int = 10**9) -> None:
        super().__init__()
        self._read, self._most = read, most

    def __missing__(self, text: str) -> _Read:
        found = self._read(text)
        if len(self) < self._most:
            self[text] = found
        return found
