"""The prior of an assessment: which one is chosen, and what the case's evidence may switch."""

from __future__ import annotations

import math
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import foedus
from builders import a_coded_case
from foedus.assessment.assess import assess
from foedus.assessment.priors import Setting, choose_prior, counts
from foedus.assessment.refresh import difference_lines, refresh
from foedus.assessment.verdict import split_of
from foedus.case.load import load_case
from foedus.case.model import Answer, Bearing, Case, Claim, Factor, Rating, Scenario
from foedus.errors import InputError
from foedus.files.edtf import parse_edtf
from foedus.history.shipped import load_table
from foedus.outlook.model import load_model
from foedus.outlook.show import find_dyad, show
from foedus.terms.outcomes import OUTCOMES
from made import plain


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("iran-russia-syria")


def setting(case: Case, year: int = 2018) -> Setting:
    return Setting(case, year, "entente", 10, 50)


def dice() -> np.random.Generator:
    return np.random.default_rng(1)


def said(case: Case, **given: float) -> dict[str, float]:
    """Return what the evidence says of every factor: above 0 there, below 0 not; .5 where the test says nothing."""
    named = {name.replace("_", "-"): value for name, value in given.items()}
    return {factor.id: named.get(factor.id, 0.5) for factor in case.factors}


def an_enemy(source: str = "usa", *, name: str = "state-enemy", **cells: Any) -> Factor:
    """A factor that history measures by the common state enemy."""
    given = {
        "pull": "binds",
        "kind": "threat",
        "group": "enemy",
        "persistence": (0.4, 0.6, 0.8),
        "persistence_ground": "So.",
    }
    return Factor(name, name, threat_source=source, **{**given, "covariate": "common_threat", "checklist": "common-state-enemy",
                                                       **cells})  # fmt: skip


def with_factors(case: Case, *factors: Factor, scenarios: dict[str, tuple[str, ...]] | None = None) -> Case:
    """Return the built-in case's history with factors of the test's own, each told by one claim, and nothing else coded."""
    source = case.sources[0].key
    claims = tuple(
        Claim(f"told-{factor.id}", "study", source, "", "It says so.", "context", 2, date=parse_edtf("2010"))
        for factor in factors
    )
    asked = tuple(Scenario(name, name, removes) for name, removes in (scenarios or {}).items())
    return replace(
        case, factors=factors, claims=claims, bearings=tuple(Bearing(f"told-{one.id}", one.id, 1) for one in factors),
        ratings=(), checklist=(), issues=(), assumptions=(), indicators=(), settings=replace(case.settings, scenarios=asked),
    )  # fmt: skip


def without_history(case: Case, *names: str) -> Case:
    return replace(case, covariates=tuple(row for row in case.covariates if row.covariate not in names))


def with_value(case: Case, name: str, year: int, value: str) -> Case:
    rows = [row for row in case.covariates if (row.covariate, row.year) != (name, year)]
    sample = next(row for row in case.covariates if row.covariate == name and row.year == year)
    return replace(case, covariates=(*rows, replace(sample, value=value)))


def test_the_prior_of_the_built_in_case_is_what_outlook_show_gives(case: Case) -> None:
    """The case carries six decimals, the shipped table more: hence the tolerance."""
    prior = choose_prior("auto", setting(case), said=said(case), rng=dice())
    model = load_model()
    shown = show(model, find_dyad(model, "IRN", "RUS"), horizon=10)
    order = [("alliance", "entente", "unaligned", "rivalry").index(name) for name in OUTCOMES]
    assert prior.id == "outlook"
    assert prior.facts["enemy"] == "United States of America"
    np.testing.assert_allclose(prior.by_year, shown.forecast.by_year[:, order], atol=2e-4)
    assert prior.absent is not None
    np.testing.assert_allclose(prior.absent.by_year, shown.without.by_year[:, order], atol=2e-4)


def test_a_case_without_the_covariates_takes_the_table_and_says_so(case: Case) -> None:
    bare = without_history(case, "distance_km", "euds_iran")
    prior = choose_prior("auto", setting(bare), said=said(bare), rng=dice())
    assert prior.id == "table"
    assert "distance_km, euds_iran" in prior.notes[0]
    with pytest.raises(InputError, match="distance_km"):
        choose_prior("outlook", setting(bare), said=said(bare), rng=dice())
    assert any("distance_km" in line for line in foedus.assess(bare, draws=20).verdict.outside.notes)


def test_evidence_that_denies_the_state_enemy_switches_it_off(case: Case) -> None:
    case = with_factors(case, an_enemy())
    there = choose_prior("outlook", setting(case), said=said(case), rng=dice())
    silent = choose_prior("outlook", setting(case), said=said(case, state_enemy=0.0), rng=dice())
    denied = choose_prior("outlook", setting(case), said=said(case, state_enemy=-0.2), rng=dice())
    np.testing.assert_array_equal(silent.by_year, there.by_year)
    assert there.absent is not None
    np.testing.assert_allclose(denied.by_year, there.absent.by_year, atol=1e-12)
    assert denied.absent is None
    assert any("denies" in note for note in denied.notes)


