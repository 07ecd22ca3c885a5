"""A project to a new case: texts to documents, passages that say who is for or against what to position claims."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from itertools import chain
from itertools import count as count_from
from pathlib import Path

from foedus.case.exchange.names import DATE, PERSON, SIGN, VALUE, WHAT, WHO, is_position
from foedus.case.model import Actor, Case, Claim, Issue, Passage, Settings, Source
from foedus.case.model import Document as CaseDocument
from foedus.case.read import case_from_files
from foedus.case.rules.identity import is_reserved
from foedus.case.schema import CASE_FILES
from foedus.case.write import write_case
from foedus.documents.anchors import anchor_at
from foedus.documents.exchange.project import Document, Entity, Lost, Project, Read, Statement, Told
from foedus.documents.text import stored
from foedus.errors import InputError, OutputError
from foedus.files.cells import LIST_MARK, parse_number, slugify
from foedus.files.characters import DIRECTION, clean_name
from foedus.files.edtf import Edtf, parse_edtf
from foedus.files.fields import SLUG_LENGTH
from foedus.files.works.entry import BibEntry, make_entry
from foedus.files.works.latex import escaped

_NO_PLACE = "a case has positions of actors on issues; these are none"


@dataclass(frozen=True, slots=True)
class Taken:
    """What was made of a project."""

    documents: int
    statements: int  #: That have become claims.
    claims: int
    actors: int
    issues: int
    lost: tuple[Lost, ...]
    to_say: tuple[str, ...]  #: What the case needs to be told, since no project knows it.


def take_in(read: Read, folder: Path, *, file: str) -> Taken:
    """Make a new case folder of a project that was read.

    Parameters
    ----------
    read : Read
        The project, and what of its file has no place in it already.
    folder : Path
        It must not exist, or be empty.
    file : str
        Name of the file that the project comes from.

    Raises
    ------
    OutputError
        The folder is not empty or cannot be written; then nothing is written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputError(f"{str(folder)!r} is there already; an imported case needs an empty or a new folder")
    return _Taker(read, folder.resolve().name, file).take(folder)


