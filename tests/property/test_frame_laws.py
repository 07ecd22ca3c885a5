"""Laws of a user's frame: no type and no library changes the panel, no code that is no member becomes a zero."""

import csv
import io
from datetime import date
from itertools import pairwise

import numpy as np
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from foedus.errors import InputError
from foedus.panel import wrap
from foedus.panel.source import Source
from foedus.terms.states.systems import listed

duckdb, pa, pd = (pytest.importorskip(name) for name in ("duckdb", "pyarrow", "pandas"))

FIRST, LAST = 1816, 2020
WHOLE = [pl.Int8, pl.Int16, pl.Int32, pl.Int64, pl.Int128, pl.UInt8, pl.UInt16, pl.UInt32, pl.UInt64]
NUMBERS = [*WHOLE, pl.Float32, pl.Float64, pl.Decimal(10, 2), pl.String, pl.Categorical]
OF_A_YEAR = [kind for kind in NUMBERS if kind not in (pl.Int8, pl.UInt8)]


def source(dataset, frame, coverage=(FIRST, LAST)):
    return Source(dataset, "1", dataset, "0" * 64, "", coverage, frame)


def everyone(dataset, names, rows):
    return source(dataset, pl.DataFrame(rows, schema=dict.fromkeys(names, pl.Int32), orient="row"))


BORDERS = everyone("contiguity", ["ccode1", "ccode2", "year", "conttype"], [(2, 20, 1950, 1), (20, 2, 1950, 1)])


def loader(*sources):
    """The given datasets; the list of states is the one that ships."""
    by_id = {each.id: each for each in (BORDERS, *sources)}

    def load(dataset, version=None):
        if dataset not in by_id:
            raise InputError(f"no {dataset}")
        return by_id[dataset]

    return load


def to_stata(frame):
    file = io.BytesIO()
    plain = frame.with_columns(
        pl.col(name).cast(pl.Float64) for name in frame.columns if frame[name].dtype.is_decimal()
    )
    wide = plain.with_columns(
        pl.col(pl.UInt32, pl.UInt64, pl.Int128).cast(pl.Int32), pl.col(pl.Categorical).cast(pl.String)
    )
    wide.to_pandas().to_stata(file, write_index=False)
    return file.getvalue()


def parquet(frame):
    file = io.BytesIO()
    frame.with_columns(pl.col(pl.Int128).cast(pl.Int64)).write_parquet(file)
    return file.getvalue()


def feather(frame):
    file = io.BytesIO()
    frame.with_columns(pl.col(pl.Int128).cast(pl.Int64)).write_ipc(file)
    return file.getvalue()


def arrow(frame):
    return frame.with_columns(pl.col(pl.Int128).cast(pl.Int64)).to_arrow()


def in_pandas(frame, **how):
    """The frame in pandas; its categories go as text, since older releases of Arrow cannot hand them over."""
    text = [name for name in frame.columns if frame[name].dtype == pl.Categorical]
    made = arrow(frame.with_columns(pl.col(text).cast(pl.String))).to_pandas(**how)
    return made.astype(dict.fromkeys(text, "category"))


def pandas_of(kind):
    return lambda frame: in_pandas(frame).astype(kind)


def nullable(frame):
    return in_pandas(frame).convert_dtypes()


def relation(frame):
    held = arrow(frame)  # noqa: F841  DuckDB reads it by its name.
    return duckdb.sql("select * from held")


