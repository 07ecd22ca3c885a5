"""Mentions of actors: known ones first, states in seven languages as CLDR names them, persons by title and verb."""

from __future__ import annotations

from itertools import pairwise

import babel
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.documents.drafting.actors import Gazetteer, Known
from foedus.terms.states.table import STATES, rows_of

CASE = (
    Known("russia", "Russia", "state", 365, ("Moscow",)),
    Known("un-security-council", "United Nations Security Council", "organisation", aliases=("Security Council",)),
    Known("un", "United Nations", "organisation", aliases=("UN",)),
    Known("lavrov", "Sergei Lavrov", "person", aliases=("Lavrov",), part_of="russia"),
)
GAZETTEER = Gazetteer(CASE)
WORLD = Gazetteer()


def named(text: str, gazetteer: Gazetteer = GAZETTEER) -> list[tuple[str, str]]:
    return [(text[one.start : one.stop], one.actor or f"new: {one.name}") for one in gazetteer.mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The United Nations Security Council met.", [("United Nations Security Council", "un-security-council")]),
        ("Moscow’s envoy and Russian troops", [("Moscow", "russia"), ("Russian", "russia")]),
        ("The Soviet Union and the USSR", [("Soviet Union", "russia"), ("USSR", "russia")]),
        ("Mr. Lavrov spoke; Sergei Lavrov left.", [("Lavrov", "lavrov"), ("Sergei Lavrov", "lavrov")]),
        ("the UNITED NATIONS, not the UNO", [("UNITED NATIONS", "un")]),
        ("Persia and Siam", [("Persia", "new: Iran"), ("Siam", "new: Thailand")]),
        ("Irag and lran", [("Irag", "new: Iraq"), ("lran", "new: Iran")]),
        ("A French-German treaty", [("French", "new: France"), ("German", "new: Germany")]),
        ("Exports of FRA to JPN rose.", [("FRA", "new: France"), ("JPN", "new: Japan")]),
        ("WHO MAY SAY THAT TREATIES CAN BE", []),
        ("That is so, AND so it stays; the General Assembly's Conference", []),
        ("Unrussian and Moscovite things", []),
        ("President Anna Example met General Bo Sample.", [("Anna Example", "new: Anna Example"), ("Bo Sample", "new: Bo Sample")]),
        ("As Ambassador Example said, it failed.", [("Example", "new: Example")]),
        ("Carla Test, a scholar of law, argues that it failed.", [("Carla Test", "new: Carla Test")]),
    ],
)  # fmt: skip
def test_the_longest_whole_name_is_the_mention(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


def test_a_name_is_that_of_the_state_in_the_year() -> None:
    ccodes = [Gazetteer(year=year).mentions("Germany signed.")[0].ccode for year in (1925, 2001)]
    assert ccodes == [255, 255]


@pytest.mark.parametrize("language", ["ar", "en", "es", "fa", "fr", "ru", "zh"])
def test_every_state_is_found_by_its_name_in_a_language(language: str) -> None:
    two = {row["iso3"]: row["iso2"] for row in rows_of("iso.csv") if row["iso2"]}
    territories = babel.Locale(language).territories
    states = {
        state.ccode: territories[two[state.iso3]]
        for state in STATES.values()
        if state.member(2016) and two.get(state.iso3)
    }
    bearers = list(states.values())
    alone = {ccode: name for ccode, name in states.items() if bearers.count(name) == 1 and not set("[(（") & set(name)}
    lost = [name for ccode, name in alone.items() if [one.ccode for one in WORLD.mentions(f"- {name} -")] != [ccode]]
    assert len(alone) >= 180
    assert len(lost) <= 0.03 * len(alone), lost


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Президент России был в Иране и Саудовской Аравии.", [365, 630, 670]),
        ("Переговоры с Китаем, Сирией и Соединёнными Штатами Америки", [710, 652, 2]),
        ("Договор между Турцией и Израилем; из Украины в Японию", [640, 666, 369, 740]),
        ("российский сирийцам", []),
    ],
)
def test_russian_names_are_found_in_their_cases(text: str, expected: list[int]) -> None:
    assert [one.ccode for one in WORLD.mentions(text)] == expected


def test_arabic_names_are_found_behind_what_is_written_with_them() -> None:
    assert [one.ccode for one in WORLD.mentions("اتفق وزير إيران وروسيا على دعم سوريا")] == [630, 365, 652]


PIECES = [
    "Russia",
    "n",
    "Iran",
    "-",
    " ",
    "’s",
    "Lavrov",
    "President ",
    "said",
    "США",
    "اير",
    "中国",
    "UN",
    "\n",
    "Security Council",
]


@settings(deadline=None)  # the machine of a test may be busy
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_mentions_are_in_order_and_apart(text: str) -> None:
    found = GAZETTEER.mentions(text)
    assert all(a.stop <= b.start for a, b in pairwise(found))
    assert all(text[one.start : one.stop].strip() == text[one.start : one.stop] != "" for one in found)
