"""`format_case`: canonical in place, once and for all."""

from __future__ import annotations

from pathlib import Path

import broken as b
import pytest

from builders import a_coded_case
from foedus.case.format import format_case
from foedus.case.read import read_case
from foedus.case.write import write_case
from foedus.errors import CaseError


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_format_brings_every_form_back_to_the_canonical_one(tmp_path: Path) -> None:
    write_case(a_coded_case().build(), tmp_path / "canonical")
    folder = a_coded_case().write(tmp_path / "edited")
    for name in ("claims.csv", "actors.csv", "case.toml"):
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    b.replaced("factors.csv", "common-enemy,Common enemy", "common-enemy, Common enemy ")(folder)
    lines = (folder / "issues.csv").read_text().splitlines()
    (folder / "issues.csv").write_text("\n".join([lines[0], *reversed(lines[1:])]) + "\n")
    changes = {change.file: change.reason for change in format_case(folder)}
    assert contents(folder) == contents(tmp_path / "canonical")
    assert changes["claims.csv"] == "byte order mark accepted; line ends of Windows or old Mac accepted"
    assert changes["issues.csv"] == "rows put in order"
    assert changes["datapackage.json"] == "made"
    assert format_case(folder) == ()


def test_format_keeps_the_comments_and_the_layout_of_settings(tmp_path: Path) -> None:
    folder = a_coded_case().write(tmp_path)
    text = "# why\n\n" + (folder / "case.toml").read_text().replace(
        "horizon_years = 10", "horizon_years   =   10 # ten"
    )
    (folder / "case.toml").write_text(text.replace("\n", "\r\n"))
    format_case(folder)
    assert (folder / "case.toml").read_text() == text


def test_format_says_that_bibtex_comments_go(tmp_path: Path) -> None:
    folder = a_coded_case().write(tmp_path)
    (folder / "sources.bib").write_text("% mine\n" + (folder / "sources.bib").read_text())
    reasons = {change.file: change.reason for change in format_case(folder)}
    assert "1 comments or preambles, which `foedus case format` does not keep" in reasons["sources.bib"]


def test_a_stale_data_package_is_noted_and_renewed(tmp_path: Path) -> None:
    write_case(a_coded_case().build(), tmp_path)
    (tmp_path / "datapackage.json").write_text("{}")
    assert any(note.startswith("datapackage.json: not what") for note in read_case(tmp_path).notes)
    assert [(change.file, change.reason) for change in format_case(tmp_path)] == [("datapackage.json", "renewed")]


def test_a_broken_case_is_refused_and_left_alone(tmp_path: Path) -> None:
    folder = a_coded_case().write(tmp_path)
    b.all_of(b.cell("claims.csv", 2, "credibility", "9"), b.replaced("actors.csv", "Arda", " Arda "))(folder)
    before = contents(folder)
    with pytest.raises(CaseError):
        format_case(folder)
    assert contents(folder) == before
