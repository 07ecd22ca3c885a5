"""Tables against a second program of plain loops, cell by cell; zero and missing; what becomes of every row."""

from __future__ import annotations

import csv
import gzip
import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foedus import events
from foedus.errors import InputError
from foedus.events.choices import Choices
from foedus.events.pair_table import EventTable
from foedus.events.pair_table import table_of as table
from foedus.events.source import Source
from official import SHARED
from raw_events import days, gdelt2, icews, keds, source

EVENTS = SHARED / "data" / "events"
STATES = Path(__file__).parents[3] / "src" / "foedus" / "terms" / "states" / "states.csv"
shared = pytest.mark.skipif(not EVENTS.is_dir(), reason="needs the shared files")


FORMER = {"YUG": "345", "SCG": "345", "SUN": "365", "ROM": "360", "ZAR": "490"}
"""Letters that ISO gave up."""


def plain_states() -> dict[tuple[str, int], list[int]]:
    """Letters of ISO and year to COW codes, from the table of states by the csv module alone; a year of succession has two."""
    found: dict[tuple[str, int], list[int]] = defaultdict(list)
    for row in csv.DictReader(STATES.read_text(encoding="utf-8").splitlines()):
        for spell in row["spells"].split("|"):
            first, last = (day[:4] for day in spell.split("/"))
            for year in range(int(first), int(last or 2100) + 1):
                found[row["iso3"], year].append(int(row["ccode"]))
                for former in (letters for letters, ccode in FORMER.items() if ccode == row["ccode"]):
                    found[former, year].append(int(row["ccode"]))
    return found


def by_loops(rows: list[dict[str, Any]], *, once_a_day: bool = False) -> tuple[dict[Any, Counter[str]], Counter[date]]:
    """Sums by pooled pair and month, and all events by month."""
    states = plain_states()
    cells: dict[Any, Counter[str]] = defaultdict(Counter)
    totals: Counter[date] = Counter()
    told = set()
    for row in rows:
        month = row["date"].replace(day=1)
        key = (row["date"], row["actor1"], row["actor2"], row["code"])
        new = key not in told or not once_a_day
        told.add(key)
        totals[month] += new
        sides = [
            states.get((row[name], row["date"].year), []) if row[name] else [] for name in ("country1", "country2")
        ]
        sides = [[c for c in side if len(side) == 1 or (row["date"].year, c) in ONLY] for side in sides]
        if not (sides[0] and sides[1]) or sides[0] == sides[1]:
            continue
        cell = cells[min(sides[0][0], sides[1][0]), max(sides[0][0], sides[1][0]), month]
        cell["rows"] += 1
        if new:
            cell["events"] += 1
            cell[f"quad{row['quad']}"] += 1
            cell["score"] += round(10 * (row.get("score") or 0))
    return cells, totals


ONLY = {(1992, 315), (1990, 260), (1990, 678)}
"""Of two states with one code in a year the one that was there before."""


def compare(made: EventTable, cells: Mapping[Any, Counter[str]], totals: Mapping[date, int], *, scored: bool) -> None:
    found = {(row["ccode1"], row["ccode2"], row["period"]): row for row in made.frame.iter_rows(named=True)}
    named = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
    assert set(found) == set(cells)
    for key, cell in cells.items():
        row = found[key]
        assert (row["rows"], row["events"]) == (cell["rows"], cell["events"]), key
        assert [row[name] for name in named] == [cell[f"quad{quad}"] for quad in (1, 2, 3, 4)], key
        friendly, hostile = cell["quad1"] + cell["quad2"], cell["quad3"] + cell["quad4"]
        assert row["balance"] == pytest.approx(math.log((hostile + 1) / (friendly + 1)))
        assert row["conflict_per_1000"] == pytest.approx(1000 * hostile / totals[key[2]])
        assert row["per_1000"] == pytest.approx(1000 * cell["events"] / totals[key[2]])
        if scored:
            assert row["score_sum"] == pytest.approx(cell["score"] / 10)
            assert row["score_mean"] == pytest.approx(cell["score"] / 10 / cell["events"])
        else:
            assert row["score_sum"] is None
        assert row["deaths"] is None
    assert dict(made.periods.select("period", "events").filter(made.periods["events"] > 0).iter_rows()) == dict(totals)


