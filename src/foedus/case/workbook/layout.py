"""Which sheets the workbook of a case has, and what stands in their columns."""

from __future__ import annotations

from foedus.case.schema import SCENARIOS, SETTINGS, TABLES, THESIS
from foedus.files.fields import Field, Table

README = "read me"
LISTS = "lists"
TEXT = "case.toml"
"""Hidden: the text of ``case.toml`` a line a row, so that its comments come back."""

SETTINGS_SHEET = Table(
    "settings",
    "settings",
    "What the case asks, of whom, as of when; one key a row. Lists are joined by |.",
    ("key",),
    (
        Field("key", "text", "Name of the setting; provenance.NAME is free.", "title", required=True),
        Field("value", "text", "Its value.", "Iran and Russia in Syria"),
        Field("meaning", "text", "What it means; not read.", "Title."),
    ),
)

BIBLIOGRAPHY = Table(
    "bibliography",
    "sources.bib",
    "The entries of sources.bib, one a row, each field in a column of its own, as BibTeX writes it; {} is a field that is empty.",
    ("entry_key",),
    (
        Field("entry_key", "text", "Key of the entry, the same as in the sheet sources.", "walt-1987", required=True),
        Field("entry_type", "text", "Kind of the entry: book, article, misc ...", "book", required=True),
    ),
)
EMPTY = "{}"
"""Stands in the sheet for a field of an entry that is there and empty."""

SCENARIO_SHEET = Table(SCENARIOS.name, SCENARIOS.file, SCENARIOS.description, ("id",), SCENARIOS.fields)

SHEETS: tuple[Table, ...] = (SETTINGS_SHEET, SCENARIO_SHEET, *TABLES, BIBLIOGRAPHY)
"""Sheets that are read back, in their order."""

NOT_READ = frozenset({README, LISTS, TEXT})
"""Sheets for people and for drop-downs."""

THESIS_KEYS = tuple(f"{THESIS.name}.{name}" for name in THESIS.columns)
PROVENANCE = "provenance"
KEYS: tuple[str, ...] = (*SETTINGS.columns, *THESIS_KEYS)


def setting(key: str) -> Field | None:
    """Return the declaration of a key of the sheet of settings; None for a free one."""
    table, _, name = key.rpartition(".")
    declared = {"": SETTINGS, THESIS.name: THESIS}.get(table)
    return declared[name] if declared is not None and name in declared.columns else None
