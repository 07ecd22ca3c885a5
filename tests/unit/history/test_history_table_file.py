"""The table of pairs as a file: read back, refused where it is damaged; and a system made by hand."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from foedus.errors import InputError
from foedus.files.arrays import Damaged, checksum, pack
from foedus.history.build import build_history, covariates
from foedus.history.covariates import COLUMNS
from foedus.history.find import dyad_year
from foedus.history.make_table import make_table, round_states
from foedus.history.shipped import load_table, save_table
from foedus.history.table import STEPS, HistoryTable, check_table, rounded, table_arrays, unrounded
from outlook_world import FIRST, LAST, a_world, shuffled


@pytest.fixture(scope="module")
def table() -> HistoryTable:
    return make_table(build_history(a_world(), FIRST, last=LAST), a_world(), first=FIRST + 4)


def test_a_made_world_gives_its_own_covariates_to_the_bit() -> None:
    history = build_history(a_world(), FIRST, last=LAST)
    made = make_table(history, a_world(), first=FIRST + 4)
    x = covariates(history.grid, states=round_states(history.states), pairs=history.pairs)
    x[:, COLUMNS.index("small_tie")] = history.column("small_tie")
    for year in range(FIRST + 4, LAST + 1):
        np.testing.assert_array_equal(made.covariates(year), x[history.year == year])


def test_a_dyad_with_an_enemy_keeps_it_and_what_is_left_without(table: HistoryTable) -> None:
    built = dyad_year(build_history(a_world(), FIRST, last=LAST), 10, 20, 1905)
    kept = table.dyad(20, 10, 1905)
    assert (kept.source, kept.state, kept.ccode1) == (built.source, built.state, 10)
    assert kept.source == 30
    assert dict(kept.without) == pytest.approx(dict(built.without), abs=0.05)


def test_the_order_of_the_sources_rows_changes_no_byte(table: HistoryTable) -> None:
    turned = shuffled(a_world(), 3)
    again = make_table(build_history(turned, FIRST, last=LAST), turned, first=FIRST + 4)
    assert pack(table_arrays(again)) == pack(table_arrays(table))


def test_a_saved_table_is_read_back(table: HistoryTable, tmp_path: Path) -> None:
    save_table(table, tmp_path / "table.npz")
    again = load_table(tmp_path / "table.npz")
    assert again.meta == table.meta
    assert again.dyad(10, 20, 1905).values == table.dyad(10, 20, 1905).values
    assert str(tmp_path) in again.where


@pytest.mark.parametrize("name", ["power", "democracy", "lat", "lng"])
def test_rounding_moves_by_half_a_step_and_no_further(name: str) -> None:
    values = np.random.default_rng(1).uniform(1e-6, 0.9, 500)
    back = unrounded(name, rounded(name, values))
    gap = np.abs(np.log(back) - np.log(values)) if name == "power" else np.abs(back - values)
    assert gap.max() <= STEPS[name] / 2 + 1e-12
    np.testing.assert_array_equal(rounded(name, back), rounded(name, values))


def test_no_rounded_score_changes_sides_of_the_threshold() -> None:
    scores = np.concatenate([np.random.default_rng(2).uniform(-2, 3, 2000), [0.8, np.nextafter(0.8, 1)]])
    np.testing.assert_array_equal(unrounded("democracy", rounded("democracy", scores)) > 0.8, scores > 0.8)


def test_a_year_or_state_that_is_not_there_is_refused() -> None:
    shipped = load_table()
    with pytest.raises(InputError, match="holds 1946 to 2018"):
        shipped.system(1945)
    with pytest.raises(InputError, match="260: no member of the state system in 2018"):
        shipped.dyad(260, 2, 2018)
    with pytest.raises(InputError, match="twice"):
        shipped.dyad(2, 2, 2018)


def test_the_gain_of_1946_looks_back_to_the_war() -> None:
    """Four years before the first stand in the file, so that 1946 to 1949 are whole."""
    found = load_table().covariates(1946)[:, COLUMNS.index("common_threat_gain")]
    common = load_table().covariates(1946)[:, COLUMNS.index("common_threat")]
    assert 0 < (found > 0).sum() < (common > 0).sum()


def _changed(arrays: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    parts = dict(arrays)
    name, way = rng.choice(sorted(parts)), rng.randrange(6)
    values = parts[name]
    if way == 0:
        del parts[name]
    elif way == 1:
        parts[name] = values[:-1]
    elif way == 2:
        parts[name] = values.astype(float) * np.nan
    elif way == 3:
        parts[name] = np.full(values.shape, rng.choice((0, 1, 200, 32767)), dtype=np.int32)
    elif way == 4:
        parts[name] = values[::-1].copy()
    else:
        meta = json.loads(parts["meta"].tobytes())
        meta[rng.choice(sorted(meta))] = rng.choice((None, [], {}, 7, "x\x1b[2J", {"2": ["\x07", 1]}))
        parts["meta"] = np.frombuffer(json.dumps(meta).encode(), dtype=np.uint8)
    return parts


def test_damage_is_refused_or_gives_numbers(table: HistoryTable) -> None:
    arrays, rng, refused = table_arrays(table), random.Random(5), 0
    for _ in range(200):
        parts = _changed(arrays, rng)
        try:
            meta = check_table(parts)
        except Damaged:
            refused += 1
            continue
        read = HistoryTable({name: values for name, values in parts.items() if name != "meta"}, meta)
        for year in range(read.first, read.last + 1):
            assert np.isfinite(read.covariates(year)).all()
    assert refused > 120


def test_a_changed_byte_is_refused_with_the_step(table: HistoryTable, tmp_path: Path) -> None:
    arrays = table_arrays(table)
    flags = arrays["flags"].copy()
    flags[0] ^= 1
    path = tmp_path / "table.npz"
    other = {**arrays, "flags": flags, "sha256": np.frombuffer(checksum(arrays), dtype=np.uint8)}
    np.savez(path, **other)
    with pytest.raises(InputError, match=r"checksum inside does not fit.*foedus outlook table"):
        load_table(path)


def test_the_world_before_the_first_year_is_not_asked_for(table: HistoryTable) -> None:
    assert table.first == FIRST + 4
    assert replace(table, where="elsewhere").dyad(10, 20, 1905).where == "elsewhere"