def test_how_strong_the_evidence_is_never_becomes_a_threat_in_the_model(case: Case) -> None:
    case = with_factors(case, an_enemy())
    weak = choose_prior("outlook", setting(case), said=said(case, state_enemy=0.01), rng=dice())
    strong = choose_prior("outlook", setting(case), said=said(case, state_enemy=3.0), rng=dice())
    np.testing.assert_array_equal(weak.by_year, strong.by_year)


def test_all_that_stand_for_the_enemy_must_be_denied(case: Case) -> None:
    case = with_factors(case, an_enemy(), an_enemy(name="sanctions"))
    there = choose_prior("outlook", setting(case), said=said(case), rng=dice())
    one = choose_prior("outlook", setting(case), said=said(case, state_enemy=-1.0), rng=dice())
    both = choose_prior("outlook", setting(case), said=said(case, state_enemy=-1.0, sanctions=-1.0), rng=dice())
    np.testing.assert_array_equal(one.by_year, there.by_year)
    assert there.absent is not None
    np.testing.assert_allclose(both.by_year, there.absent.by_year, atol=1e-12)


def without_enemy(case: Case) -> Case:
    """Return the case in which history counts no common enemy in 2018."""
    for name in (
        "common_threat",
        "common_threat_gain",
        "common_threat_without_enemy",
        "common_threat_gain_without_enemy",
    ):
        case = with_value(case, name, 2018, "0")
    return case


def test_evidence_of_a_state_enemy_that_history_does_not_count_switches_it_on(case: Case) -> None:
    named = with_factors(without_enemy(case), an_enemy())
    on = choose_prior("outlook", setting(named), said=said(named), rng=dice())
    off = choose_prior("outlook", setting(named), said=said(named, state_enemy=0.0), rng=dice())
    current = load_table().system(2018)
    theta = min(current.threat_of(2, code) for code in (365, 630))
    assert on.facts["values"]["common_threat"] == pytest.approx(theta)
    assert theta == pytest.approx(0.67, abs=0.01)  # what the datasets give for 2018
    assert any(f"{theta:.2f}" in note for note in on.notes)
    assert on.absent is not None
    np.testing.assert_allclose(on.absent.by_year, off.by_year, atol=1e-12)
    assert (on.facts["carried"], off.facts["carried"]) == (["state-enemy"], [])


@pytest.mark.parametrize(
    ("source", "stands"), [("usa", True), ("west", True), ("", True), ("israel", False), ("isis", False)]
)
def test_who_stands_for_the_enemy_that_history_counts(case: Case, source: str, stands: bool) -> None:
    """History counts the United States: itself, a coalition that it belongs to, or a factor that names nobody."""
    case = with_factors(case, an_enemy(source))
    prior = choose_prior("outlook", setting(case), said=said(case), rng=dice())
    assert prior.facts["stand_for_enemy"] == (["state-enemy"] if stands else [])
    assert counts(prior, case.factors[0]) is stands
    assert any("No factor of the case stands for the state enemy" in note for note in prior.notes) is not stands


def test_an_enemy_that_history_does_not_count_counts_itself_and_nobody_is_removed_in_its_place(case: Case) -> None:
    own = with_factors(case, an_enemy("israel"), scenarios={"peace": ("israel",), "eased": ("usa",)})
    found = assess(own, draws=20)
    by_id = {row.id: row.probability for row in found.scenarios}
    kind = found.judgment.units.place["common-state-enemy"]
    assert found.judgment.ratio[kind] > 1.05
    assert found.outcomes.point[0] > found.prior.probability[0]
    assert len(found.judgment.switches) == 0
    np.testing.assert_array_equal(by_id["eased"], found.outcomes.point)  # no factor stands for the United States
    assert by_id["peace"][0] < found.outcomes.point[0]
    # with Israel gone for certain the kind is as absent as evidence can say; the prior keeps the enemy that history counts
    gone = found.judgment.without(found.judgment.removed([0]))
    assert gone[kind] == pytest.approx(0.0, abs=1e-12)
    np.testing.assert_allclose(by_id["peace"], found.judgment.verdict(split_of(found.prior), ratio=gone), atol=1e-12)


def test_an_enemy_that_history_counts_moves_nothing_of_its_own(case: Case) -> None:
    """By its factor, by an answer of its kind, or by ratings; gone, it leaves the prior without it."""
    own = with_factors(case, an_enemy("west"), scenarios={"eased": ("west",)})
    rated = tuple(
        Rating("state-enemy", outcome, "relative", rater, "CC", "So.")
        for outcome in ("alliance", "unaligned", "rivalry")
        for rater in ("one", "two")
    )
    answered = (Answer("common-state-enemy", "yes", (), "Both say so."),)
    for one in (own, replace(own, ratings=rated), replace(own, checklist=answered)):
        found = assess(one, draws=20)
        np.testing.assert_allclose(found.outcomes.point, found.prior.probability, atol=1e-12)
        assert found.prior.absent is not None
        eased = next(row for row in found.scenarios if row.id == "eased")
        np.testing.assert_allclose(eased.probability, found.prior.absent.probability, atol=1e-12)
        np.testing.assert_allclose(
            found.enemy_effect, found.prior.probability - found.prior.absent.probability, atol=1e-12
        )
        np.testing.assert_array_equal(found.effects.factors, 0.0)


