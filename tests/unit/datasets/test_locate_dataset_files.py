"""Files in folders, archives, archives in archives; bombs and broken archives."""

import gzip

import pytest
from made_files import NMC, NMC_7, STATES, write, zipped

from foedus.datasets import add, add_folder, locate
from foedus.errors import InputError


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
