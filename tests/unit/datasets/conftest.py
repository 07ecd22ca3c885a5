"""A data directory of the test's own, and the distributors' files where they are at hand."""

import pytest

from official import added_to, official_files


@pytest.fixture
def data_dir(tmp_path, monkeypatch):
    folder = tmp_path / "data"
    monkeypatch.setenv("FOEDUS_DATA", str(folder))
    return folder


@pytest.fixture(scope="session")
def official():
    """Folder of the distributors' files; skips without it, but not in continuous integration."""
    return official_files()


@pytest.fixture
def stored(official_data, monkeypatch):
    """Points `load` at the official files, and returns what was told when they were added."""
    monkeypatch.setenv("FOEDUS_DATA", str(official_data))
    return added_to(official_data)
