"""What a case is: immutable records, one class per file of the case folder.

A :class:`Case` is made by :func:`foedus.case.read.read_case`, which validates everything first; code
that receives a `Case` may rely on every reference between its records.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from foedus.documents.anchors import Anchor
from foedus.files.cells import split_share
from foedus.files.edtf import Edtf
from foedus.files.works.entry import BibEntry
from foedus.terms.kinds import RATING_WORDS


@dataclass(frozen=True, slots=True)
class Actor:
    """A row of ``actors.csv``."""

    id: str
    name: str
    kind: str
    ccode: int | None = None
    iso3: str = ""
    part_of: str = ""
    roll_up: str = "none"
    member_of: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    capability: float | None = None
    capability_source: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """A row of ``issues.csv``: a question with two poles."""

    id: str
    question: str
    negative_pole: str
    positive_pole: str


@dataclass(frozen=True, slots=True)
class Factor:
    """A row of ``factors.csv``: something that binds or divides the focal pair.

    `persistence` is (low, central, high), the probability that the factor persists to the case's
    horizon given that what it depends on persists.
    """

    id: str
    label: str
    pull: str
    kind: str
    group: str
    persistence: tuple[float, float, float]
    persistence_ground: str
    threat_source: str = ""
    depends_on: tuple[str, ...] = ()
    covariate: str = ""
    checklist: str = ""

    @property
    def parents(self) -> tuple[tuple[str, float], ...]:
        """What it weakens with, and the share that goes with each; without a share all of it, split evenly."""
        parts = [split_share(part) for part in self.depends_on]
        return tuple((name, 1 / len(parts) if share is None else share) for name, share in parts)


@dataclass(frozen=True, slots=True)
class Answer:
    """A row of ``checklist.csv``: whether a kind of factor is there, the claims that say so and those that say otherwise."""

    kind: str
    answer: str
    claims: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Rating:
    """A row of ``ratings.csv``: how one rater relates a factor to an outcome."""

    factor: str
    outcome: str
    scale: str
    rater: str
    rating: str
    ground: str

    @property
    def value(self) -> float:
        """The rating in steps, -2 to 2."""
        return RATING_WORDS[self.rating].steps


@dataclass(frozen=True, slots=True)
class Assumption:
    """A row of ``assumptions.csv``: a key assumption; `factors` fall away if it is false."""

    id: str
    text: str
    support: str
    factors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of ``indicators.csv``: an observable that would strengthen (+) or weaken (-) a factor."""

    id: str
    text: str
    by_date: Edtf
    factor: str
    direction: str


@dataclass(frozen=True, slots=True)
class Source:
    """A work: a row of ``sources.csv`` joined with its BibTeX entry.

    `stub` is true for a work known only as a citation mark. `published` is the BibTeX date as EDTF.
    """

    key: str
    kind: str
    perspective: str
    reliability: str
    title: str
    author: str
    published: Edtf | None
    stub: bool
    note: str = ""
    slant_1: str = ""
    slant_2: str = ""
    slant_ground: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A row of ``claims.csv``: one assertion, with who made it and where it is cited."""

    id: str
    kind: str
    source: str
    locator: str
    text: str
    predicate: str
    credibility: int
    reference: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    holder: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    value: float | None = None
    negated: bool = False
    basis: str = "stated"
    component: str = ""
    channel: str = ""
    level: int | None = None
    support_type: tuple[str, ...] = ()
    stage: str = ""
    date: Edtf | None = None
    seen: Edtf | None = None
    coder: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bearing:
    """A row of ``bearings.csv``: claim bears for (+1) or against (-1) the presence of a factor."""

    claim: str
    factor: str
    bears: int


@dataclass(frozen=True, slots=True)
class Covariate:
    """A row of ``covariates.csv``: a value of the focal pair's history, with the dataset it came from."""

    year: int
    covariate: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A row of ``outcomes.csv``: what happened after `as_of`; `state_of_relation` may be empty."""

    date: Edtf
    event: str
    state_of_relation: str
    source: str


@dataclass(frozen=True, slots=True)
class Document:
    """A row of ``documents.csv``: a text of the case and the original that it was taken from."""

    id: str
    source: str
    file: str
    sha256: str
    media_type: str
    language: str = ""
    date: Edtf | None = None
    retrieved: Edtf | None = None
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A row of ``anchors.csv``: the passage of a document that a claim rests on."""

    claim: str
    document: str
    start: int
    stop: int
    exact: str
    prefix: str = ""
    suffix: str = ""

    @property
    def anchor(self) -> Anchor:
        """The passage without the claim and the document."""
        return Anchor(self.start, self.stop, self.exact, self.prefix, self.suffix)


