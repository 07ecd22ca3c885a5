"""Small files of positions for the tests of bargaining."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from foedus.models.bargaining.issue import Issue

PARLEY = """actor,capability,position,salience
Arda,4,0,0.5
Belor,2,6,1
Corvan,1,10,0.4
Drun,3,6,0.2
"""

TWO_ISSUES = """issue,actor,capability,position,salience
bases,Arda,4,0,0.9
bases,Belor,4,10,0.1
oil,Arda,4,0,0.1
oil,Belor,4,10,0.9
oil,Corvan,2,5,0.5
"""


def write(folder: Path, text: str, name: str = "parley.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def parley() -> Issue:
    """The actors of `PARLEY`: weights 2, 2, .4, .6, so that the compromise is (12 + 4 + 3.6) / 5."""
    return Issue(
        "parley", ("Arda", "Belor", "Corvan", "Drun"), np.array([0.0, 6.0, 10.0, 6.0]), np.array([4.0, 2.0, 1.0, 3.0]),
        np.array([0.5, 1.0, 0.4, 0.2]), 0.0, 10.0,
    )  # fmt: skip
