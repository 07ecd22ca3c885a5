"""A large made-up case: invented actors and claims of realistic shape, for measuring only."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

PREDICATES = ("position", "position", "interest", "threat", "relation", "action", "action", "assessment")
COMPONENTS = ("power", "proximity", "offensive", "intent")
CHANNELS = ("diplomatic", "intelligence", "economic", "arms", "military", "legal", "media")
OUTCOMES = ("alliance", "entente", "unaligned", "rivalry")


def write_large_case(
    folder: Path, *, claims: int = 5000, actors: int = 100, issues: int = 40, factors: int = 30, works: int = 800
) -> Path:
    """Write a valid case of the given size and return its folder."""
    rng = np.random.default_rng(20181231)
    folder.mkdir(parents=True, exist_ok=True)
    _settings(folder)
    names = [f"actor-{at:03}" for at in range(actors)]
    topics = [f"issue-{at:02}" for at in range(issues)]
    causes = [f"factor-{at:02}" for at in range(factors)]
    keys = [f"work-{at:03}" for at in range(works)]
    _table(folder, "actors", "id,name,kind,ccode,iso3,part_of,roll_up,member_of,aliases,capability,capability_source",
           [[name, name.title(), "state", "", "", "", "", "", "", str(1 + at % 7), "made up"]
            for at, name in enumerate(names)])  # fmt: skip
    _table(folder, "issues", "id,question,negative_pole,positive_pole",
           [[topic, f"Question of {topic}?", "No", "Yes"] for topic in topics])  # fmt: skip
    _factors(folder, causes, names)
    _works(folder, keys, names, rng)
    rows, bearings = _claims(rng, claims, names, topics, causes, keys)
    _table(folder, "claims", "id,kind,source,locator,reference,speaker,holder,predicate,object,value,negated,basis,"
           "component,channel,level,support_type,date,seen,credibility,text,coder,note", rows)  # fmt: skip
    _table(folder, "bearings", "claim,factor,bears", bearings)
    _table(
        folder, "assumptions", "id,text,support,factors", [["assumption-1", "Words mean acts.", "Made up.", causes[0]]]
    )
    _table(folder, "indicators", "id,text,by_date,factor,direction",
           [[f"indicator-{at}", f"Sign {at} is seen.", "2024-12", causes[at], "+-"[at % 2]] for at in range(10)])  # fmt: skip
    _table(folder, "covariates", "year,covariate,value,source", [])
    _table(folder, "outcomes", "date,event,state_of_relation,source", [])
    return folder


def _table(folder: Path, name: str, header: str, rows: list[list[str]]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)


def _settings(folder: Path) -> None:
    (folder / "case.toml").write_text(
        'format_version = 1\nid = "large"\ntitle = "A large made-up case"\nquestion = "Will the two ally?"\n'
        'focal_pair = ["actor-000", "actor-001"]\ntheatre = "nowhere"\nperiod = "2005/2018"\nas_of = "2018-12-31"\n'
        'horizon_years = 10\nstate_of_relation = "entente"\nstate_ground = "Made up."\nlicence = "CC0-1.0"\n\n'
        '[thesis]\ntext = "They will."\nsource = "work-000"\noutcome = "alliance"\n\n'
        '[[scenarios]]\nid = "threat-gone"\nlabel = "The threat goes"\nremoves = ["actor-009"]\n\n'
        '[provenance]\nmethod = "generated"\n',
        encoding="utf-8",
    )


def _factors(folder: Path, causes: list[str], names: list[str]) -> None:
    rows, ratings = [], []
    for at, cause in enumerate(causes):
        parent = causes[at - 3] if at % 4 == 3 else ""
        source = names[9] if at % 10 == 0 else ""
        rows.append([cause, f"Cause {at}", "binds" if at % 2 else "divides", "threat" if source else "interest",
                     f"group-{at % 12:02}", source, parent, "0.4", "0.6", "0.8", "Made up.", ""])  # fmt: skip
        for scale, given in (("relative", ("alliance", "unaligned", "rivalry")), ("absolute", OUTCOMES)):
            for o, outcome in enumerate(given):
                for rater in ("rater-a", "rater-b"):
                    word = ("CC", "C", "N", "I", "II")[(at + o + (rater == "rater-b")) % 5]
                    ratings.append([cause, outcome, scale, rater, word, "Made up."])
    _table(folder, "factors", "id,label,pull,kind,group,threat_source,depends_on,persistence_low,persistence_central,"
           "persistence_high,persistence_ground,covariate", rows)  # fmt: skip
    _table(folder, "ratings", "factor,outcome,scale,rater,rating,ground", ratings)


def _works(folder: Path, keys: list[str], names: list[str], rng: np.random.Generator) -> None:
    rows, entries = [], []
    for key in keys:
        whose = str(rng.choice([*names[:6], "unknown", "unknown"]))
        rows.append([key, "study", whose, "ABCDEF"[int(rng.integers(6))], ""])
        entries.append(f"@misc{{{key},\n  title = {{Work {key}}},\n  year = {{2018}}\n}}\n")
    _table(folder, "sources", "key,kind,perspective,reliability,note", rows)
    (folder / "sources.bib").write_text("\n".join(entries), encoding="utf-8")


def _claims(
    rng: np.random.Generator, count: int, names: list[str], topics: list[str], causes: list[str], keys: list[str]
) -> tuple[list[list[str]], list[list[str]]]:
    rows, bearings = [], []
    for at in range(count):
        kind = str(rng.choice(PREDICATES))
        holder = names[int(rng.integers(2))] if rng.random() < 0.4 else str(rng.choice(names))
        other = str(rng.choice([name for name in names if name != holder]))
        target = {"position": str(rng.choice(topics)), "interest": str(rng.choice(topics)),
                  "threat": "actor-009" if holder != "actor-009" else other, "assessment": str(rng.choice(causes))}  # fmt: skip
        value = round(float(rng.uniform(0, 1) if kind in ("interest", "threat") else rng.uniform(-1, 1)), 2)
        tied = kind in ("relation", "action") and holder in names[:2] and other in names[:2]
        date = f"{int(rng.integers(2005, 2019))}-{int(rng.integers(1, 13)):02}" if rng.random() < 0.6 else ""
        rows.append([
            f"claim-{at:05}", str(rng.choice(["fact", "statement", "study"])), str(rng.choice(keys)), f"p. {at % 300}",
            str(rng.choice(keys)), "", holder, kind, target.get(kind, other), str(value), "", "stated",
            str(rng.choice(COMPONENTS)) if kind == "threat" else "",
            str(rng.choice(CHANNELS)) if kind in ("relation", "action") else "",
            str(int(rng.integers(1, 6))) if tied else "", "", date, "", str(int(rng.integers(1, 7))),
            f"A made-up assertion, number {at}, about what {holder} does or wants.", "generator", "",
        ])  # fmt: skip
        if rng.random() < 0.5:
            bearings.append([f"claim-{at:05}", str(rng.choice(causes)), "+" if rng.random() < 0.8 else "-"])
    return rows, bearings