@dataclass(frozen=True, slots=True)
class Coded:
    """A row of ``coded.csv``: a coder has done with a document."""

    document: str
    coder: str


@dataclass(frozen=True, slots=True)
class Settled:
    """A row of ``settled.csv``: what was decided between two claims that may be dropped since."""

    first: str
    second: str
    decision: str
    ground: str
    coder: str


@dataclass(frozen=True, slots=True)
class Observation:
    """A row of ``observed.csv``: a value that a dataset records of the focal pair; without actors it is of the two."""

    series: str
    actor: str
    recipient: str
    period: Edtf
    value: float
    n: int | None
    source: str


@dataclass(frozen=True, slots=True)
class Act:
    """A row of ``acts.csv``: an act that a register holds."""

    id: str
    actor: tuple[str, ...]
    recipient: str
    channel: str
    support_type: str
    date: Edtf
    text: str
    quantity: float | None
    unit: str
    rows: str
    source: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """A named scenario of ``case.toml``; `removes` lists factors and threat sources (actors)."""

    id: str
    label: str
    removes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thesis:
    """The claim that the case tests. It is never evidence."""

    text: str
    source: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Settings:
    """The content of ``case.toml``."""

    format_version: int
    id: str
    title: str
    question: str
    focal_pair: tuple[str, str]
    theatre: str
    period: Edtf
    as_of: Edtf
    horizon_years: int
    state_of_relation: str
    state_ground: str
    thesis: Thesis
    scenarios: tuple[Scenario, ...]
    provenance: Mapping[str, str]
    licence: str


@dataclass(frozen=True)
class Case:
    """A validated case: immutable, every id resolves, rows in canonical (id) order.

    Parameters
    ----------
    settings : Settings
        Content of ``case.toml``.
    actors, issues, factors, ratings, assumptions, indicators, sources, claims, bearings, covariates, outcomes, checklist, documents, anchors, coded, settled, observed, acts
        Tuples of records in canonical order.
    file_hashes : mapping of str to str
        File name to SHA-256 of the bytes that were read.
    notes : tuple of str
        What the reader accepted but wants known (byte order mark, line ends, semicolons, migration).
    bibliography : tuple of BibEntry
        Entries of ``sources.bib`` by key, so that a case can be written back whole.
    texts : mapping of str to str
        Text of each document that is there, by its id.
    settings_text : str
        Text of ``case.toml`` as it was read, for its comments.
    """

    settings: Settings
    actors: tuple[Actor, ...]
    issues: tuple[Issue, ...]
    factors: tuple[Factor, ...]
    ratings: tuple[Rating, ...]
    assumptions: tuple[Assumption, ...]
    indicators: tuple[Indicator, ...]
    sources: tuple[Source, ...]
    claims: tuple[Claim, ...]
    bearings: tuple[Bearing, ...]
    covariates: tuple[Covariate, ...]
    outcomes: tuple[Outcome, ...]
    checklist: tuple[Answer, ...] = ()
    documents: tuple[Document, ...] = ()
    anchors: tuple[Passage, ...] = ()
    coded: tuple[Coded, ...] = ()
    settled: tuple[Settled, ...] = ()
    observed: tuple[Observation, ...] = ()
    acts: tuple[Act, ...] = ()
    file_hashes: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    bibliography: tuple[BibEntry, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    settings_text: str = field(default="", compare=False, repr=False)

    @cached_property
    def actor(self) -> Mapping[str, Actor]:
        """Actors by id."""
        return {actor.id: actor for actor in self.actors}

    @cached_property
    def issue(self) -> Mapping[str, Issue]:
        """Issues by id."""
        return {issue.id: issue for issue in self.issues}

    @cached_property
    def factor(self) -> Mapping[str, Factor]:
        """Factors by id."""
        return {factor.id: factor for factor in self.factors}

    @cached_property
    def source(self) -> Mapping[str, Source]:
        """Sources by key."""
        return {source.key: source for source in self.sources}

    @cached_property
    def claim(self) -> Mapping[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def document(self) -> Mapping[str, Document]:
        """Documents by id."""
        return {document.id: document for document in self.documents}

    @cached_property
    def voice_of(self) -> Mapping[str, str]:
        """For every actor the actor that it speaks and acts for (itself when it is nobody's voice)."""
        voices: dict[str, str] = {}
        for actor in self.actors:
            current = actor
            while current.part_of and current.roll_up == "as_voice":
                current = self.actor[current.part_of]
            voices[actor.id] = current.id
        return voices
