"""The checklist: twenty-five kinds of factor that bind or divide two states, and what each is worth.

A kind has a base rate in each state of relation (how many pairs in that state show it) and, for every move, the ratio of
its prevalence among pairs that moved to its prevalence among pairs that stayed. The figures come from a pilot: *measured*
ones from dyads with a border or a major power, mostly since 1990, given the covariates of the outlook and shrunk to a
judged start; *literature* ones from what the field holds; *judgment* ones from nobody's count. Ratios from alliance and
from rivalry, and that of the way through a bloc out of no relation, were not estimated: they are 1, with a wide spread.
"""

from __future__ import annotations

from dataclasses import dataclass

from foedus.terms.outcomes import OUTCOMES
from foedus.terms.word import Word, declare

MOVES = ("alliance_small", "alliance_bloc", *OUTCOMES[1:])
"""Inner outcomes of the model: an alliance by a small pact and one by way of a bloc apart, then the other states."""

GROUNDS = declare(
    Word("measured", "from dyads since 1816, given the covariates of the outlook"),
    Word("literature", "from what studies of alliances report"),
    Word("judgment", "judged; nobody has counted it"),
)

GROUPS = declare(
    Word("threat", "what both fear"),
    Word("field", "what they do together"),
    Word("order", "how they see the order of states and each other's rule"),
    Word("material", "what passes between them"),
    Word("trust", "what the past has taught them"),
    Word("conflict", "what stands between them"),
    Word("third", "what others do to them"),
    Word("aims", "what each wants of the other"),
    Word("domestic", "what home allows"),
)
"""Groups of kinds that say much the same; within one only the strongest counts in full."""

SPREAD = {"measured": 0.3, "literature": 0.4, "judgment": 0.5}
"""Standard deviation of the log of a ratio, by its ground."""
UNTOLD = 0.5
"""The same where no ratio was estimated and 1 stands in."""


