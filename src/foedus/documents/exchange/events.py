"""A list of events as CSV: a statement a row in the order of time, with its text and every variable, for R and spreadsheets."""

from __future__ import annotations

from foedus.documents.exchange.project import Lost, Project, Statement, Told
from foedus.files.raw import write_rows

DATE = "date"
"""Variable whose value, where a statement has it, is the time of the event in place of the date of its text."""

_FIXED = ("time", "type", "document", "title", "author", "source", "section", "coder", "start", "stop", "passage")


def write_events(project: Project) -> tuple[bytes, tuple[Lost, ...]]:
    """Return the statements as rows, and what of the project has no place among them. Those without a time come last."""
    names = dict.fromkeys(one.name for kind in project.types for one in kind.variables if one.name != DATE)
    columns = (*_FIXED, *(f"{name} (variable)" if name in _FIXED else name for name in names))
    documents = {one.id: one for one in project.documents}
    rows = []
    for one in project.statements:
        text = documents[one.document]
        about = [one.type, text.id, text.title, text.author, text.source, text.section, one.coder]
        place = [str(one.start), str(one.stop), text.text[one.start : one.stop]]
        rows.append([str(one.values.get(DATE, "")) or text.date, *about, *place, *(_cell(one, name) for name in names)])
    rows.sort(key=lambda row: (not row[0], row[0]))
    told = Told()
    used = {one.document for one in project.statements}
    told.add("documents", "no statement is in them", sum(one.id not in used for one in project.documents))
    told.add("texts around the passages", "a row has the passage", len(used))
    told.add("attributes of names", "no column for them", sum(len(one.attributes) for one in project.entities))
    return write_rows(columns, rows), told.lost()


def _cell(statement: Statement, name: str) -> str:
    value = statement.values.get(name, "")
    return str(int(value)) if isinstance(value, bool) else str(value)
