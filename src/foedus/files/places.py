"""On which line of a TOML file a key stands, so that a problem has a place."""

from __future__ import annotations

import re

_HEADING = re.compile(r"^\s*\[\[?\s*([A-Za-z0-9_.\"'-]+)\s*\]\]?")


class Places:
    """Finds the lines of keys and tables.

    Parameters
    ----------
    text : str
        The file.

    Examples
    --------
    >>> places = Places('a = 1\\n[[options]]\\nid = "x"\\n[[options]]\\nid = "y"\\n')
    >>> places.of("a"), places.of("id", "options", number=1), places.of("none", "options", number=1)
    (1, 5, 4)
    """

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")

    def of(self, key: str, table: str = "", *, number: int = 0) -> int | None:
        """Line of a key in the `number`-th table called `table`; the table's own line if it is not there; else None."""
        wanted = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]")
        current, seen, heading = "", {"": 0}, None
        for place, line in enumerate(self._lines, start=1):
            found = _HEADING.match(line)
            if found:
                current = found[1].partition(".")[0]
                seen[current] = seen.get(current, -1) + 1
                if current == table and seen[current] == number:
                    heading = place
                elif current == key and not table:
                    return place
            elif current == table and seen.get(current) == number and key and wanted.match(line):
                return place
        return heading
