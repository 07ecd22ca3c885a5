"""Each word of the field is declared once: every place that chooses among them has it, and no place has a list of its own.

A word that is put into the one place where it belongs, in a copy of the source, works everywhere or fails by its name.
"""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from typer.main import get_command

from builders import CaseBuilder, a_case, a_coded_case
from foedus.case.coding.compare import coded_value, compare_codings
from foedus.case.reference import schema_as_data, schema_as_markdown
from foedus.case.schema import CLAIMS
from foedus.charts.ladder import Event, ladder
from foedus.charts.likelihood import OnScale
from foedus.charts.likelihood import likelihood as draw_on_scale
from foedus.charts.marks import outcome_mark
from foedus.charts.network import kind_mark
from foedus.charts.theme import THEMES
from foedus.cli.app import app
from foedus.errors import InputError
from foedus.evidence.visible import gather_evidence, signed_value
from foedus.terms import kinds
from foedus.terms.cooperation import CHANNELS, RUNGS, SUPPORT_TYPES
from foedus.terms.covariates import COVARIATES
from foedus.terms.grades import CREDIBILITY, LEVELS, RELIABILITY
from foedus.terms.likelihood import SCALES, Scale, likelihood
from foedus.terms.outcomes import OUTCOMES, STATES_OF_RELATION
from foedus.terms.predicates import PREDICATES
from foedus.verdict.formulae import FORMULAE
from foedus.verdict.types import parts
from made import verdict_on

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "foedus"

VOCABULARIES: dict[str, Collection[str]] = {
    "outcomes": OUTCOMES,
    "predicates": PREDICATES,
    "channels": CHANNELS,
    "rungs": RUNGS.values(),
    "support types": SUPPORT_TYPES,
    "covariates": COVARIATES,
    "scales": SCALES,
    "reliability": RELIABILITY,
    "credibility": CREDIBILITY,
    "levels": LEVELS,
    "actor kinds": kinds.ACTOR_KINDS,
    "factor kinds": kinds.FACTOR_KINDS,
    "source kinds": kinds.SOURCE_KINDS,
    "claim kinds": kinds.CLAIM_KINDS,
    "bases": kinds.BASES,
    "pulls": kinds.PULLS,
    "roll-ups": kinds.ROLL_UPS,
    "threat components": kinds.THREAT_COMPONENTS,
    "rating words": kinds.RATING_WORDS,
    "rating scales": kinds.RATING_SCALES,
}
every_scale = pytest.mark.parametrize("scale", SCALES.values(), ids=list(SCALES))

# Settings of the model's own lists, where the same words stand for columns, not for a choice.
OWN_LISTS = {("charts/theme.py", "outcomes"): "how the line of each outcome is drawn"}


@pytest.mark.parametrize("name", VOCABULARIES)
def test_no_second_list_of_the_words_stands_in_the_source(name: str) -> None:
    words = set(VOCABULARIES[name])
    found = [
        f"{place}:{line}"
        for place, line, held in lists_of_constants()
        if words <= held and not place.startswith("terms/") and (place, name) not in OWN_LISTS
    ]
    assert found == []


@cache
def lists_of_constants() -> list[tuple[str, int, set[object]]]:
    """Every list, tuple, set and dictionary of the source, with its place and the constants in it."""
    found = []
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            inner = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", [])
            held = {part.value for part in inner if isinstance(part, ast.Constant)}
            if held:
                found.append((file.relative_to(SOURCE).as_posix(), node.lineno, held))
    assert len(found) > 1000
    return found


def field(table: str, name: str) -> Mapping[str, Any]:
    declared = next(part for part in schema_as_data()["tables"] if part["name"] == table)
    return next(dict(part) for part in declared["fields"] if part["name"] == name)


