"""Support in lines for a terminal and in records for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import polars as pl

from foedus.affinity.pair import COLUMNS, Pair, Record
from foedus.affinity.theatre import Side, Supporter, Theatre, spans
from foedus.affinity.theatre_network import Network
from foedus.terms.states.table import STATES

SHARED = "some supporters gave it, the record does not say which"


def pair_lines(found: Pair) -> Iterator[str]:
    """Return what is on record of two states, a line each."""
    one, other = (STATES[code].name for code in (found.one, found.other))
    yield f"{one} ({found.one}) and {other} ({found.other}), {found.years[0]}-{found.years[1]}"
    if COLUMNS["joint_support"][0] in {record.dataset for record in found.records if record.covers(*found.years)}:
        yield f"On one side: {found.same.height} rows of an actor and year"
        yield from (f"  {line}" for line in _same(found.same))
        yield f"On opposite sides: {found.opposite.height} conflict dyads and years"
        yield from (f"  {line}" for line in _opposite(found.opposite, one, other))
    yield from _table(found)
    for record in found.records:
        yield f"{record.dataset} {record.version}, {_covered(record, found.years)}: {record.licence}"


def _covered(record: Record, years: tuple[int, int]) -> str:
    """Years of a record and, where it lacks some of those asked for, which of them it covers."""
    own = f"{record.coverage[0]}-{record.coverage[1]}"
    if record.coverage[0] <= years[0] and years[1] <= record.coverage[1]:
        return own
    both = range(max(years[0], record.coverage[0]), min(years[1], record.coverage[1]) + 1)
    return f"{own} (of these years {spans(both) or 'none'})"


def _same(rows: pl.DataFrame) -> Iterator[str]:
    for (place, actor), part in _by(rows, "location", "actor_name"):
        yield f"{actor} ({place}): {spans(part['year'])}"


def _opposite(rows: pl.DataFrame, one: str, other: str) -> Iterator[str]:
    for (place, actor, against), part in _by(rows, "location", "actor_name", "other_actor"):
        yield f"{one} with {actor}, {other} with {against} ({place}): {spans(part['year'])}"


def _by(rows: pl.DataFrame, *names: str) -> Iterator[tuple[tuple[Any, ...], pl.DataFrame]]:
    """Rows by names without line breaks, in the order of years."""
    if not rows.is_empty():
        plain = rows.with_columns(pl.col(names).str.replace_all(r"\s+", " ").str.strip_chars()).sort("year")
        yield from plain.group_by(names, maintain_order=True)


def _table(found: Pair) -> Iterator[str]:
    heads = {
        "joint_support": "both support", "opposite_support": "opposite", "exercises": "exercises",
        "arms_forth": f"arms {STATES[found.one].abbreviation}>{STATES[found.other].abbreviation}",
        "arms_back": f"arms {STATES[found.other].abbreviation}>{STATES[found.one].abbreviation}", "igos": "joint IGOs",
    }  # fmt: skip
    installed = {record.dataset for record in found.records}
    heads = {name: head for name, head in heads.items() if COLUMNS[name][0] in installed}
    shown = found.by_year.filter(pl.any_horizontal(pl.col(name).is_not_null() for name in heads))
    if shown.is_empty():
        yield "No record covers these years."
        return
    arms = "arms in million TIV; " if "arms_forth" in heads else ""
    yield f"By year ({arms}empty: not covered):"
    widths = [max(len(head), 7) for head in heads.values()]
    yield f"  year  {'  '.join(head.rjust(width) for head, width in zip(heads.values(), widths, strict=True))}"
    for year, *cells in shown.select("year", *heads).iter_rows():
        texts = (
            "" if cell is None else f"{cell:.1f}" if isinstance(cell, float) and cell else f"{cell:g}" for cell in cells
        )
        yield f"  {year}  {'  '.join(text.rjust(width) for text, width in zip(texts, widths, strict=True))}".rstrip()


def pair_record(found: Pair) -> dict[str, Any]:
    """Return what is on record of two states for other programs."""
    of_rows = ["year", "id", "conflict_id", "dyad_id", "location", "actor_id", "actor_name", "side"]
    return {
        "states": [{"ccode": code, "name": STATES[code].name} for code in (found.one, found.other)],
        "years": list(found.years),
        "columns": {name: {"dataset": dataset, "meaning": meaning} for name, (dataset, meaning) in COLUMNS.items()},
        "by_year": found.by_year.to_dicts(),
        "same_side": _records(found.same, of_rows),
        "opposite_sides": _records(found.opposite, [*of_rows, "other_actor"]),
        "acts": found.acts.to_dicts(),
        "datasets": [asdict(record) for record in found.records],
        "not_installed": list(found.missing),
    }


def _records(rows: pl.DataFrame, columns: list[str]) -> list[dict[str, Any]]:
    return [] if rows.is_empty() else rows.select(columns).to_dicts()


def theatre_lines(found: Theatre) -> Iterator[str]:
    """Return the sides of a theatre with their supporters, a line each."""
    yield f"{found.name}, {found.years[0]}-{found.years[1]}: {found.rows.height} rows of an actor and year"
    conflict = None
    for side in sorted(found.sides, key=lambda side: side.conflict):
        if side.conflict != conflict:
            yield side.conflict
            conflict = side.conflict
        head = side.actor if side.side == side.actor else f"{side.actor} ({side.side})"
        yield f"  {head}, {spans(side.years)}{'' if side.supporters else ': no support on record'}"
        for supporter in side.supporters:
            yield f"    {supporter.name}, {spans(supporter.years)}: {_kinds(supporter)}"
    if any(one.shared for side in found.sides for one in side.supporters):
        yield f"*: {SHARED}"


def _kinds(supporter: Supporter) -> str:
    """Kinds with their years where these are not all years of the supporter; an asterisk where it is not known to be its own."""
    kinds = [(kind, years, "") for kind, years in supporter.own.items()]
    kinds += [(kind, years, "*") for kind, years in supporter.shared.items()]
    when = {years: "" if years == supporter.years else f" {spans(years)}" for _, years, _ in kinds}
    return "; ".join(f"{kind}{mark}{when[years]}" for kind, years, mark in kinds)


def theatre_record(found: Theatre, network: Network) -> dict[str, Any]:
    """Return a theatre for other programs."""
    return {
        "theatre": found.name,
        "years": list(found.years),
        "sides": [_side(side) for side in found.sides],
        "nodes": [asdict(node) for node in network.nodes],
        "edges": [asdict(edge) for edge in network.edges],
        "acts": found.acts.to_dicts(),
    }


def _side(side: Side) -> dict[str, Any]:
    supporters = [
        {"name": one.name, "ccode": one.ccode, "years": list(one.years)}
        | {
            name: {kind: list(years) for kind, years in kinds.items()}
            for name, kinds in (("own", one.own), ("shared", one.shared))
        }
        for one in side.supporters
    ]
    return {
        "conflict": side.conflict,
        "side": side.side,
        "actor": side.actor,
        "years": list(side.years),
        "supporters": supporters,
    }
