"""The formulae of the synthesis once more, slowly: plain Python over the claims of a case, nothing from foedus.synthesize.

Read from the design, not from the code. `random_case` makes small cases that use every awkward part: several
references, several holders, voices, negation, unknown grades, the same claim twice under one reference.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable
from datetime import date

from builders import CaseBuilder, a_case
from foedus.case.model import Case, Claim
from foedus.terms.checklist import CHECKLIST

RELIABILITY = {"A": 1.0, "B": 0.8, "C": 0.6, "D": 0.4, "E": 0.2, "F": 0.4}
CREDIBILITY = {1: 1.0, 2: 0.8, 3: 0.6, 4: 0.4, 5: 0.2, 6: 0.4}
SOURCES = ("study-1", "arda-news", "belor-news", "book-1", "book-2", "book-3")
COMPONENTS = ("power", "proximity", "offensive", "intent")

Entry = tuple[Claim, float]
Witness = tuple[float, float]
"""Weight and netted value of one reference."""


def random_case(seed: int, claims: int = 14) -> CaseBuilder:
    """Return a small case with `claims` random claims of every predicate that enters a number."""
    dice = random.Random(seed)
    case = (
        a_case()
        .with_actor("arda-minister", kind="person", part_of="arda", roll_up="as_voice")
        .with_actor("belor-party", kind="organisation", part_of="belor", roll_up="none")
        .with_factor("far-threat", kind="threat", group="security", threat_source="dunmar", checklist="opposed-bloc")
        .with_actor("dunmar")
        .with_answer("isolation", "unknown")
        .with_answer("legal-bar", dice.choice(["yes", "no"]))
    )
    for name in ("book-1", "book-2", "book-3"):
        case = case.with_source(name, reliability=dice.choice("ABCDEF"))
    actors = ["arda", "arda-minister", "belor", "belor-party", "dunmar", "corvan"]
    for at in range(claims):
        kind = dice.choice(["position", "interest", "threat", "relation", "action"])
        holders = dice.sample(actors[:4], dice.choice([1, 1, 2]))
        issues = dice.sample(["border", "pipeline"], dice.choice([1, 1, 2]))
        others = dice.sample(["corvan", "dunmar"], 1) if kind == "threat" else dice.sample(["belor", "corvan"], 1)
        if others == ["belor"] and holders == ["belor"]:
            others = ["arda"]
        cells = {
            "holder": holders,
            "object": issues if kind in ("position", "interest") else others,
            "value": round(dice.uniform(0 if kind in ("interest", "threat") else -1, 1), 1),
            "negated": dice.random() < 0.15,
            "credibility": dice.randint(1, 6),
            "component": dice.choice(["", *COMPONENTS]) if kind == "threat" else "",
            "date": dice.choice(["", "2011", "2013-05", "2014/2016", "2012-07-09"]),
            "reference": dice.sample(SOURCES, dice.choice([0, 1, 1, 2, 3])),
            "source": dice.choice(SOURCES),
        }
        bears = {
            name: dice.choice("+-") for name in ("common-enemy", "trade-ties", "far-threat") if dice.random() < 0.4
        }
        case = case.with_claim(f"made-{at:02}", predicate=kind, bears=bears, **cells)
        if dice.random() < 0.25:  # the same assertion again, in another place of the same works
            cells["credibility"] = dice.randint(1, 6)
            case = case.with_claim(f"made-{at:02}-again", predicate=kind, bears=bears, **cells)
    answering = dice.sample([f"made-{at:02}" for at in range(claims)], 3)
    return case.with_answer("leaders-visits", dice.choice(["yes", "no"]), claims=answering)


def rests_on(claim: Claim) -> tuple[str, ...]:
    return claim.reference or (claim.source,)


def said(claim: Claim) -> tuple[object, ...]:
    """What is asserted, whoever prints it and however surely."""
    return (claim.predicate, claim.holder, claim.object, claim.value, claim.negated, claim.component, claim.channel,
            claim.level, claim.support_type, claim.date.text if claim.date else None)  # fmt: skip


def witnesses(case: Case, entries: Iterable[Entry]) -> dict[str, Witness]:
    """Return (weight, value) of every work: identical claims collapse to the surest, then all are netted."""
    heard: dict[str, dict[tuple[object, ...], Witness]] = {}
    for claim, value in entries:
        works = rests_on(claim)
        for work in works:
            own = heard.setdefault(work, {})
            sure = CREDIBILITY[claim.credibility] / len(works)
            if sure > own.get((*said(claim), value), (0.0, 0.0))[0]:
                own[(*said(claim), value)] = (sure, value)
    found = {}
    for work, own in heard.items():
        total = sum(sure for sure, _ in own.values())
        netted = sum(sure * value for sure, value in own.values()) / total
        found[work] = (RELIABILITY[case.source[work].reliability] * max(sure for sure, _ in own.values()), netted)
    return found


def kish(seen: dict[str, Witness]) -> float:
    weights = [weight for weight, _ in seen.values()]
    return sum(weights) ** 2 / sum(weight**2 for weight in weights)


def mean(seen: dict[str, Witness]) -> float:
    return sum(weight * value for weight, value in seen.values()) / sum(weight for weight, _ in seen.values())


def value_of(claim: Claim) -> float | None:
    """The value after negation."""
    assert claim.value is not None
    if not claim.negated:
        return claim.value
    return {"interest": 0.0, "threat": 0.0, "action": None}.get(claim.predicate, -claim.value)


def speaks_for(case: Case, actor: str) -> str:
    while case.actor[actor].part_of and case.actor[actor].roll_up == "as_voice":
        actor = case.actor[actor].part_of
    return actor


def held_by(case: Case, claim: Claim, actor: str) -> bool:
    return any(speaks_for(case, holder) == actor for holder in claim.holder)


def position(case: Case, actor: str, issue: str) -> tuple[float, float] | None:
    """Return position and effective number of works, or None where the actor is silent."""
    entries = [
        (claim, value_of(claim))
        for claim in case.claims
        if claim.predicate == "position" and issue in claim.object and held_by(case, claim, actor)
    ]
    seen = witnesses(case, [(claim, value) for claim, value in entries if value is not None])
    return (mean(seen), kish(seen)) if seen else None


def salience(case: Case, actor: str) -> dict[str, float]:
    """Return the share of every issue of the case in what the actor says that it wants."""
    mass = {}
    for issue in case.issue:
        entries = []
        for claim in case.claims:
            if claim.predicate in ("position", "interest") and issue in claim.object and held_by(case, claim, actor):
                value = value_of(claim)
                entries.append((claim, 1.0 if claim.predicate == "position" else value or 0.0))
        mass[issue] = 0.4 + sum(weight * value for weight, value in witnesses(case, entries).values())
    return {issue: own / sum(mass.values()) for issue, own in mass.items()}


def tie(case: Case, a: str, b: str, first: date | None = None, last: date | None = None) -> float | None:
    """Return the tie of two actors, of all claims or of those whose date touches the window; None without claims."""
    entries = []
    for claim in case.claims:
        value = value_of(claim) if claim.predicate in ("relation", "action") else None
        ends = {
            frozenset((speaks_for(case, holder), speaks_for(case, other)))
            for holder in claim.holder
            for other in claim.object
            if claim.predicate in ("relation", "action")
        }
        if value is None or frozenset((a, b)) not in ends:
            continue
        if first and last and (claim.date is None or claim.date.lower > last or claim.date.upper < first):
            continue
        entries.append((claim, value))
    seen = witnesses(case, entries)
    if not seen:
        return None
    return sum(w * x for w, x in seen.values()) / (sum(w for w, _ in seen.values()) + 0.4)


def threat(case: Case, source: str, actor: str) -> float | None:
    """Return the mean of Walt's components; general claims speak for those without their own, .5 for the rest."""

    def part(component: str) -> float | None:
        entries = [
            (claim, value_of(claim) or 0.0)
            for claim in case.claims
            if claim.predicate == "threat"
            and source in claim.object
            and claim.component == component
            and held_by(case, claim, actor)
        ]
        seen = witnesses(case, entries)
        return mean(seen) if seen else None

    general = part("")
    parts = [own if (own := part(name)) is not None else general for name in COMPONENTS]
    if all(own is None for own in parts):
        return None
    return sum(0.5 if own is None else own for own in parts) / 4


