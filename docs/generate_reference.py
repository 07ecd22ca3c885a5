"""Writes the reference pages that follow from the code: ``python docs/generate_reference.py``.

`reference/cli.md` from the commands and their options, `reference/case-format.md` from the declaration of the case
format, `reference/formulae.md` from the formulae (its longer mathematics stands in `reference/mathematics.md`),
`reference/limits.md` from the limits in the code, `reference/terms.md` from the words of the field, `reference/checklist.md` from the kinds of factor and the steps towards a
treaty, `reference/verdict.md` and `reference/verdict.schema.json` from the
types of the verdict. A contract test fails when a page is out of step.
"""

from __future__ import annotations

import dataclasses
import importlib.util
import inspect
import json
import math
import re
from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path
from typing import Any

REFERENCE = Path(__file__).parent / "reference"
MADE = "<!-- Made by docs/generate_reference.py; do not edit. -->\n"


def commands() -> Iterator[tuple[str, Any]]:
    """Yield (full name, command) of every command that can be run, groups left out."""
    from typer.main import get_command

    from foedus.cli.app import app

    def walk(name: str, command: Any) -> Iterator[tuple[str, Any]]:
        inner = getattr(command, "commands", None)
        if inner is None:
            yield name, command
            return
        for key, below in inner.items():
            yield from walk(f"{name} {key}", below)

    yield from walk("foedus", get_command(app))


def parameters(command: Any) -> Iterator[tuple[str, str, str]]:
    """Yield (how it is written, default, help) of every argument and option of a command."""
    for parameter in command.params:
        help_text = (parameter.help or "").strip()
        if isinstance(parameter.default, Enum):
            help_text += f" One of {', '.join(word.value for word in type(parameter.default))}."
        if parameter.param_type_name == "argument":
            name = parameter.metavar or parameter.name.upper()
            yield (f"`{name}`" if parameter.required else f"`[{name}]`"), "", help_text
            continue
        value = "" if parameter.is_flag else f" {parameter.metavar or parameter.name.upper()}"
        default = parameter.default
        plain = getattr(default, "value", default)
        shown = "" if plain is None or isinstance(plain, bool) or callable(plain) else f"`{plain}`"
        yield f"`{', '.join(parameter.opts)}{value}`", shown, help_text


def render_cli() -> str:
    """Return the page of the command line."""
    parts = [
        MADE,
        "# Command line\n",
        "`--help` after any command prints what stands here; `foedus --version` prints the version. Results go to standard",
        "output, and with `--json` JSON alone; notes, progress and messages go to standard error. Every command ends with",
        "one of these exit codes ([why](../decisions/0009-signals-and-the-terminal.md)):\n",
        "| code | what it says |",
        "|---|---|",
        "| 0 | It is done. |",
        "| 1 | A fault of foedus itself, with a traceback: please report it. |",
        "| 2 | The input is wrong or nothing can be written there: a message says what, and the next step. Nothing is "
        "written, but for what the output names (`data add` of several datasets, `record` with rejected cases). |",
        "| 130 | Ctrl-C: a sentence says what is written whole; nothing else is. |",
        "| 143, 129 | The same after SIGTERM, SIGHUP. |\n",
    ]
    for name, command in commands():
        rows = list(parameters(command))
        usage = " ".join([name, *(row[0].strip("`") for row in rows if not row[0].startswith("`-")), "[OPTIONS]"])
        parts += [f"## {name}\n", f"{command.help.strip()}\n", f"```text\n{usage}\n```\n"]
        if rows:
            parts += ["| | default | |", "|---|---|---|"]
            parts += [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
            parts.append("")
    return "\n".join(parts).rstrip() + "\n"


def render_case_format() -> str:
    """Return the page of the case format."""
    from foedus.case.reference import schema_as_markdown

    return f"{MADE}\n# Case format\n\n{schema_as_markdown()}"


def render_formulae() -> str:
    """Return the page of formulae."""
    from foedus.verdict.formulae import FORMULAE

    parts = [MADE, "# Formulae\n", "What `foedus explain` prints. Derivations and reasons: [](mathematics.md).\n"]
    for name, row in FORMULAE.items():
        parts += [f"({name}-formula)=", f"## {row.title}\n", f"{row.formula}.\n", f"*Source: {row.source}.*\n"]
    return "\n".join(parts).rstrip() + "\n"


def verdict_schema() -> dict[str, Any]:
    """Return the JSON Schema of `verdict.json`, made from its types and the comments beside their fields."""
    import msgspec

    from foedus.verdict.types import Verdict
    from foedus.verdict.types.parts import Part

    made = _tidy(msgspec.json.schema(Verdict)["$defs"])
    for kind in Part.__subclasses__():
        for name, text in _comments(kind).items():
            made[kind.__name__]["properties"][name]["description"] = text
    root = made.pop("Verdict")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "verdict.schema.json"}
    return {**head, "title": "foedus verdict", **root, "$defs": made}