@pytest.mark.parametrize(
    ("table", "name", "words"),
    [
        ("settings", "state_of_relation", OUTCOMES),
        ("thesis", "outcome", OUTCOMES),
        ("ratings", "outcome", OUTCOMES),
        ("ratings", "rating", kinds.RATING_WORDS),
        ("ratings", "scale", kinds.RATING_SCALES),
        ("claims", "predicate", PREDICATES),
        ("claims", "kind", kinds.CLAIM_KINDS),
        ("claims", "basis", kinds.BASES),
        ("claims", "component", kinds.THREAT_COMPONENTS),
        ("claims", "channel", CHANNELS),
        ("claims", "support_type", SUPPORT_TYPES),
        ("actors", "kind", kinds.ACTOR_KINDS),
        ("actors", "roll_up", kinds.ROLL_UPS),
        ("factors", "kind", kinds.FACTOR_KINDS),
        ("factors", "pull", kinds.PULLS),
        ("factors", "covariate", COVARIATES),
        ("sources", "kind", kinds.SOURCE_KINDS),
        ("sources", "reliability", RELIABILITY),
    ],
)
def test_case_files_take_the_declared_words_and_the_page_of_the_format_has_them(
    table: str, name: str, words: Collection[str]
) -> None:
    assert list(field(table, name)["words"]) == list(words)
    assert f"one of {', '.join(words)} |" in schema_as_markdown()


def test_the_format_tells_each_predicate_its_objects_and_its_values() -> None:
    for word in PREDICATES.values():
        assert re.search(rf"\b{word.name}\b", field("claims", "object")["description"])
        assert re.search(rf"\b{word.name}\b", field("claims", "value")["description"])
    assert (CLAIMS["level"].low, CLAIMS["level"].high) == (min(RUNGS), max(RUNGS))
    assert CLAIMS["credibility"].high == len(CREDIBILITY)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (parts.OutcomeName, OUTCOMES),
        (parts.PredicateName, PREDICATES),
        (parts.ClaimKind, kinds.CLAIM_KINDS),
        (parts.ChannelOrNone, CHANNELS),
        (parts.ComponentName, kinds.THREAT_COMPONENTS),
        (parts.ScaleName, SCALES),
        (parts.Pull, kinds.PULLS),
        (parts.Level, LEVELS),
        (parts.RatingWord, kinds.RATING_WORDS),
        (parts.RatingScale, kinds.RATING_SCALES),
        (parts.Basis, kinds.BASES),
    ],
)
def test_a_verdict_takes_the_declared_words_and_no_other(kind: Any, words: Collection[str]) -> None:
    assert [msgspec.convert(word, kind) for word in words] == list(words)
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert("no-such-word", kind)


def test_the_command_offers_every_scale_and_refuses_others_by_name() -> None:
    command: Any = get_command(app)
    option = next(part for part in command.commands["assess"].params if part.name == "words")
    assert all(name in option.help for name in SCALES)
    with pytest.raises(InputError) as refused:
        likelihood(0.5, "tea-leaves")
    assert all(name in str(refused.value) for name in ("tea-leaves", *SCALES))


@every_scale
def test_a_scale_rises_covers_every_number_and_is_drawn_word_by_word(scale: Scale) -> None:
    edges = [edge for band in scale.bands for edge in (band.low, band.high)]
    assert edges == sorted(edges)
    assert {likelihood(step / 1000, scale.id).term.split(" to ")[0] for step in range(1001)} == {
        band.term for band in scale.bands
    }
    rows = [OnScale(name, 1 / len(OUTCOMES), 0.1, 0.4, None, "") for name in OUTCOMES]
    figure = draw_on_scale(rows, bands=scale.bands, scale=scale.name)
    assert figure is not None
    drawn = figure.to_svg()
    assert all(band.term in drawn for band in scale.bands)
    assert scale.name in drawn


