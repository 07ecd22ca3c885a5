"""The two published scales of likelihood words, as bands of probability.

Sources: Intelligence Community Directive 203 (2015), and the yardstick of the United Kingdom's Professional Head of
Intelligence Assessment (2019), which leaves gaps between its bands.
"""

from __future__ import annotations

from dataclasses import dataclass

from foedus.terms.likelihood import BANDS


@dataclass(frozen=True, slots=True)
class Band:
    """A likelihood word and the probabilities that it covers."""

    term: str
    low: float
    high: float


SCALES: dict[str, tuple[Band, ...]] = {name: tuple(Band(*row) for row in rows) for name, rows in BANDS.items()}
NAMES = {"icd203": "ICD 203", "phia": "PHIA yardstick"}
