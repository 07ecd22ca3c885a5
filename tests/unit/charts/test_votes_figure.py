"""The figure of votes: a mark for each value, lines that break where a year has none, bars of joint votes."""

from __future__ import annotations

from xml.etree import ElementTree

from foedus.charts.drawn import NARROW, WIDE
from foedus.charts.votes import VoteYear, votes_by_year


def rows(measure: str, values: list[float | None], first: int = 2000) -> list[VoteYear]:
    return [
        VoteYear(measure, first + place, value, 0 if value is None else 10 + place)
        for place, value in enumerate(values)
    ]


def classes(figure, width: float) -> list[str]:
    panel = ElementTree.fromstring(f"<g>{figure.draw(width)[0].content}</g>")
    return [each.get("class") or "" for each in panel.iter()]


def test_a_year_without_a_value_is_a_gap() -> None:
    figure = votes_by_year(
        [*rows("S", [0.5, 0.4, None, 0.2, 0.1]), *rows("kappa", [0.5, None, None, -0.2, None])], title="A and B"
    )
    assert figure is not None
    for width in (WIDE, NARROW):
        drawn = classes(figure, width)
        assert drawn.count("ties w3") == 2  # 2000-2001 and 2003-2004
        assert drawn.count("ties odd w1") == 0  # single years make no line
        assert drawn.count("m p-first") == 4 + 1  # the key has one more
        assert drawn.count("m p-second") == 2 + 1
        assert drawn.count("dense") == 4
    assert figure.frame["value"].to_list()[:3] == [0.5, 0.4, None]


def test_a_year_that_is_left_out_is_a_gap_too() -> None:
    given = [row for row in rows("S", [0.5, 0.4, 0.3, 0.2, 0.1]) if row.year != 2002]
    figure = votes_by_year(given, title="A and B")
    assert figure is not None
    assert classes(figure, WIDE).count("ties w3") == 2


def test_the_scale_reaches_below_zero_only_where_values_do() -> None:
    high = votes_by_year(rows("S", [0.5, 0.4]), title="A and B")
    low = votes_by_year(rows("S", [0.5, -0.7]), title="A and B")
    assert high is not None
    assert low is not None
    words = [
        {text.text for text in ElementTree.fromstring(f"<g>{one.draw(WIDE)[0].content}</g>").iter("text")}
        for one in (high, low)
    ]
    assert "-1" not in words[0]
    assert "-1" in words[1]


def test_a_value_below_minus_one_by_rounding_stays_in_the_figure() -> None:
    assert votes_by_year(rows("S", [-1.0000000000000002, 0.0]), title="A and B").to_svg()


def test_one_year_and_nothing() -> None:
    one = votes_by_year(rows("S", [0.5]), title="A and B")
    assert one is not None
    assert one.to_svg().startswith("<svg")
    assert votes_by_year(rows("S", [None, None]), title="A and B") is None
    assert votes_by_year([], title="A and B") is None
