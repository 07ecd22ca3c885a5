"""Covariates that a user sets, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from foedus.errors import InputError
from foedus.history.covariates import COLUMNS

#: Covariates that run from 0 to 1.
_SHARES = ("common_threat", "common_threat_gain", "least_own_threat", "mutual_threat")
_FLAGS = ("land_contiguity", "any_contiguity", "joint_democracy", "ever_alliance", "ever_entente", "small_tie")
#: What may be set: the state of relation itself and "a major power" follow from others.
SETTABLE = tuple(name for name in COLUMNS if name not in ("origin_entente", "origin_rivalry", "major_any"))


def read_settings(texts: Sequence[str]) -> dict[str, float]:
    """Return covariates from texts such as ``common_threat=0``.

    Raises InputError if a name is unknown or a value out of range.
    """
    found: dict[str, float] = {}
    for text in texts:
        name, _, value = (part.strip() for part in text.partition("="))
        if name not in SETTABLE:
            raise InputError(f"--set {text}: expected NAME=VALUE with NAME one of {', '.join(SETTABLE)}")
        try:
            found[name] = float(value)
        except ValueError:
            raise InputError(f"--set {text}: {value!r} is no number") from None
        _check(name, found[name])
    return found


def _check(name: str, value: float) -> None:
    low, high, words = -40.0, 40.0, "a number from -40 to 40"
    if name in _SHARES:
        low, high, words = 0.0, 1.0, "a number from 0 to 1"
    elif name in _FLAGS:
        low, high, words = 0.0, 1.0, "0 or 1"
    elif name == "majors":
        low, high, words = 0.0, 2.0, "0, 1 or 2"
    whole = name in _FLAGS or name == "majors"
    if not low <= value <= high or (whole and value != int(value)):
        raise InputError(f"--set {name}={value:g}: expected {words}")


def with_settings(values: Mapping[str, float], settings: Mapping[str, float]) -> dict[str, float]:
    """Return covariates with some set, and what must follow.

    A common threat cannot have grown by more than it is, nor be larger than the smaller of the two
    sides' own largest threats: the gain falls with it, the own threat rises with it.

    >>> with_settings({"common_threat": 0.6, "common_threat_gain": 0.5, "least_own_threat": 0.6}, {"common_threat": 0.2})
    {'common_threat': 0.2, 'common_threat_gain': 0.2, 'least_own_threat': 0.6}
    """
    found = {**values, **settings}
    if "common_threat_gain" not in settings:
        found["common_threat_gain"] = min(found["common_threat_gain"], found["common_threat"])
    if "least_own_threat" not in settings:
        found["least_own_threat"] = max(found["least_own_threat"], found["common_threat"])
    if "majors" in settings:
        found["major_any"] = float(settings["majors"] > 0)
    return found
