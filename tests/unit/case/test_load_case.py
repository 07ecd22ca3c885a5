"""Cases by name and by path."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import a_case
from foedus.case import shipped
from foedus.case.load import load_case
from foedus.case.shipped import builtin_cases
from foedus.errors import CaseError, InputError


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with two built-in cases, one of them broken."""
    a_case().with_settings(title="Built in").write(tmp_path / "package" / "builtin" / "arda-belor")
    (a_case().write(tmp_path / "package" / "builtin" / "broken-one") / "claims.csv").unlink()
    (tmp_path / "package" / "builtin" / "__pycache__").mkdir()
    monkeypatch.setattr(shipped, "files", lambda _package: tmp_path / "package")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_built_in_cases_are_named(shelf: Path) -> None:
    assert builtin_cases() == ("arda-belor", "broken-one")
    assert load_case("arda-belor").settings.title == "Built in"


def test_a_built_in_name_wins_over_a_folder_and_a_path_reaches_the_folder(shelf: Path) -> None:
    a_case().with_settings(title="In the folder").write(shelf / "arda-belor")
    assert load_case("arda-belor").settings.title == "Built in"
    assert load_case("./arda-belor").settings.title == "In the folder"
    assert load_case(Path("arda-belor")).settings.title == "In the folder"


def test_an_unknown_name_is_told_the_nearest_one(shelf: Path) -> None:
    with pytest.raises(InputError, match=r"\(nearest: 'arda-belor'\); built-in cases: arda-belor, broken-one"):
        load_case("arda-bellor")
    with pytest.raises(InputError, match=r"no case folder 'some/arda-belor'"):
        load_case("some/arda-belor")


def test_a_broken_built_in_case_is_named_by_its_name(shelf: Path) -> None:
    with pytest.raises(CaseError, match="case 'broken-one' has 1 problem"):
        load_case("broken-one")


def test_the_shipped_cases_are_named_after_their_folders() -> None:
    for name in builtin_cases():
        assert load_case(name).settings.id == name