@shared
def test_every_cell_of_keds_turkey(tmp_path: Path) -> None:
    rows = keds(EVENTS / "keds_turkey_cameo.csv.gz")
    compare(table(source(rows, tmp_path)), *by_loops(rows), scored=False)


@shared
@pytest.mark.parametrize("once_a_day", [False, True])
def test_every_cell_of_a_quarter_hour_of_gdelt(once_a_day: bool, tmp_path: Path) -> None:
    rows = gdelt2(EVENTS / "20191024143000.export.CSV")
    made = table(source(rows, tmp_path), choices=Choices(duplicates="one-a-day" if once_a_day else "none"))
    compare(made, *by_loops(rows, once_a_day=once_a_day), scored=True)
    assert made.metadata["rows"]["read"] == 2111
    assert made.metadata["rows"]["counted after duplicates"] == (1515 if once_a_day else 2111)


@shared
def test_root_sentences_and_vintage_of_gdelt(tmp_path: Path) -> None:
    rows = source(gdelt2(EVENTS / "20191024143000.export.CSV"), tmp_path)
    told = table(rows, choices=Choices(root_only=True)).metadata["rows"]
    assert (told["counted"], told["not in the root sentence"]) == (1259, 852)
    assert table(rows, choices=Choices(as_of=date(2019, 10, 24))).metadata["rows"]["counted"] == 2111
    assert table(rows, choices=Choices(as_of=date(2019, 10, 23))).metadata["rows"]["added later"] == 2111
    assert table(rows, choices=Choices(dated="added", period="day")).periods["period"].to_list() == [date(2019, 10, 24)]


@shared
def test_icews_names_lead_to_states_and_repeats_between_states_count_once(tmp_path: Path) -> None:
    rows = icews(EVENTS / "events.2018.sample.tab")
    abroad = [row for row in rows if row["country1"] and row["country2"] and row["country1"] != row["country2"]]
    chosen = Choices(duplicates="one-a-day-states", directed=True)
    told = table(source(abroad, tmp_path, scheme="names"), choices=chosen).metadata["rows"]
    assert (told["read"], told["counted after duplicates"]) == (1741, 882)
    whole = table(source(rows, tmp_path, scheme="names"))
    assert whole.metadata["rows"]["read"] == 3705
    named = dict(whole.unmapped.select("code", "as_actor").iter_rows())
    assert named["Occupied Palestinian Territory"] == sum(
        row["country1"] == "Occupied Palestinian Territory" for row in rows
    )
    assert "Russian Federation" not in named


def row(day: Any, one: str | None, two: str | None, **more: Any) -> dict[str, Any]:
    return {
        "date": day,
        "actor1": one,
        "actor2": two,
        "country1": one,
        "country2": two,
        "code": "010",
        "quad": 1,
    } | more


def test_zero_is_what_was_covered_and_missing_what_was_not(tmp_path: Path) -> None:
    rows = [row(date(2000, 1, 5), "RUS", "IRN"), row(date(2000, 6, 5), "USA", "IRN")]
    spans = [("2000-01-01", "2000-03-01"), ("2000-03-16", "2000-04-01"), ("2000-06-01", "2000-07-01")]
    made = table(source(rows, tmp_path, spans=spans), pairs=[(630, 365)])
    assert made.frame["events"].to_list() == [1, 0, 0, None, None, 0]
    assert made.frame["covered"].to_list() == pytest.approx([1, 1, 16 / 31, 0, 0, 1])
    assert made.frame["balance"].to_list() == pytest.approx([math.log(0.5), 0, 0, None, None, 0])
    assert made.frame["all_events"].to_list() == [1, 0, 0, 0, 0, 1]
    assert made.metadata["coverage"] | {"share": 0} == {
        "first": "2000-01-01", "last": "2000-06-01", "share": 0, "partly": 1, "not": 2, "assumed": "",
    }  # fmt: skip


