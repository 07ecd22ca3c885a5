"""Drafts of claims: what the rules find in one text, each with its exact place, its rule and the cells that it proposes.

A draft is no claim until a person accepts it: stance, value and stage are left to a human, and nothing here writes claims.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import NamedTuple

from foedus.documents.drafting.actors import Gazetteer, Known, Mention
from foedus.documents.drafting.acts import Act, acts
from foedus.documents.drafting.dates import Dated, dates
from foedus.documents.drafting.locators import Locators
from foedus.documents.drafting.parties import deed, parties
from foedus.documents.drafting.quotations import Statement, statements
from foedus.documents.drafting.recognizer import Named
from foedus.documents.drafting.sentences import sentence_at, sentences
from foedus.documents.drafting.topics import Topic, Topics
from foedus.documents.drafting.works import Works
from foedus.documents.text import Span
from foedus.files.edtf import Edtf

_BOND = re.compile(
    r"\b(?:cooperat\w+|relations?(?:hip)?|ties|partner\w*|all(?:y|ies|iance\w*)|coordinat\w+|contradictions?|understanding|"
    r"agreements?|treat(?:y|ies)|coalition|collaborat\w+|disagree\w*|differences|rival\w*|friend\w*|support\w*)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:between|with|both|mutual|joint|bilateral|together)\b|\w-\w", re.IGNORECASE)
_ANAPHORA = re.compile(
    r"\b(?:the\s+(?:above|same|foregoing|former)|this|that)\s+(?:argument|view(?:point)?|opinion|idea|claim|position|stance)\b",
    re.IGNORECASE,
)
"""What leads back to the sentences before."""
_BACK = 4
_LONGEST = 500
"""Characters of a passage that are proposed as the claim's text."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a rule proposes."""

    document: str
    start: int
    stop: int
    exact: str
    rule: str
    confidence: float
    kind: str = ""  #: Cells of ``claims.csv`` from here on; empty where a human decides.
    predicate: str = ""
    speaker: str = ""
    holder: str = ""
    object: str = ""
    date: str = ""
    locator: str = ""
    text: str = ""
    new: str = ""  #: Actors that the case lacks, as ``kind: name``, joined by `|`.
    note: str = ""  #: What made the rule find it: the verb, the office, the cues, the issues and factors.
    value: str = ""  #: From here on what only a register gives.
    channel: str = ""
    level: str = ""
    support_type: str = ""

    @property
    def id(self) -> str:
        """A name that the same draft has in every run, and that one with other cells has not."""
        cells = [
            *map(str, _CELLS(self)),
            *(f"{name}={cell}" for name in _OF_REGISTERS if (cell := getattr(self, name))),
        ]
        return "d-" + hashlib.sha256("\x1f".join(cells).encode()).hexdigest()[:12]


_OF_REGISTERS = ("value", "channel", "level", "support_type")
_CELLS = attrgetter(*(field.name for field in fields(Draft) if field.name not in _OF_REGISTERS))


class Given(NamedTuple):
    """What is known of a text beside its words."""

    document: str
    language: str = "en"
    written: Edtf | None = None
    speaker: str = ""  #: Id of the actor whose speech it is; empty for none.


class Case(NamedTuple):
    """What is known of the case."""

    known: tuple[Known, ...] = ()
    topics: tuple[Topic, ...] = ()
    sources: tuple[str, ...] = ()  #: Keys of its works.


def drafts_of(text: str, given: Given, case: Case, *, names: Sequence[Named] = ()) -> list[Draft]:
    """Return the drafts of a text in the order of their places.

    In texts that are not English, only the actors that the case lacks are proposed. `names` are those that a model of the user's
    finds beside the rules: each that no rule has is proposed as such.
    """
    work = _Work(text, given, case)
    made = [*work.new_actors(), *work.named_by_model(names)]
    if given.language.partition("-")[0] in ("en", ""):
        said = list(work.said())
        made += said
        made += work.events({(one.start, one.stop) for one in said})
        made += work.acts()
    return sorted(set(made), key=lambda one: (one.start, one.stop, one.rule, one.object, one.speaker))


