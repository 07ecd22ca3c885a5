"""A dated file of every pair's chances, with its own checksum: to be put aside now and scored when the years have passed.

The head is lines of ``# name: JSON``, the body a CSV table that every reader of CSV takes with ``#`` for comments. The
checksum is that of all bytes but its own line. The same model, table, year and date give the same bytes.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError
from foedus.files.arrays import checksum
from foedus.files.folder import write_file
from foedus.files.json_text import parse_json
from foedus.files.raw import write_rows
from foedus.files.reading import read_bytes
from foedus.history.table import HistoryTable
from foedus.outlook.all_pairs import DRAWS, LEVEL, SEED, AllPairs, forecast_pairs
from foedus.outlook.model import OutlookModel
from foedus.outlook.show import MOST_YEARS, check_horizon
from foedus.outlook.transition import normalise
from foedus.terms.outcomes import OUTCOMES
from foedus.version import __version__

Array = NDArray[np.float64]

TITLE = b"# foedus outlook, published\n"
FORMAT = 1
DIGITS = 6
MOST_BYTES = 50_000_000
PAST = 20
"""Years before the forecast over which the baseline counts what became of pairs in each state."""
HALF = 0.5
"""Added to each count of the baseline, so that none is not never."""
COLUMNS = (
    *("ccode1", "abbreviation1", "ccode2", "abbreviation2", "now"),
    *(f"{state}{end}" for state in OUTCOMES for end in ("", "_low", "_high")),
)
_SUM = re.compile(rb"^# sha256: ([0-9a-f]{64})\n", re.MULTILINE)


@dataclass(frozen=True)
class Publication:
    """A published forecast, as read back."""

    head: Mapping[str, Any]  #: What the head says: date, year, horizon, model, datasets, baseline.
    ccode1: NDArray[
        np.int64
    ]  #: `ccode1`, `ccode2`, `now`: shape (pairs,). Codes, and the state then as a position in `OUTCOMES`.
    ccode2: NDArray[np.int64]
    now: NDArray[np.int64]
    chance: Array  #: Shape (pairs, 4). Chances of the four states at the horizon.
    sha256: str  #: The checksum, which fits.

    @property
    def year(self) -> int:
        """Year that it starts from."""
        return int(self.head["year"])

    @property
    def target(self) -> int:
        """Year that it forecasts."""
        return self.year + int(self.head["horizon"])


def publish(
    model: OutlookModel,
    table: HistoryTable,
    year: int,
    *,
    on: date,
    horizon: int = 10,
    draws: int = DRAWS,
    seed: int = SEED,
) -> bytes:
    """Return the file of all pairs of a year, dated `on`."""
    check_horizon(horizon)
    found = forecast_pairs(model, table, year, horizon=horizon, draws=draws, seed=seed)
    head = {
        "format": FORMAT,
        "date": on.isoformat(),
        "year": year,
        "horizon": horizon,
        "pairs": len(found.pair),
        "interval": LEVEL,
        "foedus": __version__,
        "model": {
            "version": model.meta["version"],
            "fingerprint": model.meta["fingerprint"],
            "fitted_to": int(model.meta.get("origin", model.meta["last"])),
            "draws": model.draws,
            "seed": model.meta["seed"],
        },
        "draws": draws,
        "seed": seed,
        "table": checksum(table.arrays).hex(),
        "datasets": dict(table.meta["datasets"]),
        "baseline": np.round(past_shares(table, year, horizon=horizon), DIGITS).tolist(),
    }
    lines = "".join(f"# {name}: {json.dumps(value, sort_keys=True)}\n" for name, value in head.items())
    return _summed(TITLE + lines.encode(), _body(found, table.meta["states"]))


def past_shares(table: HistoryTable, year: int, *, horizon: int) -> Array:
    """What became of pairs by their state, shape (4, 4): annual shares of the years before, run to the horizon."""
    counts = np.full((len(OUTCOMES),) * 2, HALF)
    for earlier in range(max(table.first, year - PAST), year):
        before, after = table.system(earlier), table.system(earlier + 1)
        there = np.isin(before.ccode, after.ccode)
        low, high = before.pairs
        stay = there[low] & there[high]
        place = np.searchsorted(after.ccode, before.ccode)
        square = np.zeros((len(after.ccode),) * 2, dtype=np.intp)
        square[after.pairs] = after.state
        np.add.at(counts, (before.state[stay], square[place[low[stay]], place[high[stay]]]), 1.0)
    shares: Array = np.linalg.matrix_power(normalise(counts), horizon)
    return shares


def _body(found: AllPairs, names: Mapping[str, Any]) -> bytes:
    one, other = found.codes
    figures = np.stack([found.chance, found.low, found.high], axis=-1).reshape(len(found.pair), -1)
    rows = [
        [str(a), names[str(a)][0], str(b), names[str(b)][0], OUTCOMES[now], *(f"{value:.{DIGITS}f}" for value in row)]
        for a, b, now, row in zip(one.tolist(), other.tolist(), found.now.tolist(), figures.tolist(), strict=True)
    ]
    return write_rows(COLUMNS, rows)


def _summed(head: bytes, body: bytes) -> bytes:
    return head + f"# sha256: {hashlib.sha256(head + body).hexdigest()}\n".encode() + body


def read_date(text: str | None) -> date:
    """Return a date written as YYYY-MM-DD; without one, today's in universal time. Raises InputError if it is none."""
    if text is None:
        return datetime.now(UTC).date()
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text:
        raise InputError(f"--date {text[:40]}: expected a date such as 2026-11-29")
    return found