def test_events_far_from_what_is_covered_leave_no_hole_between(tmp_path: Path) -> None:
    rows = [row(day, "RUS", "IRN") for day in (date(2000, 1, 5), date(2000, 1, 12), date(2000, 1, 20))]
    made = table(
        source(rows, tmp_path, spans=[("2000-01-10", "2000-01-15")]), choices=Choices(period="day"), pairs=[(365, 630)]
    )
    assert made.frame["period"].to_list() == days("2000-01-05", 16)
    there = range(5, 10)
    counted = {0: 1, 7: 1, 15: 1} | {place: 0 for place in there if place != 7}
    assert made.frame["events"].to_list() == [counted.get(place) for place in range(16)]
    assert made.frame["covered"].to_list() == [float(place in there) for place in range(16)]
    assert made.metadata["coverage"] | {"assumed": ""} == {
        "first": "2000-01-05", "last": "2000-01-20", "share": 5 / 16, "partly": 0, "not": 11, "assumed": "",
    }  # fmt: skip


def test_a_span_of_days_too_long_for_its_pairs_is_refused(tmp_path: Path) -> None:
    made = source([row(date(1800, 1, 1), "RUS", "IRN"), row(date(2199, 12, 31), "RUS", "IRN")], tmp_path)
    pairs = [(365, other) for other in (2, 20, 200, 210, 220, 630, 640)]
    with pytest.raises(InputError, match=r"1,022,679 rows, of 7 pairs in each day.*longer period or for fewer pairs"):
        table(made, choices=Choices(period="day"), pairs=pairs)
    assert table(made, choices=Choices(period="month"), pairs=pairs).frame.height == 7 * 400 * 12
    assert table(made, choices=Choices(period="day"), pairs=pairs[:1]).frame.height == 146_097


def test_a_state_that_is_no_member_has_no_zero(tmp_path: Path) -> None:
    rows = [row(day, "RUS", "DEU") for day in (date(1989, 5, 1), date(1992, 5, 1))]
    made = table(source(rows, tmp_path), choices=Choices(period="year"), pairs=[(255, 365), (260, 365)])
    told = {(r["ccode1"], r["period"].year): r["events"] for r in made.frame.iter_rows(named=True)}
    assert told == {(255, 1989): None, (255, 1990): 0, (255, 1991): 0, (255, 1992): 1,
                    (260, 1989): 1, (260, 1990): 0, (260, 1991): None, (260, 1992): None}  # fmt: skip


def test_no_row_is_lost(tmp_path: Path) -> None:
    rows = [
        row(date(2000, 1, 5), "RUS", "IRN"),
        row(date(2000, 1, 5), "IRN", "RUS"),
        row(date(2000, 1, 5), "RUS", "RUS"),
        row(date(2000, 1, 5), "EUR", "RUS"),
        row(date(2000, 1, 5), None, "NAM"),
        row(date(2000, 1, 5), "ZZZ", "EUR"),
        row(None, "RUS", "IRN"),
        row(date(2000, 1, 6), "USA", "SYR"),
        row(date(2000, 1, 6), "USA", "IRN", quad=None),
    ]
    made = table(source(rows, tmp_path), choices=Choices(directed=True), pairs=[(630, 365)])
    assert made.metadata["rows"] == {
        "read": 9, "in the table": 2, "between other states": 2, "within one state": 1, "with a side that is no state": 3,
        "without a day": 1, "counted": 9, "counted after duplicates": 9,
    }  # fmt: skip
    assert [(r["ccode1"], r["ccode2"], r["events"]) for r in made.frame.iter_rows(named=True)] == [
        (365, 630, 1),
        (630, 365, 1),
    ]
    assert set(made.unmapped.rows()) == {
        ("EUR", "region", 1, 1),
        ("", "no state named", 1, 0),
        ("ZZZ", "no state of the list, or several", 1, 0),
    }
    every = table(source(rows, tmp_path))
    assert every.frame["events"].sum() == 4
    assert every.frame.filter(every.frame["ccode1"] == 2)["verbal_cooperation"].to_list() == [0, 1]


