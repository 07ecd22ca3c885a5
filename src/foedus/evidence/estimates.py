"""From entries to estimates: the one way in which a pooled quantity gets its point, interval and claims."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from foedus.evidence.draws import Array, Draws
from foedus.evidence.pooling import Pooled, blocks, pool
from foedus.evidence.visible import Evidence, Quantity
from foedus.intervals import interval

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its 5-95 % interval, what it rests on and how much that is.

    `n_eff` is Kish's effective number of references; `claims` are ids; `widened` says that the
    interval had to be widened to hold the value.
    """

    value: float
    low: float
    high: float
    n_eff: float
    claims: tuple[str, ...]
    widened: bool = False


@dataclass(frozen=True, slots=True)
class Estimated:
    """An estimate together with its draws, shape (draws,); None where they were not kept."""

    estimate: Estimate
    draws: Array | None


Statistic = Callable[[Pooled], Array]


def estimate_each(
    evidence: Evidence,
    entries: Mapping[Key, Sequence[Quantity]],
    *,
    draws: Draws,
    point: Statistic,
    drawn: Statistic,
    bootstrap: bool,
    keep: Callable[[Key], bool] = lambda _: False,
    most: int | None = None,
) -> dict[Key, Estimated]:
    """Return the estimate of every quantity, in sorted order of its key.

    Every key has entries. `point` and `drawn` go from pooled sums to values, shape (draws, quantities); `bootstrap`
    tells whether the bootstrap over references enters the draws. `keep` tells which quantities keep their draws
    (memory: 8 bytes a draw), `most` how many, the first ones; default all.
    """
    flat = [entry for key in sorted(entries) for entry in entries[key]]  # type: ignore[type-var]
    keys, layout = evidence.lay_out(flat)
    found: dict[Key, Estimated] = {}
    if layout is None:
        return found
    centre = evidence.point()
    for block in blocks(layout, len(draws)):
        part = layout.block(block.start, block.stop)
        pooled = pool(part, centre, bootstrap=False)
        value = point(pooled)[0]
        sampled = drawn(pool(part, draws, bootstrap=bootstrap))
        low, high, widened = interval(sampled, value)
        for at, name in enumerate(keys[block]):
            key: Key = name  # type: ignore[assignment]
            claims = claim_ids(evidence, entries[key])
            estimate = Estimate(
                float(value[at]), float(low[at]), float(high[at]), float(pooled.n_eff[0, at]), claims, bool(widened[at])
            )
            found[key] = Estimated(estimate, sampled[:most, at].copy() if keep(key) else None)
    return found


def claim_ids(evidence: Evidence, entries: Sequence[Quantity]) -> tuple[str, ...]:
    """Return the ids of the claims behind entries, in order."""
    return tuple(evidence.claims[at].id for at in sorted({entry.claim for entry in entries}))


def summarise(point: float, draws: Array, *, n_eff: float, claims: tuple[str, ...]) -> Estimate:
    """Return the estimate of a quantity derived from others, from its point and its draws, shape (draws,)."""
    low, high, widened = interval(draws[:, None], draws[:1] * 0 + point)
    return Estimate(point, float(low[0]), float(high[0]), n_eff, claims, bool(widened[0]))
