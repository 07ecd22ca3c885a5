"""Small files of events in the formats that are read, as their distributors lay them out."""

from __future__ import annotations

from collections.abc import Mapping

from foedus.events.formats.registry import event_format
from foedus.events.store import Collection

GDELT2 = {
    "SQLDATE": "20191024", "IsRootEvent": "1", "EventCode": "043", "EventBaseCode": "043", "EventRootCode": "04",
    "QuadClass": "1", "GoldsteinScale": "2.8", "NumMentions": "5", "Actor1Code": "RUSGOV", "Actor1CountryCode": "RUS",
    "Actor2Code": "IRN", "Actor2CountryCode": "IRN", "ActionGeo_CountryCode": "NA", "DATEADDED": "20191024143000",
    "SOURCEURL": "https://example.org/a",
}  # fmt: skip


def gdelt2_row(id: int, **cells: str) -> str:
    """A row of a GDELT 2.0 export."""
    return row("gdelt2", {"GLOBALEVENTID": str(id), **GDELT2, **cells})


def gdelt1_row(id: int, *, address: bool = True, **cells: str) -> str:
    """A row of a GDELT 1.0 file; without its address it has 57 columns."""
    line = row("gdelt1", {"GLOBALEVENTID": str(id), **GDELT2, "DATEADDED": "20191024", **cells})
    return line if address else line.rpartition("\t")[0]


def row(format: str, cells: Mapping[str, str]) -> str:
    """A line of the first layout of a format."""
    layout = event_format(format).layouts[0]
    assert set(cells) <= set(layout.columns)
    return layout.separator.join(cells.get(name, "") for name in layout.columns)


def quarter_hour(number: int) -> str:
    """Stamp of a quarter-hour of 24 October 2019."""
    return f"20191024{number // 4:02}{number % 4 * 15:02}00"


def rejected_of(collection: Collection, place: int = 0) -> str:
    """Text of the rejected rows of a file."""
    return (collection.parts[place].parent / "rejected.csv").read_text(encoding="utf-8")
