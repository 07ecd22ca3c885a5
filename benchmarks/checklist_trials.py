"""`python -m benchmarks.checklist_trials`: what each part of the checklist model is worth, over the 29 circumstances.

The model with a switch for every part; many cases at once, all works of one weight. Ratings give the ratios. The table is of
the point (`--draws` adds coverage and takes long): mean change of log score, the same without each part, the worst.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.circumstances import CIRCUMSTANCES, Array, Cases, make_cases
from benchmarks.simulation import SEED

LN2 = np.log(2.0)
SIDES = (slice(0, None, 2), slice(1, None, 2))
"""Every other work is of the other side."""
ACCURACY = np.array([0.5, 0.6, 0.7, 0.8, 0.9, 0.96])
ALWAYS_YES = np.array([0.0, 0.15, 0.3, 0.5, 0.7, 0.9])
SLANT_PRIOR = {
    "free": np.array([0.50, 0.35, 0.15, 0, 0, 0]),
    "unknown": np.array([0.20, 0.22, 0.20, 0.18, 0.12, 0.08]),
    "interested": np.array([0.05, 0.10, 0.20, 0.25, 0.25, 0.15]),
}


@dataclass(frozen=True)
class Parts:
    """Which parts of the model are in."""

    solve: bool = True  #: Prevalence when nothing changes from the base rate over the prior; else the base rate itself.
    learn: str = "power"  #: Of accuracy and slant: power, full, none (their priors), fixed (.75 and no slant).
    unknown_power: float = 0.3
    other_power: float = 1.0  #: Of sides declared free or interested.
    accuracy_prior: tuple[float, ...] = (0.05, 0.15, 0.27, 0.30, 0.15, 0.08)
    lists: tuple[tuple[float, float], ...] = ((0.0, 0.4), (0.6, 0.3), (0.9, 0.3))  #: Least presence and its weight.
    groups: str = "owa"  #: owa, strongest, sum.
    rho: tuple[float, float, float] = (0.5, 0.2, 0.8)
    eta: tuple[float, float, float] = (0.9, 0.5, 1.5)
    scale_sd: float = 0.5
    base_sd: float = 0.6
    ratio_sd_floor: float = 0.4  #: Least variance of ratings in the spread of their shrunk mean.
    bootstrap: bool = True
    cap: float = 0.02
    shrink: bool = True


def logit(p: Array | float) -> Array:
    return np.log(p) - np.log1p(-np.asarray(p))


def expit(x: Array) -> Array:
    return 1 / (1 + np.exp(-x))


def prevalence(lam: Array, prior: Array, *, base: Array, solve: bool) -> Array:
    """(..., k, o) from lam (..., k, o), prior (..., o), base (..., k)."""
    a = logit(base)
    a = np.broadcast_to(a, lam.shape[:-1]).copy()
    if solve:
        target = expit(a)
        for _ in range(12):
            q = expit(a[..., None] + lam)
            mean = (q * prior[..., None, :]).sum(axis=-1)
            slope = (q * (1 - q) * prior[..., None, :]).sum(axis=-1)
            step = np.clip((mean - target) / np.maximum(slope, 1e-9), -1.0, 1.0)
            a -= step
            if np.abs(step).max() < 1e-7:
                break
    return expit(a[..., None] + lam)


def effects(term: Array, rho: Array, *, group: Array, how: str) -> Array:
    """Sum over groups, (..., o), of terms (..., k, o); rho (...)."""
    names = np.unique(group)
    if how == "sum":
        return term.sum(axis=-2)
    width = max((group == name).sum() for name in names)
    padded = np.zeros((*term.shape[:-2], len(names), width, term.shape[-1]))
    for at, name in enumerate(names):
        own = np.flatnonzero(group == name)
        padded[..., at, : len(own), :] = term[..., own, :]
    gains = -np.sort(-np.maximum(padded, 0), axis=-2)
    losses = -np.sort(-np.maximum(-padded, 0), axis=-2)
    if how == "strongest":
        return (gains[..., 0, :] - losses[..., 0, :]).sum(axis=-2)
    weight = (1 - np.asarray(rho))[..., None, None, None] ** np.arange(width)[:, None]
    return ((gains - losses) * weight).sum(axis=(-3, -2))


def shrink(cases: Cases, parts: Parts) -> tuple[Array, Array]:
    """Log ratios (n, k, o) and their sd (n,) from ratings."""
    n, raters, k, o = cases.rating.shape
    open_ = cases.listed[..., None] & (np.arange(o) != cases.state[:, None])[:, None, :]
    count = np.maximum(open_.sum(axis=(1, 2)), 1)
    within = cases.rating.var(axis=1, ddof=1) if raters > 1 else np.zeros((n, k, o))
    noise = (within * open_).sum(axis=(1, 2)) / count / raters + 1 / 12
    mean = cases.rating.mean(axis=1)
    # about zero, for a case without effect has ratings about zero
    spread = (mean**2 * open_).sum(axis=(1, 2)) / count
    signal = np.maximum(spread - noise, 0.0)
    factor = signal / (signal + noise) if parts.shrink else np.ones(n)
    floor = np.maximum(signal, parts.ratio_sd_floor)
    sd = LN2 * np.sqrt(floor * noise / (floor + noise))
    return LN2 * factor[:, None, None] * mean * open_, sd


def grid() -> tuple[Array, Array]:
    return np.repeat(ACCURACY, len(ALWAYS_YES)), np.tile(ALWAYS_YES, len(ACCURACY))


def weigh(cases: Cases, yes: Array, no: Array, parts: Parts) -> tuple[Array, Array, Array]:
    """Weights (n, k, side, g) of accuracy and slant learnt from other kinds; chances of yes (g), there and not."""
    c, m = grid()
    if parts.learn == "fixed":
        c, m = np.array([0.75]), np.array([0.0])
        return np.ones((*yes.shape, 1)), m + (1 - m) * c, m + (1 - m) * (1 - c)
    on, off = m + (1 - m) * c, m + (1 - m) * (1 - c)
    on, off = np.clip(on, 1e-9, 1 - 1e-9), np.clip(off, 1e-9, 1 - 1e-9)
    pc, pm = np.array(parts.accuracy_prior), SLANT_PRIOR[cases.slant]
    if parts.learn == "none":
        return np.broadcast_to(np.outer(pc, pm).ravel(), (*yes.shape, len(c))), on, off
    there = np.exp(yes[..., None] * np.log(on) + no[..., None] * np.log1p(-on))
    absent = np.exp(yes[..., None] * np.log(off) + no[..., None] * np.log1p(-off))
    found = []
    for least, _ in parts.lists:
        presence = np.maximum(cases.base, least)[:, :, None, None]
        own = np.log(presence * there + (1 - presence) * absent)
        found.append(own.sum(axis=1, keepdims=True) - own)
    share = np.array([w for _, w in parts.lists])
    each = np.stack(found, axis=-1) + np.log(share)
    top = each.max(axis=-1)
    log_l = top + np.log(np.exp(each - top[..., None]).sum(axis=-1))
    like = np.exp(log_l - log_l.max(axis=-1, keepdims=True)).reshape(*yes.shape, len(ACCURACY), len(ALWAYS_YES))
    power = parts.unknown_power if cases.slant == "unknown" else parts.other_power
    power = power if parts.learn == "power" else 1.0
    with_slant = pm * like
    c_weight = pc * with_slant.sum(axis=-1)
    tempered = pm * like**power
    m_weight = tempered / np.maximum(tempered.sum(axis=-1, keepdims=True), 1e-300)
    weight = (c_weight[..., None] * m_weight).reshape(*yes.shape, -1)
    return weight / weight.sum(axis=-1, keepdims=True), on, off


def terms(q: Array, likelihood: Array, state: Array) -> Array:
    log = np.log1p(q * (likelihood - 1)[..., None])
    held = np.take_along_axis(log, state.reshape(-1, *[1] * (log.ndim - 1)), axis=-1)
    return log - held


def capped(log_l: Array, cap: float) -> Array:
    like = np.exp(np.clip(log_l, -50, 50))
    return ((1 - cap) * like + cap) / ((1 - cap) + cap * like) if cap else like


def softmax(x: Array) -> Array:
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def ratios(lam_log_r: Array, base: Array) -> Array:
    return logit(np.minimum(0.95, base[..., None] * np.exp(lam_log_r))) - logit(base)[..., None]


@dataclass(frozen=True)
class Read:
    """What a case says before anything is drawn."""

    yes: Array  #: (n, k, works)
    no: Array  #: (n, k, works)
    weight: Array  #: (n, k, side, g) Of accuracy and slant.
    on: Array  #: (g,) Chance of yes where a factor is there.
    off: Array  #: (g,) And where it is not.
    log_ratio: Array  #: (n, k, o)
    sd: Array  #: (n,) Of a log ratio.

    def by_side(self, said: Array) -> Array:
        """Return votes summed over the works of each side, (n, k, side)."""
        return np.stack([said[..., side].sum(axis=-1) for side in SIDES], axis=-1)


def read(cases: Cases, parts: Parts) -> Read:
    """Return what the cases say."""
    yes, no = (cases.said > 0).astype(float), (cases.said < 0).astype(float)
    counts = [np.stack([said[..., side].sum(axis=-1) for side in SIDES], axis=-1) for said in (yes, no)]
    weight, on, off = weigh(cases, *counts, parts)
    return Read(yes, no, weight, on, off, *shrink(cases, parts))


def solve_point(cases: Cases, parts: Parts) -> Array:
    """Return the point, (n, o)."""
    seen = read(cases, parts)
    yes, no = seen.by_side(seen.yes)[..., None], seen.by_side(seen.no)[..., None]
    there = np.exp(yes * np.log(seen.on) + no * np.log1p(-seen.on))
    absent = np.exp(yes * np.log(seen.off) + no * np.log1p(-seen.off))
    log_l = (np.log((seen.weight * there).sum(-1)) - np.log((seen.weight * absent).sum(-1))).sum(axis=-1)
    q = prevalence(ratios(seen.log_ratio, cases.base), cases.prior, base=cases.base, solve=parts.solve)
    term = terms(q, capped(log_l, parts.cap), cases.state)
    pushed = effects(term, np.full(len(cases.prior), parts.rho[0]), group=cases.group, how=parts.groups)
    return softmax(np.log(cases.prior) + parts.eta[0] * pushed)


def solve(cases: Cases, parts: Parts, *, count: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Return the point (n, o) and draws (n, count, o)."""
    seen = read(cases, parts)
    n, k, o = seen.log_ratio.shape
    scale = np.exp(parts.scale_sd * rng.standard_normal((n, count, 1, 1)))
    noise = rng.standard_normal((n, count, k, o)) * seen.sd[:, None, None, None]
    keep = (np.arange(o) != cases.state[:, None])[:, None, None, :]
    base = expit(logit(cases.base)[:, None] + parts.base_sd * rng.standard_normal((n, count, k)))
    shift = ratios((seen.log_ratio[:, None] + noise) * scale * keep, base)
    q = prevalence(shift, cases.prior[:, None], base=base, solve=parts.solve)
    term = terms(q, capped(drawn_evidence(seen, count, parts=parts, rng=rng), parts.cap), cases.state)
    rho, eta = _triangular(parts.rho, (n, count), rng), np.exp(_triangular(tuple(np.log(parts.eta)), (n, count), rng))
    pushed = effects(term, rho, group=cases.group, how=parts.groups)
    return solve_point(cases, parts), softmax(np.log(cases.prior)[:, None] + eta[..., None] * pushed)


