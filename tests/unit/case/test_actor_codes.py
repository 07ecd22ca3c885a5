"""Codes of actors and dates of claims are compared with what else the case says."""

from types import SimpleNamespace

import pytest

from foedus.case.rules.calendar import note_far_dates
from foedus.case.rules.codes import check_codes, check_scheme
from foedus.case.schema import ACTORS
from foedus.files.accepted import Accepted
from foedus.files.cells import CellError, parse_cell
from foedus.files.edtf import parse_edtf
from foedus.files.findings import Findings


class Actor(SimpleNamespace):
    line = 2

    def number(self, column):
        return getattr(self, column, None)

    def text(self, column):
        return getattr(self, column, "")


def found(**cells):
    findings = Findings()
    check_codes(Actor(kind="state", **cells), findings)
    return findings


@pytest.mark.parametrize(
    ("ccode", "iso3", "words"),
    [
        (220, "IRN", ("220 France", "630 Iran")),
        (305, "AUS", ("305 Austria", "900 Australia")),
        (340, "", ("345 Yugoslavia",)),
        (None, "FRN", ("220 France",)),
        (225, "SWZ", ("225 Switzerland", "572 Swaziland")),
    ],
)
def test_codes_that_disagree_are_refused_with_both_states(ccode, iso3, words):
    (problem,) = found(ccode=ccode, iso3=iso3).problems
    assert all(word in str(problem) for word in words)


@pytest.mark.parametrize(
    ("ccode", "iso3"), [(630, "IRN"), (255, "DEU"), (260, "DEU"), (345, "SRB"), (None, "HKG"), (2, "")]
)
def test_codes_of_one_state_pass(ccode, iso3):
    findings = found(ccode=ccode, iso3=iso3)
    assert not findings.problems
    assert not findings.notes


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("1397-02-20", ("2018", "Solar Hijri")),
        ("1439", ("Lunar Hijri",)),
        ("2561", ("Buddhist",)),
        ("-0043-03-15", ("-0043",)),
    ],
)
def test_dates_far_outside_the_period_are_told(date, words):
    findings, row = Findings(), SimpleNamespace(line=3, values={"date": parse_edtf(date)})
    sheets = {"claims": SimpleNamespace(rows=[row])}
    note_far_dates(sheets, parse_edtf("2010/2019"), parse_edtf("2019-12-31"), findings=findings)
    (note,) = findings.notes
    assert all(word in note for word in words)


def test_codes_of_no_list_are_noted():
    findings = found(ccode=999, iso3="ARD")
    assert not findings.problems
    assert len(findings.notes) == 2


@pytest.mark.parametrize("pair", [("Iran", "Irаn"), ("ايران", "ایران"), ("IRAN", "Iran")])
def test_actors_whose_names_look_alike_are_told(pair):
    from foedus.case.rules.actors import check_actors
    from foedus.case.schema import TABLES
    from foedus.files.parse import Row, Sheet

    table = next(table for table in TABLES if table.name == "actors")
    rows = [Row(line, {"id": f"a{line}", "name": name, "kind": "state"}) for line, name in enumerate(pair, start=2)]
    findings = Findings()
    check_actors({"actors": Sheet(table, rows)}, findings)
    assert any("actors.csv: names" in note and "read as two names" in note for note in findings.notes)


@pytest.mark.parametrize(
    ("name", "ccode", "told"),
    [
        ("Iran", 220, "'Iran' names 630 Iran (since 1855), ccode is 220 France"),
        ("South Korea", 731, "ccode is 731"),
        ("East Germany", 260, "ccode is 260"),
        ("West Germany", 255, ""),
        ("Germany", 260, ""),
        ("Soviet Union", 365, ""),
        ("Islamic Republic of Iran", 630, ""),
        ("The resistance", 630, ""),
    ],
)
def test_a_name_of_another_state_than_the_code_is_told(name, ccode, told):
    notes = found(name=name, ccode=ccode).notes
    assert len(notes) == bool(told)
    assert not told or told in notes[0]


def column(*actors):
    findings = Findings()
    check_scheme([Actor(kind="state", **actor) for actor in actors], findings)
    return findings


@pytest.mark.parametrize(
    ("others", "name", "nearest"),
    [
        (["FRN", "GMY"], "Ostmark", "AUT"),
        (["USA"], "Austria", "AUT"),
        (["FRA"], "Australia", ""),
        (["FRA"], "Down Under", ""),
    ],
)
def test_a_code_of_two_lists_is_settled_by_its_name_or_the_other_codes(others, name, nearest):
    found = column({"iso3": "AUS", "name": name}, *({"iso3": code, "name": code} for code in others))
    assert [problem.nearest for problem in found.problems] == ([nearest] if nearest else [])


def test_a_name_of_another_state_than_its_iso_code_is_told():
    assert "'Iran' names 630" in column({"iso3": "IRQ", "name": "Iran"}).notes[0]
    assert not column({"iso3": "IRN", "name": "Iran"}, {"iso3": "DEU", "name": "West Germany"}).notes


@pytest.mark.parametrize(("ccode", "name", "iso3", "nearest"), [(276, "Germany", "", "255"), (364, "x", "IRN", "630")])
def test_a_number_of_iso_is_refused_where_the_row_says_the_same_state(ccode, name, iso3, nearest):
    (problem,) = found(ccode=ccode, name=name, iso3=iso3).problems
    assert problem.nearest == nearest
    assert not found(ccode=ccode, name="The north").problems


@pytest.mark.parametrize(
    ("column", "text", "nearest"),
    [
        ("iso3", "DE", "DEU"), ("iso3", "276", "DEU"), ("iso3", "uk", "GBR"), ("iso3", "Russia", "RUS"),
        ("iso3", "iso:AUS", "AUS"), ("iso3", "deu", "DEU"), ("iso3", "Korea", ""), ("iso3", "QQ", ""),
        ("ccode", "RUS", "365"), ("ccode", "iso:DEU", "255"), ("ccode", "Иран", "630"), ("ccode", "AUS", ""),
        ("ccode", "2.5.1", ""),
    ],
)  # fmt: skip
def test_a_code_of_another_form_is_answered_with_the_code_that_was_meant(column, text, nearest):
    with pytest.raises(CellError) as caught:
        parse_cell(ACTORS[column], text)
    assert caught.value.nearest == nearest


@pytest.mark.parametrize("typed", ["Iran\u202e", "\u2066Iran\u2069", "I\u200bran", "\u00adIran", "Iran\u00a0"])
def test_a_name_of_an_actor_loses_what_nobody_sees_and_it_is_told(typed):
    accepted = Accepted()
    assert accepted.clean(ACTORS["name"], typed, 2) == "Iran"
    assert list(accepted.notes("actors.csv"))