class _Work:
    """One text with all that the drafts are made of."""

    def __init__(self, text: str, given: Given, case: Case) -> None:
        self.text, self.given, self.topics = text, given, Topics(case.topics)
        year = given.written.upper.year if given.written and given.written.upper.year < 9999 else None
        self.known = {actor.id: actor for actor in case.known}
        self.works = Works(case.sources, text)
        self.spans = sentences(text, given.language or "en")
        self.mentions = Gazetteer(case.known, year=year).mentions(text)
        self.dates = dates(text, written=given.written) if given.language[:2] in ("en", "") else []
        self._locators = Locators(text)

    def said(self) -> Iterator[Draft]:
        """Quotations and reported speech with a speaker."""
        for one in statements(self.text, self.spans, self.mentions):
            if one.speaker is None:
                continue
            source = self.works.author(self.text, one)
            speaker = one.speaker.actor or source
            inside = [m for m in self._inside(one.start, one.stop) if not one.who.start <= m.start < one.who.stop]
            predicate, about = self._about(one, inside, speaker=one.speaker.actor)
            holder = "|".join(about[0]) if predicate == "relation" else one.speaker.actor
            if source and predicate != "relation":
                predicate, holder = self._of_author(one, predicate, inside)
            yield self._draft(
                Span(one.start, one.stop), "quotation" if one.quoted else "reported speech", one.confidence,
                kind="study" if source else "statement", predicate=predicate, speaker=speaker, holder=holder,
                object="|".join(about[-1]), date=self._date_of(one), new="" if source else _new([one.speaker]),
                note=self._note(one, "; ".join(filter(None, (one.office, one.verb)))),
            )  # fmt: skip

    def events(self, taken: set[tuple[int, int]]) -> Iterator[Draft]:
        """Dated sentences that name an actor and report no statement."""
        for one in self.dates:
            at = sentence_at(self.spans, one.start)
            sentence = self.spans[at] if at >= 0 else None
            if sentence is None or any(start <= one.start < stop for start, stop in taken) or one.stop > sentence.stop:
                continue
            inside = self._inside(*sentence)
            if not inside or _life(self.text, one):
                continue
            predicate, holders, objects = deed(self.text, sentence, inside)
            yield self._draft(
                sentence, "dated event", round(one.confidence - 0.2, 2), kind="fact", predicate=predicate,
                holder="|".join(holders), object="|".join(objects), date=one.edtf, new=_new(inside),
                note=self._note(one, self.text[one.start : one.stop]),
            )  # fmt: skip

    def acts(self) -> Iterator[Draft]:
        """Acts of the state whose speech it is."""
        speaker = self.known.get(self.given.speaker)
        if speaker is None:
            return
        written = self.given.written.text if self.given.written else ""
        for one in acts(self.text, self.spans, self.mentions, speaker=speaker.ccode):
            predicate, target = _of_act(one)
            issue = next((topic.id for topic in self.topics.about(self.text[one.start : one.stop], table="issues")), "")
            yield self._draft(
                Span(one.start, one.stop), f"act: {one.act}", one.confidence, kind="statement",
                predicate="position" if issue and not target else predicate, speaker=speaker.id, holder=speaker.id,
                object=target or issue, date=written, new=_new([one.target] if one.target else []), note=self._note(one, one.cue),
            )  # fmt: skip

    def new_actors(self) -> Iterator[Draft]:
        """Actors that the case lacks, at the place where each is named first."""
        lacking = [one for one in self.mentions if not one.actor]
        counts = Counter(one.name for one in lacking)
        for name in counts:
            first = next(one for one in lacking if one.name == name)
            yield self._draft(
                Span(first.start, first.stop), f"new actor, {first.rule}", first.confidence, text=False, new=_new([first]),
                note=f"named {counts[name]} times" if counts[name] > 1 else "named once",
            )  # fmt: skip

    def named_by_model(self, names: Sequence[Named]) -> Iterator[Draft]:
        """Persons and organisations that a model names where no rule does, at the place where each is named first."""
        taken = {one.name.casefold() for one in self.mentions}
        counts: Counter[str] = Counter()
        first: dict[str, Named] = {}
        for one in names:
            before = bisect_left(self.mentions, one.stop, key=lambda mention: mention.start) - 1
            if (before >= 0 and self.mentions[before].stop > one.start) or one.name.casefold() in taken:
                continue
            counts[one.name] += 1
            first.setdefault(one.name, one)
        for name, one in first.items():
            yield self._draft(
                Span(one.start, one.stop), f"new actor, spaCy {one.model}", 0.5, text=False, new=f"{one.kind}: {name}",
                note=f"named {counts[name]} times" if counts[name] > 1 else "named once",
            )  # fmt: skip

    def _draft(self, span: Span, rule: str, confidence: float, *, text: bool = True, **cells: str) -> Draft:
        exact = self.text[slice(*span)]
        proposed = " ".join(exact.split())[:_LONGEST] if text else ""
        made = Draft(
            self.given.document, *span, exact, rule, confidence, locator=self._locators.at(span.start), text=proposed
        )
        return replace(made, **cells)  # type: ignore[arg-type]

    def _inside(self, start: int, stop: int) -> list[Mention]:
        return self.mentions[_first(self.mentions, start) : _first(self.mentions, stop)]

    def _of_author(self, one: Statement, predicate: str, inside: Sequence[Mention]) -> tuple[str, str]:
        """Predicate and holder of what an author says: the position of the actor that acts in it, else a judgement."""
        holders, _ = parties(self.text, Span(one.who.stop, one.stop), inside)
        return ("position", "|".join(holders)) if predicate == "position" and holders else ("assessment", "")

    def _about(self, one: Statement, inside: Sequence[Mention], *, speaker: str) -> tuple[str, tuple[list[str], ...]]:
        """The predicate of a statement, and holders and objects, or objects alone.

        A bond of two states makes a relation, that of the speaker's state and another if there is one; an issue makes a
        position; a factor, or else a state, an assessment.
        """
        words = self._said_in(one)
        start = one.start
        states = list(dict.fromkeys(one.actor for one in inside if one.actor and one.ccode is not None))
        named = list(
            dict.fromkeys(
                m.actor for m in inside if m.actor and m.ccode is not None and not m.rule.startswith("adjective")
            )
        )
        named = _between(words, start, inside) or named
        home = self._state_of(speaker)
        others = [actor for actor in named if actor != home]
        if _BOND.search(words) and _BETWEEN.search(words) and (len(others) == 1 if home else len(others) == 2):
            two = sorted({home, *others} - {""})
            return "relation", (two, two)
        about = self._before(one) if _ANAPHORA.search(words) else words
        for table, predicate in (("issues", "position"), ("factors", "assessment")):
            topics = self.topics.about(about, table=table)
            if topics:
                return predicate, ([topics[0].id],)
        return ("assessment", (states[:1],)) if states else ("context", ([],))

    def _before(self, one: Statement) -> str:
        """The sentences before a statement that refers back to them."""
        at = sentence_at(self.spans, one.start)
        first = self.spans[max(0, at - _BACK)].start if at > 0 else one.start
        return self.text[first : one.start]

    def _said_in(self, one: Statement) -> str:
        """The sentences of a statement, blank where they tell who speaks, so that places stay."""
        who = one.who
        return f"{self.text[one.start : who.start]}{' ' * (who.stop - who.start)}{self.text[who.stop : one.stop]}"

    def _state_of(self, actor: str) -> str:
        """The state that an actor is a part of, or is; empty for none."""
        seen: set[str] = set()
        while actor in self.known and actor not in seen:
            if self.known[actor].ccode is not None:
                return actor
            seen.add(actor)
            actor = self.known[actor].part_of
        return ""

    def _date_of(self, one: Statement) -> str:
        """The date in the sentence, not that inside the quotation; else that of the document."""
        inside = [
            date for date in self.dates[_first(self.dates, one.start) : _first(self.dates, one.stop)]
            if one.start <= date.start < one.stop and not (one.quoted and one.quoted.start < date.start < one.quoted.stop)
        ]  # fmt: skip
        return inside[0].edtf if inside else ""

    def _note(self, one: Statement | Dated | Act, said: str) -> str:
        """What was found, and issues and factors that the passage has words of."""
        topics = self.topics.about(self.text[one.start : one.stop])[:3] if not isinstance(one, Dated) else []
        return "; ".join(filter(None, [" ".join(said.split()), ", ".join(f"{t.table[:-1]} {t.id}" for t in topics)]))