def drawn_evidence(seen: Read, count: int, *, parts: Parts, rng: np.random.Generator) -> Array:
    """Return log likelihood ratios of presence in every draw, (n, count, k)."""
    n, k, works = seen.yes.shape
    raw = rng.exponential(size=(n, count, works))
    boot = raw / raw.mean(axis=-1, keepdims=True) if parts.bootstrap else np.ones_like(raw)
    total = np.zeros((n, count, k))
    for at, side in enumerate(SIDES):
        edges = seen.weight[:, :, at].cumsum(axis=-1)[:, :, None, :]
        u = rng.uniform(size=(n, 1, count, 1))
        pick = (u > edges).sum(axis=-1).clip(max=len(seen.on) - 1).swapaxes(1, 2)
        total += boot[..., side] @ seen.yes[..., side].swapaxes(1, 2) * np.log(seen.on / seen.off)[pick]
        total += boot[..., side] @ seen.no[..., side].swapaxes(1, 2) * np.log((1 - seen.on) / (1 - seen.off))[pick]
    return total


def _triangular(mode_low_high: tuple[float, ...], shape: tuple[int, int], rng: np.random.Generator) -> Array:
    mode, low, high = mode_low_high
    return rng.triangular(low, mode, high, size=shape) if high > low else np.full(shape, mode)


