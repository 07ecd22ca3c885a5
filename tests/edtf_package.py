"""What the package `edtf` makes of a date: a reader that foedus did not write."""

from __future__ import annotations

import warnings
from typing import Any


def oracle(text: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package uses deprecated names of pyparsing
        import edtf

        return edtf.parse_edtf(text)
