"""Every table of a case, declared once.

From this page come the reader's validation, the Table Schema in ``datapackage.json`` and the reference
page of the docs (``foedus case schema``). Rules that look at more than one cell are in
`foedus.case.rules`. The module is long because it is a table, not because it does much.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from foedus.files.fields import Field, Table
from foedus.terms.checklist import ANSWERS, CHECKLIST, SLANTS
from foedus.terms.cooperation import CHANNELS, RUNGS, SUPPORT_TYPES, TOP
from foedus.terms.covariates import COVARIATES
from foedus.terms.grades import CREDIBILITY, RELIABILITY
from foedus.terms.kinds import (
    ACTOR_KINDS,
    BASES,
    CLAIM_KINDS,
    FACTOR_KINDS,
    PULLS,
    RATING_SCALES,
    RATING_WORDS,
    ROLL_UPS,
    SETTLEMENTS,
    SIGNS,
    SOURCE_KINDS,
    THREAT_COMPONENTS,
    UNATTRIBUTED,
    UNKNOWN,
)
from foedus.terms.outcomes import OUTCOMES
from foedus.terms.predicates import PREDICATES, objects_in_words, taking, values_in_words
from foedus.terms.series import SERIES
from foedus.terms.states.meant import meant_ccode, meant_iso3
from foedus.terms.steps import OBLIGATIONS, STAGES
from foedus.terms.wording import listing

FORMAT_VERSION = 2
"""Version of the case format that this foedus reads and writes."""

_EVERY_ID = (
    "actors", "issues", "factors", "claims", "sources", "scenarios", "assumptions", "indicators",
)  # fmt: skip


def _word(name: str, description: str, example: str, words: Iterable[str], **more: Any) -> Field:
    return Field(name, "word", description, example, words=tuple(words), **more)


def _reference(name: str, description: str, example: str, *tables: str, **more: Any) -> Field:
    return Field(name, "reference", description, example, tables=tables, **more)


def _share(name: str, description: str, example: str) -> Field:
    return Field(name, "number", description, example, required=True, low=0, high=1)


ACTORS = Table(
    "actors",
    "actors.csv",
    "Who acts, speaks, fears or is acted upon.",
    ("id",),
    (
        Field("id", "id", "Id of the actor.", "iran", required=True),
        Field("name", "text", "Name as reports print it.", "Iran", required=True, names="actor"),
        _word("kind", "What kind of actor it is.", "state", ACTOR_KINDS, required=True),
        Field("ccode", "integer", "Correlates of War country code.", "630", low=1, high=999, meant=meant_ccode),
        Field("iso3", "text", "ISO 3166-1 alpha-3 code.", "IRN", pattern="[A-Z]{3}", meant=meant_iso3),
        _reference("part_of", "Actor that it is a part of.", "iran", "actors"),
        _word(
            "roll_up",
            "Only with `part_of`, and then required: `as_voice` when it speaks and acts for that actor, "
            "`none` when it is a part but not a voice.",
            "as_voice",
            ROLL_UPS,
        ),
        _reference(
            "member_of",
            "Coalitions and organisations that it belongs to; a member is never a voice.",
            "resistance-axis",
            "actors",
            many=True,
        ),
        Field("aliases", "text", "Other names.", "Islamic Republic of Iran|IRI", many=True),
        Field(
            "capability",
            "number",
            "Capability, for bargaining and alignments; without the column a state's share of material capabilities "
            "stands in. Only ratios between actors matter.",
            "0.0166",
            low=0,
            optional=True,
        ),
        Field(
            "capability_source",
            "text",
            "Where the capability comes from: dataset, year, or who judges.",
            "CINC 2018, NMC 7.0",
            optional=True,
        ),
    ),
)

ISSUES = Table(
    "issues",
    "issues.csv",
    "Questions on which actors take positions between two poles.",
    ("id",),
    (
        Field("id", "id", "Id of the issue.", "syria-government", required=True),
        Field("question", "text", "The question.", "Should the government stay?", required=True),
        Field("negative_pole", "text", "What -1 means.", "It must go at once", required=True),
        Field("positive_pole", "text", "What 1 means.", "It must stay", required=True),
    ),
    optional=True,
)

FACTORS = Table(
    "factors",
    "factors.csv",
    "What binds or divides the focal pair.",
    ("id",),
    (
        Field("id", "id", "Id of the factor.", "common-enemy", required=True),
        Field("label", "text", "Label as reports print it.", "A common enemy", required=True),
        _word("pull", "Direction of its pull.", "binds", PULLS, required=True),
        _word("kind", "What kind of factor it is.", "threat", FACTOR_KINDS, required=True),
        Field(
            "group",
            "slug",
            "Slug shared by factors that say much the same; a group counts once.",
            "security",
            required=True,
        ),
        _reference("threat_source", "Actor that poses the threat.", "isis", "actors"),
        _reference(
            "depends_on",
            "Factors that it weakens with, each with the share that goes with it behind a colon (without one: all of it, "
            "split evenly among several); no cycles.",
            "common-enemy:0.5",
            "factors",
            many=True,
            shared=True,
        ),
        _share(
            "persistence_low", "Probability that it persists to the horizon, given what it depends on: low end.", "0.3"
        ),
        _share("persistence_central", "The same: central value, not below the low end.", "0.5"),
        _share("persistence_high", "The same: high end, not below the central value.", "0.7"),
        Field("persistence_ground", "text", "Why these values.", "It outlived two wars.", required=True),
        _word(
            "covariate",
            "Covariate that history measures the factor by; where the prior has counted that covariate, the ratings move nothing.",
            "dispute",
            COVARIATES,
        ),
        _word(
            "checklist",
            "Kind of the checklist that it is an instance of; empty: it is told and enters scenarios, and moves nothing "
            "unless it is rated.",
            "common-state-enemy",
            CHECKLIST,
            optional=True,
        ),
    ),
    optional=True,
)

CHECKLIST_ROWS = Table(
    "checklist",
    "checklist.csv",
    "Answers to the kinds of the checklist that no factor is an instance of.",
    ("kind",),
    (
        _word("kind", "Kind of the checklist.", "leaders-visits", CHECKLIST, required=True),
        _word("answer", "Whether it is there; `unknown` moves nothing.", "yes", ANSWERS, required=True),
        _reference(
            "claims",
            "Claims that answer it; none: the coder is the only witness, of unknown weight.",
            "c001|c007",
            "claims",
            many=True,
        ),
        _reference(
            "against",
            "Claims that say otherwise; they weigh against the answer.",
            "c012",
            "claims",
            many=True,
            optional=True,
        ),
        Field(
            "ground",
            "text",
            "Why, in a sentence; for `no` without a claim, where it was looked for.",
            "Two visits in 2015.",
        ),
    ),
    optional=True,
)

RATINGS = Table(
    "ratings",
    "ratings.csv",
    "How raters relate factors to outcomes: overrides of the checklist, shrunk by how far the raters agree.",
    ("factor", "outcome", "scale", "rater"),
    (
        _reference("factor", "Factor that is rated.", "common-enemy", "factors", required=True),
        _word("outcome", "Outcome it is related to.", "alliance", OUTCOMES, required=True),
        _word(
            "scale",
            "`relative`: against staying in the present state, whose own rating is N and is not listed; "
            "`absolute`: fit to the outcome, all four outcomes, for the classic ACH table only.",
            "relative",
            RATING_SCALES,
            required=True,
        ),
        Field("rater", "slug", "Slug of the rater; two or more for each cell.", "rater-1", required=True),
        _word("rating", "Consistent (C, CC), neutral (N) or inconsistent (I, II).", "C", RATING_WORDS, required=True),
        Field("ground", "text", "Why.", "Pacts follow common enemies.", required=True),
    ),
    optional=True,
)

ASSUMPTIONS = Table(
    "assumptions",
    "assumptions.csv",
    "Key assumptions of the analysis.",
    ("id",),
    (
        Field("id", "id", "Id of the assumption.", "government-survives", required=True),
        Field("text", "text", "The assumption in one sentence.", "The government survives.", required=True),
        Field("support", "text", "What supports it.", "It holds the capital.", required=True),
        _reference("factors", "Factors that fall away if it is false.", "shared-interest", "factors", many=True),
    ),
    optional=True,
)

INDICATORS = Table(
    "indicators",
    "indicators.csv",
    "Observables that would change the verdict.",
    ("id",),
    (
        Field("id", "id", "Id of the indicator.", "pact-signed", required=True),
        Field("text", "text", "What would be observed.", "A treaty is signed.", required=True),
        Field("by_date", "date", "When it would be seen at the latest.", "2020-12-31", required=True),
        _reference("factor", "Factor that it speaks to.", "shared-interest", "factors", required=True),
        _word("direction", "`+` strengthens the factor, `-` weakens it.", "+", SIGNS, required=True),
    ),
    optional=True,
)

SOURCES = Table(
    "sources",
    "sources.csv",
    "Works, one for each entry of sources.bib and with the same keys; `foedus case sources` makes the rows that are missing.",
    ("key",),
    (
        Field("key", "key", "Key of the entry in sources.bib.", "walt-1987", required=True),
        _word("kind", "What kind of work it is.", "book", SOURCE_KINDS, required=True),
        _reference(
            "perspective",
            "Actor with whose eyes it sees, or `unknown`.",
            "iran",
            "actors",
            required=True,
            words=(UNKNOWN,),
        ),
        _word(
            "reliability",
            "Reliability from A (complete) to E (unreliable); F cannot be judged.",
            "B",
            RELIABILITY,
            required=True,
        ),
        Field("note", "text", "Remark; required for a work known only as a citation mark.", "Cited, not seen."),
        *(
            _word(
                f"slant_{side}",
                f"How free it is in what it says of the {name} of the pair; empty: interested where it sees through that "
                "side's eyes, else unknown.",
                "unknown",
                SLANTS,
                optional=True,
            )
            for side, name in ((1, "first"), (2, "second"))
        ),
        Field(
            "slant_ground",
            "text",
            "Why; required where a slant is free.",
            "It reports failures of both.",
            optional=True,
        ),
    ),
)

CLAIMS = Table(
    "claims",
    "claims.csv",
    "One assertion a row: who says what of whom, where, and how far it can be trusted.",
    ("id",),
    (
        Field("id", "id", "Id of the claim.", "c001", required=True),
        _word(
            "kind",
            "By the evidence cited: an official's words are a statement even inside a study.",
            "statement",
            CLAIM_KINDS,
            required=True,
        ),
        _reference("source", "Work that was read.", "walt-1987", "sources", required=True),
        Field("locator", "text", "Section or page.", "§5"),
        _reference(
            "reference",
            "Works that the source cites for it, so that one work counts once.",
            "news-2015",
            "sources",
            many=True,
        ),
        _reference(
            "speaker",
            "Who says it: actors, sources (for authors) or `unattributed`.",
            "foreign-minister",
            "actors",
            "sources",
            many=True,
            words=(UNATTRIBUTED,),
        ),
        _reference(
            "holder",
            "Whose position, interest, fear, tie or act it is, or `unattributed`; required but for "
            f"{listing([name for name, word in PREDICATES.items() if 'holder' not in word.needs])}.",
            "iran",
            "actors",
            many=True,
            words=(UNATTRIBUTED,),
        ),
        _word("predicate", "What is asserted.", "position", PREDICATES, required=True),
        _reference(
            "object", f"{objects_in_words()}.", "syria-government", *_EVERY_ID, many=True, words=tuple(OBLIGATIONS)
        ),
        Field("value", "number", f"{values_in_words()}.", "0.7", low=-1, high=1),
        Field("negated", "boolean", "`true` when the text denies it.", "true"),
        _word(
            "basis",
            "`stated` when the text says it, `inferred` when the coder does; credibility is then 4, 5 or 6.",
            "stated",
            BASES,
            required=True,
        ),
        _word(
            "component",
            f"Only for {listing(taking('component'))}: Walt's component; empty is threat in general.",
            "intent",
            THREAT_COMPONENTS,
        ),
        _word("channel", f"Only for {listing(taking('channel'))}.", "diplomatic", CHANNELS),
        Field(
            "level",
            "integer",
            f"Only with a channel: rung of the cooperation ladder, 1 {RUNGS[1]} to {TOP} {RUNGS[TOP]}.",
            "3",
            low=1,
            high=TOP,
        ),
        _word(
            "support_type",
            f"Only for {listing(taking('support_type'))}: outside support.",
            "weapons",
            SUPPORT_TYPES,
            many=True,
        ),
        _word(
            "stage",
            f"Only for {listing(taking('stage'))}: how far the treaty has come.",
            "signed",
            STAGES,
            optional=True,
        ),
        Field("date", "date", "When it happened or was so; undated stays empty.", "2015-09-30"),
        Field("seen", "date", "When it was published, where that matters.", "2015-10"),
        Field(
            "credibility",
            "integer",
            "Of the inference to the value: 1 confirmed to 5 improbable; 6 cannot be judged.",
            "2",
            required=True,
            low=1,
            high=len(CREDIBILITY),
        ),
        Field("text", "text", "Paraphrase in one sentence.", "Iran backs the government.", required=True),
        Field("coder", "text", "Who coded it.", "coder-1"),
        Field("note", "text", "Remark.", "The figure is doubtful."),
    ),
)

BEARINGS = Table(
    "bearings",
    "bearings.csv",
    "Which claims speak for or against the presence of which factors.",
    ("claim", "factor"),
    (
        _reference("claim", "The claim.", "c001", "claims", required=True),
        _reference("factor", "The factor.", "common-enemy", "factors", required=True),
        _word("bears", "`+` for its presence, `-` against it.", "+", SIGNS, required=True),
    ),
    optional=True,
)

COVARIATE_ROWS = Table(
    "covariates",
    "covariates.csv",
    "The focal pair's history for the outlook.",
    ("covariate", "year"),
    (
        Field("year", "integer", "Year of the value.", "2015", required=True, low=1800, high=2200),
        Field(
            "covariate",
            "text",
            f"Name of the quantity: of the outlook ({', '.join(COVARIATES)}) or any other.",
            "contiguity",
            required=True,
            pattern="[a-z][a-z0-9]*([_-][a-z0-9]+)*",
        ),
        Field(
            "value",
            "text",
            "A number, from 0 up for covariates of the outlook; an outcome for `state_of_relation`.",
            "0.12",
            required=True,
        ),
        Field("source", "text", "Dataset, version, file and rule.", "ATOP 5.1, atop5_1dy.csv", required=True),
    ),
    optional=True,
)

OUTCOME_ROWS = Table(
    "outcomes",
    "outcomes.csv",
    "What happened after `as_of`; scores a verdict and never enters one.",
    ("date", "event"),
    (
        Field("date", "date", "When; after `as_of`.", "2025-01-17", required=True),
        Field("event", "text", "What happened.", "A partnership treaty was signed.", required=True),
        _word("state_of_relation", "State of relation since then.", "entente", OUTCOMES),
        Field("source", "text", "Where it is documented.", "Text of the treaty", required=True),
    ),
    optional=True,
)

DOCUMENTS = Table(
    "documents",
    "documents.csv",
    "Texts of the case, each in documents/ID.txt; `foedus documents add` makes the rows.",
    ("id",),
    (
        Field("id", "id", "Id of the document, and the name of its text.", "speech-2017", required=True),
        _reference("source", "Work that it is the text of.", "walt-1987", "sources"),
        Field(
            "file",
            "text",
            "Name of the original, behind the names of the files that it was in.",
            "mails.zip/1.eml",
            required=True,
        ),
        Field(
            "sha256", "text", "Hash of the bytes of the original.", "e3b0" * 16, required=True, pattern="[0-9a-f]{64}"
        ),
        Field("media_type", "text", "Its media type.", "text/plain", required=True, pattern="[a-z]+/[a-z0-9.+-]+"),
        Field("language", "text", "Its language (BCP 47).", "en", pattern="[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"),
        Field("date", "date", "When it was published, sent or said.", "2017-09-21"),
        Field("retrieved", "date", "When it was fetched.", "2018-03-01"),
        Field("licence", "text", "Under which it may be used.", "CC0-1.0"),
    ),
    optional=True,
)

ANCHORS = Table(
    "anchors",
    "anchors.csv",
    "Passages that claims rest on. Offsets count code points of documents/ID.txt from 0, the stop is behind the last one.",
    ("claim", "document", "start", "stop"),
    (
        _reference("claim", "The claim.", "c001", "claims", required=True),
        _reference("document", "The document.", "speech-2017", "documents", required=True),
        Field("start", "integer", "Where the passage begins.", "1024", required=True, low=0),
        Field("stop", "integer", "Where it has ended.", "1091", required=True, low=1),
        Field("exact", "text", "The passage.", "No treaty was signed.", required=True, verbatim=True),
        Field("prefix", "text", "The 32 characters before it.", "he said in Sochi: ", verbatim=True),
        Field("suffix", "text", "The 32 characters behind it.", " That was in May", verbatim=True),
    ),
    optional=True,
)

DRAFTS = Table(
    "drafts",
    "drafts.csv",
    "Proposals of `foedus draft`; no part of the case: a draft is no claim until a person accepts it.",
    ("id",),
    (
        Field("id", "text", "Made of all the other cells but `state`: a row whose cells were changed no longer bears its own.",
              "d-0a1b2c3d4e5f", required=True),
        Field("state", "text", "Empty while nobody has looked at it; else accepted, edited, rejected, or what you like.", "rejected"),
        Field("document", "text", "The document.", "speech-2017", required=True),
        Field("start", "integer", "Where the passage begins.", "1024", required=True, low=0),
        Field("stop", "integer", "Where it has ended.", "1091", required=True, low=1),
        Field("exact", "text", "The passage.", "No treaty was signed.", required=True, verbatim=True),
        Field("rule", "text", "The rule that proposes it.", "quotation", required=True),
        Field("confidence", "number", "How often such a draft is worth keeping, by the rule's own account.", "0.8", required=True),
        Field("kind", "text", "As in `claims.csv`, and so are the next ones.", "statement"),
        Field("predicate", "text", "Proposed predicate.", "relation"),
        Field("speaker", "text", "Who says it.", "putin"),
        Field("holder", "text", "Whose stance or act it is.", "iran|russia"),
        Field("object", "text", "To whom or what.", "assad-fate"),
        Field("date", "text", "When (EDTF).", "2017-11"),
        Field("locator", "text", "Section and paragraph.", "§7 ¶6"),
        Field("text", "text", "The passage as one line, to be put in words of one's own.", "No treaty was signed."),
        Field("new", "text", "Actors that the case lacks, with their kind.", "person: Jane Doe|state: Norway"),
        Field("note", "text", "What the rule went by: verb, office, cues, and issues and factors by their words.", "said"),
        Field("value", "text", "Proposed value, where a register gives a size.", "0.6", optional=True),
        Field("channel", "text", "Proposed channel.", "diplomatic", optional=True),
        Field("level", "text", "Proposed level.", "1", optional=True),
        Field("support_type", "text", "Proposed kind of support.", "pressure", optional=True),
    ),
    optional=True,
)  # fmt: skip

ANSWERS_FILE = "drafts-answers.jsonl"
"""What language models answered to `foedus draft --llm`, kept so that nothing is asked twice; no part of the case."""

CODED = Table(
    "coded",
    "coded.csv",
    "Which coder has done with which document; where coders work blind, two see each other's claims on it when both have.",
    ("document", "coder"),
    (
        _reference("document", "The document.", "speech-2017", "documents", required=True),
        Field("coder", "slug", "The coder.", "coder-1", required=True),
    ),
    optional=True,
)

SETTLED = Table(
    "settled",
    "settled.csv",
    "What was decided where two coders have coded otherwise; the claims that it names may be dropped.",
    ("first", "second"),
    (
        Field("first", "text", "Claim of one coder.", "amin-3", required=True),
        Field("second", "text", "Claim of the other, or `none` where the other has none.", "sara-5", required=True),
        _word("decision", "Which claim stands.", "first", SETTLEMENTS, required=True),
        Field("ground", "text", "Why.", "The text says `may`.", required=True),
        Field("coder", "slug", "Who decided.", "coder-3", required=True),
    ),
    optional=True,
)

OBSERVED = Table(
    "observed",
    "observed.csv",
    "What datasets record of the focal pair, period by period; told beside the evidence, and moves no probability.",
    ("series", "actor", "recipient", "period"),
    (
        _word("series", "The quantity.", "agreement", SERIES, required=True),
        _reference("actor", "Who acts, where it has a direction; empty: the two.", "russia", "actors"),
        _reference("recipient", "Towards whom, where it has a direction.", "iran", "actors"),
        Field("period", "date", "A year, a month or a day.", "2015", required=True),
        Field(
            "value", "number", "The value; a period that the dataset does not cover has no row.", "0.757", required=True
        ),
        Field("n", "integer", "How many observations stand behind it.", "74", low=0),
        Field("source", "text", "Dataset, version, file and rule.", "un-votes 2015 sha256 a0b1c2d3e4f5", required=True),
    ),
    optional=True,
)

ACTS = Table(
    "acts",
    "acts.csv",
    "Acts that registers hold, by who did them; told beside the evidence, and no claims until a person makes them.",
    ("id",),
    (
        Field("id", "slug", "Id of the act.", "veto-2011-10-04-russia", required=True),
        _reference("actor", "Who acts; several act together.", "russia", "actors", required=True, many=True),
        Field("recipient", "text", "For whom, or on what: id of an actor, or as the register names it.", "Government of Syria", required=True),
        _word("channel", "Channel.", "diplomatic", CHANNELS),
        _word("support_type", "Kind of support.", "pressure", SUPPORT_TYPES),
        Field("date", "date", "When: a day, a month, a year or years.", "2011-10-04", required=True),
        Field("text", "text", "What the register says, in one line.", "Veto of draft S/2011/612", required=True),
        Field("quantity", "number", "How much.", "4"),
        Field("unit", "text", "Of what.", "units delivered"),
        Field("rows", "text", "Rows of the dataset.", "198", required=True),
        Field("source", "text", "Dataset, version and file.", "unsc-vetoes 2022-09 sha256 d6b65d698d8f", required=True),
    ),
    optional=True,
)  # fmt: skip

TABLES: tuple[Table, ...] = (
    ACTORS, ISSUES, FACTORS, CHECKLIST_ROWS, RATINGS, ASSUMPTIONS, INDICATORS, SOURCES, CLAIMS, BEARINGS, COVARIATE_ROWS, OUTCOME_ROWS,
    DOCUMENTS, ANCHORS, CODED, SETTLED, OBSERVED, ACTS,
)  # fmt: skip
"""The CSV files, in the order in which problems are listed."""

UNTOLD: frozenset[str] = frozenset(table.file for table in (DOCUMENTS, ANCHORS, CODED, SETTLED, OBSERVED, ACTS))
"""Files that only a case with texts or with records has; nothing is said where they are not there."""

SETTINGS = Table(
    "settings",
    "case.toml",
    "What the case asks, of whom, as of when.",
    (),
    (
        Field("format_version", "integer", "Version of the case format.", "2", required=True, low=0),
        Field("id", "slug", "Id of the case.", "iran-russia-syria", required=True),
        Field("title", "text", "Title.", "Iran and Russia in Syria", required=True),
        Field("question", "text", "The question to answer.", "Will it become an alliance?", required=True),
        _reference(
            "focal_pair",
            "The two actors of the question, each speaking for itself.",
            '["iran", "russia"]',
            "actors",
            required=True,
            many=True,
        ),
        Field("theatre", "text", "Where.", "Syria", required=True),
        Field("period", "date", "EDTF interval that the evidence covers.", "2011/2018", required=True),
        Field("as_of", "date", "Information cut-off, a full date in or after the period.", "2018-12-31", required=True),
        Field("horizon_years", "integer", "How many years ahead.", "10", required=True, low=1, high=50),
        _word("state_of_relation", "State of relation at `as_of`.", "entente", OUTCOMES, required=True),
        Field("state_ground", "text", "Why that state, in one sentence.", "A treaty of 2001.", required=True),
        Field("licence", "text", "Licence of the case.", "CC-BY-4.0", required=True),
    ),
)
"""Top-level keys of ``case.toml``; tables `thesis` and `provenance` and the list `scenarios` follow."""

THESIS = Table(
    "thesis",
    "case.toml",
    "The author's own verdict: the claim that the case tests, never evidence.",
    (),
    (
        Field("text", "text", "The claim.", "It may become an alliance.", required=True),
        _reference("source", "Where it is made.", "walt-1987", "sources", required=True),
        _word("outcome", "Outcome that it names.", "alliance", OUTCOMES, required=True),
    ),
)

SCENARIOS = Table(
    "scenarios",
    "case.toml",
    "Named worlds in which factors or threat sources are gone.",
    ("id",),
    (
        Field("id", "id", "Id of the scenario.", "enemy-gone", required=True),
        Field("label", "text", "Label as reports print it.", "The enemy is gone", required=True),
        _reference(
            "removes",
            "Factors, and actors that are threat sources.",
            '["common-enemy"]',
            "factors",
            "actors",
            required=True,
            many=True,
        ),
    ),
)

TEXTS_FOLDER = "documents"
"""Folder of the texts, each called by the id of its row in ``documents.csv``."""
BIBLIOGRAPHY_FILE = "sources.bib"
PACKAGE_FILE = "datapackage.json"
CASE_FILES: tuple[str, ...] = (SETTINGS.file, *(table.file for table in TABLES), BIBLIOGRAPHY_FILE)
"""Files of a case folder, some of them optional; ``datapackage.json`` is generated from them."""

OPTIONAL_FILES: frozenset[str] = frozenset(table.file for table in TABLES if table.optional)
"""Files that a case may lack."""


def text_file(document: str) -> str:
    """Return the file of a document's text in the case folder.

    >>> text_file("speech-2017")
    'documents/speech-2017.txt'
    """
    return f"{TEXTS_FOLDER}/{document}.txt"


def is_text(file: str) -> bool:
    """Whether a file of the case folder is the text of a document."""
    return file.startswith(f"{TEXTS_FOLDER}/")
