"""Actors that a text names: those that are known, states in seven languages, and persons by their title or verb.

The longest name wins, names are whole words, and a mention is what stands in the text. What a person does not look up is
not guessed: an adjective ("Iranian") and a seat of government ("Tehran") mention a state by a rule of their own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foedus.documents.drafting.words import any_of, phrases, words
from foedus.terms.states.find import abbreviations, clashes
from foedus.terms.states.iso import iso_codes
from foedus.terms.states.table import STATES, State, rows_of

_SAME = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "ё": "е", "Ё": "Е", "ي": "ی", "ك": "ک", "\n": " ", "\u00a0": " ", "–": "-", "‑": "-"}
)
"""Letters for which another is written as often; one for one, so that places stay."""

_WORD = re.compile(r"[^\W\d_]+")
_CHINESE = re.compile("[\u3400-\u9fff]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_PREFIXES = ("", "و", "ب", "ل", "ف", "وب", "ول")
"""What Arabic writes together with the name behind it: and, in, for."""

_NOUN_ENDINGS = words("а я у ю е и ы ой ей ом ем ию ии ией ия ью ь й ов ам ами ах о ях ям ями") | {""}
_ADJECTIVE_ENDINGS = words("ая ой ую ый ий ого ому ым им ом ое ые ых ыми ие их ими ей яя юю ей ую")
_RUSSIAN_END = re.compile(r"(?:ия|ие|ии|ая|яя|ый|ий|ой|ое|ые|а|я|ы|и|о|е|й|ь)$")

_CODES_THAT_ARE_WORDS = words(
    "AND ARE BEN CAN COD COM CON CUB DEN DOM FIN GAB GUY HUN MAR MEX NOR PAN PER POL SAL SOM TON"
)

TITLES = phrases(
    """
    President | Vice-President | Vice President | Prime Minister | Deputy Prime Minister | Foreign Minister | Deputy Foreign Minister
    Defence Minister | Defense Minister | Minister for Foreign Affairs | Minister of Foreign Affairs | Minister of Defence
    Minister of Defense | Minister | Secretary of State | Secretary of Defense | Secretary-General | Secretary General
    Special Envoy | Envoy | Ambassador | Representative | Chancellor | Senator | Chairman | Chair | Speaker | Spokesman
    Spokeswoman | Spokesperson | General | Major General | Brigadier General | Lieutenant General | Colonel | Admiral | Commander
    Ayatollah | Grand Ayatollah | King | Queen | Emir | Crown Prince | Prince | Sultan | Sheikh | Tsar | Emperor | Pope
    Mr. | Mrs. | Ms. | Dr. | Sir | Lord | Professor
    """
)
SPEECH = phrases(
    """
    said | says | stated | states | declared | declares | announced | announces | told | added | noted | notes | argued | argues
    claimed | claims | warned | warns | stressed | stresses | emphasized | emphasizes | emphasised | insisted | insists
    reiterated | reiterates | remarked | maintained | maintains | explained | explains | asserted | asserts | believes | believed
    called | calls | reported | pointed out | points out | presumed | pledged | vowed | confirmed | confirms | denied | denies
    suggested | suggests | wrote | writes | affirmed | affirms | commented | observed | observes | acknowledged | concluded | cited
    corroborates | corroborated | promised | promises | demanded | demands | urged | urges | praised | condemned | condemns
    elaborates | elaborated | repeated | underlined | underlines | underscored | expressed | expresses | described | describes
    """
)
_TITLE_WORDS = frozenset(word for title in TITLES for word in title.split())
_PARTICLE = r"(?:al|el|bin|ibn|von|van|de|der|du|la)"
_NAME = rf"(?:{_PARTICLE}[- ])?[A-Z][^\W\d_]+(?:['-](?!s\b)[A-Z]?[^\W\d_]+)*"
_FULL = rf"{_NAME}(?: (?:[A-Z]\. )?{_NAME}){{0,3}}"
_TITLED = re.compile(rf"{any_of(TITLES).removesuffix(chr(92) + 'b')}\s*(?P<name>{_FULL})")
_SPEAKING = re.compile(
    rf"(?P<name>{_NAME}(?: (?:[A-Z]\. )?{_NAME}){{1,3}})(?:,[^.;“”\"]{{3,80}},?)? (?:also |further |had |has )?{any_of(SPEECH)}"
)
_NO_NAME = words(
    """
    The This That These Those In On At For From But And As If While When Since After Before However It He She We They You
    I His Her Its Our Their Mr Mrs Ms Dr January February March April May June July August September October November
    December Monday Tuesday Wednesday Thursday Friday Saturday Sunday Some Other Many Most All No Not One Two According
    """
)
_NO_PERSON = words(
    """
    Council Assembly Ministry Government Committee Organization Organisation Party Republic Union States Nations Army Force
    Forces Front League Movement Court Commission Parliament Congress Agency Office Department Bank University Street House
    Republics Federation Kingdom Islamic State Security General Secretary Minister President Foreign Affairs Resolution
    Conference Humanitarian Aid Summit Process Charter Member Members Officials Chamber Delegation Act Agreement Treaty Group Board Center Centre Institute
    """
)


@dataclass(frozen=True, slots=True)
class Known:
    """An actor that is known already."""

    id: str
    name: str
    kind: str = ""
    ccode: int | None = None
    aliases: tuple[str, ...] = ()
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a text names an actor."""

    start: int
    stop: int
    actor: str  #: Id of a known actor; empty for a new one.
    name: str  #: Its name, as known or as proposed.
    kind: str  #: As known; "state" or "person" for a new one.
    ccode: int | None
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Meant:
    actor: str
    name: str
    kind: str
    ccode: int | None
    rule: str
    confidence: float

    def at(self, start: int, stop: int) -> Mention:
        return Mention(start, stop, self.actor, self.name, self.kind, self.ccode, self.rule, self.confidence)


