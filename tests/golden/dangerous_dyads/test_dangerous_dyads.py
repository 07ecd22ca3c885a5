"""The page on dangerous dyads runs and prints what it says; its coefficients beside those in peacesciencer's documentation.

The article (version 1.2.0, 11 July 2025) prints three decimals. Tolerance against it: .65 of a printed standard error with the
official borders; with the borders that peacesciencer takes, .0025 for what neither democracy nor the constant touches.
"""

import csv
import io
import re
import zipfile
from contextlib import redirect_stdout
from pathlib import Path

import polars as pl
import pytest

from official import official_files

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "dangerous-dyads.md"
#: Coefficient and standard error as printed, in the order of the page.
PRINTED = {
    "land": (1.057, 0.058),
    "parity": (1.055, 0.082),
    "major": (0.113, 0.059),
    "defence": (-0.132, 0.058),
    "democracy": (-0.272, 0.032),
    "arms": (30.152, 2.378),
    "t": (-0.146, 0.005),
    "constant": (-3.517, 0.076),
}
ROUNDED = {"income": 0.000, "t2": 0.003, "t3": 0.000}
#: Dyad-years that the article has.
PRINTED_ROWS = 106_056


@pytest.fixture(scope="module")
def page(official_data):
    """What the page's blocks define, and what each prints beside what the page says it prints."""
    blocks = re.findall(r"^```(python|text)\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    names, printed, said = {}, "", []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FOEDUS_DATA", str(official_data))
        for kind, body in blocks:
            if kind == "text":
                said.append((printed, body))
                continue
            out = io.StringIO()
            with redirect_stdout(out):
                exec(compile(body, PAGE.name, "exec"), names)
            printed = out.getvalue()
    return names, said


def test_the_page_prints_what_it_says(page):
    _, said = page
    assert len(said) == 2
    for printed, expected in said:
        assert printed == expected


def test_coefficients_lie_near_the_printed_ones(page):
    names, _ = page
    found = dict(zip([*names["sample"].columns[1:], "constant"], names["found"], strict=True))
    assert set(found) == {*PRINTED, *ROUNDED}
    for name, (theirs, error) in PRINTED.items():
        assert abs(found[name] - theirs) < 0.65 * error, name
    for name, theirs in ROUNDED.items():
        assert abs(found[name] - theirs) < 0.0005 + 1e-9, name


def month_of(text):
    return int(text[:4]) * 12 + int(text[4:]) - 1


def membership(files):
    """Months in which a state is a member, by code."""
    found = {}
    with (files / "states2016.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            first, last = (int(row[f"{end}year"]) * 12 + int(row[f"{end}month"]) - 1 for end in ("st", "end"))
            found.setdefault(int(row["ccode"]), set()).update(range(first, last + 1))
    return found


def borders_as_the_peer_has_them(files):
    """Type of contiguity by dyad and year: the first spell of the year, after one without a border was put between all others."""
    spells, months, found = {}, membership(files), {}
    archive = zipfile.ZipFile(files / "DirectContiguity320.zip")
    with archive.open("DirectContiguity320/contdir.csv") as file:
        for row in csv.DictReader(io.TextIOWrapper(file, encoding="latin-1", newline="")):
            dyad = int(row["statelno"]), int(row["statehno"])
            spells.setdefault(dyad, []).append((month_of(row["begin"]), month_of(row["end"]), int(row["conttype"])))
    for (one, two), listed in spells.items():
        covered = {month for first, last, _ in listed for month in range(first, last + 1)}
        apart = (months[one] & months[two]) - covered
        if apart:
            listed.append((min(apart), max(apart), 0))
        for place, (first, last, kind) in enumerate(sorted(listed, key=lambda spell: spell[0])):
            for year in range(first // 12, last // 12 + 1):
                rank = max(first, year * 12), place
                found[one, two, year] = min(found.get((one, two, year), (rank, kind)), (rank, kind))
    return {key: kind for key, (_, kind) in found.items()}


def test_with_the_peers_borders_what_depends_on_them_is_the_printed_one(page, official_data, monkeypatch):
    from foedus.panel import dyad_years, wrap

    monkeypatch.setenv("FOEDUS_DATA", str(official_data))
    names, _ = page
    theirs = borders_as_the_peer_has_them(official_files())
    panel = dyad_years((1816, 2010), directed=False).add_majors().add_disputes("gml-dirdisp").add_capabilities()
    everything = panel.add_democracy().add_alliances().add_gdp_pop(keep=["mrgdppc"]).frame()
    types = [theirs.get(key, 0) for key in everything.select("ccode1", "ccode2", "year").iter_rows()]
    marked = everything.with_columns(pl.Series("conttype", types))
    relevant = marked.filter((pl.col("conttype") > 0) | (pl.col("cowmaj1") == 1) | (pl.col("cowmaj2") == 1))
    assert names["relevant"].height - relevant.height == 291
    rows = wrap(relevant, directed=False).add_spells("gmlmidongoing", gaps="ignore").frame()
    sample = names["covariates"](rows)
    assert PRINTED_ROWS - len(sample) == 25
    found = dict(zip([*sample.columns[1:], "constant"], names["logit"](sample)[0], strict=True))
    for name in ("land", "parity", "major", "defence", "t"):
        assert abs(found[name] - PRINTED[name][0]) < 0.0025, name
