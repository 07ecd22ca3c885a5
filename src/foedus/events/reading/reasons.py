"""Why lines of a file are rejected, as kinds with their number: what they share but for the cell that each shows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

WARN_FROM = 0.1
"""Share of the lines that are rejected from which on that is told as a warning."""
SHOWN_KINDS = 5
"""Kinds that a line tells."""
_CELL = re.compile(r"'.*'")


@dataclass(frozen=True, slots=True)
class Kind:
    """Lines that are rejected for one reason.

    Parameters
    ----------
    count : int
        Their number.
    line : int
        The first of them.
    reason : str
        Why that one is rejected.
    """

    count: int
    line: int
    reason: str


def kinds(rejected: Iterable[tuple[int, str]]) -> list[Kind]:
    """Return the kinds among rejected lines, given with their reasons, the most frequent first."""
    first: dict[str, tuple[int, str]] = {}
    counts: dict[str, int] = {}
    for line, reason in rejected:
        kind = _CELL.sub("", reason)
        counts[kind] = counts.get(kind, 0) + 1
        first.setdefault(kind, (line, reason))
    found = [Kind(count, *first[kind]) for kind, count in counts.items()]
    return sorted(found, key=lambda one: (-one.count, one.line))


def kinds_told(found: list[Kind]) -> str:
    """Return kinds as a line tells them."""
    told = "; ".join(f"{one.count:,}, the first in line {one.line:,}: {one.reason}" for one in found[:SHOWN_KINDS])
    more = sum(one.count for one in found[SHOWN_KINDS:])
    return told + (f"; {more:,} for other reasons" if more else "")


def warning(rejected: Iterable[tuple[int, str]], lines: int) -> tuple[str, ...]:
    """Return the warning of a file many of whose lines are rejected."""
    found = kinds(rejected)
    count = sum(one.count for one in found)
    if count <= WARN_FROM * lines:
        return ()
    return (f"warning: {count:,} of its {lines:,} lines are rejected ({count / lines:.0%}): {kinds_told(found)}",)
