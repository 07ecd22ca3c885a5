"""The two published scales of likelihood words, as bands of probability.

Sources: Intelligence Community Directive 203 (2015), and the yardstick of the United Kingdom's Professional Head of
Intelligence Assessment (2019), which leaves gaps between its bands.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Band:
    """A likelihood word and the probabilities that it covers."""

    term: str
    low: float
    high: float


SCALES: dict[str, tuple[Band, ...]] = {
    "icd203": (
        Band("almost no chance", 0.01, 0.05),
        Band("very unlikely", 0.05, 0.20),
        Band("unlikely", 0.20, 0.45),
        Band("roughly even chance", 0.45, 0.55),
        Band("likely", 0.55, 0.80),
        Band("very likely", 0.80, 0.95),
        Band("almost certain", 0.95, 0.99),
    ),
    "phia": (
        Band("remote chance", 0.0, 0.05),
        Band("highly unlikely", 0.10, 0.20),
        Band("unlikely", 0.25, 0.35),
        Band("realistic possibility", 0.40, 0.50),
        Band("likely", 0.55, 0.75),
        Band("highly likely", 0.80, 0.90),
        Band("almost certain", 0.95, 1.0),
    ),
}
NAMES = {"icd203": "ICD 203", "phia": "PHIA yardstick"}
