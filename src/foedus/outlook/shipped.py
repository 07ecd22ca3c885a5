"""Read what comes with the model beside its coefficients."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.outlook.exemplars import Exemplars
from foedus.outlook.support import Support
from foedus.terms.outcomes import OUTCOMES

Arrays = Mapping[str, NDArray[Any]]


def read_exemplars(arrays: Arrays) -> Exemplars:
    """Exemplars from the model's arrays."""
    part = {name.removeprefix("exemplars."): values for name, values in arrays.items() if name.startswith("exemplars.")}
    one, other = part["ccode"].T
    return Exemplars(
        one, other, part["year"], part["state"], part["later"], part["allied"], part["x"].astype(np.float64)
    )


def read_support(arrays: Arrays, state: int) -> Support:
    """Support of a state's training dyad-years from the model's arrays."""
    name = f"support.{OUTCOMES[state]}"
    low, high, centre = arrays[f"{name}.range"]
    return Support(low, high, centre, arrays[f"{name}.inverse"], float(arrays[f"{name}.limit"][0]))
