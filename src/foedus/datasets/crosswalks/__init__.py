"""Crosswalks: other ways to number and name states, to Correlates of War codes."""

from foedus.datasets.crosswalks.gleditsch_ward import ccode_of_gleditsch_ward
from foedus.datasets.crosswalks.sipri import ccode_of_sipri, match_sipri, unknown_sipri_names

__all__ = ["ccode_of_gleditsch_ward", "ccode_of_sipri", "match_sipri", "unknown_sipri_names"]
