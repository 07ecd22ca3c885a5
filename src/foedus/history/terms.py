"""Terms of the history that need no table."""

from __future__ import annotations

#: Obligations that make an alliance, and those that make an entente.
ALLIANCE, ENTENTE = ("defense", "offense"), ("neutral", "nonagg", "consul")
#: Most members of a small pact; with more it is a bloc.
SMALL = 4
#: First and last year of the history.
FIRST, LAST = 1816, 2018
#: Covariates that a common enemy makes, and the suffix that they have in a case once that enemy is gone.
THREATS, WITHOUT = ("common_threat", "common_threat_gain", "least_own_threat"), "_without_enemy"
