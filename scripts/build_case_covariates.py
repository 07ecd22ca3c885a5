"""Build the Iran-Russia history that the built-in case carries, so that it runs with no dataset installed.

    python scripts/build_case_covariates.py

writes ``src/foedus/case/builtin/iran-russia-syria/covariates.csv`` (year, covariate, value, source) for
1990-2018. A year that a dataset does not cover has no row, unless the row's source names the rule that
fills it: system membership, major powers and contiguity of 2016 are carried to 2017 and 2018. Disputes are
not carried: "within five years" sees GML up to 2010 and COW up to 2014, and the source says so.

The common threat is defined in `_common_threat`. Its reference for Iran and Russia "from 2018" (.68: the USA
.77 to Russia, .68 to Iran) is met by the year 2017 (.678, .773); with the capabilities of 2018 it is .670 (.770).
What only the outlook needs (gains, own threats, the common threat once its maker is gone, earlier ties) comes from its
history of all dyads.
COW code 365 is the Soviet Union until 1991; its rows bear the name of Russia.
"""

import csv
import io
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polars as pl
from _common_threat import ThreatHistory, distances
from _dyad_grid import DyadGrid, build_grid, relation_states
from _official_files import (
    CARRIED,
    FILE_NAMES,
    LAST_YEAR,
    PROJECT,
    covered,
    read_alliances,
    read_capabilities,
    read_contiguity,
    read_democracy,
    read_disputes,
    read_ideal_points,
    read_rivalries,
    shared_folder,
)

from foedus.datasets import add_folder
from foedus.history.build import build_history
from foedus.history.load import read_sources
from foedus.history.pair_history import SAME_NAME, pair_history
from foedus.history.terms import THREATS, WITHOUT
from foedus.terms.outcomes import OUTCOMES

TARGET = PROJECT / "src" / "foedus" / "case" / "builtin" / "iran-russia-syria" / "covariates.csv"
IRAN, RUSSIA = 630, 365
NAMES = {IRAN: "iran", RUSSIA: "russia"}
FIRST, LAST = 1990, 2018

Value = int | float | str
Row = tuple[int, str, Value, str]

DATASETS = {
    "states": "COW State System Membership 2016",
    "majors": "COW Major Powers 2016",
    "contiguity": "COW Direct Contiguity 3.2",
    "gml": "Gibler-Miller-Little disputes 2.1.1",
    "cow": "COW Militarized Interstate Disputes 5",
    "atop": "ATOP 5.1",
    "rivalry": "Thompson-Sakuwa-Suhas strategic rivalries 2021",
    "nmc": "COW National Material Capabilities 7.0",
    "democracy": "EUDS and Polity and V-Dem 1816-2025 by COW state-year as kept by isard",
    "ideal_points": "UN General Assembly ideal points July 2025",
    "capitals": "capitals of COW states as kept by peacesciencer",
}


#: What the common threat is made of.
THREAT_DATASETS = ("rivalry", "cow", "atop", "nmc", "states", "contiguity", "capitals", "majors")


def source(*datasets: str, year: int, note: str = "") -> str:
    """Datasets with version and file; what holds for a `year` beyond one of them; and a note."""
    parts = [f"{DATASETS[name]} ({FILE_NAMES[name]})" for name in datasets]
    for name in datasets:
        last = LAST_YEAR[name]
        if year > last and name in CARRIED:
            parts.append(f"{CARRIED[name]} of {last} carried forward to {year}")
        elif year > last:
            parts.append(f"{name.upper()} disputes known to {last} only")
    return "; ".join([*parts, note] if note else parts)


def threat_rows(history: ThreatHistory, year: int) -> Iterator[Row]:
    """Common threat, the state that makes it and what it is to each side; shared allies; major powers."""
    enemy, to_iran, to_russia = history.common(IRAN, RUSSIA, year)
    note = "smaller of the threats (theta: capability by distance) that the largest common enemy poses to the two"
    where = source(*THREAT_DATASETS, year=year, note=note)
    yield year, "common_threat", min(to_iran, to_russia), where
    if enemy:
        yield year, "common_threat_source", enemy, where
        yield year, "common_threat_iran", to_iran, where
        yield year, "common_threat_russia", to_russia, where
    note = "states with a defence or offence obligation shared with each, either direction"
    yield year, "shared_allies", history.shared_allies(IRAN, RUSSIA, year), source("atop", year=year, note=note)
    majors = len(history.major_codes(year) & set(NAMES))
    where = source("majors", year=year, note="number of major powers in the pair")
    yield year, "major_power", majors, where


