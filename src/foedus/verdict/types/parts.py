"""What the types of a verdict are made of: frozen structs, and numbers and words with their range.

A field is described behind ``#:``, beside or above it; the schema and the reference page are made from that.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, TypeVar

from msgspec import Meta, Struct

from foedus.terms.cooperation import CHANNELS
from foedus.terms.grades import LEVELS
from foedus.terms.kinds import BASES, CLAIM_KINDS, PULLS, RATING_SCALES, RATING_WORDS, THREAT_COMPONENTS
from foedus.terms.likelihood import SCALES
from foedus.terms.outcomes import OUTCOMES
from foedus.terms.predicates import PREDICATES
from foedus.terms.uncounted import UNCOUNTED

T = TypeVar("T")


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of the verdict: immutable, every field named, none beside those that are declared."""


def one_of(words: Iterable[str]) -> Meta:
    """One of the declared words, by name."""
    allowed = tuple(words)
    return Meta(pattern=f"^({'|'.join(allowed)})$", extra_json_schema={"enum": list(allowed)})


OutcomeName = Annotated[str, one_of(OUTCOMES)]
OutcomeOrNone = Annotated[str, one_of(("", *OUTCOMES))]
ByOutcome = Annotated[dict[OutcomeName, T], Meta(min_length=len(OUTCOMES), max_length=len(OUTCOMES))]
"""A value for each outcome, by name."""

PredicateName = Annotated[str, one_of(PREDICATES)]
ClaimKind = Annotated[str, one_of(CLAIM_KINDS)]
ChannelOrNone = Annotated[str, one_of(("", *CHANNELS))]
ComponentName = Annotated[str, one_of(THREAT_COMPONENTS)]
ComponentOrNone = Annotated[str, one_of(("", *THREAT_COMPONENTS))]
ScaleName = Annotated[str, one_of(SCALES)]
Pull = Annotated[str, one_of(PULLS)]
Level = Annotated[str, one_of(LEVELS)]
RatingWord = Annotated[str, one_of(RATING_WORDS)]
RatingScale = Annotated[str, one_of(RATING_SCALES)]
UncountedSort = Annotated[str, one_of(UNCOUNTED)]
Basis = Annotated[str, one_of(BASES)]

Slug = Annotated[str, Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]
SentenceId = Annotated[str, Meta(pattern="^sentence-[0-9]+$")]
EvidenceId = Annotated[str, Meta(pattern="^[^\\s].*$")]
EVIDENCE_IDS = (
    "Evidence is a claim (its id), a source (its key), `dataset:NAME`, `model:NAME` or `rating:FACTOR:OUTCOME:SCALE:RATER`; "
    "each resolves in `evidence` of the same file. Ids of factors and issues are no evidence."
)
"""What an id of evidence is."""

Sha256 = Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")]
Pair = tuple[str, str]

Share = Annotated[float, Meta(ge=0, le=1)]
Signed = Annotated[float, Meta(ge=-1, le=1)]
Amount = Annotated[float, Meta(ge=0)]
Count = Annotated[int, Meta(ge=0)]
Positive = Annotated[int, Meta(ge=1)]
Grade = Annotated[int, Meta(ge=1, le=6)]
Years = Annotated[int, Meta(ge=1, le=50)]
Draws = Annotated[int, Meta(ge=10)]


class Range(Part, frozen=True):
    """A probability with its interval."""

    probability: Share  #: The point.
    low: Share  #: 5 % of the draws.
    high: Share  #: 95 % of the draws.