@dataclass(frozen=True, slots=True)
class Kind(Word):
    """A kind of factor.

    Parameters
    ----------
    label : str
        As reports print it.
    group : str
        One of `GROUPS`.
    binds : bool
        Whether it binds the two; else it divides them. A binding kind never raises unaligned or rivalry, a dividing one
        never alliance.
    base : tuple of float
        Base rate in each state, in the order of `OUTCOMES`.
    from_entente : tuple of float
        Ratios of alliance by a small pact, alliance by a bloc, unaligned and rivalry for a pair in entente.
    from_unaligned : tuple of float
        Ratios of alliance by a small pact, entente and rivalry for a pair without relation.
    ground : str
        One of `GROUNDS`.
    source : str
        Where the ratios come from.
    counted : str
        Covariate of the outlook that counts the kind already; such a prior leaves it without effect.
    """

    label: str
    group: str
    binds: bool
    base: tuple[float, float, float, float]
    from_entente: tuple[float, float, float, float]
    from_unaligned: tuple[float, float, float]
    ground: str
    source: str
    counted: str = ""

    @property
    def spread(self) -> float:
        """Standard deviation of the log of its ratios."""
        return SPREAD[self.ground]

    def ratios(self, state: str) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Return the ratios of `MOVES` for a pair in a state, and the spread of their logs; the state's own is 1 and 0.

        >>> CHECKLIST["arms-supply"].ratios("entente")
        ((1.7, 0.9, 1.0, 1.0, 1.0), (0.3, 0.3, 0.0, 0.3, 0.3))
        """
        width = self.spread
        if state == "entente":
            small, bloc, none, rivalry = self.from_entente
            return (small, bloc, 1.0, none, rivalry), (width, width, 0.0, width, width)
        if state == "unaligned":
            small, entente, rivalry = self.from_unaligned
            return (small, 1.0, entente, 1.0, rivalry), (width, UNTOLD, width, 0.0, width)
        stays = ("alliance_small", "alliance_bloc") if state == "alliance" else (state,)
        return (1.0,) * len(MOVES), tuple(0.0 if move in stays else UNTOLD for move in MOVES)


_MEASURED = "foedus, dyads 1816-2018: ATOP 5.1, COW and GML disputes, TSS rivalries, MIDs, UCDP, SIPRI, UN votes"

CHECKLIST = declare(
    Kind("common-state-enemy", "a state that both hold for an enemy, by rivalry, dispute or claim of both sides",
         "A common enemy that is a state", "threat", True, (.16, .11, .08, .30), (2.2, 1, .8, .8), (2.6, 1.3, 1),
         "measured", _MEASURED, counted="common_threat"),
    Kind("opposed-bloc", "a coalition or bloc of states that stands against both at once",
         "A bloc stands against both", "threat", True, (.25, .15, .08, .15), (1.4, 1, .8, .8), (1.9, 1.3, 1),
         "literature", "Walt 1987; Snyder 1997"),
    Kind("common-non-state-enemy", "an armed group, movement or other non-state that both fight",
         "A common enemy that is no state", "field", True, (.20, .14, .07, .16), (2.4, 1, 1, 1), (2.5, .9, 1),
         "measured", _MEASURED),
    Kind("same-side-support", "both support the same side of a war, by arms, money, troops or sanctuary",
         "Both support one side of a war", "field", True, (.27, .15, .09, .19), (2.5, 1, 1, 1), (2.1, .7, 1),
         "measured", _MEASURED),
    Kind("joint-operations", "their forces have fought, or stood ready, on the same side of one dispute",
         "Forces on the same side of a dispute", "field", True, (.30, .10, .06, .07), (2.4, 1.2, 1, 1), (2, .8, 1),
         "measured", _MEASURED),
    Kind("standing-coordination", "a standing body coordinates them: joint staff, centre, committee with regular meetings",
         "Standing coordination", "field", True, (.60, .30, .06, .05), (1.2, 1, .7, .5), (1.9, 1.5, .7),
         "judgment", "judged"),
    Kind("joint-exercises", "military exercises of the two, alone or with a few others",
         "Joint exercises of few states", "field", True, (.27, .17, .05, .06), (1.4, .8, 1, 1), (1.2, .8, 1),
         "measured", _MEASURED),
    Kind("shared-rejection", "both reject the leading state's order and vote far from it",
         "Both reject the leading state's order", "order", True, (.17, .09, .06, .20), (1.4, 1.3, 1, 1), (1.2, .8, 1),
         "measured", _MEASURED),
    Kind("affinity", "like regimes, or votes close to each other's, in world affairs",
         "Affinity of regimes and votes", "order", True, (.49, .30, .12, .17), (1.3, 1.1, .8, .7), (1.7, 1.2, .8),
         "measured", _MEASURED),
    Kind("regime-shield", "one protects the other's government: veto, guarantee, intervention for it",
         "One shields the other's rule", "order", True, (.20, .15, .08, .10), (1.1, 1, .9, .7), (1.3, 1.2, .8),
         "judgment", "judged"),
    Kind("arms-supply", "one supplies the other with major arms",
         "Supply of major arms", "material", True, (.27, .22, .17, .11), (1.7, .9, 1, 1), (1.4, .8, 1),
         "measured", _MEASURED),
    Kind("economic-dependence", "one needs the other's trade, credit, energy or transit",
         "Economic dependence", "material", True, (.35, .30, .20, .10), (.9, 1, .9, .7), (1.1, 1.2, .7),
         "literature", "Lai and Reiter 2000; Morrow 1991"),
    Kind("leaders-visits", "heads of state or government have visited each other within three years",
         "Visits of leaders", "material", True, (.80, .65, .35, .20), (1, 1, .9, .8), (1.2, 1.2, .8),
         "judgment", "judged"),
    Kind("proven-cooperation", "they were allied before, or fought a war together",
         "Once allied or proven in war", "trust", True, (.60, .30, .16, .30), (1.3, 1, 1, 1), (1.4, 1, 1),
         "measured", _MEASURED),
    Kind("distrust", "leaders distrust or have deceived each other",
         "Distrust or deception", "trust", False, (.25, .40, .45, .85), (.8, 1, 1.1, 1.4), (.7, .9, 1.2),
         "judgment", "judged"),
    Kind("mutual-threat", "the two threaten each other: dispute, claim, arms race within five years",
         "A threat between the two", "conflict", False, (.14, .15, .05, .90), (.8, .9, .7, 2), (1, 1.6, 3.4),
         "measured", _MEASURED),
    Kind("opposed-sides", "they stand on opposed sides of a war or crisis of others",
         "Opposed sides over a third state", "conflict", False, (.10, .15, .10, .45), (1, 1, 1.4, 2.1), (1, .7, 1.6),
         "measured", _MEASURED),
    Kind("settled-border", "no open claim to land between them; also where they share no border",
         "No open border question", "conflict", True, (.85, .80, .75, .35), (1, 1, 1, .8), (1.1, 1, .8),
         "literature", "Gibler 1996"),
    Kind("allys-rival", "a state allied or close to one is a rival of the other",
         "One's ally is the other's rival", "third", False, (.10, .20, .25, .60), (1, 1, 1.3, 1.6), (1, .8, 1.3),
         "measured", _MEASURED),
    Kind("outside-cover", "both are covered by a pact with a major power, so that neither needs the other",
         "Both are covered by a major power", "third", False, (.60, .35, .35, .40), (.7, 1, 1.1, .8), (.6, .9, .7),
         "measured", _MEASURED),
    Kind("isolation", "one of them has no other partner, or has lost one",
         "One has no other partner", "third", True, (.15, .20, .20, .25), (1.2, 1, .8, .8), (1.5, 1.2, 1),
         "judgment", "judged"),
    Kind("differing-aims", "their aims or plans of war differ: another theatre, another enemy, another end",
         "Aims or war plans differ", "aims", False, (.30, .50, .60, .85), (.8, 1, 1.1, 1.2), (.7, .9, 1.1),
         "literature", "Snyder 1997; Poast 2019"),
    Kind("entrapment-fear", "one fears to be dragged into the other's war, or the junior's place",
         "Fear of entrapment or of the junior's place", "aims", False, (.30, .35, .25, .20), (.8, 1, 1.1, 1.1), (.7, .9, 1),
         "literature", "Snyder 1997"),
    Kind("legal-bar", "a constitution, treaty or doctrine of one of them forbids alliances",
         "A law or doctrine forbids it", "domestic", False, (.03, .20, .25, .20), (.5, 1, 1.2, 1.2), (.4, .8, 1),
         "judgment", "judged"),
    Kind("domestic-veto", "a parliament, party, army or public of one of them stands against it",
         "A veto at home", "domestic", False, (.10, .20, .25, .40), (.8, 1, 1.2, 1.3), (.7, .8, 1.1),
         "judgment", "judged"),
)  # fmt: skip
"""The kinds, in the order of every table; a case answers each once."""

ANSWERS = declare(
    Word("yes", "it is there"), Word("no", "it is not"), Word("unknown", "nothing is known of it; it moves nothing")
)

SLANTS = declare(
    Word("free", "it would say no where no is true; this must be argued"),
    Word("unknown", "nothing is known of it"),
    Word("interested", "it has a stake in the picture, and may say yes whatever holds"),
)
"""How far a source is free in what it says of one side of the focal pair."""
