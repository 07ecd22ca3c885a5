"""Tables of the verdict as CSV, safe to open in a spreadsheet.

A text that a spreadsheet would run as a formula (it starts with = + - @, a tab or a carriage return)
gets a leading apostrophe; numbers stay numbers.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from msgspec.structs import asdict

from foedus.files.characters import drop_invisible
from foedus.report.registry import sections
from foedus.report.specimen import specimen
from foedus.terms.outcomes import OUTCOMES
from foedus.verdict.types import Verdict
from foedus.verdict.types.alignments import Alignments
from foedus.verdict.types.analysis import Sensitivity
from foedus.verdict.types.bargaining import Bargaining
from foedus.verdict.types.outside import Outside
from foedus.verdict.types.parts import Part
from foedus.verdict.types.question import Scenario
from foedus.verdict.types.synthesis import Factor

CLAIMS = "claims"
"""Name of the table of claims, which stands beside the others."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What spreadsheets take for the start of a formula; those of East Asia take the wide signs as well."""

Row = Mapping[str, Any]


def safe_cell(value: Any) -> str:
    """Return a cell that no spreadsheet runs as a formula.

    >>> safe_cell("=1+1"), safe_cell(-0.5), safe_cell(["a", "b"]), safe_cell(None)
    ("'=1+1", '-0.5', 'a|b', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    text = "|".join(str(part) for part in value) if isinstance(value, list | tuple) else str(value)
    bare = drop_invisible(text).lstrip()
    return f"'{text}" if bare.startswith(FORMULA_STARTS) or text.startswith(FORMULA_STARTS) else text


def render_csv(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Return a CSV file: UTF-8, LF, header first; missing cells are empty.

    The writer quotes only the characters of its own line end, so it writes CR LF and the CR is taken off after.
    """
    lines: list[str] = []
    writer = csv.writer(SimpleNamespace(write=lines.append), lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([safe_cell(row.get(column)) for column in columns] for row in rows)
    return "".join(line.removesuffix("\r\n") + "\n" for line in lines).encode("utf-8")


def spread_outcomes(values: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Return values by outcome as columns; parts become `outcome_key` columns."""
    row: dict[str, Any] = {}
    for outcome in OUTCOMES:
        inner = values[outcome]
        if isinstance(inner, Part):
            row.update({f"{prefix}{outcome}_{key}": value for key, value in asdict(inner).items()})
        else:
            row[f"{prefix}{outcome}"] = inner
    return row


def cells(part: Part, *left_out: str) -> dict[str, Any]:
    """Return the fields of a part that fit into a cell: no mappings and no parts of their own."""
    return {
        key: value
        for key, value in asdict(part).items()
        if key not in left_out and not isinstance(value, Mapping | Part)
    }


def build_tables(verdict: Verdict) -> dict[str, list[Row]]:
    """Return every table of a verdict by name; each row is a mapping of column to value."""
    v, evidence = verdict, verdict.evidence
    return {
        "outcomes": [{"outcome": name, **cells(v.outcomes[name])} for name in OUTCOMES],
        "scenarios": [_scenario(row) for row in v.scenarios],
        "factors": [_factor(row) for row in v.factors],
        "positions": [{"issue": issue.id, **cells(row)} for issue in v.issues for row in issue.positions],
        "convergence": [cells(row, "positions") for row in v.issues],
        "ties": _rows(v.ties),
        "threats": [{**cells(row), **{name: part.value for name, part in row.components.items()}} for row in v.threats],
        "common_threats": [
            {**cells(row), **{f"pair_{actor}": value for actor, value in row.pair.items()}} for row in v.common_threats
        ],
        "ladder": _rows(v.ladder),
        "support": _rows(v.support),
        "ach": [{**cells(row), **spread_outcomes(row.ratings)} for row in v.hypotheses.ach.rows],
        "groups": [{**cells(row), **spread_outcomes(row.push)} for row in v.hypotheses.groups],
        "outside": [
            {"year": row.year, "enemy": name, **spread_outcomes(row.outcomes)}
            for name, rows in (("there", v.outside.by_year), ("gone", v.outside.without_enemy))
            for row in rows or ()
        ],
        **_beside(v.outside),
        **_alignments(v.alignments),
        **_bargaining(v.bargaining),
        "path": [{**cells(row), **spread_outcomes(row.outcomes)} for row in v.path],
        "assumptions": [
            {**cells(row), **spread_outcomes(row.if_false, "if_false_"), **spread_outcomes(row.shift, "shift_")}
            for row in v.assumptions
        ],
        "indicators": [
            {
                **cells(row),
                **spread_outcomes(row.shift, "shift_"),
                **spread_outcomes(row.shift_one_reference, "one_reference_"),
            }
            for row in v.indicators
        ],
        "balance": _rows(v.balance.perspectives),
        "one_sided": _rows(v.balance.one_sided),
        "sentences": _rows(v.sentences),
        "sources": [{"key": key, **cells(row)} for key, row in evidence.sources.items()],
        "ratings": [{"id": key, **cells(row)} for key, row in evidence.ratings.items()],
        "documents": [{"id": key, **cells(row)} for key, row in evidence.documents.items()],
        "passages": _rows(evidence.passages),
        **_sensitivity(v.sensitivity),
        "network_congruence": _rows(v.networks.congruence),
        "network_conflict": _rows(v.networks.conflict),
        "network_subtract": _rows(v.networks.subtract),
        **_of_sections(verdict),
    }


def _of_sections(verdict: Verdict) -> dict[str, list[Row]]:
    """Return the tables that sections of the report bring with them."""
    found: dict[str, list[Row]] = {}
    for section in sections():
        found |= {name: list(rows) for name, rows in section.tables(verdict).items()} if section.tables else {}
    return found


def _rows(parts: Iterable[Part] | None) -> list[Row]:
    return [cells(part) for part in parts or ()]


def _sensitivity(found: Sensitivity) -> dict[str, list[Row]]:
    """The verdict under each single change."""
    return {
        "tornado": _rows(found.tornado),
        "decides": _rows(found.decides),
        "leave_one_reference_out": [
            {**cells(row), **spread_outcomes(row.outcomes)} for row in found.leave_one_reference_out
        ],
        "leave_one_perspective_out": [
            {**cells(row), **spread_outcomes(row.outcomes)} for row in found.leave_one_perspective_out
        ],
        "prior_sweep": [{**cells(row), **spread_outcomes(row.outcomes)} for row in found.prior],
        "belief_sweep": [{**cells(row), **spread_outcomes(row.outcomes)} for row in found.belief],
        "ratio_sweep": [{**cells(row), **spread_outcomes(row.outcomes)} for row in found.ratios],
    }


def _alignments(found: Alignments | None) -> dict[str, list[Row]]:
    """Sides, ties against their grain, sides by window, stable alignments of the landscape."""
    if found is None:
        return {name: [] for name in ("sides", "frustrated", "alignment_windows", "landscape")}
    return {
        "sides": _rows(found.actors),
        "frustrated": _rows(found.frustrated),
        "alignment_windows": [
            {"window": row.window, "actor": actor, "side": side, "crossed": actor in row.changed}
            for row in found.windows
            for actor, side in row.sides.items()
        ],
        "landscape": [
            {"energy": row.energy, "share": row.share, "side_1": row.sides[0], "side_2": row.sides[1]}
            for row in (found.landscape.minima if found.landscape else ())
        ],
    }


def _bargaining(found: Bargaining) -> dict[str, list[Row]]:
    """Actors of each disputed issue, the baselines, who gives way, a trade."""
    actors: list[Row] = [
        {"issue": row.issue, **cells(held), "reason_left_out": ""} for row in found.issues for held in row.actors
    ]
    actors += [
        {"issue": row.issue, "actor": held.actor, "reason_left_out": held.reason}
        for row in found.issues
        for held in row.left_out
    ]
    return {
        "bargaining": actors,
        "baselines": [
            {"issue": row.issue, "baseline": name, **cells(values)}
            for row in found.issues
            for name, values in (row.baselines or {}).items()
        ],
        "moves": [
            {"issue": row.issue, **cells(move)}
            for row in found.issues
            for move in (row.rounds.moves if row.rounds else ())
        ],
        "trade": _rows(found.trade.issues if found.trade else ()),
    }


def _beside(outside: Outside) -> dict[str, list[Row]]:
    """What stands beside a prior of the outlook; empty for other priors."""
    return {
        "effects": _rows(outside.effects),
        "covariates": _rows(outside.covariates),
        "neighbours": _rows(outside.neighbours),
        "scores": _rows(outside.scores),
        "reliability": _rows(outside.reliability),
        "history": _rows(outside.thesis_on_history),
        "refreshed": _rows(outside.refreshed),
    }


def claim_rows(verdict: Verdict) -> list[Row]:
    """Return the claims that the verdict used, one row each."""
    return [
        {
            "id": name,
            **cells(row, "visible"),
            "bears": [f"{sign}{factor}" for factor, sign in row.bears.items()],
            "visible": row.visible,
        }
        for name, row in verdict.evidence.claims.items()
    ]


def headers(verdict: Verdict, tables: Mapping[str, Sequence[Row]]) -> dict[str, list[str]]:
    """Return the columns of each table, those of an empty one from a verdict whose lists are not."""
    filled = specimen(verdict.case_info.focal_pair)
    full = {**build_tables(filled), CLAIMS: claim_rows(filled)} if not all(tables.values()) else {}
    return {name: columns_of(rows or full[name]) for name, rows in tables.items()}


def columns_of(rows: Sequence[Row]) -> list[str]:
    """Return the columns of rows in order of first appearance."""
    return list(dict.fromkeys(column for row in rows for column in row))


def _scenario(row: Scenario) -> Row:
    lost = [f"{name}={share}" for name, share in row.lost.items()]
    return {**cells(row), "lost": lost, **spread_outcomes(row.outcomes)}


def _factor(row: Factor) -> Row:
    return {
        **cells(row),
        "depends_on": [f"{name}={share}" for name, share in row.depends_on.items()],
        **spread_outcomes(row.shift, "shift_"),
        **{f"persistence_{key}": value for key, value in cells(row.persistence).items()},
    }
