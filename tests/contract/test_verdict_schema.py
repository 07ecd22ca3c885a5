"""A fresh verdict obeys its published schema, and every id in it leads somewhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import foedus
from foedus.case.new import new_case
from foedus.verdict.file import render_verdict

Verdict = dict[str, Any]
SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "reference" / "verdict.schema.json").read_text("utf-8"))
DRAWS = 40


def plain(case: str | Path, **options: Any) -> Verdict:
    verdict: Verdict = json.loads(render_verdict(foedus.assess(case, draws=DRAWS, **options).verdict))
    return verdict


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Verdict]:
    """Verdicts of several kinds: plain, with hindsight, compared, from another prior, of almost empty cases."""
    folder = tmp_path_factory.mktemp("schema")
    new_case(folder / "commented")
    new_case(folder / "minimal", template="minimal")
    prior = folder / "prior.json"
    prior.write_text('{"alliance": 1, "entente": 6, "unaligned": 2, "rivalry": 1}')
    foedus.assess("iran-russia-syria", as_of="2014-06-01", draws=DRAWS).write(folder / "earlier")
    return {
        "built-in": plain("iran-russia-syria"),
        "earlier": plain("iran-russia-syria", as_of="2014-06-01", words="phia"),
        "compared": plain("iran-russia-syria", since=folder / "earlier", horizon=7),
        "own-prior": plain(folder / "commented", prior=str(prior)),
        "uniform": plain(folder / "commented", prior="uniform"),
        "no-claims": plain(folder / "minimal"),
    }


KINDS = ("built-in", "earlier", "compared", "own-prior", "uniform", "no-claims")
each_kind = pytest.mark.parametrize("kind", KINDS)


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@each_kind
def test_a_verdict_obeys_the_schema(verdicts: Mapping[str, Verdict], kind: str) -> None:
    errors = Draft202012Validator(SCHEMA).iter_errors(verdicts[kind])
    assert [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in errors] == []


def test_the_schema_refuses_what_is_not_documented(verdicts: Mapping[str, Verdict]) -> None:
    check = Draft202012Validator(SCHEMA)
    good = verdicts["built-in"]
    assert check.is_valid(good)
    assert not check.is_valid({**good, "more": 1})
    assert not check.is_valid({key: value for key, value in good.items() if key != "provenance"})
    assert not check.is_valid({**good, "factors": [{**good["factors"][0], "presence": 1.5}]})


@each_kind
def test_every_sentence_resolves_to_evidence(verdicts: Mapping[str, Verdict], kind: str) -> None:
    verdict = verdicts[kind]
    known = evidence_ids(verdict)
    lost = {row["id"]: set(row["evidence"]) - known for row in verdict["sentences"]}
    assert verdict["sentences"]
    assert {name: ids for name, ids in lost.items() if ids} == {}
    numbers = [row["id"] for row in verdict["sentences"]]
    assert len(set(numbers)) == len(numbers)


def evidence_ids(verdict: Verdict) -> set[str]:
    parts = ("claims", "sources", "datasets", "models", "ratings")
    return {name for part in parts for name in verdict["evidence"][part]}


def values(node: Any, wanted: Callable[[str], bool]) -> Iterator[str]:
    """Yield every string (in lists too) that stands under a key that is wanted, at any depth."""
    if isinstance(node, dict):
        for key, inner in node.items():
            if wanted(key):
                yield from [inner] if isinstance(inner, str) else inner if isinstance(inner, list) else []
            yield from values(inner, wanted)
    elif isinstance(node, list):
        for inner in node:
            yield from values(inner, wanted)


CLAIM_KEYS = ("claims", "claims_against", "salience_claims", "claims_added", "claim")


@each_kind
def test_every_id_in_the_parts_resolves(verdicts: Mapping[str, Verdict], kind: str) -> None:
    verdict = verdicts[kind]
    evidence = verdict["evidence"]
    body = {key: value for key, value in verdict.items() if key not in ("evidence", "formulae", "provenance", "counts")}
    factors = {row["id"] for row in verdict["factors"]}
    sentences = {row["id"] for row in verdict["sentences"]}
    actors, works = set(evidence["actors"]), set(evidence["sources"])
    assert set(values(body, lambda key: key in CLAIM_KEYS)) <= set(evidence["claims"])
    assert set(values(body, lambda key: key in ("references", "reference"))) <= works
    assert set(values(body, lambda key: key in ("depends_on", "removed_factors", "factor"))) <= factors
    assert set(values(body, lambda key: key in ("sentence", "reasons"))) - sentences <= set(
        verdict["confidence"]["reasons"]
    )
    assert set(verdict["outside"]["text"]) | set(verdict["dissent"]["sentences"]) <= sentences
    for part, keys in (("ties", ("a", "b")), ("threats", ("source", "actor")), ("common_threats", ("source",))):
        assert {row[key] for row in verdict[part] for key in keys} <= actors
    assert {row["actor"] for issue in verdict["issues"] for row in issue["positions"]} <= actors
    issues = {row["id"] for row in verdict["issues"]}
    assert {name for net in verdict["networks"].values() for edge in net for name in edge["issues"]} <= issues


@each_kind
def test_every_claim_in_the_evidence_resolves(verdicts: Mapping[str, Verdict], kind: str) -> None:
    evidence = verdicts[kind]["evidence"]
    actors, works = set(evidence["actors"]), set(evidence["sources"])
    for claim in evidence["claims"].values():
        assert {claim["source"], *claim["reference"]} <= works
        assert set(claim["holder"]) <= actors | {"unattributed"}
        assert set(claim["speaker"]) <= actors | works | {"unattributed"}
    for work in works:
        assert evidence["sources"][work]["perspective"] in actors | {"unknown"}


@each_kind
def test_probabilities_sum_to_one_and_intervals_hold_their_point(verdicts: Mapping[str, Verdict], kind: str) -> None:
    rows = verdicts[kind]["outcomes"].values()
    for point, low, high in (
        ("probability", "low", "high"),
        ("prior", "prior_low", "prior_high"),
        ("inside", "inside_low", "inside_high"),
    ):
        assert sum(row[point] for row in rows) == pytest.approx(1, abs=4e-6)
        assert all(row[low] <= row[point] <= row[high] for row in rows)
