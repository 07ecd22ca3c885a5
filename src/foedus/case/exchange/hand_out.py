"""A case to a project: its documents, its claims as passages, its actors and issues as names with attributes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from foedus.case.exchange.names import CLAIM, CLAIM_TYPE, CLAIMS, DATE, POSITION_TYPE, POSITIONS, SIGN, VALUE
from foedus.case.model import Case, Claim
from foedus.documents.exchange.project import Coder, Document, Entity, Lost, Project, Statement, Told, Value
from foedus.documents.text import stored
from foedus.files.cells import format_number
from foedus.terms.kinds import UNATTRIBUTED
from foedus.terms.predicates import PREDICATES

_WITHOUT = "claims without a passage"


def hand_out(case: Case) -> tuple[Project, tuple[Lost, ...]]:
    """Return a case as a project, and what of it has no place there.

    A claim without a passage is written out as a line of a text that is made for its source, so that it can be coded on.
    """
    return _Giver(case).give()


class _Giver:
    """One case on its way out."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._told = Told()
        self._names = _different({actor.id: actor.name for actor in case.actors})
        self._questions = _different({issue.id: issue.question for issue in case.issues})

    def give(self) -> tuple[Project, tuple[Lost, ...]]:
        """Return the project."""
        case = self._case
        documents = [*self._documents()]
        places = {claim: (name, *span) for claim, name, span in self._passages()}
        documents += self._made(places)
        statements = tuple(
            statement for claim in case.claims for statement in self._statements(claim, places[claim.id])
        )
        coders = tuple(Coder(name) for name in dict.fromkeys(claim.coder for claim in case.claims) if name)
        self._count_others()
        types = (POSITION_TYPE, CLAIM_TYPE)
        entities = (*self._entities(), *_values(statements))
        return Project(case.settings.id, coders, types, entities, tuple(documents), statements), self._told.lost()

    def _documents(self) -> Iterator[Document]:
        for document in self._case.documents:
            if document.id not in self._case.texts:
                self._told.add("documents", "their texts are not in the folder")
                continue
            source = self._case.source.get(document.source)
            yield Document(
                document.id,
                source.title if source and source.title else document.id,
                self._case.texts[document.id],
                "" if document.date is None else document.date.text,
                author=source.author if source else "",
                source=document.source,
                language=document.language,
            )

    def _passages(self) -> Iterator[tuple[str, str, tuple[int, int]]]:
        """The first passage of each claim that stands where it should."""
        taken: set[str] = set()
        for passage in self._case.anchors:
            text = self._case.texts.get(passage.document)
            if text is None or not passage.anchor.holds(text):
                self._told.add("passages", "they are not where their anchors say")
            elif passage.claim in taken:
                self._told.add("passages", "a statement has one, and these claims have several")
            else:
                taken.add(passage.claim)
                yield passage.claim, passage.document, (passage.start, passage.stop)

    def _made(self, places: dict[str, tuple[str, int, int]]) -> Iterator[Document]:
        """Texts for the claims that have no passage, a line each."""
        without: dict[str, list[Claim]] = {}
        for claim in self._case.claims:
            if claim.id not in places:
                without.setdefault(claim.source, []).append(claim)
        for key, own in without.items():
            source = self._case.source[key]
            self._told.add(_WITHOUT, "written as lines of texts that are made for their sources", len(own))
            name, text = f"{source.key}: {_WITHOUT}", ""
            for claim in own:
                line = stored(claim.text).replace("\n", " ") or claim.id
                places[claim.id] = (name, len(text), len(text) + len(line))
                text += f"{line}\n"
            date = "" if source.published is None else source.published.text
            yield Document(name, name, text, date, source.author, source.key, notes="Made from the case", kind="claims")

    def _statements(self, claim: Claim, place: tuple[str, int, int]) -> Iterator[Statement]:
        position = claim.predicate == "position"
        value = claim.value
        if claim.negated and value is not None:
            value = PREDICATES[claim.predicate].denied(value)
        if position and not value:
            self._told.add("positions", "they have no sign, and agreement is yes or no; kept as other claims")
            position = False
        for holder, target in product(claim.holder or ("",), claim.object or ("",)):
            values = (
                self._position(claim, holder, target, float(value or 0))
                if position
                else self._claim(claim, holder, target, value)
            )
            kept = {name: said for name, said in values.items() if said != ""}
            yield Statement(POSITIONS if position else CLAIMS, *place, claim.coder, kept)

    def _position(self, claim: Claim, holder: str, issue: str, value: float) -> dict[str, Value]:
        known = self._case.actor
        people = [actor for actor in (holder, *claim.speaker) if actor in known and known[actor].kind == "person"]
        person = people[0] if people else ""
        body = known[holder].part_of if holder in known and holder == person else holder
        if abs(value) != 1:
            self._told.add("degrees of positions", f"agreement is yes or no; the degree stands in the variable {VALUE}")
        return {
            "person": self._name(person),
            "organization": self._name(body),
            "concept": self._questions.get(issue, issue),
            SIGN: value > 0,
            VALUE: format_number(value),
            DATE: "" if claim.date is None else claim.date.text,
            CLAIM: claim.id,
        }

    def _claim(self, claim: Claim, holder: str, target: str, value: float | None) -> dict[str, Value]:
        return {
            "predicate": claim.predicate,
            "holder": self._name(holder),
            "object": self._questions.get(target, "") or self._name(target),
            VALUE: "" if value is None else format_number(value),
            "text": claim.text,
            DATE: "" if claim.date is None else claim.date.text,
            CLAIM: claim.id,
        }

    def _name(self, identifier: str) -> str:
        return "" if identifier == UNATTRIBUTED else self._names.get(identifier, identifier)

    def _entities(self) -> Iterator[Entity]:
        for actor in self._case.actors:
            attributes = {"Type": actor.kind, "Alias": "; ".join(actor.aliases), "Notes": actor.iso3}
            variable = "person" if actor.kind == "person" else "organization"
            said = tuple(sorted((name, text) for name, text in attributes.items() if text))
            yield Entity(POSITIONS, variable, self._names[actor.id], attributes=said)
        for issue in self._case.issues:
            poles = (("Notes", f"no: {issue.negative_pole}; yes: {issue.positive_pole}"),)
            yield Entity(POSITIONS, "concept", self._questions[issue.id], attributes=poles)

    def _count_others(self) -> None:
        """Count what only a case has."""
        case = self._case
        for kind in (
            "factors",
            "checklist",
            "ratings",
            "bearings",
            "assumptions",
            "indicators",
            "covariates",
            "outcomes",
        ):
            self._told.add(f"rows of {kind}", "the other program has no such thing", len(getattr(case, kind)))
        graded = sum(claim.credibility != 6 for claim in case.claims)
        self._told.add("grades of claims", "no field for credibility", graded)


def _different(names: Mapping[str, str]) -> dict[str, str]:
    """Names by id; the id instead where two share a name."""
    said = list(names.values())
    return {key: name if said.count(name) == 1 else key for key, name in names.items()}


def _values(statements: tuple[Statement, ...]) -> Iterator[Entity]:
    """Names that only other claims take."""
    for name in ("predicate", "holder", "object"):
        found = dict.fromkeys(str(one.values[name]) for one in statements if one.type == CLAIMS and name in one.values)
        yield from (Entity(CLAIMS, name, value) for value in found)
