"""From rows of a file to ties: each pair once, every contradiction told."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from foedus.errors import Problem
from foedus.files.tables import FileError

LARGEST = 1e9
"""Largest weight accepted: beyond it, sums drown in rounding."""

FRIENDLY = ("1", "+1", "+", "friendly", "positive", "pos")
HOSTILE = ("-1", "−1", "-", "hostile", "negative", "neg")
"""Words for the two signs in files whose attributes are text."""


@dataclass(frozen=True, slots=True)
class RawTie:
    """A tie as a file states it: where, between whom, sign (1 or -1), weight (above 0)."""

    line: int
    source: str
    target: str
    sign: int
    weight: float


@dataclass(frozen=True, eq=False)
class NetworkFile:
    """A signed network as it was read."""

    name: str  #: `name`, `sha256`: name of the file, hash of its bytes.
    sha256: str
    actors: tuple[str, ...]  #: Their names, in the order in which the file brings them.
    tail: npt.NDArray[np.int64]  #: `tail`, `head`: shape (m,). Ends of the ties as places in `actors`; each pair once.
    head: npt.NDArray[np.int64]
    sign: npt.NDArray[np.int64]  #: Shape (m,). 1 friendly, -1 hostile.
    weight: npt.NDArray[np.float64]  #: Shape (m,). Above 0; 1 where the file has no weights.
    line: npt.NDArray[np.int64]  #: Shape (m,). Line of the file on which the tie first stands.
    weighted: bool  #: Whether weights differ from 1.
    notes: tuple[str, ...]  #: What was merged, set aside or not read.


def read_sign(text: str) -> int | None:
    """Return 1 or -1, or None where the text says neither.

    >>> read_sign("hostile"), read_sign("+1.0"), read_sign("0")
    (-1, 1, None)
    """
    word = text.strip().lower()
    if word in FRIENDLY or word in HOSTILE:
        return 1 if word in FRIENDLY else -1
    value = read_number(word)
    return int(value) if value in (1.0, -1.0) else None


def read_number(text: str) -> float | None:
    """Return a finite number, or None."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and "_" not in text else None


def build_network(
    name: str,
    sha256: str,
    *,
    ties: Sequence[RawTie],
    actors: Sequence[str],
    notes: Sequence[str],
    problems: list[Problem],
) -> NetworkFile:
    """Check ties against each other and return the network.

    `actors` are those that the file names beside its ties; others follow in the order of the ties. `problems` were
    found so far. Raises FileError if anything is wrong: also a tie of an actor with itself, or a pair that is
    friendly in one row and hostile in another.
    """
    known: dict[tuple[str, str], list[RawTie]] = {}
    for tie in ties:
        if tie.source == tie.target:
            expected = "two different actors; a tie of an actor with itself says nothing of blocs"
            problems.append(Problem(name, tie.line, "target", tie.target, expected))
            continue
        same = known.setdefault((min(tie.source, tie.target), max(tie.source, tie.target)), [])
        if same and same[0].sign != tie.sign:
            expected = f"one sign for {tie.source} and {tie.target}; row {same[0].line} says {same[0].sign}"
            problems.append(Problem(name, tie.line, "sign", str(tie.sign), expected))
        same.append(tie)
    if not known and not problems:
        problems.append(Problem(name, None, "", "no ties", "at least one tie between two actors"))
    if problems:
        raise FileError(name, sorted(problems, key=lambda problem: (problem.column, problem.row or 0)))
    order = tuple(dict.fromkeys([*actors, *(end for tie in ties for end in (tie.source, tie.target))]))
    place = {actor: at for at, actor in enumerate(order)}
    firsts = [same[0] for same in known.values()]
    weight = np.array([sum(tie.weight for tie in same) / len(same) for same in known.values()])
    return NetworkFile(
        name,
        sha256,
        order,
        np.array([place[tie.source] for tie in firsts], dtype=np.int64),
        np.array([place[tie.target] for tie in firsts], dtype=np.int64),
        np.array([tie.sign for tie in firsts], dtype=np.int64),
        weight,
        np.array([tie.line for tie in firsts], dtype=np.int64),
        bool((weight != 1).any()),
        (*notes, *_merged(name, [same for same in known.values() if len(same) > 1])),
    )


def _merged(name: str, repeated: Sequence[Sequence[RawTie]]) -> list[str]:
    """Say which rows repeat a tie, and what became of their weights."""
    if not repeated:
        return []
    same = repeated[0]
    rows = " and ".join(str(tie.line) for tie in same[:3])
    unequal = any(tie.weight != ties[0].weight for ties in repeated for tie in ties)
    how = "with the mean of their weights" if unequal else "once"
    count = f"{len(repeated):,} {'tie stands' if len(repeated) == 1 else 'ties stand'} in several rows of the same sign"
    return [f"{name}: {count}, such as {same[0].source} and {same[0].target} in rows {rows}; each counts {how}"]
