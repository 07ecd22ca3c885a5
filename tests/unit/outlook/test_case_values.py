"""The outlook's covariates from the history that a case carries."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foedus.case.load import load_case
from foedus.case.model import Covariate
from foedus.errors import InputError
from foedus.history.covariates import COLUMNS
from foedus.outlook.case_values import OWN_NAMES, case_values
from foedus.outlook.model import load_model
from foedus.outlook.show import find_dyad

ACTORS = ("iran", "russia")


@pytest.fixture(scope="module")
def rows() -> tuple[Covariate, ...]:
    return tuple(load_case("iran-russia-syria").covariates)


def test_the_built_in_case_gives_what_the_datasets_give(rows: tuple[Covariate, ...]) -> None:
    """The table's figures of states are rounded (`foedus.history.table.STEPS`), hence the tolerance."""
    dyad = find_dyad(load_model(), "IRN", "RUS")
    found = case_values(rows, ACTORS, year=2018, state="entente", fallback=dyad)
    assert found.year == 2018
    assert dict(found.values) == pytest.approx(dict(dyad.values), abs=0.02)
    assert dict(found.without) == pytest.approx(dict(dyad.without), abs=0.02)


def test_an_earlier_year_rests_on_the_rows_of_that_year(rows: tuple[Covariate, ...]) -> None:
    found = case_values(rows, ACTORS, year=2010, state="entente", fallback=find_dyad(load_model(), "IRN", "RUS"))
    own = {row.covariate: float(row.value) for row in rows if row.year == 2010 and row.covariate != "state_of_relation"}
    for name in OWN_NAMES:
        assert found.values[name] == own[name]
    assert found.without["least_own_threat"] == own["least_own_threat_without_enemy"]
    assert found.notes == ()


def test_a_case_with_less_makes_do_and_says_so(rows: tuple[Covariate, ...]) -> None:
    more = tuple(f"{name}_without_enemy" for name in ("common_threat", "common_threat_gain", "least_own_threat"))
    rows = tuple(row for row in rows if row.covariate not in (*OWN_NAMES, *more))
    found = case_values(rows, ACTORS, year=2010, state="entente", fallback=find_dyad(load_model(), "IRN", "RUS"))
    assert list(found.values) == list(COLUMNS)
    assert found.values["least_own_threat"] == found.values["common_threat"]
    assert found.without["common_threat"] == 0
    threat = {row.year: float(row.value) for row in rows if row.covariate == "common_threat"}
    assert found.values["common_threat_gain"] == pytest.approx(max(0, threat[2010] - threat[2006]))
    assert any("ever_alliance" in note for note in found.notes)
    assert any("no other threat" in note for note in found.notes)


def test_a_later_year_takes_the_last_one_and_says_so(rows: tuple[Covariate, ...]) -> None:
    found = case_values(rows, ACTORS, year=2024, state="entente")
    assert found.year == 2018
    assert "covariates of 2018 stand in for 2024" in found.notes


def test_a_row_of_its_own_name_is_taken(rows: tuple[Covariate, ...]) -> None:
    more = (*rows, Covariate(2018, "least_own_threat", "0.9", "made up"))
    found = case_values(more, ACTORS, year=2018, state="entente")
    assert found.values["least_own_threat"] == 0.9


def test_what_is_missing_is_named(rows: tuple[Covariate, ...]) -> None:
    without = [row for row in rows if row.covariate not in ("distance_km", "euds_iran")]
    with pytest.raises(InputError, match=r"distance_km, euds_iran.*--prior table"):
        case_values(without, ACTORS, year=2018, state="entente")


def test_what_is_no_number_is_refused(rows: tuple[Covariate, ...]) -> None:
    wrong = [replace(row, value="far") if row.covariate == "distance_km" else row for row in rows]
    with pytest.raises(InputError, match="'far'"):
        case_values(wrong, ACTORS, year=2018, state="entente")
