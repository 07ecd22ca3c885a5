"""Score a published forecast once the years have passed, against what its baselines would have said.

The baselines are two: what became of pairs by their state in the twenty years before (in the file, so that nobody can
choose it afterwards), and the shares of the outcome itself, which no forecast can know.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError
from foedus.files.reading import read_bytes
from foedus.history.table import HistoryTable
from foedus.nearest import nearest_hint
from foedus.outlook.publication import Publication
from foedus.outlook.scores import brier_skill, expected_over_observed, log_skill, pr_auc, roc_auc
from foedus.terms.outcomes import OUTCOMES

Array = NDArray[np.float64]
Outcomes = Mapping[tuple[int, int], int]

LEAST = 1e-6
"""Chance below which a published one does not count: six digits are printed."""
BASELINE = "past shares"


@dataclass(frozen=True)
class Scores:
    """How a published forecast did."""

    target: int  #: Year that was forecast.
    source: str  #: Where the outcomes come from.
    pairs: int  #: Pairs that were published.
    scored: int  #: Pairs with an outcome.
    lacking: int  #: Pairs without: one of the two is no member any more, or no row tells.
    in_sample: bool  #: The model was fitted on outcomes of the target year.
    #: By forecaster (outlook, past shares, base rate): mean log score in nats a pair, and Brier score.
    overall: tuple[Mapping[str, Any], ...]
    gain: float  #: Nats that the outlook gains over the past shares, all pairs together.
    #: By state, forecaster and whom: all pairs, or those not in that state when it was published.
    states: tuple[Mapping[str, Any], ...]


def table_outcomes(table: HistoryTable, year: int) -> Outcomes:
    """State of each pair of a year, by codes, the lower first."""
    system = table.system(year)
    low, high = system.pairs
    codes = zip(system.ccode[low].tolist(), system.ccode[high].tolist(), strict=True)
    return dict(zip(codes, map(int, system.state), strict=True))


def read_outcomes(path: Path, year: int) -> Outcomes:
    """Outcomes from a CSV file with the columns ccode1, ccode2, state and, where it has several years, year.

    Raises InputError if a column is missing, a row cannot be read (with its line), or a pair has two states.
    """
    try:
        text = read_bytes(path, limit=200_000_000).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start} is no UTF-8; save it as UTF-8") from None
    reader = csv.DictReader(io.StringIO(text))
    lacking = [name for name in ("ccode1", "ccode2", "state") if name not in (reader.fieldnames or ())]
    if lacking:
        raise InputError(f"{path}: no column {', '.join(lacking)}; expected ccode1, ccode2, state and perhaps year")
    found: dict[tuple[int, int], int] = {}
    for row in _read_rows(reader, path):
        where = f"{path}, line {reader.line_num}"
        if "year" in row and _whole(row["year"], f"{where}: year") != year:
            continue
        codes = sorted(_whole(row[name], f"{where}: {name}") for name in ("ccode1", "ccode2"))
        word = (row["state"] or "").strip()
        if word not in OUTCOMES:
            raise InputError(
                f"{where}: state {word[:40]!r}: expected one of {', '.join(OUTCOMES)}{nearest_hint(word, OUTCOMES)}"
            )
        key, state = (codes[0], codes[1]), OUTCOMES.index(word)
        if found.setdefault(key, state) != state:
            raise InputError(f"{where}: {codes[0]} and {codes[1]} have two states, {OUTCOMES[found[key]]} and {word}")
    if not found:
        raise InputError(f"{path}: no row of {year}")
    return found


def _read_rows(reader: csv.DictReader[str], path: Path) -> Iterator[dict[str, str]]:
    try:
        yield from reader
    except csv.Error as error:
        raise InputError(f"{path}, line {reader.line_num}: {error}") from None


def _whole(text: str | None, where: str) -> int:
    try:
        return int((text or "").strip())
    except ValueError:
        raise InputError(f"{where} is {(text or '')[:40]!r}; expected a whole number") from None


def score_publication(published: Publication, outcomes: Outcomes, *, source: str) -> Scores:
    """Score the pairs that have an outcome. Raises InputError if none has."""
    keys = zip(published.ccode1.tolist(), published.ccode2.tolist(), strict=True)
    came = np.array([outcomes.get(key, -1) for key in keys])
    known = came >= 0
    if not known.any():
        raise InputError(f"{source}: no pair of the published ones has an outcome in {published.target}")
    now, came = published.now[known], came[known]
    base = np.bincount(came, minlength=len(OUTCOMES)) / len(came)
    forecasts = {
        "outlook": published.chance[known],
        BASELINE: np.array(published.head["baseline"], dtype=float)[now],
        "base rate": np.broadcast_to(base, (len(came), len(OUTCOMES))),
    }
    logs = {name: _log_score(p, came) for name, p in forecasts.items()}
    hot = np.eye(len(OUTCOMES))[came]
    overall = tuple(
        {"forecast": name, "log_score": float(logs[name].mean()), "brier": float(((p - hot) ** 2).sum(axis=1).mean())}
        for name, p in forecasts.items()
    )
    rows = tuple(
        row
        for at in range(len(OUTCOMES))
        for whom, risk in (("all pairs", np.ones(len(came), dtype=bool)), ("not in it then", now != at))
        for name, p in list(forecasts.items())[:2]
        if (row := _row(at, whom, name, p=p[risk, at], y=(came[risk] == at).astype(float))) is not None
    )
    return Scores(
        target=published.target,
        source=source,
        pairs=len(known),
        scored=len(came),
        lacking=int((~known).sum()),
        in_sample=int(published.head["model"]["fitted_to"]) >= published.target,
        overall=overall,
        gain=float((logs["outlook"] - logs[BASELINE]).sum()),
        states=rows,
    )


def _log_score(p: Array, came: NDArray[np.integer]) -> Array:
    """Log of the chance given to what came, nats, by pair."""
    floored = np.maximum(p, LEAST)
    found: Array = np.log((floored / floored.sum(axis=1, keepdims=True))[np.arange(len(came)), came])
    return found


def _row(state: int, whom: str, name: str, *, p: Array, y: Array) -> dict[str, Any] | None:
    """Scores of one state among some pairs; None where there are none, or all or none came to it and no score is defined."""
    if not len(y):
        return None
    w, p = np.ones(len(y)), np.clip(p, LEAST, 1 - LEAST)
    defined = 0 < y.sum() < len(y)
    return {
        "state": OUTCOMES[state],
        "whom": whom,
        "forecast": name,
        "pairs": len(y),
        "observed": int(y.sum()),
        "expected": round(float(p.sum()), 1),
        "expected_observed": expected_over_observed(p, y, w) if y.any() else None,
        "log_skill": log_skill(p, y, w) if defined else None,
        "brier_skill": brier_skill(p, y, w) if defined else None,
        "auc": roc_auc(p, y, w) if defined else None,
        "pr_auc": pr_auc(p, y, w) if defined else None,
    }


def score_text(found: Scores) -> list[str]:
    """The scores in words."""
    left = (
        f"; {found.lacking:,} left out: one of the two is no state any more, or no row tells" if found.lacking else ""
    )
    lines = [
        f"{found.target} by {found.source}: {found.scored:,} of {found.pairs:,} published pairs scored{left}",
        *(
            ["IN SAMPLE: the model was fitted on the outcomes that it is scored by; this is no test of it"]
            if found.in_sample
            else []
        ),
        f"{'forecast':<14}{'log score':>12}{'Brier':>9}   nats a pair, nearer 0 is better",
        *(f"{row['forecast']:<14}{row['log_score']:>12.4f}{row['brier']:>9.4f}" for row in found.overall),
        f"the outlook gains {found.gain:+.1f} nats over past shares; pairs move together, so no interval is given",
        "",
        f"{'state':<11}{'whom':<16}{'forecast':<13}{'pairs':>8}{'expected':>10}{'came':>7}{'E/O':>7}{'skill':>8}{'Brier':>8}{'ROC':>7}{'PR':>7}",
    ]
    return lines + [_line(row) for row in found.states]


def _line(row: Mapping[str, Any]) -> str:
    head = f"{row['state']:<11}{row['whom']:<16}{row['forecast']:<13}{row['pairs']:>8,}{row['expected']:>10,.1f}{row['observed']:>7,}"
    cells = (("expected_observed", 7, 2), ("log_skill", 8, 3), ("brier_skill", 8, 3), ("auc", 7, 3), ("pr_auc", 7, 3))
    return head + "".join(
        "-".rjust(width) if row[name] is None else f"{row[name]:>{width}.{digits}f}" for name, width, digits in cells
    )
