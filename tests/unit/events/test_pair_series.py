"""Turning points of pairs: three of the history through the whole path from the raw files, and another method beside them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from foedus.errors import InputError
from foedus.events.choices import Choices
from foedus.events.pair_series import FEWEST, PairSeries, found_turns
from foedus.events.pair_series import series_of as series
from official import SHARED
from raw_events import days, keds, source

EVENTS = SHARED / "data" / "events"
shared = pytest.mark.skipif(not EVENTS.is_dir(), reason="needs the shared files")

HISTORY = [
    ("keds_gulf_cameo.csv.gz", (645, 630), "balance", "1988-07-01", ("1988-05-01", "1988-09-01")),
    ("keds_gulf_cameo.csv.gz", (645, 690), "conflict", "1990-07-01", ("1990-07-01", "1990-07-01")),
    ("keds_turkey_cameo.csv.gz", (640, 350), "balance", "1999-06-01", ("1999-05-01", "1999-08-01")),
]
"""Ceasefire of 20 August 1988, invasion of 2 August 1990, thaw of 1999."""


def of_keds(file: str, pair: tuple[int, int], folder: Path) -> PairSeries:
    weis = "gulf" in file  # its name says CAMEO and its codes are WEIS
    return series(source(keds(EVENTS / file, weis=weis), folder, scheme="keds" if weis else "cameo"), *pair)


@shared
@pytest.mark.parametrize(("file", "pair", "measure", "at", "interval"), HISTORY)
def test_the_turning_points_of_history(
    file: str, pair: tuple[int, int], measure: str, at: str, interval: tuple[str, str], tmp_path: Path
) -> None:
    found = of_keds(file, pair, tmp_path)
    turn = next(turn for turn in found.turns if (turn.measure, turn.at) == (measure, date.fromisoformat(at)))
    assert (turn.low, turn.high) == tuple(map(date.fromisoformat, interval))
    assert turn.expected == pytest.approx(1, abs=0.1)
    ruptures = pytest.importorskip("ruptures")
    values = found.frame[{"balance": "balance", "conflict": "conflict_log"}[measure]].to_numpy()
    edges = ruptures.Pelt(model="l2", min_size=3, jump=1).fit(values).predict(pen=5 * values.var())
    months = found.frame["period"].to_list()
    assert min(abs((months[edge] - turn.at).days) for edge in edges[:-1]) <= 92


def row(day: date, quad: int, **more: Any) -> dict[str, Any]:
    return {
        "date": day,
        "actor1": "RUS",
        "actor2": "IRN",
        "country1": "RUS",
        "country2": "IRN",
        "code": "010",
        "quad": quad,
    } | more


def test_a_change_that_was_put_in_is_told_with_what_was_before_and_after(tmp_path: Path) -> None:
    rows = [row(day, 3 if place < 700 else 1) for place, day in enumerate(days("2000-01-01", 1400)) if place % 3]
    found = series(source(rows, tmp_path), 365, 630)
    assert [turn.at for turn in found.turns if turn.measure == "balance"] == [date(2001, 12, 1)]
    turn = found.turns[0]
    assert turn.low <= turn.at <= turn.high
    assert turn.before > 2 > -2 > turn.after
    assert found.record()["turning_points"][0]["at"] == "2001-12-01"
    assert found.record()["events"] == len(rows)


def test_few_events_are_too_few(tmp_path: Path) -> None:
    rows = [row(day, 1) for day in days("2000-01-01", FEWEST - 1)]
    found = series(source(rows, tmp_path, spans=[("2000-01-01", "2003-01-01")]), 365, 630)
    assert found.turns == ()
    assert "too few events for turning points: 29, at least 30" in found.note
    assert found.frame.height == 36


def test_a_gap_is_no_zero_and_what_lies_beyond_it_is_told() -> None:
    months = pl.date_range(date(2000, 1, 1), date(2004, 12, 1), "1mo", eager=True)
    events = [5 if place < 20 or place > 30 else None for place in range(60)]
    frame = pl.DataFrame(
        {
            "period": months,
            "events": events,
            "covered": [float(number is not None) for number in events],
            "balance": [e and 0.1 for e in events],
            "conflict_per_1000": [e and 1.0 for e in events],
        }
    )
    turns, note = found_turns(frame)
    assert turns == ()
    assert note == "searched from 2002-08-01 to 2004-12-01; 31 periods before or after a gap are not"


def test_a_run_that_is_too_short_is_told() -> None:
    frame = pl.DataFrame(
        {"period": [date(2000, 1, 1)], "events": [40], "covered": [1.0], "balance": [0.0], "conflict_per_1000": [1.0]}
    )
    assert found_turns(frame)[1].startswith("too few periods in a row for turning points: 1, at least 6")


def test_a_series_pools_directions(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="pools both directions"):
        series(source([row(date(2000, 1, 1), 1)], tmp_path), 365, 630, choices=Choices(directed=True))
