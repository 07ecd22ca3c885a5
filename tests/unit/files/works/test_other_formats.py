"""CSL-JSON and RIS give the same record as BibTeX."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from foedus.errors import InputError
from foedus.files.findings import Findings
from foedus.files.works.bibtex import read_bibtex, render_bibtex
from foedus.files.works.csl import read_csl
from foedus.files.works.entry import BibEntry
from foedus.files.works.latex import plain_text
from foedus.files.works.published import published
from foedus.files.works.read import read_works
from foedus.files.works.ris import read_ris


def csl(*items: dict[str, Any]) -> tuple[dict[str, BibEntry], Findings]:
    findings = Findings()
    return read_csl("works.json", json.dumps(items), findings=findings), findings


def ris(text: str) -> tuple[dict[str, BibEntry], Findings]:
    findings = Findings()
    return read_ris("works.ris", text, findings=findings), findings


def dated(entry: BibEntry) -> str:
    date = published(entry).date
    return "" if date is None else date.text


ARTICLE = {
    "id": "marshNeighbours_2019",
    "type": "article-journal",
    "title": "R&D on the <i>River</i> at 50 %",
    "author": [
        {"family": "Gaulle", "given": "Charles", "non-dropping-particle": "de"},
        {"literal": "Office of Rivers and Dams"},
    ],
    "container-title": "Journal of River Studies",
    "issued": {"date-parts": [["2019", 5, 14]]},
    "page": "1-9",
    "URL": "https://example.org/a%20b?x=1&y=2#top",
    "note": "see zotero://select/items/AB12",
    "attachments": [{"path": r"C:\Folk\me\a.pdf"}],
}


def test_an_item_of_csl() -> None:
    entries, findings = csl(ARTICLE)
    entry = entries["marshNeighbours_2019"]
    assert plain_text(entry.get("title")) == "R&D on the River at 50 %"
    assert plain_text(entry.get("author")) == "de Gaulle, Charles and Office of Rivers and Dams"
    assert entry.get("author").endswith("{Office of Rivers and Dams}")
    assert (entry.type, dated(entry), entry.get("pages")) == ("article", "2019-05-14", "1-9")
    assert entry.get("url") == ARTICLE["URL"]
    assert findings.problems == []
    assert "attachments (1), note (1)" in findings.notes[-1]
    assert "Folk" not in str(entries) + str(findings.notes)


@pytest.mark.parametrize(
    ("issued", "edtf"),
    [
        ({"date-parts": [[2018]]}, "2018"),
        ({"date-parts": [[2018, 5], [2018, 7]]}, "2018-05/2018-07"),
        ({"date-parts": [["2018"]], "season": "3"}, "2018-23"),
        ({"date-parts": [[2018, 15]]}, "2018-23"),
        ({"date-parts": [[1950]], "circa": True}, "1950~"),
        ({"raw": "September 2017"}, "2017-09"),
        ({"literal": "forthcoming"}, ""),
        ({"date-parts": [[-43, 3, 15]]}, "-0043-03-15"),
        ({}, ""),
    ],
)
def test_dates_of_csl(issued: dict[str, Any], edtf: str) -> None:
    assert dated(csl(ARTICLE | {"issued": issued})[0]["marshNeighbours_2019"]) == edtf


def test_keys_of_csl() -> None:
    items = [
        ARTICLE | {"id": "http://zotero.org/users/123456/items/AB12CD34"},
        ARTICLE | {"citation-key": "a:b/c.d"},
        ARTICLE | {"id": ""},
    ]
    entries, findings = csl(*items)
    assert sorted(entries) == ["AB12CD34", "a:b/c.d", "de-gaulle-2019"]
    assert len(findings.notes) == 3
    assert "123456" not in str(findings.notes)


@pytest.mark.parametrize(
    "text", ["", "[", '[{"id": "a", "title": "T"', '"x"', "[1]", "[" * 100_000, '[{"id": "a"}, {"id": "a"}]']
)
def test_csl_that_is_none_is_refused(text: str) -> None:
    findings = Findings()
    read_csl("works.json", text, findings=findings)
    assert len(findings.problems) == 1


RECORDS = """TY  - NEWS
TI  - Boats & dawn: the
      second line
