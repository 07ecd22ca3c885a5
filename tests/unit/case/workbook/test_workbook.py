"""A case as one workbook: every cell comes back, and what is wrong is told by sheet and row."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from typer.testing import CliRunner

from builders import CaseBuilder, a_case, a_coded_case
from foedus.case.load import load_case
from foedus.case.model import Case
from foedus.case.schema import SETTINGS, TABLES
from foedus.case.shipped import builtin_cases
from foedus.case.workbook.read import case_from_workbook
from foedus.case.workbook.write import LONGEST_CELL, workbook_bytes, write_workbook
from foedus.case.write import render_case, write_case
from foedus.cli.app import app
from foedus.errors import CaseError, InputError, OutputError

ROOT = Path(__file__).parents[4]
TEMPLATES = ROOT / "src" / "foedus" / "case" / "templates"
PLACES = [
    *builtin_cases(),
    *(path for path in sorted((ROOT / "bench").iterdir()) if path.is_dir()),
    *(path for path in sorted(TEMPLATES.iterdir()) if path.is_dir()),
]
ODD = (
    "=1+1", "+x", "-", "@SUM(A1)", "007", "1891-08-27", "2017?", "1890/1894", "TRUE", "1e5", "#REF!", "'quoted", "_x0041_",
    "two\nlines", "שלום عليكم", "🙂🇩🇪 e\u0301", "a  b   c", "0.70", "12345678901234567890",
)  # fmt: skip


def opened(case: Case) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook_bytes(case, "case.xlsx")))


def read(book: Workbook, name: str = "case.xlsx") -> Case:
    data = io.BytesIO()
    book.save(data)
    return case_from_workbook(name, name, data.getvalue())


def problems(book: Workbook) -> list[str]:
    with pytest.raises(CaseError) as error:
        read(book)
    return [str(problem) for problem in error.value.problems]


def odd_case() -> CaseBuilder:
    builder = a_coded_case()
    for number, text in enumerate(ODD):
        builder = builder.with_claim(f"odd{number}", holder="arda", object="border", value=0.5, text=text, note=text)
    return builder.with_source("odd", note="=cmd", title="{=1+1}", abstract="+49", pages="1--9", year="1891")


IN_A_FAST_RUN = ("iran-russia-syria", "turkey-yugoslavia-1952", "minimal")
"""The largest case, one of the bench, and one with as little as a case can have."""


@pytest.mark.parametrize(
    "place",
    [
        pytest.param(place, id=Path(place).name, marks=() if Path(place).name in IN_A_FAST_RUN else pytest.mark.slow)
        for place in PLACES
    ],
)
def test_every_case_comes_back_byte_for_byte(place: str | Path) -> None:
    case = load_case(place)
    again = case_from_workbook("w", "w.xlsx", workbook_bytes(case, "w.xlsx"))
    assert render_case(again) == render_case(case)
    assert again.settings_text == case.settings_text.rstrip("\n") + "\n"


def test_texts_that_spreadsheets_change_come_back() -> None:
    case = odd_case().build()
    assert [case.claim[f"odd{number}"].text for number in range(len(ODD))] == list(ODD)
    assert render_case(read(opened(case))) == render_case(case)


def test_files_have_the_hashes_of_the_canonical_folder(tmp_path: Path) -> None:
    case = a_coded_case().build()
    write_case(case, tmp_path / "case")
    folder = load_case(tmp_path / "case")
    write_workbook(folder, tmp_path / "case.xlsx")
    assert load_case(tmp_path / "case.xlsx").file_hashes == folder.file_hashes


def test_every_table_has_its_sheet_with_every_column() -> None:
    book = opened(a_coded_case().build())
    for table in TABLES:
        assert [cell.value for cell in book[table.name][1]] == list(table.columns)
    assert [row[0].value for row in book["settings"].iter_rows(min_row=2)][: len(SETTINGS.columns)] == list(
        SETTINGS.columns
    )
    assert {name for name in book.sheetnames if book[name].sheet_state == "hidden"} == {"lists", "case.toml"}


def test_closed_lists_have_a_drop_down_with_their_words() -> None:
    book = opened(a_coded_case().build())
    menus = {str(rule.sqref)[0]: rule for rule in book["actors"].data_validations.dataValidation}
    assert menus["C"].type == "list"
    found = re.fullmatch(r"lists!\$([A-Z]+)\$1:\$[A-Z]+\$(\d+)", menus["C"].formula1)
    assert found
    words = [book["lists"][f"{found[1]}{row}"].value for row in range(1, int(found[2]) + 1)]
    assert words == list(next(table for table in TABLES if table.name == "actors")["kind"].words)
    assert menus["C"].showErrorMessage
    assert menus["C"].prompt.startswith("What kind of actor it is.")


def test_a_wrong_cell_is_told_by_sheet_and_row() -> None:
    book = opened(a_coded_case().build())
    book["claims"]["H4"] = "postion"
    book["claims"].insert_rows(3)
    assert problems(book) == [
        problem for problem in problems(book) if problem.startswith("case.xlsx#claims:5 predicate: 'postion'")
    ]
    book["settings"]["B6"] = "arda|nobody"
    book["sources"]["B2"] = "boook"
    book["scenarios"]["C2"] = "nothing"
    told = problems(book)
    assert any(line.startswith("case.xlsx#sources:2 kind: 'boook'") for line in told)
    assert any(line.startswith("case.xlsx#settings:6 focal_pair: 'nobody'") for line in told)
    assert any(line.startswith("case.xlsx#scenarios:2 removes: 'nothing'") for line in told)


def test_an_error_in_a_cell_is_one_problem() -> None:
    book = opened(a_coded_case().build())
    book["claims"]["B3"] = "#REF!"
    book["claims"]["B3"].data_type = "e"
    (told,) = problems(book)
    assert told.startswith("case.xlsx#claims:3 kind: '#REF!'")


def test_a_key_that_is_none_and_one_that_stands_twice() -> None:
    book = opened(a_coded_case().build())
    book["settings"].append(["horizont", "10"])
    book["settings"].append(["title", "Another"])
    told = problems(book)
    assert any(re.match(r"case\.xlsx#settings:\d+ horizont: '10'", line) for line in told)
    assert any("key: 'title', expected each key once" in line for line in told)


def test_a_missing_sheet_is_named() -> None:
    book = opened(a_coded_case().build())
    del book["claims"]
    del book["ratings"]
    assert problems(book)[0] == "case.xlsx#claims: 'no such sheet', expected a sheet claims"


def test_another_workbook_is_no_case() -> None:
    book = openpyxl.Workbook()
    with pytest.raises(InputError, match=r"no workbook of a case.*foedus case workbook CASE --out"):
        read(book)


def test_typed_dates_numbers_and_truth_are_read() -> None:
    import datetime

    book = opened(a_coded_case().build())
    head = [cell.value for cell in book["claims"][1]]
    row = book["claims"][2]
    for name, value in {"negated": True, "date": datetime.datetime(2015, 9, 30), "credibility": 2.0}.items():
        cell = row[head.index(name)]
        cell.value = value
        cell.number_format = "yyyy-mm-dd" if name == "date" else "General"
    claim = read(book).claim[str(row[0].value)]
    assert (claim.negated, str(claim.date), claim.credibility) == (True, "2015-09-30", 2)


def test_comments_of_the_settings_come_back_until_the_settings_change() -> None:
    case = load_case(TEMPLATES / "commented")
    assert "# Two ids of actors.csv" in read(opened(case)).settings_text
    book = opened(case)
    book["settings"]["B4"] = "Another title"
    changed = read(book)
    assert changed.settings.title == "Another title"
    assert "#" not in changed.settings_text
    assert any("comments of case.toml are not kept" in note for note in changed.notes)


def test_a_text_too_long_for_a_cell_is_told_and_nothing_written(tmp_path: Path) -> None:
    exact = (
        a_case().with_claim("c1", holder="arda", object="border", value=0.5, text="🙂" * (LONGEST_CELL // 2)).build()
    )
    assert render_case(read(opened(exact))) == render_case(exact)
    case = a_case().with_claim("c1", holder="arda", object="border", value=0.5, text="x" * (LONGEST_CELL + 1)).build()
    with pytest.raises(OutputError, match=r"claims:2 text: the text has 32,768 characters"):
        write_workbook(case, tmp_path / "case.xlsx")
    assert not list(tmp_path.iterdir())


def test_the_command_goes_both_ways_and_keeps_other_files_beside(tmp_path: Path) -> None:
    write_case(a_coded_case().build(), tmp_path / "case")
    (tmp_path / "case" / "documents").mkdir()
    (tmp_path / "case" / "documents" / "speech.txt").write_text("A long text.")
    run = CliRunner().invoke
    book, back = str(tmp_path / "c.xlsx"), tmp_path / "back"
    made = run(app, ["case", "workbook", str(tmp_path / "case"), "--out", book])
    assert made.exit_code == 0
    assert "kept beside it in" in made.output
    assert (tmp_path / "c-files" / "documents" / "speech.txt").exists()
    assert run(app, ["case", "check", book]).exit_code == 0
    assert run(app, ["case", "workbook", book, "--out", str(back)]).exit_code == 0
    names = {path.relative_to(back) for path in back.rglob("*")}
    assert names == {path.relative_to(tmp_path / "case") for path in (tmp_path / "case").rglob("*")}
    for name in names:
        if (back / name).is_file():
            assert (back / name).read_bytes() == (tmp_path / "case" / name).read_bytes()


def test_a_workbook_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "case.xlsx").write_bytes(b"mine")
    with pytest.raises(OutputError, match="is there already"):
        write_workbook(a_case().build(), tmp_path / "case.xlsx")
    with pytest.raises(InputError, match=r"written as \.xlsx"):
        write_workbook(a_case().build(), tmp_path / "case.ods")
    assert (tmp_path / "case.xlsx").read_bytes() == b"mine"


def test_what_a_program_drops_is_told(tmp_path: Path) -> None:
    write_case(
        a_case().with_claim("c1", holder="arda", object="border", value=1, text="a\tb").build(), tmp_path / "case"
    )
    made = CliRunner().invoke(app, ["case", "workbook", str(tmp_path / "case"), "--out", str(tmp_path / "c.xlsx")])
    assert "1 cell holds a tab, which LibreOffice drops" in made.output
    assert load_case(tmp_path / "c.xlsx").claim["c1"].text == "a\tb"


def test_a_new_case_may_be_a_workbook(tmp_path: Path) -> None:
    made = CliRunner().invoke(app, ["case", "new", str(tmp_path / "my pair.xlsx")])
    assert made.exit_code == 0
    assert load_case(tmp_path / "my pair.xlsx").settings.id == "my-pair"


@pytest.mark.slow
@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_saves_a_workbook_that_is_the_same_case(tmp_path: Path) -> None:
    cases = {"odd": odd_case().build(), "new": load_case(TEMPLATES / "commented")}
    cases["built-in"] = load_case("iran-russia-syria")
    at = tmp_path / "first"
    at.mkdir()
    for name, case in cases.items():
        write_workbook(case, at / f"{name}.xlsx")
    for number, way in enumerate(("xlsx", "ods", "xlsx")):
        made = tmp_path / str(number)
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", way]
        files = [str(path) for path in sorted(at.iterdir())]
        subprocess.run([*command, "--outdir", str(made), *files], check=True, capture_output=True, timeout=300)
        at = made
        for name, case in cases.items():
            assert render_case(load_case(at / f"{name}.{way}")) == render_case(case)
