"""What each coder of one case has coded: a case of its own for each, to be compared."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.case.coding.log.export import render_table
from foedus.case.coding.log.fold import fold
from foedus.case.coding.log.journal import BY_HAND, FOLDER
from foedus.case.coding.log.store import CodingLog, read_log
from foedus.case.load import load_case
from foedus.case.model import Case
from foedus.case.read import case_from_files, read_files
from foedus.case.schema import ANCHORS, CLAIMS, SETTLED, TABLES
from foedus.errors import InputError
from foedus.files.findings import Findings

if TYPE_CHECKING:
    from foedus.case.coding.compare import Agreement


def agreements(case: str | Path) -> Iterator[tuple[str, str, Agreement]]:
    """Yield every pair of coders of a case with how far they agree.

    Whose a claim is, its column `coder` says. Where the case has a log, each coder's claims are as that coder left them, without
    what others made of them since.

    Raises InputError if fewer than two coders have claims, or no two of them coded the same source.
    """
    from foedus.case.coding.compare import compare_codings  # arrays; who only asks for the codings needs none

    codings = _codings(case)
    if len(codings) < 2:
        found = f"all claims are by {next(iter(codings))!r}" if codings else "no claim names a coder"
        raise InputError(
            f"{str(case)!r}: {found}; agreement needs two coders, or two cases: foedus case agreement FIRST SECOND"
        )
    compared = 0
    for first, second in combinations(sorted(codings), 2):
        sources = [{claim.source for claim in codings[coder].claims} for coder in (first, second)]
        if sources[0] & sources[1]:
            compared += 1
            yield first, second, compare_codings(codings[first], codings[second])
    if not compared:
        raise InputError(f"{str(case)!r}: no two of the coders {', '.join(sorted(codings))} have coded the same source")


def _codings(case: str | Path) -> dict[str, Case]:
    folder = Path(case)
    log = read_log(folder) if (folder / FOLDER).is_dir() else None
    if log is None or not log.events:
        whole = load_case(case)
        names = sorted({claim.coder for claim in whole.claims} - {""})
        return {name: _claims_of(whole, name) for name in names}
    load_case(case)  # says what is wrong with it
    log.take_up(at="")
    return codings_of(log, folder)


def codings_of(log: CodingLog, folder: Path) -> dict[str, Case]:
    """Return the case with the claims of each coder as that coder left them, before anything was settled.

    Parameters
    ----------
    log : CodingLog
        What all coders have written.
    folder : Path
        The case folder.
    """
    names = sorted({cells.get("coder", "") for cells in _all_claims(log)} - {""})
    decisions = {event.group for event in log.all_events if event.table == SETTLED.name}
    codings = {name: _claims_of(_as_left_by(log, folder, name, decisions=decisions), name) for name in names}
    return {name: coding for name, coding in codings.items() if coding.claims}


def _all_claims(log: CodingLog) -> list[dict[str, str]]:
    return [row.cells for row in log.state.tables.get("claims", {}).values()]


def _as_left_by(log: CodingLog, folder: Path, coder: str, *, decisions: Collection[str]) -> Case:
    """The case as it stands, with the coder's claims as if nobody else had worked on them and nothing had been decided."""
    alone = fold(event for event in log.all_events if event.coder in (coder, BY_HAND) and event.group not in decisions)
    mine = {key: cells for key, cells in alone.rows("claims").items() if cells.get("coder") == coder}
    places = {key: cells for key, cells in alone.rows(ANCHORS.name).items() if (cells.get("claim", ""),) in mine}
    own = {CLAIMS.name: mine, ANCHORS.name: places}
    files = read_files(folder, Findings())
    for table in TABLES:
        rows = log.state.rows(table.name) | own.get(table.name, {})
        if (rows or table.file in files) and table.name not in log.unreadable:
            files[table.file] = render_table(table, rows, old=files.get(table.file))
    return case_from_files(str(folder), files)


def _claims_of(case: Case, coder: str) -> Case:
    return replace(case, claims=tuple(claim for claim in case.claims if claim.coder == coder))
