"""The counts of losses see what they say they see: a reader that loses something is caught."""

from dataclasses import replace

import pytest

from attack import counts
from attack.form import all_forms
from attack.pages import Page, beyond
from attack.trial import try_input

FORMS = all_forms()


def sort_of(name, tmp_path):
    form = FORMS[name]
    outcome = try_input(form, form.seeds()[0], tmp_path / "in")
    assert outcome.counted
    return outcome.sort


@pytest.mark.parametrize("name", ["network CSV", "GraphML", "GEXF", "GML", "Pajek"])
def test_a_tie_that_a_reader_drops(name, tmp_path, monkeypatch):
    from foedus.files.networks import choose

    assert sort_of(name, tmp_path) == "used"
    whole = choose.build_network
    monkeypatch.setattr(choose, "build_network", lambda *args, ties, **rest: whole(*args, ties=ties[1:], **rest))
    assert sort_of(name, tmp_path) == "loss"


def test_a_row_that_the_reader_of_tables_drops(tmp_path, monkeypatch):
    from foedus.models.bargaining import positions

    whole = positions.read_table

    def lossy(*args, **options):
        found = whole(*args, **options)
        return replace(found, rows=found.rows[:-1])

    assert sort_of("bargain", tmp_path) == "used"
    monkeypatch.setattr(positions, "read_table", lossy)
    assert sort_of("bargain", tmp_path) == "loss"


@pytest.mark.parametrize(("name", "module"), [("BibTeX", "bibtex"), ("CSL-JSON", "csl"), ("RIS", "ris")])
def test_a_field_that_a_reader_of_works_drops(name, module, tmp_path, monkeypatch):
    from importlib import import_module

    found = import_module(f"foedus.files.works.{module}")
    whole = found.make_entry

    def lossy(key, kind, *, values, **rest):
        return whole(key, kind, values={field: value for field, value in values.items() if field != "title"}, **rest)

    assert sort_of(name, tmp_path) == "used"
    monkeypatch.setattr(found, "make_entry", lossy)
    form = FORMS[name]
    assert try_input(form, form.seeds()[0], tmp_path / "in").sort in ("loss", "refused")


def test_a_claim_that_a_case_drops(tmp_path, monkeypatch):
    from foedus.case import records

    assert sort_of("case", tmp_path) == "used"
    whole = records.build_case

    def lossy(*args, **options):
        case = whole(*args, **options)
        return replace(case, claims=case.claims[1:])

    from foedus.case import read

    monkeypatch.setattr(read, "build_case", lossy)
    assert sort_of("case", tmp_path) == "loss"


def test_rows_are_counted_as_a_person_counts_them():
    data = "\ufeffsep=;\r\n# note\r\nSource;Target\r\nA;B\r\n;\r\n\u00a0;\r\n'x';\"a\r\nb\"\r\n".encode()
    assert counts.table(data, ("source", "target")) == [["Source", "Target"], ["A", "B"], ["'x'", "a\nb"]]
    assert counts.table(b"\xff\xfea", ("source",)) is None


def test_told_numbers_are_found_in_notes():
    notes = [
        "t.csv: 1,200 ties of actors with themselves set aside, such as A in row 3",
        "t.csv: 2 neutral ties set aside",
        "t.csv: 3 ties read",
    ]
    assert counts.told(notes) == 1202


PAGE = "<style>p,li{unicode-bidi:isolate}</style><p>a</p><a href='https://x.org'>x</a><script>go()</script>"


@pytest.mark.parametrize(
    ("added", "word"),
    [
        ("<script>alert(1)</script>", "code"),
        ("<img src=x onerror=alert(1)>", "handler"),
        ("<iframe></iframe>", "element"),
        ("<a href='javascript:alert(1)'>x</a>", "address"),
        ("<div>\u202eabc</div>", "mark of direction"),
    ],
)
def test_what_a_page_may_not_do_is_seen(added, word):
    clean = Page(PAGE)
    assert beyond(Page(PAGE + added), clean)
    assert any(word in found for found in beyond(Page(PAGE + added), clean))
    assert not beyond(Page(PAGE + "<p>\u202eabc</p>"), clean)


def test_a_rule_for_every_element_confines_marks_in_each():
    every = "<style>*{box-sizing:border-box;unicode-bidi:isolate}</style><code>a</code>"
    assert not beyond(Page(every + "<code>\u202eabc</code>"), Page(every))


def test_a_spreadsheet_that_ends_its_reader_is_left_uncounted(tmp_path):
    from attack.formats.sheets import _sheet_rows, packed_sheet

    path = tmp_path / "t.xlsx"
    path.write_bytes(packed_sheet('<row r="1"><c r="A1"><v>1</v></c><c r="BY999999999993"><v>1</v></c></row>'))
    assert _sheet_rows(path) is None
    path.write_bytes(packed_sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"/></row>'))
    assert _sheet_rows(path) == {"ties": [[1.0]]}
