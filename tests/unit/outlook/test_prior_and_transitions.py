"""The outside view: the table run to the horizon, its bootstrap, and priors that users give."""

from __future__ import annotations

import csv
import json
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from foedus.errors import InputError
from foedus.outlook.prior import choose_prior, table_prior
from foedus.outlook.transition import block_bootstrap, normalise, run
from foedus.terms.outcomes import OUTCOMES


def dice() -> np.random.Generator:
    return np.random.default_rng(9)


def own_table() -> np.ndarray:
    """The annual table, read from the committed counts without the code under test."""
    text = resources.files("foedus.outlook").joinpath("transition_counts.csv").read_text()
    counts = {(a, b): 0.0 for a in OUTCOMES for b in OUTCOMES}
    for row in csv.DictReader(text.splitlines()):
        counts[row["from"], row["to"]] += float(row["count"])
    rows = [[counts[a, b] for b in OUTCOMES] for a in OUTCOMES]
    return np.array([[cell / sum(row) for cell in row] for row in rows])


@pytest.mark.parametrize("state", OUTCOMES)
@pytest.mark.parametrize("years", [1, 7, 10, 50])
def test_the_prior_is_a_power_of_the_annual_table(state: str, years: int) -> None:
    found = choose_prior("table", state, horizon=years, draws=20, rng=dice())
    power = np.linalg.matrix_power(own_table(), years)
    np.testing.assert_allclose(found.probability, power[OUTCOMES.index(state)], atol=1e-12)
    assert found.by_year.shape == (years + 1, 4)
    np.testing.assert_array_equal(found.by_year[0], np.eye(4)[OUTCOMES.index(state)])
    np.testing.assert_allclose(found.draws_by_year.sum(axis=-1), 1)
    assert found.draws.shape == (20, 4)


def test_a_run_by_hand() -> None:
    annual = np.array([[0.9, 0.1], [0.4, 0.6]])
    np.testing.assert_allclose(run(annual, 0, years=2), [[1, 0], [0.9, 0.1], [0.85, 0.15]])
    assert run(annual, 1, years=0).tolist() == [[0, 1]]
    np.testing.assert_allclose(normalise(np.array([[2.0, 6.0], [0.0, 0.0]])), [[0.25, 0.75], [0, 1]])


def test_blocks_are_reweighted_whole() -> None:
    """Two blocks, each with one kind of move: the share of the first is uniform, as Dirichlet(1, 1) says."""
    counts = np.array([[[1.0, 0], [0, 1]], [[0.0, 1], [1, 0]]])
    tables = block_bootstrap(counts, 4000, rng=dice())
    stays = tables[:, 0, 0]
    np.testing.assert_allclose(tables[:, 1, 1], stays)
    # A uniform share: mean .5, variance 1/12; 4,000 draws give the mean to .005 (four errors: .02).
    assert stays.mean() == pytest.approx(0.5, abs=0.02)
    assert stays.var() == pytest.approx(1 / 12, abs=0.006)


def test_the_uniform_prior_is_even_and_has_no_spread() -> None:
    found = choose_prior("uniform", "rivalry", horizon=3, draws=5, rng=dice())
    assert found.draws_by_year.shape == (5, 4, 4)
    assert (found.draws_by_year == 0.25).all()
    assert (found.annual, dict(found.dataset), found.carries) == (None, {}, frozenset())


def test_a_file_gives_its_own_prior(tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_text('{"rivalry": 1, "alliance": 2, "unaligned": 3, "entente": 4}')
    found = choose_prior(str(file), "entente", horizon=10, draws=3, rng=dice())
    assert found.probability.tolist() == pytest.approx([0.2, 0.4, 0.3, 0.1])
    assert (found.id, found.dataset["title"]) == ("mine.json", "prior of mine.json")


GOOD = {"alliance": 0.1, "entente": 0.6, "unaligned": 0.2, "rivalry": 0.1}
BAD_PRIORS: dict[str, tuple[Any, str]] = {
    "zero": ({**GOOD, "rivalry": 0}, "positive"),
    "negative": ({**GOOD, "rivalry": -0.1}, "positive"),
    "nan": ('{"alliance": NaN, "entente": 1, "unaligned": 1, "rivalry": 1}', "NaN, expected a number"),
    "infinity": ('{"alliance": Infinity, "entente": 1, "unaligned": 1, "rivalry": 1}', "Infinity, expected a number"),
    "string": ({**GOOD, "rivalry": "0.1"}, "expected {"),
    "boolean": ({**GOOD, "rivalry": True}, "expected {"),
    "null": ({**GOOD, "rivalry": None}, "expected {"),
    "missing outcome": ({key: GOOD[key] for key in ("alliance", "entente", "rivalry")}, "expected exactly"),
    "extra outcome": ({**GOOD, "war": 0.1}, "expected exactly"),
    "list": ([0.1, 0.6, 0.2, 0.1], "expected {"),
    "number": (0.5, "expected {"),
    "empty": ("", "not a JSON text"),
    "not JSON": ("alliance: 0.1", "not a JSON text"),
    "truncated": ('{"alliance": 0.1, "entente"', "not a JSON text"),
    "not text": (b"\xff\xfe\x00{", "not a JSON text"),
    "very deep": ("[" * 100_000, "not a JSON text"),
    "very long number": ('{"alliance": 1' + "0" * 400 + ', "entente": 1, "unaligned": 1, "rivalry": 1}', "positive"),
    "sum overflows": ({**GOOD, "alliance": 1.7e308, "entente": 1.7e308}, "too far apart"),
    "share vanishes": ({**GOOD, "alliance": 1e-320, "entente": 1e300}, "too far apart"),
    "one takes all": ({**GOOD, "alliance": 1e20}, "too far apart"),
    "said twice": ('{"alliance": 1, "alliance": 2, "entente": 1, "unaligned": 1, "rivalry": 1}', "twice"),
}


@pytest.mark.parametrize("name", BAD_PRIORS)
def test_a_prior_that_cannot_be_used_is_refused_in_words(name: str, tmp_path: Path) -> None:
    content, expected = BAD_PRIORS[name]
    file = tmp_path / "prior.json"
    if isinstance(content, bytes):
        file.write_bytes(content)
    else:
        file.write_text(content if isinstance(content, str) else json.dumps(content))
    with pytest.raises(InputError) as caught:
        choose_prior(str(file), "entente", horizon=10, draws=3, rng=dice())
    assert expected in str(caught.value)
    assert "prior" in str(caught.value)
    assert len(str(caught.value)) < 600


@pytest.mark.parametrize("path", ["absent.json", ".", "x" * 400, "a\0b", ""])
def test_a_prior_that_is_no_file_is_refused_in_words(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="expected outlook, table, uniform or a JSON file"):
        choose_prior(path, "entente", horizon=10, draws=3, rng=dice())


def test_the_table_says_what_it_was_made_from() -> None:
    found = table_prior("entente", 5, draws=2, rng=dice())
    assert len(found.dataset["sha256"]) == 64
    assert {"title", "version", "citation"} <= set(found.dataset)
    assert found.carries == {"state_of_relation"}
