"""From any id of a result to its formula, its inputs and its claims with their sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from foedus.errors import InputError
from foedus.nearest import near_words
from foedus.verdict.types import Verdict

Rows = Mapping[str, Any]


@dataclass(frozen=True)
class Explanation:
    """What an id stands for: a title, values by name, formula, inputs by name, ids of its evidence."""

    id: str
    kind: str
    title: str
    values: Mapping[str, Any]
    formula: str = ""
    inputs: Mapping[str, Any] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()


def explain(verdict: Verdict, name: str) -> Explanation:
    """Return the explanation of an id.

    Parameters
    ----------
    verdict : Verdict
        A verdict.
    name : str
        Id of an outcome, factor, issue, scenario, sentence, claim, source, actor, assumption, indicator,
        rating, model or dataset; or `position:ACTOR:ISSUE`, `tie:A:B[:WINDOW]`, `threat:SOURCE:ACTOR`,
        `common-threat:SOURCE`, `fig-NAME`.

    Raises
    ------
    InputError
        If nothing in the result has this id; near ones are offered.
    """
    known = index_of(verdict)
    if name in known:
        return known[name]()
    near = near_words(name, known)
    hint = f"; near: {', '.join(near)}" if near else "; list them with: foedus explain --list"
    raise InputError(f"nothing in this result has the id {name!r}{hint}")


def index_of(verdict: Verdict) -> dict[str, Callable[[], Explanation]]:
    """Return every id that can be explained, with the function that does it."""
    known: dict[str, Callable[[], Explanation]] = {}
    plain = msgspec.to_builtins(verdict)
    for add in (_evidence, _figures, _quantities, _parts):
        known.update(add(plain))
    return known


Index = dict[str, Callable[[], Explanation]]


def _formula(verdict: Rows, name: str) -> str:
    row = verdict["formulae"][name]
    return f"{row['formula']} ({row['source']})"


def _parts(v: Rows) -> Index:
    found: Index = {}
    for outcome, row in v["outcomes"].items():
        found[outcome] = lambda outcome=outcome, row=row: Explanation(  # type: ignore[misc]
            outcome, "outcome", f"Probability that the relation is {outcome}", row, _formula(v, "posterior"),
            _outcome_inputs(v, outcome), (*_moving_claims(v, outcome), "model:posterior", "model:prior", "model:uncertainty"),
        )  # fmt: skip
    for row in v["factors"]:
        found[row["id"]] = lambda row=row: _factor(v, row)  # type: ignore[misc]
    for row in v["issues"]:
        found[row["id"]] = lambda row=row: _issue(v, row)  # type: ignore[misc]
    for row in v["scenarios"]:
        found[row["id"]] = lambda row=row: Explanation(  # type: ignore[misc]
            row["id"], "scenario", row["label"],
            {"share of persistence patterns": row["draw_share"], **row["outcomes"]}, _formula(v, "scenario"),
            {"removes": row["removes"], "share of strength lost": row["lost"]},
            (*_claims_of(v, row["removed_factors"]), "model:scenarios"),
        )  # fmt: skip
    for row in v["sentences"]:
        found[row["id"]] = lambda row=row: Explanation(  # type: ignore[misc]
            row["id"], f"sentence ({row['kind']}, {row['section']})", row["text"], {}, evidence=tuple(row["evidence"])
        )
    for part in ("assumptions", "indicators"):
        for row in v[part]:
            names = row.get("factors") or [row["factor"]]
            values = {key: value for key, value in row.items() if key not in ("id", "text")}
            found[row["id"]] = (
                lambda row=row, part=part, names=names, values=values: Explanation(  # type: ignore[misc]
                    row["id"], part[:-1], row["text"], values, _formula(v, "posterior"), {}, _claims_of(v, names)
                )
            )
    found["outside"] = lambda: _outside(v)
    if v["alignments"]:
        found["alignments"] = lambda: _alignments(v)
    for row in v["bargaining"]["issues"]:
        found[f"bargaining:{row['issue']}"] = lambda row=row: _bargaining(v, row)  # type: ignore[misc]
    found["confidence"] = lambda: Explanation(
        "confidence", "confidence", f"Confidence: {v['confidence']['level']}",
        {rule["id"]: rule["text"] + f": {rule['level']}" for rule in v["confidence"]["rules"]},
        _formula(v, "confidence"), {}, ("model:confidence",),
    )  # fmt: skip
    return found


def _alignments(v: Rows) -> Explanation:
    """The sides: index with bounds, the pair, each actor's side, margin and share of draws."""
    a = v["alignments"]
    keys = (
        "frustration_index",
        "lower",
        "upper",
        "status",
        "unique",
        "ties",
        "hostile",
        "pair_margin_low",
        "pair_together",
    )
    sides = {
        row["actor"]: f"side {row['side']}, margin {row['margin_low']}, with {a['anchor']} in {row['with_anchor']}"
        for row in a["actors"]
    }
    return Explanation(
        "alignments", "alignments", f"Who stands with whom, seen from {a['anchor']}", {key: a[key] for key in keys},
        _formula(v, "blocs"), sides, ("model:blocs", *_shown(v, "ties")),
    )  # fmt: skip


