"""From rows of a file to ties: zeros and self-ties set aside, pairs joined as asked, every contradiction told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from foedus.errors import InputError, Problem
from foedus.files.findings import MOST_PROBLEMS
from foedus.files.networks.signs import LARGEST, read_number, read_sign
from foedus.files.networks.times import Spells
from foedus.files.tables import FileError

__all__ = ["DIRECTED", "LARGEST", "NetworkFile", "RawTie", "build_network", "read_number", "read_sign"]

MOST_PARTS = 2_000_000
"""Lines, lists or marks of elements of the longest file of a network that is read."""
MOST_ACTORS = 250_000
"""Actors of the largest network that is read."""
DIRECTED = ("keep", "any", "both", "mean")
"""What becomes of the rows of one pair: each a tie of its own; one tie unless they contradict; one tie if each of the two
says it; one tie of their mean."""


class RawTie(NamedTuple):
    """A tie as a file states it: where, between whom, sign (1, -1, 0), weight (from 0 up)."""

    line: int
    source: str
    target: str
    sign: int
    weight: float
    mutual: bool = False  #: Whether it has no direction, so that each of the two says it.
    relation: str = ""
    spells: Spells = ()


@dataclass(frozen=True, eq=False)
class NetworkFile:
    """A signed network as it was read."""

    name: str  #: `name`, `sha256`: name of the file, hash of its bytes.
    sha256: str
    actors: tuple[str, ...]  #: Their names, in the order in which the file brings them.
    tail: npt.NDArray[np.int64]  #: `tail`, `head`: shape (m,). Ends of the ties as places in `actors`.
    head: npt.NDArray[np.int64]
    sign: npt.NDArray[np.int64]  #: Shape (m,). 1 friendly, -1 hostile.
    weight: npt.NDArray[np.float64]  #: Shape (m,). Above 0; 1 where the file has no weights.
    line: npt.NDArray[np.int64]  #: Shape (m,). Line of the file on which the tie first stands.
    weighted: bool  #: Whether weights differ from 1.
    notes: tuple[str, ...]  #: What was merged, set aside or not read.


def check_size(name: str, count: int, what: str, *, most: int = MOST_PARTS) -> None:
    """Raise FileError if a file holds more lines or elements than are read."""
    if count > most:
        problem = Problem(name, None, "", f"{count:,} {what}", f"at most {most:,}")
        raise FileError(name, [problem], "take a part of the network out of it")


def check_directed(directed: str | None) -> None:
    """Raise InputError if this is no way to join the rows of a pair."""
    if directed is not None and directed not in DIRECTED:
        raise InputError(f"--directed {directed!r}: expected one of {', '.join(DIRECTED)}")


def build_network(
    name: str,
    sha256: str,
    *,
    ties: Sequence[RawTie],
    actors: Sequence[str],
    notes: Sequence[str],
    problems: list[Problem],
    directed: str | None = None,
) -> NetworkFile:
    """Check ties against each other and return the network.

    `actors` are those that the file names beside its ties; others follow in the order of the ties. `problems` were
    found so far. Ties of an actor with itself, neutral ones and those of weight 0 are set aside with a note. Raises FileError
    if anything is wrong: also a pair that is friendly in one row and hostile in another, unless `directed` says what
    becomes of it.
    """
    kept, aside = _set_aside(name, ties)
    known: dict[tuple[str, str], list[RawTie]] = {}
    for tie in kept:
        ends = (tie.source, tie.target) if tie.source < tie.target else (tie.target, tie.source)
        known.setdefault(ends, []).append(tie)
    before = len(problems)
    if directed is None:
        problems.extend(_contradictions(name, known))
        joined, told = [_mean(same) for same in known.values()], _merged(name, known)
    else:
        joined, told = _JOIN[directed](name, known)
    if not joined and not problems:
        said = "".join(f"; {note.removeprefix(f'{name}: ')}" for note in (*aside, *told))
        problems.append(Problem(name, None, "", "no ties", f"at least one tie between two actors{said}"))
    if problems:
        step = "correct the file and run again"
        if len(problems) > before and known and joined:
            step += ", or say what becomes of a pair with two signs: --directed any, both, mean or keep"
        ordered = sorted(problems, key=lambda problem: (problem.column, problem.row or 0))
        raise FileError(name, ordered, step, notes=(*notes, *aside))
    order = tuple(dict.fromkeys([*actors, *(end for tie in ties for end in (tie.source, tie.target))]))
    place = {actor: at for at, actor in enumerate(order)}
    weight = np.array([tie.weight for tie in joined])
    return NetworkFile(
        name,
        sha256,
        order,
        np.array([place[tie.source] for tie in joined], dtype=np.int64),
        np.array([place[tie.target] for tie in joined], dtype=np.int64),
        np.array([tie.sign for tie in joined], dtype=np.int64),
        weight,
        np.array([tie.line for tie in joined], dtype=np.int64),
        bool((weight != 1).any()),
        (*notes, *aside, *told),
    )


def _set_aside(name: str, ties: Sequence[RawTie]) -> tuple[list[RawTie], list[str]]:
    """Return the ties that say something of blocs, and what the others were."""
    kept: list[RawTie] = []
    loops: list[RawTie] = []
    neutral = zero = 0
    for tie in ties:
        if tie.source == tie.target:
            loops.append(tie)
        elif tie.weight == 0:
            zero += 1
        elif tie.sign == 0:
            neutral += 1
        else:
            kept.append(tie)
    notes = []
    if loops:
        count = "1 tie of an actor with itself" if len(loops) == 1 else f"{len(loops):,} ties of actors with themselves"
        notes.append(
            f"{name}: {count} set aside, such as {loops[0].source} in row {loops[0].line}: they say nothing of blocs"
        )
    if neutral:
        notes.append(f"{name}: {neutral:,} neutral ties set aside: they ask nothing of blocs")
    if zero:
        notes.append(f"{name}: {zero:,} ties of weight 0 set aside: they ask nothing of blocs")
    return kept, notes


Pairs = dict[tuple[str, str], list[RawTie]]


def _contradictions(name: str, known: Pairs) -> list[Problem]:
    problems: list[Problem] = []
    for same in known.values():
        for tie in same[1:]:
            if tie.sign != same[0].sign:
                if len(problems) > MOST_PROBLEMS:
                    return problems
                expected = f"one sign for {tie.source} and {tie.target}; row {same[0].line} says {same[0].sign}"
                problems.append(Problem(name, tie.line, "sign", str(tie.sign), expected))
    return problems


def _mean(same: Sequence[RawTie]) -> RawTie:
    """Return the rows of a pair with one sign as one tie, with the mean of their weights."""
    if len(same) == 1:
        return same[0]
    return same[0]._replace(weight=sum(tie.weight for tie in same) / len(same))


def _divided(same: Sequence[RawTie]) -> bool:
    return any(tie.sign != same[0].sign for tie in same)


def _keep(name: str, known: Pairs) -> tuple[list[RawTie], list[str]]:
    """Each row is a tie of its own; of a pair with both signs every division frustrates some."""
    several = [same for same in known.values() if len(same) > 1]
    divided = [same for same in several if _divided(same)]
    notes = []
    if several:
        count = f"{len(several):,} {'pair has' if len(several) == 1 else 'pairs have'} several ties"
        both = f"; {len(divided):,} of them both signs{_such_as(divided)}" if divided else ""
        notes.append(f"{name}: each row is a tie of its own (--directed keep); {count}{both}")
    return [tie for same in known.values() for tie in same], notes


def _any(name: str, known: Pairs) -> tuple[list[RawTie], list[str]]:
    """A pair is tied if any row says so and none contradicts it."""
    divided = [same for same in known.values() if _divided(same)]
    agreed = {ends: same for ends, same in known.items() if not _divided(same)}
    return [_mean(same) for same in agreed.values()], [*_aside(name, divided, how="any"), *_merged(name, agreed)]


def _both(name: str, known: Pairs) -> tuple[list[RawTie], list[str]]:
    """A pair is tied if each of the two says so, and none of the rows contradicts another."""
    divided = [same for same in known.values() if _divided(same)]
    alone: list[list[RawTie]] = []
    agreed: Pairs = {}
    for ends, same in known.items():
        if _divided(same):
            continue
        if any(tie.mutual for tie in same) or len({tie.source for tie in same}) == 2:
            agreed[ends] = same
        else:
            alone.append(same)
    notes = _aside(name, divided, how="both")
    if alone:
        count = f"{len(alone):,} {'pair that one side alone states' if len(alone) == 1 else 'pairs that one side alone states'}"
        notes.append(f"{name}: {count} set aside (--directed both){_such_as(alone)}")
    return [_mean(same) for same in agreed.values()], [*notes, *_merged(name, agreed)]


def _of_mean(name: str, known: Pairs) -> tuple[list[RawTie], list[str]]:
    """A pair is tied by the mean of its rows, each with its sign; a mean of 0 is no tie."""
    joined, level, divided = [], [], []
    for same in known.values():
        value = sum(tie.sign * tie.weight for tie in same) / len(same)
        if _divided(same):
            divided.append(same)
        if abs(value) <= 1e-12 * sum(tie.weight for tie in same):
            level.append(same)
        else:
            joined.append(same[0]._replace(sign=1 if value > 0 else -1, weight=abs(value)))
    notes = []
    if divided:
        count = f"{len(divided):,} {'pair' if len(divided) == 1 else 'pairs'} with both signs"
        notes.append(f"{name}: {count} joined by the mean (--directed mean){_such_as(divided)}")
    if level:
        notes.append(f"{name}: {len(level):,} of them set aside, as their mean is 0{_such_as(level)}")
    return joined, [*notes, *_merged(name, {ends: same for ends, same in known.items() if not _divided(same)})]


_JOIN = {"keep": _keep, "any": _any, "both": _both, "mean": _of_mean}


def _aside(name: str, divided: Sequence[Sequence[RawTie]], *, how: str) -> list[str]:
    if not divided:
        return []
    count = f"{len(divided):,} {'pair' if len(divided) == 1 else 'pairs'} with both signs"
    return [f"{name}: {count} set aside (--directed {how}){_such_as(divided)}"]


def _such_as(pairs: Sequence[Sequence[RawTie]]) -> str:
    same = pairs[0]
    rows = " and ".join(str(tie.line) for tie in same[:3])
    return f", such as {same[0].source} and {same[0].target} in {'row' if len(same) == 1 else 'rows'} {rows}"


def _merged(name: str, known: Pairs) -> list[str]:
    """Say which rows repeat a tie, and what became of their weights."""
    repeated = [same for same in known.values() if len(same) > 1]
    if not repeated:
        return []
    unequal = any(tie.weight != ties[0].weight for ties in repeated for tie in ties)
    how = "with the mean of their weights" if unequal else "once"
    count = f"{len(repeated):,} {'tie stands' if len(repeated) == 1 else 'ties stand'} in several rows of the same sign"
    return [f"{name}: {count}{_such_as(repeated)}; each counts {how}"]
