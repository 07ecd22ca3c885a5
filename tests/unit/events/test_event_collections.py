"""Collections: what is new is read once, a killed run is taken up by the next, and what lacks is named."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import polars as pl
import pytest

from event_files import gdelt2_row, quarter_hour, rejected_of
from foedus.datasets.check import stray_folders
from foedus.datasets.store import installed
from foedus.errors import InputError, OutputError
from foedus.events.check import check_collection
from foedus.events.coverage import cover
from foedus.events.intake import add
from foedus.events.reading import parse as parsing
from foedus.events.store import collections, open_collection

LACKING = (5, 6, 7, 20, 33, 47, 48, 60, 71, 72, 90)
CUT, QUOTED = 40, 50


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def export(number: int, rows: int = 4) -> str:
    """A file of a quarter-hour."""
    first = number * 100
    stamp = quarter_hour(number)
    return "".join(gdelt2_row(first + id, DATEADDED=stamp) + "\n" for id in range(rows))


def write_day(folder: Path, *, packed: bool = False) -> Path:
    """A day of quarter-hours, with 11 missing, one cut off and one with a stray quote."""
    folder.mkdir()
    for number in range(96):
        if number in LACKING:
            continue
        text = export(number)
        if number == CUT:
            text = text[:-60]
        if number == QUOTED:
            text = text.replace("https://example.org/a", '"https://example.org/a', 1)
        name = f"{quarter_hour(number)}.export.CSV"
        if packed:
            with zipfile.ZipFile(folder / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(zipfile.ZipInfo(name), text)
        else:
            (folder / name).write_text(text, encoding="utf-8")
    return folder


def stored(data: Path) -> dict[str, bytes]:
    return {str(path.relative_to(data)): path.read_bytes() for path in sorted(data.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("packed", [False, True])
def test_a_day_of_quarter_hours_names_what_lacks_and_loses_no_row(tmp_path: Path, packed: bool) -> None:
    found = add(write_day(tmp_path / "day", packed=packed))
    one = open_collection("gdelt2")
    assert len(found.added) == len(one.files) == 85
    assert not found.failed
    lacking = {f"{first:%Y%m%d%H%M%S}/{last:%Y%m%d%H%M%S}" for first, last in one.coverage.lacking}
    spans = [(5, 7), (20, 20), (33, 33), (47, 48), (60, 60), (71, 72), (90, 90)]
    assert lacking == {f"{quarter_hour(first)}/{quarter_hour(last)}" for first, last in spans}
    assert (one.coverage.intervals, one.coverage.lacking_intervals) == (85, 11)
    assert one.coverage.by_day().rows()[0][1:] == (85, 96)
    cut = next(meta for meta in one.files if quarter_hour(CUT) in meta.name)
    assert (cut.lines, cut.rows, cut.rejected) == (4, 3, 1)
    assert "cut off" in cut.notes[0]
    assert sum(meta.rows + meta.rejected for meta in one.files) == 85 * 4
    frame = pl.concat([pl.read_parquet(part) for part in one.parts])
    assert frame["url"].str.starts_with('"').sum() == 1
    covered = (one.path / "coverage.csv").read_text(encoding="utf-8")
    assert "lacking,2019-10-24 01:15,2019-10-24 01:45,3\n" in covered


def test_a_file_whose_packing_is_cut_off_is_told_and_lacks(tmp_path: Path) -> None:
    folder = write_day(tmp_path / "day")
    name = f"{quarter_hour(10)}.export.CSV"
    (folder / f"{name}.gz").write_bytes(gzip.compress(export(10).encode())[:-30])
    (folder / name).unlink()
    found = add(folder)
    assert [place for place, _ in found.failed] == [f"{name}.gz"]
    assert "is cut off or damaged" in found.failed[0][1]
    assert open_collection("gdelt2").coverage.lacking_intervals == 12


def test_a_second_run_reads_only_what_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
    folder = tmp_path / "day"
    folder.mkdir()
    for number in (0, 1, 3):
        (folder / f"{quarter_hour(number)}.export.CSV").write_text(export(number), encoding="utf-8")
    assert len(add(folder).added) == 3
    before = stored(data)
    again = add(folder)
    assert (again.added, len(again.known)) == ([], 3)
    assert stored(data) == before
    (folder / f"{quarter_hour(2)}.export.CSV").write_text(export(2), encoding="utf-8")
    read = []
    true = parsing.parse
    monkeypatch.setattr(
        "foedus.events.intake.parse", lambda source, *a, **b: read.append(source.name) or true(source, *a, **b)
    )
    third = add(folder)
    assert read == [f"{quarter_hour(2)}.export.CSV"] == [meta.name for _, meta in third.added]
    assert open_collection("gdelt2").coverage.lacking_intervals == 0


def test_the_same_content_under_another_name_is_read_once(tmp_path: Path) -> None:
    folder = tmp_path / "day"
    folder.mkdir()
    name = f"{quarter_hour(0)}.export.CSV"
    (folder / name).write_text(export(0), encoding="utf-8")
    (folder / f"{name}.gz").write_bytes(gzip.compress(export(0).encode()))
    found = add(folder)
    assert len(found.added) == 1
    assert found.known == [f"{name}.gz (the same as {name})"]
    assert open_collection("gdelt2").rows == 4


def test_a_changed_file_of_the_same_name_is_told_and_taken_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / f"{quarter_hour(0)}.export.CSV"
    path.write_text(export(0), encoding="utf-8")
    add(path)
    path.write_text(export(0, rows=6), encoding="utf-8")
    with pytest.raises(
        InputError, match=r"differs from the file of this name that was added before \(4 rows.*--replace"
    ):
        add(path)
    assert open_collection("gdelt2").rows == 4
    found = add(path, replace=True)
    assert found.replaced == [path.name]
    one = open_collection("gdelt2")
    assert (one.rows, len(one.files), len(one.parts)) == (6, 1, 1)


def test_files_of_other_kinds_in_a_folder_are_passed_over_and_told(tmp_path: Path) -> None:
    folder = tmp_path / "day"
    (folder / "inner").mkdir(parents=True)
    (folder / "masterfilelist.txt").write_text(
        "150383 297a16b493de7cf6ca809a7cc31d0b93 http://x/1.export.CSV.zip\n", encoding="utf-8"
    )
    (folder / "inner" / f"{quarter_hour(0)}.export.CSV").write_text(export(0), encoding="utf-8")
    found = add(folder)
    assert [place for place, _ in found.passed_over] == ["masterfilelist.txt"]
    assert [meta.name for _, meta in found.added] == [f"inner/{quarter_hour(0)}.export.CSV"]
    with pytest.raises(InputError, match="holds no file of format icews"):
        add(folder, format="icews", name="other")


def test_a_collection_holds_one_scale(tmp_path: Path) -> None:
    head = "date,source,target,code\n"
    (tmp_path / "weis.csv").write_text(head + "1980-09-22,IRQ,IRN,223\n", encoding="utf-8")
    (tmp_path / "cameo.csv").write_text(head + "1980-09-22,IRQ,IRN,0311\n", encoding="utf-8")
    add(tmp_path / "weis.csv", name="gulf")
    with pytest.raises(InputError, match="follows the scale cameo; the collection gulf holds codes of weis"):
        add(tmp_path / "cameo.csv", name="gulf")
    assert [one.name for one in collections()] == ["gulf"]


def test_codes_that_fit_two_scales_ask_for_one(tmp_path: Path) -> None:
    path = tmp_path / "few.csv"
    path.write_text("date,source,target,code\n1980-09-22,IRQ,IRN,040\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"it fits cameo and weis\); name it with: --scale"):
        add(path)


def test_codes_that_fit_two_scales_follow_that_of_their_collection(tmp_path: Path) -> None:
    head = "date,source,target,code\n"
    (tmp_path / "weis.csv").write_text(head + "1980-09-22,IRQ,IRN,223\n", encoding="utf-8")
    (tmp_path / "few.csv").write_text(head + "1980-09-23,IRQ,IRN,040\n", encoding="utf-8")
    add(tmp_path / "weis.csv", name="gulf")
    add(tmp_path / "few.csv", name="gulf")
    assert open_collection("gulf").scales == ("weis 1992",)


def test_a_full_disk_costs_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
    path = tmp_path / f"{quarter_hour(0)}.export.CSV"
    path.write_text(export(0), encoding="utf-8")

    def full(*_: object, **__: object) -> None:
        raise pl.exceptions.ComputeError("No space left on device (os error 28)")

    monkeypatch.setattr(pl.DataFrame, "write_parquet", full)
    with pytest.raises(OutputError, match="No space left on device"):
        add(path)
    assert stored(data) == {}


def test_damaged_parts_are_told(tmp_path: Path) -> None:
    path = tmp_path / f"{quarter_hour(0)}.export.CSV"
    path.write_text(export(0), encoding="utf-8")
    add(path)
    one = open_collection("gdelt2")
    assert check_collection(one) == ()
    one.parts[0].write_bytes(b"broken")
    assert "cannot be read" in check_collection(one)[0]
    (one.parts[0].parent / "file.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match="add its files again"):
        open_collection("gdelt2")


def test_a_name_that_is_no_collection_names_the_nearest(tmp_path: Path) -> None:
    path = tmp_path / f"{quarter_hour(0)}.export.CSV"
    path.write_text(export(0), encoding="utf-8")
    add(path)
    with pytest.raises(InputError, match=r"there is no collection 'gdelt3'.*gdelt2"):
        open_collection("gdelt3")


def test_days_are_joined_over_files() -> None:
    found = cover(
        [[("2018-01-01", "2018-12-31")], [("2020-01-01", "2020-06-30")], [("2018-06-01", "2018-07-01")]], "span"
    )
    assert [f"{first:%F}/{last:%F}" for first, last in found.lacking] == ["2019-01-01/2019-12-31"]
    assert found.intervals == 365 + 182
    assert found.by_day().height == 365 + 365 + 182


KILLED = """
import os, sys
from pathlib import Path
left = [int(sys.argv[1])]
CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.chmod"}
def count(event, args):
    if event in CHANGES or (event == "open" and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)):
        left[0] -= 1
        if left[0] < 0:
            os._exit(9)
