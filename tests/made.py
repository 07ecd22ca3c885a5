"""Verdicts on made-up cases for the tests of the report, each made once."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import msgspec

from builders import CaseBuilder, a_case, a_coded_case
from foedus.assessment.assess import assess
from foedus.assessment.model import Assessment
from foedus.case.read import case_from_files
from foedus.verdict.build import build_verdict
from foedus.verdict.file import render_verdict
from foedus.verdict.types import Verdict

SPREAD = {"diplomatic": "2013-04", "military": "2016"}


def plain(verdict: Verdict) -> dict[str, Any]:
    """Return what the file of a verdict holds."""
    return json.loads(render_verdict(verdict))


def verdict_on(case: CaseBuilder, *, words: str = "icd203", **options: Any) -> Verdict:
    """Verdicts are immutable: the same one on the same files is made once."""
    asked = tuple(sorted({"draws": 30, **options}.items()))
    return _verdict_on(case.settings["id"], tuple(sorted(case.files().items())), words, asked)


@lru_cache(maxsize=200)
def _verdict_on(
    id: str, files: tuple[tuple[str, bytes], ...], words: str, options: tuple[tuple[str, Any], ...]
) -> Verdict:
    return build_verdict(_assessed(id, files, options), words=words)


@lru_cache(maxsize=50)
def _assessed(id: str, files: tuple[tuple[str, bytes], ...], options: tuple[tuple[str, Any], ...]) -> Assessment:
    return assess(case_from_files(id, dict(files)), **dict(options))


def told_on(case: CaseBuilder, **options: Any) -> dict[str, Any]:
    """Return what the file of a verdict on a case holds."""
    return plain(verdict_on(case, **options))


def a_full_case() -> CaseBuilder:
    """`a_coded_case` with more of what a report may show: support from nobody named, denied factors, more issues,
    a rated factor of no kind, answers without a factor, talks on a pact."""
    case = (
        a_coded_case()
        .with_actor("dunmar", name="Dunmar & <Sons>")
        .with_actor("arda-envoy", kind="person", part_of="arda", roll_up="as_voice")
        .with_source("belor-book", perspective="belor", reliability="A")
        .with_factor("old-grudge", pull="divides", kind="trust", group="trust", ratings={"entente": "I"})
        .with_answer("leaders-visits", "yes")
        .with_answer("domestic-veto", "no", claims="c11")
        .with_step("s1", "talks", date="2017-06")
        .with_claim("d1", predicate="threat", holder=["arda", "belor"], object="dunmar", value=0.3, source="belor-book")
        .with_claim("d2", predicate="action", holder="unattributed", object="corvan", support_type="money", value=0.5)
        .with_claim("d3", holder="belor", object="pipeline", value=0.6, source="belor-book", bears={"old-grudge": "-"})
        .with_claim("d4", holder="arda-envoy", object="pipeline", value=0.5, locator="", bears={"old-grudge": "-"})
        .with_claim("d5", predicate="action", holder="corvan", object="arda", value=-0.8)
        .with_scenario("trade-ends", removes=["trade-ties"])
    )
    for channel, date in SPREAD.items():
        case = case.with_claim(f"rung-{channel}", predicate="relation", value=0.4, channel=channel, level=3, date=date)
    return case


@cache
def typed(name: str = "full") -> Verdict:
    return verdict_on({"full": a_full_case, "coded": a_coded_case, "empty": a_case}[name]())


def made(name: str = "full") -> dict[str, Any]:
    """Return what the file of a verdict holds; the test may change it."""
    found: dict[str, Any] = json.loads(_text(name))
    return found


@cache
def _text(name: str) -> bytes:
    return render_verdict(typed(name))


def typed_of(found: dict[str, Any]) -> Verdict:
    """Return the verdict that a changed file holds."""
    return msgspec.convert(found, Verdict)


def written(folder: Path, name: str, text: str | bytes) -> Path:
    """Write a file of a user and return its path."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path
