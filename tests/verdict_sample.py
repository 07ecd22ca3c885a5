"""Verdicts to draw: one that looks like a real case, an empty one, and a hostile one.

The numbers are invented (seeded), the shape is the contract of ``verdict.json``. Nothing here is computed by
foedus, so that the tests of the report do not depend on the assessment. The module is long because it spells out
every part of a verdict once, in the order of the contract.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from typing import Any

import msgspec

from foedus.verdict.types import Verdict

OUTCOMES = ("alliance", "entente", "unaligned", "rivalry")
LADDER = (
    "verbal support",
    "visits and consultation",
    "standing coordination",
    "material support",
    "joint operations",
    "treaty obligation",
)
CHANNELS = ("diplomatic", "intelligence", "economic", "arms", "military", "legal", "media")

ACTORS = (
    ("iran", "Iran", "state", None),
    ("russia", "Russia", "state", None),
    ("syria", "Syria", "state", None),
    ("united-states", "United States", "state", None),
    ("saudi-arabia", "Saudi Arabia", "state", None),
    ("turkey", "Turkey", "state", None),
    ("qatar", "Qatar", "state", None),
    ("israel", "Israel", "state", None),
    ("iraq", "Iraq", "state", None),
    ("lebanon", "Lebanon", "state", None),
    ("china", "China", "state", None),
    ("jordan", "Jordan", "state", None),
    ("ukraine", "Ukraine", "state", None),
    ("hezbollah", "Hezbollah", "armed_group", None),
    ("isis", "Islamic State (ISIS)", "armed_group", None),
    ("al-nusra", "Jabhat al-Nusra", "armed_group", None),
    ("al-qaeda", "al-Qaeda", "armed_group", None),
    ("free-syrian-army", "Free Syrian Army", "armed_group", None),
    ("hamas", "Hamas", "armed_group", None),
    ("houthis", "Houthis", "armed_group", None),
    ("mojahedin-e-khalq", "Mojahedin-e Khalq Organization", "armed_group", None),
    ("syrian-national-council", "Syrian National Council", "organisation", None),
    ("nato", "NATO", "organisation", None),
    ("european-union", "European Union", "organisation", None),
    ("united-nations", "United Nations Security Council", "organisation", None),
    ("arab-league", "Arab League", "organisation", None),
    ("gulf-council", "Persian Gulf Cooperation Council", "organisation", None),
    ("cis", "Commonwealth of Independent States", "organisation", None),
    ("opec", "Organization of the Petroleum Exporting Countries", "organisation", None),
    ("orthodox-church", "Russian Orthodox Church", "organisation", None),
    ("axis-of-resistance", "Axis of Resistance", "coalition", None),
    ("anti-assad-camp", "Anti-Assad camp", "coalition", None),
    ("irgc", "Islamic Revolution Guards Corps", "government_body", "iran"),
    ("quds-force", "Quds Force", "government_body", "irgc"),
    ("kremlin", "Kremlin", "government_body", "russia"),
    ("federation-council", "Committee on International Affairs, Federation Council", "government_body", "russia"),
    ("syrian-arab-army", "Syrian Arab Army", "government_body", "syria"),
    ("putin", "Vladimir Putin", "person", "russia"),
    ("lavrov", "Sergei Lavrov", "person", "russia"),
    ("ryabkov", "Sergei Ryabkov", "person", "russia"),
    ("kosachev", "Konstantin Kosachev", "person", "russia"),
    ("medvedev", "Dmitry Medvedev", "person", "russia"),
    ("soleimani", "Qassem Soleimani", "person", "iran"),
    ("rouhani", "Hassan Rouhani", "person", "iran"),
    ("assad", "Bashar al-Assad", "person", "syria"),
)

ISSUES = (
    ("assad-stays", "Should Bashar al-Assad stay in power?", "he must go first", "he stays until Syrians decide"),
    ("foreign-intervention", "May outside powers use force to change a government?", "yes", "never"),
    ("unipolar-order", "Should one power lead the international order?", "one power leads", "many powers balance"),
    ("nato-expansion", "Should NATO expand to the east?", "expand", "stop"),
    ("fight-isis", "Is the defeat of ISIS the first aim in Syria?", "a later aim", "the first aim"),
    ("israel-security", "How far must Israel's security be respected?", "not at all", "as a condition"),
    ("syrian-elections", "When should Syria hold elections?", "before any transition", "after the war is won"),
    ("energy-europe", "Who should supply gas to Europe through Syria?", "Iran and Iraq", "Russia alone"),
    ("nuclear-deal", "Should the nuclear agreement of 2015 be kept?", "drop it", "keep it"),
    ("sanctions", "Are Western sanctions legitimate?", "legitimate", "illegitimate"),
    ("federal-syria", "Should Syria become a federal state?", "unitary", "federal"),
    ("foreign-militias", "Should foreign militias leave Syria after the war?", "leave", "stay"),
    ("caspian-regime", "How should the Caspian seabed be divided?", "equal shares", "by coast length"),
    ("chemical-weapons", "Should Syria's chemical weapons be removed under international supervision?", "no", "yes"),
    ("oil-output", "Should oil producers cut output together?", "each for itself", "cut together"),
    ("arms-sales", "Should Russia sell advanced air defence to Iran?", "hold back", "sell"),
)

FACTORS = (
    (
        "common-threat-isis",
        "Common threat from ISIS and other armed jihadi groups",
        "binds",
        "threat",
        "threat",
        "isis",
    ),
    (
        "terror-spillover",
        "Fear of spillover into the Caucasus and the Iranian border provinces",
        "binds",
        "threat",
        "threat",
        "isis",
    ),
    (
        "us-unilateralism",
        "Shared resistance to United States unilateralism",
        "binds",
        "ideology",
        "west",
        "united-states",
    ),
    ("nato-pressure", "NATO's eastward expansion and missile defence", "binds", "threat", "west", "united-states"),
    ("sanctions-both", "Both live under Western sanctions", "binds", "interest", "west", ""),
    ("assad-survival", "Both need the Syrian government to survive", "binds", "interest", "syria", ""),
    (
        "tartus-base",
        "Tartus and Latakia: a Russian foothold that Iran protects on the ground",
        "binds",
        "interest",
        "syria",
        "",
    ),
    (
        "joint-operations-habit",
        "Habit of joint operations and an intelligence centre in Baghdad",
        "binds",
        "institution",
        "cooperation",
        "",
    ),
    ("arms-trade", "Arms trade and military technology", "binds", "capability", "cooperation", ""),
    ("astana-format", "Astana format with Turkey as a standing forum", "binds", "institution", "cooperation", ""),
    ("past-cooperation", "Earlier cooperation in Afghanistan and Tajikistan", "binds", "trust", "trust", ""),
    (
        "historical-distrust",
        "Historical distrust: treaties, occupations and deceptions remembered in Tehran",
        "divides",
        "trust",
        "trust",
        "",
    ),
    ("israel-ties", "Russia's good relations with Israel", "divides", "third_party", "third-parties", "israel"),
    ("energy-competition", "Competition for European and Asian energy markets", "divides", "interest", "energy", ""),
    (
        "postwar-influence",
        "Rivalry over influence and contracts in post-war Syria",
        "divides",
        "dispute",
        "syria-after",
        "",
    ),
    (
        "western-opening",
        "Either side may trade the partner for an opening to the West",
        "divides",
        "third_party",
        "third-parties",
        "",
    ),
    (
        "ideal-point-gap",
        "Distance between voting positions in the General Assembly",
        "divides",
        "ideology",
        "ideology",
        "",
    ),
)

SPEAKER_WORDS = (
    "opposed every outside attempt to change the government in Damascus by force",
    "called the exchange of intelligence on armed groups a necessity for the security of both countries",
    "warned that the fall of Damascus would carry extremism into the Caucasus and Central Asia",
    "described the cooperation over Syria as productive and without contradictions",
    "rejected a world order in which one country takes all decisions",
    "delivered weapons and equipment to the government side",
    "vetoed a draft resolution that would have referred Syria to the International Criminal Court",
    "denied that a visit in July had prepared the deployment of combat aircraft",
    "argued that the other side would give up the partnership for an opening to the West",
    "stated that the future of the Syrian president is for Syrians alone to decide",
    "captured two towns close to the Khosravi border crossing and threatened the border provinces",
    "counted on gas transit through Iraq and Syria to reach European customers",
    "set up an information centre that collects, processes, synthesises and analyses current information",
    "kept its ties with Israel while its partner armed Hezbollah across the same border",
)

TURNING = (
    "First joint statement against outside intervention",
    "Information centre in Baghdad: Russia, Iran, Iraq and Syria share intelligence daily",
    "Russian bombers fly from the Hamadan air base in western Iran",
    "First meeting of the guarantor states in Astana",
    "Air defence systems arrive after years of delay",
)


def _distribution(rng: random.Random, centre: tuple[float, ...]) -> dict[str, float]:
    raw = [max(0.002, value * rng.uniform(0.85, 1.15)) for value in centre]
    total = sum(raw)
    values = [round(value / total, 6) for value in raw]
    values[1] = round(values[1] + 1 - sum(values), 6)
    return dict(zip(OUTCOMES, values, strict=True))


def _band(rng: random.Random, point: float, low: float = 0.0, high: float = 1.0) -> tuple[float, float]:
    width = rng.uniform(0.05, 0.22) * (high - low)
    return round(max(low, point - width), 6), round(min(high, point + width), 6)


def _with_interval(rng: random.Random, point: float) -> dict[str, float]:
    low, high = _band(rng, point)
    return {"probability": round(point, 6), "low": low, "high": high}


def _shift(rng: random.Random, size: float) -> dict[str, float]:
    moves = [rng.uniform(-size, size) for _ in range(3)]
    return dict(zip(OUTCOMES, [round(m, 6) for m in (*moves, -sum(moves))], strict=True))


def _term(probability: float) -> tuple[str, str]:
    for top, term, band in (
        (0.05, "almost no chance", "1-5 %"),
        (0.20, "very unlikely", "5-20 %"),
        (0.45, "unlikely", "20-45 %"),
        (0.55, "roughly even chance", "45-55 %"),
        (0.80, "likely", "55-80 %"),
        (0.95, "very likely", "80-95 %"),
    ):
        if probability < top:
            return term, band
    return "almost certain", "95-99 %"


def _answer(sentence: str) -> dict[str, Any]:
    return {
        "outcome": "alliance",
        "term": "very unlikely",
        "band": "5-20 %",
        "probability": 0.142,
        "low": 0.041,
        "high": 0.287,
        "prior": 0.158,
        "moved": -0.016,
        "odds_ratio": 0.882,
        "near_base_rate": True,
        "deciding": [
            {"id": name, "label": label, "kind": "kind", "shift": shift}
            for (name, label, _), shift in zip(KINDS[:3], (0.031, 0.022, -0.018), strict=True)
        ],
        "would_change": [
            {"id": "i1", "label": "A signed treaty with a clause of mutual defence", "kind": "indicator", "by_date": "2021-12-31", "shift": 0.14},
            {"id": "threat-gone", "label": "The common threat disappears", "kind": "scenario", "by_date": "", "shift": -0.05},
        ],
        "sentence": sentence,
    }  # fmt: skip


def verdict_sample(*, seed: int = 0, n_claims: int = 220) -> dict[str, Any]:
    """A whole verdict in the shape of the contract, invented but of realistic size and wording."""
    rng = random.Random(seed)
    sources = _sources(rng)
    claims = _claims(rng, n_claims, list(sources))
    ids = list(claims)

    def some(low: int, high: int) -> list[str]:
        return sorted(rng.sample(ids, min(len(ids), rng.randint(low, high))))

    sentences: list[dict[str, Any]] = []

    def say(section: str, kind: str, text: str, evidence: list[str]) -> str:
        sentences.append(
            {
                "id": f"sentence-{len(sentences) + 1}",
                "section": section,
                "kind": kind,
                "text": text,
                "evidence": evidence,
            }
        )
        return str(sentences[-1]["id"])

    model = "model:transition-table"
    final = {"alliance": 0.142, "entente": 0.688, "unaligned": 0.112, "rivalry": 0.058}
    prior = {"alliance": 0.158, "entente": 0.781, "unaligned": 0.047, "rivalry": 0.014}
    headline = say(
        "verdict",
        "judgment",
        "It is likely (69 %, interval 52-81 %) that Iran and Russia will stand in an entente on 31 December 2028, "
        "on what was known by 31 December 2018.",
        [model, *some(3, 5)],
    )
    answer = say(
        "verdict",
        "judgment",
        "On what was known by 31 December 2018 an alliance is very unlikely (14 %, 4-29 %); the evidence leaves it near the "
        "base rate of 16 %.",
        [model, *some(2, 4)],
    )
    confidence = say(
        "confidence",
        "judgment",
        "Confidence in this judgment is low: the sources see mostly through Iranian eyes, and a third of their "
        "perspectives are unknown.",
        some(2, 4),
    )
    ratings = _ratings(rng)
    factors = _factors(rng, some, final)
    for text in (
        "Both sides treated the armed jihadi groups as a threat to their own territory, and the evidence for it comes "
        "from eleven independent works.",
        "Cooperation climbed from statements in 2011 to joint operations from Iranian soil in August 2016.",
        "Their positions agree on outside intervention and differ on Israel, energy and the fate of the Syrian president.",
        "In two centuries of pacts an entente seldom became an alliance within ten years.",
        "If the common threat disappears, entente loses more than any other outcome and rivalry gains most.",
    ):
        say("why", rng.choice(("fact", "judgment")), text, some(2, 14) + ([model] if "centuries" in text else []))
    say(
        "outcomes",
        "judgment",
        "Alliance is very unlikely (14 %), and the ratings do not separate it from entente.",
        list(ratings)[:4],
    )
    outside_text = [
        say(
            "outside",
            "fact",
            "From 1920 to 2010 an entente turned into an alliance in 2.0 % of dyad-years.",
            ["dataset:atop-5-1", model],
        ),
        say(
            "outside",
            "judgment",
            "Run for ten years, that rate alone gives an alliance with a probability of 16 %.",
            [model],
        ),
    ]
    say(
        "ladder",
        "fact",
        "The highest rung reached is joint operations, in the military channel, in August 2016.",
        some(1, 3),
    )
    say("issues", "judgment", "Over Israel the two positions stand furthest apart.", some(2, 6))
    say("threats", "judgment", "The common threat from ISIS is .71 (.60-.80) on a scale from 0 to 1.", some(3, 9))
    say(
        "ties",
        "judgment",
        "Iran and Russia are tied by +.62, and both are hostile to the same four actors.",
        some(2, 8),
    )
    reasons = [
        say(
            "scenarios",
            "judgment",
            "Without the common threat the joint operations lose their object, so the habit weakens with it.",
            some(1, 5),
        ),
        say("scenarios", "assumption", "The sanctions are lifted for both sides at the same time.", some(1, 2)),
    ]
    say(
        "assumptions",
        "assumption",
        "The leaders of both states act on the interests that their officials state.",
        some(1, 3),
    )
    say(
        "indicators",
        "judgment",
        "A clause of mutual defence in a signed treaty would move the verdict most.",
        some(1, 2),
    )
    dissent = [
        say(
            "dissent",
            "judgment",
            "The outside view alone gives entente 78 %; the inside view alone gives 41 %.",
            [model],
        ),
        say(
            "dissent",
            "fact",
            "The strongest contrary claim is a study that calls the cooperation tactical and temporary.",
            some(1, 2),
        ),
    ]
    say("sensitivity", "judgment", "No single work turns the verdict when it is left out.", some(1, 3))
    say("balance", "fact", "Of the weight of the claims, 46 % comes through Iranian eyes.", [*list(sources)[:3]])

    networks = _networks(rng)
    return {
        "format": "foedus-verdict",
        "format_version": 4,
        "foedus_version": "0.1.0",
        "case": "iran-russia-syria",
        "case_info": {
            "title": "Iran and Russia in the Syrian crisis",
            "question": "Will the cooperation between Iran and Russia in Syria lead to a strategic alliance?",
            "theatre": "Syria and its neighbours",
            "period": "2011/2018",
            "focal_pair": ["iran", "russia"],
            "state_of_relation": "entente",
            "state_ground": "The treaty of 2001 on the basis of mutual relations excludes help to an aggressor and holds "
            "no duty to defend.",
            "licence": "CC-BY-4.0",
            "thesis": {
                "text": "As long as the main factors of cooperation persist, the cooperation may form a strategic alliance.",
                "source": next(iter(sources)),
                "outcome": "alliance",
            },
            "case_as_of": "2018-12-31",
            "case_horizon_years": 10,
        },
        "as_of": "2018-12-31",
        "hindsight": False,
        "horizon_years": 10,
        "seed": seed,
        "draws": 2000,
        "words": "icd203",
        "command": f"foedus assess iran-russia-syria --out report --seed {seed} --draws 2000",
        "answer": _answer(answer),
        "headline": {
            "outcome": "entente",
            "term": "likely",
            "band": "55-80 %",
            "probability": 0.688,
            "low": 0.522,
            "high": 0.811,
            "sentence": headline,
        },
        "outcomes": _outcomes(rng, prior, final),
        "scenarios": _scenarios(rng, final, reasons),
        "confidence": _confidence(confidence),
        "checklist": _checklist(rng, some),
        "steps": _steps(some, final),
        "factors": factors,
        "issues": _issues(rng, some),
        "networks": networks,
        "ties": _ties(rng, some),
        "threats": _threats(rng, some),
        "common_threats": [
            {
                "source": "isis",
                "value": 0.71,
                "low": 0.6,
                "high": 0.8,
                "n_eff": 3.2,
                "pair": {"iran": 0.78, "russia": 0.71},
                "claims": some(3, 9),
                "headline": True,
            },
            {
                "source": "united-states",
                "value": 0.44,
                "low": 0.21,
                "high": 0.63,
                "n_eff": 2.1,
                "pair": {"iran": 0.61, "russia": 0.44},
                "claims": some(2, 5),
                "headline": False,
            },
        ],
        "ladder": _ladder(rng, ids),
        "support": [
            {"supporter": a, "recipient": b, "types": types, "claims": some(1, 3), "first": first}
            for a, b, types, first in (
                ("iran", "syria", ["troops", "paramilitary", "money"], "2011"),
                ("russia", "syria", ["weapons", "troops", "pressure"], "2012-06"),
                ("hezbollah", "syria", ["troops"], "2013-04"),
                ("saudi-arabia", "free-syrian-army", ["weapons", "money", "media"], "2012"),
                ("turkey", "syrian-national-council", ["sanctuary", "pressure"], ""),
                ("united-states", "free-syrian-army", ["weapons", "money"], "2013-09"),
            )
        ],
        "hypotheses": _hypotheses(rng, factors),
        "alignments": None,
        "bargaining": {"model": "model:bargaining", "capabilities": [], "issues": [], "trade": None, "text": []},
        "outside": _outside(rng, prior, outside_text),
        "observed": _observed(),
        "commitment": _commitment(some),
        "path": _path(rng, final, n_claims),
        "sensitivity": _sensitivity(rng, final, list(sources), factors),
        "dissent": {
            "outside": prior,
            "inside": {"alliance": 0.19, "entente": 0.41, "unaligned": 0.25, "rivalry": 0.15},
            "distance": 0.37,
            "contrary": [
                {
                    "claim": ids[i],
                    "factor": FACTORS[11 + i][0],
                    "push": _shift(rng, 0.1),
                    "weight": claims[ids[i]]["weight"],
                    "text": claims[ids[i]]["text"],
                }
                for i in range(min(5, len(ids)))
            ],
            "sentences": dissent,
        },
        "assumptions": [
            {
                "id": f"a{i}",
                "text": text,
                "support": support,
                "factors": fs,
                "if_false": _distribution(rng, (0.1, 0.5, 0.25, 0.15)),
                "shift": _shift(rng, 0.2),
            }
            for i, (text, support, fs) in enumerate(
                (
                    (
                        "Moscow and Tehran both still need the government in Damascus in 2028.",
                        "Stated by officials of both states until 2018; no source says for how long.",
                        ["assad-survival", "tartus-base"],
                    ),
                    (
                        "The armed jihadi groups can return to Syria or Iraq.",
                        "Three studies; contested.",
                        ["common-threat-isis", "terror-spillover"],
                    ),
                    (
                        "Western sanctions on both states stay in force.",
                        "No source foresees their end.",
                        ["sanctions-both"],
                    ),
                    (
                        "Neither side signs a separate settlement with the United States.",
                        "Weak: one commentator.",
                        ["western-opening"],
                    ),
                ),
                start=1,
            )
        ],
        "indicators": [
            {
                "id": f"i{i}",
                "text": text,
                "by_date": by,
                "factor": factor,
                "direction": sign,
                "shift": _shift(rng, 0.15),
                "shift_one_reference": _shift(rng, 0.03),
                "favours": favours,
            }
            for i, (text, by, factor, sign, favours) in enumerate(
                (
                    (
                        "A signed treaty with a clause of mutual defence",
                        "2021-12-31",
                        "joint-operations-habit",
                        "+",
                        "alliance",
                    ),
                    (
                        "Russia lets Israel strike Iranian positions without protest for a whole year",
                        "2020-12-31",
                        "israel-ties",
                        "+",
                        "rivalry",
                    ),
                    ("Sanctions on Russia are lifted", "2022", "sanctions-both", "-", "unaligned"),
                    ("ISIS holds no territory for two years", "2021", "common-threat-isis", "-", "unaligned"),
                    ("Regular joint staff exercises on land", "2020", "joint-operations-habit", "+", "entente"),
                    (
                        "A Russian company replaces an Iranian one in Syrian phosphate or gas",
                        "2020",
                        "postwar-influence",
                        "+",
                        "rivalry",
                    ),
                ),
                start=1,
            )
        ],
        "uncounted": [
            {
                "sort": "claims",
                "ids": sorted(claims)[:1],
                "text": "1 of 3 visible claims bears on no kind of the checklist and no step.",
                "step": "Name what bears on a factor in bearings.csv.",
            }
        ],
        "balance": _balance(sources, claims),
        "changes": {
            "since_case": "iran-russia-syria",
            "since_as_of": "2016-12-31",
            "since_sha256": hashlib.sha256(b"earlier").hexdigest(),
            "outcomes": _shift(rng, 0.08),
            "claims_added": ids[-7:],
            "claims_removed": ["c999"],
            "claims_changed": ids[3:5],
            "settings": [{"setting": "horizon_years", "before": 7, "after": 10}],
            "factors": [{"id": "astana-format", "before": 0.11, "after": 0.42}],
            "sentences": [
                say("changes", "fact", "Seven claims were added since the run of 31 December 2016.", ids[-7:])
            ],
        },
        "counts": {
            "claims_read": n_claims + 3,
            "claims_used": n_claims,
            "claims_not_visible": 3,
            "claims_undated": 61,
            "witnesses": 118,
            "references": 53,
            "actors": len(ACTORS),
            "issues": len(ISSUES),
            "factors": len(FACTORS),
            "not_visible": ["c801", "c802", "c803"],
        },
        "sentences": sentences,
        "evidence": {
            "claims": claims,
            "sources": sources,
            "datasets": {
                "dataset:atop-5-1": {
                    "title": "Alliance Treaty Obligations and Provisions",
                    "version": "5.1",
                    "sha256": hashlib.sha256(b"atop").hexdigest(),
                    "citation": "Leeds, Ritter, Mitchell and Long (2002), International Interactions 28",
                    "rows": 14321,
                },
                "dataset:gml-mid-2-2": {
                    "title": "Gibler-Miller-Little militarized disputes",
                    "version": "2.2",
                    "sha256": "",
                    "citation": "Gibler, Miller and Little (2016)",
                    "rows": None,
                },
            },
            "models": {
                model: {
                    "title": "Annual transition table run to the horizon",
                    "version": "1",
                    "seed": 0,
                    "formula": "p(t + n) = p(t) T^n",
                    "source": "foedus, reference/formulae",
                    "inputs": {"draws": 2000, "as_of": "2018-12-31", "horizon_years": 10, "prior": "table"},
                },
            },
            "actors": {
                key: {
                    "name": name,
                    "kind": kind,
                    "part_of": parent or "",
                    "voice_of": parent or "",
                    "member_of": [],
                    "aliases": [name.upper()] if rng.random() < 0.2 else [],
                }
                for key, name, kind, parent in ACTORS
            },
            "ratings": ratings,
            "documents": {
                "speech": {
                    "source": "",
                    "file": "speech.html",
                    "sha256": hashlib.sha256(b"speech").hexdigest(),
                    "language": "en",
                    "date": "2017-03-28",
                    "licence": "CC0-1.0",
                },
            },
            "passages": [
                {
                    "claim": claim,
                    "document": "speech",
                    "start": 100 * at,
                    "stop": 100 * at + len(words),
                    "prefix": "of another line.\nIn the morning he said: ",
                    "exact": words,
                    "suffix": " And so it was.\nThe next line",
                }
                for at, (claim, words) in enumerate(
                    {"c001": "We shall not leave.", "c002": "A long passage. " * 40}.items()
                )
            ],
        },
        "formulae": {
            "position": {
                "title": "Position of an actor on an issue",
                "formula": "P = sum(w v) / sum(w)",
                "source": "foedus, reference/formulae",
            },
            "tie": {"title": "Tie in a window", "formula": "t = sum(w v) / (sum(w) + 0.4)", "source": "foedus"},
        },
        "provenance": {
            "files": {
                f"{name}.csv": hashlib.sha256(name.encode()).hexdigest()
                for name in (
                    "actors",
                    "assumptions",
                    "bearings",
                    "claims",
                    "factors",
                    "indicators",
                    "issues",
                    "ratings",
                    "sources",
                )
            },
            "python": "3.11.2",
            "numpy": "2.4.6",
            "foedus": "0.1.0",
            "case_format_version": 1,
            "coding": {
                "coder": "the builders of the sample",
                "coded_on": "2020-01-05",
                "hindsight": "Written down in 2020, when nothing later than 2019 was known. Ratings are later.",
            },
            "notes": ["Intervals are 5-95 % over 2,000 draws."],
        },
    }


def _sources(rng: random.Random) -> dict[str, dict[str, Any]]:
    titles = (
        "The strategic importance of Syria and its effect on regional policy",
        "Russia and the changing world",
        "Jihadists return: the rise of a new Sunni insurgency",
        "Interests and obstacles in the relations between two neighbours of the Caspian",
        "Statement of the Ministry of Foreign Affairs",
    )
    names = ("Sheikholeslami", "Dugin", "Cockburn", "Nejat and Jafari", "Amiri", "Korybko", "Allison", "Press service")
    found = {}
    for i in range(54):
        stub = i % 9 == 8
        found[f"ref-{i + 1:02d}"] = {
            "title": f"Work known as mark [{i + 1}] only" if stub else titles[i % len(titles)],
            "author": "" if stub else names[i % len(names)],
            "kind": "unknown" if stub else rng.choice(("study", "book", "news", "official", "document")),
            "perspective": "unknown"
            if stub
            else rng.choice(("iran", "iran", "russia", "united-states", "unknown", "turkey")),
            "reliability": "F" if stub else rng.choice("ABBCCD"),
            "published": "" if stub else str(rng.randint(2011, 2018)),
            "slant_1": "interested" if stub else "unknown",
            "slant_2": "unknown",
            "stub": stub,
            "note": "The text gives a number and no list." if stub else "",
        }
    return found


def _claims(rng: random.Random, n: int, keys: list[str]) -> dict[str, dict[str, Any]]:
    states = [a for a in ACTORS if a[2] in ("state", "person", "armed_group")]
    found: dict[str, dict[str, Any]] = {}
    for i in range(n):
        who = rng.choice(states)
        predicate = rng.choice(
            ("position", "position", "interest", "threat", "relation", "action", "action", "assessment", "context")
        )
        objects = {
            "position": [rng.choice(ISSUES)[0]],
            "interest": [rng.choice(ISSUES)[0]],
            "threat": [rng.choice(ACTORS)[0]],
            "relation": [rng.choice(ACTORS)[0]],
            "action": [rng.choice(ACTORS)[0]],
            "assessment": [rng.choice(FACTORS)[0]],
            "context": [],
        }[predicate]
        year, month = rng.randint(2011, 2018), rng.randint(1, 12)
        found[f"c{i + 1:03d}"] = {
            "kind": rng.choice(("fact", "statement", "study")),
            "text": f"{who[1]} {rng.choice(SPEAKER_WORDS)}.",
            "source": keys[0],
            "locator": f"section {rng.randint(1, 9)}",
            "reference": rng.sample(keys[1:], rng.choice((1, 1, 1, 2))) if i % 12 else [],
            "speaker": [who[0]] if rng.random() < 0.4 else [],
            "holder": [who[0]],
            "predicate": predicate,
            "object": objects,
            "value": None if predicate in ("context", "assessment") else round(rng.uniform(-1, 1), 1),
            "negated": rng.random() < 0.05,
            "basis": rng.choice(("stated", "stated", "inferred")),
            "stage": "",
            "component": rng.choice(("power", "proximity", "offensive", "intent")) if predicate == "threat" else "",
            "channel": rng.choice(CHANNELS) if predicate in ("relation", "action") else "",
            "level": rng.randint(1, 6) if predicate in ("relation", "action") else None,
            "support_type": ["weapons"] if predicate == "action" and rng.random() < 0.3 else [],
            "date": "" if rng.random() < 0.28 else f"{year}-{month:02d}",
            "seen": "",
            "credibility": rng.randint(1, 6),
            "weight": round(rng.uniform(0.1, 1), 6),
            "signed_value": None,
            "bears": {rng.choice(FACTORS)[0]: rng.choice("+-") for _ in range(rng.choice((0, 1, 1, 2)))},
            "visible": True,
            "note": "The passage names no date." if rng.random() < 0.1 else "",
            "coder": "coder-one",
        }
    return found


def _ratings(rng: random.Random) -> dict[str, dict[str, Any]]:
    found = {}
    for factor in FACTORS:
        for outcome in OUTCOMES:
            for scale in ("relative", "absolute"):
                if scale == "relative" and outcome == "entente":
                    continue
                for rater in ("rater-one", "rater-two"):
                    found[f"rating:{factor[0]}:{outcome}:{scale}:{rater}"] = {
                        "factor": factor[0],
                        "outcome": outcome,
                        "scale": scale,
                        "rater": rater,
                        "rating": rng.choice(("CC", "C", "N", "I", "II")),
                        "ground": rng.choice(
                            (
                                "Dyads with such a factor moved there more often than those that stayed.",
                                "A pact needs more than this; many dyads with it never signed one.",
                                "It makes a break costly for both, so few dyads with it became rivals.",
                            )
                        ),
                    }
    return found


KINDS = (
    ("common-non-state-enemy", "Common non-state enemy", "field"),
    ("shared-rejection", "Shared rejection of the leading order", "order"),
    ("standing-coordination", "Standing coordination", "field"),
    ("arms-supply", "Supply of arms", "material"),
    ("distrust", "Distrust", "trust"),
    ("outside-cover", "Cover from outside", "third"),
)


def _checklist(rng: random.Random, some: Callable[[int, int], list[str]]) -> dict[str, Any]:
    kinds = []
    for at, (key, label, group) in enumerate(KINDS):
        presence = round(rng.uniform(0.2, 0.9), 6)
        low, high = _band(rng, presence)
        kinds.append(
            {
                "id": key,
                "label": label,
                "group": group,
                "pull": "divides" if at > 3 else "binds",
                "base": 0.25,
                "presence": presence,
                "low": low,
                "high": high,
                "evidence": 3.5,
                "factors": [FACTORS[at][0]],
                "answer": "",
                "works_for": 3,
                "works_against": 1,
                "claims": some(2, 6),
                "claims_against": some(0, 2),
                "ratios": {"alliance": 1.6, "entente": 1.0, "unaligned": 0.9, "rivalry": 0.8},
                "ground": "judgment",
                "counted_by_history": False,
                "shift": _shift(rng, 0.03),
            }
        )
    side = {"label": "Iran, unknown", "slant": "unknown", "works": 9, "votes": 21, "accuracy": 0.72, "slanted": 0.2}
    return {"kinds": kinds, "sides": [side], "small_prior": 0.05, "small": 0.04}


def _steps(some: Callable[[int, int], list[str]], final: dict[str, float]) -> dict[str, Any]:
    row = {
        "id": "step-1",
        "makes": "alliance",
        "obligations": ["defence"],
        "stage": "talks",
        "label": "negotiations are announced or under way",
        "forward": True,
        "holders": ["iran", "russia"],
        "date": "2018-06",
        "pending": 0.5,
        "happened": 0.7,
        "counts": 0.7,
        "chance": 0.3,
        "part": 0.2,
        "counted_by_state": False,
        "claims": some(1, 3),
        "claims_against": [],
        "shift": {"alliance": 0.02, "entente": -0.02, "unaligned": 0.0, "rivalry": 0.0},
    }
    taken = {
        "stage": "signed",
        "label": "signed, not yet in force",
        "outcomes": {**final, "alliance": 0.8, "entente": 0.03},
    }
    return {"rows": [row], "chance": {"alliance": 0.2}, "if_taken": [taken], "text": []}


def _factors(
    rng: random.Random, some: Callable[[int, int], list[str]], final: dict[str, float]
) -> list[dict[str, Any]]:
    found = []
    for i, (key, label, pull, kind, group, source) in enumerate(FACTORS):
        presence = round(rng.uniform(0.1, 0.85), 6) if i != 10 else 0.0
        low, high = _band(rng, presence)
        size = 0.09 * presence
        shift = {"alliance": size * 0.4, "entente": size, "unaligned": -size * 0.9, "rivalry": -size * 0.5}
        if pull == "divides":
            shift = {k: -v for k, v in shift.items()}
        found.append(
            {
                "id": key,
                "label": label,
                "pull": pull,
                "kind": kind,
                "group": group,
                "checklist": KINDS[i % len(KINDS)][0],
                "enters": "history" if key == "ideal-point-gap" else "checklist",
                "base": 0.25,
                "presence": presence,
                "low": low,
                "high": high,
                "widened": False,
                "works_for": rng.randint(1, 9),
                "works_against": rng.randint(0, 3),
                "threat_source": source,
                "depends_on": {"common-threat-isis": 0.6} if key == "joint-operations-habit" else {},
                "persistence": {
                    "low": 0.3,
                    "central": 0.55,
                    "high": 0.8,
                    "ground": "Insurgencies of this kind last a decade.",
                },
                "covariate": "ideal_point_distance" if key == "ideal-point-gap" else "",
                "carried_by_history": key == "ideal-point-gap",
                "shift": {k: round(v, 6) for k, v in shift.items()},
                "claims": some(2, 12) if presence else [],
                "claims_against": some(0, 3) if presence else [],
                "references": [f"ref-{rng.randint(2, 50):02d}" for _ in range(rng.randint(1, 5))],
                "one_sided": "iran" if i % 6 == 3 else "",
            }
        )
    return found


def _outcomes(rng: random.Random, prior: dict[str, float], final: dict[str, float]) -> dict[str, Any]:
    found = {}
    for name, inside in zip(OUTCOMES, (0.19, 0.41, 0.25, 0.15), strict=True):
        low, high = (0.522, 0.811) if name == "entente" else _band(rng, final[name])
        prior_low, prior_high = _band(rng, prior[name])
        inside_low, inside_high = _band(rng, inside)
        term, band = _term(final[name])
        found[name] = {
            "prior": prior[name],
            "prior_low": prior_low,
            "prior_high": prior_high,
            "probability": final[name],
            "low": low,
            "high": high,
            "term": term,
            "band": band,
            "widened": name == "rivalry",
            "inside": inside,
            "inside_low": inside_low,
            "inside_high": inside_high,
        }
    return found


def _scenarios(rng: random.Random, final: dict[str, float], reasons: list[str]) -> list[dict[str, Any]]:
    rows = (
        ("all-persist", "Everything persists", [], 0.07, (0.2, 0.74, 0.04, 0.02), []),
        ("threat-gone", "The common threat disappears", ["isis"], 0.45, (0.09, 0.57, 0.22, 0.12), reasons[:1]),
        (
            "assad-falls",
            "The government in Damascus falls",
            ["assad-survival", "tartus-base"],
            0.31,
            (0.1, 0.6, 0.2, 0.1),
            [],
        ),
        (
            "sanctions-lifted",
            "Sanctions on both are lifted",
            ["sanctions-both"],
            0.24,
            (0.12, 0.66, 0.15, 0.07),
            reasons[1:],
        ),
        (
            "west-opens",
            "The West opens to Moscow and the pressure from NATO ends",
            ["us-unilateralism", "nato-pressure", "sanctions-both"],
            0.11,
            (0.06, 0.5, 0.28, 0.16),
            [],
        ),
    )
    found: list[dict[str, Any]] = []
    base = dict(zip(OUTCOMES, rows[0][4], strict=True))
    for key, label, removes, share, centre, ids in rows:
        outcomes = {}
        for name, point in zip(OUTCOMES, centre, strict=True):
            outcomes[name] = {
                **_with_interval(rng, point),
                "term": _term(point)[0],
                "change": round(point - base[name], 6),
            }
        found.append(
            {
                "id": key,
                "label": label,
                "removes": removes,
                "removed_factors": [r for r in removes if r != "isis"]
                or (["common-threat-isis", "terror-spillover"] if removes else []),
                "lost": {factor: 1.0 for factor in removes if factor != "isis"},
                "draw_share": share,
                "outcomes": outcomes,
                "reasons": ids,
            }
        )
    return found


def _confidence(sentence: str) -> dict[str, Any]:
    return {
        "level": "low",
        "reasons": [
            "53 references, but 22 % of the weight has no known perspective",
            "46 % of the weight comes through Iranian eyes",
            "the two views lie .37 apart",
        ],
        "rules": [
            {
                "id": key,
                "label": label,
                "short": label.lower(),
                "value": value,
                "low_bound": low,
                "high_bound": high,
                "level": level,
                "text": text,
            }
            for key, label, value, low, high, level, text in (
                ("independent", "Independent works", 53.0, 10, 40, "high", "Works that bear on the factors."),
                ("unknown", "Share with unknown perspective", 0.22, 0.5, 0.2, "moderate", "By weight."),
                ("balance", "Largest perspective", 0.46, 0.6, 0.4, "moderate", "By weight."),
                ("distance", "Distance between the views", 0.37, 0.4, 0.2, "moderate", "Total variation."),
                ("flips", "Flips when one work is left out", 0.0, 2, 0, "high", ""),
            )
        ],
        "sentence": sentence,
    }


def _issues(rng: random.Random, some: Callable[[int, int], list[str]]) -> list[dict[str, Any]]:
    found = []
    holders = [a[0] for a in ACTORS if a[3] is None and a[2] != "coalition"]
    for i, (key, question, negative, positive) in enumerate(ISSUES):
        actors = (
            []
            if i == 15
            else (["russia"] if i == 12 else ["iran", "russia", *rng.sample(holders[2:], rng.randint(2, 9))])
        )
        positions = []
        for actor in actors:
            value = round(rng.uniform(-1, 1), 6)
            if actor in ("iran", "russia") and i % 3:
                value = round(min(1, 0.75 + rng.uniform(-0.2, 0.2)), 6)
            low, high = _band(rng, value, -1, 1)
            salience = rng.uniform(0, 0.4)
            positions.append(
                {
                    "actor": actor,
                    "value": value,
                    "low": low,
                    "high": high,
                    "n_eff": round(rng.uniform(1, 6), 6),
                    "salience": round(salience, 6),
                    "salience_low": round(salience / 2, 6),
                    "salience_high": round(salience * 1.5, 6),
                    "salience_claims": [],
                    "claims": some(1, 4),
                    "one_sided": "iran" if rng.random() < 0.1 else "",
                }
            )
        both = len(actors) > 1
        gap = abs(positions[0]["value"] - positions[1]["value"]) / 2 if both else 0
        found.append(
            {
                "id": key,
                "question": question,
                "negative_pole": negative,
                "positive_pole": positive,
                "positions": positions,
                "convergence": round(1 - gap, 6) if both else None,
                "convergence_low": round(max(0, 0.8 - gap), 6) if both else None,
                "convergence_high": 1.0 if both else None,
                "importance": round(rng.uniform(0, 0.4), 6) if both else None,
                "importance_low": 0.01 if both else None,
                "importance_high": 0.5 if both else None,
                "claims": [
                    claim for held in positions if held["actor"] in ("iran", "russia") for claim in held["claims"]
                ],
            }
        )
    return found


def _networks(rng: random.Random) -> dict[str, list[dict[str, Any]]]:
    names = [a[0] for a in ACTORS if a[3] is None]

    def pairs(n: int) -> list[dict[str, Any]]:
        return [
            {"a": a, "b": b, "value": round(rng.uniform(0.1, 4), 6), "issues": [rng.choice(ISSUES)[0]]}
            for a, b in (rng.sample(names, 2) for _ in range(n))
        ]

    return {"congruence": pairs(60), "conflict": pairs(40), "subtract": pairs(70)}


def _ties(rng: random.Random, some: Callable[[int, int], list[str]]) -> list[dict[str, Any]]:
    camp = {
        "iran",
        "russia",
        "syria",
        "hezbollah",
        "iraq",
        "axis-of-resistance",
        "syrian-arab-army",
        "hamas",
        "houthis",
        "china",
    }
    other = {
        "united-states",
        "saudi-arabia",
        "turkey",
        "qatar",
        "israel",
        "free-syrian-army",
        "syrian-national-council",
        "anti-assad-camp",
        "gulf-council",
        "arab-league",
        "european-union",
        "nato",
        "jordan",
    }
    names = [a[0] for a in ACTORS if a[3] is None or a[0] in ("syrian-arab-army", "orthodox-church")]
    found, seen = [], set()
    for _ in range(75):
        a, b = sorted(rng.sample(names, 2))
        if (a, b) in seen:
            continue
        seen.add((a, b))
        same = (a in camp and b in camp) or (a in other and b in other)
        value = (
            rng.uniform(0.2, 0.8)
            if same
            else rng.uniform(-0.9, -0.1)
            if (a in camp) != (b in camp)
            else rng.uniform(-0.3, 0.5)
        )
        low, high = _band(rng, value, -1, 1)
        found.append(
            {
                "a": a,
                "b": b,
                "window": "all",
                "value": round(value, 6),
                "low": low,
                "high": high,
                "n_eff": round(rng.uniform(1, 5), 6),
                "claims": some(1, 5),
            }
        )
    if ("iran", "russia") not in seen:
        found.append(
            {
                "a": "iran",
                "b": "russia",
                "window": "all",
                "value": 0.62,
                "low": 0.4,
                "high": 0.75,
                "n_eff": 7.2,
                "claims": some(4, 9),
            }
        )
    for start in range(2010, 2017):
        found.append(
            {
                "a": "iran",
                "b": "russia",
                "window": f"{start}/{start + 2}",
                "value": round(0.1 + (start - 2010) * 0.08, 6),
                "low": -0.1,
                "high": 0.8,
                "n_eff": 2.0,
                "claims": some(1, 3),
            }
        )
    return found


def _threats(rng: random.Random, some: Callable[[int, int], list[str]]) -> list[dict[str, Any]]:
    found = []
    for source, actor in (
        ("isis", "iran"),
        ("isis", "russia"),
        ("united-states", "iran"),
        ("united-states", "russia"),
        ("israel", "iran"),
        ("isis", "iraq"),
        ("nato", "russia"),
    ):
        components = {}
        for i, part in enumerate(("power", "proximity", "offensive", "intent")):
            missing = (source != "isis" and i in (1, 3)) or (actor == "russia" and i == 1)
            value = None if missing else round(rng.uniform(0.4, 0.95), 6)
            low, high = (0.0, 1.0) if value is None else _band(rng, value)
            components[part] = {"value": value, "low": low, "high": high, "from_general": False}
            components[part]["claims"] = [] if missing else some(1, 3)
        known = [c["value"] for c in components.values() if c["value"] is not None]
        value = round((sum(known) + 0.5 * (4 - len(known))) / 4, 6)
        low, high = _band(rng, value)
        found.append(
            {
                "source": source,
                "actor": actor,
                "value": value,
                "low": low,
                "high": high,
                "n_eff": 3.1,
                "components": components,
                "claims": some(2, 6),
            }
        )
    return found


def _ladder(rng: random.Random, ids: list[str]) -> list[dict[str, Any]]:
    found = []
    for i in range(44):
        year = 2011 + i // 6
        month, day = rng.randint(1, 12), rng.randint(1, 28)
        channel = CHANNELS[rng.choice((0, 0, 0, 1, 2, 3, 4, 4, 6))]
        level = min(5, max(1, 1 + (year - 2011) // 2 + rng.randint(-1, 1)))
        turning = i % 9 == 4
        exact = rng.random() < 0.7
        found.append(
            {
                "channel": channel,
                "date": f"{year}-{month:02d}-{day:02d}" if exact else f"{year}-{month:02d}",
                "day": f"{year}-{month:02d}-{day:02d}",
                "level": level,
                "label": LADDER[level - 1],
                "claims": rng.sample(ids, min(len(ids), rng.randint(1, 2))),
                "turning_point": turning,
                "text": TURNING[i // 9] if turning else f"Russia and Iran {rng.choice(SPEAKER_WORDS)}",
            }
        )
    return sorted(found, key=lambda event: event["day"])


def _commitment(some: Callable[..., list[str]]) -> dict[str, Any]:
    """Both sides, two scenarios of which the second ends the bond, and dependence by claims and by a dataset."""

    def at(value: float, width: float = 0.1) -> dict[str, float]:
        return {"value": value, "low": max(0.0, value - width), "high": min(1.0, value + width)}

    parts = (
        "convergence",
        "dependence",
        "exposure",
        "option_worth",
        "gain",
        "temptation",
        "loss",
        "abandonment",
        "entrapment",
    )
    sides = [
        {"actor": actor, "option": option, "unknown": unknown, "claims": some(2, 4),
         **{part: at(0.1 * (place + 1)) for place, part in enumerate(parts)}}
        for actor, option, unknown in (("iran", "", ["no claim on what threatens it"]), ("russia", "israel", []))
    ]  # fmt: skip
    scenarios = [
        {"scenario": name, "label": label, "continuation": at(shadow + 0.1), "shadow": at(shadow), "both": both, "lets_go": goes, "wait": {"value": 1.5, "low": 1.2, "high": 2.0},
         "sides": [{"actor": actor, "critical": at(critical), "least_continuation": least, "keeps": shadow >= critical, "share": share}
                   for actor, critical, least, share in (("iran", 0.35, 0.4, 0.9), ("russia", 0.5, None, both))]}
        for name, label, shadow, both, goes in (
            ("all-persist", "Every factor persists", 0.8, 0.96, ""), ("threat-gone", "The threat is gone", 0.4, 0.2, "russia")
        )
    ]  # fmt: skip
    channels = [
        {"channel": channel, "period": period, "actor": actor, "partner": partner, "dependence": at(value), "share": value,
         "concentration": 0.5, "balance": 0.0, "next_best": "", "source": source, "part": "", "counted": None, "claims": [] if source else some(1, 2)}
        for channel, period, source in (("military", "claims", ""), ("arms", "2016", "arms 1"), ("arms", "2017", "arms 1"))
        for actor, partner, value in (("iran", "russia", 0.6), ("russia", "iran", 0.2))
    ]  # fmt: skip
    return {"patience": 0.9, "sides": sides, "scenarios": scenarios, "dependence": channels, "text": []}


def _observed() -> dict[str, Any]:
    """Two series, one of months with a turning point and a gap, a climb held against it, and acts of both and of one."""
    votes = [
        {"period": str(year), "value": 0.84 - 0.02 * (year - 2011), "n": 60 + year % 7} for year in range(2011, 2016)
    ]
    months = [
        (year, month)
        for year in range(2011, 2018)
        for month in range(1, 13)
        if (year, month) < (2013, 3) or year > 2013
    ]
    reported = [
        {"period": f"{year}-{month:02d}", "value": (-1.5 if year > 2014 else -0.2) + 0.1 * (month % 3), "n": 4}
        for year, month in months
    ]
    change = {"month": "2015-01", "low": "2014-11", "high": "2015-03", "expected": 1.1, "before": -0.1, "after": -1.4}
    common = {"actor": "", "recipient": "", "too_few": False}
    return {
        "series": [
            {"series": "agreement", "label": "agreement in the General Assembly (Voeten)", "unit": "0 to 1", **common,
             "source": "un-votes 2015 sha256 abababababab", "values": votes, "changes": [], "events": None},
            {"series": "balance", "label": "log of hostile to cooperative events", "unit": "log ratio", **common,
             "source": "events sample sha256 cdcdcdcdcdcd", "values": reported, "changes": [change], "events": 4 * len(months)},
        ],
        "checks": [
            {"series": "balance", "uncoded": ["2012-02"],
             "rungs": [{"date": "2015-03", "day": "2015-03-01", "text": "A visit.", "claims": [], "answer": "hit", "change": "2015-01"},
                       {"date": "2016-08", "day": "2016-08-16", "text": "A base.", "claims": [], "answer": "miss", "change": ""}]},
        ],
        "acts": [
            {"id": "veto-1", "actor": ["russia"], "recipient": "Syria", "channel": "diplomatic", "support_type": "pressure",
             "date": "2011-10-04", "text": "Veto of a draft", "quantity": None, "unit": "", "rows": "190", "source": "vetoes 1"},
            {"id": "troops-1", "actor": ["iran", "russia"], "recipient": "Government of Syria", "channel": "military",
             "support_type": "troops", "date": "2015/2017", "text": "Troops", "quantity": 3, "unit": "years", "rows": "9",
             "source": "support 18.1"},
        ],
    }  # fmt: skip


def _hypotheses(rng: random.Random, factors: list[dict[str, Any]]) -> dict[str, Any]:
    words = {2: "CC", 1: "C", 0: "N", -1: "I", -2: "II"}
    rows = []
    for factor in factors:
        ratings = {o: rng.choice((-2, -1, 0, 1, 2)) for o in OUTCOMES}
        rows.append(
            {
                "factor": factor["id"],
                "label": factor["label"],
                "group": factor["group"],
                "weight": factor["presence"],
                "ratings": ratings,
                "words": {o: words[v] for o, v in ratings.items()},
                "diagnosticity": round(rng.uniform(0, 1.7), 6),
            }
        )
    groups = []
    for group in sorted({f["group"] for f in factors}):
        members = [key for key, _, own in KINDS if own == group] or [KINDS[0][0]]
        groups.append(
            {
                "id": group,
                "push": _shift(rng, 0.4),
                "kinds": members,
                "deciding": {o: rng.choice([*members, ""]) for o in OUTCOMES},
            }
        )
    return {
        "ach": {
            "outcomes": list(OUTCOMES),
            "rows": rows,
            "inconsistency": {"alliance": 9, "entente": 4, "unaligned": 11, "rivalry": 14},
            "weighted_inconsistency": {"alliance": 3.9, "entente": 1.6, "unaligned": 5.2, "rivalry": 6.8},
        },
        "groups": groups,
    }


NO_OUTLOOK: dict[str, Any] = {
    **dict.fromkeys(("enemy", "without_enemy", "bloc_by_year", "covariates_year", "reference_class", "small_pact", "refreshed")),
    **dict.fromkeys(
        ("covariates", "effects", "neighbours", "expected_over_observed", "scores", "reliability", "thesis_on_history", "carried",
         "notes"), (),
    ),
    "id": "table",
}  # fmt: skip
"""What the outside view holds where the outlook does not give it."""


def _outside(rng: random.Random, prior: dict[str, float], text: list[str]) -> dict[str, Any]:
    by_year = []
    for n in range(1, 11):
        row: dict[str, Any] = {"year": 2018 + n, "outcomes": {}}
        for name in OUTCOMES:
            start = 1.0 if name == "entente" else 0.0
            row["outcomes"][name] = _with_interval(rng, round(start + (prior[name] - start) * n / 10, 6))
        by_year.append(row)
    return {
        **NO_OUTLOOK,
        "model": "model:transition-table",
        "label": "Annual transition table, 1920-2010",
        "states": list(OUTCOMES),
        "annual": [
            [0.9795, 0.0017, 0.0179, 0.0009],
            [0.0204, 0.9755, 0.0026, 0.0015],
            [0.002, 0.0041, 0.9927, 0.0012],
            [0.0076, 0.021, 0.0918, 0.8796],
        ],
        "by_year": by_year,
        "text": text,
    }


def _path(rng: random.Random, final: dict[str, float], n_claims: int) -> list[dict[str, Any]]:
    dates = [f"{year}-{end}" for year in range(2011, 2019) for end in ("06-30", "12-31")]
    found = []
    for i, date in enumerate(dates):
        t = i / (len(dates) - 1)
        point = {
            "alliance": 0.05 + 0.09 * t,
            "entente": 0.3 + 0.388 * t,
            "unaligned": 0.5 - 0.388 * t,
            "rivalry": 0.15 - 0.09 * t,
        }
        found.append(
            {
                "as_of": date,
                "claims": int(n_claims * (0.2 + 0.8 * t)),
                "outcomes": {name: _with_interval(rng, point[name]) for name in OUTCOMES},
            }
        )
    return found


def _sensitivity(
    rng: random.Random, final: dict[str, float], keys: list[str], factors: list[dict[str, Any]]
) -> dict[str, Any]:
    tornado: list[dict[str, Any]] = []
    for outcome in OUTCOMES:
        rows = [
            ("belief", "Belief in the factors from 0 to 1.5", "belief"),
            ("prior", "Prior: uniform or table", "prior"),
            ("ratios", "Other ratios of the kinds", "ratios"),
            ("evidence", "Evidence of the case", "evidence"),
        ]
        rows += [(f["id"], f["label"], "factor") for f in factors]
        block = []
        for key, label, kind in rows:
            width = rng.uniform(0.005, 0.2)
            low = max(0.0, final[outcome] - width * rng.uniform(0.2, 0.9))
            high = min(1.0, low + width)
            block.append(
                {
                    "id": key,
                    "label": label,
                    "kind": kind,
                    "outcome": outcome,
                    "low": round(low, 6),
                    "high": round(high, 6),
                    "width": round(high - low, 6),
                }
            )
        tornado += sorted(block, key=lambda row: -row["width"])

    def left_out(keep: list[str], name: str) -> list[dict[str, Any]]:
        return [
            {
                name: key,
                "outcomes": _distribution(rng, tuple(final.values())),
                "shift": _shift(rng, 0.02),
                "flips": False,
                "claims": rng.randint(1, 9),
            }
            for key in keep
        ]

    return {
        "baseline": final,
        "leave_one_reference_out": left_out(keys[1:], "reference"),
        "leave_one_perspective_out": left_out(["iran", "russia", "united-states", "unknown"], "perspective"),
        "prior": [
            {"id": key, "label": label, "outcomes": _distribution(rng, centre)}
            for key, label, centre in (
                ("table", "Transition table", tuple(final.values())),
                ("uniform", "Uniform: evidence only", (0.19, 0.41, 0.25, 0.15)),
            )
        ],
        "belief": [
            {
                "belief": round(t / 10, 1),
                "outcomes": {
                    "alliance": round(0.158 - 0.03 * t / 10, 6),
                    "entente": round(0.781 - 0.19 * t / 10, 6),
                    "unaligned": round(0.047 + 0.13 * t / 10, 6),
                    "rivalry": round(0.014 + 0.09 * t / 10, 6),
                },
            }
            for t in range(11)
        ],
        "ratios": [
            {
                "id": "half",
                "label": "The ratios of the kinds are halved",
                "outcomes": _distribution(rng, tuple(final.values())),
            },
            {"id": "first", "label": "First rater alone", "outcomes": _distribution(rng, tuple(final.values()))},
        ],
        "tornado": tornado,
        "decides": [
            {"what": "prior", "distance": 0.31, "text": "A uniform prior moves .31 of the probability."},
            {"what": "ratios", "distance": 0.12, "text": "Neutral ratios move .12."},
            {"what": "factors", "distance": 0.09, "text": "Full strength for every factor moves .09."},
        ],
    }


def _balance(sources: dict[str, Any], claims: dict[str, Any]) -> dict[str, Any]:
    perspectives = []
    for key, label in (
        ("iran", "Iran"),
        ("russia", "Russia"),
        ("unknown", "unknown"),
        ("united-states", "United States"),
        ("turkey", "Turkey"),
    ):
        n = sum(1 for source in sources.values() if source["perspective"] == key)
        perspectives.append(
            {
                "perspective": key,
                "label": label,
                "claims": n * 4,
                "weight_share": round(n / len(sources), 6),
                "references": n,
            }
        )
    return {
        "perspectives": perspectives,
        "kinds": [
            {"kind": kind, "claims": sum(1 for c in claims.values() if c["kind"] == kind)}
            for kind in ("fact", "statement", "study")
        ],
        "unknown_share": 0.22,
        "one_sided": [
            {"what": "factor", "id": "nato-pressure", "perspective": "iran", "share": 0.93},
            {"what": "threat", "id": "isis", "perspective": "iran", "share": 0.81},
        ],
    }


NOTHING = dict.fromkeys(OUTCOMES)


def empty_verdict() -> dict[str, Any]:
    """The least that the contract allows: every list is empty, every number that may be missing is null."""
    verdict = verdict_sample(n_claims=0)
    for key in (
        "scenarios",
        "factors",
        "issues",
        "ties",
        "threats",
        "common_threats",
        "ladder",
        "support",
        "path",
        "assumptions",
        "indicators",
    ):
        verdict[key] = []
    verdict["observed"] = None
    verdict["commitment"] = None
    verdict["checklist"] = {"kinds": [], "sides": [], "small_prior": 0.0, "small": 0.0}
    verdict["steps"] = {"rows": [], "chance": {}, "if_taken": [], "text": []}
    verdict["answer"] |= {"deciding": [], "would_change": []}
    verdict["networks"] = {"congruence": [], "conflict": [], "subtract": []}
    verdict["hypotheses"] = {
        "ach": {"outcomes": list(OUTCOMES), "rows": [], "inconsistency": NOTHING, "weighted_inconsistency": NOTHING},
        "groups": [],
    }
    verdict["outside"] = {
        **NO_OUTLOOK,
        "model": "model:transition-table",
        "label": "",
        "states": list(OUTCOMES),
        "annual": [],
        "by_year": [],
        "text": [],
    }
    verdict["sensitivity"] = {
        "baseline": dict(verdict["sensitivity"]["baseline"]),
        "leave_one_reference_out": [],
        "leave_one_perspective_out": [],
        "prior": [],
        "belief": [],
        "ratios": [],
        "tornado": [],
        "decides": [],
    }
    verdict["dissent"]["contrary"] = []
    verdict["balance"] = {"perspectives": [], "kinds": [], "unknown_share": 0.0, "one_sided": []}
    verdict["changes"] = None
    verdict["evidence"] = {
        "claims": {},
        "sources": {},
        "datasets": {},
        "models": verdict["evidence"]["models"],
        "actors": {},
        "ratings": {},
    }
    verdict["sentences"] = [s for s in verdict["sentences"] if s["section"] in ("verdict", "confidence")]
    for sentence in verdict["sentences"]:
        sentence["evidence"] = ["model:transition-table"]
    verdict["case_info"]["thesis"] |= {"text": "", "source": ""}
    return verdict


FREE_TEXT = frozenset(
    (
        "title",
        "question",
        "theatre",
        "state_ground",
        "licence",
        "text",
        "label",
        "reasons",
        "support",
        "note",
        "notes",
        "author",
        "ground",
        "name",
        "aliases",
        "locator",
        "negative_pole",
        "positive_pole",
        "citation",
        "formula",
        "threshold",
        "settings",
        "command",
        "coder",
        "published",
        "exact",
        "prefix",
        "suffix",
        "file",
        "date",
        "by_date",
        "term",
        "band",
        "group",
        "period",
        "source",
        "kind",
        "types",
    )
)


def typed(verdict: dict[str, Any]) -> Verdict:
    """The verdict as the report is given it."""
    return msgspec.convert(verdict, Verdict)


def with_text(verdict: Verdict, text: str) -> Verdict:
    """The same verdict with `text` added to every free text, wherever it stands."""

    def walk(node: Any, key: str) -> Any:
        if isinstance(node, msgspec.Struct):
            return type(node)(**{k: walk(v, k) for k, v in msgspec.structs.asdict(node).items()})
        if isinstance(node, dict):
            return {k: walk(v, k) for k, v in node.items()}
        if isinstance(node, tuple):
            return tuple(walk(v, key) for v in node)
        if isinstance(node, str) and key in FREE_TEXT and not (key in ("source", "kind") and node in KEEP):
            return f"{node} {text}"
        return node

    return walk(verdict, "")


KEEP = frozenset(
    (
        "fact",
        "judgment",
        "assumption",
        "kind",
        "step",
        "indicator",
        "scenario",
        "isis",
        "united-states",
        "israel",
        "nato",
        *(f"ref-{i:02d}" for i in range(1, 55)),
    )
)
