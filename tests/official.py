"""The distributors' files, in the folder that FOEDUS_SHARED names or beside the project; none is kept here."""

import fcntl
import os
import pickle
from pathlib import Path

import pytest

from foedus.datasets import Loaded, add, add_folder, load
from foedus.datasets.bulk import BulkResult
from foedus.outlook.model import load_model

SHARED = Path(os.environ.get("FOEDUS_SHARED") or Path(__file__).resolve().parents[2] / "shared")


def official_files() -> Path:
    """Folder of the files; skips without it, but fails in continuous integration."""
    folder = SHARED / "data" / "states"
    if not folder.is_dir():
        reason = "the official files are absent: set FOEDUS_SHARED to the folder that holds data/states"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


def official_store(base: Path) -> Path:
    """Data directory to which every official file was added: made once in a run, and read by all its processes.

    `base` is the folder of pytest's temporary files; each process of pytest-xdist has its own in that of the run.
    """
    run = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    store, told = run / "official-store", run / "official-store.pickle"
    with (run / "official-store.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("FOEDUS_DATA", str(store))
                added = add_folder(official_files())
            told.write_bytes(pickle.dumps(added))
    return store


def added_to(store: Path) -> BulkResult:
    """Return what was told when the store was made."""
    return pickle.loads((store.parent / "official-store.pickle").read_bytes())


def load_as_shipped(id: str) -> Loaded:
    """Read a dataset of the release that the shipped outlook names; newer ones may lie in the same folder."""
    return load(id, load_model().meta["datasets"][id].partition(" ")[0])


def votes_store(base: Path) -> Path:
    """Data directory with the votes and vetoes of the United Nations and the ideal points, made once in a run."""
    official = official_files()
    if not (official.parent / "votes").is_dir():
        pytest.skip("the files of votes are absent: set FOEDUS_SHARED to the folder that holds data/votes")
    run = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    store, done = run / "votes-store", run / "votes-store.done"
    with (run / "votes-store.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("FOEDUS_DATA", str(store))
                add_folder(official.parent / "votes")
                add("ideal-points", official)
            done.touch()
    return store