class _Taker:
    """One project on its way in."""

    def __init__(self, read: Read, name: str, file: str) -> None:
        self._project: Project = read.project
        self._file, self._lost = file, read.lost
        self._told = Told()
        self._id = slugify(name) or "imported"
        self._taken: set[str] = {"first", "second"}  # those of the template
        self._actors: dict[str, Actor] = {}
        self._issues: dict[str, Issue] = {}
        self._entities = {(one.type, one.variable, one.value): one for one in self._project.entities}
        self._seen: Counter[str] = Counter()
        self._repeats: Counter[str] = Counter()

    def take(self, folder: Path) -> Taken:
        """Write the case."""
        documents = {one.id: self._document(one) for one in self._project.documents if self._has_text(one)}
        claims: list[Claim] = []
        passages: list[Passage] = []
        positions = {kind.name for kind in self._project.types if is_position(kind)}
        texts = {one.id: one.text for one in self._project.documents}
        for statement in self._project.statements:
            if statement.type not in positions or statement.document not in documents:
                self._told.add(f"statements of type {statement.type!r}", _NO_PLACE)
                continue
            made = self._claim(statement, documents[statement.document], len(claims) + 1)
            if made is not None:
                claims.append(made)
                anchor = anchor_at(texts[statement.document], statement.start, statement.stop)
                place = (anchor.start, anchor.stop, anchor.exact, anchor.prefix, anchor.suffix)
                passages.append(Passage(made.id, documents[statement.document].id, *place))
        case = self._case(documents, tuple(claims), tuple(passages))
        self._count_others()
        write_case(case, folder)
        to_say = (
            f"case.toml: the pair ({' and '.join(case.settings.focal_pair)}), the question, theatre, period and state of relation",
            "sources.csv: kind, perspective and reliability of each text",
            "actors.csv: kinds, codes, who speaks for whom",
            "issues.csv: the poles",
        )
        numbers = (len(documents), len(claims), len(claims), len(self._actors), len(self._issues))
        return Taken(*numbers, (*self._lost, *self._told.lost()), to_say)

    def _has_text(self, document: Document) -> bool:
        if not document.text.strip():
            self._told.add("documents", "they hold no text")
        return bool(document.text.strip())

    def _new_id(self, text: str, other: str) -> str:
        base = slugify(text) or other
        if is_reserved(base):
            base = f"{other}-{base}"
        short = base[: SLUG_LENGTH - 7].rstrip("-")
        names = chain([base], (f"{short}-{number}" for number in count_from(self._repeats[base] + 2)))
        chosen = next(name for name in names if name not in self._taken)
        self._repeats[base] += chosen != base
        self._taken.add(chosen)
        return chosen

    def _document(self, document: Document) -> CaseDocument:
        source = self._new_id(document.title, "work")
        return CaseDocument(
            self._new_id(f"{source[: SLUG_LENGTH - 8].rstrip('-')}-text", "text"),
            source,
            f"{self._file}/{_line(document.title) or document.id}",
            hashlib.sha256(document.text.encode("utf-8")).hexdigest(),
            "text/plain",
            document.language,
            _date(document.date),
        )

    def _claim(self, statement: Statement, document: CaseDocument, number: int) -> Claim | None:
        who = _first(statement, WHO)
        what = _first(statement, WHAT)
        sign = statement.values.get(SIGN)
        if not who or not what or not isinstance(sign, bool):
            self._told.add(f"statements of type {statement.type!r}", "they do not say who, on what or on which side")
            return None
        holder, issue = self._actor(statement, who), self._issue(what[1])
        speaker = _first(statement, PERSON)
        degree = parse_number(str(statement.values.get(VALUE, "")))
        value = degree if degree is not None and 0 < abs(degree) <= 1 and (degree > 0) == sign else float(sign) * 2 - 1
        self._seen[holder] += 1
        side = "for" if sign else "against"
        return Claim(
            id=self._new_id(f"c{number:04}", "claim"),
            kind="statement",
            source=document.source,
            locator=f"characters {statement.start}-{statement.stop}",
            text=f"{self._actors[_line(who[1])].name} is {side}: {_line(what[1])}",
            predicate="position",
            credibility=6,
            speaker=(self._actor(statement, speaker),) if speaker else (),
            holder=(holder,),
            object=(issue,),
            value=value,
            date=_date(str(statement.values.get(DATE, ""))) or document.date,
            coder=_line(statement.coder),
        )

    def _actor(self, statement: Statement, who: tuple[str, str]) -> str:
        variable, given = who
        name = _line(given)
        if name not in self._actors:
            entity = self._entities.get((statement.type, variable, given))
            kind = "person" if variable in PERSON else "organisation"
            known = dict(entity.attributes) if entity else {}
            aliases = [_line(part) for part in known.get("Alias", "").replace(LIST_MARK, ";").split(";")]
            mine = tuple(dict.fromkeys(part for part in aliases if part and part != name))
            self._actors[name] = Actor(self._new_id(name, "actor"), name, kind, aliases=mine)
        return self._actors[name].id

    def _issue(self, given: str) -> str:
        name = question = _line(given)
        if name not in self._issues:
            self._issues[name] = Issue(
                self._new_id(name, "issue"), question, f"Against: {question}", f"For: {question}"
            )
        return self._issues[name].id

    def _case(
        self, documents: Mapping[str, CaseDocument], claims: tuple[Claim, ...], passages: tuple[Passage, ...]
    ) -> Case:
        base = _template()
        actors = list(self._actors.values())
        order = [name for name, _ in sorted(self._seen.items(), key=lambda item: (-item[1], item[0]))]
        actors += base.actors[: max(0, 2 - len(order))]
        first, second = (order + [actor.id for actor in base.actors])[:2]
        entries = [self._entry(one, documents[one.id].source) for one in self._project.documents if one.id in documents]
        sources = [_source(entry) for entry in entries] or list(base.sources)
        dates = [one.date for one in documents.values()] + [claim.date for claim in claims]
        return replace(
            base,
            settings=self._settings(base.settings, (first, second), sources[0].key, dates),
            settings_text="",
            actors=tuple(actors),
            issues=tuple(self._issues.values()),
            sources=tuple(sources),
            bibliography=tuple(entries) or base.bibliography,
            claims=claims,
            documents=tuple(documents.values()),
            anchors=passages,
            texts={documents[one.id].id: one.text for one in self._project.documents if one.id in documents},
        )

    def _settings(self, base: Settings, pair: tuple[str, str], source: str, given: Iterable[Edtf | None]) -> Settings:
        dates = [when for when in given if when is not None and when.lower > date.min and when.upper < date.max]
        period, as_of = base.period, base.as_of
        if dates:
            last = max(when.upper for when in dates)
            period = parse_edtf(f"{min(when.lower for when in dates).year:04}/{last.year:04}")
            as_of = parse_edtf(last.isoformat())
        return replace(
            base,
            id=self._id,
            title=f"Imported from {self._file}",
            focal_pair=pair,
            period=period,
            as_of=as_of,
            thesis=replace(base.thesis, text="To be written", source=source),
            provenance={"imported from": self._file},
        )

    def _entry(self, document: Document, key: str) -> BibEntry:
        said = {"title": _line(document.title) or key, "author": _line(document.author)}
        values = {name: escaped(text) for name, text in said.items() if text}
        when = _date(document.date)
        if when is not None:
            values["date"] = when.text
        return make_entry(key, "misc", values=values)

    def _count_others(self) -> None:
        used = set(self._actors) | set(self._issues)
        entities = self._project.entities
        self._told.add("names", "no claim names them", sum(_line(one.value) not in used for one in entities))
        self._told.add("colours", "a case has none", sum(bool(one.colour.strip("#0")) for one in entities))
        self._told.add("attributes of names", "no column for them", sum(map(_left, entities)))
        self._told.add(
            "parents of names", "who is a part of whom is for you to say", sum(bool(one.parent) for one in entities)
        )
        documents = self._project.documents
        self._told.add("notes of documents", "no column for them", sum(bool(one.notes) for one in documents))
        self._told.add(
            "sections and kinds of documents",
            "no column for them",
            sum(bool(one.section or one.kind) for one in documents),
        )


def _left(entity: Entity) -> int:
    return sum(name != "Alias" for name, _ in entity.attributes)


def _first(statement: Statement, names: tuple[str, ...]) -> tuple[str, str] | None:
    """The first of some variables that a statement gives, with its value."""
    found = ((name, str(statement.values[name])) for name in names if name in statement.values)
    return next(((name, value) for name, value in found if _line(value)), None)


def _line(text: str) -> str:
    """A text as a cell holds it: on one line, without marks that nobody sees."""
    return clean_name(DIRECTION.sub("", stored(text)))


def _date(text: str) -> Edtf | None:
    try:
        return parse_edtf(text.partition("T")[0]) if text else None
    except InputError:
        return None


def _source(entry: BibEntry) -> Source:
    return Source(entry.key, "unknown", "unknown", "F", entry.get("title"), entry.get("author"), None, stub=False)


def _template() -> Case:
    folder = files("foedus.case") / "templates" / "minimal"
    return case_from_files(
        "minimal", {name: (folder / name).read_bytes() for name in CASE_FILES if (folder / name).is_file()}
    )
