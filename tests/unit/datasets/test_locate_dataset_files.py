"""Files in folders, archives, archives in archives; bombs and broken archives."""

import gzip
import io
import os
import random
import zipfile
from pathlib import Path

import pytest
from made_files import NMC, NMC_7, STATES, add, add_folder, write, zipped

from foedus.datasets import locate
from foedus.errors import InputError
from little_memory import refusal


@pytest.fixture(autouse=True)
def _own_data(data_dir):
    pass


def test_an_archive_inside_an_archive(tmp_path):
    inner = zipped(**{"NMC-v7-abridged/NMC-70-abridged__csv": NMC_7, "__MACOSX/NMC-70-abridged__csv": "junk"})
    path = write(tmp_path, "NMCv7.zip", zipped(**{"NMCv7/NMC-v7-abridged__zip": inner, "NMCv7/codebook__pdf": "x"}))
    (info,) = add("nmc", path)
    assert (info.version, list(info.files)) == ("7.0", ["NMC-70-abridged.csv"])


def test_a_folder_with_folders_and_both_versions(tmp_path):
    write(tmp_path, "in/a/NMC-60-ABRIDGED.CSV", NMC)
    write(tmp_path, "in/b/NMC-70-abridged.csv", NMC_7)
    assert [info.version for info in add("nmc", tmp_path / "in")] == ["6.0", "7.0"]
    assert [info.version for info in add("nmc", tmp_path / "in", version="6.0")] == ["6.0"]


def test_a_compressed_file(tmp_path):
    assert add("states", write(tmp_path, "states2016.csv.gz", gzip.compress(STATES.encode())))[0].rows == 3


def test_a_renamed_file_is_recognized_where_only_one_version_is_possible(tmp_path):
    content = "ccode,year,lsthreat\n2,1816,.5\n"
    assert add("leeds-savun-threat", write(tmp_path, "threat.csv", content))[0].rows == 1


def test_a_renamed_file_of_several_versions_needs_the_version(tmp_path):
    path = write(tmp_path, "capabilities.csv", NMC)
    with pytest.raises(InputError, match=r"--version 6.0\|7.0"):
        add("nmc", path)
    assert add("nmc", path, version="6.0")[0].version == "6.0"


def test_an_archive_without_the_file_says_what_it_holds(tmp_path):
    path = write(tmp_path, "a.zip", zipped(readme__txt="x", other__csv="a\n1\n"))
    with pytest.raises(InputError, match=r"expected contdird.csv; found readme.txt, other.csv"):
        add("contiguity", path)


@pytest.mark.parametrize("name", ["a.zip", "states2016.csv.gz"])
def test_archives_that_unpack_to_too_much(tmp_path, monkeypatch, name):
    monkeypatch.setattr(locate, "MOST_BYTES", 1_000_000)
    bomb = b"0" * 50_000_000
    content = zipped(states2016__csv=bomb) if name.endswith("zip") else gzip.compress(bomb)
    with pytest.raises(InputError, match="unpacks to more than"):
        add("states", write(tmp_path, name, content))


