"""Reported events of the pair: groups hold every event once, with its rows; months are series; a rung comes from CAMEO alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from foedus.deeds.gathered import Asked
from foedus.deeds.reports import MOST, reports
from raw_events import source

ASKED = Asked(("iran", "iraq"), (630, 645), (1980, 1990), ("Gulf",))


def day(number: int) -> Any:
    import datetime

    return datetime.date(1985, 1 + number % 3, 1 + number % 28)


def row(number: int, **cells: Any) -> dict[str, Any]:
    usual = {"date": day(number), "actor1": "IRN", "actor2": "IRQ", "country1": "IRN", "country2": "IRQ", "code": "190", "root": "19",
             "quad": 4, "score": -10.0}  # fmt: skip
    return usual | cells


def made(folder: Path, rows: list[dict[str, Any]], **more: Any) -> Any:
    whole = source(rows, folder, spans=[("1985-01-01", "1985-07-01")])
    files = ({"name": "part-0", "sha256": "ab" * 32},)
    return replace(whole, files=files, **{"scale": "cameo 0.5", **more})


ROWS = [
    *(row(number) for number in range(7)),
    *(row(number, country1="IRQ", country2="IRN") for number in range(3)),
    row(1, code="062", root="06", quad=2, score=7.4),
    row(2, country2="USA"),
    row(3, country2=None),
    row(4, country2="IRN"),
]


def test_the_groups_hold_each_event_of_the_two_once_and_name_its_row(tmp_path: Path) -> None:
    found = reports(ASKED, made(tmp_path, ROWS))
    assert found.register is not None
    named = [
        part for entry in found.register.entries for part in entry.text.split("file:row ")[1].rstrip(").").split(", ")
    ]
    assert sorted(int(part.split(":")[1]) for part in named) == [*range(1, 12)]
    counted = sum(int(value["value"]) for value in found.observed if value["series"] == "events")
    assert counted == len(named)


def test_a_covered_month_without_an_event_is_zero_and_no_other_month_is_there(tmp_path: Path) -> None:
    found = reports(ASKED, made(tmp_path, ROWS))
    months = {value["period"]: value["value"] for value in found.observed if value["series"] == "events"}
    assert list(months) == [f"1985-{month:02d}" for month in range(1, 7)]
    assert [months[f"1985-{month:02d}"] for month in (4, 5, 6)] == ["0", "0", "0"]


@pytest.mark.parametrize(("scale", "level", "channel"), [("cameo 0.5", "5", "military"), ("weis 1992", "", "")])
def test_a_rung_and_a_channel_are_read_from_cameo_alone(tmp_path: Path, scale: str, level: str, channel: str) -> None:
    found = reports(ASKED, made(tmp_path, ROWS, scale=scale))
    assert found.register is not None
    entry = next(entry for entry in found.register.entries if entry.locator == "code 062")
    assert (entry.level, entry.channel, entry.value, entry.date) == (level, channel, "0.74", "1985-02")
    assert (entry.holder, entry.object) == (("iran",), ("iraq",))


def test_a_cell_with_several_states_counts_for_the_pair(tmp_path: Path) -> None:
    rows = [row(1, country1="USA;IRN", country2="IRQ;ISR")]
    found = reports(ASKED, made(tmp_path, rows, several=";"))
    assert found.register is not None
    assert len(found.register.entries) == 1


def test_what_is_beyond_the_largest_groups_is_told(tmp_path: Path) -> None:
    codes = [f"{root:02d}{end}" for root in range(1, 20) for end in range(12)]
    found = reports(ASKED, made(tmp_path, [row(1, code=code, root=code[:2]) for code in codes]))
    assert found.register is not None
    assert len(found.register.entries) == MOST
    assert found.register.left_out == f"{len(codes) - MOST} smaller groups are not listed."


def test_a_collection_of_other_years_is_told_with_its_years(tmp_path: Path) -> None:
    late = replace(ASKED, years=(1990, 2018))
    found = reports(late, made(tmp_path, ROWS))
    assert (found.observed, found.register) == ((), None)
    assert "covers 1985-01-01 to 1985-06-01, and the case asks for 1990 to 2018" in found.notes[0]
