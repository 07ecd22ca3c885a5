"""Every table of a case, declared once.

From this page come the reader's validation, the Table Schema in ``datapackage.json`` and the reference
page of the docs (``foedus case schema``). Rules that look at more than one cell are in
`foedus.case.rules`. The module is long because it is a table, not because it does much.
"""

from __future__ import annotations

from foedus.files.fields import Field, Table
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
    SIGNS,
    SOURCE_KINDS,
    THREAT_COMPONENTS,
    UNATTRIBUTED,
    UNKNOWN,
)
from foedus.terms.outcomes import OUTCOMES
from foedus.terms.predicates import PREDICATES, objects_in_words, taking, values_in_words
from foedus.terms.wording import listing

FORMAT_VERSION = 1
"""Version of the case format that this foedus reads and writes."""

_EVERY_ID = (
    "actors", "issues", "factors", "claims", "sources", "scenarios", "assumptions", "indicators",
)  # fmt: skip

ACTORS = Table(
    "actors",
    "actors.csv",
    "Who acts, speaks, fears or is acted upon.",
    ("id",),
    (
        Field("id", "id", "Id of the actor.", "iran", required=True),
        Field("name", "text", "Name as reports print it.", "Iran", required=True),
        Field("kind", "word", "What kind of actor it is.", "state", required=True, words=tuple(ACTOR_KINDS)),
        Field("ccode", "integer", "Correlates of War country code.", "630", low=1, high=999),
        Field("iso3", "text", "ISO 3166-1 alpha-3 code.", "IRN", pattern="[A-Z]{3}"),
        Field("part_of", "reference", "Actor that it is a part of.", "iran", tables=("actors",)),
        Field(
            "roll_up",
            "word",
            "Only with `part_of`, and then required: `as_voice` when it speaks and acts for that actor, "
            "`none` when it is a part but not a voice.",
            "as_voice",
            words=tuple(ROLL_UPS),
        ),
        Field(
            "member_of",
            "reference",
            "Coalitions that it belongs to; a member is never a voice.",
            "resistance-axis",
            many=True,
            tables=("actors",),
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
)

FACTORS = Table(
    "factors",
    "factors.csv",
    "What binds or divides the focal pair.",
    ("id",),
    (
        Field("id", "id", "Id of the factor.", "common-enemy", required=True),
        Field("label", "text", "Label as reports print it.", "A common enemy", required=True),
        Field("pull", "word", "Direction of its pull.", "binds", required=True, words=tuple(PULLS)),
        Field("kind", "word", "What kind of factor it is.", "threat", required=True, words=tuple(FACTOR_KINDS)),
        Field(
            "group",
            "slug",
            "Slug shared by factors that say much the same; a group counts once.",
            "security",
            required=True,
        ),
        Field("threat_source", "reference", "Actor that poses the threat.", "isis", tables=("actors",)),
        Field(
            "depends_on",
            "reference",
            "Factors that it weakens with; no cycles.",
            "common-enemy",
            many=True,
            tables=("factors",),
        ),
        Field(
            "persistence_low",
            "number",
            "Probability that it persists to the horizon, given what it depends on: low end.",
            "0.3",
            required=True,
            low=0,
            high=1,
        ),
        Field(
            "persistence_central",
            "number",
            "The same: central value, not below the low end.",
            "0.5",
            required=True,
            low=0,
            high=1,
        ),
        Field(
            "persistence_high",
            "number",
            "The same: high end, not below the central value.",
            "0.7",
            required=True,
            low=0,
            high=1,
        ),
        Field("persistence_ground", "text", "Why these values.", "It outlived two wars.", required=True),
        Field(
            "covariate",
            "word",
            "Covariate that history measures the factor by; where the prior has counted that covariate, the ratings move nothing.",
            "dispute",
            words=tuple(COVARIATES),
        ),
    ),
)

RATINGS = Table(
    "ratings",
    "ratings.csv",
    "How raters relate factors to outcomes.",
    ("factor", "outcome", "scale", "rater"),
    (
        Field("factor", "reference", "Factor that is rated.", "common-enemy", required=True, tables=("factors",)),
        Field("outcome", "word", "Outcome it is related to.", "alliance", required=True, words=OUTCOMES),
        Field(
            "scale",
            "word",
            "`relative`: against staying in the present state, whose own rating is N and is not listed; "
            "`absolute`: fit to the outcome, all four outcomes, for the classic ACH table only.",
            "relative",
            required=True,
            words=tuple(RATING_SCALES),
        ),
        Field("rater", "slug", "Slug of the rater; two or more for each cell.", "rater-1", required=True),
        Field(
            "rating",
            "word",
            "Consistent (C, CC), neutral (N) or inconsistent (I, II).",
            "C",
            required=True,
            words=tuple(RATING_WORDS),
        ),
        Field("ground", "text", "Why.", "Pacts follow common enemies.", required=True),
    ),
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
        Field(
            "factors",
            "reference",
            "Factors that fall away if it is false.",
            "shared-interest",
            many=True,
            tables=("factors",),
        ),
    ),
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
        Field(
            "factor", "reference", "Factor that it speaks to.", "shared-interest", required=True, tables=("factors",)
        ),
        Field("direction", "word", "`+` strengthens the factor, `-` weakens it.", "+", required=True, words=SIGNS),
    ),
)