@every_scale
def test_every_likelihood_word_begins_a_sentence(scale: Scale) -> None:
    for step in range(1001):
        term = likelihood(step / 1000, scale.id).term
        said = scale.sentence(term)
        assert re.match(r"(it is|there is) [a-z]", said)
        assert all(word in said for word in term.split(" to "))
    with pytest.raises(InputError, match="tea-leaves"):
        scale.sentence("tea-leaves")


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_outcome_has_its_sentence_mark_and_colour(outcome: str, tmp_path: Path) -> None:
    prior = tmp_path / "prior.json"
    prior.write_text(json.dumps({name: 0.91 if name == outcome else 0.03 for name in OUTCOMES}))
    verdict = verdict_on(a_case(), prior=str(prior), draws=10)
    headline = next(row.text for row in verdict.sentences if row.id == verdict.headline.sentence)
    assert STATES_OF_RELATION[outcome].phrase in headline
    asked = STATES_OF_RELATION[verdict.answer.outcome].phrase
    assert f"stand in {asked} in " in next(row.text for row in verdict.sentences if row.id == verdict.answer.sentence)
    marks = {name: str(outcome_mark(name, 10, 10)).replace(name, "") for name in OUTCOMES}
    assert [name for name, mark in marks.items() if mark == marks[outcome]] == [outcome]
    for theme in THEMES.values():
        assert re.fullmatch("#[0-9a-f]{6}", getattr(theme, outcome))


def test_every_kind_of_actor_has_a_mark_of_its_own() -> None:
    assert len({str(kind_mark(kind, 10, y=10)) for kind in kinds.ACTOR_KINDS}) == len(kinds.ACTOR_KINDS)


def test_the_ladder_has_a_lane_for_each_channel_and_names_its_ends() -> None:
    rows = [Event(name, "2014", "2014-01-01", level, "", "", None) for name in CHANNELS for level in RUNGS]
    figure = ladder(rows)
    assert figure is not None
    drawn = figure.to_svg()
    assert all(f">{name}<" in drawn for name in CHANNELS)
    assert f"1, {RUNGS[1]}, to {max(RUNGS)}, {RUNGS[max(RUNGS)]}" in drawn


def test_formulae_print_the_declared_weights_and_rungs() -> None:
    # As the method says them: Admiralty grades in fifths, what cannot be judged .4, drawn from .2 to .6.
    assert "A 1, B .8, C .6, D .4, E .2, F .4 drawn from .2-.6" in FORMULAE["weight"].formula
    assert "1: 1, 2: .8, 3: .6, 4: .4, 5: .2, 6: .4 drawn from .2-.6" in FORMULAE["weight"].formula
    assert all(f"{level} {rung}" in FORMULAE["ladder"].formula for level, rung in RUNGS.items())


# By hand, from the method: a denied position, relation or assessment has the opposite value, a denied interest or
# threat none, a denied action is no act at all.
DENIED = {"position": -0.6, "interest": 0.0, "threat": 0.0, "relation": -0.6, "action": None, "assessment": -0.6}
OBJECTS = {"issues": "border", "actors": "belor", "factors": "common-enemy", "obligations": "defence"}


def claims_of_each(*, negated: bool) -> CaseBuilder:
    case = a_case()
    for word in PREDICATES.values():
        if word.has_value:
            cells = {"object": OBJECTS[word.objects[0]], "value": 0.6, "negated": "true" if negated else ""}
            case = case.with_claim(word.name, predicate=word.name, holder="arda", **cells)
    return case


def test_negation_is_one_rule_for_evidence_and_for_agreement() -> None:
    assert set(DENIED) == {word.name for word in PREDICATES.values() if word.has_value}
    for claim in gather_evidence(claims_of_each(negated=True).build()).claims:
        assert signed_value(claim) == DENIED[claim.predicate]
        assert coded_value(claim) == (DENIED[claim.predicate] or 0.0)


