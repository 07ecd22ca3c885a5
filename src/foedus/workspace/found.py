"""Search over the texts and the claims of a case."""

from __future__ import annotations

from typing import Any

from foedus.case.schema import CLAIMS
from foedus.workspace.desk import Desk

MOST_FOUND = 200
"""Places that a search shows."""
_AROUND = 60
"""Characters beside a place that was found."""


def search(desk: Desk, words: str) -> list[dict[str, Any]]:
    """Return claims, and places in texts, that hold the words; case does not matter."""
    wanted = words.casefold().strip()
    if not wanted:
        return []
    with desk.standing():
        claims, texts = desk.rows(CLAIMS.name), desk.texts()
    found: list[dict[str, Any]] = [
        {"claim": key[0], "shown": cells.get("text", "")}
        for key, cells in claims.items()
        if wanted in " ".join(cells.values()).casefold()
    ]
    for name, text in texts.items():
        folded = text.casefold()
        if len(folded) != len(text):  # letters that fold to two: places would be wrong
            folded = text.lower() if len(text.lower()) == len(text) else text
        at = folded.find(wanted)
        while at >= 0 and len(found) < MOST_FOUND:
            shown = text[max(at - _AROUND, 0) : at + len(wanted) + _AROUND].replace("\n", " ")
            found.append({"document": name, "start": at, "stop": at + len(wanted), "shown": shown})
            at = folded.find(wanted, at + 1)
    return found[:MOST_FOUND]
