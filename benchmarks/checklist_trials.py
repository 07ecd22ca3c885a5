"""`python -m benchmarks.checklist_trials`: what each part of the checklist model is worth, over the 29 circumstances.

A draft of the model with a switch for every part; many cases at once, all works of one weight. Ratings give the ratios.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.circumstances import Array, Cases

LN2 = np.log(2.0)
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

    solve: bool = (
        True  #: Prevalence under the present state from the base rate over the prior; else the base rate itself.
    )
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
    mean_point: bool = False  #: The mean of the draws instead of the point.
    logit: bool = True  #: Ratios on the logit scale; else as ratios, cut at .95.


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


def solve(cases: Cases, parts: Parts, *, count: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """The point (n, o) and draws (n, count, o)."""
    yes_w, no_w = (cases.said > 0).astype(float), (cases.said < 0).astype(float)
    sides = [slice(0, None, 2), slice(1, None, 2)]
    yes = np.stack([yes_w[..., s].sum(axis=-1) for s in sides], axis=-1)
    no = np.stack([no_w[..., s].sum(axis=-1) for s in sides], axis=-1)
    weight, on, off = weigh(cases, yes, no, parts)
    there = np.exp(yes[..., None] * np.log(on) + no[..., None] * np.log1p(-on))
    absent = np.exp(yes[..., None] * np.log(off) + no[..., None] * np.log1p(-off))
    log_l = (np.log((weight * there).sum(-1)) - np.log((weight * absent).sum(-1))).sum(axis=-1)
    log_r, sd = shrink(cases, parts)
    q = prevalence(ratios(log_r, cases.base), cases.prior, base=cases.base, solve=parts.solve)
    term = terms(q, capped(log_l, parts.cap), cases.state)
    n = len(cases.prior)
    pushed = effects(term, np.full(n, parts.rho[0]), group=cases.group, how=parts.groups)
    point = softmax(np.log(cases.prior) + parts.eta[0] * pushed)
    # draws
    works = cases.said.shape[-1]
    raw = rng.exponential(size=(n, count, works))
    boot = raw / raw.mean(axis=-1, keepdims=True) if parts.bootstrap else np.ones_like(raw)
    drawn_l = np.zeros((n, count, yes.shape[1]))
    lr_yes, lr_no = np.log(on / off), np.log((1 - on) / (1 - off))
    for at, s in enumerate(sides):
        yb = boot[..., s] @ yes_w[..., s].swapaxes(1, 2)
        nb = boot[..., s] @ no_w[..., s].swapaxes(1, 2)
        cum = weight[:, :, at].cumsum(axis=-1)
        u = rng.uniform(size=(n, 1, count)) * 0.999999
        pick = (u[..., None] > cum[:, :, None, :]).sum(axis=-1).clip(max=len(on) - 1).swapaxes(1, 2)
        drawn_l += yb * lr_yes[pick] + nb * lr_no[pick]
    scale = np.exp(parts.scale_sd * rng.standard_normal((n, count, 1, 1)))
    noise = rng.standard_normal((n, count, *log_r.shape[1:])) * sd[:, None, None, None]
    keep = (np.arange(log_r.shape[-1]) != cases.state[:, None])[:, None, None, :]
    lam_log_r = (log_r[:, None] + noise) * scale * keep
    base = expit(logit(cases.base)[:, None] + parts.base_sd * rng.standard_normal((n, count, log_r.shape[1])))
    q = prevalence(ratios(lam_log_r, base), cases.prior[:, None], base=base, solve=parts.solve)
    term = terms(q, capped(drawn_l, parts.cap), cases.state)
    rho = rng.triangular(parts.rho[1], parts.rho[0], parts.rho[2] + 1e-9, size=(n, count))
    eta = np.exp(rng.triangular(*np.log(np.array(parts.eta)[[1, 0, 2]]), size=(n, count)))
    pushed = effects(term, rho, group=cases.group, how=parts.groups)
    draws = softmax(np.log(cases.prior)[:, None] + eta[..., None] * pushed)
    return (draws.mean(axis=1) if parts.mean_point else point), draws
