"""Krippendorff's alpha against published examples; README.md beside this file names them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from foedus.case.coding.alpha import Metric, krippendorff_alpha

EXAMPLES = json.loads((Path(__file__).parent / "examples.json").read_text(encoding="utf-8"))
FIGURES = [(name, metric) for name, example in EXAMPLES.items() for metric in example["alpha"]]


@pytest.mark.parametrize(("name", "metric"), FIGURES)
def test_alpha_is_the_published_one(name: str, metric: Metric) -> None:
    example = EXAMPLES[name]
    codes = np.array(example["codes"], dtype=float)
    tolerance = 0.5 * 10.0 ** -example["decimals"]
    assert krippendorff_alpha(codes, metric) == pytest.approx(example["alpha"][metric], abs=tolerance)
