"""A ranking in words for the terminal, as a record for other programs, and as a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from foedus.files.raw import write_rows
from foedus.outlook.rank import Ranking

COLUMNS = ("rank", "ccode1", "name1", "ccode2", "name2", "now", "chance", "low", "high")


def ranking_lines(found: Ranking) -> list[str]:
    """What `foedus outlook rank` prints."""
    lines = [
        f"{found.pairs:,} {found.among} at the end of {found.year}, by the chance of {found.state} "
        f"{found.horizon} {'year' if found.horizon == 1 else 'years'} on [5-95 %]",
        *_rows(found.rows),
    ]
    for standing in found.standing:
        lines += [
            "",
            f"{standing.rank:,} of {standing.pairs:,} {standing.among}; {standing.percentile:g} % of the others lie below",
            *_rows(standing.around, mark=standing.rank),
        ]
    return lines


def _rows(rows: Iterable[Mapping[str, Any]], *, mark: int = 0) -> list[str]:
    return [
        f"{'>' if row['rank'] == mark else ' '}{row['rank']:>6,}  {row['chance']:.3f} [{row['low']:.3f}, {row['high']:.3f}]  "
        f"{row['now']:<10} {row['name1']} and {row['name2']}"
        for row in rows
    ]


def ranking_record(found: Ranking) -> dict[str, Any]:
    """The ranking as JSON holds it."""
    return {**asdict(found), "interval": "5-95 %"}


def ranking_csv(found: Ranking) -> bytes:
    """The rows as a CSV file."""
    return write_rows(COLUMNS, [[str(row[name]) for name in COLUMNS] for row in found.rows])
