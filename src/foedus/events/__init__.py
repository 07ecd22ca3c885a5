"""Event data: files of any of the usual formats to one table of pairs and periods, and what the series say.

>>> from foedus import events
>>> events.Choices(period="quarter", duplicates="one-a-day").directed
False
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foedus.events.choices import Choices
    from foedus.events.drawing import figure_of
    from foedus.events.export import write
    from foedus.events.face import series, table
    from foedus.events.intake import add
    from foedus.events.store import collections, open_collection

_PLACES = {
    "Choices": "foedus.events.choices",
    "add": "foedus.events.intake",
    "collections": "foedus.events.store",
    "figure_of": "foedus.events.drawing",
    "open_collection": "foedus.events.store",
    "series": "foedus.events.face",
    "table": "foedus.events.face",
    "write": "foedus.events.export",
}
"""Where each name stands: nothing is loaded before it is asked for."""

__all__ = ["Choices", "add", "collections", "figure_of", "open_collection", "series", "table", "write"]


def __getattr__(name: str) -> Any:
    if name in _PLACES:
        return getattr(import_module(_PLACES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
