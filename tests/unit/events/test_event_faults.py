"""Faults of files: each kind is read, rejected or refused with its true cause."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import polars as pl
import pytest

from event_files import gdelt2_row, rejected_of
from foedus.errors import InputError
from foedus.events.check import rejected_kinds
from foedus.events.intake import add
from foedus.events.store import Collection, open_collection

NAME = "20191024143000.export.CSV"
HEADER = "date,source,target,code\n"
ROWS = "".join(f"1980-09-{day},IRQ,IRN,223\n" for day in range(10, 30))


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path / "data"))


def added(path: Path, content: str | bytes, **options: str) -> tuple[Collection, pl.DataFrame]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    found = add(path, name="one", **options)  # type: ignore[arg-type]
    assert len(found.added) == 1
    one = open_collection("one")
    return one, pl.read_parquet(one.parts[0])


@pytest.mark.parametrize("length", [131_073, 900_000])
def test_a_long_cell_is_read(tmp_path: Path, length: int) -> None:
    first = f'1980-09-01,IRQ,IRN,223,"a,{"b" * length}"\n'
    _, frame = added(tmp_path / "gulf.csv", "date,source,target,code,desc\n" + first + first, scale="weis")
    assert frame.height == 2


@pytest.mark.parametrize("quote", ['"', ""])
def test_a_cell_beyond_measure_is_told_as_what_it_is(tmp_path: Path, quote: str) -> None:
    long = f"1980-09-01,IRQ,IRN,223,{quote}{'b' * 5_000_000}{quote}\n"
    with pytest.raises(InputError, match=r"line 3: a cell there has more than 1,000,000 characters"):
        added(
            tmp_path / "gulf.csv",
            "date,source,target,code,desc\n1980-09-01,IRQ,IRN,223,a\n" + long + long,
            scale="weis",
        )


def test_lines_that_end_with_a_carriage_return_alone_are_lines(tmp_path: Path) -> None:
    one, frame = added(tmp_path / "gulf.csv", (HEADER + ROWS).replace("\n", "\r"), scale="weis")
    assert (frame.height, one.files[0].notes) == (20, ())


@pytest.mark.parametrize("end", ["\r", ""])
def test_lines_of_tabs_that_end_with_a_carriage_return_alone_are_lines(tmp_path: Path, end: str) -> None:
    one, frame = added(tmp_path / NAME, "\r".join(gdelt2_row(id) for id in range(3)) + end)
    assert frame["event_id"].to_list() == ["0", "1", "2"]
    assert bool(one.files[0].notes) is not bool(end)


@pytest.mark.parametrize("day", ["0000-01-01", "0001-12-31", "1799-12-31", "2201-01-01", "9999-12-31"])
def test_a_day_that_cannot_be_is_a_rejected_row(tmp_path: Path, day: str) -> None:
    one, frame = added(tmp_path / "gulf.csv", HEADER + ROWS + f"{day},IRQ,IRN,223\n", scale="weis")
    assert frame.height == 20
    assert f"date '{day}' is no day of 1800 to 2200" in rejected_of(one)
    assert str(one.coverage.first) == "1980-09-10"


def test_a_moment_that_cannot_be_is_a_rejected_row(tmp_path: Path) -> None:
    bad = [gdelt2_row(2, DATEADDED="20191024250000"), gdelt2_row(3, DATEADDED="00001024143000")]
    one, frame = added(tmp_path / NAME, "\n".join([gdelt2_row(1), *bad, gdelt2_row(4, SQLDATE="00000101")]) + "\n")
    assert frame["event_id"].to_list() == ["1"]
    assert rejected_of(one).count("\n") == 4


def test_years_of_two_digits_are_told(tmp_path: Path) -> None:
    one, frame = added(tmp_path / "gulf.csv", HEADER + "300101,IRQ,IRN,223\n291231,IRQ,IRN,223\n" + ROWS, scale="weis")
    assert [str(day) for day in frame["date"][:2]] == ["1930-01-01", "2029-12-31"]
    assert one.files[0].notes[0].startswith("2 rows write the year in two digits: 30 to 99 are taken for 1930 to 1999")


def test_lines_with_bytes_that_are_no_utf8_are_counted_and_told(tmp_path: Path) -> None:
    records = (HEADER.replace("code", "code,desc") + ROWS.replace("223\n", "223,\xe9\ufffd\n")).encode()
    broken = records.replace("\xe9".encode(), b"\xe9")
    one, _ = added(tmp_path / "gulf.csv", broken, scale="weis")
    assert one.files[0].notes[0].startswith("20 lines hold bytes that are no UTF-8 (the first is line 2)")
    assert "iconv -f WINDOWS-1252" in one.files[0].notes[0]


def test_lines_of_tabs_with_bytes_that_are_no_utf8_are_counted(tmp_path: Path) -> None:
    lines = "\n".join([gdelt2_row(1), gdelt2_row(2, SOURCEURL="caf?"), gdelt2_row(3, SOURCEURL="\xe9")]) + "\n"
    one, _ = added(tmp_path / NAME, lines.encode().replace(b"?", b"\xe9"))
    assert one.files[0].notes[0].startswith("1 line holds bytes that are no UTF-8 (the first is line 2)")


def test_blanks_and_words_for_nobody_are_no_actors(tmp_path: Path) -> None:
    rows = "1980-09-01, IRQ , irn, 223\n1980-09-01,NULL,n/a,223\n 1980-09-01 ,NAM, ,223 \n1980-09-01,irqgov,NA,223\n"
    one, frame = added(tmp_path / "gulf.csv", HEADER + rows, scale="weis")
    assert one.files[0].rejected == 0
    assert frame["country1"].to_list() == ["IRQ", None, "NAM", "IRQ"]
    assert frame["country2"].to_list() == ["IRN", None, None, None]
    assert frame["code"].unique().to_list() == ["223"]


def test_small_letters_of_countries_are_capitals(tmp_path: Path) -> None:
    _, frame = added(tmp_path / NAME, gdelt2_row(1, Actor1CountryCode="rus", Actor1Code="rusgov") + "\n")
    assert (frame["country1"][0], frame["actor1"][0]) == ("RUS", "RUSGOV")


def test_how_a_file_is_packed_is_told_by_its_first_bytes(tmp_path: Path) -> None:
    for place, name in enumerate(("plain.csv.gz", "plain.zip")):
        (tmp_path / name).write_text(HEADER + ROWS + f"1981-01-0{place + 1},IRQ,IRN,223\n", encoding="utf-8")
    (tmp_path / "packed.csv").write_bytes(gzip.compress((HEADER + ROWS).encode()))
    with zipfile.ZipFile(tmp_path / "archive.gz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("gulf.csv", HEADER + ROWS.replace("1980", "1982"))
    found = add(*sorted(path for path in tmp_path.iterdir() if path.is_file()), name="one", scale="weis")
    assert [meta.rows for _, meta in found.added] == [20, 20, 21, 21]
    assert not found.failed


def test_a_spreadsheet_is_no_archive_of_events(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "gulf.xlsx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(InputError, match="it may be a spreadsheet"):
        add(tmp_path / "gulf.xlsx", name="one")


def test_many_rejected_lines_are_a_warning_with_their_reasons(tmp_path: Path) -> None:
    bad = "1980-13-01,IRQ,IRN,223\n1980-14-01,IRQ,IRN,223\n1980-09-01,IRQ\n"
    one, _ = added(tmp_path / "gulf.csv", HEADER + bad + ROWS, scale="weis")
    assert one.files[0].notes == (
        "warning: 3 of its 23 lines are rejected (13%): 2, the first in line 2: date '1980-13-01' is no day of 1800 to 2200; "
        "1, the first in line 4: 2 cells where 4 are expected",
    )
    assert [(kind.count, kind.line) for kind in rejected_kinds(one, one.files[0])] == [(2, 2), (1, 4)]


def test_few_rejected_lines_are_no_warning(tmp_path: Path) -> None:
    one, _ = added(tmp_path / "gulf.csv", HEADER + ROWS + "1980-13-01,IRQ,IRN,223\n", scale="weis")
    assert (one.files[0].rejected, one.files[0].notes) == (1, ())


def test_a_header_with_days_written_otherwise_is_told(tmp_path: Path) -> None:
    told = r"has the header of keds, but its column date holds '03/04/2015'; expected days as YYYY-MM-DD or YYYYMMDD"
    with pytest.raises(InputError, match=told):
        added(tmp_path / "gulf.csv", HEADER + "03/04/2015,IRQ,IRN,223\n" * 3)


def test_codes_that_tell_no_scale_for_the_file_is_cut_off_tell_that(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"do not tell their scale .* it ends within its last line, 3"):
        added(tmp_path / "gulf.csv", HEADER + "1980-09-01,IRQ,IRN,032\n1980-09-01,IRQ")
