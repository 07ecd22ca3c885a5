"""Quantities that datasets record of a pair by year or by month, beside the covariates of the outlook."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.terms.word import Word, declare


@dataclass(frozen=True, slots=True)
class Series(Word):
    """A quantity of a pair over time.

    Parameters
    ----------
    unit : str
        Of the values, for axes and tables.
    low, high : float
        Range of the values.
    closer : int
        1 where more of it is closer, -1 where it is further apart, 0 where it says neither.
    counted : str
        What `n` counts.
    """

    unit: str = ""
    low: float = 0.0
    high: float = float("inf")
    closer: int = 0
    counted: str = ""


SERIES = declare(
    Series("agreement", "agreement in the General Assembly (Voeten)", "0 to 1", 0, 1, 1, "joint votes"),
    Series("identical-votes", "identical votes in the General Assembly", "share", 0, 1, 1, "joint votes"),
    Series("vote-s", "S of votes in the General Assembly (Signorino and Ritter)", "-1 to 1", -1, 1, 1, "joint votes"),
    Series("vote-kappa", "kappa of votes in the General Assembly", "up to 1", float("-inf"), 1, 1, "joint votes"),
    Series("vote-pi", "pi of votes in the General Assembly", "up to 1", float("-inf"), 1, 1, "joint votes"),
    Series("ideal-point-distance", "distance of ideal points in the General Assembly", "points", 0, closer=-1),
    Series("events", "events reported between them", "events", counted="events"),
    Series("cooperation-per-1000", "cooperative events of 1,000 of all dyads", "per 1,000", 0, 1000, 1, "events"),
    Series("conflict-per-1000", "hostile events of 1,000 of all dyads", "per 1,000", 0, 1000, -1, "events"),
    Series("balance", "log of hostile to cooperative events", "log ratio", float("-inf"), closer=-1, counted="events"),
    Series("joint-support", "actors that both support from outside", "actors", closer=1),
    Series("opposite-support", "conflicts in which they support opposite sides", "conflicts", closer=-1),
    Series("joint-exercises", "military exercises with both", "exercises", closer=1),
    Series("joint-igos", "international organizations with both as members", "organizations", closer=1),
    Series("arms", "arms delivered from one to the other", "trend indicator value", closer=1),
)  # fmt: skip
"""Series by name, in the order of tables and charts."""
