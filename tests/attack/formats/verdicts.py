"""Verdicts: read, explained, compared, reported; hostile texts in every field of a verdict and of a case."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from attack.form import Files, Form, Taken, damaged
from attack.mutations import JSON
from attack.pages import Page, beyond
from attack.texts import COMBINED, DIRECTION, FORMULAE, LONG, MARKUP, UNSEEN, WORDS

HOSTILE = (*MARKUP, *MARKUP, *DIRECTION, *DIRECTION, *UNSEEN, *FORMULAE, *COMBINED, *LONG, *WORDS)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_DRAWS = 20
_EARLIER = Path(__file__).resolve().parents[2] / "unit/verdict/version_2.json"


@cache
def _verdict() -> Any:
    from made import typed

    return typed("full")


@cache
def rendered() -> bytes:
    from foedus.verdict.file import render_verdict

    return render_verdict(_verdict())


@cache
def _clean() -> Page:
    """All that the pages of sound verdicts hold: a full one, plain ones, one of an earlier release, one with changes."""
    from foedus.report.html.page import render_report
    from foedus.verdict.changes import with_changes
    from foedus.verdict.file import read_verdict
    from made import typed

    verdicts = [
        _verdict(),
        typed("coded"),
        typed("empty"),
        read_verdict(_EARLIER),
        with_changes(_verdict(), typed("coded"), "0" * 64),
    ]
    first, *others = [Page(render_report(verdict)) for verdict in verdicts]
    for page in others:
        first.shapes |= page.shapes
        first.schemes |= page.schemes
        first.code += page.code
    return first


def _seeds() -> Sequence[Files]:
    return [{"verdict.json": rendered()}, {"verdict.json": rendered()}, {"verdict.json": _EARLIER.read_bytes()}]


def _wrong_outputs(files: dict[str, bytes], clean: Page | None) -> list[str]:
    """Formulae in tables, JSON that is none, XML that is none, a page that does what the clean one does not."""
    wrong = []
    for name, data in files.items():
        text = data.decode()
        if name.endswith(".csv"):
            for row in csv.reader(io.StringIO(text, newline="")):
                wrong += [
                    f"formula {cell[:40]!r} in {name}"
                    for cell in row
                    if cell.startswith(_FORMULA) and not _is_number(cell)
                ]
        elif name.endswith(".json"):
            json.loads(text, parse_constant=_no_constant)
        elif name.endswith(".graphml"):
            ElementTree.fromstring(data)
        elif name.endswith(".html") and clean is not None:
            wrong += beyond(Page(text), clean)
    return wrong


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return cell.isascii() and cell.strip() == cell


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} in JSON")


def take(folder: Path) -> Taken:
    """Read a verdict, render everything, explain what it lists, compare it with the sound one."""
    from foedus.errors import InputError
    from foedus.report.console import explanation
    from foedus.report.explain import explain, list_lines
    from foedus.report.outputs import render_outputs
    from foedus.verdict.changes import with_changes
    from foedus.verdict.file import read_verdict, render_verdict

    verdict = read_verdict(folder / "verdict.json")
    files = render_outputs(verdict)
    ids = [line for line in list_lines(verdict) if not re.search(r" \(\d+\):$", line)]
    for id in ids[:: max(1, len(ids) // 25)]:
        try:
            explanation(explain(verdict, id), verdict)
        except InputError:
            continue
    with contextlib.suppress(InputError):
        with_changes(verdict, _verdict(), "0" * 64)
    again = folder.parent / "again.json"
    again.write_bytes(render_verdict(verdict))
    lost = [] if read_verdict(again) == verdict else ["the verdict differs after writing and reading again"]
    given = json.loads((folder / "verdict.json").read_bytes().decode("utf-8-sig"))
    if given.get("format_version") == 4:
        wrote = json.loads(files["verdict.json"])
        lost += [f"key {key!r} is gone" for key in given if key not in wrote]
    return Taken({name: hash(data) for name, data in files.items()}, (), lost, _wrong_outputs(files, _clean()))


# Hostile texts


def _texts(node: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(node, str):
        yield way
    elif isinstance(node, dict | list):
        for key in node if isinstance(node, dict) else range(len(node)):
            yield from _texts(node[key], (*way, key))


@cache
def _places() -> tuple[tuple[str | int, ...], ...]:
    return tuple(_texts(json.loads(rendered())))


def _hostile_verdict(seeds: Sequence[Files], rng: random.Random) -> Files:
    """The sound verdict with some of its texts replaced or lengthened by hostile ones."""
    content = json.loads(rendered())
    for way in rng.sample(_places(), rng.choice((1, 2, 5, 20))):
        holder = content
        for key in way[:-1]:
            holder = holder[key]
        holder[way[-1]] = rng.choice((rng.choice(HOSTILE), f"{holder[way[-1]]} {rng.choice(HOSTILE)}"))
    return {"verdict.json": json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")}


def _hostile_case(seeds: Sequence[Files], rng: random.Random) -> Files:
    """A case with hostile texts in cells of its tables, its settings and its bibliography."""
    files = dict(rng.choice(seeds))
    for _ in range(rng.choice((1, 2, 4, 8))):
        name = rng.choice([file for file in files if file != "datapackage.json"])
        text = rng.choice([one for one in HOSTILE if not any(mark in one for mark in "\0\n\r")])
        if name.endswith(".csv"):
            rows = list(csv.reader(io.StringIO(files[name].decode(), newline="")))
            if len(rows) < 2:
                continue
            row = rng.choice(rows[1:])
            words = [at for at, cell in enumerate(row) if " " in cell] or range(len(row))
            at = rng.choice(list(words))
            row[at] = rng.choice((text, f"{row[at]} {text}"))
            buffer = io.StringIO(newline="")
            csv.writer(buffer, lineterminator="\n").writerows(rows)
            files[name] = buffer.getvalue().encode("utf-8", "replace")
        else:
            mark = "{" if name.endswith(".bib") else '"'
            lines = files[name].decode().split("\n")
            fit = [at for at, line in enumerate(lines) if mark in line and ("=" in line)]
            if fit:
                at = rng.choice(fit)
                shown = (
                    json.dumps(text, ensure_ascii=False)[1:-1]
                    if mark == '"'
                    else text.replace("{", "(").replace("}", ")")
                )
                start, _, end = lines[at].partition(mark)
                lines[at] = f"{start}{mark}{shown} {end}"
                files[name] = "\n".join(lines).encode("utf-8", "replace")
    return files


def _case_seeds() -> Sequence[Files]:
    from attack.formats.cases import written
    from made import a_full_case

    return [written(a_full_case().build())]


def _damaged_case(seeds: Sequence[Files], rng: random.Random) -> Files:
    from attack.formats.cases import damage

    return damage(seeds, rng)


def take_case(folder: Path) -> Taken:
    """Read a case, assess it, render everything."""
    from foedus.assessment.assess import assess
    from foedus.case.read import read_case
    from foedus.report.outputs import render_outputs
    from foedus.verdict.build import build_verdict

    verdict = build_verdict(assess(read_case(folder), draws=_DRAWS))
    files = render_outputs(verdict)
    return Taken({name: hash(data) for name, data in files.items()}, (), [], _wrong_outputs(files, _clean()))


def _damage(seeds: Sequence[Files], rng: random.Random) -> Files:
    return damaged(seeds, rng, kinds=JSON, words=("format_version", "outcomes", "null", "1e999", "id"))


_SAFE = "nothing of losses; tables are searched for formulae, JSON and XML parsed strictly, the page compared with a clean one by html.parser"
_VERDICT = Form(
    "verdict", _seeds, take, f"keys of the file, and itself written and read again; {_SAFE}", damage=_damage, part=20
)
FORMS = [
    _VERDICT,
    replace(_VERDICT, name="hostile verdict", damage=_hostile_verdict, part=10),
    Form("hostile case", _case_seeds, take_case, _SAFE, damage=_hostile_case, part=20),
    Form("case to report", _case_seeds, take_case, _SAFE, damage=_damaged_case, part=20),
]
