"""Tables of the verdict as CSV, safe to open in a spreadsheet.

A text that a spreadsheet would run as a formula (it starts with = + - @, a tab or a carriage return)
gets a leading apostrophe; numbers stay numbers.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

import msgspec

from foedus.terms.outcomes import OUTCOMES
from foedus.verdict.types import Verdict

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

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
    bare = text.lstrip(" \u00a0\ufeff")
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
    """Return values by outcome as columns; inner mappings become `outcome_key` columns."""
    row: dict[str, Any] = {}
    for outcome in OUTCOMES:
        inner = values[outcome]
        if isinstance(inner, Mapping):
            row.update({f"{prefix}{outcome}_{key}": inner[key] for key in inner})
        else:
            row[f"{prefix}{outcome}"] = inner
    return row


def build_tables(found: Verdict) -> dict[str, list[Row]]:
    """Return every table of a verdict by name; each row is a mapping of column to value."""
    verdict = msgspec.to_builtins(found)
    sensitivity = verdict["sensitivity"]
    tables: dict[str, list[Row]] = {
        "outcomes": [{"outcome": name, **verdict["outcomes"][name]} for name in OUTCOMES],
        "scenarios": [_flat(row, "outcomes") for row in verdict["scenarios"]],
        "factors": [_factor(row) for row in verdict["factors"]],
        "positions": [{"issue": issue["id"], **row} for issue in verdict["issues"] for row in issue["positions"]],
        "convergence": [{key: row[key] for key in row if key != "positions"} for row in verdict["issues"]],
        "ties": verdict["ties"],
        "threats": [_threat(row) for row in verdict["threats"]],
        "common_threats": [_flat(row, "pair") for row in verdict["common_threats"]],
        "ladder": verdict["ladder"],
        "support": verdict["support"],
        "ach": [_flat(_without(row, "words"), "ratings") for row in verdict["hypotheses"]["ach"]["rows"]],
        "groups": [_flat(_without(row, "deciding"), "push") for row in verdict["hypotheses"]["groups"]],
        "outside": [
            {"year": row["year"], "enemy": name, **spread_outcomes(row["outcomes"])}
            for name, key in (("there", "by_year"), ("gone", "without_enemy"))
            for row in verdict["outside"][key] or ()
        ],
        **_beside(verdict["outside"]),
        **_alignments(verdict["alignments"]),
        **_bargaining(verdict["bargaining"]),
        "path": [_flat(row, "outcomes") for row in verdict["path"]],
        "tornado": sensitivity["tornado"],
        "decides": sensitivity["decides"],
        "assumptions": [
            _flat(_flat(row, "if_false", "if_false_"), "shift", "shift_") for row in verdict["assumptions"]
        ],
        "indicators": [_indicator(row) for row in verdict["indicators"]],
        "balance": verdict["balance"]["perspectives"],
        "one_sided": verdict["balance"]["one_sided"],
        "sentences": verdict["sentences"],
        "sources": [{"key": key, **row} for key, row in verdict["evidence"]["sources"].items()],
        "ratings": [{"id": key, **row} for key, row in verdict["evidence"]["ratings"].items()],
    }
    for key, name in (
        ("leave_one_reference_out", "leave_one_reference_out"),
        ("leave_one_perspective_out", "leave_one_perspective_out"),
        ("prior", "prior_sweep"),
        ("temper", "temper_sweep"),
        ("ratings", "rating_sweep"),
    ):
        rows = [_without(row, "shift") for row in sensitivity[key]]
        tables[name] = [_flat(row, "outcomes") for row in rows]
    for name in ("congruence", "conflict", "subtract"):
        tables[f"network_{name}"] = verdict["networks"][name]
    return tables


def _alignments(found: Mapping[str, Any] | None) -> dict[str, list[Row]]:
    """Sides, ties against their grain, sides by window, stable alignments of the landscape."""
    if found is None:
        return {name: [] for name in ("sides", "frustrated", "alignment_windows", "landscape")}
    return {
        "sides": found["actors"],
        "frustrated": found["frustrated"],
        "alignment_windows": [
            {"window": row["window"], "actor": actor, "side": side, "crossed": actor in row["changed"]}
            for row in found["windows"]
            for actor, side in row["sides"].items()
        ],
        "landscape": [
            {"energy": row["energy"], "share": row["share"], "side_1": row["sides"][0], "side_2": row["sides"][1]}
            for row in (found["landscape"] or {"minima": ()})["minima"]
        ],
    }


def _bargaining(found: Mapping[str, Any]) -> dict[str, list[Row]]:
    """Actors of each disputed issue, the baselines, who gives way, a trade."""
    actors = [
        {"issue": row["issue"], **held, "reason_left_out": ""} for row in found["issues"] for held in row["actors"]
    ]
    actors += [
        {"issue": row["issue"], "actor": held["actor"], "reason_left_out": held["reason"]}
        for row in found["issues"]
        for held in row["left_out"]
    ]
    return {
        "bargaining": actors,
        "baselines": [
            {"issue": row["issue"], "baseline": name, **values}
            for row in found["issues"]
            for name, values in (row["baselines"] or {}).items()
        ],
        "moves": [
            {"issue": row["issue"], **move}
            for row in found["issues"]
            for move in (row["rounds"] or {"moves": ()})["moves"]
        ],
        "trade": (found["trade"] or {"issues": []})["issues"],
    }


def _beside(outside: Mapping[str, Any]) -> dict[str, list[Row]]:
    """What stands beside a prior of the outlook; empty for other priors."""
    named = {"history": "thesis_on_history"}
    names = ("effects", "covariates", "neighbours", "scores", "reliability", "history", "refreshed")
    return {name: outside[named.get(name, name)] or [] for name in names}


def claim_rows(found: Verdict) -> list[Row]:
    """Return the claims that the verdict used, one row each."""
    verdict = msgspec.to_builtins(found)
    return [
        {"id": name, **row, "bears": [f"{sign}{factor}" for factor, sign in row["bears"].items()]}
        for name, row in verdict["evidence"]["claims"].items()
    ]


def columns_of(rows: Sequence[Row]) -> list[str]:
    """Return the columns of rows in order of first appearance."""
    return list(dict.fromkeys(column for row in rows for column in row))


def _without(row: Row, *keys: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in keys}


def _flat(row: Row, key: str, prefix: str = "") -> dict[str, Any]:
    inner = row[key]
    flat = (
        spread_outcomes(inner, prefix) if set(inner) == set(OUTCOMES) else {f"{key}_{k}": v for k, v in inner.items()}
    )
    rest = _without(row, key)
    lost = rest.pop("lost", None)
    if lost is not None:
        rest["lost"] = [f"{name}={share}" for name, share in lost.items()]
    return {**rest, **flat}


def _factor(row: Row) -> Row:
    flat = _flat(_flat(row, "ratings", "rating_"), "shift", "shift_")
    kept = flat.pop("persistence")
    return {**flat, **{f"persistence_{key}": kept[key] for key in kept}}


def _threat(row: Row) -> Row:
    parts = {name: part["value"] for name, part in row["components"].items()}
    return {**_without(row, "components"), **parts}


def _indicator(row: Row) -> Row:
    return _flat(_flat(row, "shift", "shift_"), "shift_one_reference", "one_reference_")
