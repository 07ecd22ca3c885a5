"""The transitions of the outlook: who can make them, where they lead, and how each is fitted.

Twelve moves between four states, entry to alliance and to entente by two routes each. The small-pact
routes follow the specification M3* (treaty weights, half-life of 20 years, ridge 10); the bloc routes are
fitted apart, unweighted, on the years after 1945, and are not forecastable: a bloc is one decision that
moves many dyads at once. Routes out of a tie weight what one treaty ends as one event and know whether only
small pacts make the tie: chosen on 1951-85, confirmed on 1986-2010, as is the half-life of the bloc route into alliance.
"""

from __future__ import annotations

from dataclasses import dataclass

from foedus.history.covariates import M3, PLAIN
from foedus.terms.outcomes import OUTCOMES

ALLIANCE, ENTENTE = OUTCOMES.index("alliance"), OUTCOMES.index("entente")
UNALIGNED, RIVALRY = OUTCOMES.index("unaligned"), OUTCOMES.index("rivalry")
HALF_LIFE, RIDGE = 20.0, 10.0
#: Half-life of the bloc route into alliance.
BLOC_HALF_LIFE = 10.0
AFTER_WAR = 1946
_ORIGINS = ("origin_entente", "origin_rivalry")
TIE = "small_tie"
_HISTORY = ("ever_alliance", "ever_entente")


@dataclass(frozen=True)
class Route:
    """One transition."""

    name: str
    origins: tuple[int, ...]  #: States that can make it, as positions in `OUTCOMES`.
    destination: int  #: State that it leads to.
    covariates: tuple[str, ...]  #: Columns of the history.
    #: {"", "small", "bloc", "any"}. Treaties that make the tie (entry); "any" weights the ties that one treaty ends
    #: (exit); "" has none.
    treaty: str
    words: str  #: The transition in words.
    weighted: bool = True  #: A treaty's dyads share one event.
    half_life: float | None = HALF_LIFE  #: Years after which a dyad-year counts half; None: all count alike.
    first: int = 1817  #: First year of outcomes.
    ridge: float = RIDGE
    forecastable: bool = True  #: Whether its figures are more than a band.


def _without(*names: str) -> tuple[str, ...]:
    return tuple(name for name in M3 if name not in names)


def _bloc(name: str, origins: tuple[int, ...], *, destination: int, words: str, half_life: float = HALF_LIFE) -> Route:
    covariates = (*PLAIN, *_HISTORY) if ENTENTE in origins else _drop_entente()
    return Route(
        name, origins, destination, covariates, "bloc", words,
        weighted=False, first=AFTER_WAR, forecastable=False, half_life=half_life,
    )  # fmt: skip


def _drop_entente() -> tuple[str, ...]:
    return tuple(name for name in (*PLAIN, *_HISTORY) if name != "origin_entente")


ROUTES = (
    Route("alliance_small", (ENTENTE, UNALIGNED, RIVALRY), ALLIANCE, M3, "small", "into alliance by a small pact"),
    _bloc("alliance_bloc", (ENTENTE, UNALIGNED, RIVALRY), destination=ALLIANCE, words="into alliance through a bloc", half_life=BLOC_HALF_LIFE),
    Route(
        "entente_small", (UNALIGNED, RIVALRY), ENTENTE, _without("origin_entente"), "small",
        "into entente by a small pact",
    ),
    _bloc("entente_bloc", (UNALIGNED, RIVALRY), destination=ENTENTE, words="into entente through a bloc"),
    *(
        Route(f"alliance_to_{OUTCOMES[to]}", (ALLIANCE,), to, (*_without(*_ORIGINS, "ever_alliance"), TIE), "any",
              f"from alliance to {OUTCOMES[to]}")
        for to in (ENTENTE, UNALIGNED, RIVALRY)
    ),
    *(
        Route(f"entente_to_{OUTCOMES[to]}", (ENTENTE,), to, (*_without(*_ORIGINS, "ever_entente"), TIE), "any",
              f"from entente to {OUTCOMES[to]}")
        for to in (UNALIGNED, RIVALRY)
    ),
    Route("rivalry_onset", (UNALIGNED,), RIVALRY, _without(*_ORIGINS), "", "into rivalry", weighted=False),
    Route("rivalry_end", (RIVALRY,), UNALIGNED, _without(*_ORIGINS), "", "out of rivalry", weighted=False),
)  # fmt: skip
NAMES = tuple(route.name for route in ROUTES)


def route(name: str) -> Route:
    """The transition of a name."""
    return ROUTES[NAMES.index(name)]
