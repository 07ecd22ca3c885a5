"""The prior over the four outcomes at the horizon: a real, named, replaceable one.

`table` runs the annual transition table of two centuries' dyads to the horizon; `uniform` says nothing;
a file gives the user's own.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from foedus.errors import InputError
from foedus.files.json_text import JsonFault, parse_json
from foedus.files.reading import read_bytes
from foedus.outlook.transition import Array, block_bootstrap, normalise, run
from foedus.terms.outcomes import OUTCOMES

TABLE_FILE = "transition_counts.csv"
LARGEST_PRIOR = 1_000_000
"""Bytes of the largest file of a user's prior: it holds four numbers."""
LEAST_SHARE = 1e-9
"""Least share of an outcome in a user's prior: below it the numbers decide by their rounding."""

TABLE_SMALL, PLAIN_SMALL = 0.2, 0.5
"""Share of the alliance that is one by a small pact: of the table (of new ties since 1816 about one in five, each treaty
counted once for a pair), and of priors that do not say (judgment)."""

TABLE_TITLE = "Annual transitions of dyadic relations 1920-2010"


@dataclass(frozen=True)
class Prior:
    """Probabilities of the outcomes before the case's evidence is heard."""

    id: str  #: `id`, `label`: name for files and for readers.
    label: str
    by_year: Array  #: Shape (horizon + 1, 4). Point probabilities by year; the last row is the prior.
    draws_by_year: Array  #: Shape (draws, horizon + 1, 4). The same in every draw.
    annual: Array | None = None  #: Shape (4, 4). Annual transition table, where the prior has one.
    #: Covariates that the prior has counted: factors with such a covariate get no rating effect.
    carries: frozenset[str] = frozenset()
    #: Title, version, sha256, citation of what the prior was made from.
    dataset: Mapping[str, str] = field(default_factory=dict)
    absent: Prior | None = None  #: The prior once the enemy that it counts is gone; None where it counts none.
    #: What a reader must know: what was carried forward, what lies outside the training support.
    notes: tuple[str, ...] = ()
    #: Figures that stand beside the prior, such as what of the alliance is the bloc route's.
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def small(self) -> float:
        """Share of the alliance that is one by a small pact, 0 to 1; the rest comes by way of a bloc."""
        return float(self.facts.get("small_share", PLAIN_SMALL))

    @property
    def probability(self) -> Array:
        """Point prior at the horizon, shape (4,)."""
        last: Array = self.by_year[-1]
        return last

    @property
    def draws(self) -> Array:
        """Prior at the horizon in every draw, shape (draws, 4)."""
        last: Array = self.draws_by_year[:, -1]
        return last


@cache
def read_counts() -> tuple[Array, str]:
    """Return (counts by block, shape (blocks, 4, 4), in the order of `OUTCOMES`; SHA-256 of the file)."""
    data = resources.files("foedus.outlook").joinpath(TABLE_FILE).read_bytes()
    rows = list(csv.DictReader(data.decode().splitlines()))
    check_counted({row["from"] for row in rows}, "table")
    starts = sorted({int(row["block_start"]) for row in rows})
    counts = np.zeros((len(starts), len(OUTCOMES), len(OUTCOMES)))
    for row in rows:
        cell = (starts.index(int(row["block_start"])), OUTCOMES.index(row["from"]), OUTCOMES.index(row["to"]))
        counts[cell] += float(row["count"])
    counts.setflags(write=False)
    return counts, hashlib.sha256(data).hexdigest()


def check_counted(states: Collection[str], prior: str) -> None:
    """Refuse a prior from counts that lack an outcome; InputError names it."""
    missing = [outcome for outcome in OUTCOMES if outcome not in states]
    if missing:
        raise InputError(
            f"prior {prior}: no transitions are counted for {', '.join(missing)}, expected counts for every outcome; "
            "use --prior uniform or a JSON file of your own"
        )


