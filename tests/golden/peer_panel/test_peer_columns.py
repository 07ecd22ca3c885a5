"""Row by row, the panel equals that of peacesciencer 1.2.9 in 20 states, 1816-2010: 33,932 rows, 53 columns.

Tolerance: whole numbers exactly; other numbers to 1e-9 of the value, since both compute distances in double
precision by different formulae. Two kinds of column are held to something better than the peer: contiguity
to the official file, and spells to a definition that respects statehood (see test_peer_spells.py).
"""

import polars as pl
import pytest

KEY = ["ccode1", "ccode2", "year"]
SPELLS = ["gmlmidspell", "cowmidspell"]
RELATIVE = 1e-9

#: The peer's contiguity type, the closest one of contdird.csv, first and last year, rows in one direction.
WRONG_BORDERS = {
    (200, 255): (0, 5, 1866, 1866, 1),
    (255, 325): (0, 1, 1938, 1945, 8),
    (255, 365): (0, 1, 1939, 1941, 3),
    (325, 640): (0, 4, 1861, 1912, 52),
    (365, 380): (0, 4, 1940, 1944, 3),
    (710, 740): (5, 4, 1879, 1879, 1),
}


def test_the_same_rows_and_columns(sample, peer):
    assert peer.shape == (33_932, 53)
    assert sample.columns == peer.columns
    assert sample.select(KEY).equals(peer.select(KEY))


def test_every_value_equals_the_peers(sample, peer):
    compared = [name for name in peer.columns if name not in {"conttype", *SPELLS}]
    assert len(compared) == 50
    for name in compared:
        ours, theirs = sample[name].cast(pl.Float64), peer[name].cast(pl.Float64)
        assert ours.is_null().equals(theirs.is_null()), name
        worst = ((ours - theirs).abs() / theirs.abs().clip(lower_bound=1e-300)).fill_null(0)
        assert worst.max() <= (RELATIVE if peer[name].dtype.is_float() else 0), name


def test_contiguity_equals_the_official_file_instead(sample, border_types):
    expected = [border_types.get(key, 0) for key in sample.select(KEY).iter_rows()]
    assert sample["conttype"].to_list() == expected


def test_the_peers_wrong_borders_are_these_136(sample, peer):
    """The peer calls dyads apart whose later borders the file names: Italy-Turkey 1861 to 1912, and others."""
    theirs = peer["conttype"]
    wrong = sample.select(*KEY, "conttype", theirs.alias("theirs")).filter(pl.col("conttype") != pl.col("theirs"))
    found = {
        (low, high): (theirs, ours, first, last, count)
        for low, high, theirs, ours, kinds, first, last, count in wrong.filter(pl.col("ccode1") < pl.col("ccode2"))
        .group_by("ccode1", "ccode2")
        .agg(
            pl.col("theirs").first(),
            pl.col("conttype").first(),
            pl.struct("theirs", "conttype").n_unique().alias("kinds"),
            pl.col("year").min().alias("first"),
            pl.col("year").max().alias("last"),
            pl.len(),
        )
        .iter_rows()
        if kinds == 1
    }
    assert found == WRONG_BORDERS
    assert wrong.height == 2 * sum(count for *_, count in WRONG_BORDERS.values()) == 136


@pytest.mark.parametrize(
    ("years", "directed", "rule", "rows"),
    [
        ((1816, 2010), True, "day", 1_685_310),
        ((1816, 2010), True, "year", 1_685_370),
        # The peer's undirected figure counts dyads that share a year; sharing a day leaves out 30 of them.
        ((1816, 2017), False, "year", 975_090),
        ((1816, 2017), False, "day", 975_060),
    ],
)
def test_numbers_of_rows(data, years, directed, rule, rows):
    from foedus.panel import dyad_years

    assert dyad_years(years, directed=directed, rule=rule, data=data).height == rows
