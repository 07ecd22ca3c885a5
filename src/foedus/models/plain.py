"""Plain text that all models print with: tables, and lists of names that are cut where they are long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

WIDTH = 100


def some(names: Iterable[str], most: int) -> str:
    """Return names up to a number, and how many more there are.

    >>> some(["Iran", "Russia", "Syria"], 2), some([], 2)
    ('Iran, Russia and 1 more', 'none')
    """
    known = list(names)
    rest = f" and {len(known) - most:,} more" if len(known) > most else ""
    return (", ".join(known[:most]) or "none") + rest


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int] = ()) -> Iterator[str]:
    """Yield the lines of a table; a last column that is too long goes on below itself.

    Parameters
    ----------
    head : sequence of str
        Names of the columns.
    rows : iterable of sequence of str
        Cells.
    right : sequence of int
        Columns whose cells stand at the right.

    >>> print(*table(("bloc", "actors"), [("1", "12"), ("2", "3")], right=[1]), sep="\\n")
      bloc  actors
      1         12
      2          3
    """
    cells = [tuple(head), *map(tuple, rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(head))]
    left = sum(widths[:-1]) + 2 * len(head)
    for row in cells:
        first = [
            f"{row[at]:>{widths[at]}}" if at in right else f"{row[at]:<{widths[at]}}" for at in range(len(head) - 1)
        ]
        last = len(head) - 1
        if last in right:
            yield "  ".join(["", *first, f"{row[last]:>{widths[last]}}"])
            continue
        parts = wrap(row[last], max(20, WIDTH - left), break_on_hyphens=False) or [""]
        yield "  ".join(["", *first, parts[0]]).rstrip()
        yield from (" " * left + part for part in parts[1:])
