"""Who does something to whom in a sentence, as far as the order of its words tells."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from foedus.documents.drafting.actors import Mention
from foedus.documents.text import Span

_UNDER = re.compile(
    r"\b(?:in|of|to|with|from|by|against|inside|within|between|into|across|over|around|for|towards?|at|about|outside|on|near)"
    r"\s+(?:the\s+)?(?:(?:eastern|western|northern|southern|central|downtown|neighbou?ring|mainland|rural|occupied|war-torn)\s+)?$",
    re.IGNORECASE,
)
"""A preposition that makes an actor no subject."""
_ACTED_ON = re.compile(r"\b(?:against|to|with|on|for|towards?|of)\s+(?:the\s+)?$")
_BLOW = re.compile(
    r"\b(?:attacks?|strikes?|assaults?|raids?|sanctions?|embargo|pressure|war|offensives?|bombings?|invasion)\s+(?:\w+\s+)?(?:on|against|upon|of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s*(?:,|,?\s+and|,?\s+as well as)\s+(?:the\s+)?")
_ROLE = re.compile(
    r"[^.;]{0,80}?\b(?:(?:he|she|it)?became|becomes?|was (?:named|elected|appointed)|is|was)\s+(?:\w+\s+){0,2}"
    r"(?:leader|head|president|member|chief|commander|chairman|ruler|king)\s+of\s+(?:the\s+)?"
)
"""What tells a role, which is nothing done to anybody; a scanner may leave a pronoun glued to the verb."""
_TIE = re.compile(
    r"(?:['’]s?)?\s+(?:\w+\s+){0,2}?(?:ties|relations(?:hip)?|partnership|alliance|cooperation|friendship|rapprochement|rivalry)"
    r"\s+(?:with|to)\s+(?:the\s+)?"
)
_TOGETHER = re.compile(
    r"\s*(?:has|have|had|also|jointly)?\s*(?:agree\w*|sign\w*|create\w*|establish\w*|found\w*|met|set up|form\w*|conclude\w*|launch\w*|held)\b"
)
"""What several do together and to each other."""


class Deed(NamedTuple):
    """What a sentence tells of its actors."""

    predicate: str
    holders: list[str]
    objects: list[str]


def deed(text: str, sentence: Span, inside: Sequence[Mention]) -> Deed:
    """Return what a sentence without a speaker tells: a tie of two, a role, an act of one on another, or no more than context."""
    for one, other in itertools.pairwise([mention for mention in inside if mention.actor]):
        if one.actor != other.actor and _TIE.fullmatch(text, one.stop, other.start):
            two = sorted((one.actor, other.actor))
            return Deed("relation", two, two)
        role = _ROLE.match(text, one.stop)
        if role and role.end() == other.start and one.actor != other.actor:
            return Deed("context", [], sorted((one.actor, other.actor)))
    holders, objects = parties(text, sentence, inside)
    if objects:
        return Deed("action", holders, objects)
    named = sorted({one.actor for one in inside if one.actor})
    return Deed("context", [], holders or named)


def parties(text: str, sentence: Span, inside: Sequence[Mention]) -> tuple[list[str], list[str]]:
    """Return the ids of those who act and of those to whom it is done; the second is empty where none are told.

    Several that are listed before a verb such as "signed" act on each other. Else the first that stands under no
    preposition and in no brackets acts, on the one that a preposition names behind it, a state first. Whom an attack or sanctions
    strike before anybody is named is acted on by somebody who is not named.
    """
    named = [one for one in inside if one.actor and not _bracketed(text, sentence, one)]
    listed = _list(text, named)
    if len(listed) > 1 and _TOGETHER.match(text, listed[-1].stop):
        together = sorted({one.actor for one in listed})
        return together, together
    free = [one for one in named if not _UNDER.search(text, max(sentence.start, one.start - 24), one.start)]
    free = [one for one in free if not one.rule.startswith("adjective")]
    struck = [two for two in named if _BLOW.search(text, max(sentence.start, two.start - 40), two.start)]
    if struck and (not free or struck[0].start < free[0].start):
        return [], [struck[0].actor]
    if not free:
        return [], []
    one = free[0]
    behind = [other for other in named if other.start >= one.stop and other.actor != one.actor]
    done = [other for other in behind if _ACTED_ON.search(text, max(sentence.start, other.start - 24), other.start)]
    chosen = next((other for other in done if other.ccode is not None), None) or next(iter(done or behind), None)
    return [one.actor], [chosen.actor] if chosen else []


def _bracketed(text: str, sentence: Span, one: Mention) -> bool:
    before = text[sentence.start : one.start]
    return before.rfind("(") > before.rfind(")")


def _list(text: str, named: Sequence[Mention]) -> list[Mention]:
    """The first run of actors that only commas and "and" part."""
    run: list[Mention] = []
    for one in named:
        if run and not _LISTED.fullmatch(text, run[-1].stop, one.start):
            if len(run) > 1:
                break
            run = []
        run.append(one)
    return run
