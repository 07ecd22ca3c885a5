"""What a collection covers: which days or quarter-hours are there between its first and its last, and which lack."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

QUARTER = timedelta(minutes=15)
DAY = timedelta(days=1)
A_DAY = 96
"""Quarter-hours of a day."""
_STAMP = "%Y%m%d%H%M%S"

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which intervals are there.

    Parameters
    ----------
    unit : str
        ``quarter-hour`` or ``day``: what is counted.
    there : tuple of tuple of datetime
        Spans without a hole, in the order of time: beginning of the first and of the last interval.
    """

    unit: str
    there: tuple[Span, ...]

    @property
    def first(self) -> date | None:
        """First day that is covered, wholly or in part."""
        return self.there[0][0].date() if self.there else None

    @property
    def last(self) -> date | None:
        """Last day that is covered, wholly or in part."""
        return self.there[-1][1].date() if self.there else None

    @property
    def lacking(self) -> tuple[Span, ...]:
        """Spans that lack between the first and the last interval: beginning of their first and last interval."""
        step = self._step
        return tuple(
            (before[1] + step, after[0] - step) for before, after in zip(self.there, self.there[1:], strict=False)
        )

    @property
    def intervals(self) -> int:
        """Number of intervals that are there."""
        return sum(count(span, self._step) for span in self.there)

    @property
    def lacking_intervals(self) -> int:
        """Number of intervals that lack."""
        return sum(count(span, self._step) for span in self.lacking)

    def spans(self) -> list[tuple[str, str, str, int]]:
        """Return the spans in the order of time: ``there`` or ``lacking``, first and last interval, number of intervals."""
        found = sorted([(span, "there") for span in self.there] + [(span, "lacking") for span in self.lacking])
        shape = "%Y-%m-%d %H:%M" if self.unit == "quarter-hour" else "%Y-%m-%d"
        return [(state, f"{a:{shape}}", f"{b:{shape}}", count((a, b), self._step)) for (a, b), state in found]

    def by_day(self) -> pl.DataFrame:
        """Return one row for each day from the first to the last.

        Returns
        -------
        DataFrame
            `date`; `there` and `expected`, intervals that are there and that a whole coverage would have: on the first
            and on the last day, those from the first and up to the last interval.
        """
        import polars as pl

        there: dict[date, int] = {}
        lacking: dict[date, int] = {}
        for tally, spans in ((there, self.there), (lacking, self.lacking)):
            for span in spans:
                for day, number in _days(span, self._step):
                    tally[day] = tally.get(day, 0) + number
        days = sorted({*there, *lacking})
        found = [there.get(day, 0) for day in days]
        expected = [there.get(day, 0) + lacking.get(day, 0) for day in days]
        schema = {"date": pl.Date, "there": pl.Int32, "expected": pl.Int32}
        return pl.DataFrame({"date": days, "there": found, "expected": expected}, schema=schema)

    @property
    def _step(self) -> timedelta:
        return QUARTER if self.unit == "quarter-hour" else DAY


def cover(files: Iterable[Sequence[tuple[str, str]]], interval: str) -> Coverage:
    """Return what files cover together: spans of each, in days (ISO) or quarter-hours (YYYYMMDDHHMMSS)."""
    unit = "quarter-hour" if interval == "quarter-hour" else "day"
    step = QUARTER if unit == "quarter-hour" else DAY
    spans = sorted((_moment(first), _moment(last)) for spans in files for first, last in spans)
    joined: list[Span] = []
    for first, last in spans:
        if joined and first <= joined[-1][1] + step:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return Coverage(unit, tuple(joined))


def count(span: Span, step: timedelta) -> int:
    """Return how many intervals a span holds."""
    return (span[1] - span[0]) // step + 1


def _moment(text: str) -> datetime:
    return datetime.strptime(text, _STAMP) if len(text) == len("20191024143000") else datetime.fromisoformat(text)


def _days(span: Span, step: timedelta) -> Iterable[tuple[date, int]]:
    at, last = span
    if step == DAY:
        for number in range(count(span, DAY)):
            yield (at + number * DAY).date(), 1
        return
    while at <= last:
        midnight = datetime(at.year, at.month, at.day) + DAY
        end = min(last, midnight - step)
        yield at.date(), count((at, end), step)
        at = midnight
