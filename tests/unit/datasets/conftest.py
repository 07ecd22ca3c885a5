"""A data directory of the test's own, and the distributors' files where they are at hand."""

import os

import pytest

from official import official_files


@pytest.fixture
def data_dir(tmp_path, monkeypatch):
    folder = tmp_path / "data"
    monkeypatch.setenv("FOEDUS_DATA", str(folder))
    return folder


@pytest.fixture(scope="session")
def official():
    """Folder of the distributors' files; skips without it, but not in continuous integration."""
    return official_files()


@pytest.fixture(scope="session")
def all_official(official, tmp_path_factory):
    """Every file at hand, added once to a data directory that tests only read."""
    from foedus.datasets import add_folder

    folder = tmp_path_factory.mktemp("official-data")
    before = os.environ.get("FOEDUS_DATA")
    os.environ["FOEDUS_DATA"] = str(folder)
    try:
        result = add_folder(official)
    finally:
        if before is None:
            del os.environ["FOEDUS_DATA"]
        else:
            os.environ["FOEDUS_DATA"] = before
    return folder, result


@pytest.fixture
def stored(all_official, monkeypatch):
    """Points `load` at the official files."""
    monkeypatch.setenv("FOEDUS_DATA", str(all_official[0]))
    return all_official[1]
