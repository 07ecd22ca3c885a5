"""Reproducibility: what was read, with which versions and seed, by which command, and the formulae."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from foedus.report.html.context import Context
from foedus.report.html.parts import Column, Row, Table
from foedus.report.html.wording import DASH, decimal, words

COUNTS = {
    "claims_read": "claims read",
    "claims_used": "claims used",
    "claims_not_visible": "claims not visible at the cut-off",
    "claims_undated": "claims undated",
    "witnesses": "witnesses (a work quoted often counts once)",
    "references": "works",
    "actors": "actors",
    "issues": "issues",
    "factors": "factors",
}


def reproduction_section(context: Context) -> dict[str, Any]:
    """Everything that another person needs to make the same page."""
    verdict, provenance = context.verdict, context.part("provenance")
    counts = context.part("counts")
    return {
        "sentences": context.sentences.rest(),
        "command": str(verdict.get("command") or ""),
        "settings": [
            (label, str(value))
            for label, value in (
                ("foedus", verdict.get("foedus_version")),
                ("Format of verdict.json", verdict.get("format_version")),
                ("Python", provenance.get("python")),
                ("NumPy", provenance.get("numpy")),
                ("Seed", verdict.get("seed")),
                ("Draws", verdict.get("draws")),
                ("Likelihood words", context.scale_name),
                ("Licence of the case", context.info.get("licence")),
            )
            if value is not None
        ],
        "counts": [(label, decimal(counts[key])) for key, label in COUNTS.items() if counts.get(key) is not None],
        "hidden": [str(claim) for claim in counts.get("not_visible") or []],
        "notes": [str(note) for note in provenance.get("notes") or []],
        "files": _files(context),
        "datasets": _datasets(context),
        "models": _models(context),
        "formulae": _formulae(context),
    }


def _code(value: object) -> Markup:
    return Markup("<code>{}</code>").format(value)


def _files(context: Context) -> Table:
    files = context.part("provenance", "files")
    rows = [Row([str(name), _code(sha256 or DASH)]) for name, sha256 in sorted(files.items())]
    return Table("files", "Files of the case", [Column("File"), Column("SHA-256")], rows, sortable=False)


def _datasets(context: Context) -> Table:
    rows = [
        Row(
            [
                str(row.get("title") or key),
                str(row.get("version") or DASH),
                decimal(row.get("rows")),
                str(row.get("citation") or ""),
                _code(row.get("sha256") or DASH),
            ],
            anchor=context.evidence.anchor(key) or "",
        )
        for key, row in context.evidence.parts["datasets"].items()
    ]
    columns = [Column("Dataset"), Column("Version"), Column("Rows", number=True), Column("Citation"), Column("SHA-256")]
    return Table("datasets", "Datasets", columns, rows, sortable=False)


def _models(context: Context) -> Table:
    rows = [
        Row(
            [
                str(row.get("title") or key),
                str(row.get("version") or DASH),
                decimal(row.get("seed")),
                _code(row.get("formula") or DASH),
                _inputs(context, row.get("inputs")),
            ],
            anchor=context.evidence.anchor(key) or "",
        )
        for key, row in context.evidence.parts["models"].items()
    ]
    columns = [Column("Model"), Column("Version"), Column("Seed", number=True), Column("Formula"), Column("Inputs")]
    return Table("models", "Models", columns, rows, sortable=False)


def _inputs(context: Context, inputs: object) -> Markup | str:
    """The inputs of a model: evidence as links, settings as words."""
    if isinstance(inputs, Mapping):
        return "; ".join(f"{words(key)}: {value}" for key, value in inputs.items())
    if not isinstance(inputs, Sequence) or isinstance(inputs, str):
        return str(inputs or DASH)
    known = [str(i) for i in inputs]
    if all(context.evidence.anchor(i) for i in known):
        return context.evidence.links(known)
    return ", ".join(known)


def _formulae(context: Context) -> Table:
    rows = [
        Row([str(row.get("title") or words(key)), _code(row.get("formula") or DASH), str(row.get("source") or DASH)])
        for key, row in context.part("formulae").items()
    ]
    columns = [Column("Quantity"), Column("Formula"), Column("Source")]
    return Table("formulae", "Formulae", columns, rows, sortable=False)
