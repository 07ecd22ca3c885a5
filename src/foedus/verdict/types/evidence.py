"""What every id of evidence resolves to, what was counted, and what made the result."""

from __future__ import annotations

from typing import Literal

from msgspec import field

from foedus.verdict.types.parts import (
    Basis,
    ChannelOrNone,
    ClaimKind,
    ComponentOrNone,
    EvidenceId,
    Grade,
    OutcomeName,
    Part,
    PredicateName,
    RatingScale,
    RatingWord,
    SentenceId,
    Sha256,
    Share,
    Signed,
)


class Counts(Part, frozen=True):
    """What was read and used."""

    claims_read: int  #: Claims in the case.
    claims_used: int  #: Claims visible.
    claims_not_visible: int  #: Claims not visible at the cut-off.
    not_visible: tuple[str, ...]  #: Their ids.
    claims_undated: int  #: Visible claims without a date.
    witnesses: int  #: Pairs of claim and work.
    references: int  #: Works behind visible claims.
    actors: int  #: Actors.
    issues: int  #: Issues.
    factors: int  #: Factors.


class Sentence(Part, frozen=True):
    """A sentence."""

    id: SentenceId  #: Id.
    section: str  #: Part of the report.
    kind: Literal["fact", "judgment", "assumption"]  #: Fact, judgment or assumption.
    text: str  #: The sentence.
    evidence: tuple[EvidenceId, ...]  #: Ids of the evidence.


class Claim(Part, frozen=True):
    """A visible claim as coded, with what was computed from it."""

    kind: ClaimKind  #: By the evidence cited.
    text: str  #: Paraphrase.
    source: str  #: Key of the work read.
    locator: str  #: Where in it.
    reference: tuple[str, ...]  #: Works that the source cites for it.
    speaker: tuple[str, ...]  #: Who says so.
    holder: tuple[str, ...]  #: Whose position, act or fear.
    #: What is asserted.
    predicate: PredicateName
    object: tuple[str, ...]  #: Of what or whom.
    value: Signed | None  #: As coded.
    negated: bool  #: Whether it is denied.
    basis: Basis  #: Whether the text states it or the coder infers it.
    component: ComponentOrNone  #: Of a threat.
    #: Of a relation or action.
    channel: ChannelOrNone
    level: Grade | None  #: Rung of the ladder.
    support_type: tuple[str, ...]  #: Kinds of support.
    stage: str  #: Of a step: how far the treaty has come; else empty.
    date: str  #: EDTF date of what is told; empty where undated.
    seen: str  #: EDTF date of its publication, where the coder gave one.
    credibility: Grade  #: 1 to 6; 6 cannot be judged.
    note: str  #: The coder's note.
    coder: str  #: Who coded it.
    signed_value: float | None  #: Value after negation; null where it drops out.
    weight: Share  #: Reliability times credibility at the point.
    bears: dict[str, Literal["+", "-"]]  #: Factor id to + or -.
    visible: bool  #: Always true: claims not visible by the cut-off are listed in `counts`.


class Source(Part, frozen=True):
    """A work."""

    title: str  #: Title.
    author: str  #: Authors.
    kind: str  #: Kind of work.
    perspective: str  #: Whose eyes, or unknown.
    reliability: str  #: Admiralty grade A to F.
    slant_1: str  #: How free it is in what it says of the first of the pair, by the case or by default.
    slant_2: str  #: The same of the second.
    published: str  #: EDTF date of publication, or empty.
    stub: bool  #: Whether it is known only as a citation mark.
    note: str  #: Note.


class DocumentRead(Part, frozen=True):
    """A text that claims rest on."""

    source: str  #: Key of the work whose text it is, or empty.
    file: str  #: Name of its original.
    sha256: Sha256  #: Hash of the original.
    language: str  #: Language, or empty.
    date: str  #: EDTF date of the text, or empty.
    licence: str  #: Licence, or empty.


class Passage(Part, frozen=True):
    """A passage of a document that a visible claim rests on; places are code points."""

    claim: str  #: The claim.
    document: str  #: The document.
    start: int  #: Where it begins.
    stop: int  #: The place behind it.
    prefix: str  #: What stands before it.
    exact: str  #: What stands there.
    suffix: str  #: What stands behind it.


class DatasetUsed(Part, frozen=True):
    """A dataset."""

    title: str  #: Title.
    version: str  #: Version.
    sha256: Sha256  #: Hash of the file.
    citation: str  #: How to cite it.
    rows: int | None  #: Rows used; null where not counted.


class ModelInputs(Part, frozen=True):
    """Settings."""

    draws: int  #: Draws.
    as_of: str  #: Cut-off.
    horizon_years: int  #: Years ahead.
    prior: str  #: Prior.


class ModelUsed(Part, frozen=True):
    """A model of this run."""

    title: str  #: Title.
    version: str  #: Version of foedus.
    seed: int  #: Seed of the run.
    formula: str  #: Its formula.
    source: str  #: Where the formula comes from.
    inputs: ModelInputs  #: Settings.


class Actor(Part, frozen=True):
    """An actor."""

    name: str  #: Name.
    kind: str  #: Kind.
    part_of: str  #: Actor that it is part of, or empty.
    voice_of: str  #: Actor for which it speaks; itself by default.
    member_of: tuple[str, ...]  #: Coalitions.
    aliases: tuple[str, ...]  #: Other names.


class Rating(Part, frozen=True):
    """One rater's judgment on one factor and outcome."""

    factor: str  #: Factor.
    outcome: OutcomeName  #: Outcome.
    scale: RatingScale  #: relative overrides the ratios of the checklist, absolute feeds the ACH table.
    rater: str  #: Rater.
    rating: RatingWord  #: CC much more usual, C more, N as usual, I less, II much less.
    ground: str  #: Why.


class Evidence(Part, frozen=True):
    """What every id of evidence resolves to."""

    claims: dict[str, Claim]  #: Visible claims by id.
    sources: dict[str, Source]  #: Works by key.
    datasets: dict[str, DatasetUsed]  #: Datasets by id.
    models: dict[str, ModelUsed]  #: Models by id.
    actors: dict[str, Actor]  #: Actors by id.
    ratings: dict[str, Rating]  #: Ratings by id.
    documents: dict[str, DocumentRead] = field(default_factory=dict)  #: Documents that passages stand in, by id.
    passages: tuple[Passage, ...] = ()  #: Passages of visible claims; none where they were left out.


class Formula(Part, frozen=True):
    """A formula."""

    title: str  #: Title.
    formula: str  #: Formula.
    source: str  #: Source.


class Provenance(Part, frozen=True):
    """What made the result."""

    files: dict[str, Sha256]  #: SHA-256 of each file of the case in canonical form.
    foedus: str  #: Version of foedus.
    python: str  #: Version of Python.
    numpy: str  #: Version of NumPy.
    case_format_version: int  #: Version of the case format.
    coding: dict[str, str]  #: The case's [provenance].
    notes: tuple[str, ...]  #: What was accepted though it is not canonical.
