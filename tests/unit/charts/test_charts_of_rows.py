"""Charts as data: rows in the order of drawing, as many marks as rows, nothing where there is nothing."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest

from foedus.charts import Figure
from foedus.charts.belief import AtBelief, belief
from foedus.charts.dilemma import Feared, dilemma
from foedus.charts.factors import Factor, factors
from foedus.charts.likelihood import OnScale, likelihood
from foedus.charts.moved import Moved, moved
from foedus.charts.perspectives import Perspective, perspectives
from foedus.charts.positions import Position, positions
from foedus.charts.reliability import Bin, reliability
from foedus.charts.scenarios import InScenario, scenarios
from foedus.charts.tornado import Bar, tornado
from foedus.charts.verdict_path import AsOf, verdict_path
from foedus.terms.likelihood import SCALES


def _count(figure: Figure | None, class_: str, width: float = 358) -> list[int]:
    """Marks of a class in each panel."""
    assert figure is not None
    panels = [ElementTree.fromstring(f"<g>{panel.content}</g>") for panel in figure.draw(width)]
    return [sum(each.get("class") == class_ for each in panel.iter()) for panel in panels]


def _words(figure: Figure | None, width: float = 358) -> list[str]:
    assert figure is not None
    panels = [ElementTree.fromstring(f"<g>{panel.content}</g>") for panel in figure.draw(width)]
    return [text.text or "" for panel in panels for text in panel.iter("text")]


def _position(issue: str, actor: str, value: float | None, convergence: float | None) -> Position:
    return Position(issue, f"Question on {issue}?", "no", "yes", actor, value, None, None, convergence)


def test_positions_put_the_widest_gap_first_and_silence_last() -> None:
    figure = positions(
        [
            _position("a", "Iran", 0.5, None), _position("a", "Russia", None, None),
            _position("b", "Iran", 0.5, 0.9), _position("b", "Russia", 0.3, 0.9),
            _position("c", "Russia", -1.0, 0.1), _position("c", "Iran", 0.8, 0.1),
            _position("d", "Iran", None, None), _position("d", "Russia", None, None),
        ],
        actors=["Iran", "Russia"],
    )  # fmt: skip
    assert figure is not None
    assert figure.frame["issue"].to_list() == ["c", "c", "b", "b", "a", "a"]
    assert figure.frame["actor"].to_list() == ["Iran", "Russia"] * 3
    assert _count(figure, "gap") == [2, 0]
    assert _count(figure, "p-first") == _count(figure, "p-second") == [0, 0]
    assert sum(_count(figure, "m p-first")) == 3 + 2  # the key of each panel has one more
    assert sum(_count(figure, "m p-second")) == 2 + 2


def test_likelihood_marks_each_outcome_and_each_prior_that_there_is() -> None:
    rows = [
        OnScale("alliance", 0.2, 0.1, 0.3, 0.15, "very unlikely"),
        OnScale("rivalry", 0.002, 0.0, 0.01, None, "almost no chance"),
    ]
    figure = likelihood(rows, bands=SCALES["icd203"].bands, scale="ICD 203")
    assert _count(figure, "m o-alliance", 912) == _count(figure, "m o-rivalry", 912) == [1]
    assert _count(figure, "prior", 912) == [1]
    assert "under 1\u00a0% (0–1\u00a0%)" in _words(figure, 912)


def test_factors_stand_by_presence_in_the_panel_of_their_pull() -> None:
    def factor(name: str, pull: str, presence: float) -> Factor:
        return Factor(name, name, pull, presence, presence - 0.1, presence + 0.1, 0.02)

    rows = [factor("d", "divides", 0.9), factor("b1", "binds", 0.1), factor("b2", "binds", 0.7)]
    figure = factors(rows, outcome="entente")
    assert figure is not None
    assert figure.frame["factor"].to_list() == ["b2", "b1", "d"]
    assert [panel.title for panel in figure.draw(358)] == ["What binds", "What divides"]
    assert _count(figure, "bar binds") == [2, 0]
    assert _count(figure, "whisker") == [6, 3]
    assert _words(figure).count("+2.0") == 3


def test_the_tornado_draws_the_widest_bars_of_the_outcomes_asked_for() -> None:
    rows = [
        Bar("entente", f"f{n}", "factor" if n % 2 else "prior", 0.5 - n / 100, 0.5 + n / 100, 0.5) for n in range(1, 9)
    ]
    rows.append(Bar("rivalry", "other", "factor", 0.0, 1.0, 0.1))
    figure = tornado(rows, outcomes=["alliance", "entente"], most=3)
    assert figure is not None
    assert figure.frame["label"].to_list() == ["f8", "f7", "f6"]
    assert _count(figure, "bar factor") == [1]
    assert _count(figure, "bar method") == [2]


def test_scenarios_but_the_first_show_the_baseline() -> None:
    rows = [
        InScenario(scenario, scenario, 0.4, outcome, 0.25, 0.2, 0.3, change)
        for scenario, change in (("all-persist", 0.0), ("threat-gone", -0.1))
        for outcome in ("alliance", "entente")
    ]
    figure = scenarios(rows)
    assert _count(figure, "prior") == [0, 2]
    assert _words(figure).count("−10.0") == 2
    assert "holds in 40\u00a0% of the patterns" in _words(figure)


def test_the_outcome_asked_about_stands_out_between_its_prior_and_its_verdict() -> None:
    rows = [Moved("alliance", 0.12, 0.5, 0.3, 0.7, True), Moved("rivalry", 0.002, 0.2, 0.1, 0.3, False)]
    figure = moved(rows)
    assert _count(figure, "stripe") == [1]
    assert _count(figure, "prior") == [2]
    assert {"alliance", "12\u00a0%", "50\u00a0%", "under 1\u00a0%", "20\u00a0%"} <= set(_words(figure))


def test_perspectives_stand_by_weight_and_the_unknown_is_hollow() -> None:
    rows = [Perspective("unknown", "unknown", 0.3, 2, 1), Perspective("iran", "Iran", 0.7, 5, 4)]
    figure = perspectives(rows)
    assert figure is not None
    assert figure.frame["perspective"].to_list() == ["iran", "unknown"]
    assert _count(figure, "bar unknown") == _count(figure, "bar factor") == [1]


@pytest.mark.parametrize("width", [358, 912])
def test_lines_over_time_and_over_the_belief(width: float) -> None:
    days = ["2012-01-01", "2011-01-01", "2013-06-30", "no day"]
    dated = verdict_path(AsOf(day, outcome, 0.5, 0.4, 0.6) for day in days for outcome in ("alliance", "rivalry"))
    assert dated is not None
    assert len(dated.frame) == 6
    assert _count(dated, "curve o-alliance", width) == _count(dated, "veil o-rivalry", width) == [1]
    swept = belief(AtBelief(at, "entente", at) for at in (1.0, 0.0, 0.5))
    assert swept is not None
    assert swept.frame["belief"].to_list() == [0.0, 0.5, 1.0]
    assert _count(swept, "prior", width) == [1]


@pytest.mark.parametrize(("most", "end"), [(0.2, "0.25"), (0.3, "0.5"), (0.9, "1")])
@pytest.mark.parametrize("width", [328, 880])
def test_both_sides_stand_in_one_field_with_a_cross_each_on_scales_that_hold_it(
    width: float, most: float, end: str
) -> None:
    figure = dilemma([Feared("Arda", 0.1, 0.05, most, 0.15, 0.1, 0.2), Feared("Belor", 0.1, 0.0, 0.1, 0.0, 0.0, 0.0)])
    assert _count(figure, "reach first", width) == _count(figure, "reach second", width) == [2]
    assert _count(figure, "m p-first", width) == _count(figure, "m p-second", width) == [2]  # one is in the values
    words = _words(figure, width)
    assert words.count(end) == 2
    assert f"abandonment 0.10 (0.05 to {most:.2f})" in words
    assert "entrapment 0.00 (0.00 to 0.00)" in words


def test_what_never_happened_is_hollow_and_stands_at_the_foot() -> None:
    rows = [
        Bin("entry", "dyads", 0.01, 0.0, 5.0),
        Bin("entry", "dyads", 0.1, 0.1, 5.0),
        Bin("exit", "dyads", 0.1, 0.2, 1),
    ]
    figure = reliability(rows)
    assert _count(figure, "m p-second") == [1, 0]
    assert _count(figure, "m p-first") == [1, 1]
    with_both = ElementTree.fromstring(f"<g>{figure.draw(358)[0].content}</g>") if figure else None
    assert with_both is not None
    hollow, true = (c for c in with_both.iter("circle"))
    assert float(hollow.attrib["cy"]) > float(true.attrib["cy"])


NOTHING: dict[str, Any] = {
    "positions": lambda: positions([_position("a", "Iran", None, None)], actors=["Iran", "Russia"]),
    "likelihood": lambda: likelihood([], bands=(), scale=""),
    "factors": lambda: factors([], outcome="alliance"),
    "tornado": lambda: tornado([], outcomes=["alliance"]),
    "scenarios": lambda: scenarios([]),
    "moved": lambda: moved([]),
    "perspectives": lambda: perspectives([]),
    "verdict_path": lambda: verdict_path([AsOf("2012-01-01", "alliance", 0.5, 0.4, 0.6)]),
    "belief": lambda: belief([AtBelief(0.5, "alliance", 0.5)]),
    "reliability": lambda: reliability([]),
    "dilemma": lambda: dilemma([]),
}


@pytest.mark.parametrize("name", NOTHING)
def test_nothing_is_drawn_of_nothing(name: str) -> None:
    assert NOTHING[name]() is None