PILOT = Parts()
KEPT = replace(
    PILOT, unknown_power=0.6, accuracy_prior=(0.15, 0.18, 0.25, 0.25, 0.11, 0.06),
    eta=(1.0, 1.0, 1.0), rho=(0.5, 0.5, 0.5), base_sd=0.0,
    scale_sd=0.6, ratio_sd_floor=1.0,
)  # fmt: skip
TRIALS = {
    "all parts": PILOT,
    "base rate as it is": replace(PILOT, solve=False),
    "accuracy and slant not learnt": replace(PILOT, learn="none"),
    "accuracy .75, no slant": replace(PILOT, learn="fixed"),
    "ratings not shrunk": replace(PILOT, shrink=False),
    "no lists": replace(PILOT, lists=((0.0, 1.0),)),
    "slant of unknown sides in full": replace(PILOT, unknown_power=1.0),
    "slant of unknown sides not": replace(PILOT, unknown_power=0.0),
    "all added": replace(PILOT, groups="sum"),
    "the strongest of a group": replace(PILOT, groups="strongest"),
    "no bound": replace(PILOT, cap=0.0),
    "belief 1": replace(PILOT, eta=(1.0, 0.5, 1.5)),
    "kept": KEPT,
}
DRAWN = {
    "no draws of belief and overlap": replace(PILOT, eta=(0.9, 0.9, 0.9), rho=(0.5, 0.5, 0.5)),
    "no draws of the base rate": replace(PILOT, base_sd=0.0),
    "no draws of the scale": replace(PILOT, scale_sd=0.0),
    "no bootstrap": replace(PILOT, bootstrap=False),
}


