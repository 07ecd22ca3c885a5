"""Two exports of invented works, with what exports bring along: every title, author and date compared with values by hand."""

from __future__ import annotations

from pathlib import Path

import bibtexparser
import pytest

from foedus.files.findings import Findings
from foedus.files.works.bibtex import read_bibtex, render_bibtex
from foedus.files.works.entry import BibEntry
from foedus.files.works.inherit import inherited
from foedus.files.works.latex import plain_text
from foedus.files.works.published import published

FOLDER = Path(__file__).parent

BETTER_BIBTEX = {
    "marshNeighboursRiver2019": ("Neighbours on the River: NATO and the Dam", "Marsh, Otto and Reed, Ida", "2019-05-14"),
    "reedTwoBanks2017": ("Two Banks, One Patrol", "Reed, Ida", "2017"),
    "brunHandbookAlliances2015": ("Handbook of Alliances", "Brun, Inge and Çelik, Ömer", "2015"),
    "novakThreats2015": ("Threats and Their Perception", "Novák, Jiří", "2015"),
    "okaforTrade2015": ("Trade as a Tie", "Okafor, Ada", "2016"),
    "lindFirst2018": ("First Steps", "Lind, Eva", "2018"),
    "lindSecond2018a": ("Second Steps", "Lind, Eva", "2018"),
    "Marsh:2016:Dams": ("Dams/Rivers: Δ and H2O", "Marsh, O. T.", "2016-09/2016-10"),
    "10.1000/xyz.123_4": ("On Österreich, Škoda and l'Œuvre", "Öz, Håkan and d'Arc, Zoë", "2016-09/2016-10"),
    "Müller2014": ("Die Straße nach Görlitz", "Müller, Jürgen and Weiß, Käthe", "2014-11"),
    "mullerGrenze2014": ("„Grenze“ und Fluß — ein Überblick", "von der Heide, Anna", "2014-23"),
    "ИвановСоседи2012": ("Соседи по реке: союзы и угрозы", "Иванов, Иван Иванович and Петрова, Анна", "2012"),
    "petrovaGranica2013": ("Граница и договор", "Петрова, А. П.", "2013-09"),
    "rezaiHamsayegan2011": ("همسایگان رودخانه", "رضایی, مریم", "2011"),
    "ahmadiMarz_2010": ("مرز و پیمان در سده‌ی نو", "احمدی, علی", "2010-05"),
    "lefevreFrontieres2009": ("Les frontières de l'été: œuvres complètes", "Lefèvre, Éloïse", "2009"),
    "duboisTraite2008": ("Le traité «secret»", "Dubois, René", "2008-06/2008-07"),
    "hillRanges2005": ("Ranges", "Hill, Sam", "2005-03/2005-05"),
    "hillYears2004": ("Years", "Hill, Sam", "2003/2004"),
    "hillSlash2018": ("A Volume of Two Years", "Hill, Sam", "2018/2019"),
    "hillDots2018": ("Dotted", "Hill, Sam", "2018-05/2018-07"),
    "hillAutumn2017": ("Autumn Leaves", "Hill, Sam", "2017-23"),
    "colonForthcoming": ("What Comes", "Colon, Mia", ""),
    "colonPress": ("What Is Printed", "Colon, Mia", ""),
    "colonOnline": ("What Is Online First", "Colon, Mia", ""),
    "officeND": ("About the Office", "Office of River Affairs", ""),
    "anonCirca1950": ("Letters", "Anon.", "1950~"),
    "anonBrackets1950": ("More Letters", "Anon.", "1950"),
    "anonLetter1950": ("Last Letters", "Anon.", "1950"),
    "UN.2020-report": (
        "Report of the Secretary-General on 100 % of Everything", "United Nations and Office for R&D", "2020-02-29",
    ),
    "park_html2018": ("The iPhone of diplomacy & trade", "Park, Ji-woo", "2018-07-31"),
    "parkLinks2018b": ("A linked title with emphasis and weight", "Park, Ji-woo", "2018-08"),
    "parkQuotes2018": ("“Quoted” and 'quoted' — the 19th century", "Park, Ji-woo", "2018-09"),
    "herald-2017.09.14": ("Boats at Dawn: 50% of Überfahrten", "Herald Staff", "2017-09-14"),
    "gazetteDay2016": ("The Day", "Gazette, The", "2016-07-14"),
    "gazetteDays2016": ("The Days", "Gazette, The", "2016-09-28/2016-10-02"),
    "gazetteWinter2016": ("The Winter", "Gazette, The", "2016-12/2017-01"),
    "kimThesis2021": ("A Thesis on Very Deep Braces", "Kim, Min-ji", "2021-01-15"),
    "kimTalk2019": ("A Talk", "Kim, Min-ji and others", "2019-10-02/2019-10-04"),
    "proceedings2019": ("Proceedings of the River Conference", "Chair, Ann", "2019-10-02/2019-10-04"),
    "states.v2016": ("State Membership", "Correlates Project", "2017"),
    "treaty2001": ("Treaty of Friendship", "", "2001-07-16"),
    "ortegaDraft": ("Draft on “Ties”", "Ortega y Gasset, José", "2015-05-07"),
    "smithJunior1999": ("The Junior Volume", "Smith, Jr., John and van Dyke, Rob", "1999/2000"),
    "tanSeason2019": ("A Season", "Tan, Wei", "2019-21"),
    "tanAbout2019": ("About a Year", "Tan, Wei", "2019~"),
    "tanLetter+more": ("A Letter", "Tan, Wei", "2018-12-24T18:30:00"),
    "oldDecade": ("The Old Decade", "Old, Tom", "195X"),
    "zhaoKeys2022a/b": ("Keys with _underscores_, #hashes and $5 notes", "Zhao, Li", "2022-02-01"),
    "zhaoEmpty2022": ("Titles, Again", "Zhao, Li", "2022-06"),
}  # fmt: skip

