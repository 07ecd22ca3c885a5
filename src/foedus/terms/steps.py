"""Steps towards a treaty and away from it: what is promised, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.terms.word import Word, declare


@dataclass(frozen=True, slots=True)
class Obligation(Word):
    """What a treaty promises, and the state of relation that it makes."""

    makes: str


OBLIGATIONS = declare(
    Obligation("defence", "to fight for the other when it is attacked", "alliance"),
    Obligation("offence", "to join the other's war", "alliance"),
    Obligation("consultation", "to talk before acting", "entente"),
    Obligation("neutrality", "to stay out when the other is at war", "entente"),
    Obligation("nonaggression", "not to attack each other", "entente"),
)
"""Obligations of ATOP (Leeds et al. 2002)."""


@dataclass(frozen=True, slots=True)
class Stage(Word):
    """A stage of a treaty's way.

    Parameters
    ----------
    in_force : tuple of float
        Chance that the treaty is in force in the end, with its range (central, low, high); empty for a step back.
    delay : float
        Median years until then.
    spread : float
        Standard deviation of the log of the delay.
    factor : float
        Of a step back: what it leaves of the odds of an alliance by a small pact.
    ground : str
        Where the numbers come from.
    """

    in_force: tuple[float, float, float] | tuple[()] = ()
    delay: float = 0.0
    spread: float = 0.0
    factor: float = 1.0
    ground: str = "judged"

    @property
    def forward(self) -> bool:
        """Whether it leads to a treaty."""
        return bool(self.in_force)


STAGES = declare(
    Stage("talks", "negotiations are announced or under way", (0.50, 0.30, 0.70), 1.5, 1.0),
    Stage("text_agreed", "a text is agreed or initialled", (0.80, 0.60, 0.92), 0.6, 1.0),
    Stage(
        "signed", "signed, not yet in force", (0.95, 0.88, 0.99), 0.35, 1.2, ground="delays of 13 treaties, from memory"
    ),
    Stage(
        "consent_of_one_side",
        "one side has ratified or consented, the other has still to",
        (0.96, 0.90, 0.99),
        0.2,
        1.2,
    ),
    Stage("in_force", "it is in force", (0.99, 0.97, 1.0), 0.02, 0.5),
    Stage("broken_off", "negotiations are broken off", factor=0.6),
    Stage("text_excludes", "a text of the two says that there is no such obligation", factor=0.5),
    Stage("renounced", "one side has given the obligation up or denounced it", factor=0.3),
)
"""Stages in the order of a treaty's way, then the steps back."""
