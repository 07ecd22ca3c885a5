"""What the case asks, filled in on the page: ``case.toml`` stands beside the log and is written in one step.

Undo does not reach it; a value that another has changed meanwhile is not written over.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from starlette.routing import Route

from foedus.case.coding.log.by_hand import rows_of
from foedus.case.coding.log.event import Change
from foedus.case.read import case_from_files, read_files
from foedus.case.schema import ACTORS, BIBLIOGRAPHY_FILE, SETTINGS, SOURCES, TABLES, THESIS
from foedus.case.settings_in_place import Value, replaced
from foedus.errors import CaseError, InputError
from foedus.files.cells import LIST_MARK
from foedus.files.findings import Findings
from foedus.files.folder import write_files
from foedus.workspace.actors import actor_of
from foedus.workspace.desk import Desk, Unfit
from foedus.workspace.forms import field_of
from foedus.workspace.routes import get, post
from foedus.workspace.verdicts import Verdicts

PAIR = ("first", "second")
"""Columns of the form for the two parties, and ids of those that a new case begins with."""
_FIRST_WORK = "first-work"
_FIXED = ("format_version", "id", "focal_pair")


def routes(desk: Desk, verdicts: Verdicts) -> tuple[Route, ...]:
    """Return the paths of the question."""
    return (
        get("/api/question", lambda _: question(desk)),
        post("/api/question", lambda body: ask(desk, body["before"], body["after"]), after=verdicts.ask),
    )


def question(desk: Desk) -> dict[str, Any]:
    """Return the fields of ``case.toml`` that the page asks for, and what stands in them."""
    parties = [
        field_of(SETTINGS["focal_pair"]) | {"name": name, "many": False, "tables": [ACTORS.name], "example": "Iran",
         "help": f"The {name} of the two of the question: an actor of the case, or the name of a new one."}
        for name in PAIR
    ]  # fmt: skip
    fields = [field_of(field) for field in SETTINGS.fields if field.name not in _FIXED]
    thesis = [field_of(field) | {"name": f"thesis.{field.name}"} for field in THESIS.fields]
    return {"fields": [*parties, *fields, *thesis], "cells": _cells(_text(desk)), "id": desk.folder.resolve().name}


def ask(desk: Desk, before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, Any]:
    """Write what the page has changed; parties that the case lacks become actors. Return what stands then.

    Parameters
    ----------
    desk : Desk
        The case.
    before : mapping of str to str
        What the page has shown.
    after : mapping of str to str
        What it holds now.

    Raises
    ------
    Unfit
        If a field cannot stand.
    InputError
        If another has changed the same meanwhile.
    """
    with desk.standing():
        now = _cells(_text(desk))
        changed = {name: str(cell).strip() for name, cell in after.items() if name in now and cell != before.get(name)}
        for name in changed:
            if now[name] != before.get(name, ""):
                raise InputError(f"{name} is {now[name]!r} by now; look at it and save again")
        pair, actors = _pair(desk, {**now, **changed})
        wanted = {name: _value(name, cell) for name, cell in changed.items() if name not in PAIR}
        if set(changed) & set(PAIR):
            wanted["focal_pair"] = pair
        desk.export()
        if actors:
            desk.write(actors)
            desk.export()
        _write(desk, wanted)
        _drop_beginnings(desk)
        return question(desk)


def _write(desk: Desk, wanted: Mapping[str, Value]) -> None:
    """Write the settings, unless the case would then be wrong in them."""
    old = read_files(desk.folder, Findings())
    new = replaced(_text(desk), wanted).encode()
    try:
        case_from_files(str(desk.folder), {**old, SETTINGS.file: new})
    except CaseError as error:
        mine = [problem for problem in error.problems if problem.file == SETTINGS.file]
        if mine:
            raise Unfit("; ".join(map(str, mine)), {_field(one.column, wanted): one.expected for one in mine}) from None
    write_files({SETTINGS.file: new}, desk.folder, read=old)


def _field(column: str, wanted: Mapping[str, Value]) -> str:
    """The field of the form that a problem is about."""
    if column == "focal_pair":
        return PAIR[0]
    return column if column in wanted else next((name for name in wanted if name.endswith(f".{column}")), column)


def _pair(desk: Desk, cells: Mapping[str, str]) -> tuple[tuple[str, ...], list[Change]]:
    """The ids of the parties, and the changes that add those that are new."""
    found: list[str] = []
    changes: list[Change] = []
    for name in PAIR:
        if not cells[name]:
            raise Unfit(f"{name}: must hold an actor", {name: "must hold an actor"})
        actor, made = actor_of(desk, cells[name], kind="state")
        found.append(actor)
        changes += made
    if found[0] == found[1]:
        raise Unfit(
            "second: expected another actor than the first", {"second": "expected another actor than the first"}
        )
    return tuple(found), changes


def _drop_beginnings(desk: Desk) -> None:
    """Take out the parties and the work that a new case begins with, where they stand as they were and nothing names them."""
    content = _text(desk)
    minimal = files("foedus.case") / "templates" / "minimal"
    for table, names in ((ACTORS, PAIR), (SOURCES, (_FIRST_WORK,))):
        began = rows_of(table, (minimal / table.file).read_bytes())
        for name in names:
            row = desk.rows(table.name).get((name,))
            if row and row == began[(name,)] and not _named(desk, content, name):
                desk.write([Change("drop", table.name, (name,), before=dict(row))])
                if table is SOURCES:
                    _drop_entry(desk, (minimal / BIBLIOGRAPHY_FILE).read_text(encoding="utf-8").strip())
    desk.export()


def _drop_entry(desk: Desk, entry: str) -> None:
    path = desk.folder / BIBLIOGRAPHY_FILE
    old = path.read_bytes()
    new = old.replace(f"{entry}\n\n".encode(), b"").replace(f"{entry}\n".encode(), b"")
    write_files({BIBLIOGRAPHY_FILE: new}, desk.folder, read={BIBLIOGRAPHY_FILE: old})


def _named(desk: Desk, settings: str, name: str) -> bool:
    """Whether something in the case names an id."""
    cells = _cells(settings)
    rows = (
        cell
        for table in TABLES
        for row in desk.rows(table.name).values()
        for column, cell in row.items()
        if column not in (table.id_field, "name", "note")
    )
    named = {part.partition(":")[0] for cell in rows for part in cell.split(LIST_MARK)}
    return name in named or name in (cells["first"], cells["second"], cells["thesis.source"])


def _text(desk: Desk) -> str:
    return (desk.folder / SETTINGS.file).read_text(encoding="utf-8-sig")


def _cells(text: str) -> dict[str, str]:
    """What stands in the file, by field of the form."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{SETTINGS.file} is no TOML: {error}; mend it in an editor") from None
    thesis = content.get("thesis") if isinstance(content.get("thesis"), dict) else {}
    pair = content.get("focal_pair")
    pair = [str(one) for one in pair] if isinstance(pair, list) else []
    found = dict(zip(PAIR, [*pair, "", ""], strict=False))
    found |= {name: str(content.get(name, "")) for name in SETTINGS.columns if name not in _FIXED}
    return found | {f"thesis.{name}": str((thesis or {}).get(name, "")) for name in THESIS.columns}


def _value(name: str, cell: str) -> Value:
    if name in SETTINGS.columns and SETTINGS[name].type == "integer":
        if not cell.isdecimal():
            raise Unfit(f"{name}: {cell!r}: expected a whole number", {name: f"{cell!r}: expected a whole number"})
        return int(cell)
    return cell
