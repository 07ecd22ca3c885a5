"""What kinds there are of actors, factors, sources and claims, and the words that a case file chooses among."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.terms.word import Word, declare

UNATTRIBUTED = "unattributed"
"""A holder or speaker that the text does not name."""

UNKNOWN = "unknown"
"""A perspective that is not known; every other perspective is an actor of the case."""

SIGNS = ("+", "-")


@dataclass(frozen=True, slots=True)
class ActorKind(Word):
    """A kind of actor and the shape of its mark in a network."""

    mark: str


ACTOR_KINDS = declare(
    ActorKind("state", "a country", "circle"),
    ActorKind("organisation", "an international or other organisation", "square"),
    ActorKind("armed_group", "fights, and is no state's army", "triangle"),
    ActorKind("government_body", "a ministry, army or office of a state", "hexagon"),
    ActorKind("person", "one person", "diamond"),
    ActorKind("coalition", "actors that act together and stay apart", "cross"),
)

FACTOR_KINDS = declare(
    Word("threat", "a source of fear, of one side or both"),
    Word("interest", "what a side wants from the other or from the theatre"),
    Word("ideology", "what a side believes in"),
    Word("capability", "what a side can do"),
    Word("institution", "treaties, offices, routines that tie the two"),
    Word("dispute", "what the two want differently"),
    Word("dependence", "what one side needs from the other"),
    Word("third_party", "what somebody else does to the two"),
    Word("trust", "what the past has taught them of each other"),
)

PULLS = declare(Word("binds", "brings the focal pair closer"), Word("divides", "keeps the focal pair apart"))

SOURCE_KINDS = declare(
    Word("study", "a scholarly article or report"),
    Word("book", "a book"),
    Word("news", "journalism"),
    Word("official", "a government or organisation in its own name"),
    Word("dataset", "a dataset"),
    Word("document", "a treaty, letter or record"),
    Word("unknown", "the kind is not known"),
)

CLAIM_KINDS = declare(
    Word("fact", "it was seen or is on record"),
    Word("statement", "somebody involved says it"),
    Word("study", "somebody who studied it says it"),
)

BASES = declare(Word("stated", "the text says it"), Word("inferred", "the coder does"))

ROLL_UPS = declare(
    Word("as_voice", "it speaks and acts for the actor that it is a part of"),
    Word("none", "it is a part but not a voice"),
)

THREAT_COMPONENTS = declare(
    Word("power", "aggregate power"),
    Word("proximity", "proximity"),
    Word("offensive", "offensive power"),
    Word("intent", "aggressive intent"),
)
"""Walt's four components of a threat (Walt 1987)."""


@dataclass(frozen=True, slots=True)
class Rating(Word):
    """A rating and the steps that it stands for, -2 to 2."""

    steps: float


RATING_WORDS = declare(
    Rating("CC", "very consistent", 2.0),
    Rating("C", "consistent", 1.0),
    Rating("N", "neutral", 0.0),
    Rating("I", "inconsistent", -1.0),
    Rating("II", "very inconsistent", -2.0),
)

RATING_SCALES = declare(
    Word("relative", "against staying in the present state, whose own rating is N and is not listed"),
    Word("absolute", "fit to the outcome, all outcomes, for the classic ACH table only"),
)

SETTLEMENTS = declare(
    Word("first", "the first claim stands, the second is dropped"),
    Word("second", "the second claim stands, the first is dropped"),
    Word("neither", "both are dropped"),
    Word("new", "both are dropped, and a claim of whoever decides stands in their place"),
    Word("both", "both stand: they say different things"),
)
"""What can be decided where two coders have coded a passage otherwise."""