BACKENDS = {
    "polars": lambda frame: frame,
    "lazy": pl.DataFrame.lazy,
    "arrow": arrow,
    "reader": lambda frame: arrow(frame).to_reader(),
    "batch": lambda frame: arrow(frame).combine_chunks().to_batches()[0],
    "pandas": in_pandas,
    "pandas of objects": pandas_of(object),
    "pandas of categories": pandas_of("category"),
    "pandas, nullable": nullable,
    "pandas of Arrow": lambda frame: in_pandas(frame, types_mapper=pd.ArrowDtype),
    "duckdb": relation,
    ".csv": lambda frame: frame.write_csv().encode(),
    ".dta": to_stata,
    ".parquet": parquet,
    ".feather": feather,
}
rows = st.lists(
    st.tuples(st.sampled_from([2, 20, 100, 110]), st.sampled_from([31, 40, 70]), st.integers(1945, 1955)),
    min_size=1,
    max_size=6,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("frames")


@pytest.mark.parametrize("backend", BACKENDS)
@settings(max_examples=12, deadline=None)
@given(rows, st.sampled_from(NUMBERS), st.sampled_from(OF_A_YEAR))
@example([(2, 31, 1950)], pl.Int8, pl.UInt16)
@example([(100, 70, 1950)], pl.UInt8, pl.Int16)
@example([(2, 31, 1950)], pl.Float32, pl.Float64)
def test_no_type_and_no_library_changes_the_panel(folder, backend, rows, code, year):
    plain = pl.DataFrame(rows, schema=["ccode1", "ccode2", "year"], orient="row")
    expected = wrap(plain, directed=True, data=loader()).add_contiguity().frame()["conttype"]
    typed = plain.with_columns(pl.col("ccode1", "ccode2").cast(pl.Int64), pl.col("year").cast(pl.Int64))
    for name, kind in (("ccode1", code), ("ccode2", code), ("year", year)):
        text = kind in (pl.String, pl.Categorical)
        typed = typed.with_columns(pl.col(name).cast(pl.String).cast(kind) if text else pl.col(name).cast(kind))
    brought = BACKENDS[backend](typed)
    if isinstance(brought, bytes):
        path = folder / f"frame{backend}"
        path.write_bytes(brought)
        brought = path
    panel = wrap(brought, directed=True, data=loader()).add_contiguity()
    assert panel.frame()["conttype"].to_list() == expected.to_list()


def _days(scheme):
    """Membership by day, read from the list as it ships by other means."""
    from importlib.resources import files

    name, column = {"cow": ("states.csv", "ccode"), "gw": ("gleditsch_ward.csv", "gwcode")}[scheme]
    text = files("foedus.terms.states").joinpath(name).read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        for spell in row["spells"].split("|"):
            first, last = spell.split("/")
            yield int(row[column]), int(first[:4]), int(last[:4] or LAST)


@pytest.mark.parametrize("scheme", ["cow", "gw"])
def test_every_code_of_a_list_is_zero_only_in_years_of_membership(scheme):
    """All codes of both lists in all years, as states and beside the USA: null for what is no member, 0 for what is one."""
    name = {"cow": "ccode", "gw": "gwcode"}[scheme]
    spells = list(_days(scheme))
    codes = sorted({*listed("cow"), *listed("gw")} - {2})
    frame = pl.DataFrame({name: codes}).join(pl.DataFrame({"year": range(FIRST, LAST + 1)}), how="cross")
    member = {(code, year) for code, first, last in spells for year in range(first, last + 1)}
    expected = [0 if key in member else None for key in frame.iter_rows()]
    majors = source("majors", pl.DataFrame({"ccode": [2], "start": [date(FIRST, 1, 1)], "end": [date(LAST, 12, 31)]},
                                           schema_overrides={"ccode": pl.Int32}))  # fmt: skip
    if scheme == "cow":
        states = wrap(frame, system=scheme, data=loader(majors)).add_majors()
        assert states.frame()["cowmaj"].to_list() == expected
        assert "name a code that is no member" in states.notes[0]
    dyads = frame.select(pl.lit(2).alias(f"{name}1"), pl.col(name).alias(f"{name}2"), "year")
    panel = wrap(dyads, directed=True, system=scheme, data=loader()).add_contiguity()
    found = panel.frame()["conttype"].to_list()
    assert not any(ours is not None and wanted is None for ours, wanted in zip(found, expected, strict=True))
    # A member by Gleditsch and Ward that is none by the Correlates of War, whose record it is, is unknown too.
    assert scheme == "gw" or not any(
        ours is None and wanted is not None for ours, wanted in zip(found, expected, strict=True)
    )
    assert sum(value == 0 for value in found) > 0.8 * len(member)
    assert "name a code that is no member" in panel.notes[0]


@pytest.mark.parametrize(
    ("code", "year", "fitting"),
    [(260, 1995, "255 Germany"), (678, 1995, "679 Yemen"), (340, 2010, "345 Yugoslavia"), (972, 2010, "955 Tonga"),
     (973, 2010, "947 Tuvalu"), (255, 1970, "260 German Federal"), (730, 1990, "731 North Korea and 732 South Korea")],
)  # fmt: skip
def test_the_code_that_fits_is_named(code, year, fitting):
    panel = wrap(pl.DataFrame({"ccode": [code], "year": [year]}), system="cow", data=loader(MAJORS)).add_majors()
    assert panel.frame()["cowmaj"].to_list() == [None]
    assert fitting in panel.notes[0]


MAJORS = source("majors", pl.DataFrame({"ccode": [2], "start": [date(1900, 1, 1)], "end": [date(2016, 12, 31)]},
                                       schema_overrides={"ccode": pl.Int32}))  # fmt: skip
GW = sorted({(code, year) for code, first, last in _days("gw") for year in range(first, last + 1)})
COW = sorted({(code, year) for code, first, last in _days("cow") for year in range(first, last + 1)})
RENUMBERED = [(code, year) for code, year in GW if code in (340, 971, 972, 973)]
ISO = [276, 250, 826, 380, 792, 643, 398, 300, 392, 124]
"""Of ISO 3166: Germany, France, United Kingdom, Italy, Turkey, Russia, Kazakhstan, Greece, Japan, Canada."""


def framed(pairs):
    return pl.DataFrame(pairs, schema=["ccode", "year"], orient="row")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(COW), min_size=1, max_size=30))