ZOTERO = {
    "marsh_neighbours_2019": (
        "Neighbours on the River: The Dam and the Border", "Marsh, Otto and Reed, Ida and Çelik, Ömer", "2019-05",
    ),
    "noauthor_about_nodate": ("About the Office", "", ""),
    "ivanov__2012": ("Соседи по реке", "Иванов, И. И.", "2012"),
    "muller_strase_2014": ("Die Straße nach Görlitz", "Müller, Jürgen", "2014-11"),
    "okafor_trade_2015-1": ("Trade as a tie", "Okafor, Ada", "2015"),
    "reed_boats_2017": ("Boats at dawn, 19th of September", "Reed, Ida", "2017-09"),
}  # fmt: skip

EXPORTS = {"better_bibtex.bib": BETTER_BIBTEX, "zotero.bib": ZOTERO}


def works_of(name: str) -> tuple[dict[str, BibEntry], Findings]:
    findings = Findings()
    entries = read_bibtex(name, (FOLDER / name).read_text(encoding="utf-8"), findings=findings)
    whole = inherited(name, entries, findings=findings)
    assert findings.problems == []
    return {key: entry for key, entry in whole.items() if entry.is_work}, findings


def said(entry: BibEntry) -> tuple[str, str, str]:
    date = published(entry).date
    people = plain_text(entry.get("author") or entry.get("editor"))
    return plain_text(entry.get("title")), people, "" if date is None else date.text


@pytest.mark.parametrize("name", EXPORTS)
def test_every_title_author_and_date_is_read_without_touching_a_key(name: str) -> None:
    works, _ = works_of(name)
    assert {key: said(entry) for key, entry in works.items()} == EXPORTS[name]


def test_an_export_of_fifty_works() -> None:
    assert len(BETTER_BIBTEX) == 50


