"""Intra-state wars, fractionalization and rivalries of every state and year, beside plain loops over the distributors' rows."""

import csv
from collections import defaultdict

import pytest

from foedus.panel import state_years

CODE = {"cow": "ccode", "gw": "gwcode"}


def records(files, name):
    with (files / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def number(text):
    return None if text in ("", "NA") else float(text)


def test_the_war_of_every_government_and_year(data, files):
    fought = defaultdict(list)
    for row in records(files, "cow_war_intra.csv"):
        if row["primary_state"] == "1":
            fought[int(row["ccodea"]), int(row["year"])].append(row)
    made = state_years((1816, 2010), data=data).add_intra_wars().frame()
    told = 0
    for code, year, warnum, onset, a, b, numbers in made.select(
        "ccode", "year", "warnum", "cowintraonset", "sideadeaths", "sidebdeaths", "intrawarnums"
    ).rows():
        wars = fought.get((code, year), [])
        if not wars:
            assert (warnum, numbers) == (None, None)
            continue
        left = [war for war in wars if war["cowintraonset"] == "1"] or wars
        dead = [sum(max(int(war[f"side{side}deaths"]), 0) for side in "ab") for war in left]
        unknown = [int(war["sideadeaths"]) < 0 and int(war["sidebdeaths"]) < 0 for war in left]
        best = left[min(range(len(left)), key=lambda at: (unknown[at], -dead[at], at))]
        deaths = [None if int(best[name]) < 0 else int(best[name]) for name in ("sideadeaths", "sidebdeaths")]
        assert [warnum, onset, a, b] == [int(best["warnum"]), int(best["cowintraonset"]), *deaths]
        assert numbers == "; ".join(dict.fromkeys(war["warnum"] for war in wars))
        told += 1
    spells = [(int(row["ccode"]), int(row["styear"]), int(row["endyear"])) for row in records(files, "states2016.csv")]
    assert told == sum(any(code == one and a <= year <= b for one, a, b in spells) for code, year in fought)


@pytest.mark.parametrize("system", ["cow", "gw"])
def test_the_fractionalization_of_every_state_and_year(data, files, system):
    names = ("ethfrac", "ethpol", "relfrac", "relpol")
    groups = defaultdict(list)
    for row in records(files, "creg.csv"):
        groups[int(row[CODE[system]]), int(row["year"])].append([number(row[name]) for name in names])
    made = state_years((1945, 2013), system=system, data=data).add_fractionalisation().frame()
    for code, year, *values in made.select(CODE[system], "year", *names).rows():
        rows = groups.get((code, year), [])
        largest = [max((one for one in column if one is not None), default=None) for column in zip(*rows, strict=True)]
        filled = [[most if one is None else one for one, most in zip(row, largest, strict=True)] for row in rows]
        filled.sort(key=lambda row: [(one is None, -(one or 0)) for one in (row[0], row[2])])
        assert values == (filled[0] if filled else [None] * 4), (code, year)


def test_the_rivalries_of_every_state_and_year(data, files):
    kinds = ("ideological", "interventionary", "positional", "spatial")
    counts = defaultdict(lambda: [0, 0, 0, 0])
    for row in records(files, "tss_rivalries.csv"):
        for year in range(int(float(row["start"])), int(float(row["end"])) + 1):
            for side in ("ccode1", "ccode2"):
                code = int(float(row[side]))
                code = 305 if code == 300 and year >= 1919 else code
                for at, kind in enumerate(kinds):
                    counts[code, year][at] += int(number(row[kind]) or 0)
    made = state_years((1816, 2020), data=data).add_rivalries().frame()
    for code, year, *found in made.select("ccode", "year", *(f"n_{kind}" for kind in kinds)).rows():
        assert found == counts.get((code, year), [0, 0, 0, 0]), (code, year)
