"""What of the case on the desk will not count in its verdict, why, and where each of it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.routing import Route

from foedus.case.schema import ANCHORS, CHECKLIST_ROWS, CLAIMS, FACTORS, ISSUES
from foedus.errors import CaseError
from foedus.terms.uncounted import UNCOUNTED
from foedus.workspace.desk import Desk
from foedus.workspace.routes import get

MOST_NAMED = 200
"""Claims, factors or kinds of one reason that are listed."""

Places = Mapping[str, list[dict[str, Any]]]


def routes(desk: Desk) -> tuple[Route, ...]:
    """Return the paths of the view."""
    return (get("/api/not-counting", lambda _: not_counting(desk)),)


def not_counting(desk: Desk) -> dict[str, Any]:
    """Return what ``foedus case check`` says of the case as it stands: its problems, else what will not count.

    Each reason names its claims, factors and kinds with the row and the passages of each.
    """
    from foedus.assessment.beforehand import will_not_count  # no other view needs what makes a verdict

    try:
        found = will_not_count(desk.case())
    except CaseError as error:
        return {"problems": [str(problem) for problem in error.problems], "reasons": []}
    with desk.standing():
        places = _places(desk)
        reasons = [
            {
                "sort": UNCOUNTED[one.sort],
                "text": one.text,
                "step": one.step,
                "count": len(one.ids),
                "items": [_item(desk, name, places) for name in one.ids[:MOST_NAMED]],
            }
            for one in found
        ]
    return {"problems": [], "reasons": reasons}


def _places(desk: Desk) -> Places:
    found: dict[str, list[dict[str, Any]]] = {}
    for cells in desk.rows(ANCHORS.name).values():
        place = {"document": cells["document"], "start": int(cells["start"]), "stop": int(cells["stop"])}
        found.setdefault(cells["claim"], []).append(place)
    return found


def _item(desk: Desk, name: str, places: Places) -> dict[str, Any]:
    """The row that a name of a reason stands for; a kind without an answer has none."""
    for table, column in ((CLAIMS, "text"), (FACTORS, "label"), (ISSUES, "question"), (CHECKLIST_ROWS, "ground")):
        cells = desk.rows(table.name).get((name,))
        if cells is not None:
            return {"id": name, "table": table.name, "shown": cells.get(column, ""), "places": places.get(name, [])}
    by_kind = [key[0] for key, cells in desk.rows(FACTORS.name).items() if cells.get("checklist") == name]
    return {
        "id": by_kind[0] if by_kind else name,
        "table": FACTORS.name if by_kind else "",
        "shown": name,
        "places": [],
    }