def test_agreement_counts_signs_of_signed_predicates_only() -> None:
    found = compare_codings(claims_of_each(negated=False).build(), claims_of_each(negated=True).build())
    signed = [word.name for word in PREDICATES.values() if word.signed]
    assert signed == ["position", "relation", "action", "assessment"]
    assert (found.predicate.pairs, found.sign.pairs) == (len(DENIED), len(signed))
    assert [row.first for row in found.sign.differences] == sorted(signed)


PARTS = {
    "positions": "issues",
    "salience": "issues",
    "threats": "threats",
    "ties": "ties",
    "ladder": "ladder",
    "support": "support",
    "steps": "steps",
}


@pytest.mark.parametrize("name", [word.name for word in PREDICATES.values() if word.feeds != ("bearings",)])
def test_what_a_predicate_is_said_to_feed_is_made_from_its_claims(name: str) -> None:
    word = PREDICATES[name]
    given = {"channel": "diplomatic", "level": 2, "support_type": "weapons", "component": "power", "stage": "talks"}
    cells = {column: given[column] for column in word.takes} | {"object": OBJECTS[word.objects[0]], "date": "2014"}
    with_it = verdict_on(a_case().with_claim("c1", predicate=name, holder="arda", **cells), draws=10)
    without = verdict_on(a_case(), draws=10)
    assert [part for part in word.feeds if getattr(with_it, PARTS[part]) == getattr(without, PARTS[part])] == []


def test_the_page_of_terms_has_every_word() -> None:
    page = (ROOT / "docs" / "reference" / "terms.md").read_text(encoding="utf-8")
    for words in VOCABULARIES.values():
        assert [word for word in words if word not in page] == []


# A word more, in the one place where it is declared.


def with_a_word(tmp_path: Path, module: str, *, before: str, word: str) -> Path:
    """Copy the source, put a declaration before the first place of a text, and return the folder to run it from.

    What was compiled is copied too, and stays valid but for the changed file; other processes may be compiling.
    """
    copied = tmp_path / "src" / "foedus"
    shutil.copytree(SOURCE, copied, ignore=shutil.ignore_patterns("*.pyc.*"))
    file = copied / "terms" / f"{module}.py"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, word + before, 1), encoding="utf-8")
    return copied.parent


