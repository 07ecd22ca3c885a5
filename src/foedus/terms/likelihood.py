"""Likelihood words: ICD 203 (default) and the UK's PHIA yardstick. The two are never mixed.

Sources: Intelligence Community Directive 203 (2015); Professional Head of Intelligence Assessment,
probability yardstick (UK). ICD 203 has no gaps; in a gap of PHIA a number names both neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass

from foedus.errors import InputError

BANDS: dict[str, tuple[tuple[str, float, float], ...]] = {
    "icd203": (
        ("almost no chance", 0.01, 0.05),
        ("very unlikely", 0.05, 0.20),
        ("unlikely", 0.20, 0.45),
        ("roughly even chance", 0.45, 0.55),
        ("likely", 0.55, 0.80),
        ("very likely", 0.80, 0.95),
        ("almost certain", 0.95, 0.99),
    ),
    "phia": (
        ("remote chance", 0.0, 0.05),
        ("highly unlikely", 0.10, 0.20),
        ("unlikely", 0.25, 0.35),
        ("realistic possibility", 0.40, 0.50),
        ("likely", 0.55, 0.75),
        ("highly likely", 0.80, 0.90),
        ("almost certain", 0.95, 1.0),
    ),
}
"""Term, lower and upper end of its band, by scale, from unlikely to likely."""


@dataclass(frozen=True, slots=True)
class Likelihood:
    """A term and its band, ready for print."""

    term: str
    band: str


def likelihood(probability: float, scale: str = "icd203") -> Likelihood:
    """Return the term for a probability.

    Parameters
    ----------
    probability : float
        0 to 1.
    scale : str
        `icd203` or `phia`.

    Raises
    ------
    InputError
        If the scale is unknown or the probability lies outside 0..1.

    Examples
    --------
    >>> likelihood(0.6).term
    'likely'
    >>> likelihood(0.07, "phia").term
    'remote chance to highly unlikely'
    >>> likelihood(0.002).band
    'under 1 %'
    """
    if scale not in BANDS:
        raise InputError(f"--words {scale!r}: expected one of {sorted(BANDS)}")
    if not 0 <= probability <= 1:
        raise InputError(f"probability {probability}: expected a number from 0 to 1")
    bands = BANDS[scale]
    for index, (term, low, high) in enumerate(bands):
        last = index == len(bands) - 1
        if low <= probability < high or (last and low <= probability <= high):
            return Likelihood(term, f"{low * 100:.0f}-{high * 100:.0f} %")
        if not last and high <= probability < bands[index + 1][1]:
            return _gap(probability, bands[index], bands[index + 1])
    first = probability < bands[0][1]
    return Likelihood(bands[0][0] if first else bands[-1][0], "under 1 %" if first else "over 99 %")


def _gap(probability: float, below: tuple[str, float, float], above: tuple[str, float, float]) -> Likelihood:
    if probability == below[2]:
        return Likelihood(below[0], f"{below[1] * 100:.0f}-{below[2] * 100:.0f} %")
    return Likelihood(f"{below[0]} to {above[0]}", f"between {below[2] * 100:.0f} and {above[1] * 100:.0f} %")


def percent(probability: float) -> str:
    """Return a probability in words of print: whole percent, with the ends spelt out.

    >>> percent(0.123), percent(0.004), percent(1.0)
    ('12 %', 'under 1 %', 'over 99 %')
    """
    if probability <= 0.005:
        return "under 1 %"
    return "over 99 %" if probability >= 0.995 else f"{probability * 100:.0f} %"


def points(change: float) -> str:
    """Return a change of probability in percentage points, with its sign.

    >>> points(0.031), points(-0.2), points(0.0001)
    ('+3.1 points', '-20.0 points', 'no change')
    """
    return "no change" if abs(change) < 0.0005 else f"{change * 100:+.1f} points"


def count(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> count(1, "claim"), count(0, "work")
    ('1 claim', '0 works')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def span(low: float, high: float) -> str:
    """Return an interval of probabilities in percent.

    >>> span(0.031, 0.2)
    '3-20 %'
    """
    return f"{low * 100:.0f}-{high * 100:.0f} %"


def listing(names: list[str]) -> str:
    """Return names as an English list.

    >>> listing(["a", "b", "c"])
    'a, b and c'
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "none"
