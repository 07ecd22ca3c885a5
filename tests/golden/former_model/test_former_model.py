"""The benchmark's copy of the former inside view against what the package computed before (values.json)."""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[3]))

from benchmarks import former_model as former

CASES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("values.json").read_text(encoding="utf-8"))


def said_by_work(claims: list[list[Any]], factors: int, works: int) -> np.ndarray:
    """Net the claims of a work on a factor by hand: mean value by credibility, times the highest credibility."""
    said = np.zeros((factors, works))
    for factor in range(factors):
        for work in range(works):
            own = [(0.4 if c is None else c, v) for f, w, c, v in claims if (f, w) == (factor, work)]
            if own:
                mean = sum(c * v for c, v in own) / sum(c for c, _ in own)
                said[factor, work] = mean * max(c for c, _ in own)
    return said


@pytest.mark.parametrize("case", CASES)
def test_strength_push_and_posterior_are_what_they_were(case: dict[str, Any]) -> None:
    reliability = np.array(case["reliability"], dtype=float)
    boot = np.array(case["bootstrap"])
    rating, group, prior = np.array(case["rating"]), np.array(case["group"]), np.array(case["prior"])
    said = said_by_work(case["claims"], rating.shape[1], len(reliability))
    known = np.where(np.isnan(reliability), 0.4, reliability)
    strength = former.strengths(said, boot[:, :-1] * known, pseudo=boot[:, -1:])
    np.testing.assert_allclose(strength, case["strength"], atol=1e-12)
    mean, spread = former.read_ratings(rating)
    np.testing.assert_allclose(spread, case["spread"], atol=1e-12)
    pushed = former.push(strength, mean, group)
    np.testing.assert_allclose(pushed, case["push"], atol=1e-12)
    for temper, name in ((0.5, "posterior"), (0.25, "least_temper"), (0.75, "most_temper")):
        np.testing.assert_allclose(former.update(prior, pushed, temper), case[name], atol=1e-12)
    point = former.point(prior, said, rating=rating, group=group, reliability=reliability)
    np.testing.assert_allclose(point, case["posterior"][0], atol=1e-12)


def test_draws_lie_around_the_point() -> None:
    case = CASES[0]
    rating, reliability = np.array(case["rating"]), np.array(case["reliability"], dtype=float)
    said = said_by_work(case["claims"], rating.shape[1], len(reliability))
    given = {"rating": rating[None], "group": np.array(case["group"]), "reliability": reliability[None]}
    prior = np.array([case["prior"]])
    drawn = former.draw(
        prior, said[None], **given, state=np.array([1]), count=2000, rng=np.random.default_rng(1)
    )  # fmt: skip
    point = former.point(prior, said[None], **given)
    low, high = np.quantile(drawn, [0.05, 0.95], axis=1)
    assert ((low < point) & (point < high)).all()
    np.testing.assert_allclose(drawn.sum(axis=-1), 1.0)
