"""What the two sides call each other's things."""

from __future__ import annotations

from foedus.documents.exchange.project import LONG, SHORT, YES_NO, StatementType, Variable

POSITIONS = "DNA Statement"
"""Type of passages that say who is for or against what, as Discourse Network Analyzer names it."""

CLAIMS = "foedus claim"
"""Type of passages of every other predicate."""

WHO = ("organization", "organisation", "actor", "person", "speaker")
"""Variables that say whose position it is, the first that is given counts."""

PERSON = ("person", "speaker")
WHAT = ("concept", "issue")
SIGN = "agreement"
VALUE, CLAIM, DATE = "value", "claim", "date"
"""Variables of ours: the value between the poles, the id of the claim, its date."""

POSITION_TYPE = StatementType(
    POSITIONS,
    (
        Variable("person"),
        Variable("organization"),
        Variable("concept"),
        Variable(SIGN, YES_NO),
        Variable(VALUE, LONG),
        Variable(DATE, LONG),
        Variable(CLAIM, LONG),
    ),
    "#efd033",
)
CLAIM_TYPE = StatementType(
    CLAIMS,
    (
        Variable("predicate"),
        Variable("holder"),
        Variable("object"),
        Variable(VALUE, LONG),
        Variable("text", LONG),
        Variable(DATE, LONG),
        Variable(CLAIM, LONG),
    ),
    "#64c8be",
)


def is_position(kind: StatementType) -> bool:
    """Whether passages of a type say who is for or against what."""
    return (
        kind.kind_of(SIGN) == YES_NO
        and any(kind.kind_of(name) == SHORT for name in WHO)
        and any(kind.kind_of(name) == SHORT for name in WHAT)
    )
