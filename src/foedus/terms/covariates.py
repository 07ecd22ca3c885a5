"""Quantities that the history of a pair is measured by."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.terms.word import Word, declare


@dataclass(frozen=True, slots=True)
class Covariate(Word):
    """A covariate of a pair.

    Parameters
    ----------
    counted : bool
        Whether the outlook has counted it, so that a factor with it gets no effect from ratings.
    most : float
        Its upper end; a covariate is 0 or more.
    """

    counted: bool = False
    most: float = float("inf")


COVARIATES = declare(
    Covariate("state_of_relation", "the state of relation itself", counted=True),
    Covariate("common_threat", "the smaller of the two threats from states hostile to both", counted=True),
    Covariate("ideal_point_distance", "distance of votes in the General Assembly"),
    Covariate("capability_share", "a side's part of the world's material capabilities", counted=True, most=1),
    Covariate("contiguity", "a common border, by land or water", counted=True),
    Covariate("distance", "distance of the capitals", counted=True),
    Covariate("joint_democracy", "both are democracies", counted=True),
    Covariate("dispute", "militarized disputes"),
    Covariate("rivalry", "a strategic rivalry", counted=True),
    Covariate("shared_allies", "allies in common"),
    Covariate("major_power", "a major power among the two", counted=True),
)