def _tidy(node: Any) -> Any:
    """Return a schema without titles that are names of classes, and without patterns that repeat a list of words."""
    if isinstance(node, list):
        return [_tidy(inner) for inner in node]
    if not isinstance(node, dict):
        return node
    spare = {"title"} if isinstance(node.get("title"), str) else set()
    spare |= {"pattern"} if "enum" in node else set()
    return {name: _tidy(inner) for name, inner in node.items() if name not in spare}


def _comments(kind: type) -> dict[str, str]:
    """Return what is said of each field of a class behind `#:`, beside it or on the line above."""
    found, above = {}, ""
    for line in inspect.getsource(kind).splitlines():
        code, _, said = line.partition("#:")
        field = re.match(r"    (\w+): ", code)
        if field:
            found[field[1]] = said.strip() or above
        above = "" if code.strip() else said.strip()
    return found


def render_schema() -> str:
    """Return the JSON Schema of `verdict.json` as text."""
    return json.dumps(verdict_schema(), ensure_ascii=False, indent=1) + "\n"


def render_verdict() -> str:
    """Return the page of `verdict.json`, by part, from its JSON Schema."""
    from foedus.verdict.types.parts import EVIDENCE_IDS

    schema = verdict_schema()
    parts = [
        MADE,
        "# verdict.json\n",
        f"{schema['description']} The schema as a file: {{download}}`verdict.schema.json`.\n",
        "A file of an older `format_version` is read for at least one version more; a newer one is refused by name. In Python\n"
        "`foedus.verdict.file.read_verdict` gives the file as a value with these fields as attributes.\n",
        "## Ids of evidence\n",
        f"{EVIDENCE_IDS}\n",
        "## Settings and headline\n",
        "| field | type | |",
        "|---|---|---|",
    ]
    details: list[str] = []
    for name, node in schema["properties"].items():
        full = _resolve(schema, node)
        rows = list(_fields(schema, full, ""))
        if not rows:
            parts.append(f"| `{name}` | {_kind(full)} | {full['description']} |")
            continue
        details += ["", f"## {name}\n", f"{full['description']}\n", "| field | type | |", "|---|---|---|"]
        details += [f"| `{path}` | {kind} | {text} |" for path, kind, text in rows]
    return "\n".join(parts + details).rstrip() + "\n"