def run(source: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": f"{source}{os.pathsep}{ROOT / 'tests'}"}
    command = [sys.executable, "-c", "from foedus.cli import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, cwd=source.parent)


@pytest.mark.slow
def test_a_scale_more_works_from_the_command_to_the_report(tmp_path: Path) -> None:
    scale = (
        'MADE_UP = Scale("made-up", "Made-up scale", "Nobody (2024)", (Band("hardly", 0.0, 0.3, "hardly can it be"), '
        'Band("may be", 0.3, 0.6, "it may be"), Band("surely", 0.6, 1.0, "surely it is")))\n'
    )
    source = with_a_word(tmp_path, "likelihood", before="SCALES: dict", word=scale)
    file = source / "foedus" / "terms" / "likelihood.py"
    file.write_text(file.read_text(encoding="utf-8").replace("_PHIA)", "_PHIA, MADE_UP)"))
    case = a_coded_case().write(tmp_path / "case")
    out = tmp_path / "out"
    assert "made-up" in run(source, "assess", "--help").stdout
    done = run(source, "assess", str(case), "--words", "made-up", "--draws", "30", "--out", str(out))
    assert (done.returncode, done.stderr) == (0, "")
    verdict = json.loads((out / "verdict.json").read_text(encoding="utf-8"))
    assert verdict["words"] == "made-up"
    assert {row["term"] for row in verdict["outcomes"].values()} <= {"hardly", "may be", "surely"}
    answer = next(row["text"] for row in verdict["sentences"] if row["id"] == verdict["answer"]["sentence"])
    assert re.search("hardly can it be|it may be|surely it is", answer)
    assert run(source, "report", str(out), "--out", str(tmp_path / "again.html")).returncode == 0
    page = (tmp_path / "again.html").read_text(encoding="utf-8")
    assert "Made-up scale" in page
    assert all(term in page for term in ("hardly", "may be", "surely"))
    # The foedus that does not know the scale says so.
    refused = run(ROOT / "src", "assess", str(case), "--words", "made-up", "--out", str(tmp_path / "no"))
    assert (refused.returncode, "made-up" in refused.stderr, "Traceback" in refused.stderr) == (2, True, False)


@pytest.mark.slow
def test_a_predicate_more_is_read_and_named_as_one_of_which_nothing_is_made(tmp_path: Path) -> None:
    word = '    Predicate("praise", "speaks well of an actor", ("actors",), -1, 1, _WHOLE, "turns", ()),\n'
    source = with_a_word(tmp_path, "predicates", before='    Predicate("context"', word=word)
    case = a_coded_case().with_claim("p1", predicate="praise", holder="arda", object="belor", value=0.5)
    folder = case.write(tmp_path / "case")
    checked = run(source, "case", "check", str(folder))
    assert checked.returncode == 0
    assert "1 claim of praise, of which nothing is made yet" in " ".join((checked.stdout + checked.stderr).split())
    out = tmp_path / "out"
    done = run(source, "assess", str(folder), "--draws", "30", "--out", str(out))
    assert (done.returncode, done.stderr) == (0, "")
    assert run(source, "explain", "p1", "--from", str(out)).returncode == 0
    wrong = case.with_claim("p2", predicate="praise", holder="arda", object="border", value=2)
    refused = run(source, "case", "check", str(wrong.write(tmp_path / "wrong")))
    assert refused.returncode == 2
    assert "an id of actors for praise" in refused.stdout + refused.stderr


@pytest.mark.slow
def test_a_predicate_more_that_feeds_ties_makes_ties(tmp_path: Path) -> None:
    word = '    Predicate("promise", "vows to an actor", ("actors",), -1, 1, _WHOLE, "turns", ("ties",)),\n'
    source = with_a_word(tmp_path, "predicates", before='    Predicate("context"', word=word)
    case = a_case().with_claim("p1", predicate="promise", holder="arda", object="belor", value=0.5)
    out = tmp_path / "out"
    done = run(source, "assess", str(case.write(tmp_path / "case")), "--draws", "30", "--out", str(out))
    assert (done.returncode, done.stderr) == (0, "")
    ties = json.loads((out / "verdict.json").read_text(encoding="utf-8"))["ties"]
    assert [(tie["a"], tie["b"], tie["claims"]) for tie in ties] == [("arda", "belor", ["p1"])]


@pytest.mark.slow
def test_an_outcome_more_is_asked_for_by_the_case_and_refused_by_priors_that_have_not_counted_it(
    tmp_path: Path,
) -> None:
    word = '    StateOfRelation("federation", "one state", phrase="a federation", colour="green", mark="square"),\n'
    source = with_a_word(tmp_path, "outcomes", before='    StateOfRelation(\n        "rivalry"', word=word)
    unrated = run(source, "assess", "iran-russia-syria", "--out", str(tmp_path / "no"))
    assert unrated.returncode == 2
    assert "ratings" in unrated.stderr
    assert "federation" in unrated.stderr
    priors = (
        "import numpy as np, sys\n"
        "from foedus.errors import InputError\n"
        "from foedus.outlook.outlook_prior import outlook_prior\n"
        "from foedus.outlook.prior import table_prior\n"
        "rng = np.random.default_rng(1)\n"
        "for prior in (lambda: table_prior('entente', 5, draws=10, rng=rng), "
        "lambda: outlook_prior({}, 'entente', horizon=5, draws=10, rng=rng)):\n"
        "    try: prior()\n"
        "    except InputError as error: print(error)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(source)}
    done = subprocess.run([sys.executable, "-c", priors], capture_output=True, text=True, env=environment, check=True)
    assert re.findall(r"prior (\w+): no transitions are counted for federation", done.stdout) == ["table", "outlook"]
