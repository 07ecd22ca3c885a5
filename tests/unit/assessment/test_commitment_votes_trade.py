"""Votes and trade in who depends on whom: a slow program on the raw files, made files, and what is not known."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from foedus.affinity.choice import Choice
from foedus.affinity.company import company
from foedus.affinity.rollcalls import read_roll_calls
from foedus.assessment.assess import assess
from foedus.assessment.commitment.build import build_commitment
from foedus.assessment.commitment.trade import trade_by_year
from foedus.assessment.commitment.votes import votes_by_year
from foedus.case.load import load_case
from foedus.case.model import Case
from foedus.datasets import add
from foedus.report.commitment import commitment_lines
from foedus.verdict.build import build_verdict
from official import SHARED

VOTES = SHARED / "data" / "votes"
FIVE = {"US": 2, "GB": 200, "FR": 220, "RU": 365, "CN": 710}


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("iran-russia-syria")


def slow(votes: Iterable[tuple[str, int, str, int]], side: int) -> dict[int, tuple[int, Counter[int]]]:
    """By year: roll calls against the larger side, and how often each state said the same; one roll call after another."""
    said: dict[str, dict[int, str]] = {}
    year_of = {}
    for call, state, vote, year in votes:
        year_of[call] = year
        if vote in ("yes", "no"):
            said.setdefault(call, {})[state] = vote
    found: dict[int, tuple[int, Counter[int]]] = {}
    for call, words in said.items():
        if side not in words:
            continue
        against, alike = found.get(year_of[call], (0, Counter()))
        with_it = [state for state, vote in words.items() if vote == words[side]]
        if 2 * len(with_it) < len(words):
            against += 1
            alike.update(state for state in with_it if state != side)
        found[year_of[call]] = (against, alike)
    return found


def rows(name: str) -> Iterator[dict[str, str]]:
    with gzip.open(VOTES / name, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@pytest.fixture(scope="module")
def raw_2015(votes_data: Path) -> list[tuple[str, int, str, int]]:
    return [
        (row["rcid"], int(row["ccode"]), {"1": "yes", "3": "no"}[row["vote"]], int(row["date"].rpartition("/")[2]))
        for row in rows("UNVotesPublished_1946_2015.csv.gz")
        if row["date"] and row["vote"] in "13"
    ]


@pytest.mark.parametrize("side", [630, 365, 2])
def test_company_is_what_a_slow_program_counts_in_the_raw_file(
    side: int, votes_data: Path, raw_2015: list[tuple[str, int, str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOEDUS_DATA", str(votes_data))
    others = [code for code in FIVE.values() if code != side]
    found = company(read_roll_calls(Choice(), "2015").frame, side, others)
    expected = slow(raw_2015, side)
    assert set(found["year"]) == set(expected)
    for year, against, other, together in found.iter_rows():
        assert (against, together) == (expected[year][0], expected[year][1][other]), (year, other)


def test_dependence_in_votes_is_what_a_slow_program_finds_in_the_newest_edition(
    case: Case, votes_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOEDUS_DATA", str(votes_data))
    given, note = votes_by_year(case, 2018)
    calls = {row["rcid"]: int(row["date"][:4]) for row in rows("un_roll_calls.csv.gz")}
    codes = {**FIVE, "IR": 630}
    other = {}  # a code for any other state; only the sizes of the sides count
    votes = (
        (row["rcid"], codes.get(row["country_code"]) or other.setdefault(row["country"], 10_000 + len(other)), row["vote"], calls[row["rcid"]])
        for row in rows("un_votes_1946_2019.csv.gz")
    )  # fmt: skip
    expected = slow(list(votes), 630)
    iran = [row for row in given if row.actor == "iran"]
    assert note == ""
    assert [int(row.period) for row in iran] == [year for year in sorted(expected) if 1992 <= year <= 2018]
    for row in iran:
        against, alike = expected[int(row.period)]
        counts = {code: alike[code] for code in FIVE.values()}
        russia, rest = counts.pop(365), max(counts[code] for code in counts)
        total = sum(counts.values()) + russia
        wanted = 0.0 if russia == 0 else russia / total * (1 - rest / (russia + rest))
        assert row.dependence.point == pytest.approx(wanted)
        assert (row.counted, row.part, row.source) == (against, "votes", "un-votes 2019 (unvotes)")
    assert all(row.dependence.point == 0 for row in given if row.actor == "russia")


def votes_of(*lines: tuple[int, int, int]) -> pl.DataFrame:
    return pl.DataFrame(lines, schema=("rcid", "ccode", "vote"), orient="row").with_columns(year=pl.lit(2000))


def test_a_tie_an_abstention_and_the_larger_side_are_no_stand_against_the_majority() -> None:
    votes = votes_of(
        (1, 630, 1), (1, 365, 1), (1, 2, 3), (1, 200, 3),  # a tie
        (2, 630, 2), (2, 365, 3), (2, 2, 1), (2, 200, 1),  # it abstains
        (3, 630, 1), (3, 365, 1), (3, 2, 3), (3, 200, 1),  # with the larger side
        (4, 630, 3), (4, 365, 3), (4, 710, 2), (4, 2, 1), (4, 200, 1), (4, 220, 1),  # against it, Russia beside it
    )  # fmt: skip
    found = company(votes, 630, {2, 365, 710})
    assert found.rows() == [(2000, 1, 2, 0), (2000, 1, 365, 1), (2000, 1, 710, 0)]


def test_votes_stand_beside_the_claims_on_diplomacy_and_are_told(
    case: Case, votes_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOEDUS_DATA", str(votes_data))
    given, _ = votes_by_year(case, 2018)
    found = assess(case, draws=60)
    plain, beside = build_commitment(found), build_commitment(found, given)
    assert plain is not None
    assert beside is not None
    known = [row.dependence.point for row in plain.channels if row.actor == "russia"]
    assert beside.sides[1].dependence.point == pytest.approx(sum(known) / (len(known) + 1))
    told = [row.text for row in build_verdict(found, given=given).sentences if "In votes of the Assembly" in row.text]
    assert len(told) == 1
    assert "Russia depends on Iran in nothing" in told[0]
    assert "roll calls in which a side stood against the majority" in told[0]


@pytest.fixture
def trade(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Iran buys 30 from Russia and sells it 10, and trades 60 with China; 2007 has no flow one way, 2008 only China."""
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path / "data"))
    path = tmp_path / "Dyadic_COW_4.0.csv"
    lines = [
        "365,630,2006,10,30", "630,710,2006,20,40", "2,365,2006,50,50", "2,630,2006,-9,5", "365,630,2007,-9,30", "630,710,2008,1,1",
    ]  # fmt: skip
    path.write_text("\n".join(["ccode1,ccode2,year,flow1,flow2", *lines]) + "\n", encoding="utf-8")
    add("cow-trade", path)