def table_prior(state: str, horizon: int, *, draws: int, rng: np.random.Generator) -> Prior:
    """Return the transition table run from the present state to the horizon, with block-bootstrap draws."""
    counts, digest = read_counts()
    annual = normalise(counts.sum(axis=0))
    start = OUTCOMES.index(state)
    return Prior(
        id="table",
        label="transition table of dyads 1920-2010",
        by_year=run(annual, start, years=horizon),
        draws_by_year=run(block_bootstrap(counts, draws, rng=rng), start, years=horizon),
        annual=annual,
        carries=frozenset({"state_of_relation"}),
        facts={"small_share": TABLE_SMALL},
        dataset={
            "title": TABLE_TITLE,
            "version": "ATOP 5.1, GML and COW disputes, TSS rivalries; five-year blocks",
            "sha256": digest,
            "citation": "Leeds et al. 2002; Gibler, Miller and Little 2016; Palmer et al. 2022; "
            "Thompson, Sakuwa and Suhas 2021; counts by foedus",
        },
    )


def constant_prior(
    name: str, label: str, *, probabilities: Mapping[str, float], horizon: int, draws: int, digest: str = ""
) -> Prior:
    """Return a prior that is the same in every year and every draw.

    Raises InputError if an outcome is missing or unknown, or a number is not positive and finite.
    """
    if set(probabilities) != set(OUTCOMES):
        raise InputError(
            f"prior {name}: outcomes {str(sorted(probabilities))[:200]}, expected exactly {list(OUTCOMES)}; "
            "give one positive number for each"
        )
    values = np.array([_finite(probabilities[outcome]) for outcome in OUTCOMES])
    if not (np.isfinite(values).all() and (values > 0).all()):
        raise InputError(
            f"prior {name}: {str(dict(probabilities))[:200]}, expected four positive numbers (a zero could never be "
            "moved by evidence); use a small number such as 0.01"
        )
    row = values / values.max()
    row /= row.sum()
    if row.min() < LEAST_SHARE:
        raise InputError(
            f"prior {name}: {dict(probabilities)} are too far apart, {OUTCOMES[int(row.argmin())]} has a share of "
            f"{row.min():.1e}, expected at least {LEAST_SHARE:.0e}; use a number such as 0.001"
        )
    by_year = np.repeat(row[None, :], horizon + 1, axis=0)
    drawn = np.broadcast_to(by_year, (draws, *by_year.shape))
    dataset = {"title": label, "version": "1", "sha256": digest, "citation": "given by the user"}
    return Prior(name, label, by_year, drawn, dataset=dataset if digest else {})


def uniform_prior(horizon: int, draws: int) -> Prior:
    """Return the prior that gives every outcome the same probability."""
    same = dict.fromkeys(OUTCOMES, 1 / len(OUTCOMES))
    return constant_prior("uniform", "uniform (evidence only)", probabilities=same, horizon=horizon, draws=draws)


def file_prior(path: Path, horizon: int, *, draws: int) -> Prior:
    """Return the prior of a JSON file: an object with one positive number per outcome.

    Raises InputError if the file cannot be read or does not hold four positive numbers.
    """
    try:
        data = read_bytes(path, limit=LARGEST_PRIOR)
    except InputError as error:
        raise InputError(f"prior: {error}; expected outlook, table, uniform or a JSON file") from None
    try:
        loaded = parse_json(data)
    except JsonFault as fault:
        line = "" if fault.line is None else f" line {fault.line}"
        raise InputError(f"prior {path}{line}: not a JSON text ({fault}); expected {_EXAMPLE}") from None
    numbers = isinstance(loaded, dict) and all(
        isinstance(value, int | float) and not isinstance(value, bool) for value in loaded.values()
    )
    if not numbers:
        raise InputError(f"prior {path}: {str(loaded)[:80]!r}, expected {_EXAMPLE}")
    return constant_prior(
        path.name,
        f"prior of {path.name}",
        probabilities=loaded,
        horizon=horizon,
        draws=draws,
        digest=hashlib.sha256(data).hexdigest(),
    )


def _finite(value: float) -> float:
    """Return a float; a whole number too long for one is infinite."""
    try:
        return float(value)
    except OverflowError:
        return float("inf")


_EXAMPLE = '{"alliance": 0.1, "entente": 0.6, "unaligned": 0.2, "rivalry": 0.1}'


def choose_prior(name: str, state: str, *, horizon: int, draws: int, rng: np.random.Generator) -> Prior:
    """Return the prior that the user named: `table`, `uniform` or the path of a JSON file."""
    if name == "table":
        return table_prior(state, horizon, draws=draws, rng=rng)
    if name == "uniform":
        return uniform_prior(horizon, draws)
    return file_prior(Path(name), horizon, draws=draws)