def state_rows(years: range) -> Iterator[Row]:
    """Capability shares, democracy scores and ideal points: a value wherever the file holds one."""
    columns = {"capability_share": ("nmc", read_capabilities(), "cinc")}
    democracy = read_democracy()
    for name, column in {"polyarchy": "v2x_polyarchy", "euds": "euds", "polity2": "polity2"}.items():
        columns[name] = ("democracy", democracy, column)
    for covariate, (dataset, frame, column) in columns.items():
        wanted = frame.filter(pl.col("ccode").is_in(list(NAMES)) & pl.col("year").is_in(years)).drop_nulls(column)
        for ccode, year, value in wanted.select("ccode", "year", column).iter_rows():
            where = source(dataset, year=year, note=f"column {column}")
            yield year, f"{covariate}_{NAMES[ccode]}", value, where
    points = read_ideal_points()
    iran, russia = (points.filter(pl.col("ccode") == ccode) for ccode in (IRAN, RUSSIA))
    both = iran.join(russia, on="year", suffix="_russia").filter(pl.col("year").is_in(years))
    for year, one, other in both.select("year", "ideal_point", "ideal_point_russia").iter_rows():
        note = "absolute difference of idealpointall"
        yield year, "ideal_point_distance", abs(one - other), source("ideal_points", year=year, note=note)


def _between(frame: pl.DataFrame) -> pl.DataFrame:
    """Rows of a dyadic frame about Iran and Russia, in either direction."""
    pair = list(NAMES)
    return frame.filter(pl.col("ccode1").is_in(pair) & pl.col("ccode2").is_in(pair))


def dispute_rows(years: range) -> Iterator[Row]:
    """Disputes by dataset, and years since the last one of either, as far as the datasets reach."""
    ongoing = {name: set(_between(read_disputes(name))["year"].to_list()) for name in ("gml", "cow")}
    for name, hits in ongoing.items():
        for year in years:
            if year <= LAST_YEAR[name]:
                yield year, f"mid_ongoing_{name}", int(year in hits), source(name, year=year)
    for year in years:
        if year <= LAST_YEAR["cow"]:
            last = max(hit for hits in ongoing.values() for hit in hits if hit <= year)
            where = source("gml", "cow", year=year, note=f"last dispute {last}")
            yield year, "years_since_mid", year - last, where


def pair_rows(grid: DyadGrid, years: range) -> Iterator[Row]:
    """State of relation, obligations, contiguity, distance and rivalry of the pair."""
    pair = grid.pair(IRAN, RUSSIA)
    state = relation_states(grid, ("gml", "cow"))[:, pair]
    rival = grid.from_spells(read_rivalries())[:, pair]
    contiguity = dict(_between(read_contiguity()).select("year", "conttype").iter_rows())
    obligations = _between(read_alliances())
    for year in years:
        note = "alliance, entente, rivalry, unaligned in this precedence; a dispute counts in its year and four more"
        where = source("atop", "rivalry", "gml", "cow", year=year, note=note)
        yield year, "state_of_relation", OUTCOMES[state[year - grid.first]], where
        for name in ("defense", "offense", "neutral", "nonagg", "consul"):
            owed = obligations.filter((pl.col("year") == year) & (pl.col(name) == 1)).height > 0
            yield year, f"atop_{name}", int(owed), source("atop", year=year, note="either direction counts")
        kind = contiguity.get(covered(year, "contiguity"), 0)
        yield year, "contiguity", kind, source("contiguity", year=year, note="closest type; 0 is none")
        km = float(distances(year, (IRAN, RUSSIA))[0, 1])
        yield year, "distance_km", km, source("capitals", year=year, note="great circle Tehran-Moscow")
        yield year, "rivalry", int(rival[year - grid.first]), source("rivalry", year=year)


def outlook_rows(years: range) -> list[Row]:
    """What the outlook needs beyond the rows above, by its own history of all dyads."""
    with tempfile.TemporaryDirectory() as folder:
        before = os.environ.get("FOEDUS_DATA")
        os.environ["FOEDUS_DATA"] = folder
        add_folder(shared_folder())
        sources = read_sources(LAST)
        os.environ.pop("FOEDUS_DATA")
        if before is not None:
            os.environ["FOEDUS_DATA"] = before
    found = pair_history(build_history(sources), sources, pair=(("iran", IRAN), ("russia", RUSSIA)), years=years)
    wanted = {*(name for name in SAME_NAME if name != "common_threat"), *(f"{name}{WITHOUT}" for name in THREATS)}
    return [(row.year, row.covariate, float(row.value), row.source) for row in found if row.covariate in wanted]


def write_value(value: Value) -> str:
    """Canonical form: words as they are, numbers to six decimals in their shortest form."""
    if isinstance(value, str):
        return value
    rounded = round(float(value), 6)
    return str(int(rounded)) if rounded.is_integer() else repr(rounded)


def build() -> str:
    """The file's text, sorted by covariate and year."""
    grid, years = build_grid(), range(FIRST, LAST + 1)
    history = ThreatHistory(grid)
    rows = [*pair_rows(grid, years), *dispute_rows(years), *state_rows(years)]
    rows += [row for year in years for row in threat_rows(history, year)]
    rows += outlook_rows(years)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["year", "covariate", "value", "source"])
    for year, covariate, value, where in sorted(rows, key=lambda row: (row[1], row[0])):
        writer.writerow([year, covariate, write_value(value), where])
    return text.getvalue()


def main(target: Path = TARGET) -> None:
    """Write the table."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(build(), encoding="utf-8", newline="\n")
    print(f"{target.name}: written")


if __name__ == "__main__":
    main()