@pytest.mark.usefixtures("trade")
def test_trade_counts_imports_and_exports_and_a_missing_flow_is_no_flow_of_nothing(case: Case) -> None:
    given, note = trade_by_year(case, 2018)
    iran, russia = given
    assert (iran.channel, iran.period, iran.actor, iran.source) == ("economic", "2006", "iran", "cow-trade 4.0")
    assert iran.dependence.point == pytest.approx(40 / 105 * (1 - 60 / 100))
    assert iran.next_best == "China"
    assert russia.dependence.point == pytest.approx(40 / 140 * (1 - 100 / 140))
    assert "ends in 20" in note
    assert "years in which a flow of the pair is not known are left out" in note


@pytest.mark.usefixtures("trade")
def test_trade_stands_for_the_claims_on_the_economy(case: Case) -> None:
    given, _ = trade_by_year(case, 2018)
    found = assess(case, draws=60)
    plain, beside = build_commitment(found), build_commitment(found, given)
    assert plain is not None
    assert beside is not None
    known = {row.channel: row.dependence.point for row in plain.channels if row.actor == "iran"}
    known["economic"] = given[0].dependence.point
    assert beside.sides[0].dependence.point == pytest.approx(sum(known.values()) / len(known))


@pytest.mark.parametrize("ask", [votes_by_year, trade_by_year])
def test_what_is_not_installed_and_a_pair_without_codes_are_told(
    ask: Any, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path))
    given, note = ask(case, 2018)
    assert (given, "foedus data add" in note) == ((), True)
    actors = {name: replace(actor, ccode=None) for name, actor in case.actor.items()}
    given, note = ask(SimpleNamespace(settings=case.settings, actor=actors), 2018)
    assert (given, "COW codes" in note) == ((), True)


def test_the_last_years_of_each_dataset_are_printed_and_claims_stay(
    case: Case, votes_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOEDUS_DATA", str(votes_data))
    given, _ = votes_by_year(case, 2015)
    lines = list(commitment_lines(build_verdict(assess(case, draws=60), given=given)))
    votes = [line.split()[1] for line in lines if line.startswith("  votes ")]
    assert votes == [str(year) for year in range(2010, 2016) for _ in "ab"]
    assert sum("claims  " in line and " on " in line for line in lines) >= 4
    assert lines[-1] == f"{len(given) - 12} rows of earlier years: --json has all"
