"""Commitment and dependence of a case: rules from evidence, scenarios, datasets, and no probability that moves."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import polars as pl
import pytest

from builders import a_case, a_coded_case
from foedus.assessment.assess import assess
from foedus.assessment.commitment import datasets
from foedus.assessment.commitment.build import Commitment, build_commitment
from foedus.assessment.commitment.channels import Channel
from foedus.assessment.commitment.datasets import arms_by_year, flows_of_file, support_by_year
from foedus.assessment.model import Assessment
from foedus.case.load import load_case
from foedus.case.model import Case
from foedus.cli import main
from foedus.errors import InputError
from foedus.verdict.build import build_verdict

HEAD = "channel,year,supplier,recipient,value\n"


@pytest.fixture(scope="module")
def found() -> Assessment:
    return assess(load_case("iran-russia-syria"), draws=400)


@pytest.fixture(scope="module")
def made(found: Assessment) -> Commitment:
    commitment = build_commitment(found)
    assert commitment is not None
    return commitment


def test_while_what_binds_persists_both_keep_the_bond_and_without_the_threats_russia_lets_go_first(
    made: Commitment,
) -> None:
    courses = {row.scenario: row for row in made.courses}
    now, gone, both = (courses[name] for name in ("all-persist", "threat-gone", "both-threats-gone"))
    assert now.lets_go == gone.lets_go == ""
    assert now.shadow.point > 0.8 > gone.shadow.point > both.shadow.point
    assert both.lets_go == "russia"
    assert now.both > 0.95 > 0.5 > both.both
    assert all(row.shadow.point == pytest.approx(0.9 * row.continuation.point) for row in made.courses)


def test_what_divides_makes_critical_patience_and_its_end_lowers_it(made: Commitment) -> None:
    courses = {row.scenario: row for row in made.courses}
    for now, settled in zip(courses["all-persist"].sides, courses["disputes-settled"].sides, strict=True):
        assert settled.critical.point < now.critical.point
    assert courses["disputes-settled"].shadow.point == pytest.approx(courses["all-persist"].shadow.point)


def test_alternatives_are_states_that_the_other_is_not_friendly_to(made: Commitment, found: Assessment) -> None:
    options = {side.actor: side.option for side in made.sides}
    assert options["russia"].partner == "israel"
    assert options["russia"].worth.point > options["iran"].worth.point
    assert {"syria", "iraq"}.isdisjoint(option.partner for option in options.values())
    assert all(found.case.actor[option.partner].kind == "state" for option in options.values())


def test_numbers_lie_between_0_and_1_and_intervals_hold_their_point(made: Commitment) -> None:
    for side in made.sides:
        parts = (
            *side.parts,
            side.payoffs.gain,
            side.payoffs.temptation,
            side.payoffs.loss,
            side.abandonment,
            side.entrapment,
        )
        for part in parts:
            value, low, high = part.span
            assert 0 <= low <= value <= high <= 1
        assert side.payoffs.draws.shape == (400, 4)
        assert (side.payoffs.draws[:, 0] >= side.payoffs.draws[:, 1]).all()


def test_no_probability_of_the_verdict_moves_by_it(
    found: Assessment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = flows_of_rows(found.case, "arms,2017,russia,iran,100\n", tmp_path)
    plain, beside = build_verdict(found), build_verdict(found, given=given)
    monkeypatch.setattr("foedus.verdict.build.commitment", lambda *_: None)
    without = build_verdict(found)
    assert plain.commitment is not None
    assert without.commitment is None
    assert plain.commitment != beside.commitment
    for part in ("answer", "outcomes", "scenarios", "confidence", "indicators", "factors", "path", "sensitivity"):
        held = [strip(getattr(verdict, part)) for verdict in (plain, beside, without)]
        assert held[0] == held[1] == held[2]


def strip(part: Any) -> Any:
    """A part as plain values without ids of sentences, which are counted through."""
    text = json.dumps(msgspec.to_builtins(part))
    return "".join(piece for piece in text.split('"') if not piece.startswith("sentence-"))


def flows_of_rows(case: Case, rows: str, folder: Path) -> tuple[Channel, ...]:
    path = folder / "made-flows.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    return flows_of_file(case, path, 2018)[0]


def test_flows_of_a_file_stand_for_the_claims_on_their_channel(found: Assessment, tmp_path: Path) -> None:
    rows = "arms,2016,russia,iran,3\narms,2016,china,iran,1\narms,2016,iran,russia,0\narms,2019,russia,iran,99\n"
    given = flows_of_rows(found.case, rows, tmp_path)
    assert [(row.period, row.actor, row.dependence.point, row.next_best) for row in given] == [
        ("2016", "iran", 0.75 * 0.75, "china"),
        ("2016", "russia", 0.0, ""),
    ]
    before, after = build_commitment(found), build_commitment(found, given)
    assert before is not None
    assert after is not None
    assert after.sides[0].dependence.point > before.sides[0].dependence.point
    assert after.sides[1].dependence.point < before.sides[1].dependence.point


def test_rows_of_a_file_that_are_not_used_are_told_and_silence_is_not_zero(found: Assessment, tmp_path: Path) -> None:
    path = tmp_path / "made-flows.csv"
    path.write_text(
        HEAD + "arms,2016,rusia,iran,3\narms,2019,russia,iran,99\narms,2016,usa,japan,1\n", encoding="utf-8"
    )
    given, file = flows_of_file(found.case, path, 2018)
    assert [(row.actor, row.dependence.point) for row in given] == [("iran", 0.0)]
    notes = "\n".join(file.notes)
    for told in (
        "1 row of another recipient",
        "supplier 'rusia' is no actor of the case (nearest: 'russia')",
        "after 2018",
    ):
        assert told in notes
    told = build_verdict(found, given=given).commitment
    assert told is not None
    assert told.dependence[-1].balance is None


@pytest.mark.parametrize(
    ("rows", "told"),
    [("trade,2016,russia,iran,3\n", "expected one of diplomatic"), ("arms,2019,russia,iran,3\n", "no row up to 2018")],
)
def test_flows_that_say_nothing_on_the_case_are_refused(
    found: Assessment, tmp_path: Path, rows: str, told: str
) -> None:
    with pytest.raises(InputError, match=told):
        flows_of_rows(found.case, rows, tmp_path)


def test_the_register_of_arms_counts_five_years_and_nothing_delivered_is_no_dependence(
    found: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = pl.DataFrame(
        {
            "entry": [1, 2, 3],
            "supplier": ["Russia", "China", "Iran"],
            "recipient": ["Iran", "Iran", "Iraq"],
            "tiv_delivered": [30.0, 10.0, 5.0],
            "delivery_years": ["2010", "2011;2012", "2011"],
        }
    )
    loaded = SimpleNamespace(frame=register, info=SimpleNamespace(version="made"), coverage=lambda: (1950, 2016))
    monkeypatch.setattr(datasets, "load", lambda _: loaded)
    rows, note = arms_by_year(found.case, 2018)
    assert note == "sipri-transfers ends in 2016"
    iran = {row.period: row for row in rows if row.actor == "iran"}
    assert list(iran) == [str(year) for year in range(1992, 2017)]
    assert iran["2009"].dependence.point == 0
    assert iran["2010"].dependence.point == 1
    assert iran["2011"].dependence.point == pytest.approx(30 / 35 * (1 - 5 / 35))
    assert iran["2014"].dependence.point == pytest.approx(30 / 40 * (1 - 10 / 40))
    assert iran["2014"].next_best == "China"
    assert iran["2015"].dependence.point == 0
    assert all(row.dependence.point == 0 for row in rows if row.actor == "russia")


def test_outside_support_of_a_government_is_a_flow_in_its_channel(
    found: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        ("military", 2015, 630, 365, "Russia", "own"),
        ("military", 2015, 630, 652, "Syria", "shared"),
        ("military", 2016, 630, 652, "Syria", "own"),
        ("arms", 2019, 630, 365, "Russia", "own"),
        (None, 2015, 630, 365, "Russia", "own"),
        ("military", 2015, 645, 365, "Russia", "own"),
    ]
    columns = ("channel", "year", "recipient_ccode", "supporter_ccode", "supporter", "attribution")
    acts = pl.DataFrame(rows, schema=columns, orient="row")
    loaded = SimpleNamespace(frame=None, info=SimpleNamespace(version="made"), coverage=lambda: (1975, 2017))
    monkeypatch.setattr(datasets, "load", lambda _: loaded)
    monkeypatch.setattr(datasets, "support_acts", lambda *_: acts)
    given, note = support_by_year(found.case, 2018)
    assert note == "ucdp-esd ends in 2017"
    assert [(row.channel, row.period, row.actor) for row in given] == [
        ("military", "2015", "iran"),
        ("military", "2015", "russia"),
    ]
    assert given[0].dependence.point == pytest.approx(2 / 3 * (1 - 0.5 / 1.5))
    assert given[0].next_best == "Syria"
    assert given[1].dependence.point == 0


def test_a_register_that_is_not_installed_and_a_pair_without_codes_are_told(
    found: Assessment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path))
    rows, note = arms_by_year(found.case, 2018)
    assert rows == ()
    assert "foedus data add sipri-transfers" in note
    actors = {name: replace(actor, ccode=None) for name, actor in found.case.actor.items()}
    rows, note = arms_by_year(SimpleNamespace(settings=found.case.settings, actor=actors), 2018)  # type: ignore[arg-type]
    assert (rows, "COW codes" in note) == ((), True)


def test_what_no_claim_tells_is_drawn_from_the_whole_scale_and_said() -> None:
    case = a_case().with_claim("c1", predicate="relation", value=0.4, holder="arda", object="belor")
    made = build_commitment(assess(case.build(), draws=200))
    assert made is not None
    for side in made.sides:
        assert "no issue on which both hold positions" in side.convergence.unknown
        assert side.convergence.span[2] - side.convergence.span[1] > 0.8
    verdict = build_verdict(assess(case.build(), draws=200))
    told = [row.text for row in verdict.sentences if row.section == "commitment"]
    (drawn,) = (text for text in told if "Drawn from the whole scale" in text)
    assert "no capability of Belor" in drawn
    assert any("who depends on whom is not known" in text for text in told)
    assert not any("about alike" in text for text in told)


@pytest.mark.parametrize("name", ["iran-russia-syria", "china-russia-2021", "france-russia-1891"])
def test_no_side_is_told_to_keep_what_most_draws_deny(name: str) -> None:
    verdict = build_verdict(assess(load_case(name), draws=200))
    assert verdict.commitment is not None
    for row in verdict.commitment.scenarios:
        for side in row.sides:
            assert side.keeps == (side.share >= 0.5)
            assert side.critical.low <= side.critical.value <= side.critical.high
        assert bool(row.lets_go) == (not all(side.keeps for side in row.sides))


def test_a_case_without_a_factor_or_a_claim_has_no_commitment() -> None:
    verdict = build_verdict(assess(a_case().build(), draws=20))
    assert verdict.commitment is None


def run(*words: str) -> int:
    sys.argv = ["foedus", "commitment", *words]
    try:
        main()
    except SystemExit as left:
        return int(left.code or 0)
    return 0


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path / "data"))
    return str(a_coded_case().write(tmp_path / "case"))


def test_the_command_answers_for_a_case(case: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(case, "--out", "picture.svg") == 0
    out, err = capfd.readouterr()
    assert "shadow of the future by scenario" in out
    assert "note: the dataset sipri-transfers is not in" in err
    assert (tmp_path / "picture.svg").is_file()
    assert run(case, "--json") == 0
    record = json.loads(capfd.readouterr().out)
    assert record["format"] == "foedus-commitment-case"
    assert record["result"]["patience"] == 0.9
    assert record["result"]["text"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nowhere",), "no built-in case"),
        (("CASE", "--out", "picture.doc"), "cannot write"),
        (("CASE", "--flows", "none.csv"), "no file"),
    ],
)
def test_what_cannot_be_costs_one_message(
    case: str, words: tuple[str, ...], told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(*(case if word == "CASE" else word for word in words)) == 2
    out, err = capfd.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert told in err


def test_what_no_claim_tells_of_one_side_in_a_channel_is_not_told_as_nothing() -> None:
    """Of China and Russia in 2021 claims tell that Russia gives arms, and not that China does: Russia has no row there."""
    found = assess(load_case("china-russia-2021"), draws=50)
    made = build_commitment(found)
    assert made is not None
    rows = {(row.channel, row.actor) for row in made.channels}
    assert ("arms", "china") in rows
    assert ("arms", "russia") not in rows
    assert all(row.dependence.claims for row in made.channels)
