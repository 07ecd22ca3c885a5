"""Where a speech finds fault, and with whom: sentences scored by their words, and the state that each blames.

Cues of blame, of dissent and of regret have weights, courtesy and appeals to principle count against; a state other than the
speaker's that acts in the sentence adds to it, and a sentence that goes on from one that blames inherits some of it.
The target is the state that stands most like the one who acts; where a sentence names none, that of the sentence before.
Weights and threshold were set on meeting S/PV.7138 of the Security Council, and held for any other text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from foedus.documents.drafting.actors import Mention
from foedus.documents.drafting.words import words
from foedus.documents.text import Span

_BLAME = words(
    """
    violat* illegal* unlawful* lawless* aggress* annex* condemn* deplor* unacceptable impermissible lie lies lying liar* propaganda
    hypocri* cynic* farce pretext* provo* invad* invasion* incursion* occup* terror* coup repress* intimidat* blatant* flagrant*
    defian* defy* unconstitutional* manipulat* destabili* adventuris* pathetic mockery incit* accus* blam* fabricat* disinformation
    misinformation false* falsehood* absurd* distort* concoct* disregard* undermin* breach* shameful outrageous brutal* barbar*
    massacre* crime* criminal* atroc* persecut* oppress* betray* deceiv* deceit sabotag* meddl* interfer* bully* blackmail*
    irresponsib* reckless* unjustif* unprovoked arrogan* double-standard* radical* extremis* nationalist* henchm* puppet*
    unilateral* coerc* sham bogus trample* tramp* flout* genocide* apartheid expansion* hegemon* colonial* warmonger*
    """
)
_DISSENT = words(
    """
    refus* reject* fail* ignor* den(y|ies|ied) block* prevent* veto* threat* oppos* contrary counter inconsistent odds claim* alleg*
    isolat* impos* obstruct* exploit* seiz* escalat* dangerous* unauthorized invalid problem blood wrong worse* stop* cease
    negat* disclaim* outside against alone so-called supposed* instigat* orchestrat* fuel* saboteur* separatis* unwilling
    unable never cannot instead except challeng* desist* withdraw* retreat* abandon* hostil* hatred tension* violen*
    """
)
_REGRET = words(
    """
    regret* unfortunat* alarm* troubl* disturb* unsettl* disbelief desperat* awful sad shock* disappoint* concern* worr* grave
    serious* vain farther confused obvious*
    """
)
_COURTESY = words(
    "welcom* thank* appreciat* grateful* gratitude hope* commend* congratulat* support* encourag* willing* ready friend* peaceful* dialogue"
)
_PRINCIPLE = re.compile(
    r"\b(?:principles?|in accordance|reaffirm\w*|purposes|obligations? to|refrain(?:ing)? from|abstain(?:ing)? from|non-use|if\b|would\b)"
)
_GOES_ON = re.compile(
    r"(?:That|This|It|Its|They|Their|Those|These|He|His|She|But|And|Moreover|Instead|Yet|In fact|In reality)\b"
)
_BEFORE = re.compile(
    r"\b(?:in|of|on|to|with|from|by|against|inside|within|between|into|across|over|around|for|towards?|at|about|outside|and)"
    r"\s+(?:the\s+|eastern\s+|south-eastern\s+)*$"
)
_ACTS = re.compile(
    r"(?:['’]s)?\s*(?:-|\w+ly\s+|alone\s+|also\s+|itself\s+|leadership\s+|officials\s+|troops\s+|forces\s+|authorities\s+|Government\s+)*"
    r"(?:has|have|had|is|was|will|cannot|can|must|should|could|did|does|do|would|claim\w*|den\w+|fail\w*|reject\w*|refus\w*|put|"
    r"prevent\w*|invok\w*|stand\w*|\w+ed|\w+es)\b"
)

WEIGHTS = {
    "blame": 1.5,
    "dissent": 1.5,
    "regret": 0.75,
    "acts": 1.0,
    "named": 0.75,
    "goes on": 0.75,
    "courtesy": -0.75,
    "principle": -0.5,
}
"""What each kind of cue adds to the score of a sentence."""
THRESHOLD = 2.5
"""Score from which a sentence is taken to find fault."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A sentence that finds fault."""

    start: int
    stop: int
    score: float
    target: Mention | None  #: The state that is blamed; None where none is named so far.
    cues: tuple[str, ...]
    blames: bool = False  #: Whether a word of blame is among the cues.

    @property
    def confidence(self) -> float:
        """Between .4 at the threshold and .8."""
        return round(min(0.8, 0.4 + 0.1 * (self.score - THRESHOLD)), 2)


