"""Files that were broken off, and files that differ from the known one of their release: never taken silently."""

import random

import pytest
from made_files import NMC, STATES, add, write

from foedus import datasets
from foedus.datasets import DatasetError, check_installed, installed, registry
from foedus.datasets.ingest import ingest
from foedus.datasets.known import fingerprint
from foedus.errors import InputError


@pytest.fixture(autouse=True)
def _own_data(data_dir):
    pass


def problems_of(content, id="nmc", version="6.0", name="NMC-60-abridged.csv"):
    known = registry()[id]
    with pytest.raises(DatasetError) as caught:
        ingest(known, known.release(version), files=[(name, content.encode())])
    return caught.value.problems


def test_a_row_of_fewer_cells_is_told_by_its_line():
    (problem,) = problems_of(NMC + "USA,2,1818,4000\n")
    assert (problem.row, problem.value) == (4, "4000")
    assert problem.expected == "11 cells as in the header; the row has 4; the file may be cut off here"


@pytest.mark.parametrize("content", [NMC.rstrip("\n"), NMC.rstrip("\n")[:-2], NMC.replace("USA", '"USA"').rstrip("\n")])
def test_a_last_line_without_an_end_may_be_cut(content):
    (problem,) = problems_of(content)
    assert problem.row == 3
    assert "a line end after the last row" in problem.expected


def test_a_last_line_without_an_end_is_told_where_it_is_meant(tmp_path):
    (info,) = add("nmc", write(tmp_path, "NMC-60-abridged.csv", NMC.rstrip("\n")))
    assert "the last line has no end" in info.notes[0]


def test_where_no_file_was_at_hand_a_missing_end_is_told(tmp_path):
    (info,) = datasets.add("nmc", write(tmp_path, "NMC-70-abridged.csv", NMC.rstrip("\n")))
    assert "the last line has no end" in info.notes[0]


@pytest.mark.parametrize("at", ["USA,2,1817", "-9,15", "2021\nUSA"])
def test_an_open_quote_is_refused(at):
    assert problems_of(NMC.replace(at, f'"{at}'))


def test_a_quote_that_closes_rows_later_is_refused():
    rows = "".join(f"USA,2,{year},1,1,1,1,1,1,.5,2021\n" for year in range(1818, 1824))
    content = (NMC + rows).replace("USA,2,1818", 'USA,2,"1818').replace("USA,2,1821", 'USA,2,1821"')
    assert any("swallows" in problem.expected for problem in problems_of(content))


def test_random_cuts_of_every_official_file_are_refused(official):
    rng = random.Random(20)
    for known in registry().values():
        for release in known.releases:
            path = official / release.files[0]
            if not path.is_file() or len(release.tables) > 1:
                continue
            data = path.read_bytes()
            start = max(data.rfind(b"\n", 0, len(data) // 2) - 20_000, 0)
            body = (
                data[: data.index(b"\n", start if start > 5_000 else 0) + 1] if not release.tables[0].preamble else data
            )
            for _ in range(4):
                at = rng.randrange(len(body) // 2, len(body) - 2)
                if b"\n" in body[at - 1 : at + 1] or body[at : at + 1] == b"\r":
                    continue
                with pytest.raises(DatasetError):
                    ingest(known, release, files=[(path.name, body[:at])])


def test_what_differs_from_a_known_file_of_that_name_is_refused_unless_it_is_meant(tmp_path):
    path = write(tmp_path, "states2016.csv", STATES)
    with pytest.raises(InputError, match=r"3 rows, where that has 243; 214 bytes, where that has 10,602; nothing was"):
        datasets.add("states", path)
    assert installed() == []
    (info,) = datasets.add("states", path, changed=True)
    assert "not the known file of states 2016" in info.notes[0]
    assert check_installed("states")[0].notes == info.notes
    assert check_installed("states")[0].problems == ()


def test_another_name_is_the_users_own_file_and_is_told(tmp_path):
    (info,) = datasets.add("states", write(tmp_path, "mine.csv", STATES), version="2016")
    assert "mine.csv: not the known file of states 2016 (states2016.csv): 3 rows, where that has 243" in info.notes[0]


def test_the_same_content_in_other_bytes_is_taken_with_a_note(tmp_path, official):
    lines = (official / "states2016.csv").read_bytes().decode().splitlines()
    rows = [lines[0], *reversed(lines[1:])]
    path = write(tmp_path, "states2016.csv", "".join(f'"{number}",{row}\r\n' for number, row in enumerate(rows)))
    (info,) = datasets.add("states", path)
    assert info.rows == 243
    assert info.notes == (
        "states2016.csv: written otherwise than the known file of states 2016 (states2016.csv), with the same content",
    )


def test_one_changed_value_of_the_known_file_is_seen(tmp_path, official):
    content = (official / "cow_majors.csv").read_bytes()
    with pytest.raises(InputError, match=r"as many rows \(14\), with other values"):
        datasets.add("majors", write(tmp_path, "cow_majors.csv", content.replace(b"1898", b"1899", 1)))


def test_what_is_known_of_each_file_is_true(official):
    for known in registry().values():
        for release in known.releases:
            path = official / release.files[0]
            if release.known is None or not path.is_file():
                continue
            data = path.read_bytes()
            made = ingest(known, release, files=[(path.name, data)])
            assert (len(data), made.rows_in) == (release.known.size, release.known.rows), path.name
            assert fingerprint(made.frame) == release.known.content, path.name
            assert made.notes == (), path.name
