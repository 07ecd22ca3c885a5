"""``foedus case covariates`` with nothing installed: from the table that comes with foedus."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from typer.testing import CliRunner

from foedus.assessment.refresh import kept_covariates
from foedus.case.load import load_case
from foedus.cli.case import app
from foedus.errors import InputError
from foedus.outlook.case_values import case_values

CASE = "iran-russia-syria"


@pytest.fixture(autouse=True)
def nothing_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path))


def test_the_table_gives_what_the_case_carries_to_what_rounding_can_do() -> None:
    """Every row of the outlook that the case has, computed once from the exact figures, and no other."""
    case = load_case(CASE)
    own = {(row.year, row.covariate): row.value for row in case.covariates}
    kept = {(row.year, row.covariate): row.value for row in kept_covariates(case)}
    assert set(kept) <= set(own)
    assert {year for year, _ in kept} == set(range(1990, 2019))
    for (year, name), value in kept.items():
        if name == "state_of_relation":
            assert value == own[year, name]
        elif name == "contiguity":
            assert (value == "0", value == "1") == (own[year, name] == "0", own[year, name] == "1")
        else:
            tolerance = 2.0 if name == "distance_km" else 0.026
            assert float(value) == pytest.approx(float(own[year, name]), abs=tolerance), (year, name)


def test_its_rows_are_enough_for_the_outlook_and_name_their_sources() -> None:
    rows = kept_covariates(load_case(CASE), 2000, last=2005)
    found = case_values(rows, ("iran", "russia"), year=2005, state="entente")
    assert (found.year, found.notes) == (2005, ())
    assert all("sha256" in row.source and "the table that comes with foedus" in row.source for row in rows)


def test_the_command_says_that_it_takes_the_table() -> None:
    result = CliRunner().invoke(app, ["covariates", CASE, "--from", "2017", "--to", "2018"])
    assert result.exit_code == 0
    assert "not installed: states, majors, nmc and 7 more; taken from the table" in result.stderr
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert {row["year"] for row in rows} == {"2017", "2018"}


def test_years_that_the_table_does_not_hold_are_refused_with_the_step() -> None:
    with pytest.raises(InputError, match=r"holds 1946 to 2018.*foedus data add"):
        kept_covariates(load_case("france-russia-1891"))
    with pytest.raises(InputError, match="1940 to 1950"):
        kept_covariates(load_case(CASE), 1940, last=1950)
