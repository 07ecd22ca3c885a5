"""What a text lets somebody say: quotations and reported speech, with speaker and office.

A speaker is the subject of a verb of speech: a person within 90 characters before it with at most an apposition between,
another actor right before it, the state whose doctrine or declaration it is, "Lavrov said" behind a quotation, or who stands behind "according to".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foedus.documents.drafting.actors import SPEECH, TITLES, Mention
from foedus.documents.drafting.sentences import sentence_at
from foedus.documents.drafting.words import any_of
from foedus.documents.text import Span

REACH = 90
"""Characters before a verb of speech within which its speaker stands."""
LONGEST = 2_000
"""Characters of the longest quotation."""

_LENGTH = f"{{2,{LONGEST}}}?"
_MARKS = re.compile(
    rf"“[^“”]{_LENGTH}”|«[^«»]{_LENGTH}»|„[^„“”]{_LENGTH}[“”]"
    rf"|(?<![\w\"])\"(?=\w|\[|…)[^\"\n]{_LENGTH}(?<=[\w.,!?…\]])\"(?!\w)"
)
_VERB = re.compile(any_of(SPEECH))
_VERBAL = (
    r"(?:\w+ly|also|further|then|later|again|still|even|both|once|has|have|had|repeatedly|itself|himself|herself|thus)"
)
_OFFICIAL = (
    r"(?:officials?|government|leaders?|leadership|representatives?|delegation|authorities|ministry|ministers?|president|"
    r"foreign|prime|defen[cs]e|deputy|ambassador|side|spokes(?:man|woman|person)|parliament|press|media|diplomats?)"
)
_RIGHT_BEFORE = re.compile(rf"[,\s]*(?:\([^)]*\)\s*)?(?:(?:{_VERBAL}|{_OFFICIAL})\s+)*", re.IGNORECASE)
_OF_OFFICIALS = re.compile(rf"\s+(?:{_OFFICIAL}\s+)+(?:{_VERBAL}\s+)*", re.IGNORECASE)
_APPOSITION = re.compile(rf"\s*(?:,[^.;:“”\"]*|\([^)]*\)\s*)?[,\s]*(?:{_VERBAL}\s+)*", re.IGNORECASE)
_NO_SUBJECT = re.compile(
    r"(?:\b(?:to|is|was|are|were|been|be|being|so|as|not|what|which|who|by)[\s-]+|[‘(-])$", re.IGNORECASE
)
_FULL_VERB = re.compile(r"\s+(?:that\b|in\b|on\b|at\b|to\b|[“\"„«]|[a-z]|,|:)|\s*[,:\[.]")
_ACCORDING = re.compile(r"\b(?:[Aa]ccording to|[Ii]n the (?:words|view|opinion) of|As)\s+(?:the\s+)?")
_TITLE_ONLY = re.compile(rf"\s*(?:the\s+)?(?:\w+\s+)?(?:{any_of(TITLES)}\s*)*")
_DOCUMENT_OF = re.compile(
    r"\b(?:concept|doctrine|strategy|statement|communiqu[ée]|declaration|constitution|white paper|memorandum)\s+of\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""Before a state whose document speaks for it."""