class Gazetteer:
    """The names that are looked for.

    Parameters
    ----------
    known : iterable of Known
        Actors of a case; their names go before those of states.
    year : int, optional
        Year of the text, for names that several states have borne.

    Examples
    --------
    >>> found = Gazetteer([Known("iran", "Iran", ccode=630)]).mentions("Iran’s ally and the Soviet Union")
    >>> [(one.actor, one.name) for one in found]
    [('iran', 'Iran'), ('', 'Russia')]
    """

    def __init__(self, known: Iterable[Known] = (), *, year: int | None = None) -> None:
        self.known = tuple(known)
        self._names: dict[str, list[tuple[str, _Meant]]] = defaultdict(list)
        self._chinese: dict[str, _Meant] = {}
        self._stems: dict[str, list[tuple[tuple[str, ...], _Meant]]] = defaultdict(list)
        self._seen: set[str] = set()
        self._year = year
        self._by_ccode = {actor.ccode: actor for actor in self.known if actor.ccode is not None}
        for actor in self.known:
            for name in (actor.name, *actor.aliases):
                self._add(name, _Meant(actor.id, actor.name, actor.kind, actor.ccode, "actor of the case", 0.95))
        for ccode, name, rule, confidence in self._of_states():
            self._add(name, self._state(STATES[ccode], rule, confidence))
        for names in self._names.values():
            names.sort(key=lambda pair: -len(pair[0]))

    def _state(self, state: State, rule: str, confidence: float) -> _Meant:
        actor = self._by_ccode.get(state.ccode)
        if actor:
            return _Meant(actor.id, actor.name, actor.kind, state.ccode, rule, confidence)
        return _Meant("", state.name, "state", state.ccode, rule, confidence)

    def _of_states(self) -> Iterator[tuple[int, str, str, float]]:
        bearers: dict[str, list[int]] = defaultdict(list)
        for ccode, name in (
            *((state.ccode, state.name) for state in STATES.values()),
            *((int(row["ccode"]), row["name"]) for row in (*rows_of("names.csv"), *rows_of("languages.csv"))),
        ):
            bearers[name.removeprefix("the ").removeprefix("The ")].append(ccode)
        for name, ccodes in bearers.items():
            one = self._one(ccodes)
            if one is not None:
                yield one, name, "name of a state", 0.9
                for misread in _misread(name):
                    yield one, misread, "name of a state, misread by a scanner", 0.7
        for row in rows_of("adjectives.csv"):
            if row["kind"] == "seat":
                yield int(row["ccode"]), row["name"], "seat of a state's government", 0.6
            else:
                yield int(row["ccode"]), row["name"], "adjective of a state", 0.5
                yield int(row["ccode"]), f"{row['name']}s", "adjective of a state", 0.5
        for code, state in abbreviations().items():
            if code not in clashes() and code not in _CODES_THAT_ARE_WORDS:
                yield state.ccode, code, "code of a state", 0.5
        for code, states in iso_codes().items():
            if (
                code not in clashes()
                and code not in _CODES_THAT_ARE_WORDS
                and self._one([state.ccode for state in states]) is not None
            ):
                yield self._one([state.ccode for state in states]) or 0, code, "code of a state", 0.5

    def _one(self, ccodes: list[int]) -> int | None:
        """The state that a name means in the year of the text, or today."""
        several = sorted(set(ccodes))
        if len(several) == 1:
            return several[0]
        now = [one for one in several if STATES[one].member(self._year or 2016)]
        return now[0] if len(now) == 1 else None

    def _add(self, name: str, meant: _Meant) -> None:
        plain = " ".join(name.translate(_SAME).split())
        if len(plain) < 2 or plain in self._seen:
            return
        self._seen.add(plain)
        if _CHINESE.search(plain):
            self._chinese.setdefault(plain, meant)
            return
        if _CYRILLIC.search(plain) and not plain.isupper():
            stems = tuple(_RUSSIAN_END.sub("", word) if len(word) > 3 else word for word in re.split("[ -]+", plain))
            self._stems[stems[0][:3].lower()].append((stems, meant))
            return
        for form in {plain, plain.upper() if len(plain) > 4 else plain, plain[0].upper() + plain[1:]}:
            first = _WORD.search(form)
            if first and first.start() == 0:
                self._names[first[0]].append((form, meant))

    def mentions(self, text: str) -> list[Mention]:
        """Return where a text names actors, in order; none overlap."""
        plain = text.translate(_SAME)
        found = [*self._by_names(plain), *self._by_stems(plain), *self._by_characters(plain)]
        found += _persons(plain, found)
        found.sort(key=lambda one: (-(one.stop - one.start), -one.confidence, one.start))
        kept: list[Mention] = []
        taken: set[int] = set()
        for one in found:
            if taken.isdisjoint(range(one.start, one.stop)):
                taken.update(range(one.start, one.stop))
                kept.append(one)
        return sorted(kept, key=lambda one: one.start)

    def _by_names(self, text: str) -> Iterator[Mention]:
        for word in _WORD.finditer(text):
            for start, first in _starts(word):
                for form, meant in self._names.get(first, ()):
                    stop = start + len(form)
                    if not text.startswith(form, start) or (stop < len(text) and _letter(text[stop])):
                        continue
                    if meant.rule == "code of a state" and _shouted(text, start, stop):
                        continue
                    yield meant.at(start, stop)
                    break

    def _by_stems(self, text: str) -> Iterator[Mention]:
        found = [word for word in _WORD.finditer(text) if _CYRILLIC.match(word[0])]
        for at, word in enumerate(found):
            for stems, meant in self._stems.get(word[0][:3].lower(), ()):
                behind = found[at : at + len(stems)]
                if (
                    len(behind) == len(stems)
                    and word[0][0].isupper()
                    and all(map(_declined, stems, (w[0] for w in behind)))
                ):
                    yield meant.at(word.start(), behind[-1].end())

    def _by_characters(self, text: str) -> Iterator[Mention]:
        if _CHINESE.search(text):
            for name, meant in self._chinese.items():
                for match in re.finditer(re.escape(name), text):
                    yield meant.at(*match.span())


