"""`python -m benchmarks.simulation`: the former inside view and the checklist over 29 circumstances, side by side.

`--cases` makes it shorter, `--write` puts the tables into docs/explanation/simulation.md.

The *change of log score* is the loss of the prior alone taken from the model's loss, both expected under the ideal
posterior of the case (which is exact, so that the luck of the outcome drops out); below zero the evidence helped.
*Coverage* is how often the ideal posterior lies in the model's 5-95 % interval, over two outcomes of each case: alliance
and the one that leads in the prior.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks import checklist, former_model
from benchmarks.circumstances import BESIDE, CIRCUMSTANCES, Array, Cases, Circumstance, make_cases

PAGE = Path(__file__).parent.parent / "docs" / "explanation" / "simulation.md"
BEGIN, END = "<!-- simulation: begin -->\n", "<!-- simulation: end -->\n"

SEED = 20261128
DRAWS = 200
PART = 50

Model = Callable[[Cases, np.random.Generator], tuple[Array, Array]]
"""From cases to the probability of every outcome, (n, o), and its draws, (n, draws, o)."""


@dataclass(frozen=True)
class Score:
    """What a model makes of one circumstance."""

    change: float  #: Mean change of log score against the prior, expected; below zero is better.
    error: float  #: Its standard error.
    seen: float  #: The same with the outcome that happened.
    coverage: float  #: Of the ideal posterior by the 5-95 % interval.
    ideal: float  #: The change that the ideal reader would have.


def former(cases: Cases, rng: np.random.Generator) -> tuple[Array, Array]:
    """The model before the checklist."""
    said = cases.said.astype(float)
    unknown = np.full((len(said), said.shape[2]), np.nan)
    given = {"rating": cases.rating, "group": cases.group, "reliability": unknown}
    point = former_model.point(cases.prior, said, **given)
    return point, former_model.draw(cases.prior, said, **given, state=cases.state, count=DRAWS, rng=rng)


def new(cases: Cases, rng: np.random.Generator) -> tuple[Array, Array]:
    """The checklist with presence as a probability: the package's own."""
    return checklist.solve(cases, count=DRAWS, rng=rng)


def score(circumstance: Circumstance, model: Model, *, count: int, place: int) -> Score:
    """Return how a model does on `count` cases; `place` is the circumstance's own seed."""
    cases = make_cases(circumstance, count, rng=np.random.default_rng([SEED, place]))
    rng = np.random.default_rng([SEED, place, 1])
    points, inside = [], []
    for start in range(0, count, PART):
        part = cases.part(slice(start, start + PART))
        point, draws = model(part, rng)
        low, high = np.quantile(draws, [0.05, 0.95], axis=1)
        held = (np.minimum(low, point) <= part.ideal + 1e-9) & (part.ideal <= np.maximum(high, point) + 1e-9)
        asked = np.stack([np.zeros(len(point), dtype=int), part.prior.argmax(axis=1)], axis=1)
        points.append(point)
        inside.append(np.take_along_axis(held, asked, axis=1).mean(axis=1))
    return _summary(cases, np.concatenate(points), np.concatenate(inside))


def _summary(cases: Cases, point: Array, inside: Array) -> Score:
    loss = np.log(cases.prior) - np.log(point)
    expected = (cases.ideal * loss).sum(axis=1)
    seen = np.take_along_axis(loss, cases.outcome[:, None], axis=1)
    ideal = (cases.ideal * (np.log(cases.prior) - np.log(cases.ideal))).sum(axis=1)
    error = expected.std(ddof=1) / np.sqrt(len(expected))
    return Score(float(expected.mean()), float(error), float(seen.mean()), float(inside.mean()), float(ideal.mean()))


def compare(circumstances: Sequence[Circumstance], count: int, *, first: int = 0) -> list[tuple[Score, Score]]:
    """Return the scores of the former model and of the checklist, on the same cases."""
    return [
        tuple(score(how, model, count=count, place=place) for model in (former, new))  # type: ignore[misc]
        for place, how in enumerate(circumstances, start=first)
    ]


HEADER = (
    "| circumstance | ideal | former | checklist | se | former covers | checklist covers |",
    "|---|---|---|---|---|---|---|",
)


def row(how: Circumstance, scores: tuple[Score, Score]) -> str:
    """Return a line of the table."""
    old, new = scores
    marks = [f"{_signed(value)}" for value in (new.ideal, old.change, new.change)]
    return f"| {how.name} | {' | '.join(marks)} | {_short(new.error)} | {_short(old.coverage, 2)} | {_short(new.coverage, 2)} |"


def summary(found: Sequence[tuple[Score, Score]]) -> str:
    """Return what the table comes to, in a sentence."""
    old, new = zip(*found, strict=True)
    better = sum(b.change < a.change for a, b in found)
    means = [_signed(float(np.mean([each.change for each in scores]))) for scores in (old, new)]
    covers = [sum(each.coverage >= 0.85 for each in scores) for scores in (old, new)]
    return (
        f"The checklist is better in {better} of {len(found)}; mean change of log score {means[0]} (former) and {means[1]}"
        f" (checklist); coverage is .85 or more in {covers[0]} and {covers[1]}."
    )


def _signed(value: float) -> str:
    text = f"{value:+.3f}"
    return ".000" if text in ("+0.000", "-0.000") else text.replace("0.", ".", 1)


def _short(value: float, digits: int = 3) -> str:
    return f"{value:.{digits}f}".removeprefix("0")


def measure_simulation(count: int = 400) -> list[str]:
    """Return both tables and the summary, one line each."""
    found, beside = compare(CIRCUMSTANCES, count), compare(BESIDE, count, first=len(CIRCUMSTANCES))
    return [
        *HEADER, *(row(how, scores) for how, scores in zip(CIRCUMSTANCES, found, strict=True)), "",
        f"{summary(found)} {count} cases each, {DRAWS} draws.", "", "Beside the twenty-nine:", "",
        *HEADER, *(row(how, scores) for how, scores in zip(BESIDE, beside, strict=True)),
    ]  # fmt: skip


def write(lines: Sequence[str]) -> None:
    """Put lines between the marks of the page."""
    text = PAGE.read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    PAGE.write_text(before + BEGIN + "\n".join(lines) + "\n" + END + after, encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=400)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    made = measure_simulation(arguments.cases)
    print("\n".join(made))
    if arguments.write:
        write(made)
