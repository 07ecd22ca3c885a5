"""The trial of the checklist's parts, and the benchmark's way into the model, against the slow program."""

import sys
from dataclasses import replace
from math import log
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import slow_checklist as slow

sys.path.insert(0, str(Path(__file__).parents[3]))

from benchmarks import checklist
from benchmarks import checklist_trials as trials
from benchmarks.circumstances import BASE, Cases, make_cases

SOME = [
    replace(BASE, factors=5, claims=3, group=2),
    replace(BASE, factors=4, claims=6, slanted=0.5, slant="interested", noise=1.0),
    replace(BASE, factors=6, claims=2, right=0.95, slant="free", base=0.1, group=3, effect=0.5),
]


def as_kinds(cases: Cases, at: int, ratio: np.ndarray) -> dict[str, dict[str, Any]]:
    """Write a case out as the slow program has it; every other work is of the other side."""
    return {
        f"k{k}": {
            "base": float(cases.base[at, k]),
            "ratio": {str(o): float(value) for o, value in enumerate(ratio[k])},
            "group": int(cases.group[k]),
            "votes": [("ab"[w % 2], says > 0, 0.4) for w, says in enumerate(cases.said[at, k]) if says],
        }
        for k in range(len(cases.group))
    }


def by_hand(cases: Cases, at: int) -> list[float]:
    """The posterior of one case, ratings shrunk by hand."""
    state = int(cases.state[at])
    open_ = [(k, o) for k in range(len(cases.group)) for o in range(4) if o != state]
    believed, _, _ = slow.shrunken([[float(rater[k, o]) for rater in cases.rating[at]] for k, o in open_])
    ratio = 2.0 ** (believed * cases.rating[at].mean(axis=0))
    prior = {str(o): float(value) for o, value in enumerate(cases.prior[at])}
    sides = {"a": cases.slant, "b": cases.slant}
    return list(slow.posterior(as_kinds(cases, at, ratio), prior, str(state), sides).values())


@pytest.mark.parametrize("how", SOME, ids=["grouped", "slanted", "few"])
def test_the_trial_and_the_package_say_what_the_slow_program_says(how: Any) -> None:
    cases = make_cases(how, 4, rng=np.random.default_rng(2))
    expected = [by_hand(cases, at) for at in range(4)]
    np.testing.assert_allclose(trials.solve_point(cases, trials.KEPT), expected, rtol=1e-9)
    point, draws = checklist.solve(cases, count=50, rng=np.random.default_rng(1))
    np.testing.assert_allclose(point, expected, rtol=1e-9)
    np.testing.assert_allclose(draws.sum(axis=-1), 1.0)


def test_unknown_kinds_leave_the_prior_and_prevalences_average_to_the_base_rate() -> None:
    prior = {"a": 0.1, "b": 0.9}
    kind = {"base": 0.3, "ratio": {"a": 2.5}, "group": 1, "votes": []}
    assert slow.posterior({"k": kind}, prior, "b", {}) == pytest.approx(prior, abs=1e-15)
    often = slow.prevalences(0.3, {"a": 2.5}, prior)
    assert sum(often[o] * prior[o] for o in prior) == pytest.approx(0.3, abs=1e-12)


def test_a_step_in_force_within_a_year_by_the_lognormal() -> None:
    assert slow.in_force_within(0.6, 0.0, share=0.8, median=0.6, sd_log=1.0) == pytest.approx(0.4, abs=1e-12)
    late = slow.in_force_within(1.0, 5.0, share=0.8, median=0.6, sd_log=1.0)
    assert 0 < late < slow.in_force_within(1.0, 1.0, share=0.8, median=0.6, sd_log=1.0) < log(2)