def faults(text: str, found: Sequence[Span], mentions: Sequence[Mention], *, speaker: int | None = None) -> list[Fault]:
    """Return the sentences of a speech that find fault, with whom.

    Parameters
    ----------
    text : str
        The speech, in English.
    found : sequence of Span
        Its sentences.
    mentions : sequence of Mention
        The actors that it names.
    speaker : int, optional
        COW code of the speaker's state, which is not the one that is blamed.
    """
    return [fault for fault in scored(text, found, mentions, speaker=speaker) if fault.score >= THRESHOLD]


def scored(text: str, found: Sequence[Span], mentions: Sequence[Mention], *, speaker: int | None = None) -> list[Fault]:
    """Return every sentence with its score and the state that it would blame."""
    states = [one for one in mentions if one.ccode is not None and one.ccode != speaker]
    usual = _most_blamable(text, states)
    made: list[Fault] = []
    last: Mention | None = None
    before = 0.0
    for sentence in found:
        inside = [one for one in states if sentence.start <= one.start < sentence.stop]
        target = max(inside, key=lambda one: (_weight(text, one), -one.start), default=None)
        strong = target is not None and _weight(text, target) >= 1
        counts, cues = _counted(text[slice(*sentence)])
        counts["named"], counts["acts"] = float(bool(inside)), float(strong)
        score = sum(WEIGHTS[kind] * count for kind, count in counts.items() if kind in WEIGHTS)
        if before >= THRESHOLD and _GOES_ON.match(text, sentence.start):
            score += WEIGHTS["goes on"]
        blamed = target if strong else last or target or usual
        made.append(Fault(*sentence, round(score, 2), blamed, cues, counts["blame"] > 0))
        if strong or (last is None and score >= THRESHOLD):
            last = blamed
        before = score
    return made


def _weight(text: str, one: Mention) -> float:
    """How much a state stands like one who acts."""
    adjective = one.rule.startswith("adjective")
    if _ACTS.match(text, one.stop):
        return 1.4 if not adjective else 1.2
    if text.startswith(("'s", "’s"), one.stop):
        return 1.0
    if _BEFORE.search(text, max(0, one.start - 30), one.start):
        return 0.4
    return 0.7


def _most_blamable(text: str, states: Sequence[Mention]) -> Mention | None:
    """The state that a speech names most as one who acts; its first mention."""
    counts: Counter[int] = Counter()
    weights: dict[int, float] = {}
    for one in states:
        if one.ccode is not None:
            weights[one.ccode] = weights.get(one.ccode, 0.0) + _weight(text, one)
            counts[one.ccode] += 1
    best = max(weights, key=lambda ccode: (weights[ccode], -ccode), default=None)
    return next((one for one in states if one.ccode == best), None)


def _pattern(stems: frozenset[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(stem.replace("*", r"\w*") for stem in sorted(stems)) + r")\b", re.IGNORECASE)


_KINDS = {
    "blame": _pattern(_BLAME), "dissent": _pattern(_DISSENT), "regret": _pattern(_REGRET), "courtesy": _pattern(_COURTESY),
    "principle": _PRINCIPLE,
}  # fmt: skip


def _counted(sentence: str) -> tuple[dict[str, float], tuple[str, ...]]:
    """How many cues of each kind a sentence has, the third and later ones at no weight, and those that blame."""
    counts: dict[str, float] = {}
    cues: list[str] = []
    for kind, pattern in _KINDS.items():
        found = [match[0].lower() for match in pattern.finditer(sentence)]
        counts[kind] = min(2, len(set(found)))
        cues += found if kind in ("blame", "dissent", "regret") else []
    return counts, tuple(dict.fromkeys(cues))
