"""Independent streams of random numbers, one per purpose, from one seed."""

from __future__ import annotations

import numpy as np

STREAMS = ("evidence", "prior", "judgment", "positions", "threats", "path", "alignments", "bargains", "commitment")


def stream(seed: int, purpose: str, *, step: int = 0) -> np.random.Generator:
    """Return the generator for a purpose, one of `STREAMS`; the same seed, purpose and step give the same numbers.

    `step` is the number of a repetition, such as a date of the path.
    """
    return np.random.default_rng([seed, STREAMS.index(purpose), step])