def test_within_a_year_that_is_not_over_the_covariates_of_the_year_before_hold(case: Case) -> None:
    by_day = {day: assess(case, as_of=date.fromisoformat(day), draws=20) for day in ("2016-12-31", "2017-06-30")}
    years = [found.prior.facts["year"] for found in by_day.values()]
    assert years == [2016, 2016]
    np.testing.assert_array_equal(*(found.prior.probability for found in by_day.values()))
    assert assess(case, as_of=date(2017, 12, 31), draws=20).prior.facts["year"] == 2017


def test_the_threat_of_a_named_enemy_is_capability_over_distance() -> None:
    current = load_table().system(2018)
    at = {int(code): place for place, code in enumerate(current.ccode)}
    usa, iran = at[2], at[630]
    lat, lng = np.radians(current.lat[[usa, iran]]), np.radians(current.lng[[usa, iran]])
    cosine = math.sin(lat[0]) * math.sin(lat[1]) + math.cos(lat[0]) * math.cos(lat[1]) * math.cos(lng[0] - lng[1])
    power = current.power[usa] * math.exp(-6371.0088 * math.acos(cosine) / 8000)
    assert current.threat_of(2, 630) == pytest.approx(power / (current.power[iran] + power), rel=1e-6)


def test_the_inside_view_alone_is_the_verdict_from_a_uniform_prior(case: Case) -> None:
    by_outlook, alone = assess(case, draws=50), assess(case, draws=50, prior="uniform")
    np.testing.assert_allclose(by_outlook.inside.point, alone.outcomes.point, atol=1e-12)
    np.testing.assert_allclose(by_outlook.inside.low, alone.outcomes.low, atol=1e-12)


@pytest.mark.slow
def test_every_prior_of_the_sweep_gives_what_an_assessment_with_it_gives(case: Case) -> None:
    found = assess(case, draws=20)
    by_id = {row.id: row.probability for row in found.sensitivity.priors}
    assert next(iter(by_id)) == "outlook"
    for name in ("outlook", "table", "uniform"):
        np.testing.assert_allclose(by_id[name], assess(case, draws=20, prior=name).outcomes.point, atol=1e-12)


def test_earlier_years_take_their_own_covariates(case: Case) -> None:
    found = plain(foedus.assess(case, as_of=date(2005, 12, 31), draws=20).verdict)["outside"]
    assert (found["covariates_year"], found["enemy"]) == (2005, None)  # no common enemy in 2005
    values = {row["covariate"]: row["value"] for row in found["covariates"]}
    assert values["common_threat"] == 0
    assert values["least_own_threat"] == pytest.approx(0.515248)


def test_a_case_that_names_no_states_is_assessed_by_the_table() -> None:
    assert foedus.assess(a_coded_case().build(), draws=20).verdict.outside.id == "table"


def test_assess_imports_no_heavy_library() -> None:
    """scikit-learn, pandas and scipy.stats cost seconds; the assessment needs none of them."""
    code = (
        "import sys, foedus; foedus.assess('iran-russia-syria', draws=20);"
        "print([name for name in ('pandas', 'sklearn', 'scipy.stats') if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stderr.strip() == "[]"  # on standard output HiGHS 1.16 prints who it is


@pytest.mark.slow
def test_refreshing_tells_every_difference_and_uses_the_datasets(
    case: Case, official_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows that the case carries were made by another program from the same files, so nothing differs in them."""
    monkeypatch.setenv("FOEDUS_DATA", str(official_data))
    changed = with_value(without_history(case, "small_tie"), "common_threat", 2018, "0.1")
    renewed, found = refresh(changed)
    by_key = {(row["covariate"], row["year"]): (row["case"], row["datasets"]) for row in found}
    assert by_key.pop(("common_threat", 2018)) == ("0.1", "0.669875")
    assert by_key == {("small_tie", year): (None, "1" if year >= 2001 else "0") for year in range(1990, 2019)}
    assert "2018 common_threat: case 0.1, datasets 0.669875" in "\n".join(difference_lines(found))
    original, again = (foedus.assess(one, draws=20).verdict.outcomes for one in (case, renewed))
    assert again == original
    told = foedus.assess(changed, draws=20, refresh_covariates=True).verdict
    assert len(told.outside.refreshed or ()) == len(found)
    assert told.outcomes == original
    assert "--refresh-covariates" in told.command


def test_refreshing_needs_the_datasets(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path))
    with pytest.raises(InputError, match="foedus data add"):
        refresh(case)
