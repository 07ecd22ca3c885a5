"""``foedus events``: add files of event data to collections, list and check them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from foedus.cli.program import Program
from foedus.cli.terminal import print_json, say

if TYPE_CHECKING:
    from foedus.events.store import Collection

app = Program("Add files of event data to collections, list and check them, and make tables of pairs and periods.")

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]


@app.command("list")
def list_collections(as_json: JsonOption = False) -> None:
    """List the collections of events in the data directory, and the formats that can be read."""
    from foedus.events.formats.registry import registry
    from foedus.events.store import collections, events_directory

    found = collections()
    known = registry()
    if as_json:
        told = [{"id": one.id, "title": one.title, "tried": one.tried, "terms": one.licence} for one in known.values()]
        print_json({"collections": [collection_data(one) for one in found], "formats": told})
        return
    from foedus.cli.console import print_table

    rows = [(one.name, one.format, one.scale, f"{one.rows:,}", str(len(one.files)), _span(one)) for one in found]
    if rows:
        print_table(("collection", "format", "scale", "rows", "files", "covers"), rows)
    print_table(
        ("format", "title", "tried"), [(one.id, one.title, "yes" if one.tried else "no") for one in known.values()]
    )
    say(f"collections lie in: {events_directory()}")


def collection_data(one: Collection) -> dict[str, Any]:
    """Return what is said of a collection to other programs."""
    cover = one.coverage
    return {
        "name": one.name,
        "format": one.format,
        "scale": one.scale,
        "actor_scheme": one.actor_scheme,
        "rows": one.rows,
        "rejected": sum(meta.rejected for meta in one.files),
        "files": len(one.files),
        "coverage": {
            "unit": cover.unit,
            "first": None if cover.first is None else str(cover.first),
            "last": None if cover.last is None else str(cover.last),
            "intervals": cover.intervals,
            "lacking": cover.lacking_intervals,
        },
        "path": str(one.path),
    }


def _span(one: Collection) -> str:
    cover = one.coverage
    lacking = f", {cover.lacking_intervals:,} {cover.unit}s lack" if cover.lacking_intervals else ""
    return f"{cover.first} to {cover.last}{lacking}" if cover.there else "nothing"
