"""How far coders agree, each coded by oneself, and what they code otherwise side by side, until somebody decides it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

from starlette.routing import Route

from foedus.case.coding.log.event import Cells, Change, Event
from foedus.case.coding.log.fold import WHOLE_ROW, Conflict
from foedus.case.model import Case
from foedus.case.schema import ANCHORS, BEARINGS, CHECKLIST_ROWS, CLAIMS, CODED, DOCUMENTS, SETTLED
from foedus.errors import CaseError, InputError
from foedus.files.cells import LIST_MARK
from foedus.terms.kinds import SETTLEMENTS
from foedus.workspace.desk import Desk
from foedus.workspace.routes import get, post
from foedus.workspace.verdicts import Verdicts

if TYPE_CHECKING:
    from foedus.case.coding.compare import Agreement, Measure

NONE = "none"
"""In place of a claim that the other coder lacks."""
_MEASURES = ("predicate", "object", "sign", "value")


def routes(desk: Desk, verdicts: Verdicts) -> tuple[Route, ...]:
    """Return the paths of the view."""
    return (
        get("/api/agreement", lambda _: agreement(desk)),
        post("/api/coded", lambda body: mark_coded(desk, str(body["document"]), done=bool(body["done"])), after=verdicts.ask),
        post(
            "/api/settle",
            lambda body: settle(
                desk, str(body["first"]), str(body["second"]), decision=str(body["decision"]), ground=str(body["ground"]),
                cells=body.get("cells"),
            ),
            after=verdicts.ask,
        ),
        post(
            "/api/conflicts/settle",
            lambda body: settle_conflict(desk, str(body["table"]), body["row"], field=str(body["field"]), value=str(body["value"])),
            after=verdicts.ask,
        ),
    )  # fmt: skip


def agreement(desk: Desk) -> dict[str, Any]:
    """Return who has done with what, how far every two coders agree, what is to be decided and what two have changed at once."""
    with desk.standing():
        documents, done = sorted(key[0] for key in desk.rows(DOCUMENTS.name)), _done(desk)
        conflicts = [_conflict(one) for one in desk.conflicts()]
    try:
        codings, problems = desk.codings(), []
    except CaseError as error:
        # Where coding is blind, a problem of a hidden row would tell of it.
        hidden = ["foedus case check says why"] if desk.blind else None
        codings, problems = {}, hidden or [str(problem) for problem in error.problems]
    return {
        "blind": desk.blind,
        "coder": desk.coder,
        "documents": [{"id": name, "done": sorted(done.get(name, ()))} for name in documents],
        "coders": sorted(codings),
        "problems": problems,
        "pairs": [_pair(desk, codings, pair, done) for pair in combinations(sorted(codings), 2)],
        "conflicts": conflicts,
    }


def mark_coded(desk: Desk, document: str, *, done: bool) -> bool:
    """Say that the coder of the desk has done with a document, or has not after all."""
    with desk.standing():
        if (document,) not in desk.rows(DOCUMENTS.name):
            raise InputError(f"there is no document {document!r}")
        cells = {"document": document, "coder": desk.coder}
        row = (document, desk.coder)
        if done and row not in desk.rows(CODED.name):
            desk.write([Change("add", CODED.name, row, after=cells)])
        elif not done and row in desk.rows(CODED.name):
            desk.write([Change("drop", CODED.name, row, before=cells)])
        return done


def settle(
    desk: Desk, first: str, second: str, *, decision: str, ground: str, cells: Mapping[str, str] | None = None
) -> str:
    """Decide between two claims, as one action with its reason; return the claim that stands, empty where none or both do.

    Parameters
    ----------
    desk : Desk
    first, second : str
        Ids of the claims; `NONE` as the second where the other coder has none.
    decision : str
        One of `foedus.terms.kinds.SETTLEMENTS`.
    ground : str
        Why.
    cells : mapping of str to str, optional
        The new version, for ``new``; it is put on the passages and factors of both.
    """
    if decision not in SETTLEMENTS:
        raise InputError(f"{decision!r} is no decision; expected {', '.join(SETTLEMENTS)}")
    with desk.standing():
        claims = desk.rows(CLAIMS.name)
        for name in (first, second):
            if name != NONE and (name,) not in claims:
                raise InputError(f"there is no claim {name!r} any more; look again")
        made, changes = _new_version(desk, (first, second), cells) if decision == "new" else ("", [])
        stands = {"first": first, "second": second, "new": made}.get(decision, "")
        gone = [] if decision == "both" else [name for name in (first, second) if name not in (stands, NONE)]
        row = {"first": first, "second": second, "decision": decision, "ground": ground.strip(), "coder": desk.coder}
        desk.demand(SETTLED, row)
        changes += [change for name in gone for change in desk.without_claim(name)]
        changes += _answers(desk, gone, "" if stands == NONE else stands)
        desk.write([*changes, Change("add", SETTLED.name, (first, second), after=row)])
        return stands


def settle_conflict(desk: Desk, table: str, row: Any, *, field: str, value: str) -> str:
    """Decide what stands where two have changed the same; for a whole row, `value` is ``back`` or ``dropped``."""
    key = tuple(map(str, row))
    with desk.standing():
        if not any((one.table, one.row, one.field) == (table, key, field) for one in desk.conflicts()):
            raise InputError("nothing is undecided there any more; look again")
        if field == WHOLE_ROW:
            desk.edit([{"op": "restore", "table": table, "row": list(key)}])
            if value == "dropped":
                desk.edit([{"op": "drop", "table": table, "row": list(key)}])
        else:
            before = desk.rows(table).get(key, {}).get(field, "")
            change = {"op": "set", "table": table, "row": list(key), "field": field, "before": before, "after": value}
            desk.edit([change])
    return value


def _done(desk: Desk) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for document, coder in desk.rows(CODED.name):
        found.setdefault(document, set()).add(coder)
    return found


def _pair(
    desk: Desk, codings: Mapping[str, Case], pair: tuple[str, str], done: Mapping[str, Collection[str]]
) -> dict[str, Any]:
    """The agreement of two coders; where coding is blind, on documents that both have done with."""
    from foedus.case.coding.compare import (
        compare_codings,  # arrays, which the server does without until they are asked for
    )

    first, second = (_compared(codings[name], pair, done) if desk.blind else codings[name] for name in pair)
    found: dict[str, Any] = {"coders": pair, "measures": [], "differences": [], "note": ""}
    try:
        compared = compare_codings(first, second)
    except InputError as error:
        waits = "they have not both done with a document yet" if desk.blind else str(error)
        return found | {"note": waits}
    with desk.standing():
        shown = _Shown(desk)
        found["differences"] = [
            *(shown.pair(ids, pair, what) for ids, what in _differences(compared).items()),
            *(shown.pair((name, NONE), pair, ("seen by one",)) for name in compared.units.only_first),
            *(shown.pair((name, NONE), pair[::-1], ("seen by one",)) for name in compared.units.only_second),
        ]
    units = compared.units
    seen = units.first + units.second - units.matched
    found["measures"] = [
        {"name": "assertions seen", "agreed": units.matched, "pairs": seen, "percent": units.percent, "alpha": None},
        *({"name": name} | _figures(getattr(compared, name)) for name in _MEASURES),
    ]
    return found


def _compared(coding: Case, pair: tuple[str, str], done: Mapping[str, Collection[str]]) -> Case:
    """The claims of a coding on documents that both have done with."""
    both = {name for name, coders in done.items() if {*pair} <= {*coders}}
    on: dict[str, set[str]] = {}
    for passage in coding.anchors:
        on.setdefault(passage.claim, set()).add(passage.document)
    return replace(coding, claims=tuple(claim for claim in coding.claims if on.get(claim.id, set()) & both))


def _figures(measure: Measure) -> dict[str, Any]:
    return {"agreed": measure.agreed, "pairs": measure.pairs, "percent": measure.percent, "alpha": measure.alpha}


def _differences(found: Agreement) -> dict[tuple[str, str], tuple[str, ...]]:
    """What two claims on one assertion differ in, by their ids."""
    by_pair: dict[tuple[str, str], tuple[str, ...]] = {}
    for name in _MEASURES:
        for one in getattr(found, name).differences:
            by_pair[one.first, one.second] = (*by_pair.get((one.first, one.second), ()), name)
    return by_pair


class _Shown:
    """Claims side by side: cells, passages, and what was decided."""

    def __init__(self, desk: Desk) -> None:
        self._claims = desk.rows(CLAIMS.name)
        self._settled = desk.rows(SETTLED.name)
        self._places: dict[str, list[dict[str, Any]]] = {}
        for cells in desk.rows(ANCHORS.name).values():
            place = {
                "document": cells["document"],
                "start": int(cells["start"]),
                "stop": int(cells["stop"]),
                "exact": cells["exact"],
            }
            self._places.setdefault(cells["claim"], []).append(place)

    def pair(self, ids: tuple[str, str], coders: tuple[str, str], what: tuple[str, ...]) -> dict[str, Any]:
        sides = [
            {"id": name, "coder": coder, "cells": self._claims.get((name,), {}), "places": self._places.get(name, [])}
            for name, coder in zip(ids, coders, strict=True)
        ]
        gone = [name for name in ids if name != NONE and (name,) not in self._claims]
        return {"what": what, "sides": sides, "gone": gone, "settled": self._settled.get(ids)}


def _new_version(desk: Desk, old: tuple[str, str], cells: Mapping[str, str] | None) -> tuple[str, list[Change]]:
    """The id of a claim in place of others, and the changes that put it on their passages and factors."""
    row = {name: cell for name, cell in (cells or {}).items() if cell}
    row |= {"id": desk.free_id(), "coder": desk.coder}
    desk.demand(CLAIMS, row)
    changes = [Change("add", CLAIMS.name, (row["id"],), after=row)]
    for table in (ANCHORS, BEARINGS):
        column = table.key.index("claim")
        taken: dict[tuple[str, ...], Cells] = {}
        for key, found in desk.rows(table.name).items():
            if key[column] in old:
                moved = (*key[:column], row["id"], *key[column + 1 :])
                taken.setdefault(moved, {**found, "claim": row["id"]})
        changes += [Change("add", table.name, key, after=found) for key, found in taken.items()]
    return row["id"], changes


def _answers(desk: Desk, gone: Iterable[str], stands: str) -> list[Change]:
    """Answers of the checklist that rest on what is dropped rest on what stands."""
    names = {*gone}
    changes = []
    for key, cells in desk.rows(CHECKLIST_ROWS.name).items():
        for column in ("claims", "against"):
            parts = [part for part in cells.get(column, "").split(LIST_MARK) if part]
            if names.isdisjoint(parts):
                continue
            kept = dict.fromkeys(stands if part in names else part for part in parts)
            after = LIST_MARK.join(part for part in kept if part)
            changes.append(Change("set", CHECKLIST_ROWS.name, key, column, cells[column], after))
    return changes


def _conflict(one: Conflict) -> dict[str, Any]:
    def side(event: Event) -> dict[str, Any]:
        after = event.after.get(one.field, "") if isinstance(event.after, dict) else event.after
        return {"coder": event.coder, "at": event.at, "op": event.op, "value": after or ""}

    return {
        "table": one.table, "row": list(one.row), "field": one.field, "told": one.told,
        "earlier": side(one.earlier), "later": side(one.later),
    }  # fmt: skip
