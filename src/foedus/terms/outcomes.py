"""The states of relation that two actors can be in, which are also the outcomes that a verdict weighs."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.terms.word import Word, declare


@dataclass(frozen=True, slots=True)
class StateOfRelation(Word):
    """A state of relation.

    Parameters
    ----------
    phrase : str
        How a sentence says it after "the two stand in".
    colour : str
        Its colour in a terminal; figures have theirs from the theme, by name.
    mark : str
        Its mark in figures: circle, square, diamond or triangle.
    """

    phrase: str
    colour: str
    mark: str


STATES_OF_RELATION = declare(
    StateOfRelation(
        "alliance",
        "a pact with a duty to defend or to join an offence",
        phrase="an alliance with a defence or offence obligation",
        colour="blue",
        mark="circle",
    ),
    StateOfRelation(
        "entente",
        "a pact or standing partnership short of that: consultation, neutrality or non-aggression",
        phrase="an entente, a pact or partnership short of mutual defence",
        colour="cyan",
        mark="square",
    ),
    StateOfRelation("unaligned", "none of these", phrase="no pact or partnership", colour="yellow", mark="diamond"),
    StateOfRelation(
        "rivalry",
        "a strategic rivalry, or a militarized dispute within five years, and no pact",
        phrase="rivalry",
        colour="red",
        mark="triangle",
    ),
)

OUTCOMES: tuple[str, ...] = tuple(STATES_OF_RELATION)
"""Names of the states, in the order of every table, chart and array."""
