"""The distributors' files in a data directory of their own, and the peer's panel of 20 states.

The peer is the R package peacesciencer 1.2.9; its output is a file of the reference folder, named by
FOEDUS_SHARED. None of it is kept in this repository.
"""

import csv

import polars as pl
import pytest

from foedus.panel.source import registry_loader, remembering
from official import SHARED, official_files


@pytest.fixture(scope="session")
def shared():
    official_files()
    return SHARED


@pytest.fixture(scope="session")
def files():
    """Folder of the distributors' files."""
    return official_files()


@pytest.fixture(scope="session")
def data(official_data):
    """Loader of the official files."""

    def load(dataset, version=None):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("FOEDUS_DATA", str(official_data))
            return registry_loader()(dataset, version)

    return remembering(load)


@pytest.fixture(scope="session")
def peer(shared):
    """The peer's panel, sorted by key."""
    path = shared / "reference" / "peer_ddy_sample_20states_1816_2010.csv"
    frame = pl.read_csv(path, infer_schema_length=None, null_values=["NA", ""])
    key = ["ccode1", "ccode2", "year"]
    return frame.with_columns(pl.col(key).cast(pl.Int32)).sort(key)


@pytest.fixture(scope="session")
def full(data):
    """The peer's set of columns on all directed dyad-years of 1816-2010."""
    from foedus.panel import add_sets, dyad_years

    return add_sets(dyad_years((1816, 2010), data=data), "peer").frame()


@pytest.fixture(scope="session")
def sample(full, peer):
    """Our rows of the peer's 20 states, sorted by key."""
    codes = pl.Series(peer["ccode1"].unique()).implode()
    both = pl.col("ccode1").is_in(codes) & pl.col("ccode2").is_in(codes)
    return full.filter(both).sort("ccode1", "ccode2", "year")


@pytest.fixture(scope="session")
def border_types(files):
    """Closest type by (state 1, state 2, year), read from contdird.csv without the package."""
    closest = {}
    with (files / "contdird.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = (int(row["state1no"]), int(row["state2no"]), int(row["year"]))
            closest[key] = min(closest.get(key, 9), int(row["conttype"]))
    return closest
