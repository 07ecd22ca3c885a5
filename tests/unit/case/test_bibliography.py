"""BibTeX as Zotero and people write it."""

from __future__ import annotations

import pytest

from foedus.case.bibliography import is_stub, plain_text, published, read_bibliography, render_bibliography
from foedus.case.model import BibEntry
from foedus.files.findings import Findings


def read_one(text: str) -> BibEntry:
    findings = Findings()
    entries = read_bibliography(text, findings)
    assert findings.problems == []
    assert len(entries) == 1
    return next(iter(entries.values()))


def test_values_in_braces_quotes_numbers_and_macros_are_joined() -> None:
    entry = read_one(
        '@string{press = "Invented Press"}\n'
        '@BOOK{walt-1987, Title = {The {Origins} of "Alliances"}, author="Walt, S. {M}.", year = 1987, month = jan,\n'
        ' publisher = press # {, } # "Town"}'
    )
    assert entry.type == "book"
    assert entry.get("title") == 'The {Origins} of "Alliances"'
    assert entry.get("author") == "Walt, S. {M}."
    assert entry.get("publisher") == "Invented Press, Town"
    assert (entry.get("year"), entry.get("month")) == ("1987", "jan")


def test_the_canonical_form_is_stable_and_loses_no_field() -> None:
    text = "@book{b,\n  zzz = {1},\n  title = {T},\n  author = {A},\n  month = mar,\n}\n"
    once = render_bibliography([read_one(text)])
    assert once == "@book{b,\n  author = {A},\n  title = {T},\n  month = mar,\n  zzz = {1},\n}\n"
    assert render_bibliography([read_one(once)]) == once


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ({"date": "2015-07-31"}, "2015-07-31"),
        ({"year": "2015", "month": "jul"}, "2015-07"),
        ({"year": "2015", "month": "July"}, "2015-07"),
        ({"year": "2015", "month": "7"}, "2015-07"),
        ({"year": "2015"}, "2015"),
        ({"date": "2014", "year": "2015"}, "2014"),
    ],
)
def test_publication_dates(fields: dict[str, str], date: str) -> None:
    found = published(BibEntry("k", "book", tuple(fields.items())))
    assert found is not None
    assert found.text == date


def test_a_work_without_a_date_has_none() -> None:
    assert published(BibEntry("k", "book", (("title", "T"),))) is None


@pytest.mark.parametrize(("keywords", "stub"), [("stub", True), ("a, Stub", True), ("stubborn", False), ("", False)])
def test_stubs_are_marked_by_a_keyword(keywords: str, stub: bool) -> None:
    assert is_stub(BibEntry("k", "misc", (("keywords", keywords),))) is stub


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ("V{\\'a}rpalota", "Várpalota"),
        ('{\\"U}ber {NATO}', "Über NATO"),
        ("Do{\\u g}an", "Doğan"),
        ("a~b \n  c", "a b c"),
        ("Straße", "Straße"),
    ],
)
def test_values_are_shown_as_people_read_them(value: str, plain: str) -> None:
    assert plain_text(value) == plain


def test_comments_and_macros_are_noted() -> None:
    findings = Findings()
    read_bibliography('@comment{jabref}\n@string{x = "y"}\n@misc{a, title = {b}}\n', findings)
    assert [note.split(",")[0] for note in findings.notes] == [
        "sources.bib: 1 comments or preambles",
        "sources.bib: 1 @string macros replaced by their text",
    ]
