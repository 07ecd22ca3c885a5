"""What a table of pairs and periods is made by: every choice that changes its numbers, in one value that is written beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal, get_args

from foedus.errors import InputError

Period = Literal["day", "week", "month", "quarter", "year"]
Duplicates = Literal["none", "one-a-day", "one-a-day-states"]
Dated = Literal["event", "added"]

PERIODS: Mapping[Period, str] = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}
"""Periods with the unit to which their first day is truncated; a week begins on Monday."""

DUPLICATES: Mapping[Duplicates, str] = {
    "none": "every row counts",
    "one-a-day": "rows of one day, actor, recipient and code count once; actors as the source names them",
    "one-a-day-states": "rows of one day, state, state and code count once, whatever part of the state acted",
}
"""Rules for events that a source tells more than once."""


@dataclass(frozen=True)
class Choices:
    """How events become a table; :meth:`record` is what a table says of it.

    Raises InputError for a value that is none.
    """

    period: Period = "month"
    directed: bool = False  #: Whether A towards B and B towards A are told apart.
    duplicates: Duplicates = "none"
    root_only: bool = False  #: Only events of the root sentence of their report.
    mentions: int = 0  #: Mentions that an event must have; 0 asks for none.
    dated: Dated = "event"  #: Binned by the day of the event or by the day on which the source added it.
    as_of: date | None = None  #: Only what the source had added by this day.

    def __post_init__(self) -> None:
        """Refuse what is no choice."""
        for name, given, known in (
            ("period", self.period, get_args(Period)),
            ("duplicates", self.duplicates, get_args(Duplicates)),
            ("dated", self.dated, get_args(Dated)),
        ):
            if given not in known:
                raise InputError(f"{name} {str(given)[:40]!r}: expected one of {', '.join(known)}")
        if isinstance(self.mentions, bool) or not isinstance(self.mentions, int) or self.mentions < 0:
            raise InputError(f"mentions {str(self.mentions)[:40]!r}: expected a whole number, 0 or more")

    @property
    def filtered(self) -> bool:
        """Whether some rows are set aside before they are counted."""
        return self.root_only or self.mentions > 0 or self.as_of is not None

    def record(self) -> dict[str, Any]:
        """Return every choice by name, with what a rule means in words."""
        made = asdict(self) | {"as_of": self.as_of and self.as_of.isoformat()}
        return made | {
            "duplicates_rule": DUPLICATES[self.duplicates],
            "denominator": "per 1,000 of all rows of the period that were counted, of whatever pairs",
            "balance": "log((conflict + 1) / (cooperation + 1))",
        }