from foedus.events.intake import add
sys.addaudithook(count)
add(Path(sys.argv[2]))
"""


@pytest.mark.parametrize("changes", [0, 1, 2, 3, 5, 7, 8, 9, 11, 13, 17, 23, 31, 40])
def test_a_killed_run_and_a_second_give_the_bytes_of_one(tmp_path: Path, changes: int, data: Path) -> None:
    folder = tmp_path / "day"
    folder.mkdir()
    for number in range(4):
        (folder / f"{quarter_hour(number)}.export.CSV").write_text(export(number), encoding="utf-8")
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(changes), str(folder)], env=dict(os.environ), check=False
    )
    assert killed.returncode in (0, 9)
    for one in collections():
        assert check_collection(one) == ()
    add(folder)
    twice = stored(data)
    data.rename(tmp_path / "first")
    add(folder)
    assert twice == stored(data)


def test_a_collection_is_no_broken_dataset(tmp_path: Path) -> None:
    path = tmp_path / f"{quarter_hour(0)}.export.CSV"
    path.write_text(export(0), encoding="utf-8")
    add(path)
    assert stray_folders() == []
    assert installed() == []


def test_a_broken_line_is_kept_with_its_text(tmp_path: Path) -> None:
    path = tmp_path / f"{quarter_hour(0)}.export.CSV"
    path.write_text(export(0) + 'a, "b"\tc\n', encoding="utf-8")
    add(path)
    assert rejected_of(open_collection("gdelt2")).split("\n")[1] == '5,2 cells where 61 are expected,"a, ""b""\tc"'
