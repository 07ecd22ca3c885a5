"""Krippendorff's alpha: agreement of coders, corrected for chance, with missing values.

Sources: Krippendorff, K. (2019), *Content Analysis*, 4th ed., chapter 12; Krippendorff, K. (2011),
*Computing Krippendorff's Alpha-Reliability*, University of Pennsylvania, ScholarlyCommons.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError

Floats = NDArray[np.float64]
Metric = Literal["nominal", "ordinal", "interval", "ratio"]


def krippendorff_alpha(codes: Floats, metric: Metric) -> float:
    """Krippendorff's alpha in its coincidence-matrix form.

    ``alpha = 1 - (n - 1) sum_ck o_ck d_ck / sum_ck n_c n_k d_ck``, where ``o`` is the coincidence
    matrix, ``n_c`` its row sums, ``n`` their total and ``d`` the squared difference of two values.

    Parameters
    ----------
    codes : array of shape (coders, units)
        The value that each coder gave to each unit; NaN where there is none. Categories of a nominal
        variable are any distinct numbers.
    metric : {"nominal", "ordinal", "interval", "ratio"}
        Level of measurement, which sets how far two values differ.

    Returns
    -------
    float
        At most 1 (no disagreement); 0 is what chance would give; below 0 is systematic disagreement.
        NaN where alpha is undefined: no unit has two values, or the values of all such units are the
        same, so that there is no variation by which agreement could be told from chance.

    Raises
    ------
    InputError
        If `codes` has not two dimensions, holds infinite values, or holds negative values on the ratio
        metric; or if `metric` is unknown.

    >>> import numpy as np
    >>> codes = np.array([[1, 2, 3, np.nan], [1, 2, 2, 3]])
    >>> round(krippendorff_alpha(codes, "nominal"), 3)
    0.545
    """
    values, counts = _pairable_counts(_checked(codes, metric))
    if len(values) < 2:
        return float("nan")
    observed = coincidences(counts)
    totals = observed.sum(axis=1)
    difference = _DIFFERENCE[metric](values, totals)
    expected = float(totals @ difference @ totals)
    return 1.0 - (float(totals.sum()) - 1.0) * float((observed * difference).sum()) / expected


def coincidences(counts: Floats) -> Floats:
    """Coincidence matrix of units that have two values or more.

    Parameters
    ----------
    counts : array of shape (units, values)
        How many coders gave each value to each unit; every row sums to at least 2.

    Returns
    -------
    array of shape (values, values)
        Symmetric; each unit adds its ordered pairs of values, divided by its number of values less 1,
        so that it adds as much as it has values (Krippendorff 2011, step C).
    """
    weights = 1.0 / (counts.sum(axis=1) - 1.0)
    pairs: Floats = (counts * weights[:, None]).T @ counts
    pairs[np.diag_indices_from(pairs)] -= weights @ counts  # no value pairs with itself
    return pairs


def _checked(codes: Floats, metric: Metric) -> Floats:
    table = np.asarray(codes, dtype=np.float64)
    if metric not in get_args(Metric):
        raise InputError(f"{metric!r} is not a metric of alpha; expected one of {', '.join(get_args(Metric))}")
    if table.ndim != 2:
        raise InputError(f"codes have the shape {table.shape}; expected (coders, units)")
    if np.isinf(table).any():
        raise InputError("codes hold infinite values; expected finite numbers, or NaN where one is missing")
    if metric == "ratio" and (table < 0).any():
        raise InputError(f"codes go down to {np.nanmin(table):g}; the ratio metric expects 0 or more")
    return table


def _pairable_counts(table: Floats) -> tuple[Floats, Floats]:
    """Sorted values in use, and (units, values) counts of units that two coders or more have coded."""
    pairable = table[:, (~np.isnan(table)).sum(axis=0) >= 2]
    values = np.unique(pairable[~np.isnan(pairable)])
    counts = (pairable[:, :, None] == values).sum(axis=0).astype(np.float64)
    return values, counts


def _nominal(values: Floats, _totals: Floats) -> Floats:
    return 1.0 - np.eye(len(values))


def _ordinal(_values: Floats, totals: Floats) -> Floats:
    """Squared number of values given between two ranks, each end counted half."""
    middle = np.cumsum(totals) - totals / 2.0
    return np.square(np.subtract.outer(middle, middle))


def _interval(values: Floats, _totals: Floats) -> Floats:
    return np.square(np.subtract.outer(values, values))


def _ratio(values: Floats, _totals: Floats) -> Floats:
    sums = np.add.outer(values, values)
    sums[sums == 0.0] = 1.0  # only 0 beside 0, whose difference is 0
    return np.square(np.subtract.outer(values, values) / sums)


_DIFFERENCE: dict[str, Callable[[Floats, Floats], Floats]] = {
    "nominal": _nominal,
    "ordinal": _ordinal,
    "interval": _interval,
    "ratio": _ratio,
}