def test_members_are_never_taken_for_another_list(pairs):
    assert wrap(framed(pairs), data=loader()).scheme == "cow"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(GW), max_size=30), st.sampled_from(RENUMBERED))
def test_a_list_of_gleditsch_and_ward_is_refused_by_name_and_read_by_declaration(pairs, one):
    frame = framed([*pairs, one])
    with pytest.raises(InputError, match=r'numbers of the list Gleditsch-Ward.*system="gw"'):
        wrap(frame, data=loader())
    assert wrap(frame, system="gw", data=loader()).scheme == "gw"
    assert wrap(frame, system="cow", data=loader()).scheme == "cow"
    assert wrap(frame.rename({"ccode": "gwcode"}), data=loader()).scheme == "gw"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(ISO), max_size=10), st.sampled_from([276, 250, 826, 643]), st.integers(1950, 2018))
def test_numbers_of_iso_are_refused_by_name_and_read_by_declaration(numbers, one, year):
    frame = framed([(number, year) for number in [*numbers, one, 276 if one == 250 else 250]])
    with pytest.raises(InputError, match=r'numbers of ISO 3166.*system="iso"'):
        wrap(frame, data=loader())
    panel = wrap(frame, system="iso", data=loader(MAJORS)).add_names()
    assert panel.frame()["cw_name"].null_count() <= sum(number in (276, 398, 300, 392) for number in numbers) + 2


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4), st.integers(1950, 1953)), min_size=1, max_size=12))
def test_a_direction_is_declared_or_shows_itself(dyads):
    """By a slow walk: both orders of every dyad-year, one order throughout, or refused."""
    frame = pl.DataFrame(dyads, schema=["ccode1", "ccode2", "year"], orient="row")
    if any(one == two for one, two, _ in dyads):
        with pytest.raises(InputError, match="pair a state with itself"):
            wrap(frame, data=loader())
        return
    turned = [(two, one, year) for one, two, year in dyads]
    higher = [one > two for one, two, _ in dyads]
    if set(turned) == set(dyads):
        assert wrap(frame, data=loader()).directed
    elif all(higher) or not any(higher):
        assert not wrap(frame, data=loader()).directed
    else:
        with pytest.raises(InputError, match=r"directed=True .* or directed=False"):
            wrap(frame, data=loader())
    if set(turned) & set(dyads):
        with pytest.raises(InputError, match="stand in both orders"):
            wrap(frame, directed=False, data=loader())
    else:
        assert wrap(frame, directed=False, data=loader()).frame().rows() == dyads