def _letter(character: str) -> bool:
    return character.isalpha() and not _CHINESE.match(character)


def _starts(word: re.Match[str]) -> Iterator[tuple[int, str]]:
    """A word, and in Arabic letters also what stands behind what is written together with it."""
    if not _ARABIC.match(word[0]):
        yield word.start(), word[0]
        return
    for prefix in _PREFIXES:
        if word[0].startswith(prefix):
            yield word.start() + len(prefix), word[0][len(prefix) :]


def _declined(stem: str, word: str) -> bool:
    lower, start = word.lower(), stem.lower()
    return lower.startswith(start) and (
        lower[len(start) :] in _NOUN_ENDINGS or lower[len(start) :] in _ADJECTIVE_ENDINGS
    )


def _shouted(text: str, start: int, stop: int) -> bool:
    """Whether the words around a code are in capitals as well, as in a headline."""
    around = _WORD.findall(text[max(0, start - 30) : start]) + _WORD.findall(text[stop : stop + 30])
    return bool(sum(word.isupper() and len(word) > 1 for word in around) > len(around) / 2)


def _misread(name: str) -> Iterator[str]:
    """A name of a state as scanners read it: l for I, g for q."""
    if name.isascii() and " " not in name and len(name) > 3:
        if name[0] == "I" and name[1:].islower():
            yield from ("l" + name[1:], "lI" + name[1:])
        if name.endswith("q"):
            yield name[:-1] + "g"


def _persons(text: str, found: list[Mention]) -> Iterator[Mention]:
    """Persons that no list has, by a title before or a verb of speech behind; a known one by a part of the name."""
    known = {span for one in found for span in range(one.start, one.stop) if one.kind != "person"}
    persons = [one for one in found if one.kind == "person"]
    for pattern, rule, confidence in ((_TITLED, "person by title", 0.7), (_SPEAKING, "person by verb", 0.6)):
        for match in pattern.finditer(text):
            start, stop = match.span("name")
            while match.re is _SPEAKING and start < stop and text[start:stop].split()[0] in _NO_NAME | _TITLE_WORDS:
                start += len(text[start:stop].split()[0]) + 1
            name = text[start:stop]
            parts = name.split()
            if (
                not parts
                or parts[0] in _NO_NAME
                or _NO_PERSON.intersection(parts)
                or not known.isdisjoint(range(start, stop))
            ):
                continue
            if rule == "person by verb" and len(parts) < 2:
                continue
            same = next((one for one in persons if start <= one.start and one.stop <= stop), None)
            if same:
                yield Mention(start, stop, same.actor, same.name, "person", None, same.rule, same.confidence)
            else:
                yield Mention(start, stop, "", name, "person", None, rule, confidence)