def _resolve(schema: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """Return a node with what it refers to; one that may be null as that which it is otherwise."""
    if "anyOf" in node:
        arms = [_resolve(schema, arm) for arm in node["anyOf"]]
        kinds = list(dict.fromkeys(arm["type"] for arm in arms))
        return {**arms[0], **node, "type": kinds}
    target = node.get("$ref", "").removeprefix("#/$defs/")
    return {**schema["$defs"][target], **node} if target else node


def _kind(node: dict[str, Any]) -> str:
    kind = node.get("type", "")
    if "enum" in node:
        words = ", ".join("empty" if value == "" else f"`{value}`" for value in node["enum"])
        return f"one of {words}" if len(node["enum"]) > 1 else words
    return " or ".join(kind) if isinstance(kind, list) else kind


def _fields(schema: dict[str, Any], node: dict[str, Any], path: str) -> Iterator[tuple[str, str, str]]:
    """Yield (path, type, description) of every field below a node; `[]` is an item, `{}` an id or an outcome."""
    below = list(node.get("properties", {}).items())
    inner = node.get("additionalProperties")
    if isinstance(inner, dict) and "$ref" in inner:
        below.append(("{}", inner))
    if isinstance(node.get("items"), dict):
        item = _resolve(schema, node["items"])
        if "properties" in item or "items" in item:
            yield from _fields(schema, item, f"{path}[]")
        return
    for name, held in below:
        full = _resolve(schema, held)
        here = f"{path}.{name}" if path else name
        yield here, _kind(full), full["description"]
        yield from _fields(schema, full, here)


def render_terms() -> str:
    """Return the page of the words of the field, from their declarations."""
    from foedus.terms import checklist, cooperation, covariates, grades, kinds, outcomes, predicates, steps
    from foedus.terms.likelihood import SCALES

    parts = [
        MADE,
        "# Words of the field\n",
        "Each word is declared once, in `foedus.terms`; commands, case files, verdicts, figures and sentences ask there.\n"
        "The kinds of factor and the stages of a treaty stand in the [checklist](checklist.md).\n",
    ]
    lists = {
        "Outcomes, the states of relation": outcomes.STATES_OF_RELATION,
        "Predicates of claims": predicates.PREDICATES,
        "Kinds of claims": kinds.CLAIM_KINDS,
        "Bases of values": kinds.BASES,
        "Components of threat": kinds.THREAT_COMPONENTS,
        "Channels of cooperation": cooperation.CHANNELS,
        "Types of outside support": cooperation.SUPPORT_TYPES,
        "Kinds of actors": kinds.ACTOR_KINDS,
        "Parts of an actor": kinds.ROLL_UPS,
        "Kinds of factors": kinds.FACTOR_KINDS,
        "Pulls of factors": kinds.PULLS,
        "Ratings": kinds.RATING_WORDS,
        "Scales of ratings": kinds.RATING_SCALES,
        "Kinds of sources": kinds.SOURCE_KINDS,
        "Reliability of sources": grades.RELIABILITY,
        "Credibility of claims": grades.CREDIBILITY,
        "Covariates": covariates.COVARIATES,
        "Answers to a kind of the checklist": checklist.ANSWERS,
        "Slants of sources": checklist.SLANTS,
        "Groups of kinds": checklist.GROUPS,
        "Grounds of ratios": checklist.GROUNDS,
        "Obligations of a treaty": steps.OBLIGATIONS,
    }
    for title, words in lists.items():
        names = [field.name for field in dataclasses.fields(next(iter(words.values())))]
        parts += [f"## {title}\n", *_table(names, ([getattr(word, name) for name in names] for word in words.values()))]
    parts += ["## Rungs of the ladder\n", *_table(("level", "meaning"), cooperation.RUNGS.items())]
    parts += ["## Levels of confidence\n", f"{', '.join(grades.LEVELS)}.\n"]
    parts += [
        "## Perspectives\n",
        f"The id of an actor, or `{kinds.UNKNOWN}`. A speaker or holder may be `{kinds.UNATTRIBUTED}`.\n",
    ]
    for scale in SCALES.values():
        rows = ((band.term, band.low, band.high, band.sentence) for band in scale.bands)
        parts += [
            f"## Likelihood: {scale.name} (`{scale.id}`)\n",
            f"*{scale.source}.*\n",
            *_table(("term", "low", "high", "said"), rows),
        ]
    return "\n".join(parts).rstrip() + "\n"


CHECKLIST_HEAD = """\
Twenty-five kinds of factor bind or divide two states. A case answers each once: by factors of that kind (column `checklist` of
`factors.csv`) or by a row of `checklist.csv`. This page is what a coder decides by, and all the numbers behind it.

- **yes**: a claim says so, or the coder who saw it does, with a ground in words. Claims that say otherwise stand under `against`.
- **no**: a claim says so, or it was looked for where it would be told (a list of treaties, a register of arms, votes); the ground
  names the place. **Silence is unknown**, and unknown moves nothing.
- Only what is so in the period and at the cut-off counts, unless the definition says another time. One passage may answer several kinds.

## How to read the numbers

*Base* is the share of pairs in a state that show the kind. A *ratio* is its prevalence among pairs that moved to an outcome over that among
pairs that stayed; A is an alliance, by a pact of up to four members (small) or by way of a bloc, C an entente, N unaligned, H rivalry.
*Spread* is the standard deviation of the log of a ratio. **Ratios out of alliance and out of rivalry, and that of the way through a bloc out of no
relation, are not estimated: they are 1 with a spread of {untold:g}**, so that factors widen such a verdict and do not move it. The
signs are held in every draw: a binding kind never raises N or H, a dividing one never A.
What the numbers do: [mathematics](mathematics.md).
"""

JUDGED = """\
## What stays judgment

Ratios and base rates of the grounds *literature* and *judgment*; the chances and the delays of the stages (the share of negotiations that
succeed was not found); how much kinds of a group repeat each other; the priors of accuracy and slant;
that signs are held; and which kind a factor of a case is. The draws vary ratios (each, and a scale that all share), accuracy and
slant, chances and delays; the rest is fixed.
"""


def render_checklist() -> str:
    """Return the page of the kinds of factor and the stages of a treaty."""
    from foedus.terms.checklist import CHECKLIST, GROUNDS, GROUPS, SPREAD, UNTOLD
    from foedus.terms.steps import STAGES

    parts = [MADE, "# Checklist\n", CHECKLIST_HEAD.format(untold=UNTOLD)]
    for group in GROUPS.values():
        own = [kind for kind in CHECKLIST.values() if kind.group == group.name]
        parts.append(f"## {group.name.capitalize()}: {group.meaning}\n")
        for kind in own:
            parts.append(f"**`{kind.name}`** {'binds' if kind.binds else 'divides'}: {kind.meaning}.")
            parts.append(f"{kind.asks} *Not:* {kind.excludes}.\n")
        rows = ([f"`{k.name}`", *k.base, *k.from_entente, *k.from_unaligned, _ground(k)] for k in own)
        parts += _table(RATIO_HEADS, rows)
    grounds = ((word.name, SPREAD[word.name], f"{word.meaning}{_data(word.name)}") for word in GROUNDS.values())
    parts += ["## Grounds\n", *_table(("ground", "spread", ""), grounds), "## Steps towards a treaty\n", STEPS_HEAD]
    parts += _table(STAGE_HEADS, map(_stage, STAGES.values()))
    return "\n".join([*parts, *_standing(), JUDGED]).rstrip() + "\n"


def _ground(kind: Any) -> str:
    said = kind.ground if kind.ground != "literature" else f"{kind.ground}: {kind.source}"
    return said + (f"; the prior counts it as `{kind.counted}`" if kind.counted else "")


def _data(ground: str) -> str:
    from foedus.terms.checklist import CHECKLIST

    found = {kind.source for kind in CHECKLIST.values() if kind.ground == ground}
    return f": {found.pop()}" if ground == "measured" and len(found) == 1 else ""


def _stage(stage: Any) -> list[Any]:
    ahead = [*stage.in_force, stage.delay, stage.spread, ""] if stage.forward else ["", "", "", "", "", stage.factor]
    return [f"`{stage.name}`", stage.meaning, *ahead, stage.ground]


def _standing() -> Iterator[str]:
    """Yield what becomes of a treaty of up to four members, as measured."""
    from foedus.judgment.process import MADE, life_of
    from foedus.terms.checklist import MOVES

    yield "What stands of a treaty of up to four members, t years after it began (measured, 1816-2000):\n"
    moves = [move.replace("_", " ") for move in MOVES if move != "alliance_bloc"]
    rows = (
        [
            makes,
            year,
            *(round(float(life_of(makes)[year, MOVES.index(move)]), 2) for move in MOVES if "bloc" not in move),
        ]
        for makes in reversed(MADE)
        for year in (1, 5, 9)
    )
    yield from _table(("it makes", "t", *moves), rows)


RATIO_HEADS = (
    "", "base A", "C", "N", "H", "from C: A small", "A bloc", "N", "H", "from N: A small", "C", "H", "ground",
)  # fmt: skip
STAGE_HEADS = (
    "stage", "", "in force in the end", "low", "high", "median years", "sd of log years", "odds of A small times", "ground",
)  # fmt: skip
STEPS_HEAD = """\
Coded as claims with the predicate `step`: the object is the obligation, `stage` how far it came, the holders those who take it, the date is
required; `negated` says that the source denies it. Obligations of defence and offence lead to an alliance, consultation, neutrality
and non-aggression to an entente. A step counts by the probability that it happened; what is left of its chance fades as it waits.
"""


def _table(heads: Iterable[str], rows: Iterable[Iterable[Any]]) -> list[str]:
    heads = [head.replace("_", " ") for head in heads]
    lines = [heads, ["---"] * len(heads), *([_cell(value) for value in row] for row in rows)]
    return [*(f"| {' | '.join(line)} |" for line in lines), ""]


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float):
        return "unknown" if math.isnan(value) else "no end" if math.isinf(value) else f"{value:g}"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _limits() -> Any:
    """The module of the limits, which stands beside this one."""
    spec = importlib.util.spec_from_file_location("limits", Path(__file__).with_name("limits.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PAGES = {
    "cli.md": render_cli,
    "case-format.md": render_case_format,
    "checklist.md": render_checklist,
    "formulae.md": render_formulae,
    "limits.md": lambda: MADE + "\n" + _limits().render_limits(),
    "terms.md": render_terms,
    "verdict.md": render_verdict,
    "verdict.schema.json": render_schema,
}

if __name__ == "__main__":
    for name, render in PAGES.items():
        (REFERENCE / name).write_text(render(), encoding="utf-8")
        print(f"wrote docs/reference/{name}")