def _bargaining(v: Rows, row: Mapping[str, Any]) -> Explanation:
    issue = next(issue for issue in v["issues"] if issue["id"] == row["issue"])
    inputs = {held["actor"]: f"{held['position']} at weight {held['weight']}" for held in row["actors"]}
    claims = tuple(dict.fromkeys(claim for held in issue["positions"] for claim in held["claims"]))
    values = {**(row["baselines"] or {}), "error": [row["error_low"], row["error_high"]], "left out": row["left_out"]}
    return Explanation(
        f"bargaining:{row['issue']}", "bargaining", issue["question"], values, _formula(v, "bargaining"), inputs,
        ("model:bargaining", *claims),
    )  # fmt: skip


def _outside(v: Rows) -> Explanation:
    """The prior: its last year with and without the state enemy, the small-pact route, the class, the covariates."""
    o = v["outside"]
    ends = {
        "prior": o["by_year"][-1]["outcomes"],
        "without the state enemy": o["without_enemy"][-1]["outcomes"] if o["without_enemy"] else None,
    }
    values = {**ends, "state enemy": o["enemy"], "through a bloc": o["bloc_by_year"][-1] if o["bloc_by_year"] else None}
    small = {f"small pact, {name}": row for name, row in (o["small_pact"] or {}).items()}
    inputs = {row["covariate"]: row["value"] for row in o["covariates"]}
    return Explanation(
        "outside", "outside view", o["label"],
        {key: value for key, value in {**values, **small, "reference class": o["reference_class"]}.items() if value},
        _formula(v, "outlook" if o["id"] == "outlook" else "prior"), inputs,
        ("model:prior", *(name for name in ("dataset:prior", "dataset:covariates") if name in v["evidence"]["datasets"])),
    )  # fmt: skip


def _outcome_inputs(v: Rows, outcome: str) -> dict[str, Any]:
    pushes = {row["id"]: row["push"][outcome] for row in v["hypotheses"]["groups"] if row["push"][outcome]}
    return {"prior": v["outcomes"][outcome]["prior"], "push by group (log odds, all factors there)": pushes}


def _moving_claims(v: Rows, outcome: str) -> tuple[str, ...]:
    rows = sorted(v["factors"], key=lambda row: -abs(row["shift"][outcome]))[:5]
    return tuple(dict.fromkeys(claim for row in rows for claim in row["claims"]))


def _claims_of(v: Rows, factors: Iterable[str]) -> tuple[str, ...]:
    wanted = set(factors)
    return tuple(dict.fromkeys(claim for row in v["factors"] if row["id"] in wanted for claim in row["claims"]))


def _factor(v: Rows, row: Mapping[str, Any]) -> Explanation:
    keys = ("strength", "low", "high", "magnitude", "weight_for", "weight_against", "n_eff")
    rated = [name for name, rating in v["evidence"]["ratings"].items() if rating["factor"] == row["id"]]
    inputs = {
        "pull": row["pull"],
        "group": row["group"],
        "depends on": row["depends_on"],
        "persistence": row["persistence"],
        "mean relative ratings": row["ratings"],
        "shift of the verdict": row["shift"],
        "claims against": row["claims_against"],
    }
    values = {key: row[key] for key in keys}
    return Explanation(
        row["id"], "factor", row["label"], values, _formula(v, "strength"), inputs, (*row["claims"], *rated)
    )


def _issue(v: Rows, row: Mapping[str, Any]) -> Explanation:
    keys = ("convergence", "convergence_low", "convergence_high", "importance")
    stands = {held["actor"]: held["value"] for held in row["positions"] if held["value"] is not None}
    poles = {"-1": row["negative_pole"], "+1": row["positive_pole"]}
    claims = tuple(dict.fromkeys(claim for held in row["positions"] for claim in held["claims"]))
    values = {key: row[key] for key in keys}
    inputs = {"poles": poles, "positions": stands}
    return Explanation(row["id"], "issue", row["question"], values, _formula(v, "convergence"), inputs, claims)


