"""On which line of a TOML file a key stands, so that a problem has a place."""

from __future__ import annotations

import re

_HEADING = re.compile(r"^\s*\[\[?\s*([A-Za-z0-9_.\"'-]+)\s*\]\]?")
_KEY = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([^"'=.\[\]{}\s#]+))\s*[=.]""")


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
        self._text = text
        self._headings: dict[tuple[str, int], int] = {}
        self._keys: dict[tuple[str, int, str], int] = {}

    def of(self, key: str, table: str = "", *, number: int = 0) -> int | None:
        """Line of a key in the `number`-th table called `table`; the table's own line if it is not there; else None."""
        if not self._headings and not self._keys:
            self._index()
        found = self._keys.get((table, number, key)) if key else None
        if not table and (key, 0) in self._headings:
            heading = self._headings[key, 0]
            found = heading if found is None else min(found, heading)
        return found if found is not None else self._headings.get((table, number))

    def _index(self) -> None:
        current, seen = "", {"": 0}
        for place, line in enumerate(self._text.split("\n"), start=1):
            heading = _HEADING.match(line)
            if heading:
                current = heading[1].partition(".")[0].strip("\"'")
                seen[current] = seen.get(current, -1) + 1
                self._headings.setdefault((current, seen[current]), place)
                continue
            key = _KEY.match(line)
            if key:
                self._keys.setdefault((current, seen[current], key[key.lastindex or 1]), place)
