"""Networks in XML: within their limits, and left early where most ties are wrong."""

from __future__ import annotations

import re

from foedus.errors import Problem
from foedus.files.findings import MOST_PROBLEMS
from foedus.files.networks.ties import MOST_ACTORS, check_size
from foedus.files.xml import SafeXml

MOST_KEYS = 1000
"""Most attributes, and graphs, that a file declares."""


class Enough(Exception):
    """So much is wrong that reading on tells nothing."""


class NetworkXml(SafeXml):
    """Walks through a network; ends where a format raises `Enough`."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.left: Problem | None = None  #: Where the reading ended early.
        self._data = b""
        self._lacking: dict[bytes, tuple[int, int]] = {}

    def read(self, data: bytes) -> None:
        """Read the file, unless it is left early. Raises FileError as `SafeXml` does, or if it is beyond the limits."""
        check_size(self.file, data.count(b"<"), "begins and ends of elements")
        try:
            super().read(data)
        except Enough:
            expected = "the first problems to be mended; they often have one cause"
            self.left = Problem(self.file, self.line, "", "not read beyond this line", expected)

    def lack(self, pattern: bytes) -> None:
        """Count a tie that lacks what may follow it in the file; leave the file where many do and nothing of it follows."""
        count, tried = self._lacking.get(pattern, (0, MOST_PROBLEMS))
        count += 1
        self._lacking[pattern] = count, tried
        if count > tried and self._data:
            self._lacking[pattern] = count, 2 * tried
            if re.compile(pattern).search(self._data, self._parser.CurrentByteIndex) is None:
                raise Enough

    def check_many(self, count: int, what: str) -> None:
        """Refuse a file with more nodes, attributes or graphs than are read."""
        most = MOST_ACTORS if what == "nodes" else MOST_KEYS
        if count > most:
            step = "take a part of the network out of it"
            self.fail(self.line, f"more than {most:,} {what}", f"at most {most:,}", step)

    def _decoded(self, data: bytes) -> bytes | str:
        decoded = super()._decoded(data)
        # In UTF-16 and its like the name of an element is never found as it is sought.
        self._data = decoded if isinstance(decoded, bytes) and b"\0" not in decoded[:100] else b""
        return decoded
