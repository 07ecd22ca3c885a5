"""``foedus case sources``: rows made from the bibliography, other bibliographies taken in, nothing overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from builders import a_coded_case
from foedus.case.read import read_case
from foedus.case.sources import fill_sources
from foedus.cli.case import app
from foedus.errors import CaseError, InputError

ZOTERO = """
@article{Reed:2020/Banks_a.b,
  title = {Two {{Banks}}},
  author = {Reed, Ida},
  date = {2020-05},
  entrysubtype = {newspaper},
  file = {C\\:\\\\Users\\\\ida\\\\Zotero\\\\storage\\\\a.pdf},
}

@book{МаршСоседи2019, title = {Соседи}, author = {Марш, О.}, year = {c. 1950}, note = {file:///~/otto/a.pdf}}
@misc{çelik2021b, title = {About}, year = {n.d.}, url = {https://example.org/a?b=1&c=%20#d}}
@xdata{shared, publisher = {River Press}}
"""
KEYS = ("Reed:2020/Banks_a.b", "МаршСоседи2019", "çelik2021b")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def a_folder(path: Path, more: str = ZOTERO) -> Path:
    folder = a_coded_case().write(path / "case")
    with (folder / "sources.bib").open("a", encoding="utf-8") as stream:
        stream.write(more)
    return folder


def test_check_names_the_command_that_makes_the_rows(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="foedus case sources CASE"):
        read_case(a_folder(tmp_path))


def test_rows_are_made_of_what_the_entries_say_and_the_rest_is_asked(tmp_path: Path) -> None:
    folder = a_folder(tmp_path)
    before = (folder / "sources.csv").read_text(encoding="utf-8"), (folder / "sources.bib").read_bytes()
    told = run("sources", folder).output
    rows = (folder / "sources.csv").read_text(encoding="utf-8")
    assert rows.startswith(before[0])
    assert (folder / "sources.bib").read_bytes() == before[1]
    assert [line.split(",")[:4] for line in rows[len(before[0]) :].splitlines()] == [
        ["Reed:2020/Banks_a.b", "news", "unknown", "F"],
        ["çelik2021b", "unknown", "unknown", "F"],
        ["МаршСоседи2019", "book", "unknown", "F"],
    ]
    assert "sources.csv: 3 rows made" in told
    assert "kind, what kind of work it is: çelik2021b\n" in told
    for column in ("perspective", "reliability", "slant_1", "slant_2"):
        assert f"  {column}, " in told
    case = read_case(folder)
    assert set(KEYS) < set(case.source)
    assert str(case.source["МаршСоседи2019"].published) == "1950~"
    assert "no row is missing" in run("sources", folder).output


def test_nothing_private_leaves_the_bibliography(tmp_path: Path) -> None:
    folder = a_folder(tmp_path)
    run("sources", folder)
    result = run("format", folder)
    assert "private fields of a reference manager set aside: file (1), note (1)" in result.output
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8")
        assert "Users" not in text
        assert "otto" not in text
    assert "https://example.org/a?b=1&c=%20#d" in (folder / "sources.bib").read_text(encoding="utf-8")
    assert run("format", folder).output.endswith("nothing to change\n")


def test_keys_are_used_wherever_an_id_of_a_source_is(tmp_path: Path) -> None:
    folder = a_folder(tmp_path)
    fill_sources(folder)
    claims = (
        (folder / "claims.csv").read_text(encoding="utf-8").replace("arda-news", KEYS[0]).replace("belor-news", KEYS[1])
    )
    (folder / "claims.csv").write_text(claims, encoding="utf-8")
    case = read_case(folder)
    assert case.claim["c01"].source == KEYS[0]
    assert case.claim["c07"].reference == (KEYS[0],)


@pytest.mark.parametrize(
    ("written", "nearest"),
    [("reed:2020/banks_A.B", KEYS[0]), ("celik2021b", KEYS[2]), (f"{KEYS[0]};{KEYS[2]}", f"{KEYS[0]}|{KEYS[2]}")],
)
def test_a_near_miss_gets_the_nearest_key(tmp_path: Path, written: str, nearest: str) -> None:
    folder = a_folder(tmp_path)
    fill_sources(folder)
    text = (folder / "claims.csv").read_text(encoding="utf-8")
    assert "arda-news" in text
    cells = [line.split(",") for line in text.splitlines()]
    place = cells[0].index("reference")
    row = next(row for row in cells if row[place] == "arda-news")
    row[place] = written
    (folder / "claims.csv").write_text("\n".join(map(",".join, cells)) + "\n", encoding="utf-8")
    with pytest.raises(CaseError) as error:
        read_case(folder)
    assert [problem.nearest for problem in error.value.problems] == [nearest]


def test_a_key_written_with_decomposed_accents_is_the_same(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, "@misc{c\N{COMBINING CEDILLA}elik2021b, title = {About}, date = {2021}}\n")
    assert fill_sources(folder).rows == ("çelik2021b",)
    assert "çelik2021b" in read_case(folder).source


@pytest.mark.parametrize("name", ["sources.json", "sources.ris", "export.bib"])
def test_other_bibliographies_are_taken_in_and_nothing_is_overwritten(tmp_path: Path, name: str) -> None:
    folder = a_folder(tmp_path, "")
    before = (folder / "sources.bib").read_text(encoding="utf-8")
    texts = {
        "sources.json": json.dumps(
            [
                {"id": "lind_2022", "type": "book", "title": "Ties", "issued": {"date-parts": [[2022]]}},
                {"id": "study-1", "type": "book", "title": "Another title"},
            ]
        ),
        "sources.ris": "TY  - BOOK\nID  - lind_2022\nTI  - Ties\nPY  - 2022\nER  - \n"
        "TY  - BOOK\nID  - study-1\nTI  - Another title\nER  - \n",
        "export.bib": "@book{lind_2022, title={Ties}, date={2022}}\n@book{study-1, title={Another title}}\n",
    }
    (tmp_path / name).write_text(texts[name], encoding="utf-8")
    found = fill_sources(folder, given=tmp_path / name)
    assert (found.works, found.rows) == (("lind_2022",), ("lind_2022",))
    assert len(found.kept) == 1
    assert found.kept[0].startswith("study-1 is there already and differs in ")
    assert (folder / "sources.bib").read_text(encoding="utf-8").startswith(before)
    case = read_case(folder)
    assert (case.source["lind_2022"].title, str(case.source["lind_2022"].published)) == ("Ties", "2022")
    assert fill_sources(folder, given=tmp_path / name).works == ()


def test_a_bibliography_of_another_format_stands_in_for_a_missing_one(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, "")
    (folder / "sources.bib").unlink()
    (folder / "sources.csv").unlink()
    with pytest.raises(CaseError, match="foedus case sources CASE --from FILE"):
        read_case(folder)
    with pytest.raises(InputError, match="no bibliography is there"):
        fill_sources(folder)
    items = [{"id": key, "type": "book", "title": f"On {key}"} for key in ("study-1", "arda-news", "belor-news")]
    (folder / "sources.json").write_text(json.dumps(items), encoding="utf-8")
    assert len(fill_sources(folder).rows) == 3
    assert len(read_case(folder).sources) == 3


def test_a_broken_bibliography_writes_nothing(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, "@misc{k, title = {open\n")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert isinstance(run("sources", folder).exception, CaseError)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_the_same_in_json(tmp_path: Path) -> None:
    told = json.loads(run("sources", a_folder(tmp_path), "--json").output)
    assert sorted(told["rows"]) == sorted(KEYS)
    assert told["open"]["kind"] == ["çelik2021b"]


def test_a_bibliography_that_changes_while_rows_are_made_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from foedus.case import sources
    from foedus.errors import OutputError

    folder = a_folder(tmp_path / "case")
    before = (folder / "sources.csv").read_bytes()

    def merged(*given: object) -> object:
        (folder / "sources.csv").write_bytes(before + b"\n")
        return merge(*given)

    merge = sources._merge
    monkeypatch.setattr(sources, "_merge", merged)
    with pytest.raises(OutputError, match="has changed since it was read"):
        fill_sources(folder)
    assert (folder / "sources.csv").read_bytes() == before + b"\n"
