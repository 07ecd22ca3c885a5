"""Writes the reference pages that follow from the code: ``python docs/generate_reference.py``.

`reference/cli.md` from the commands and their options, `reference/case-format.md` from the declaration of the case
format, `reference/formulae.md` from the formulae (its longer mathematics stands in `reference/mathematics.md`),
`reference/terms.md` from the words of the field, `reference/verdict.md` and `reference/verdict.schema.json` from the
types of the verdict. A contract test fails when a page is out of step.
"""

from __future__ import annotations

import dataclasses
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
        "Every command leaves with exit code 0, or with 2 and one message when the input is wrong; then nothing is",
        "written. `--help` after any command prints what stands here; `foedus --version` prints the version.\n",
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
    from foedus.terms import cooperation, covariates, grades, kinds, outcomes, predicates
    from foedus.terms.likelihood import SCALES

    parts = [
        MADE,
        "# Words of the field\n",
        "Each word is declared once, in `foedus.terms`; commands, case files, verdicts, figures and sentences ask there.\n",
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


PAGES = {
    "cli.md": render_cli,
    "case-format.md": render_case_format,
    "formulae.md": render_formulae,
    "terms.md": render_terms,
    "verdict.md": render_verdict,
    "verdict.schema.json": render_schema,
}

if __name__ == "__main__":
    for name, render in PAGES.items():
        (REFERENCE / name).write_text(render(), encoding="utf-8")
        print(f"wrote docs/reference/{name}")
