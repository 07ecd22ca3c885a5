"""Parts of the verdict filled from what was computed: fields of one name are the same thing."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np

from foedus.files.edtf import Edtf
from foedus.verdict.numbers import known
from foedus.verdict.types.parts import Part

P = TypeVar("P", bound=Part)


def fill(kind: type[P], source: object, **given: Any) -> P:
    """Return a part whose fields are those of a source by the same names, but for those that are given."""
    named = {name: written(getattr(source, name)) for name in kind.__struct_fields__ if name not in given}
    return kind(**named, **given)


def written(value: Any) -> Any:
    """Return a value as a verdict holds it: numbers rounded, dates as they were written, lists as tuples."""
    if isinstance(value, tuple | list):
        return tuple(map(written, value))
    if isinstance(value, Edtf):
        return value.text
    return known(float(value)) if isinstance(value, float | np.floating) else value
