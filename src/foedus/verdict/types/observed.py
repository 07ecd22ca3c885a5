"""What datasets and registers record of the pair: series with turning points, the coded climb against them, and acts."""

from __future__ import annotations

from typing import Annotated, Literal

from foedus.terms.series import SERIES
from foedus.verdict.types.parts import Amount, ChannelOrNone, Count, Part, one_of

SeriesName = Annotated[str, one_of(SERIES)]


class Change(Part, frozen=True):
    """A change of a monthly series."""

    month: str  #: First month of the new stretch.
    low: str  #: First month of its interval of 90 %.
    high: str  #: Last month of its interval.
    expected: Amount  #: Expected number of changes within half a year of it.
    before: float  #: Mean of the stretch before it, as the series is analysed.
    after: float  #: Mean of the stretch from it on.


class ObservedValue(Part, frozen=True):
    """A value of a period."""

    period: str  #: Period.
    value: float  #: Value.
    n: Count | None  #: Observations beneath it; null where the dataset does not say.


class ObservedSeries(Part, frozen=True):
    """A series of the pair."""

    series: SeriesName  #: Quantity.
    label: str  #: What it is, in words.
    unit: str  #: Unit.
    actor: str  #: Who acts; empty where it is of the two.
    recipient: str  #: Towards whom.
    source: str  #: Dataset, version, file and rule of its last value.
    values: tuple[ObservedValue, ...]  #: Values in the order of time; a period without one is not covered.
    changes: tuple[Change, ...]  #: Turning points of a monthly series of events.
    events: Count | None  #: Events beneath it; null where turning points are not looked for.
    too_few: bool  #: Whether these are too few for turning points.


class CheckedRung(Part, frozen=True):
    """A coded turning point and what a series says of it."""

    date: str  #: As coded.
    day: str  #: First possible day.
    text: str  #: The event.
    claims: tuple[str, ...]  #: Claims that it rests on.
    #: Whether a change lies within half a year; not covered where the series has no value then.
    answer: Literal["hit", "miss", "not covered"]
    change: str  #: Month of the nearest change, of a hit.


class LadderCheck(Part, frozen=True):
    """The coded climb against a series of events."""

    series: SeriesName  #: Quantity.
    rungs: tuple[CheckedRung, ...]  #: Coded turning points.
    uncoded: tuple[str, ...]  #: Months of changes that no coded turning point is near.


class RecordedAct(Part, frozen=True):
    """An act that a register holds."""

    id: str  #: Id.
    actor: tuple[str, ...]  #: Who acts.
    recipient: str  #: For whom, or on what.
    channel: ChannelOrNone  #: Channel.
    support_type: str  #: Kind of support.
    date: str  #: When.
    text: str  #: What the register says.
    quantity: float | None  #: How much.
    unit: str  #: Of what.
    rows: str  #: Rows of the dataset.
    source: str  #: Dataset, version and file.


class Observed(Part, frozen=True):
    """What datasets and registers record of the pair up to the cut-off. No probability moves by it."""

    series: tuple[ObservedSeries, ...]  #: Series.
    checks: tuple[LadderCheck, ...]  #: The coded climb against each series of events that is thick enough.
    acts: tuple[RecordedAct, ...]  #: Acts, in the order of their days.
