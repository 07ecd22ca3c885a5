"""What reference managers keep for their owner alone: paths, owners, marks, notes of reading.

None of it enters a record, so that no report, data package or file that foedus writes can publish it.
"""

from __future__ import annotations

import re
from collections import Counter

from foedus.files.findings import Findings

_FIELDS = re.compile(
    r"file\d*|localfile|local-url|pdf|ps|attachments?|path|bdsk-(file|url)-\d+|owner|username|"
    r"timestamp|creationdate|modificationdate|date-(added|modified)|added-at|dateadded|datemodified|"
    r"groups|mendeley-(groups|tags)|zotero-\w+|__markedentry|marked|priority|ranking|rating|readstatus|qualityassured|"
    r"printed|relevance|review|comment(-.+)?|annote|annotation|biburl|interhash|intrahash"
)
"""Fields that are private whatever they hold."""

_SHOWN = ("title", "subtitle", "booktitle", "author", "editor", "abstract")
"""Fields whose text may look like a path without being one."""

_NAME = r"(?:[^{}<>:;,\n]{0,200}?\.(?:pdf|html?|docx?|odt|rtf|epub|txt|djvu|md)\b|[^\s{}<>;,]*)"
"""The rest of a path: to the ending of a usual file, blanks and all, else to the next blank."""
_ADDRESS = re.compile(
    rf"(?:\bfile:/+(?:[A-Za-z]\\?:)?{_NAME}"
    r"|\b(?:zotero|mendeley|papers\d?|x-devonthink-item|bookends|evernote|message|obsidian):/[^\s{}<>]*"
    rf"|\b[A-Za-z]\\?:[\\/]+(?:[^\s\\/{{}}:;,]+(?: [^\s\\/{{}}:;,]+)*[\\/]+)+{_NAME}"
    r"|\b[A-Za-z]\\?:[\\/]+[^\s\\/{}:;,]+\.[A-Za-z0-9]{2,4}\b"
    rf"|(?<![\w/.])(?:/(?:home|Users)/|~/){_NAME}"
    r"|\\\\\w[^\s{}:;,]*\\[^\s{}:;,]*"
    r"|\bhttps?://(?:localhost|127\.0\.0\.1|\[::1\])[^\s{}<>]*"
    r"|\bhttps?://(?:www\.)?zotero\.org/(?:users|groups)/[^\s{}<>]*)",
    re.IGNORECASE,
)
_ONLY_MARKS = re.compile(r"[\W_]*(?:\\url)?[\W_]*")
_STAMP = re.compile(
    r"\s*(?:jabref\s*)?(?:time-?stamp\s*[:=]?\s*)?\d{4}[.-]\d{2}[.-]\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?Z?)?\s*",
    re.IGNORECASE,
)
"""A time stamp and nothing else, as JabRef puts it into a note."""


class Private:
    """Sets aside what is private in the entries of a file, and counts it."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._counts: Counter[str] = Counter()

    def taken_from(self, values: dict[str, str]) -> dict[str, str]:
        """Return the fields without what is private; an address in the middle of a text is cut out of it."""
        kept: dict[str, str] = {}
        for name, value in values.items():
            public = self._public(name, value)
            if public != value:
                self._counts[name] += 1
            if public or not value:
                kept[name] = public
        return kept

    def tell(self, findings: Findings) -> None:
        """Note how much was set aside, by field; never what it said."""
        if self._counts:
            listed = ", ".join(f"{name} ({number})" for name, number in sorted(self._counts.items()))
            findings.note(
                f"{self._file}: private fields of a reference manager set aside: {listed}; nothing that foedus writes holds "
                "them, so `foedus case format` leaves them out"
            )

    @staticmethod
    def _public(name: str, value: str) -> str:
        if _FIELDS.fullmatch(name) or (name == "note" and value and _STAMP.fullmatch(value)):
            return ""
        if name in _SHOWN or not _ADDRESS.search(value):
            return value
        left = _ADDRESS.sub("", value).strip()
        return "" if _ONLY_MARKS.fullmatch(left) else left
