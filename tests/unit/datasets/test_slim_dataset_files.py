"""Files of which the declared columns alone are read: the same rows, the sum of the whole file, the same refusals."""

import gzip
import hashlib
import zipfile

import pytest
from made_files import write

from foedus.datasets import DatasetError, add, load
from foedus.datasets import locate as _locate
from foedus.errors import InputError
from made_votes import LIBRARY

ROWS = (
    '10,IRN,"IRAN (ISLAMIC REPUBLIC OF)",Y,2022-12-30,77,A/RES/77/247,"Title, with ""quotes"" and\na second line",s\n'
    "10,RUS,RUSSIAN FEDERATION,A,2022-12-30,77,A/RES/77/247,Title,s\n"
)
CONTENT = f"{LIBRARY},title,subjects\n{ROWS}".replace("Title", "Title of many words. " * 99)


@pytest.fixture(autouse=True)
def _own_data(data_dir):
    pass


def rows():
    return load("un-votes").frame.select("rcid", "ccode", "vote", "resolution").rows()


def packed(folder, kind):
    data = CONTENT.encode()
    if kind == "gz":
        return write(folder, "ga_voting.csv.gz", gzip.compress(data))
    if kind == "zip":
        path = folder / "votes.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("folder/ga_voting.csv", data)
        return path
    return write(folder, "ga_voting.csv", data)


@pytest.mark.parametrize("kind", ["csv", "gz", "zip"])
def test_a_file_beyond_the_limit_is_read_by_its_columns(tmp_path, monkeypatch, kind):
    path = packed(tmp_path, kind)
    monkeypatch.setattr(_locate, "MOST_BYTES", len(CONTENT) - 1)
    (info,) = add("un-votes", path)
    assert info.files == {"ga_voting.csv": hashlib.sha256(CONTENT.encode()).hexdigest()}
    assert rows() == [(10, 365, 2, "A/RES/77/247"), (10, 630, 1, "A/RES/77/247")]


@pytest.mark.parametrize("mark", ["\ufeff", ""])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_marks_and_line_ends_make_no_difference(tmp_path, mark, ends):
    add("un-votes", write(tmp_path, "ga_voting.csv", (mark + CONTENT.replace("\n", ends)).encode()))
    assert len(rows()) == 2


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (CONTENT + "11,IRN\n", "cells"),
        (CONTENT + "11,IRN,IRAN,Y,2022-12-30,77,A/RES/1,Title,s,more\n", "cells"),
        (CONTENT + "11,IRN,IRAN,Y,2022-12-30,77,A/RES/1\n", "cells"),
        (CONTENT.replace("ms_vote", "ballot"), "no such column"),
        (CONTENT.replace(",Y,", ",Q,"), "one of Y, A, N, X"),
        (CONTENT + '11,IRN,"IRAN,Y', "closing quote"),
        ("", "empty file"),
    ],
)
def test_a_broken_file_is_refused_as_any_is(tmp_path, data_dir, content, told):
    with pytest.raises(DatasetError, match=told):
        add("un-votes", write(tmp_path, "ga_voting.csv", content))
    assert not data_dir.exists()


def test_a_last_line_without_an_end_is_told(tmp_path):
    (info,) = add("un-votes", write(tmp_path, "ga_voting.csv", CONTENT.removesuffix("\n")))
    assert any("the last line has no end" in note for note in info.notes)


def test_what_is_no_utf8_is_refused_with_its_line(tmp_path):
    content = CONTENT.replace("RUSSIAN", "C\xd4TE").encode("latin-1")
    with pytest.raises(DatasetError, match="UTF-8 text"):
        add("un-votes", write(tmp_path, "ga_voting.csv", content))


def test_a_packed_file_that_is_cut_off_is_refused(tmp_path, monkeypatch):
    whole = gzip.compress(
        (
            CONTENT + "".join(f"{n},RUS,RUSSIAN FEDERATION,Y,2022-12-30,77,A/RES/{n},T,s\n" for n in range(11, 9999))
        ).encode()
    )
    with pytest.raises(InputError, match="download it again"):
        add("un-votes", write(tmp_path, "ga_voting.csv.gz", whole[: len(whole) // 2]))


def test_days_of_either_form_are_read(tmp_path):
    add("un-votes", write(tmp_path, "ga_voting.csv", CONTENT.replace("2022-12-30", "12/30/2022")))
    assert load("un-votes").frame["year"].to_list() == [2022, 2022]
