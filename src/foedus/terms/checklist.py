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
    asks : str
        The question as a coder answers it.
    excludes : str
        What does not count, and the kind that it counts as instead.
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

    asks: str
    excludes: str
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
        ((1.7, 0.9, 1.0, 1, 1), (0.3, 0.3, 0.0, 0.3, 0.3))
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
    Kind("common-state-enemy",
         "a state that both hold for an enemy: each has a rivalry, an open dispute or a claim with it",
         "Is there a state with which each of the two has a rivalry, an open dispute or a claim?",
         "an enemy of one alone; a coalition (opposed-bloc); an armed group (common-non-state-enemy)",
         "A common enemy that is a state", "threat", True, (.16, .11, .08, .30), (2.2, 1, .8, .8), (2.6, 1.3, 1),
         "measured", _MEASURED, counted="common_threat"),
    Kind("opposed-bloc",
         "a coalition of states that acts against both: it allies, arms or imposes sanctions against each",
         "Is there a coalition of states that acts against both?",
         "one state with its helpers; a bloc that acts against one alone",
         "A bloc stands against both", "threat", True, (.25, .15, .08, .15), (1.4, 1, .8, .8), (1.9, 1.3, 1),
         "literature", "Walt 1987; Snyder 1997"),
    Kind("common-non-state-enemy",
         "an armed group or movement that both fight, each with forces, arms or police of its own",
         "Is there an armed group or movement that both fight?",
         "a group that one fights and the other only condemns",
         "A common enemy that is no state", "field", True, (.20, .14, .07, .16), (2.4, 1, 1, 1), (2.5, .9, 1),
         "measured", _MEASURED),
    Kind("same-side-support",
         "both support the same party to a war, with arms, money, troops or sanctuary",
         "Do both give the same party to a war arms, money, troops or sanctuary?",
         "words, votes and vetoes; help to different parties with the same enemy",
         "Both support one side of a war", "field", True, (.27, .15, .09, .19), (2.5, 1, 1, 1), (2.1, .7, 1),
         "measured", _MEASURED),
    Kind("joint-operations",
         "in the period their forces fight, or stand ready by agreement, on the same side of a dispute or war",
         "Do forces of both act on the same side of a dispute or war in the period, now included?",
         "exercises; arms without forces; a war of before the period (proven-cooperation)",
         "Forces on the same side of a dispute", "field", True, (.30, .10, .06, .07), (2.4, 1.2, 1, 1), (2, .8, 1),
         "measured", _MEASURED),
    Kind("standing-coordination",
         "a standing body coordinates the two: a joint staff, centre or committee that meets regularly",
         "Is there a body of the two that meets regularly or works all the time?",
         "single visits and talks; bodies open to most states",
         "Standing coordination", "field", True, (.60, .30, .06, .05), (1.2, 1, .7, .5), (1.9, 1.5, .7),
         "judgment", "judged"),
    Kind("joint-exercises",
         "in the period the two hold military exercises, alone or with a few others",
         "Have the two held military exercises in the period, alone or with a few others?",
         "exercises of a large alliance or open to many states; visits of single ships",
         "Joint exercises of few states", "field", True, (.27, .17, .05, .06), (1.4, .8, 1, 1), (1.2, .8, 1),
         "measured", _MEASURED),
    Kind("shared-rejection",
         "both reject the order of the leading state: they say so, or vote far from it",
         "Do both reject the leading state's order, in their own words or by voting far from it?",
         "how alike the two are (affinity); a quarrel of one alone with the leading state",
         "Both reject the leading state's order", "order", True, (.17, .09, .06, .20), (1.4, 1.3, 1, 1), (1.2, .8, 1),
         "measured", _MEASURED),
    Kind("affinity",
         "their regimes are of one type, or their votes in world affairs are close to each other's",
         "Are their regimes of one type, or do they vote alike in world affairs?",
         "what both are against (shared-rejection); liking of leaders or peoples; a common enemy",
         "Affinity of regimes and votes", "order", True, (.49, .30, .12, .17), (1.3, 1.1, .8, .7), (1.7, 1.2, .8),
         "measured", _MEASURED),
    Kind("regime-shield",
         "one of the two keeps the other's own government from falling, by veto, guarantee or intervention",
         "Does one of the two protect the other's own government by veto, guarantee or intervention?",
         "protection of a third government (same-side-support); arms alone (arms-supply); kind words",
         "One shields the other's rule", "order", True, (.20, .15, .08, .10), (1.1, 1, .9, .7), (1.3, 1.2, .8),
         "judgment", "judged"),
    Kind("arms-supply",
         "in the period one supplies the other with major arms: aircraft, ships, armour, missiles",
         "Has one of the two supplied the other with major arms in the period?",
         "small arms; arms to third parties; contracts of which nothing was delivered",
         "Supply of major arms", "material", True, (.27, .22, .17, .11), (1.7, .9, 1, 1), (1.4, .8, 1),
         "measured", _MEASURED),
    Kind("economic-dependence",
         "one needs trade, credit, energy or transit of the other and could not soon replace it",
         "Would one of the two be hurt, with no quick replacement, if the other cut trade, credit, energy or transit?",
         "trade that is growing or hoped for",
         "Economic dependence", "material", True, (.35, .30, .20, .10), (.9, 1, .9, .7), (1.1, 1.2, .7),
         "literature", "Lai and Reiter 2000; Morrow 1991"),
    Kind("leaders-visits",
         "a head of state or government was in the other's country within the last three years; one way is enough",
         "Has a head of state or government of one been in the other's country within the last three years?",
         "meetings on third ground; visits of ministers and envoys",
         "Visits of leaders", "material", True, (.80, .65, .35, .20), (1, 1, .9, .8), (1.2, 1.2, .8),
         "judgment", "judged"),
    Kind("proven-cooperation",
         "before the period they were allied, or fought a war on the same side",
         "Were the two allied, or did they fight a war on the same side, before the period?",
         "the present war or pact (joint-operations); trade and visits of old",
         "Once allied or proven in war", "trust", True, (.60, .30, .16, .30), (1.3, 1, 1, 1), (1.4, 1, 1),
         "measured", _MEASURED),
    Kind("distrust",
         "one doubts that the other will keep its word or fears to be left by it, or one has deceived the other",
         "Does one doubt the other's word, fear to be left by it, or hold that it was deceived by it?",
         "fear of an attack by it (mutual-threat); other aims, without doubt of its word (differing-aims)",
         "Distrust or deception", "trust", False, (.25, .40, .45, .85), (.8, 1, 1.1, 1.4), (.7, .9, 1.2),
         "judgment", "judged"),
    Kind("mutual-threat",
         "within five years there was force, a threat of it, a claim to land or an arms race between the two",
         "Has there been force, a threat of force, a claim to land or an arms race between the two within five years?",
         "doubt of its word (distrust); quarrels over others (opposed-sides)",
         "A threat between the two", "conflict", False, (.14, .15, .05, .90), (.8, .9, .7, 2), (1, 1.6, 3.4),
         "measured", _MEASURED),
    Kind("opposed-sides",
         "they support, arm or recognise opposed parties in a war or crisis of others",
         "Do the two support, arm or recognise opposed parties in a war or crisis of others?",
         "other ends on the same side (differing-aims)",
         "Opposed sides over a third state", "conflict", False, (.10, .15, .10, .45), (1, 1, 1.4, 2.1), (1, .7, 1.6),
         "measured", _MEASURED),
    Kind("settled-border",
         "no claim to land is open between them; without a common border yes, unless one claims land of the other's",
         "Is there no open claim to land between the two, whether they share a border or not?",
         "a claim that rests but was not given up",
         "No open border question", "conflict", True, (.85, .80, .75, .35), (1, 1, 1, .8), (1.1, 1, .8),
         "literature", "Gibler 1996"),
    Kind("allys-rival",
         "a state allied or close to one of the two is a rival or enemy of the other",
         "Is a state that is allied or close to one a rival or enemy of the other?",
         "an armed group; a mere trading partner",
         "One's ally is the other's rival", "third", False, (.10, .20, .25, .60), (1, 1, 1.3, 1.6), (1, .8, 1.3),
         "measured", _MEASURED),
    Kind("outside-cover",
         "each of the two has a defence pact with a major power that is neither of them, the same or another",
         "Has each of the two a defence pact with a third state that is a major power?",
         "a pact of one alone; arms or bases without a promise; being a major power oneself",
         "Both are covered by a major power", "third", False, (.60, .35, .35, .40), (.7, 1, 1.1, .8), (.6, .9, .7),
         "measured", _MEASURED),
    Kind("isolation",
         "one of the two has no partner by pact, or has lost its main one in the period",
         "Has one of the two no other partner by pact, or lost its main one in the period?",
         "sanctions and ill will alone",
         "One has no other partner", "third", True, (.15, .20, .20, .25), (1.2, 1, .8, .8), (1.5, 1.2, 1),
         "judgment", "judged"),
    Kind("differing-aims",
         "what they want of a war or pact differs: another theatre, another enemy, another end",
         "Do the two want different ends, fight for different theatres or mean different enemies?",
         "fear to be left (distrust); support of opposed parties (opposed-sides)",
         "Aims or war plans differ", "aims", False, (.30, .50, .60, .85), (.8, 1, 1.1, 1.2), (.7, .9, 1.1),
         "literature", "Snyder 1997; Poast 2019"),
    Kind("entrapment-fear",
         "one fears to be dragged into the other's war, or to become its junior",
         "Does one fear to be dragged into a war of the other's, or to become the junior of the two?",
         "fear to be left alone (distrust)",
         "Fear of entrapment or of the junior's place", "aims", False, (.30, .35, .25, .20), (.8, 1, 1.1, 1.1), (.7, .9, 1),
         "literature", "Snyder 1997"),
    Kind("legal-bar",
         "a constitution, treaty or declared doctrine of one forbids it alliances, or one with such a partner",
         "Does a constitution, treaty or declared doctrine of one forbid an alliance?",
         "habit or reluctance without a text; opponents at home (domestic-veto)",
         "A law or doctrine forbids it", "domestic", False, (.03, .20, .25, .20), (.5, 1, 1.2, 1.2), (.4, .8, 1),
         "judgment", "judged"),
    Kind("domestic-veto",
         "a parliament, party, army or public of one is against it and could stop it",
         "Is there somebody at home, in one of the two, who is against it and could stop it?",
         "critics who could not stop it; a law (legal-bar)",
         "A veto at home", "domestic", False, (.10, .20, .25, .40), (.8, 1, 1.2, 1.3), (.7, .8, 1.1),
         "judgment", "judged"),
)  # fmt: skip
"""The kinds, in the order of every table; a case answers each once."""

ANSWERS = declare(
    Word("yes", "it is there"),
    Word("no", "it is not: a claim says so, or it was looked for where it would be told, which the ground names"),
    Word("unknown", "nothing is known of it, silence of the sources included; it moves nothing"),
)

SLANTS = declare(
    Word("free", "it would say no where no is true; this must be argued"),
    Word("unknown", "nothing is known of it"),
    Word("interested", "it has a stake in the picture, and may say yes whatever holds"),
)
"""How far a source is free in what it says of one side of the focal pair."""
