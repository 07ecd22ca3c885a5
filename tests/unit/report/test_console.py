"""The summary in the terminal, as text: the numbers of the verdict, and no markup from the case."""

from __future__ import annotations

import io
from typing import Any

import pytest
from rich.console import Console

from builders import a_coded_case, a_rated_case
from foedus.report.console import bar, explanation, score_table, summary
from foedus.report.explain import explain, index_of
from foedus.terms.outcomes import OUTCOMES
from foedus.terms.wording import percent, span
from foedus.verdict.score import score_verdict
from made import a_full_case, made, typed, typed_of, verdict_on


def printed(renderable: Any, width: int = 100) -> str:
    stream = io.StringIO()
    Console(file=stream, width=width).print(renderable)
    return stream.getvalue()


def test_the_numbers_are_those_of_the_verdict() -> None:
    v = typed()
    text = printed(summary(v, "results"))
    for outcome in OUTCOMES:
        row = v.outcomes[outcome]
        line = next(line for line in text.splitlines() if line.strip().startswith(outcome))
        for shown in (percent(row.probability), span(row.low, row.high), percent(row.prior), row.term):
            assert shown in line
    sentence = next(row.text for row in v.sentences if row.id == v.headline.sentence)
    assert " ".join(sentence.split()) in " ".join(text.split())
    answer = next(row.text for row in v.sentences if row.id == v.answer.sentence)
    assert " ".join(text.split()).index(" ".join(answer.split())) < " ".join(text.split()).index("Most probable is")
    assert "Report: results/report.html" in text
    assert f"Prior: {v.outside.label}." in text
    change = next(row for row in v.scenarios if row.id == "enemy-gone").outcomes["alliance"].change
    assert f"{100 * change:+.1f}" in next(line for line in text.splitlines() if "Without enemy-gone" in line)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_number_is_cut_off(width: int) -> None:
    told = made()
    for row in told["outcomes"].values():
        row["term"] = "realistic possibility to highly unlikely"
    v = typed_of(told)
    text = printed(summary(v), width)
    if width >= 80:
        assert "…" not in text
        for row in v.outcomes.values():
            assert span(row.low, row.high) in text


def test_labels_of_a_case_are_no_markup() -> None:
    hostile = "[/] [bold]x[/bold] :smile: [2015]"
    case = a_full_case().changed("factors.csv", {}, label=hostile).with_settings(title=hostile, question=hostile)
    case.scenarios = [{**row, "label": hostile} for row in case.scenarios]
    v = verdict_on(case)
    text = " ".join(printed(summary(v), 400).split())
    assert text.count(hostile) >= 4
    for name in index_of(v):
        printed(explanation(explain(v, name), v))


def test_what_an_earlier_cut_off_hides_is_said() -> None:
    from datetime import date

    text = printed(summary(verdict_on(a_coded_case(), as_of=date(2016, 1, 1))))
    assert "the case was coded with hindsight; 9 later claims not seen." in " ".join(text.split())
    rated = printed(summary(verdict_on(a_rated_case(), as_of=date(2016, 1, 1))))
    assert "ratings were set with hindsight; 9 later claims not seen." in " ".join(rated.split())
    none = printed(summary(verdict_on(a_coded_case(), as_of=date(1, 1, 1))))
    assert "No claim is visible at this date; the verdict is the prior." in none
    assert "the answer is the prior" in " ".join(none.split())


def test_a_scenario_that_removes_the_threat_by_its_factor_is_shown() -> None:
    case = a_full_case().with_scenario("fear-gone", removes=["common-enemy"])
    lines = printed(summary(verdict_on(case))).splitlines()
    assert any("Without fear-gone" in line for line in lines)
    assert not any("Without trade-ends" in line for line in lines)


@pytest.mark.parametrize(
    ("low", "point", "high", "drawn"),
    [
        (0, 0, 0, "┿·········"),
        (1, 1, 1, "█████████┿"),
        (0, 0, 1, "┿━━━━━━━━━"),
        (0.25, 0.5, 0.75, "██━━━┿━━··"),
        (0.31, 0.35, 0.39, "███┿······"),
        (0.5, 0.5, 0.61, "█████┿━···"),
        (0.1, 0.85, 0.999, "█━━━━━━━┿━"),
    ],
)
def test_bars(low: float, point: float, high: float, drawn: str) -> None:
    assert bar(low, point, high=high, width=10) == drawn


def test_an_explanation_shows_values_formula_and_evidence() -> None:
    v = typed()
    text = " ".join(printed(explanation(explain(v, "trade-ties"), v), 200).split())
    for part in (
        "trade-ties (factor)",
        "works for",
        "Formula",
        "presence",
        "What c04 says. [study-1]",
    ):
        assert part in text


def test_scores_say_that_one_case_is_an_anecdote() -> None:
    case = a_coded_case()
    v = verdict_on(case)
    text = printed(score_table(score_verdict(case.build(), v), v), 140)
    assert "Observed: entente, last recorded on 2020-05-01 (the horizon ends on 2027-12-31)" in text
    assert "one case is an anecdote" in text
    assert percent(v.outcomes["entente"].probability) in text