def test_days_and_weeks_begin_where_they_should(tmp_path: Path) -> None:
    rows = [row(day, "RUS", "IRN") for day in days("2020-12-28", 10)]
    weeks = table(source(rows, tmp_path), choices=Choices(period="week"), pairs=[(365, 630)]).frame
    assert weeks.select("period", "events").rows() == [(date(2020, 12, 28), 7), (date(2021, 1, 4), 3)]
    assert (
        table(source(rows, tmp_path), choices=Choices(period="day"), pairs=[(365, 630)]).frame["events"].to_list()
        == [1] * 10
    )


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ({"root_only": True}, "does not say whether an event is in the root sentence"),
        ({"mentions": 2}, "does not say how often an event is mentioned"),
        ({"as_of": date(2000, 1, 1)}, "does not say when an event was added"),
        ({"dated": "added"}, "does not say when an event was added"),
    ],
)
def test_a_choice_about_which_the_source_is_silent_is_refused(
    choices: dict[str, Any], said: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=said):
        table(source([row(date(2000, 1, 5), "RUS", "IRN")], tmp_path), choices=Choices(**choices))


@pytest.mark.parametrize(
    "wrong", [{"period": "decade"}, {"duplicates": "some"}, {"dated": "seen"}, {"mentions": -1}, {"mentions": True}]
)
def test_what_is_no_choice_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="expected"):
        Choices(**wrong)


@pytest.mark.parametrize("pairs", [[(365, 365)], [(365, 9999)]])
def test_what_is_no_pair_is_refused(pairs: list[tuple[int, int]], tmp_path: Path) -> None:
    with pytest.raises(InputError, match="expected two different states"):
        table(source([row(date(2000, 1, 5), "RUS", "IRN")], tmp_path), pairs=pairs)


def test_a_folder_whose_name_has_a_quote_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "it's"
    folder.mkdir()
    made: Source = source([row(date(2000, 1, 5), "RUS", "IRN")], folder)
    assert table(made).frame.height == 1


def test_a_row_with_several_states_counts_for_each_pair_and_is_one_row(tmp_path: Path) -> None:
    rows = [
        row(date(2000, 1, 5), "365;630", "652"),
        row(date(2000, 1, 5), "365", "652"),
        row(date(2000, 1, 5), "365;365", "652;99999"),
        row(date(2000, 1, 6), "630", None),
    ]
    several = replace(source(rows, tmp_path, scheme="cow"), several=";")
    made = table(several)
    assert {(r["ccode1"], r["ccode2"]): r["events"] for r in made.frame.iter_rows(named=True)} == {
        (365, 652): 3,
        (630, 652): 1,
    }
    told = dict(made.metadata["rows"])
    assert told["read"] == 4
    assert told["once more for each further state in a cell"] == -1
    parts = ("in the table", "with a side that is no state", "once more for each further state in a cell")
    assert sum(told[name] for name in parts) == 4


@shared
def test_deaths_between_states_of_ucdp_by_loops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path))
    events.add(EVENTS / "ucdp_ged_231_sample1000.csv.gz")
    made = events.table("ucdp-ged", period="year")
    expected: Counter[tuple[int, int, int]] = Counter()
    with gzip.open(EVENTS / "ucdp_ged_231_sample1000.csv.gz", "rt", encoding="utf-8", newline="") as stream:
        for one in csv.DictReader(stream):
            sides = [
                [int(float(code)) for code in one[name].replace(";", ",").split(",") if code.strip()]
                for name in ("gwnoa", "gwnob")
            ]
            for a in sides[0]:
                for b in sides[1]:
                    expected[min(a, b), max(a, b), int(one["date_start"][:4])] += int(one["best"])
    found = {(r["ccode1"], r["ccode2"], r["period"].year): r["deaths"] for r in made.frame.iter_rows(named=True)}
    assert found == dict(expected)
    assert made.metadata["rows"]["read"] == 1000