def bearings(case: Case, factor: str) -> list[Entry]:
    return [(case.claim[row.claim], float(row.bears)) for row in case.bearings if row.factor == factor]


def votes(case: Case, entries: Iterable[Entry]) -> dict[str, tuple[bool, float]]:
    """Return (yes, weight) of every work that does not weigh out its own claims; the weight is that of its surest of the side."""
    heard: dict[str, dict[tuple[object, ...], float]] = {}
    for claim, sign in entries:
        works = rests_on(claim)
        for work in works:
            own = heard.setdefault(work, {})
            key = (*said(claim), sign)
            own[key] = max(own.get(key, 0.0), CREDIBILITY[claim.credibility] / len(works))
    found = {}
    for work, own in heard.items():
        net = sum(sure * float(key[-1]) for key, sure in own.items())
        if abs(net) > 1e-12:
            surest = max(sure for key, sure in own.items() if (key[-1] > 0) == (net > 0))
            found[work] = (net > 0, RELIABILITY[case.source[work].reliability] * surest)
    return found


def votes_on_kinds(case: Case) -> dict[str, dict[str, tuple[bool, float]]]:
    """Return the votes on every kind: claims on its factors and those that answer it; without claims the coder's word."""
    entries: dict[str, list[Entry]] = {kind: [] for kind in CHECKLIST}
    for factor in case.factors:
        if factor.checklist:
            entries[factor.checklist] += bearings(case, factor.id)
    alone = {}
    for row in case.checklist:
        if row.answer == "unknown":
            continue
        yes = row.answer == "yes"
        entries[row.kind] += [(case.claim[name], 1.0 if yes else -1.0) for name in row.claims]
        if not row.claims:
            alone[row.kind] = {"coder": (yes, 0.4)}
    return {kind: votes(case, own) | alone.get(kind, {}) for kind, own in entries.items()}


def standard_error(works: float) -> float:
    return math.sqrt(0.15**2 + 0.4**2 / works)
