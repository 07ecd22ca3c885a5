"""Whittling equals that of peacesciencer 1.2.9: the rows left after each step, and who survives, for both dispute sets.

The peer's step of duration ranks by the lowest estimate only, as ours does; its panel then ranks by the highest one, too
(2 rows of the COW disputes), which changes no survivor. Other orders are checked against a slow program of its own, which
reads the raw files and knows nothing of the package.
"""

import csv
import gzip
from collections import defaultdict
from itertools import pairwise
from random import Random

import polars as pl
import pytest

from foedus.panel import whittle
from foedus.panel.whittling import DEFAULT

KEY = ["dispnum", "ccode1", "ccode2", "year"]
SETS = {"gml": "gml_dirdisp", "cow": "cow_mid_dirdisps"}
#: The peer's names in whittle_*.csv.
PEER = ["onsets", "fatality", "hostility", "duration", "recip", "startmonth", "jds"]
LEFT = {
    "gml": [10_276, 9_802, 9_504, 9_436, 9_294, 9_290, 9_284, 9_284],
    "cow": [11_390, 10_874, 10_536, 10_434, 10_248, 10_240, 10_234, 10_234],
}
#: Step of the slow program: column, and whether the highest stays.
SLOW = {
    "onsets": ("onset", True),
    "fatality": ("fatality", True),
    "hostility": ("hostlev", True),
    "duration": ("mindur", True),
    "maximum-duration": ("maxdur", True),
    "reciprocation": ("recip", True),
    "start-month": ("stmon", False),
}

both_sets = pytest.mark.parametrize("name", SETS)


def raw(files, name):
    """Rows of a set as dictionaries of numbers, straight from the files; a dispute's own traits come from its list."""
    whole = {}
    with (files / f"{name}_mid_disps.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            whole[int(row["dispnum"])] = {
                key: int(row[key]) for key in row if key not in ("dispnum", "styear", "hiact")
            }
    rows = []
    with gzip.open(files / f"{SETS[name]}.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            made = {key: int(row[key]) for key in KEY}
            made["onset"] = int(row["midonset"] if name == "gml" else row["disponset"])
            rows.append(made | whole[made["dispnum"]])
    return rows


def slowly(rows, steps):
    """Whittle by loops over lists; returns the survivors' keys and the rows left after each step."""
    told = []
    for step in steps:
        groups = defaultdict(list)
        for row in rows:
            groups[row["ccode1"], row["ccode2"], row["year"]].append(row)
        rows = []
        for members in groups.values():
            if step == "first":
                rows.append(min(members, key=lambda row: row["dispnum"]))
                continue
            column, highest = SLOW[step]
            values = [0.5 if column == "fatality" and row[column] == -9 else row[column] for row in members]
            best = max(values) if highest else min(values)
            rows += [row for row, value in zip(members, values, strict=True) if value == best]
        told.append(len(rows))
    return sorted(tuple(row[key] for key in KEY) for row in rows), told


def survivors(whittled):
    return sorted(whittled.frame.select(KEY).iter_rows())


@both_sets
def test_the_rows_after_each_step_are_the_peers(name, data, shared):
    theirs = pl.read_csv(shared / "reference" / f"whittle_{SETS[name]}.csv")
    ours = whittle(name, data=data).steps(PEER)
    assert [told.rows for told in ours.told] == theirs["rows"].to_list()
    assert theirs["rows"].to_list() == LEFT[name]


@both_sets
@pytest.mark.parametrize("steps", [PEER, DEFAULT])
def test_the_survivors_are_the_peers(name, steps, data, shared):
    theirs = pl.read_csv(shared / "reference" / f"whittled_{SETS[name]}.csv.gz").select(KEY)
    ours = whittle(name, data=data).steps(steps)
    assert survivors(ours) == sorted(theirs.iter_rows())
    assert ours.repeated == 0
    assert ours.frame.height + ours.dropped.height == ours.told[0].rows


@both_sets
def test_other_orders_equal_a_slow_program(name, data, files):
    """Each step first once, the peer's order turned about, and orders by lot; also with steps left out."""
    rows, random = raw(files, name), Random(name)
    orders = [[first, *(step for step in DEFAULT if step != first)] for first in SLOW]
    orders += [[*reversed(DEFAULT[:-1]), "first"], list(DEFAULT), ["first"], ["start-month", "onsets"]]
    orders += [random.sample(DEFAULT, random.randint(1, len(DEFAULT))) for _ in range(4)]
    begun = whittle(name, data=data)
    for steps in orders:
        ours = begun.steps(steps)
        kept, told = slowly(rows, steps)
        assert survivors(ours) == kept, steps
        assert [each.rows for each in ours.told[1:]] == told, steps
        lost = [before.rows - after.rows for before, after in pairwise(ours.told)]
        counted = ours.dropped.group_by("dropped_by").len()
        assert dict(counted.iter_rows()) == {step: n for step, n in zip(steps, lost, strict=True) if n}, steps


@both_sets
def test_the_panel_holds_the_survivors(name, data):
    """`add_disputes` whittles by the same steps: its default, and an order of one's own."""
    from foedus.panel import wrap

    for steps in (DEFAULT, ("start-month", "hostility", "first")):
        kept = whittle(name, data=data).steps(steps).frame
        dyads = kept.select("ccode1", "ccode2", "year").unique(maintain_order=True)
        panel = wrap(dyads, data=data).add_disputes(SETS[name].replace("_", "-"), keep=["dispnum"], steps=steps)
        made = panel.frame()
        ours = made.drop_nulls("dispnum").select(KEY)
        assert set(ours.iter_rows()) == set(kept.select(KEY).iter_rows())


def test_the_panel_before_whittling_equals_the_processed_files(data):
    """peacesciencer's own dyad-year files, made of the same disputes: onset, presence and the dispute, everywhere."""
    from foedus.panel import wrap

    for before, processed in (("gml-dirdisp", "gml-mid-ddy"), ("cow-mid-dirdisps", "cow-mid")):
        dyads = data(processed).frame.select("ccode1", "ccode2", "year")
        ours, theirs = (
            wrap(dyads, data=data).add_disputes(name, keep=["dispnum", "init1", "init2", "hostlev1"]).frame()
            for name in (before, processed)
        )
        assert ours.equals(theirs)