@pytest.mark.parametrize("name", ["a.zip", "states2016.csv.gz"])
def test_broken_archives(tmp_path, name):
    content = zipped(states2016__csv=STATES) if name.endswith("zip") else gzip.compress(STATES.encode())
    with pytest.raises(InputError, match="download it again"):
        add("states", write(tmp_path, name, content[: len(content) // 2]))
    damaged = bytearray(content)
    damaged[50:60] = b"\xff" * 10
    with pytest.raises(InputError, match="download it again"):
        add("states", write(tmp_path, name, bytes(damaged)))


def test_archives_too_deep(tmp_path):
    content = zipped(states2016__csv=STATES)
    for _ in range(4):
        content = zipped(inner__zip=content)
    with pytest.raises(InputError, match="deep"):
        add("states", write(tmp_path, "deep.zip", content))


def test_nothing_there(tmp_path):
    with pytest.raises(InputError, match="no file or folder"):
        add("states", tmp_path / "absent.csv")


def test_a_whole_folder(tmp_path):
    write(tmp_path, "in/states2016.csv", STATES)
    write(tmp_path, "in/NMC-60-abridged.csv", NMC.replace(".0397", "x"))
    write(tmp_path, "in/NMC-70-abridged.csv", NMC_7)
    write(tmp_path, "in/notes.csv", "a,b\n1,2\n")
    write(tmp_path, "in/renamed.csv", "ccode,year,lsthreat\n2,1816,.5\n")
    write(tmp_path, "in/old.zip", zipped(states2016__csv=STATES))
    result = add_folder(tmp_path / "in")
    assert [(info.id, info.version) for info in result.added] == [
        ("nmc", "7.0"),
        ("states", "2016"),
        ("leeds-savun-threat", "2007"),
    ]
    assert [place for place, _ in result.failed] == [str(tmp_path / "in/NMC-60-abridged.csv")]
    reasons = {place.rpartition("/")[2]: reason for place, reason in result.passed_over}
    assert reasons["notes.csv"] == "unknown name and columns"
    assert "copy of states2016.csv" in "".join(reasons.values())


def test_a_folder_of_nothing_known(tmp_path):
    write(tmp_path, "in/notes.csv", "a,b\n1,2\n")
    with pytest.raises(InputError, match="no file that foedus knows"):
        add_folder(tmp_path / "in")


@pytest.mark.parametrize("where", [0, 14, 42, 0x40 + 20])
def test_damage_to_the_directory_of_an_archive(tmp_path, where):
    content = bytearray(zipped(cow_majors__csv="no majors", in__zip=zipped(a__csv=NMC)))
    start = content.index(b"PK\x01\x02")
    for value in (0, 1, 127, 255):
        damaged = content.copy()
        damaged[start + where % (len(content) - start)] = value
        with pytest.raises(InputError):
            add("majors", write(tmp_path, "a.zip", bytes(damaged)))


def test_random_damage_to_archives_is_always_told(tmp_path):
    rng = random.Random(3)
    inner = zipped(states2016__csv=STATES)
    seeds = [inner, zipped(in__zip=inner), zipped(states2016__csv__gz=gzip.compress(STATES.encode()))]
    said, rows = [], []
    for _ in range(300):
        data = bytearray(rng.choice(seeds))
        for _ in range(rng.choice((1, 2, 4))):
            data[rng.randrange(len(data))] = rng.choice((0, 1, 127, 128, 255, rng.randrange(256)))
        cut = rng.random() < 0.2
        path = write(tmp_path, "a.zip", bytes(data[: rng.randrange(len(data))] if cut else data))
        try:
            (info,) = add("states", path)
        except InputError as error:
            said.append(str(error))
        else:
            rows.append(info.rows)
    assert set(rows) == {3}
    assert len(said) + len(rows) == 300
    assert [text for text in said if not text.replace("\n", "").isprintable()] == []


@pytest.mark.parametrize(
    ("flag", "method", "words"), [(1, 8, "is encrypted"), (0, 9, "deflate64"), (0, 14, "LZMA"), (0, 77, "number 77")]
)
def test_members_that_are_not_read_are_told(tmp_path, flag, method, words):
    content = bytearray(zipped(states2016__csv=STATES))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.index(mark) + at
        content[start : start + 4] = bytes([flag, 0, method, 0])
    with pytest.raises(InputError, match=rf"{words}.*unpack it yourself"):
        add("states", write(tmp_path, "a.zip", bytes(content)))


def test_names_in_archives_neither_climb_nor_move_the_cursor(tmp_path):
    path = write(tmp_path, "in/a.zip", zipped(**{"../../evil__csv": "x", "\x1b[2Jb__csv": "y"}))
    with pytest.raises(InputError) as caught:
        add("contiguity", path)
    assert "found evil.csv, \\x1b[2Jb.csv" in str(caught.value)
    assert [found.relative_to(tmp_path).as_posix() for found in tmp_path.rglob("*")] == ["in", "in/a.zip"]


def test_pipes_and_devices_are_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "states2016.csv")
    for path in (tmp_path / "states2016.csv", Path("/dev/zero"), Path("/dev/null")):
        for call in (lambda path=path: add("states", path), lambda path=path: add_folder(path)):
            with pytest.raises(InputError, match="a pipe or a device"):
                call()
    with pytest.raises(InputError, match="holds no file"):
        add("states", tmp_path)


def many(count, content="a\n1\n"):
    return zipped(**{f"{number}__csv": content for number in range(count)})


def too_large():
    """Six files of 90 MB."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number in range(6):
            archive.writestr(f"{number}.csv", b"0123456789" * 9_000_000)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (lambda: many(1_001), "holds 1,001 files, at most 1,000 are read"),
        (
            lambda: zipped(**{f"{number}__zip": many(60) for number in range(20)}),
            "more than 1,000 files, archives inside it",
        ),
        (lambda: zipped(x__csv="2,1816,1,1\n" * 2_000_000), "more than 200 times its size"),
        (too_large, "unpacks to more than 500 MB"),
    ],
)
def test_archives_beyond_the_limits(tmp_path, made, words, monkeypatch):
    if "500" in words:
        monkeypatch.setattr(locate, "MOST_RATIO", 10_000)
    path = write(tmp_path, "a.zip", made())
    for call in (lambda: add("majors", path), lambda: add_folder(path)):
        with pytest.raises(InputError, match=words):
            call()


@pytest.mark.slow
def test_what_was_zipped_honestly_has_a_ratio_far_below_the_limit(tmp_path, official):
    for path in official.glob("*.csv"):
        if path.stat().st_size > 1_000_000:
            data = path.read_bytes()
            assert len(data) < locate.MOST_RATIO / 2 * len(gzip.compress(data))


def test_a_file_of_one_endless_line_is_refused_refusal(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(b"ccode,styear,stmonth,stday,endyear,endmonth,endday\n2,1816," + b"x" * 90_000_000)
    said = refusal(f"from foedus.datasets import add; add('majors', {str(path)!r}, version='2016')")
    assert "rows of at most 1,000,000 characters; this one has 90,000,007" in said


def test_a_bomb_is_refused_refusal(tmp_path):
    path = tmp_path / "x.csv.gz"
    path.write_bytes(gzip.compress(b"0" * 400_000_000, 1))
    said = refusal(f"from foedus.datasets import add; add('states', {str(path)!r}, version='2016')")
    assert "it is not an official file" in said


def test_a_member_without_a_name_is_refused(tmp_path):
    packed = zipped(abcdefgh=STATES).replace(b"abcdefgh", b"\0bcdefgh")
    with pytest.raises(InputError, match="a file without a name"):
        list(locate.files_in(write(tmp_path, "a.zip", packed)))
