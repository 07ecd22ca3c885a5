"""Rows that passed every check, to the records of `foedus.case.model`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from foedus.case.bibliography import is_stub
from foedus.case.model import (
    Act,
    Actor,
    Answer,
    Assumption,
    Bearing,
    Case,
    Claim,
    Coded,
    Covariate,
    Document,
    Factor,
    Indicator,
    Issue,
    Observation,
    Outcome,
    Passage,
    Rating,
    Scenario,
    Settings,
    Settled,
    Source,
    Thesis,
)
from foedus.case.schema import BIBLIOGRAPHY_FILE, SETTINGS
from foedus.case.settings import parse_settings
from foedus.files.findings import Findings
from foedus.files.parse import Sheet
from foedus.files.raw import RawCase
from foedus.files.toml import load_toml
from foedus.files.works.entry import BibEntry
from foedus.files.works.inherit import inherited
from foedus.files.works.latex import plain_text
from foedus.files.works.published import published

Record = TypeVar("Record")
_Cells = dict[str, Any]


def build_case(
    sheets: Mapping[str, Sheet],
    bibliography: Mapping[str, BibEntry],
    *,
    raw: RawCase,
    file_hashes: Mapping[str, str],
    texts: Mapping[str, str],
    notes: tuple[str, ...],
) -> Case:
    """Return the case; every cell must have been read and every rule have passed."""

    def records(name: str, make: Callable[[_Cells], Record]) -> tuple[Record, ...]:
        sheet = sheets[name]
        return tuple(make(cells) for cells in sorted((row.values for row in sheet.rows), key=_order(sheet)))

    whole = inherited(BIBLIOGRAPHY_FILE, bibliography)
    return Case(
        settings=_settings(sheets, raw.settings),
        actors=records("actors", lambda cells: Actor(**{**cells, "roll_up": cells["roll_up"] or "none"})),
        issues=records("issues", lambda cells: Issue(**cells)),
        factors=records("factors", _factor),
        checklist=records("checklist", lambda cells: Answer(**cells)),
        ratings=records("ratings", lambda cells: Rating(**cells)),
        assumptions=records("assumptions", lambda cells: Assumption(**cells)),
        indicators=records("indicators", lambda cells: Indicator(**cells)),
        sources=records("sources", lambda cells: _source(cells, whole[cells["key"]])),
        claims=records("claims", lambda cells: Claim(**cells)),
        bearings=records("bearings", lambda cells: Bearing(**{**cells, "bears": 1 if cells["bears"] == "+" else -1})),
        covariates=records("covariates", lambda cells: Covariate(**cells)),
        outcomes=records("outcomes", lambda cells: Outcome(**cells)),
        documents=records("documents", lambda cells: Document(**cells)),
        anchors=records("anchors", lambda cells: Passage(**cells)),
        coded=records("coded", lambda cells: Coded(**cells)),
        settled=records("settled", lambda cells: Settled(**cells)),
        observed=records("observed", lambda cells: Observation(**cells)),
        acts=records("acts", lambda cells: Act(**cells)),
        texts=dict(texts),
        bibliography=tuple(bibliography[key] for key in sorted(bibliography)),
        settings_text=raw.settings_text,
        file_hashes=dict(file_hashes),
        notes=notes,
    )


def _order(sheet: Sheet) -> Callable[[_Cells], tuple[Any, ...]]:
    """Canonical order: the key fields as text, numbers as numbers."""
    names = sheet.table.key

    def key(cells: _Cells) -> tuple[Any, ...]:
        return tuple(cells[name] if isinstance(cells[name], int) else str(cells[name]) for name in names)

    return key


def _factor(cells: _Cells) -> Factor:
    names = ("persistence_low", "persistence_central", "persistence_high")
    low, central, high = (float(cells[name]) for name in names)
    others = {name: value for name, value in cells.items() if name not in names}
    return Factor(**others, persistence=(low, central, high))


def _source(cells: _Cells, entry: BibEntry) -> Source:
    return Source(
        **cells,
        title=plain_text(entry.get("title")),
        author=plain_text(entry.get("author") or entry.get("editor")),
        published=published(entry).date,
        stub=is_stub(entry),
    )


def settings_from_text(text: str) -> Settings | None:
    """Return the settings that a ``case.toml`` says, or None when it is not valid by itself."""
    findings = Findings()
    content = load_toml(SETTINGS.file, text, findings=findings)
    if not content:
        return None
    sheets = parse_settings(content, text, findings=findings)
    return None if findings.problems else _settings(sheets, content)


def _settings(sheets: Mapping[str, Sheet], content: Mapping[str, object]) -> Settings:
    cells: _Cells = dict(sheets["settings"].rows[0].values)
    thesis: _Cells = dict(sheets["thesis"].rows[0].values)
    scenarios: list[_Cells] = [dict(row.values) for row in sheets["scenarios"].rows]
    provenance: Any = content.get("provenance", {})
    return Settings(
        **cells,
        thesis=Thesis(**thesis),
        scenarios=tuple(Scenario(**scenario) for scenario in scenarios),
        provenance=dict(provenance),
    )
