"""The question of a case filled in on the page: written in place, refused where it cannot stand, never over another's word."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.case.load import load_case
from foedus.case.new import new_case
from foedus.case.settings_in_place import replaced
from foedus.errors import InputError
from foedus.workspace.desk import Desk, Unfit
from foedus.workspace.intake import add_source
from foedus.workspace.question import ask, question

TOML = """# What it asks
id = "a" # why
number = 3
pair = [
  "one",  # the first
  "two",
]
words = \"\"\"
one [thesis]
two = 3
\"\"\"

[thesis]
text = 'it''s'
# last
"""
TOML = TOML.replace("'it''s'", "'it is'")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    new_case(tmp_path / "case", template="minimal")
    return Desk(tmp_path / "case", "amin")


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=30), number=st.integers(0, 10**6))
def test_a_value_is_replaced_alone_whatever_it_holds(text: str, number: int) -> None:
    values = {"id": text, "number": number, "pair": [text + "1", "b"], "words": text, "thesis.text": text, "new": text}
    made = replaced(TOML, values)
    wanted = {"id": text, "number": number, "pair": [text + "1", "b"], "words": text, "new": text}
    assert tomllib.loads(made) == {**wanted, "thesis": {"text": text}}
    assert made.startswith("# What it asks\n")
    assert made.endswith("# last\n")


def test_what_stays_keeps_its_bytes_and_its_comment() -> None:
    assert replaced(TOML, {"id": "a", "number": 3, "thesis.text": "it is"}) == TOML
    assert replaced(TOML, {"id": "b"}) == TOML.replace('"a" # why', '"b" # why')


def test_a_file_that_is_none_is_not_touched() -> None:
    with pytest.raises(InputError, match="no TOML"):
        replaced("id = ", {"id": "b"})


def test_a_new_case_is_asked_of_two_parties_that_the_page_names(desk: Desk) -> None:
    before = question(desk)["cells"]
    key = add_source(desk, {"title": "A study", "kind": "book", "perspective": "unknown", "reliability": "F"})
    after = before | {
        "first": "Iran", "second": "Russia", "title": "Iran and Russia", "as_of": "2018-12-31", "period": "2011/2018",
        "horizon_years": "5", "thesis.source": key,
    }  # fmt: skip
    cells = ask(desk, before, after)["cells"]
    assert (cells["first"], cells["second"]) == ("iran", "russia")
    desk.export()
    case = load_case(desk.folder)
    assert case.settings.focal_pair == ("iran", "russia")
    assert case.settings.horizon_years == 5
    assert {actor.id: actor.ccode for actor in case.actors} == {"iran": 630, "russia": 365}
    # What a new case begins with has gone, as nothing names it.
    assert [source.key for source in case.sources] == [key]
    assert [entry.key for entry in case.bibliography] == [key]


def test_parties_that_something_names_stay(desk: Desk) -> None:
    add_source(desk, {"title": "A study", "kind": "book", "perspective": "first", "reliability": "F"})
    before = question(desk)["cells"]
    ask(desk, before, before | {"first": "Iran", "second": "Russia"})
    assert {key[0] for key in desk.rows("actors")} == {"first", "iran", "russia"}


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("as_of", "2018"),
        ("period", "2018"),
        ("horizon_years", "many"),
        ("horizon_years", "99"),
        ("state_of_relation", "friends"),
        ("second", "first"),
        ("first", ""),
        ("title", ""),
        ("thesis.source", "nowhere"),
        ("thesis.outcome", "war"),
    ],
)
def test_what_cannot_stand_is_told_by_its_field_and_not_written(desk: Desk, column: str, cell: str) -> None:
    old = (desk.folder / "case.toml").read_bytes()
    before = question(desk)["cells"]
    with pytest.raises(Unfit) as error:
        ask(desk, before, before | {column: cell})
    assert set(error.value.columns) & {column, "first", "second"}
    assert (desk.folder / "case.toml").read_bytes() == old


def test_a_value_that_another_has_changed_is_not_written_over(desk: Desk) -> None:
    before = question(desk)["cells"]
    ask(desk, before, before | {"title": "Mine", "theatre": "Here"})
    with pytest.raises(InputError, match="'Mine' by now"):
        ask(desk, before, before | {"title": "Yours"})
    assert ask(desk, before, before | {"licence": "CC-BY-4.0"})["cells"]["title"] == "Mine"
