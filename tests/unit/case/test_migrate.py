"""Older versions of the format."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import broken as b
import pytest

from builders import a_coded_case, a_rated_case
from foedus.case.format import format_case
from foedus.case.read import read_case
from foedus.case.schema import OPTIONAL_FILES
from foedus.errors import CaseError


def version_0(folder: Path) -> Path:
    """A case as version 0 had it: no `basis` in claims.csv, `state` for `state_of_relation`."""
    a_coded_case().without("claims.csv", id="c10").without("bearings.csv", claim="c10").write(folder)
    b.replaced("case.toml", "format_version = 2", "# kept\nformat_version = 0")(folder)
    b.replaced("case.toml", "state_of_relation =", "state =")(folder)
    rows = list(csv.reader(io.StringIO((folder / "claims.csv").read_text())))
    place = rows[0].index("basis")
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows([row[:place] + row[place + 1 :] for row in rows])
    (folder / "claims.csv").write_text(buffer.getvalue())
    return folder


def test_a_case_of_version_0_is_read_and_what_was_done_is_noted(tmp_path: Path) -> None:
    case = read_case(version_0(tmp_path))
    assert case.settings.format_version == 2
    assert case.settings.state_of_relation == "unaligned"
    assert {claim.basis for claim in case.claims} == {"stated"}
    told = [note for note in case.notes if note.startswith("case.toml")]
    assert told == ["case.toml: read as format version 2; it is of version 0, `foedus case migrate` brings it over"]
    assert "claims.csv: basis set to 'stated' in 10 claims; version 0 did not tell it" in case.notes


def test_format_writes_the_present_version_and_keeps_comments(tmp_path: Path) -> None:
    folder = version_0(tmp_path)
    before = read_case(folder)
    format_case(folder)
    text = (folder / "case.toml").read_text()
    assert "# kept\nformat_version = 2\n" in text
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


NEW = {
    "factors.csv": ("checklist",), "sources.csv": ("slant_1", "slant_2", "slant_ground"), "claims.csv": ("stage",),
}  # fmt: skip
"""Columns that version 1 did not have."""


def version_1(folder: Path) -> Path:
    """A rated case as version 1 had it: every file there, none of the columns of the checklist, no checklist."""
    every = [name for name in OPTIONAL_FILES if name != "checklist.csv"]
    a_rated_case().with_empty_file(*every).write(folder)
    b.replaced("case.toml", "format_version = 2", "# kept\nformat_version = 1")(folder)
    for file, columns in NEW.items():
        rows = list(csv.reader(io.StringIO((folder / file).read_text())))
        kept = [at for at, name in enumerate(rows[0]) if name not in columns]
        buffer = io.StringIO(newline="")
        csv.writer(buffer, lineterminator="\n").writerows([[row[at] for at in kept] for row in rows])
        (folder / file).write_text(buffer.getvalue())
    return folder


def test_a_case_of_version_1_loses_nothing(tmp_path: Path) -> None:
    """It is the same case but for what its version could not say: of which kind its factors are."""
    found, new = read_case(version_1(tmp_path)), a_rated_case().build()
    assert found.settings == new.settings
    assert found.factors == tuple(replace(factor, checklist="") for factor in new.factors)
    for name in ("actors", "issues", "ratings", "assumptions", "indicators", "sources", "claims", "bearings", "covariates",
                 "outcomes", "checklist", "bibliography"):  # fmt: skip
        assert getattr(found, name) == getattr(new, name), name
    told = [note for note in found.notes if note.startswith("case.toml")]
    assert told == ["case.toml: read as format version 2; it is of version 1, `foedus case migrate` brings it over"]


def test_every_cell_of_version_1_stands_in_the_case_that_is_written(tmp_path: Path) -> None:
    folder = version_1(tmp_path)
    before = {file: rows_of(folder / file) for file in ("factors.csv", "ratings.csv", "claims.csv", "sources.csv")}
    format_case(folder)
    assert "# kept\nformat_version = 2\n" in (folder / "case.toml").read_text()
    for file, rows in before.items():
        after = rows_of(folder / file)
        assert all(row.items() <= kept.items() for row, kept in zip(rows, after, strict=True)), file
    assert not any("version" in note for note in read_case(folder).notes)
    assert format_case(folder) == ()


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return sorted(csv.DictReader(file), key=lambda row: tuple(row.values()))


def test_a_newer_version_is_the_only_thing_told(tmp_path: Path) -> None:
    folder = a_coded_case().write(tmp_path)
    b.all_of(
        b.replaced("case.toml", "format_version = 2", "format_version = 9"), b.replaced("case.toml", "theatre", "x")
    )(folder)
    with pytest.raises(CaseError, match=r"has 1 problem:\n  case.toml:1 format_version: '9'"):
        read_case(folder)
