"""The sentences of the verdict, each handed out once, to the section in which it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from foedus.report.html.evidence import Evidence

LABELS = {"fact": "Fact", "judgment": "Judgment", "assumption": "Assumption"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as the page shows it."""

    id: str
    kind: str
    label: str
    text: str
    fold: Markup
    quotes: Markup
    count: str


class Sentences:
    """Hands out every sentence exactly once.

    Parameters
    ----------
    rows : sequence of mapping
        ``verdict["sentences"]``.
    evidence : Evidence
        Where the evidence stands in the page.
    """

    def __init__(self, rows: Sequence[Mapping[str, Any]], evidence: Evidence) -> None:
        self._rows = {str(row["id"]): row for row in rows}
        self._evidence = evidence

    def take(self, identifiers: Iterable[str | None]) -> list[Sentence]:
        """The sentences with these ids, less those that were taken before."""
        return [self._show(self._rows.pop(i)) for i in identifiers if i is not None and i in self._rows]

    def section(self, name: str) -> list[Sentence]:
        """The sentences of a section that are still to be shown."""
        return self.take([key for key, row in self._rows.items() if row.get("section") == name])

    def rest(self) -> list[Sentence]:
        """Whatever no section has taken."""
        return self.take(list(self._rows))

    def _show(self, row: Mapping[str, Any]) -> Sentence:
        kind = str(row.get("kind"))
        evidence = [str(i) for i in row.get("evidence") or []]
        return Sentence(
            id=str(row["id"]),
            kind=kind if kind in LABELS else "other",
            label=LABELS.get(kind, kind),
            text=str(row.get("text") or "").replace(" %", "\u00a0%"),
            fold=self._evidence.fold(evidence),
            quotes=self._evidence.quotes(evidence),
            count=self._evidence.count(evidence),
        )
