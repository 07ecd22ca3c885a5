"""What ``foedus commitment CASE`` prints: the sentences of the section, its scenarios and the dependence, or all of it as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import Any

import msgspec

from foedus.models.envelope import InputFile
from foedus.models.plain import WIDTH, table
from foedus.terms.wording import percent
from foedus.verdict.types import Verdict
from foedus.verdict.types.commitment import ChannelDependence, Commitment, Measured

PERIODS = 6
"""Last periods of each dataset whose rows are printed; JSON has all."""


def commitment_record(verdict: Verdict, more: tuple[InputFile, ...] = ()) -> dict[str, Any]:
    """Return commitment and dependence as plain values for JSON, in the envelope of the models; sentences in full.

    `more` are the files that were read beside those of the case.
    """
    found = msgspec.to_builtins(verdict.commitment)
    found["text"] = [row.text for row in verdict.sentences if row.section == "commitment"]
    return {
        "format": "foedus-commitment-case",
        "format_version": 1,
        "foedus": verdict.foedus_version,
        "inputs": [
            *({"name": name, "sha256": sha256, "notes": []} for name, sha256 in verdict.provenance.files.items()),
            *({"name": file.name, "sha256": file.sha256, "notes": list(file.notes)} for file in more),
        ],
        "options": {"case": verdict.case, "as_of": verdict.as_of, "draws": verdict.draws, "seed": verdict.seed},
        "result": found,
    }


def commitment_lines(verdict: Verdict) -> Iterator[str]:
    """Yield commitment and dependence of a case as lines of text; nothing where the verdict holds none."""
    found = verdict.commitment
    if found is None:
        return
    names = {key: actor.name for key, actor in verdict.evidence.actors.items()}
    yield from (verdict.case_info.title, "")
    for row in verdict.sentences:
        if row.section == "commitment":
            yield from wrap(row.text, WIDTH, initial_indent="- ", subsequent_indent="  ")
    yield from ("", "shadow of the future by scenario", *_scenarios(found, names))
    if found.dependence:
        yield from (
            "",
            "dependence: share x (1 - share of the next best supplier between the two)",
            *_dependence(found, names),
        )


def _scenarios(found: Commitment, names: dict[str, str]) -> Iterator[str]:
    sides = [names[side.actor] for side in found.sides]
    head = ("scenario", "shadow", *(f"{name} needs" for name in sides), "both keep", "years to agree", "lets go first")
    rows = [
        (
            row.scenario,
            _span(row.shadow),
            *(_span(side.critical) for side in row.sides),
            percent(row.both),
            "none" if row.wait is None else f"{row.wait.value:.1f} ({row.wait.low:.1f} to {row.wait.high:.1f})",
            names.get(row.lets_go, "neither"),
        )
        for row in found.scenarios
    ]
    yield from table(head, rows)


def _dependence(found: Commitment, names: dict[str, str]) -> Iterator[str]:
    shown = _latest(found)
    rows = [
        (
            row.part or row.channel,
            row.period,
            f"{names[row.actor]} on {names[row.partner]}",
            _span(row.dependence),
            f"{row.share:.2f}",
            "unknown" if row.balance is None else f"{row.balance:+.2f}",
            row.source or f"{len(row.claims)} claims",
            "" if row.counted is None else str(row.counted),
            row.next_best or "none known",
        )
        for row in shown
    ]
    yield from table(
        ("channel", "period", "who", "dependence", "share", "balance", "source", "counted", "next best"), rows
    )
    if len(found.dependence) > len(shown):
        yield f"{len(found.dependence) - len(shown):,} rows of earlier years: --json has all"


def _latest(found: Commitment) -> list[ChannelDependence]:
    """Rows of claims, and those of the last periods of each dataset."""
    periods: dict[tuple[str, str, str], list[str]] = {}
    for row in found.dependence:
        periods.setdefault((row.channel, row.part, row.source), []).append(row.period)
    last = {key: list(dict.fromkeys(named))[-PERIODS:] for key, named in periods.items()}
    return [row for row in found.dependence if row.period in last[row.channel, row.part, row.source]]


def _span(held: Measured) -> str:
    return f"{held.value:.2f}" if held.low == held.high else f"{held.value:.2f} ({held.low:.2f} to {held.high:.2f})"