AU  - Reed, Ida
AU  - Office of Rivers
T2  - The Herald
PY  - 2017/09/14/
SP  - 12
EP  - 14
UR  - https://example.org/a%20b?x=1&y=2#top
KW  - boats
KW  - dawn
L1  - file:///C:/Folk/me/a.pdf
ER  -

TY  - BOOK
ID  - Marsh:2019_x
A1  - Marsh, Otto
T1  - Neighbours
Y1  - 2019///Autumn
ER  -
"""


def test_records_of_ris() -> None:
    entries, findings = ris(RECORDS)
    assert sorted(entries) == ["Marsh:2019_x", "reed-2017"]
    news = entries["reed-2017"]
    assert plain_text(news.get("title")) == "Boats & dawn: the second line"
    assert plain_text(news.get("author")) == "Reed, Ida and Office of Rivers"
    assert (dated(news), news.get("pages"), news.get("keywords")) == ("2017-09-14", "12--14", "boats, dawn")
    assert news.get("url") == "https://example.org/a%20b?x=1&y=2#top"
    assert dated(entries["Marsh:2019_x"]) == "2019-23"
    assert "Folk" not in str(entries) + str(findings.notes)
    assert findings.problems == []
    assert len(findings.notes) == 2


@pytest.mark.parametrize(
    "text",
    ["", "just text", "TY  - BOOK\nTI  - T\n", "TI  - T\nER  - \n", "TY  - BOOK\nTI  - A\nTY  - BOOK\nTI  - B\nER  - \n",
     "TY  - BOOK\nID  - a\nTI  - A\nER  - \nTY  - BOOK\nID  - a\nTI  - B\nER  - \n"],
)  # fmt: skip
def test_ris_that_is_cut_off_or_none_is_refused(text: str) -> None:
    assert len(ris(text)[1].problems) == 1


def test_the_format_is_found_by_name_or_beginning(tmp_path: Path) -> None:
    for name, text in (
        ("a.txt", RECORDS),
        ("b", json.dumps([ARTICLE])),
        ("c.txt", "@misc{k, title={T}}"),
        ("d.RIS", RECORDS),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert read_works(tmp_path / name, findings=Findings())
    (tmp_path / "e.xml").write_text("<records/>")
    with pytest.raises(InputError, match="expected BibTeX"):
        read_works(tmp_path / "e.xml", findings=Findings())


def test_csl_with_what_no_text_holds_is_refused():
    findings = Findings()
    read_csl("w.json", r'[{"id": "a", "title": "x\u0000y", "issued": {"date-parts": [{"x": 1}]}}]', findings=findings)
    assert [str(problem) for problem in findings.problems] == [
        "w.json item 1 title: 'U+0000 in x\\x00y', expected text without control characters"
    ]
    assert findings.notes == ["w.json: item 1: fields not read: issued"]


def test_braces_in_pages_and_addresses_stay_balanced():
    text = "TY  - JOUR\nTI  - T\nSP  - 1 {\nEP  - 2\nUR  - https://x.org/a}b\\\nER  - \n"
    entries = read_ris("w.ris", text, findings=Findings())
    findings = Findings()
    assert read_bibtex("s.bib", render_bibtex(entries.values()), findings=findings) == entries
    assert not findings.problems


def test_a_lone_brace_is_written_so_that_it_closes_nothing():
    for text in ("United Nat}ions", "a {b", "}{", "R&D {in}"):
        entries = csl({"id": "a", "title": text, "author": [{"literal": text}]})[0]
        back = read_bibtex("s.bib", render_bibtex(entries.values()), findings=Findings())
        assert back == entries
        assert plain_text(back["a"].get("title")) == text


def test_a_field_without_a_name_is_told():
    entries, findings = csl({"": "lost", "id": "a", "title": "T", "ñ": "lost"})
    assert [name for name, _ in entries["a"].fields] == ["title"]
    assert findings.notes == ["works.json: item 1: fields not read: one without a name, ñ"]