def _life(text: str, one: Dated) -> bool:
    """Whether years stand in brackets behind a name, as those of a life or a reign do."""
    return one.rule == "range of years" and text[max(0, one.start - 1) : one.start] == "("


def _between(words: str, start: int, inside: Sequence[Mention]) -> list[str]:
    """The two states of "between A and B" or "A-B relations"; none where no two are named so."""
    states = [one for one in inside if one.actor and one.ccode is not None]
    for one, other in itertools.pairwise(states):
        before, gap = words[: one.start - start], words[one.stop - start : other.start - start]
        if re.search(r"\bbetween\s+(?:the\s+)?$", before) and re.fullmatch(r"\s+and\s+(?:the\s+)?", gap):
            return [one.actor, other.actor]
        if one.actor != other.actor and re.fullmatch(r"[-–]", gap):
            return [one.actor, other.actor]
    return []


def _first(places: Sequence[Mention] | Sequence[Dated], start: int) -> int:
    """The number of the first that begins at a place or behind it."""
    return bisect_left(places, start, key=lambda one: one.start)


def _of_act(one: Act) -> tuple[str, str]:
    """The predicate that an act proposes, and its object."""
    target = one.target.actor if one.target else ""
    if one.act in ("accuse", "praise"):
        return "relation", target
    if one.act == "threaten":
        return "action", target
    return ("action", target) if one.act == "commit" else ("assessment", target)


def _new(mentions: Sequence[Mention]) -> str:
    return "|".join(dict.fromkeys(f"{one.kind}: {one.name}" for one in mentions if not one.actor))
