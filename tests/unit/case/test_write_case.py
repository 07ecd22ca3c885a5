"""Writing: canonical, whole or not at all, and read back the same."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from builders import a_case, a_coded_case
from foedus.case.read import read_case
from foedus.case.schema import OPTIONAL_FILES, UNTOLD
from foedus.case.write import render_case, write_case
from foedus.errors import CaseError, OutputError
from foedus.files.folder import write_files
from foedus.files.works.entry import BibEntry


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_written_case_is_read_back_equal_and_written_again_alike(tmp_path: Path) -> None:
    case = a_coded_case().with_source("found-stub", stub=True).build()
    first = write_case(case, tmp_path / "case")
    before = contents(tmp_path / "case")
    again = read_case(tmp_path / "case")
    assert replace(again, file_hashes={}, notes=()) == replace(case, file_hashes={}, notes=())
    assert set(first) == set(before)
    assert OPTIONAL_FILES - UNTOLD - set(before) == {"checklist.csv", "ratings.csv"}
    assert write_case(again, tmp_path / "case") == ()
    assert contents(tmp_path / "case") == before


def test_the_canonical_form_is_the_one_of_the_contract(tmp_path: Path) -> None:
    case = (
        a_case()
        .with_claim(
            "b", predicate="action", object="belor", value="-1.0", support_type=["weapons", "money"], text='A "b", c'
        )
        .with_claim("a", value=0.70, negated=True, holder=["arda", "belor"], date="2015-22~")
    ).build()
    lines = render_case(case)["claims.csv"].decode().split("\n")
    assert lines[1:] == [
        "a,study,study-1,,,,arda|belor,position,border,0.7,true,stated,,,,,2015-22~,,2,What a says.,,",
        'b,study,study-1,,,,arda,action,belor,-1,,stated,,,,weapons|money,,,2,"A ""b"", c",,',
        "",
    ]


def test_roll_up_is_written_only_with_part_of() -> None:
    case = a_case().with_actor("army", kind="government_body", part_of="arda", roll_up="none").build()
    assert case.actor["arda"].roll_up == "none"
    lines = render_case(case)["actors.csv"].decode().split("\n")
    assert lines[1] == "arda,Arda,state,901,ARD,,,,"
    assert lines[2] == "army,Army,government_body,,,arda,none,,"


def test_comments_in_settings_stay_as_long_as_the_settings_do(tmp_path: Path) -> None:
    folder = a_case().write(tmp_path / "first")
    (folder / "case.toml").write_text("# why\n" + (folder / "case.toml").read_text())
    case = read_case(folder)
    write_case(case, tmp_path / "second")
    assert (tmp_path / "second" / "case.toml").read_text().startswith("# why\n")
    changed = replace(case, settings=replace(case.settings, horizon_years=5))
    write_case(changed, tmp_path / "third")
    assert read_case(tmp_path / "third").settings == changed.settings


def test_every_bibtex_field_is_kept(tmp_path: Path) -> None:
    fields = {"doi": "10.1/x_y", "abstract": "Two {lines}\n  and a \\emph{word}", "month": "jan", "pages": "1--2"}
    case = a_case().with_source("paper-1", **fields).build()
    write_case(case, tmp_path / "case")
    entry = next(entry for entry in read_case(tmp_path / "case").bibliography if entry.key == "paper-1")
    assert {name: entry.get(name) for name in fields} == fields


def test_a_broken_case_made_by_hand_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    case = a_coded_case().build()
    orphaned = replace(case, actors=case.actors[1:])
    with pytest.raises(CaseError, match="an id of actors"):
        write_case(orphaned, tmp_path / "case")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", [" starts with a blank", "ends with a tab\t"])
def test_texts_that_would_come_back_otherwise_are_refused(tmp_path: Path, text: str) -> None:
    case = a_case().with_claim("c1").build()
    changed = replace(case, claims=(replace(case.claims[0], text=text),))
    with pytest.raises(OutputError, match=r"claims.csv:2 would not be read back"):
        write_case(changed, tmp_path / "case")
    assert list(tmp_path.iterdir()) == []


def test_an_unbalanced_bibtex_value_is_refused(tmp_path: Path) -> None:
    case = a_case().build()
    entries = tuple(BibEntry(entry.key, entry.type, (("title", "a { b"),)) for entry in case.bibliography)
    with pytest.raises((CaseError, OutputError)):
        write_case(replace(case, bibliography=entries), tmp_path / "case")
    assert list(tmp_path.iterdir()) == []


def test_other_files_stay_and_unchanged_ones_are_not_touched(tmp_path: Path) -> None:
    write_case(a_coded_case().build(), tmp_path)
    (tmp_path / "notes.txt").write_text("mine")
    os.utime(tmp_path / "actors.csv", (1, 1))
    changed = write_case(a_coded_case().with_claim("c99").build(), tmp_path)
    assert changed == ("claims.csv",)
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert (tmp_path / "actors.csv").stat().st_mtime == 1


def test_rows_that_are_gone_are_gone_on_the_disk(tmp_path: Path) -> None:
    write_case(a_coded_case().with_answer("isolation", "unknown").build(), tmp_path)
    fewer = a_coded_case().without("indicators.csv").build()
    assert set(write_case(fewer, tmp_path)) == {"checklist.csv", "indicators.csv", "datapackage.json"}
    assert read_case(tmp_path).indicators == read_case(tmp_path).checklist == ()
    assert write_case(fewer, tmp_path) == ()


def test_a_failure_leaves_the_folder_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "case"
    write_case(a_case().build(), folder)
    before = contents(folder)

    def no_room(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", no_room)
    with pytest.raises(OutputError, match="No space left"):
        write_case(a_coded_case().build(), folder)
    monkeypatch.undo()
    assert contents(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["case"]


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "case").write_text("a file")
    with pytest.raises(OutputError, match="it is a file, not a folder"):
        write_case(a_case().build(), tmp_path / "case")
    with pytest.raises(OutputError, match="cannot write"):
        write_files({"claims.csv": b""}, tmp_path / "case" / "below")
    assert (tmp_path / "case").read_text() == "a file"