def refuse_untimely(when: date, year: int) -> None:
    """Raise InputError if nobody could publish on that day what is known of the end of `year`, or the day has not come."""
    end, today = date(year, 12, 31), datetime.now(UTC).date()
    if when < end:
        raise InputError(
            f"--date {when}: the forecast starts from what holds at the end of {year}; expected {end} or later"
        )
    if when > today + timedelta(days=1):  # further east it is tomorrow already
        raise InputError(f"--date {when} has not come yet; leave it out for today")


def refuse_existing(target: Path) -> None:
    """Raise InputError if a file of that name is there: what was published stays as it was."""
    if target.exists():
        raise InputError(
            f"{target} is there already; what was published is not written over: choose another file with --out"
        )


def save_publication(data: bytes, target: Path) -> None:
    """Write a publication, once.

    Raises InputError if a file of that name is there: what was published stays as it was. Raises OutputError if it
    cannot be written.
    """
    refuse_existing(target)
    write_file(data, target)


def read_publication(path: Path) -> Publication:
    """Read a publication whose checksum fits. Raises InputError if it is none, or was changed since."""
    data = read_bytes(path, limit=MOST_BYTES)
    found = _SUM.search(data)
    if not data.startswith(TITLE) or found is None:
        plain = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        if plain != data and plain.startswith(TITLE):
            raise InputError(
                f"{path} was saved anew, by an editor or by Git, with other ends of lines or a mark of encoding in front: its bytes "
                "are not those that were published; take the file as it was written"
            )
        raise InputError(f"{path} was not made by foedus outlook publish: it has no head or no checksum")
    head, body = data[: found.start()], data[found.end() :]
    expected = hashlib.sha256(head + body).hexdigest()
    if expected != found[1].decode():
        raise InputError(
            f"{path}: the checksum does not fit ({found[1].decode()[:16]} in the file, {expected[:16]} of what it holds): it was "
            "changed since it was published"
        )
    try:
        return _parse(head, body, expected)
    except (ValueError, KeyError, TypeError, IndexError, csv.Error) as error:
        raise InputError(f"{path}: the checksum fits, but it cannot be read: {str(error)[:200]}") from None


def _parse(head: bytes, body: bytes, digest: str) -> Publication:
    lines = head.decode().splitlines()[1:]
    known = {name: parse_json(text.encode()) for name, _, text in (line[2:].partition(": ") for line in lines)}
    if known["format"] != FORMAT:
        raise ValueError(f"it has the format {known['format']}, this foedus reads {FORMAT}")
    rows = list(csv.reader(io.StringIO(body.decode())))
    if tuple(rows[0]) != COLUMNS or len(rows) - 1 != known["pairs"]:
        raise ValueError(f"{len(rows) - 1} pairs or their columns are not those that the head says")
    chance = np.array([[float(row[5 + 3 * at]) for at in range(len(OUTCOMES))] for row in rows[1:]])
    baseline = np.array(known["baseline"], dtype=float)
    if not (np.abs(chance.sum(axis=1) - 1) < 1e-4).all() or (chance < 0).any() or baseline.shape != (4, 4):
        raise ValueError("chances do not sum to 1")
    strange = [row[4] for row in rows[1:] if row[4] not in OUTCOMES]
    if strange:
        raise ValueError(f"state {strange[0]!r}: expected one of {', '.join(OUTCOMES)}")
    one, other, now = (
        np.array(column)
        for column in zip(*((int(r[0]), int(r[2]), OUTCOMES.index(r[4])) for r in rows[1:]), strict=True)
    )
    int(known["model"]["fitted_to"])
    _check_sense(known, one, other, baseline=baseline)
    return Publication(known, one, other, now, chance, digest)


def _check_sense(
    known: Mapping[str, Any], one: NDArray[np.int64], other: NDArray[np.int64], *, baseline: Array
) -> None:
    """Raise ValueError where the parts of a publication cannot hold together; a checksum alone is soon made."""
    year, horizon = known["year"], known["horizon"]
    if type(year) is not int or type(horizon) is not int or not 1 <= horizon <= MOST_YEARS:
        raise ValueError(
            f"year {year!r} and horizon {horizon!r}: expected whole numbers, the horizon from 1 to {MOST_YEARS}"
        )
    if date.fromisoformat(str(known["date"])) < date(year, 12, 31):
        raise ValueError(f"it is dated {known['date']}, before the end of {year}, from which it starts")
    if (one >= other).any() or len(set(zip(one.tolist(), other.tolist(), strict=True))) < len(one):
        raise ValueError("a pair stands twice, or the wrong way round, or is one of a state with itself")
    if not (np.abs(baseline.sum(axis=1) - 1) < 1e-4).all() or (baseline < 0).any():
        raise ValueError("the shares of its baseline do not sum to 1")
