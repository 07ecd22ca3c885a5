"""What the files of dyads hold, against figures that were counted on the files with other means."""

import polars as pl
import pytest

from foedus.datasets import load

pytestmark = pytest.mark.usefixtures("stored")


@pytest.mark.parametrize(
    ("id", "keys", "rows"),
    [
        ("min-distance", ["ccode1", "ccode2", "year"], 952_244),
        ("min-distance-gw", ["gwcode1", "gwcode2", "year"], 871_034),
    ],
)
def test_minimum_distance_names_each_dyad_once_the_lower_code_first(id, keys, rows):
    frame = load(id).frame
    assert frame.height == rows
    assert (frame[keys[0]] < frame[keys[1]]).all()
    assert not frame.select(pl.struct(keys).is_duplicated()).to_series().any()
    assert (frame["year"].min(), frame["year"].max()) == load(id).coverage()


def test_minimum_distance_in_either_system():
    """East Germany is 265 and united Germany 255 in COW codes, 260 throughout in Gleditsch-Ward numbers."""
    cow, gw = load("min-distance").frame, load("min-distance-gw").frame
    assert cow.filter(ccode1=220, ccode2=255, year=1995)["mindist"].to_list() == [0.0]
    assert cow.filter(ccode1=220, ccode2=260, year=1995).is_empty()
    assert gw.filter(gwcode1=220, gwcode2=260, year=1995)["mindist"].to_list() == [0.0]
    assert gw.filter(gwcode1=220, gwcode2=255, year=1995).is_empty()
