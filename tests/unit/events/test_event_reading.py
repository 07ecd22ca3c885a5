"""How lines become rows: nothing is lost, nothing is misread without a word."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import polars as pl
import pytest

from event_files import gdelt1_row, gdelt2_row, quarter_hour, rejected_of, row
from foedus.errors import InputError
from foedus.events.formats.registry import event_format, registry
from foedus.events.intake import add
from foedus.events.reading import tabs
from foedus.events.reading.parse import parse
from foedus.events.reading.recognize import recognize
from foedus.events.reading.sources import Source
from foedus.events.rows import SCHEMA
from foedus.events.scales.tables import scale
from foedus.events.store import Collection, open_collection

NAME = "20191024143000.export.CSV"


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path / "data"))


def added(path: Path, content: str | bytes, **options: str) -> tuple[Collection, pl.DataFrame]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    found = add(path, name="one", **options)  # type: ignore[arg-type]
    assert len(found.added) == 1
    one = open_collection("one")
    return one, pl.read_parquet(one.parts[0])


def test_quotes_are_characters_and_namibia_is_no_missing_value(tmp_path: Path) -> None:
    lines = [gdelt2_row(1, Actor1Name='"A'), gdelt2_row(2, Actor1Code="NA"), gdelt2_row(3, SOURCEURL='b"')]
    one, frame = added(tmp_path / NAME, "\n".join(lines) + "\n")
    assert frame["event_id"].to_list() == ["1", "2", "3"]
    assert frame["actor1"][1] == "NA"
    assert frame["url"][2] == 'b"'
    assert frame.schema == SCHEMA
    assert one.files[0].rejected == 0


def test_each_line_is_a_row_or_is_rejected_with_its_line_and_reason(tmp_path: Path) -> None:
    lines = [
        gdelt2_row(1), "", gdelt2_row(3) + "\textra", gdelt2_row(4).rpartition("\t")[0], gdelt2_row(5, SQLDATE="20191324"),
        gdelt2_row(6, EventCode="0841]", EventRootCode="08"), gdelt2_row(7, EventCode="43", EventRootCode="4"),
        gdelt2_row(8, QuadClass="5"), gdelt2_row(9, NumMentions="many"), gdelt2_row(10, EventCode="211", EventRootCode="21"),
        gdelt2_row(11, DATEADDED="20191024"), gdelt2_row(12, EventCode=""), gdelt2_row(13, SQLDATE="2019101"), gdelt2_row(14),
    ]  # fmt: skip
    one, frame = added(tmp_path / NAME, "\n".join(lines) + "\n")
    assert frame["row"].to_list() == [1, 11, 14]
    told = rejected_of(one).split("\n")[1:-1]
    assert [int(line.partition(",")[0]) for line in told] == [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13]
    for line, reason in zip(
        told,
        ("an empty line", "62 cells where 61", "60 cells where 61", "'20191324' is no day", "'0841]' is malformed",
         "leading zeros may be lost", "QuadClass '5'", "'many' is no number", "no root of CAMEO", "EventCode is empty",
         "'2019101' is no day"),
        strict=True,
    ):  # fmt: skip
        assert reason in line
    assert one.files[0].lines == 14


def test_rows_without_address_are_padded(tmp_path: Path) -> None:
    lines = [gdelt1_row(1, address=False), gdelt1_row(2), gdelt1_row(3, address=False)]
    one, frame = added(tmp_path / "20191024.export.CSV", "\n".join(lines) + "\n")
    assert one.format == "gdelt1"
    assert frame["url"].is_null().to_list() == [True, False, True]
    assert one.files[0].covers == (("2019-10-24", "2019-10-24"),)


def test_bytes_that_are_no_utf8_are_replaced(tmp_path: Path) -> None:
    data = gdelt2_row(1, SOURCEURL="caf?").encode().replace(b"?", b"\xe9") + b"\n" + gdelt2_row(2).encode() + b"\n"
    _, frame = added(tmp_path / NAME, data)
    assert frame["url"].to_list() == ["caf\ufffd", "https://example.org/a"]


def test_a_zero_byte_or_a_carriage_return_within_a_cell_makes_no_file_unreadable(tmp_path: Path) -> None:
    rows = "date,source,target,code\n1980-09-22,IR\x00Q,IRN,223\n1980-09-23,IR\rQ,IRN,223\n1980-09-24,IRQ,IRN,223\n"
    one, frame = added(tmp_path / "gulf.csv", rows, scale="weis")
    assert str(frame["date"][-1]) == "1980-09-24"
    assert one.files[0].lines == frame.height + one.files[0].rejected == 4


def test_carriage_returns_and_a_byte_order_mark_belong_to_no_cell(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + "".join(gdelt2_row(id) + "\r\n" for id in (1, 2)).encode()
    _, frame = added(tmp_path / NAME, data)
    assert frame["event_id"].to_list() == ["1", "2"]
    assert frame["url"].to_list() == ["https://example.org/a"] * 2


def test_a_last_line_that_is_cut_off_is_rejected_and_told(tmp_path: Path) -> None:
    one, frame = added(tmp_path / NAME, gdelt2_row(1) + "\n" + gdelt2_row(2)[:60])
    assert frame["event_id"].to_list() == ["1"]
    assert "the file ends within this line" in rejected_of(one)
    assert any("ends within its last line, 2" in note for note in one.files[0].notes)


def test_a_last_line_without_end_is_taken_and_told(tmp_path: Path) -> None:
    one, frame = added(tmp_path / NAME, gdelt2_row(1) + "\n" + gdelt2_row(2))
    assert frame.height == 2
    assert any("no line end" in note for note in one.files[0].notes)


@pytest.mark.parametrize("chunk", [200, 1000, 1 << 20])
def test_the_size_of_the_stretches_changes_nothing(tmp_path: Path, chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = (
        [gdelt2_row(id, SOURCEURL=f'"{id}') for id in range(60)] + ["broken"] + [gdelt2_row(id) for id in range(60, 70)]
    )
    path = tmp_path / NAME
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    monkeypatch.setattr(tabs, "CHUNK", chunk)
    monkeypatch.setattr(tabs.tab_batches, "__kwdefaults__", {"chunk": chunk})
    source = Source(NAME, path)
    tally = parse(source, recognize(source.head(), place=NAME), scale("gdelt"), to=tmp_path / "out.parquet")
    frame = pl.read_parquet(tmp_path / "out.parquet")
    assert frame["event_id"].to_list() == [str(id) for id in range(70)]
    assert frame["row"].to_list() == [*range(1, 61), *range(62, 72)]
    assert [line.line for line in tally.rejected] == [61]
    assert frame.schema == SCHEMA


def test_codes_of_keds_keep_their_zeros_and_dates_of_six_digits_their_century(tmp_path: Path) -> None:
    lines = ["790415\tIRQ\tUAR\t193\t(X)", "020101\tIRNGOV\tIRQ\t040\t(Y)", "20030101\tIRN\tUSA\t0311"]
    one, frame = added(tmp_path / "gulf.tab", "\n".join(lines) + "\n", scale="cameo")
    assert [str(day) for day in frame["date"]] == ["1979-04-15", "2002-01-01", "2003-01-01"]
    assert frame["code"].to_list() == ["193", "040", "0311"]
    assert frame["country1"].to_list() == ["IRQ", "IRN", "IRN"]
    assert one.scale == "cameo"


def test_ged_reads_codes_of_gleditsch_and_ward_and_days_of_an_event(tmp_path: Path) -> None:
    names = event_format("ucdp-ged").layouts[0].columns
    cells = dict.fromkeys(names, "") | {
        "id": "7", "type_of_violence": "1", "side_a": "Government of Syria", "side_b": 'a "b"\nc', "number_of_sources": "-1",
        "date_start": "2013-01-03 00:00:00.000", "date_end": "2013-01-05", "best": "2", "gwnoa": "652",
    }  # fmt: skip
    body = ",".join('"' + cells[name].replace('"', '""') + '"' for name in names)
    one, frame = added(tmp_path / "GEDEvent_v23_1.csv", ",".join(names) + "\n" + body + "\n" + body + "\n")
    assert frame["row"].to_list() == [2, 4]
    assert frame["actor2"].to_list() == ['a "b"\nc'] * 2
    assert (str(frame["date"][0]), str(frame["until"][0])) == ("2013-01-03", "2013-01-05")
    assert frame["mentions"].null_count() == 2
    assert (one.actor_scheme, one.several) == ("gw", ";")


def test_a_quote_left_open_is_refused_with_its_line(tmp_path: Path) -> None:
    names = event_format("ucdp-ged").layouts[0].columns
    cells = dict.fromkeys(names, "1") | {"date_start": "2013-01-03", "date_end": "2013-01-05"}
    rows = [dict(cells), dict(cells, side_a='"open'), dict(cells), dict(cells, side_a='shut"'), dict(cells)]
    path = tmp_path / "ged.csv"
    path.write_text("\n".join([",".join(names), *(",".join(row.values()) for row in rows)]) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 3: a quote opens a cell there that does not end before the row"):
        add(path)


def test_polecat_names_states_by_number_several_in_a_cell(tmp_path: Path) -> None:
    names = event_format("polecat").layouts[0].columns
    cells = {
        "Event ID": "E1", "Event Date": "2020-02-01", "Event Type": "CONSULT", "Event Mode": "visit", "Intensity": "3.0",
        "Actor Name": "A; B", "Actor COW": "365; 630", "Recipient COW": "None",
    }  # fmt: skip
    one, frame = added(tmp_path / "polecat.txt", "\t".join(names) + "\n" + row("polecat", cells) + "\n")
    assert frame["country1"].to_list() == ["365;630"]
    assert frame["country2"].to_list() == [None]
    assert frame.select("code", "root", "quad", "score").row(0) == ("CONSULT-visit", "CONSULT", 1, 3.0)
    assert one.actor_scheme == "cow"


@pytest.mark.parametrize("id", ["event_id_cnty", "data_id"])
def test_acled_reads_either_name_of_its_id(tmp_path: Path, id: str) -> None:
    names = [id, "event_date", "event_type", "sub_event_type", "actor1", "actor2", "fatalities", "timestamp"]
    cells = [
        "SYR1",
        "01 March 2020",
        "Battles",
        "Armed clash",
        "Military Forces of Russia (2000-)",
        "Rebels",
        "3",
        "1600000000",
    ]
    one, frame = added(tmp_path / "acled.csv", ",".join(names) + "\n" + ",".join(cells) + "\n")
    assert one.format == "acled"
    assert frame.select("event_id", "country1", "country2", "root", "quad", "deaths").row(0) == (
        *("SYR1", "Russia", None, "Battles", 4, 3),
    )
    assert str(frame["added"][0]) == "2020-09-13"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.csv", b"", "is empty"),
        ("blank.csv", b"\n\n", "is empty"),
        ("book.xlsx", b"PK\x03\x04\x00\x00\x00", "is no text in UTF-8"),
        (
            "semi.csv",
            gdelt2_row(1).replace("\t", ";").encode(),
            "looks like gdelt2 with its cells parted by semicolons",
        ),
        ("commas.csv", gdelt1_row(1).replace("\t", ",").encode(), "looks like gdelt1 with its cells parted by commas"),
        (
            "keds.csv",
            b"date;source;target;code\n1990-01-01;IRN;IRQ;040\n",
            "looks like keds with its cells parted by semicolons",
        ),
        ("gkg.csv", b"a\tb\tc\n", "is of no known format: its first line has 3 cells parted by tabs"),
        ("cut.gz", gzip.compress((gdelt2_row(1) + "\n").encode() * 500)[:-20], "is cut off or damaged"),
        ("cut.zip", b"PK\x03\x04 broken", "is cut off or damaged"),
        ("bad.csv", (gdelt2_row(1, QuadClass="9") + "\n").encode(), "holds no event of gdelt2: 1 lines are rejected"),
    ],
)
def test_what_is_no_file_of_events_is_refused_in_words(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=message):
        add(tmp_path / name)
    assert not list((tmp_path / "data").rglob("*.parquet"))
    assert not list((tmp_path / "data").rglob("*.json"))


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    with gzip.open(tmp_path / f"{NAME}.gz", "wb") as stream:
        stream.write((gdelt2_row(1) + "\n").encode() * 100_000)
    with pytest.raises(InputError, match="unpacks to more than 200 times its size"):
        add(tmp_path / f"{NAME}.gz")


@pytest.mark.parametrize("word", ["keds", "weis"])
def test_options_that_name_nothing_are_refused(tmp_path: Path, word: str) -> None:
    (tmp_path / NAME).write_text(gdelt2_row(1) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="there is no format"):
        add(tmp_path / NAME, format=f"{word}x")
    with pytest.raises(InputError, match="there is no scale"):
        add(tmp_path / NAME, scale=f"{word}x")
    with pytest.raises(InputError, match="does not fit it"):
        add(tmp_path / NAME, scale="weis")
    with pytest.raises(InputError, match="can name no collection"):
        add(tmp_path / NAME, name="../out")
    with pytest.raises(InputError, match="there is no file or folder"):
        add(tmp_path / "nowhere")
    (tmp_path / "hollow").mkdir()
    with pytest.raises(InputError, match="a folder without files"):
        add(tmp_path / "hollow")


def test_packed_files_give_the_same_rows(tmp_path: Path) -> None:
    content = "".join(gdelt2_row(id) + "\n" for id in range(3)).encode()
    (tmp_path / "a").mkdir()
    with zipfile.ZipFile(tmp_path / "a" / "two.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(NAME, content)
        archive.writestr("20191024144500.export.CSV", content.replace(b"143000", b"144500"))
    (tmp_path / "a" / "20191024150000.export.CSV.gz").write_bytes(gzip.compress(content.replace(b"143000", b"150000")))
    add(tmp_path / "a")
    one = open_collection("gdelt2")
    assert [meta.rows for meta in one.files] == [3, 3, 3]
    assert (one.coverage.intervals, one.coverage.lacking_intervals) == (3, 0)


def test_every_format_says_what_it_is() -> None:
    for known in registry().values():
        assert known.licence
        assert known.citation.count("@")
        assert known.traps
        assert set(known.uses) <= {name for layout in known.layouts for name in layout.columns} | set(known.uses[-1:])
        assert known.interval in ("quarter-hour", "day", "span", "name")
        assert all(scale(id) for id in known.scales)
        assert quarter_hour(58) == "20191024143000"


def test_two_rows_in_one_line_are_rejected_wherever_they_stand(tmp_path: Path) -> None:
    # The line end between them was lost: 121 cells, of which the first 61 look like a whole row.
    rows = [gdelt2_row(number) for number in range(1, 9)]
    for place in range(7):
        joined = [*rows[:place], rows[place] + rows[place + 1], *rows[place + 2 :]]
        path = tmp_path / f"2019102414300{place}.export.CSV"
        path.write_text("".join(f"{row}\n" for row in joined), encoding="utf-8")
        source = Source(path.name, path)
        tally = parse(source, recognize(source.head(), place="it"), scale("gdelt"), to=tmp_path / "out.parquet")
        assert [line.line for line in tally.rejected] == [place + 1]
        assert tally.lines == 7
