"""Vetoes in the Council: the published counts, and who is asked for by which word."""

from datetime import date

import polars as pl
import pytest

from foedus import affinity
from foedus.affinity.acts import each
from foedus.affinity.council import chosen, find_member
from foedus.affinity.veto_acts import veto_acts
from foedus.errors import InputError
from foedus.terms.cooperation import CHANNELS, RUNGS, SUPPORT_TYPES


@pytest.fixture
def votes(votes_data, monkeypatch):
    monkeypatch.setenv("FOEDUS_DATA", str(votes_data))


def test_published_counts_by_named_member(votes):
    found = affinity.vetoes()
    assert found.frame.height == 214
    assert dict(found.by("member").select("member", "vetoes").iter_rows()) == {
        "USSR": 90, "USA": 82, "Russia": 31, "UK": 29, "China": 17, "France": 16,
    }  # fmt: skip
    assert found.by("member").group_by("ccode").agg(pl.col("vetoes").sum()).filter(ccode=365)["vetoes"].item() == 121
    assert affinity.vetoes(member=365).acts().height == 121


def test_syria_17_drafts_by_russia_10_of_them_with_china(votes):
    found = affinity.vetoes(member="Russia", topic="syria")
    assert (found.frame["year"].min(), found.frame["year"].max()) == (2011, 2022)
    assert dict(found.by("member").select("member", "vetoes").iter_rows()) == {"Russia": 17, "China": 10}
    assert found.jointly().rows() == [("China", "Russia", 10)]
    acts = found.acts()
    assert acts.height == 17
    assert (acts["jointly_with"] == "China").sum() == 10
    assert affinity.vetoes(topic="Syria").acts().height == 27


def test_an_act_is_coded_in_words_that_are_declared(votes):
    acts = affinity.vetoes().acts()
    assert acts.height == 265
    assert set(acts["channel"]) <= set(CHANNELS)
    assert set(acts["support_type"]) <= set(SUPPORT_TYPES)
    assert set(acts["ladder"]) <= set(RUNGS)
    assert acts.select("entry", "member").is_duplicated().sum() == 0
    # An early record of a meeting stands for several drafts, which stay apart.
    assert acts.select("draft", "member").is_duplicated().sum() > 0


def test_counts_by_year_topic_and_region_add_up(votes):
    found = affinity.vetoes()
    for group in ("year", "topic", "region"):
        counts = found.by(group)
        assert (counts["drafts"].sum(), counts["vetoes"].sum()) == (214, 265)
    with pytest.raises(InputError, match="nearest"):
        found.by("regions")


SOURCE = {"id": "unsc-vetoes", "version": "1", "form": "official", "files": {}, "rows": 3, "coverage": [1946, 2022]}
LIST = pl.DataFrame(
    [
        (1, date(1950, 1, 1), 1950, "S/PV.1", None, "Item", "Korea", "East Asia", "USSR"),
        (2, date(1950, 1, 1), 1950, "S/PV.1", None, "Item", None, "East Asia", "USSR"),
        (3, date(2012, 2, 4), 2012, "S/2012/77", None, "Item", "North Korea", "East Asia", "Russia, China"),
    ],
    schema=["entry", "date", "year", "draft", "meeting", "item", "topic", "region", "members"],
    orient="row",
)


def test_a_draft_without_a_topic_is_no_match_and_is_counted(tmp_path):
    every = chosen(LIST, SOURCE)
    assert every.by("topic").rows() == [("Korea", 1, 1), ("North Korea", 1, 2), (None, 1, 1)]
    exact = chosen(LIST, SOURCE, topic="korea")
    assert exact.frame["entry"].to_list() == [1]
    assert exact.notes == ("topic Korea", "topic North Korea is another and is not counted")
    assert chosen(LIST, SOURCE, topic="kore").frame["entry"].to_list() == [1, 3]


def test_acts_of_one_member_alone_name_the_others():
    acts = chosen(LIST, SOURCE, member="CHN").acts()
    assert acts.select("member", "jointly_with", "ccode").rows() == [("China", "Russia", 710)]


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("Russia", ("Russia",)),
        ("USSR", ("USSR",)),
        ("the Soviet Union", ("USSR",)),
        ("RUS", ("Russia", "USSR")),
        (365, ("Russia", "USSR")),
        ("US", ("USA",)),
        ("United Kingdom", ("UK",)),
        ("uk", ("UK",)),
        ("CHN", ("China",)),
        ("FRN", ("France",)),
    ],
)
def test_a_member_is_meant_by_its_name_in_the_list_or_by_a_state_word(word, names):
    found, notes = find_member(word)
    assert found == names
    assert bool(notes) == (names[0] in ("Russia", "USSR"))


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"member": "Iran"}, "no permanent member"),
        ({"member": "630"}, "no permanent member"),
        ({"topic": "Atlantis"}, "no draft is about the topic"),
        ({"topic": " "}, "no draft is about the topic"),
        ({"region": "Asai"}, "there are: East Asia"),
        ({"years": (2023, 2024)}, "outside the list"),
    ],
)
def test_what_is_not_in_the_list_is_refused(options, told):
    with pytest.raises(InputError, match=told):
        chosen(LIST, SOURCE, **options)


def test_years_that_the_list_covers_in_part_are_told():
    found = chosen(LIST, SOURCE, years=(2000, 2030))
    assert found.frame["entry"].to_list() == [3]
    assert found.notes == ("the list covers 1946-2022 of the years 2000-2030",)


def test_a_missing_list_is_told_with_the_next_step(tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path))
    with pytest.raises(InputError, match="foedus data add unsc-vetoes --from FILE"):
        affinity.vetoes()


def test_acts_stand_in_the_columns_that_all_acts_share():
    acts = list(each(veto_acts(chosen(LIST, SOURCE, member=365))))
    assert [act.id for act in acts] == ["unsc-vetoes:1:1:365", "unsc-vetoes:1:2:365", "unsc-vetoes:1:3:365"]
    last = acts[-1]
    assert (last.supporter, last.recipient, last.recipient_ccode) == ("Russia", "", None)
    assert (last.theatre, last.start, last.year, last.kind) == ("North Korea", "2012-02-04", 2012, "veto")
    assert (last.channel, last.support_type, last.attribution) == ("diplomatic", "pressure", "own")
    assert last.note == "veto of S/2012/77, with China; Item"
    assert acts[1].theatre == ""