SOURCES = Table(
    "sources",
    "sources.csv",
    "Works, one for each entry of sources.bib and with the same keys.",
    ("key",),
    (
        Field("key", "id", "Key of the entry in sources.bib.", "walt-1987", required=True),
        Field("kind", "word", "What kind of work it is.", "book", required=True, words=tuple(SOURCE_KINDS)),
        Field(
            "perspective",
            "reference",
            "Actor with whose eyes it sees, or `unknown`.",
            "iran",
            required=True,
            tables=("actors",),
            words=(UNKNOWN,),
        ),
        Field(
            "reliability",
            "word",
            "Reliability from A (complete) to E (unreliable); F cannot be judged.",
            "B",
            required=True,
            words=tuple(RELIABILITY),
        ),
        Field("note", "text", "Remark; required for a work known only as a citation mark.", "Cited, not seen."),
    ),
)

CLAIMS = Table(
    "claims",
    "claims.csv",
    "One assertion a row: who says what of whom, where, and how far it can be trusted.",
    ("id",),
    (
        Field("id", "id", "Id of the claim.", "c001", required=True),
        Field(
            "kind",
            "word",
            "By the evidence cited: an official's words are a statement even inside a study.",
            "statement",
            required=True,
            words=tuple(CLAIM_KINDS),
        ),
        Field("source", "reference", "Work that was read.", "walt-1987", required=True, tables=("sources",)),
        Field("locator", "text", "Section or page.", "§5"),
        Field(
            "reference",
            "reference",
            "Works that the source cites for it, so that one work counts once.",
            "news-2015",
            many=True,
            tables=("sources",),
        ),
        Field(
            "speaker",
            "reference",
            "Who says it: actors, sources (for authors) or `unattributed`.",
            "foreign-minister",
            many=True,
            tables=("actors", "sources"),
            words=(UNATTRIBUTED,),
        ),
        Field(
            "holder",
            "reference",
            "Whose position, interest, fear, tie or act it is, or `unattributed`; required but for "
            f"{listing([name for name, word in PREDICATES.items() if 'holder' not in word.needs])}.",
            "iran",
            many=True,
            tables=("actors",),
            words=(UNATTRIBUTED,),
        ),
        Field("predicate", "word", "What is asserted.", "position", required=True, words=tuple(PREDICATES)),
        Field("object", "reference", f"{objects_in_words()}.", "syria-government", many=True, tables=_EVERY_ID),
        Field("value", "number", f"{values_in_words()}.", "0.7", low=-1, high=1),
        Field("negated", "boolean", "`true` when the text denies it.", "true"),
        Field(
            "basis",
            "word",
            "`stated` when the text says it, `inferred` when the coder does; credibility is then 4, 5 or 6.",
            "stated",
            required=True,
            words=tuple(BASES),
        ),
        Field(
            "component",
            "word",
            f"Only for {listing(taking('component'))}: Walt's component; empty is threat in general.",
            "intent",
            words=tuple(THREAT_COMPONENTS),
        ),
        Field("channel", "word", f"Only for {listing(taking('channel'))}.", "diplomatic", words=tuple(CHANNELS)),
        Field(
            "level",
            "integer",
            f"Only with a channel: rung of the cooperation ladder, 1 {RUNGS[1]} to {TOP} {RUNGS[TOP]}.",
            "3",
            low=1,
            high=TOP,
        ),
        Field(
            "support_type",
            "word",
            f"Only for {listing(taking('support_type'))}: outside support.",
            "weapons",
            many=True,
            words=tuple(SUPPORT_TYPES),
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
        Field("claim", "reference", "The claim.", "c001", required=True, tables=("claims",)),
        Field("factor", "reference", "The factor.", "common-enemy", required=True, tables=("factors",)),
        Field("bears", "word", "`+` for its presence, `-` against it.", "+", required=True, words=SIGNS),
    ),
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
            pattern="[a-z][a-z0-9]*(_[a-z0-9]+)*",
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
)

OUTCOME_ROWS = Table(
    "outcomes",
    "outcomes.csv",
    "What happened after `as_of`; scores a verdict and never enters one.",
    ("date", "event"),
    (
        Field("date", "date", "When; after `as_of`.", "2025-01-17", required=True),
        Field("event", "text", "What happened.", "A partnership treaty was signed.", required=True),
        Field("state_of_relation", "word", "State of relation since then.", "entente", words=OUTCOMES),
        Field("source", "text", "Where it is documented.", "Text of the treaty", required=True),
    ),
)

TABLES: tuple[Table, ...] = (
    ACTORS, ISSUES, FACTORS, RATINGS, ASSUMPTIONS, INDICATORS, SOURCES, CLAIMS, BEARINGS, COVARIATE_ROWS, OUTCOME_ROWS,
)  # fmt: skip
"""The CSV files, in the order in which problems are listed."""

SETTINGS = Table(
    "settings",
    "case.toml",
    "What the case asks, of whom, as of when.",
    (),
    (
        Field("format_version", "integer", "Version of the case format.", "1", required=True, low=0),
        Field("id", "slug", "Id of the case.", "iran-russia-syria", required=True),
        Field("title", "text", "Title.", "Iran and Russia in Syria", required=True),
        Field("question", "text", "The question to answer.", "Will it become an alliance?", required=True),
        Field(
            "focal_pair",
            "reference",
            "The two actors of the question, each speaking for itself.",
            '["iran", "russia"]',
            required=True,
            many=True,
            tables=("actors",),
        ),
        Field("theatre", "text", "Where.", "Syria", required=True),
        Field("period", "date", "EDTF interval that the evidence covers.", "2011/2018", required=True),
        Field("as_of", "date", "Information cut-off, a full date in or after the period.", "2018-12-31", required=True),
        Field("horizon_years", "integer", "How many years ahead.", "10", required=True, low=1, high=50),
        Field("state_of_relation", "word", "State of relation at `as_of`.", "entente", required=True, words=OUTCOMES),
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
        Field("source", "reference", "Where it is made.", "walt-1987", required=True, tables=("sources",)),
        Field("outcome", "word", "Outcome that it names.", "alliance", required=True, words=OUTCOMES),
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
        Field(
            "removes",
            "reference",
            "Factors, and actors that are threat sources.",
            '["common-enemy"]',
            required=True,
            many=True,
            tables=("factors", "actors"),
        ),
    ),
)

BIBLIOGRAPHY_FILE = "sources.bib"
PACKAGE_FILE = "datapackage.json"
CASE_FILES: tuple[str, ...] = (SETTINGS.file, *(table.file for table in TABLES), BIBLIOGRAPHY_FILE)
"""Files that every case folder has; ``datapackage.json`` is generated from them."""