_STATE_WORD = re.compile(r"\s+(?:(?:federation|republic|government|state|kingdom)\s+)?(?:also\s+)?", re.IGNORECASE)
_PRONOUN = re.compile(rf"\b(?:He|She|he|she)\s+(?:{_VERBAL}\s+)*$")
_TITLE_BEFORE = re.compile(
    rf"(?P<office>(?:[A-Z][a-z]+\s+)?(?:(?:the|an|a)\s+)?(?:[A-Z][\w'’-]+\s+){{0,2}}{any_of((*TITLES, 'foreign minister', 'prime minister', 'president', 'minister', 'ambassador', 'commander', 'analyst'))}"
    rf"(?:\s+(?:of|for)\s+[^.;“”\"]{{2,60}}?)?),?\s*$"
)
_OFFICE_BEHIND = re.compile(
    r"\s*(?:,\s*(?:an?\s+|the\s+)?(?P<office>[^.;:“”\"]{3,80}?)|\((?P<office2>[^)]{3,60})\))\s*,?\s*$"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody is quoted or reported to have said."""

    start: int  #: The sentences that hold the words and who said them.
    stop: int
    speaker: Mention | None
    office: str  #: As the text gives it; empty for none.
    verb: str
    quoted: Span | None  #: The quotation, marks included; None for reported speech.
    rule: str
    confidence: float
    who: Span  #: From the speaker to the verb, or the other way round: what of the sentence is not said.


def quotations(text: str) -> list[Span]:
    """Return the quotations of a text, marks included, in order.

    >>> [text[a:b] for text in ["He said “no”, «нет» and \\"never\\"."] for a, b in quotations(text)]
    ['“no”', '«нет»', '"never"']
    """
    return [Span(*match.span()) for match in _MARKS.finditer(text)]


def statements(text: str, found: Sequence[Span], mentions: Sequence[Mention]) -> list[Statement]:
    """Return what a text lets somebody say, in order.

    Parameters
    ----------
    text : str
        An English text.
    found : sequence of Span
        Its sentences.
    mentions : sequence of Mention
        The actors that it names.
    """
    quotes = quotations(text)
    made: list[Statement] = []
    for verb in _VERB.finditer(text):
        inside = _around(quotes, verb.start())
        at = sentence_at(found, verb.start())
        if at < 0 or (inside and len(text[inside.start : inside.stop].split()) > 3):
            continue
        who = _speaker(text, verb, found[at], mentions, made)
        if who is not None:
            made.append(_statement(verb, found, quotes, who))
    made += _according(text, found, mentions, quotes)
    return _once(sorted(made, key=lambda one: (one.start, -one.confidence)))


@dataclass(frozen=True, slots=True)
class _Who:
    mention: Mention
    office: str
    rule: str
    confidence: float


def _speaker(
    text: str, verb: re.Match[str], sentence: Span, mentions: Sequence[Mention], made: Sequence[Statement]
) -> _Who | None:
    before = text[max(sentence.start, verb.start() - 30) : verb.start()]
    closed = before.rstrip(" ,").endswith(("”", '"', "»", "“"))
    if _NO_SUBJECT.search(before) or not (closed or _FULL_VERB.match(text, verb.end())):
        return None
    first = bisect_left(mentions, max(sentence.start, verb.start() - REACH), key=_start)
    last = bisect_left(mentions, verb.start(), key=_start)
    near = [one for one in mentions[first:last] if one.stop <= verb.start()]
    for one in reversed(near):
        gap = text[one.stop : verb.start()]
        possessive = gap.startswith(("’s", "'s", "’ ", "' "))
        if one.kind == "person" and not possessive and _apposed(gap):
            return _Who(one, _office(text, one, verb.start()), "person before a verb of speech", 0.8)
    for one in reversed(near):
        gap = text[one.stop : verb.start()]
        if one.kind == "person":
            continue
        if _DOCUMENT_OF.search(text, sentence.start, one.start) and _STATE_WORD.fullmatch(gap):
            return _Who(one, "", "document of a state", 0.6)
        adjective = one.rule.startswith("adjective")
        if (_OF_OFFICIALS if adjective else _RIGHT_BEFORE).fullmatch(gap) and not _governed(text, one, sentence):
            return _Who(one, "", "actor before a verb of speech", 0.6)
    next_one = bisect_left(mentions, verb.end(), key=_start)
    behind = mentions[next_one] if next_one < len(mentions) else None
    if behind and closed and _TITLE_ONLY.fullmatch(text, verb.end(), behind.start):
        return _Who(behind, _office(text, behind, behind.stop), "speaker behind the verb", 0.7)
    if _PRONOUN.search(before) and made and made[-1].speaker and 0 <= sentence.start - made[-1].stop < 400:
        return _Who(made[-1].speaker, made[-1].office, "he or she, the speaker before", 0.5)
    return None


def _start(one: Mention | Span) -> int:
    return one.start


def _around(quotes: Sequence[Span], place: int) -> Span | None:
    """The quotation that a place is inside of."""
    at = bisect_left(quotes, place, key=_start) - 1
    return quotes[at] if at >= 0 and place < quotes[at].stop else None


def _apposed(gap: str) -> bool:
    """Whether no more than an apposition stands between a person and the verb."""
    if _VERB.search(gap) or " and " in gap.split(",")[0]:
        return False
    commas = gap.count(",")
    return bool(_APPOSITION.fullmatch(gap)) and commas <= 3


def _governed(text: str, one: Mention, sentence: Span) -> bool:
    """Whether a preposition before an actor makes it no subject."""
    before = text[max(sentence.start, one.start - 12) : one.start]
    return bool(re.search(r"\b(?:in|of|to|with|by|from|for|on|at|against|over|towards|between)\s+(?:the\s+)?$", before))


def _office(text: str, person: Mention, stop: int) -> str:
    """The office of a person: a title right before the name, else the apposition behind it."""
    before = _TITLE_BEFORE.search(text[max(0, person.start - REACH) : person.start])
    if before:
        return re.sub(r"^(?:In|On|At|As|The|the|an?)\s+", "", " ".join(before["office"].split()))
    behind = _OFFICE_BEHIND.fullmatch(text[person.stop : stop])
    return " ".join((behind["office"] or behind["office2"]).split()) if behind else ""


def _statement(verb: re.Match[str], found: Sequence[Span], quotes: Sequence[Span], who: _Who) -> Statement:
    """The sentence of the verb, and those of the quotation that it introduces or closes."""
    sentence = found[sentence_at(found, verb.start())]
    start, stop = sentence
    first = bisect_left(quotes, min(sentence.start, who.mention.start) - LONGEST - 10, key=_start)
    near = [
        quote for quote in quotes[first : bisect_left(quotes, sentence.stop, key=_start)]
        if (sentence.start <= quote.start < sentence.stop and quote.start >= who.mention.stop)
        or 0 <= min(verb.start(), who.mention.start) - quote.stop < 6
        or (sentence.start <= quote.start and quote.stop <= sentence.stop)
    ]  # fmt: skip
    quoted = max(near, key=lambda quote: quote.stop - quote.start, default=None)
    if quoted:
        start = min(start, found[max(0, sentence_at(found, quoted.start))].start)
        stop = max(stop, quoted.stop)
    sure = who.confidence + (0.1 if quoted else 0)
    saying = Span(min(who.mention.start, verb.start()), max(who.mention.stop, verb.end()))
    if who.mention.start < sentence.start:  # "he", in another sentence
        saying = Span(*verb.span())
    return Statement(start, stop, who.mention, who.office, verb[0], quoted, who.rule, round(sure, 2), saying)


def _according(
    text: str, found: Sequence[Span], mentions: Sequence[Mention], quotes: Sequence[Span]
) -> Iterator[Statement]:
    for match in _ACCORDING.finditer(text):
        at = bisect_left(mentions, match.end(), key=_start)
        who = mentions[at] if at < len(mentions) and mentions[at].start == match.end() else None
        if (
            who is None
            or who.rule.startswith("adjective")
            or (match[0].startswith("As") and not _VERB.match(text, who.stop + 1))
        ):
            continue
        sentence = found[max(0, sentence_at(found, match.start()))]
        quoted = next((quote for quote in quotes if sentence.start <= quote.start < sentence.stop), None)
        yield Statement(
            *sentence, who, "", match[0].strip(), quoted, "according to", 0.6, Span(match.start(), who.stop)
        )


def _once(made: Sequence[Statement]) -> list[Statement]:
    """One statement for each sentence and speaker."""
    seen: set[tuple[int, int, str]] = set()
    kept = []
    for one in made:
        key = (one.start, one.stop, one.speaker.name if one.speaker else "")
        if key not in seen:
            seen.add(key)
            kept.append(one)
    return kept