def measure_trials(count: int, draws: int = 0) -> list[str]:
    """Return a Markdown table, one line each."""
    tried = TRIALS | (DRAWN if draws else {})
    change = {name: np.zeros(len(CIRCUMSTANCES)) for name in tried}
    covered = {name: np.zeros(len(CIRCUMSTANCES)) for name in tried}
    for place, how in enumerate(CIRCUMSTANCES):
        cases = make_cases(how, count, rng=np.random.default_rng([SEED, place]))
        for name, parts in tried.items():
            point, held = _try(cases, parts, draws)
            gain = (cases.ideal * (np.log(cases.prior) - np.log(point))).sum(axis=1)
            change[name][place], covered[name][place] = gain.mean(), held
    lines = ["| trial | mean change | cost | worst | covered .85 |", "|---|---|---|---|---|"]
    whole = change["all parts"].mean()
    for name, each in change.items():
        good = f"{(covered[name] >= 0.85).sum()}" if draws else ""
        lines.append(f"| {name} | {each.mean():+.4f} | {each.mean() - whole:+.4f} | {each.max():+.3f} | {good} |")
    return lines


def _try(cases: Cases, parts: Parts, draws: int) -> tuple[Array, float]:
    """Return the points and, where there are draws, the coverage (as in the simulation)."""
    if not draws:
        return solve_point(cases, parts), 0.0
    blocks = [cases.part(slice(at, at + 50)) for at in range(0, len(cases.prior), 50)]
    both = [solve(block, parts, count=draws, rng=np.random.default_rng([8, at])) for at, block in enumerate(blocks)]
    low, high = np.concatenate([np.quantile(drawn, [0.05, 0.95], axis=1) for _, drawn in both], axis=1)
    point = np.concatenate([point for point, _ in both])
    held = (np.minimum(low, point) <= cases.ideal + 1e-9) & (cases.ideal <= np.maximum(high, point) + 1e-9)
    asked = np.stack([np.zeros(len(point), dtype=int), cases.prior.argmax(axis=1)], axis=1)
    return point, float(np.take_along_axis(held, asked, axis=1).mean())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--draws", type=int, default=0)
    arguments = parser.parse_args()
    print("\n".join(measure_trials(arguments.cases, arguments.draws)))
