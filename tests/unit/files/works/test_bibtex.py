"""BibTeX as Zotero and people write it."""

from __future__ import annotations

import pytest

from foedus.files.findings import Findings
from foedus.files.works.bibtex import read_bibtex, render_bibtex
from foedus.files.works.entry import BibEntry
from foedus.files.works.latex import plain_text


def read_one(text: str) -> BibEntry:
    findings = Findings()
    entries = read_bibtex("sources.bib", text, findings=findings)
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
    once = render_bibtex([read_one(text)])
    assert once == "@book{b,\n  author = {A},\n  title = {T},\n  month = mar,\n  zzz = {1},\n}\n"
    assert render_bibtex([read_one(once)]) == once


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
    read_bibtex("sources.bib", '@comment{jabref}\n@string{x = "y"}\n@misc{a, title = {b}}\n', findings=findings)
    assert [note.split(",")[0] for note in findings.notes] == [
        "sources.bib: 1 comments or preambles",
        "sources.bib: 1 @string macros replaced by their text",
    ]


def test_a_field_that_a_percent_sign_makes_a_comment_is_told():
    findings = Findings()
    entries = read_bibtex(
        "s.bib", "@misc{a, title = {T}, % why\n %date = {2017},\n note = {50 % of it}}\n", findings=findings
    )
    assert [name for name, _ in entries["a"].fields] == ["title", "note"]
    assert findings.notes == ["s.bib: 2 comments or preambles, which `foedus case format` does not keep"]
