"""Writes values.json: the inside view before the checklist, on made-up evidence. Runs on commit 2c40215 of foedus only.

`python tests/golden/former_model/make_values.py`
"""

import json
from pathlib import Path

import numpy as np
from foedus.evidence.factors import STRENGTH_PRIOR
from foedus.judgment.posterior import posterior, total_push

from foedus.evidence.draws import Draws, fill_unknown
from foedus.evidence.pooling import build_layout, pool
from foedus.judgment.inside_view import RATING_NOISE, TEMPER, TEMPER_RANGE

FACTORS, WORKS, DRAWS, OUTCOMES = 7, 6, 3, 4


def made_up(seed: int) -> dict[str, object]:
    """Return one case: claims (factor, work, credibility, value), what else enters, and what comes out."""
    rng = np.random.default_rng(seed)
    claims = 30
    factor = np.concatenate([np.arange(FACTORS), rng.integers(FACTORS, size=claims - FACTORS)])
    work = rng.integers(WORKS, size=claims)
    credibility = rng.choice([1.0, 0.8, 0.6, 0.4, np.nan], size=claims)
    value = rng.choice([-1.0, 1.0], size=claims, p=[0.3, 0.7])
    reliability = rng.choice([0.8, 0.6, np.nan], size=WORKS)
    boot = rng.exponential(size=(DRAWS, WORKS + 1))
    boot[0] = 1.0
    layout = build_layout(factor, np.arange(claims), reference=work, share=np.ones(claims), value=value)
    draws = Draws(
        np.ones((DRAWS, WORKS)), boot[:, :-1], boot[:, -1],
        np.tile(fill_unknown(reliability), (DRAWS, 1)), np.tile(fill_unknown(credibility), (DRAWS, 1)),
    )  # fmt: skip
    strength = pool(layout, draws, bootstrap=True).balance(STRENGTH_PRIOR)
    rating = rng.integers(-2, 3, size=(2, FACTORS, OUTCOMES)).astype(float)
    rating[:, :, 1] = 0.0
    group = rng.integers(3, size=FACTORS)
    members = [np.flatnonzero(group == name) for name in np.unique(group)]
    prior = rng.dirichlet(np.ones(OUTCOMES))
    pushed = total_push(strength, np.broadcast_to(rating.mean(axis=0), (DRAWS, FACTORS, OUTCOMES)), members=members)
    spread = np.maximum(RATING_NOISE, rating.std(axis=0, ddof=1))
    return {
        "claims": [[int(f), int(w), None if np.isnan(c) else c, v] for f, w, c, v in zip(factor, work, credibility, value, strict=True)],
        "reliability": [None if np.isnan(r) else r for r in reliability],
        "bootstrap": boot.tolist(), "rating": rating.tolist(), "group": group.tolist(), "prior": prior.tolist(),
        "strength": strength.tolist(), "push": pushed.tolist(), "spread": spread.tolist(),
        "posterior": posterior(prior, pushed, TEMPER).tolist(),
        "least_temper": posterior(prior, pushed, TEMPER_RANGE[0]).tolist(),
        "most_temper": posterior(prior, pushed, TEMPER_RANGE[1]).tolist(),
    }  # fmt: skip


if __name__ == "__main__":
    cases = [made_up(seed) for seed in range(6)]
    Path(__file__).with_name("values.json").write_text(json.dumps(cases) + "\n", encoding="utf-8")