EVENTS = st.sampled_from([0, 1, 0.0, 1.0, True, False, None])
OTHERS = st.sampled_from([2, -9, 0.5, float("nan"), float("inf"), 9])
EVENT_TYPES = [pl.Int8, pl.Int16, pl.Int32, pl.Int64, pl.UInt8, pl.UInt16, pl.UInt32, pl.UInt64, pl.Float32, pl.Float64,
               pl.Boolean, pl.Decimal(5, 1), pl.String, pl.Categorical]  # fmt: skip


def typed_events(values, kind):
    whole = [None if value is None else int(value) for value in values]
    if kind in (pl.String, pl.Categorical):
        return pl.Series([None if value is None else str(value) for value in whole]).cast(pl.String).cast(kind)
    return pl.Series(whole, dtype=pl.Int64).cast(kind)


@settings(max_examples=60, deadline=None)
@given(st.lists(EVENTS, min_size=1, max_size=8), st.sampled_from(EVENT_TYPES))
def test_events_of_every_type_give_one_spell(values, kind):
    base = pl.DataFrame({"ccode": [2] * len(values), "year": range(1950, 1950 + len(values))})
    found = [
        wrap(base.with_columns(raidongoing=events), data=loader())
        .add_spells("raidongoing")
        .frame()["raidspell"]
        .to_list()
        for events in (typed_events(values, pl.Int64), typed_events(values, kind))
    ]
    assert found[0] == found[1]
    assert [value is None for value in found[0]] == [value is None for value in values]


@settings(max_examples=60, deadline=None)
@given(st.lists(EVENTS, max_size=8), OTHERS, st.booleans())
def test_an_event_that_is_neither_is_refused_with_its_value(values, odd, as_text):
    numbers = [*(None if value is None else float(value) for value in values), odd]
    events = pl.Series(numbers, dtype=pl.Float64)
    events = events.cast(pl.String) if as_text else events
    base = pl.DataFrame({"ccode": [2] * len(events), "year": range(1950, 1950 + len(events)), "raidongoing": events})
    with pytest.raises(InputError, match=r"raidongoing .* holds \[.*expected 0 for no event"):
        wrap(base, data=loader()).add_spells("raidongoing").frame()


@settings(max_examples=60, deadline=None)
@given(st.sets(st.integers(1940, 1960), min_size=1), st.sampled_from([2, 260, 255, 9999]))
def test_a_gap_is_told_where_a_spell_restarts_though_the_state_was_there(years, code):
    ordered = sorted(years)
    frame = pl.DataFrame({"ccode": [code] * len(ordered), "year": ordered, "raidongoing": [0] * len(ordered)})
    panel = wrap(frame, system="cow", data=loader()).add_spells("raidongoing")
    known = {(code, year) for code, year in COW}
    gaps = [(a, b) for a, b in pairwise(ordered) if b > a + 1]
    silent = [
        (a, b)
        for a, b in gaps
        if (code, a) in known and (code, b) in known and not any((code, year) in known for year in range(a + 1, b))
    ]
    told = [note for note in panel.notes if "rows are missing" in note]
    assert bool(told) == (len(gaps) > len(silent))
    assert not told or f"missing {len(gaps) - len(silent)} times" in told[0]
    spells = panel.frame()["raidspell"].to_list()
    assert all(spells[ordered.index(b)] == 0 for _, b in gaps)
    assert np.all(np.array(spells) >= 0)
