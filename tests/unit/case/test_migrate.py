"""Older versions of the format."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import broken as b
import pytest

from builders import a_coded_case
from foedus.case.format import format_case
from foedus.case.read import read_case
from foedus.errors import CaseError


def version_0(folder: Path) -> Path:
    """A case as version 0 had it: no `basis` in claims.csv, `state` for `state_of_relation`."""
    a_coded_case().without("claims.csv", id="c10").without("bearings.csv", claim="c10").write(folder)
    b.replaced("case.toml", "format_version = 1", "# kept\nformat_version = 0")(folder)
    b.replaced("case.toml", "state_of_relation =", "state =")(folder)
    rows = list(csv.reader(io.StringIO((folder / "claims.csv").read_text())))
    place = rows[0].index("basis")
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows([row[:place] + row[place + 1 :] for row in rows])
    (folder / "claims.csv").write_text(buffer.getvalue())
    return folder


def test_a_case_of_version_0_is_read_and_what_was_done_is_noted(tmp_path: Path) -> None:
    case = read_case(version_0(tmp_path))
    assert case.settings.format_version == 1
    assert case.settings.state_of_relation == "unaligned"
    assert {claim.basis for claim in case.claims} == {"stated"}
    assert "case.toml: read as format version 1; it is of version 0" in case.notes
    assert "claims.csv: basis set to 'stated' in 10 claims; version 0 did not tell it" in case.notes


def test_format_writes_the_present_version_and_keeps_comments(tmp_path: Path) -> None:
    folder = version_0(tmp_path)
    before = read_case(folder)
    format_case(folder)
    text = (folder / "case.toml").read_text()
    assert "# kept\nformat_version = 1\n" in text
    assert "\nstate_of_relation = " in text
    after = read_case(folder)
    assert after.claims == before.claims
    assert not any("version" in note for note in after.notes)
    assert format_case(folder) == ()


def test_version_0_is_still_checked(tmp_path: Path) -> None:
    folder = version_0(tmp_path)
    b.replaced("case.toml", 'state = "unaligned"', 'state = "friends"')(folder)
    with pytest.raises(CaseError, match=r"case.toml:11 state_of_relation: 'friends'"):
        read_case(folder)


def test_a_newer_version_is_the_only_thing_told(tmp_path: Path) -> None:
    folder = a_coded_case().write(tmp_path)
    b.all_of(
        b.replaced("case.toml", "format_version = 1", "format_version = 9"), b.replaced("case.toml", "theatre", "x")
    )(folder)
    with pytest.raises(CaseError, match=r"has 1 problem:\n  case.toml:1 format_version: '9'"):
        read_case(folder)
