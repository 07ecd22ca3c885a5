"""Acts of speech of a state in its own speech: it demands, threatens, commits itself, denies, praises or accuses.

Who speaks is the state ("we", "my country", its name); the act is told by lists of cues, the one it is done to is the state
that the sentence names beside the speaker's. An accusation is what `foedus.documents.drafting.evaluation` finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foedus.documents.drafting.actors import Mention
from foedus.documents.drafting.evaluation import Fault, faults
from foedus.documents.drafting.sentences import sentence_at
from foedus.documents.drafting.words import any_of, phrases
from foedus.documents.text import Span

CUES = {
    "demand": phrases(
        """
        call on | calls on | called on | call upon | calls upon | calling on | call for | calls for | calling for | demand | demands
        urge | urges | urged | appeal to | appeals to | appeal for | insist | insists | request | requests | ask | asks | invite
        invites | must stop | must cease | must end | must withdraw | must pull back | must be withdrawn | must be stopped
        must be held accountable | must respect | must comply | must fulfil | must allow | should stop | should cease | it is time to
        it is time for | it is imperative | it is essential that | we need to | cannot be allowed
        """
    ),
    "threaten": phrases(
        """
        there will be consequences | will have consequences | will face consequences | will bear the consequences | will pay
        will respond with | will be forced to | no choice but | will retaliate | reserve the right | reserves the right
        all options | will not hesitate | will destroy | totally destroy | will be met with | will face | further sanctions
        will not tolerate | will not stand by | measures will follow | will be isolated | serious consequences
        """
    ),
    "commit": phrases(
        """
        we will continue | will continue to | stands ready | stand ready | are ready to | is ready to | are prepared to
        is prepared to | are committed to | is committed to | remain committed | remains committed | commitment to | we pledge
        pledges | pledge | undertake to | we will support | we will work | we will help | will spare no effort | are determined
        is determined to | we intend | intends to | will provide | will contribute | we shall | will not abandon | will stand with
        reaffirm | reaffirms | reiterate our | reiterates its | will do everything | will always | has decided to | have decided to
        """
    ),
    "deny": phrases(
        """
        deny | denies | denied | reject the accusation | reject the allegation | reject allegations | rejects the | reject the
        categorically reject | is not true | are not true | is false | are false | groundless | baseless | unfounded | has nothing to do
        have nothing to do | we did not | we have not | never been | we do not recognize | does not recognize | it is not true
        no truth | fabrications | is a lie | are lies | we are not to blame
        """
    ),
    "praise": phrases(
        """
        welcome | welcomes | welcomed | commend | commends | applaud | applauds | congratulate | congratulates | praise | praises
        appreciate | appreciates | grateful | gratitude | thank | thanks | salute | salutes | pay tribute | pays tribute | hail
        admire | express our appreciation | we are pleased | note with satisfaction
        """
    ),
}  # fmt: skip
"""What tells an act, by act; accusations are told by how a sentence evaluates."""

_SELF = r"\b(?:we|our|I|my (?:country|delegation|Government|people))\b"
_PATTERNS = {act: re.compile(any_of(cues), re.IGNORECASE) for act, cues in CUES.items()}
_SPEAKS = re.compile(_SELF, re.IGNORECASE)
_WE = re.compile(r"\b(?:we|I|my|our)\b", re.IGNORECASE)
_FORMULA = re.compile(
    r"\b(?:thank you|I thank (?:the|you|Mr|Ms|Mrs)|I have the honou?r|I now give the floor|congratulate (?:you|the President of the (?:General|Security)))",
    re.IGNORECASE,
)
_IMPERSONAL = (
    "must",
    "should",
    "it is",
    "there will",
    "cannot",
    "serious",
    "further",
    "all options",
    "measures",
    "groundless",
    "baseless",
)


@dataclass(frozen=True, slots=True)
class Act:
    """What a state does by a sentence of its speech."""

    start: int
    stop: int
    act: str  #: demand, threaten, commit, deny, praise or accuse.
    cue: str
    target: Mention | None  #: The state that it is done to; None where the sentence names none.
    confidence: float


def acts(text: str, found: Sequence[Span], mentions: Sequence[Mention], *, speaker: int | None = None) -> list[Act]:
    """Return the acts of a speech, in order; a sentence may hold several of different kinds.

    Parameters
    ----------
    text : str
        The speech, in English.
    found : sequence of Span
        Its sentences.
    mentions : sequence of Mention
        The actors that it names.
    speaker : int, optional
        COW code of the state that speaks.
    """
    own = [one for one in mentions if one.ccode is not None and one.ccode == speaker]
    others = [one for one in mentions if one.ccode is not None and one.ccode != speaker]
    made = list(_by_cues(text, found, own, others))
    accused = faults(text, found, mentions, speaker=speaker)
    praised = {one.start for one in made if one.act == "praise"}
    made += [
        Act(one.start, one.stop, "accuse", ", ".join(one.cues[:3]), one.target, one.confidence)
        for one in accused
        if one.blames and one.start not in praised and _is_near(found, one)
    ]
    return sorted(made, key=lambda one: (one.start, one.act))


def _is_near(found: Sequence[Span], fault: Fault) -> bool:
    """Whether the one that is blamed is named in the sentence or the one before."""
    at = sentence_at(found, fault.start)
    return fault.target is not None and found[max(0, at - 1)].start <= fault.target.start < fault.stop


def _by_cues(text: str, found: Sequence[Span], own: Sequence[Mention], others: Sequence[Mention]) -> Iterator[Act]:
    for sentence in found:
        words = text[slice(*sentence)]
        if _FORMULA.search(words):
            continue
        for act, pattern in _PATTERNS.items():
            cue = pattern.search(words)
            if cue and (
                cue[0].lower().startswith(_IMPERSONAL) or _is_own(text, sentence, sentence.start + cue.start(), own)
            ):
                target = _target(sentence, sentence.start + cue.end(), others)
                yield Act(*sentence, act, cue[0], target, 0.6 if target else 0.5)


def _is_own(text: str, sentence: Span, cue: int, own: Sequence[Mention]) -> bool:
    """Whether the speaker's state is the subject: "we" or its name stands before the cue."""
    if any(sentence.start <= one.start < cue for one in own) or _SPEAKS.search(text, sentence.start, cue):
        return True
    return bool(_WE.search(text, cue, min(sentence.stop, cue + 25)))


def _target(sentence: Span, cue: int, others: Sequence[Mention]) -> Mention | None:
    inside = [one for one in others if sentence.start <= one.start < sentence.stop]
    behind = [one for one in inside if one.start >= cue]
    return behind[0] if behind else inside[0] if inside else None