def _quantities(v: Rows) -> Index:
    found: Index = {}

    def add(name: str, kind: str, title: str, row: Mapping[str, Any], formula: str, inputs: Mapping[str, Any]) -> None:
        values = {key: row[key] for key in ("value", "low", "high", "n_eff") if key in row}
        found[name] = lambda: Explanation(name, kind, title, values, _formula(v, formula), inputs, tuple(row["claims"]))

    for issue in v["issues"]:
        for row in issue["positions"]:
            name = f"position:{row['actor']}:{issue['id']}"
            poles = {"-1": issue["negative_pole"], "+1": issue["positive_pole"], "salience": row["salience"]}
            add(name, "position", f"{row['actor']} on: {issue['question']}", row, "position", poles)
    for row in v["ties"]:
        tail = "" if row["window"] == "all" else f":{row['window']}"
        title = f"Tie between {row['a']} and {row['b']}, {row['window']}"
        for a, b in ((row["a"], row["b"]), (row["b"], row["a"])):
            add(f"tie:{a}:{b}{tail}", "tie", title, row, "tie", {})
    for row in v["threats"]:
        title = f"Threat that {row['source']} poses to {row['actor']}"
        parts = {name: part["value"] for name, part in row["components"].items()}
        add(f"threat:{row['source']}:{row['actor']}", "threat", title, row, "threat", parts)
    for row in v["common_threats"]:
        title = f"Common threat from {row['source']}"
        add(f"common-threat:{row['source']}", "common threat", title, row, "common-threat", row["pair"])
    return found


_FIGURES: dict[str, tuple[str, str, str, str]] = {
    "fig-likelihood": ("The four outcomes with their intervals", "posterior", "factors", "model:posterior"),
    "fig-factors": ("Strength of every factor", "strength", "factors", "model:strength"),
    "fig-states": ("Probability of each state by year", "prior", "", "model:prior"),
    "fig-history": ("The claim on history: hazard ratios", "record", "", "model:record"),
    "fig-reliability": ("Forecasts of the outlook against what came", "record", "", "model:record"),
    "fig-sides": ("The two sides of the network", "blocs", "ties", "model:blocs"),
    "fig-disputes": ("Bargaining on what divides the two", "bargaining", "positions", "model:bargaining"),
    "fig-ladder": ("The ladder of cooperation by channel", "ladder", "ladder", "model:ladder"),
    "fig-positions": ("Positions of the pair on each issue", "convergence", "issues", "model:positions"),
    "fig-heatmap": ("Positions of all actors", "position", "positions", "model:positions"),
    "fig-threats": ("Components of each threat to the pair", "threat", "threats", "model:threats"),
    "fig-network": ("Network of ties", "tie", "ties", "model:ties"),
    "fig-scenarios": ("The outcomes in each scenario", "scenario", "factors", "model:scenarios"),
    "fig-path": ("The verdict as of earlier dates", "posterior", "factors", "model:posterior"),
    "fig-tornado": ("What moves the verdict", "posterior", "factors", "model:posterior"),
    "fig-perspectives": ("Balance of perspectives", "weight", "all", "dataset:case"),
    "fig-temper": ("The verdict by temper", "posterior", "factors", "model:posterior"),
}
"""Figures of the report by their anchor: title, formula, the part whose claims they show, model."""


def _figures(v: Rows) -> Index:
    own = v["outside"]["id"] == "outlook"
    return {
        name: lambda name=name, title=title, formula=formula, part=part, model=model: Explanation(  # type: ignore[misc]
            name,
            "figure",
            title,
            {},
            _formula(v, "outlook" if own and formula == "prior" else formula),
            {},
            (*_shown(v, part), model),
        )
        for name, (title, formula, part, model) in _FIGURES.items()
        if (own or model != "model:record")
        and (v["alignments"] or name != "fig-sides")
        and (name != "fig-disputes" or any(row["baselines"] for row in v["bargaining"]["issues"]))
    }


def _shown(v: Rows, part: str) -> tuple[str, ...]:
    """Return the claims that a part of the verdict rests on, without repetition."""
    if part == "all":
        return tuple(v["evidence"]["claims"])
    rows = [held for issue in v["issues"] for held in issue["positions"]] if part == "positions" else v.get(part, [])
    return tuple(dict.fromkeys(claim for row in rows for claim in row["claims"]))


def _evidence(v: Rows) -> Index:
    found: Index = {}
    kinds = {
        "actors": "actor",
        "claims": "claim",
        "sources": "source",
        "datasets": "dataset",
        "models": "model",
        "ratings": "rating",
    }
    for part, kind in kinds.items():
        for name, row in v["evidence"][part].items():
            title = row.get("text") or row.get("title") or row.get("name") or row.get("ground") or name
            values = {
                key: value
                for key, value in row.items()
                if value not in ("", [], None, {}) and key not in ("text", "title")
            }
            works = (*row.get("reference", ()), row["source"]) if part == "claims" else ()
            if part == "sources":
                works = tuple(
                    c for c, claim in v["evidence"]["claims"].items() if name in (*claim["reference"], claim["source"])
                )
            formula = _formula(v, "weight") if part == "claims" else str(row.get("formula", ""))
            found[name] = lambda name=name, kind=kind, title=title, values=values, works=works, formula=formula: (
                Explanation(  # type: ignore[misc]
                    name, kind, title, values, formula, {}, works
                )
            )
    return found
