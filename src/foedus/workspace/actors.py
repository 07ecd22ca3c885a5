"""Actors by the names that people write: found in the case, or added with the codes of a state."""

from __future__ import annotations

from foedus.case.coding.log.event import Cells, Change
from foedus.case.schema import ACTORS
from foedus.errors import InputError
from foedus.files.cells import LIST_MARK, slugify
from foedus.terms.states.meant import meant_ccode, meant_iso3
from foedus.workspace.desk import Desk

_LONGEST = 34


def actor_of(desk: Desk, name: str, *, kind: str) -> tuple[str, list[Change]]:
    """Return the id of the actor that an id, a name or another name of it means, and the change that adds it if it is new.

    Raises InputError if the name is empty or the kind is none.
    """
    found = _named(desk, name)
    if found:
        return found, []
    if not name.strip():
        raise InputError("an actor needs a name")
    row = {"id": free_id(desk, name), "name": name.strip(), "kind": kind} | _codes(name, kind)
    desk.demand(ACTORS, row)
    return row["id"], [Change("add", ACTORS.name, (row["id"],), after=row)]


def free_id(desk: Desk, name: str) -> str:
    """Return an id made of a name that names nothing else in the case."""
    taken = desk.taken()
    base = slugify(name)[:_LONGEST].strip("-") or "new"
    ends = ("", *(f"-{number}" for number in range(2, len(taken) + 3)))
    return next(base + end for end in ends if base + end not in taken)


def _named(desk: Desk, name: str) -> str:
    wanted = name.casefold().strip()
    rows = desk.rows(ACTORS.name)
    if (name.strip(),) in rows:
        return name.strip()
    for key, cells in rows.items():
        names = (cells.get("name", ""), *cells.get("aliases", "").split(LIST_MARK))
        if wanted and wanted in {one.casefold().strip() for one in names}:
            return key[0]
    return ""


def _codes(name: str, kind: str) -> Cells:
    codes = {"ccode": meant_ccode(name), "iso3": meant_iso3(name)} if kind == "state" else {}
    return {column: code for column, code in codes.items() if code}
