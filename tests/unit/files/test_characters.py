"""Names: what looks the same is the same, what is easily taken for another name is told."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.files.characters import Names, clean_name, look_alikes, name_key, visible

UNSEEN = "\u200b\u00ad\ufeff\u2060\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c"
BLANKS = "\u00a0\u2009\u202f\u3000\u2003\t\n"


@given(st.text(max_size=30))
def test_a_clean_name_is_composed_and_stays_as_it_is(text: str) -> None:
    clean = clean_name(text)
    assert clean_name(clean) == clean
    assert unicodedata.is_normalized("NFC", clean)
    assert clean == clean.strip()


@given(st.sampled_from(["Côte d'Ivoire", "United States", "Россия", "ایران", "臺灣"]), st.data())
def test_what_nobody_sees_changes_no_name(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(name)))
    mark = data.draw(st.sampled_from(UNSEEN))
    written = unicodedata.normalize("NFD", name[:at] + mark + name[at:])
    assert clean_name(written.replace(" ", data.draw(st.sampled_from(BLANKS)))) == name


@pytest.mark.parametrize("name", ["می\u200cخواهم", "क\u094d\u200dष", "👩\u200d🚀", "کتاب\u200cخانه"])
def test_joiners_stay_where_letters_need_them(name: str) -> None:
    assert clean_name(name) == name
    assert clean_name(f"\u200c{name}\u200d") == name
    assert clean_name("Ir\u200can") == "Iran"


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("Iran", "IRAN", "differ in capitals only"),
        ("Arda", "Аrda", "look alike (U+0410)"),
        ("ايران", "ایران", "look alike (U+064A against U+06CC)"),
        ("كردستان", "کردستان", "look alike (U+0643 against U+06A9)"),
        ("Guinea-Bissau", "Guinea‑Bissau", "look alike (U+2011)"),
        ("Cote d'Ivoire", "Cote d’Ivoire", "look alike (U+2019)"),
        ("می\u200cخواهم", "میخواهم", "look alike (U+200C)"),
    ],
)
def test_names_easily_taken_for_one_another_are_told(one: str, other: str, how: str) -> None:
    (told,) = look_alikes([one, "Belor", other])
    assert how in told


@pytest.mark.parametrize(("one", "other"), [("Iran", "Iraq"), ("Niger", "Nigeria"), ("Côte", "Cote"), ("ΑΒ", "АВС")])
def test_other_names_are_other_names(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_a_cleaned_name_is_told_once_with_its_row() -> None:
    names = Names()
    assert {
        names.read("United\u00a0States", 3),
        names.read("United States", 4),
        names.read("United\u00a0States", 5),
    } == {"United States"}
    (note,) = names.notes()
    assert "'United States' (U+00A0) in row 3" in note


@given(st.text(st.characters(categories=["Cc", "Cf", "Cs", "L", "Zl", "Zp"])))
def test_nothing_that_moves_a_terminal_is_shown(text: str) -> None:
    shown = visible(text)
    assert not any(unicodedata.category(mark) in ("Cc", "Cs", "Zl", "Zp") for mark in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
