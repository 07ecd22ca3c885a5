"""The distributors' files, in the folder that FOEDUS_SHARED names or beside the project; none is kept here."""

import os
from pathlib import Path

import pytest

from foedus.datasets import Loaded, load
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


def load_as_shipped(id: str) -> Loaded:
    """Read a dataset of the release that the shipped outlook names; newer ones may lie in the same folder."""
    return load(id, load_model().meta["datasets"][id].partition(" ")[0])