@pytest.mark.parametrize("name", EXPORTS)
def test_an_independent_parser_finds_the_same_keys(name: str) -> None:
    """Without what bibtexparser refuses (an ``@`` at the start of a line of an abstract, a field twice) it agrees."""
    text = (FOLDER / name).read_text(encoding="utf-8").replace("\n@misc{the", " @misc{the")
    text = text.replace("\tannote = {Quoted in chapter 3.},\n", "")
    theirs = bibtexparser.parse_string(text)
    works, _ = works_of(name)
    assert {entry.key for entry in theirs.entries if entry.entry_type != "xdata"} == set(works)


@pytest.mark.parametrize("name", EXPORTS)
def test_the_canonical_form_holds_the_same_works_and_nothing_private(name: str) -> None:
    findings = Findings()
    entries = read_bibtex(name, (FOLDER / name).read_text(encoding="utf-8"), findings=findings)
    written = render_bibtex(entries.values())
    assert read_bibtex(name, written, findings=Findings()) == entries
    for private in ("Users", "/home/", "storage", "zotero://", "file:", "Ask Ida"):
        assert private not in written


def test_addresses_that_are_public_stay_as_they_are() -> None:
    works, _ = works_of("better_bibtex.bib")
    assert works["marshNeighboursRiver2019"].get("url") == "https://example.org/a%20b?x=1&y=2#top"
    assert works["officeND"].get("url") == "https://example.org/~office/about.html#history"
    assert works["tanLetter+more"].get("howpublished") == r"\url{https://example.org/tan_letter?id=7&x=%41}"
    assert works["marshNeighboursRiver2019"].get("abstract").startswith("Reply to\n@misc{the earlier note} and others")


def test_what_was_set_aside_or_read_otherwise_is_told() -> None:
    notes = "\n".join(works_of("better_bibtex.bib")[1].notes)
    assert "private fields of a reference manager set aside: file (2), note (2)" in notes
    assert "1 @string macros" in notes
    notes = "\n".join(works_of("zotero.bib")[1].notes)
    assert "annote (1), file (1)" in notes
    assert "annote of marsh_neighbours_2019: written more than once, joined" in notes
    for told in notes.split("\n"):
        assert "otto" not in told


HOME, USERS = (f"/{name}/ida" for name in ("home", "Users"))
"""Folders of a person, put together so that no machine's path stands in the project."""


@pytest.mark.parametrize(
    ("field", "value", "left"),
    [
        ("file", "anything at all", ""),
        ("owner", "ida", ""),
        ("timestamp", "2020-01-01", ""),
        ("note", "JabRef 2020.01.01", ""),
        ("note", f"in {HOME}/papers/a.pdf, read twice", "in , read twice"),
        ("url", f"file://{USERS}/a.pdf", ""),
        ("note", "file:///C:/My Papers/a b.pdf", ""),
        ("url", "zotero://select/items/AB12", ""),
        ("howpublished", r"\url{file:///C:/papers/ida/a.pdf}", ""),
        ("howpublished", r"C:\papers\ida\a b.pdf", ""),
        ("howpublished", r"\\server\share\a.pdf", ""),
        ("url", "http://localhost:23119/a", ""),
        ("url", f"https://example.org{HOME}/a.pdf", f"https://example.org{HOME}/a.pdf"),
        ("url", "https://example.org/~ida/a.pdf", "https://example.org/~ida/a.pdf"),
        ("note", "Vol. A:1, and/or B: 2", "Vol. A:1, and/or B: 2"),
        ("title", r"Plan B:\emph{Users/All/x.pdf}", r"Plan B:\emph{Users/All/x.pdf}"),
    ],
)
def test_what_is_private_enters_no_record(field: str, value: str, left: str) -> None:
    findings = Findings()
    entries = read_bibtex("sources.bib", f"@misc{{k, {field} = {{{value}}}}}", findings=findings)
    assert entries["k"].get(field) == left
    assert bool(findings.notes) == (left != value)
    assert "ida" not in "".join(findings.notes)
