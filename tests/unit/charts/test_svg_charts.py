"""Each chart shows what the verdict says: as many marks as data, in their places, and nothing where there is nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest

from foedus.charts import Figure
from foedus.charts.heatmap import Stand, heatmap
from foedus.charts.ladder import Event, ladder
from foedus.report.html.context import Context
from foedus.report.registry import pictures
from foedus.terms.likelihood import SCALES
from verdict_sample import OUTCOMES, _term, empty_verdict, typed, verdict_sample

Verdict = dict[str, Any]
PAIR = ["iran", "russia"]


def _draw(name: str) -> Callable[[Verdict], Figure | None]:
    return lambda v: pictures()[name].draw(Context(typed(v)))


NOT_IN_THE_SAMPLE = {"disputes", "history", "reliability", "sides"}
CHARTS: dict[str, Callable[[Verdict], Figure | None]] = {
    **{name: _draw(name) for name in pictures() if name not in NOT_IN_THE_SAMPLE},
    "phia": lambda v: _draw("likelihood")({**v, "words": "phia"}),
}


@pytest.fixture(scope="module")
def verdict() -> Verdict:
    return verdict_sample()


def _drawn(name: str, verdict: Verdict) -> Figure:
    figure = CHARTS[name](verdict)
    assert figure is not None
    return figure


def _svgs(figure: Figure) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(f"<all>{figure.body}</all>"))


def _words(element: ElementTree.Element) -> list[str]:
    return [(t.text or "").strip() for t in element.iter("text")]


def _count(element: ElementTree.Element, class_: str) -> int:
    return sum(each.get("class") == class_ for each in element.iter())


def _corners(shape: ElementTree.Element) -> list[tuple[float, float]]:
    found = [(float(x), float(y)) for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", shape.get("d") or "")]
    for x, y in (("x1", "y1"), ("x2", "y2"), ("cx", "cy")):
        found += [(float(shape.attrib[x]), float(shape.attrib[y]))] if x in shape.attrib else []
    if shape.tag == "rect":
        x, y, width, height = (float(shape.attrib[key]) for key in ("x", "y", "width", "height"))
        found += [(x, y), (x + width, y + height)]
    return found


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_well_formed_named_and_within_its_box(name: str, verdict: Verdict) -> None:
    figure = _drawn(name, verdict)
    assert figure.title
    assert len(figure.description) > 60
    for svg in _svgs(figure):
        assert svg.get("role") == "img"
        width, height = (float(v) for v in str(svg.get("viewBox")).split()[2:])
        for label in svg.iter("text"):
            assert -1 <= float(label.get("x") or 0) <= width + 1
            assert 0 <= float(label.get("y") or 0) <= height
        for shape in svg.iter():
            for x, y in _corners(shape):
                assert -12 <= x <= width + 12
                assert -12 <= y <= height + 12
        assert not any("style" in e.attrib for e in svg.iter())


@pytest.mark.parametrize("name", sorted(set(CHARTS) - {"likelihood", "moved", "phia"}))
def test_a_chart_without_data_is_not_drawn(name: str) -> None:
    assert CHARTS[name](empty_verdict()) is None


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_the_same_every_time(name: str, verdict: Verdict) -> None:
    assert _drawn(name, verdict).body == _drawn(name, verdict_sample()).body


def test_the_bands_agree_with_the_published_scale() -> None:
    # ICD 203 (2015), table of likelihood: 1-5, 5-20, 20-45, 45-55, 55-80, 80-95, 95-99 percent.
    bands = SCALES["icd203"].bands
    assert [round(100 * b.low) for b in bands] == [1, 5, 20, 45, 55, 80, 95]
    assert [round(100 * b.high) for b in bands] == [5, 20, 45, 55, 80, 95, 99]
    assert all(_term((b.low + b.high) / 2)[0] == b.term for b in bands)


def test_no_stroke_crosses_a_likelihood_word(verdict: Verdict) -> None:
    for svg in _svgs(_drawn("likelihood", verdict)):
        words = [t for t in svg.iter("text") if t.get("class") == "s halo"]
        places = [(t, float(t.get("x") or 0), float(t.get("y") or 0)) for t in words]
        leads = [(p.attrib["x1"], p.attrib["y1"], p.attrib["y2"]) for p in svg.iter("line") if p.get("class") == "lead"]
        assert len(places) == len(leads) == 7
        for label, x, y in places:
            for at, top, bottom in leads:
                if float(top) < y - 4 < float(bottom):
                    assert not x < float(at) < x + 5 * len(label.text or "")


def test_each_outcome_has_its_mark_and_numbers_on_the_scale(verdict: Verdict) -> None:
    wide = _svgs(_drawn("likelihood", verdict))[0]
    assert all(_count(wide, f"m o-{name}") == 1 for name in OUTCOMES)
    assert _count(wide, "prior") == 4
    assert "69\u00a0% (52–81\u00a0%)" in _words(wide)


def test_factors_stand_by_presence_in_the_panel_of_their_pull(verdict: Verdict) -> None:
    binds, divides = _svgs(_drawn("factors", verdict))
    for panel, pull in ((binds, "binds"), (divides, "divides")):
        group = sorted((f for f in verdict["factors"] if f["pull"] == pull), key=lambda f: -f["presence"])
        assert _count(panel, f"bar {pull}") == len(group)
        numbers = [float(w) for w in _words(panel) if re.fullmatch(r"0\.\d\d", w)]
        assert numbers == [pytest.approx(f["presence"], abs=0.0051) for f in group]


def test_every_dated_act_is_on_the_ladder_and_turning_points_are_numbered(verdict: Verdict) -> None:
    wide, narrow = _svgs(_drawn("ladder", verdict))
    turning = [row for row in verdict["ladder"] if row["turning_point"]]
    for svg in (wide, narrow):
        assert _count(svg, "event") == len(verdict["ladder"]) - len(turning)
        assert _count(svg, "turn") == len(turning)
    numbers = [row.turning_point for row in _drawn("ladder", verdict).rows if row.turning_point is not None]
    assert sorted(numbers) == list(range(1, len(turning) + 1))


def test_an_act_without_a_day_is_left_out_of_the_picture() -> None:
    events = [
        Event("arms", "2015-07", "2015-07-01", 4, "material support", "Weapons arrive", None),
        Event("arms", "", "", 4, "material support", "More weapons", None),
    ]
    figure = ladder(events)
    assert figure is not None
    assert _count(_svgs(figure)[0], "event") == 1
    assert ladder(events[1:]) is None


def test_the_widest_gap_comes_first_and_silence_last(verdict: Verdict) -> None:
    panels = _svgs(_drawn("positions", verdict))
    shown = [w for p in panels for w in _words(p) if re.fullmatch(r"\d\.\d\d|one silent", w)]
    both = sorted(i["convergence"] for i in verdict["issues"] if i["convergence"] is not None)
    assert shown == [*(f"{c:.2f}" for c in both), "one silent"]
    assert sum(_count(p, "gap") for p in panels) == len(both)


def test_the_heatmap_has_a_mark_for_each_position_and_none_for_silence(verdict: Verdict) -> None:
    svg = _svgs(_drawn("heatmap", verdict))[0]
    values = [p["value"] for issue in verdict["issues"] for p in issue["positions"]]
    assert _count(svg, "pos") == sum(v >= 0.05 for v in values)
    assert _count(svg, "neg") == sum(v <= -0.05 for v in values)
    assert _count(svg, "nought") == sum(abs(v) < 0.05 for v in values)


def test_many_issues_are_broken_into_blocks() -> None:
    figure = heatmap(
        [Stand("Iran", f"i{n}", n, 1.0, None, None) for n in range(1, 41)], first=["Iran"], issues=["Question?"] * 40
    )
    assert figure is not None
    words = _words(_svgs(figure)[0])
    assert [w for w in words if w.isdigit()] == [str(n) for n in range(1, 41)]
    assert words.count("Iran") == 3


def test_a_component_without_a_claim_is_unknown_and_not_zero(verdict: Verdict) -> None:
    svgs = _svgs(_drawn("threats", verdict))
    pair = [t for t in verdict["threats"] if t["actor"] in PAIR]
    missing = sum(c["value"] is None for t in pair for c in t["components"].values())
    assert missing > 0
    assert sum(_count(s, "unknown") for s in svgs) == missing
    assert "Islamic State" in (svgs[0].findtext("title") or "")


def test_the_network_tells_hostile_from_friendly_and_marks_the_pair(verdict: Verdict) -> None:
    ties = [t for t in verdict["ties"] if t["window"] == "all"]
    for svg in _svgs(_drawn("network", verdict)):
        lines = {p.get("class"): str(p.get("d")).count("M") for p in svg.iter("path") if "ties" in p.get("class", "")}
        hostile = sum(count for class_, count in lines.items() if "hostile" in str(class_))
        friendly = sum(lines.values()) - hostile
        assert hostile == sum(t["value"] < 0 for t in ties)
        assert friendly == sum(t["value"] > 0 for t in ties)
        assert sum(g.get("class") == "focal" for g in svg.iter("g")) == 2
    names = [t.text or "" for t in _svgs(_drawn("network", verdict))[0].iter("title")]
    mine = [t for t in ties if "iran" in (t["a"], t["b"])]
    plus, minus = sum(t["value"] > 0 for t in mine), sum(t["value"] < 0 for t in mine)
    assert f"Iran (state): {plus} friendly, {minus} hostile ties" in names


def test_each_scenario_but_the_baseline_shows_it_as_a_tick(verdict: Verdict) -> None:
    panels = _svgs(_drawn("scenarios", verdict))
    assert len(panels) == len(verdict["scenarios"])
    assert [_count(p, "prior") for p in panels] == [0, *[4] * (len(panels) - 1)]
    assert "−17.0" in _words(panels[1])


def test_the_tornado_has_a_panel_for_the_outcome_asked_about_widest_bar_first(verdict: Verdict) -> None:
    for panel, outcome in zip(_svgs(_drawn("tornado", verdict)), ("alliance",), strict=True):
        rows = [r for r in verdict["sensitivity"]["tornado"] if r["outcome"] == outcome][:12]
        assert _count(panel, "bar factor") + _count(panel, "bar method") == 12
        shown = [" ".join(_words(panel)).find(str(r["label"])[:20]) for r in rows]
        assert shown == sorted(shown)


@pytest.mark.parametrize(("name", "field"), [("states", "by_year"), ("path", "path"), ("belief", "belief")])
def test_lines_end_at_the_last_value_by_name(name: str, field: str, verdict: Verdict) -> None:
    wide = _svgs(_drawn(name, verdict))[0]
    last = {
        "states": lambda: {n: verdict["outside"]["by_year"][-1]["outcomes"][n]["probability"] for n in OUTCOMES},
        "path": lambda: {n: verdict["path"][-1]["outcomes"][n]["probability"] for n in OUTCOMES},
        "belief": lambda: verdict["sensitivity"]["belief"][-1]["outcomes"],
    }[name]()
    for outcome in OUTCOMES:
        assert f"{outcome} {100 * last[outcome]:.0f}\u00a0%" in _words(wide)
