"""The bench of resolved pairs: every case as its README says, and what became of it as ATOP 5.1 has it.

The outcomes were written from memory of the treaties; here they are held against the members' obligations in the
distributor's file, read without foedus.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from foedus.case.load import load_case
from foedus.case.model import Case
from foedus.evidence.visible import gather_evidence
from foedus.terms.checklist import CHECKLIST
from foedus.verdict.score import observe
from official import official_files

BENCH = Path(__file__).parents[3] / "bench"
CASES = sorted(path.parent.name for path in BENCH.glob("*/case.toml"))
BUILT_IN = ("france-russia-1891", "china-russia-2021")
DEVIATES = {"britain-ussr-1939"}
"""Cases whose state of relation deviates from the covariates, with the reason in `state_ground`."""


@cache
def load(name: str) -> Case:
    return load_case(name if name in BUILT_IN else BENCH / name)


def observed(case: Case) -> tuple[str, date]:
    found = observe(case, case.settings.as_of.upper, case.settings.horizon_years)
    return found.outcome, found.target


def test_twenty_cases_half_of_which_became_alliances() -> None:
    states = [observed(load(name))[0] for name in (*CASES, *BUILT_IN)]
    assert len(states) == 20
    assert states.count("alliance") == 10


@pytest.mark.parametrize("name", CASES)
def test_a_compact_case_is_coded_as_the_readme_says(name: str) -> None:
    case = load(name)
    assert 10 <= len(case.claims) <= 25
    assert gather_evidence(case).claims == case.claims
    assert not case.ratings
    assert {"coder", "hindsight", "references"} <= set(case.settings.provenance)
    answered = {row.kind for row in case.checklist}
    assert answered == set(CHECKLIST)
    assert len({claim.source for claim in case.claims}) >= 5


@pytest.mark.parametrize("name", [*CASES, *BUILT_IN])
def test_covariates_end_with_the_last_whole_year_and_give_the_state(name: str) -> None:
    case = load(name)
    cut = case.settings.as_of.upper
    last = cut.year if (cut.month, cut.day) == (12, 31) else cut.year - 1
    states = {row.year: row.value for row in case.covariates if row.covariate == "state_of_relation"}
    assert max(row.year for row in case.covariates) == min(last, 2018)
    assert (states[min(last, 2018)] == case.settings.state_of_relation) is (name not in DEVIATES)


@cache
def spells() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    with (official_files() / "atop5_1m.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["atopid"]].append(row)
    return found


def within(row: dict[str, str], when: date) -> bool:
    def day(part: str, other: int) -> tuple[int, int, int]:
        year, month, of_month = (int(row[f"{name}{part}"] or 0) for name in ("yr", "mo", "day"))
        return (year or 9999 * other, month or 12 * other, of_month or 31 * other)

    return day("ent", 0) <= (when.year, when.month, when.day) <= day("exit", 1)


def allied(one: int, other: int, when: date) -> bool:
    """Whether a treaty holds both members on a day and either owes defence or offence."""
    for rows in spells().values():
        held = {int(row["member"]): row for row in rows if within(row, when)}
        if (
            one in held
            and other in held
            and any(held[who][owed] == "1" for who in (one, other) for owed in ("defense", "offense"))
        ):
            return True
    return False


@pytest.mark.parametrize("name", [*CASES, *BUILT_IN])
def test_the_outcome_is_that_of_atop(name: str) -> None:
    case = load(name)
    state, target = observed(case)
    if target.year > 2018:
        pytest.skip("beyond the data")
    codes = {actor.id: actor.ccode for actor in case.actors}
    one, other = (codes[actor] for actor in case.settings.focal_pair)
    assert one is not None
    assert other is not None
    assert allied(one, other, target) is (state == "alliance")
    # ATOP counts the treaty of Björkö from its signature, the case from the peace that its text names.
    assert allied(one, other, case.settings.as_of.upper) is (name == "germany-russia-1905")
