"""What ``foedus case`` prints: a case in short, how far two codings agree, and what only a person can still say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from foedus.cli.terminal import say

if TYPE_CHECKING:
    from pathlib import Path

    from foedus.case.coding.merge import Merged
    from foedus.case.model import Case
    from foedus.case.questions import Questions
    from foedus.errors import CaseError

_SHOWN = 20
"""Conflicts that are listed."""
_ONLY_A_PERSON_KNOWS = {
    "kind": "what kind of work it is",
    "perspective": "the actor with whose eyes it sees",
    "reliability": "A (complete) to E (unreliable); F cannot be judged",
    "slant_1": "how free it is in what it says of the first of the pair",
    "slant_2": "how free it is in what it says of the second",
}


def left_to_say(unknown: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield what is not known of the sources, a line for each column."""
    if unknown:
        yield "Only a person knows (columns of sources.csv, unknown until you say):"
    for column, keys in unknown.items():
        more = f" and {len(keys) - 5} more" if len(keys) > 5 else ""
        yield f"  {column}, {_ONLY_A_PERSON_KNOWS[column]}: {', '.join(keys[:5])}{more}"


def open_questions(left: Questions) -> Iterator[str]:
    """Yield what a person must answer, in lines."""
    from foedus.terms.checklist import CHECKLIST

    if left.factors:
        yield "\nOf which kind of the checklist is each factor (column checklist of factors.csv)? Without one it moves nothing:"
        for row in left.factors:
            yield f"  {row.factor}  {row.label}: {' or '.join(row.suggested) or 'none is near'}?"
    if left.kinds:
        yield f"\n{len(left.kinds)} of {len(CHECKLIST)} kinds are not answered (checklist.csv; unknown needs the ground that says what was looked for):"
        for name in left.kinds:
            yield f"  {name}  {CHECKLIST[name].asks}"
    if left.slants:
        yield "\nHow free is each source in what it says of the two (slant_1, slant_2 of sources.csv)? Not said, so unknown, or interested in the side with whose eyes it sees:"
        yield f"  {', '.join(left.slants)}"
    if left.overrides:
        yield "\nRelative ratings now stand in place of the checklist's ratios; delete those that are not meant to:"
        yield f"  {', '.join(left.overrides)}"


def broken(error: CaseError) -> dict[str, Any]:
    """Return what is told of a case that cannot be read."""
    from dataclasses import asdict

    problems = [asdict(problem) | {"message": str(problem)} for problem in error.problems]
    return {"case": error.name, "ok": False, "problems": problems, "notes": list(error.notes)}


def counts_of(case: Case) -> str:
    """Return how much a case holds, in words."""
    return (
        f"{len(case.actors)} actors, {len(case.issues)} issues, {len(case.factors)} factors, {len(case.claims)} claims"
    )


def print_summary(summary: dict[str, Any]) -> None:
    """Print what a case holds."""
    claims, sources = summary["claims"], summary["sources"]
    say(f"{summary['case']}: {summary['title']}")
    say(summary["question"])
    say(
        f"pair {' and '.join(summary['focal_pair'])}, {summary['state_of_relation']} as of {summary['as_of']}, "
        f"{summary['horizon_years']} years ahead; {summary['theatre']}, {summary['period']}"
    )
    _print_table("Actors", ("id", "name", "kind", "voice_of"), rows=summary["actors"])
    _print_table("Issues", ("id", "question"), rows=summary["issues"])
    _print_table("Factors", ("id", "label", "pull", "kind", "group"), rows=summary["factors"])
    _print_table("Scenarios", ("id", "label"), rows=summary["scenarios"])
    _print_counts("Claims by kind", "kind", counts=claims["by_kind"])
    _print_counts("Claims by predicate", "predicate", counts=claims["by_predicate"])
    say(
        f"{claims['total']} claims: {claims['undated']} undated, {claims['after_as_of']} dated after as_of, "
        f"{claims['without_reference']} without a reference"
    )
    _print_counts("Sources by kind", "kind", counts=sources["by_kind"])
    say(f"{sources['total']} sources: {sources['stubs']} known only as citation marks")
    from foedus.terms.wording import proportion

    rows = [row | {"share": proportion(row["share"])} for row in summary["perspectives"]]
    _print_table("Balance of perspectives", ("label", "claims", "share"), rows=rows)
    for note in summary["notes"]:
        say(f"note: {note}")


def print_agreement(result: dict[str, Any]) -> None:
    """Print how far two codings agree, and what stands in one alone."""
    units = result["units"]
    say(
        f"units: {units['matched']} matched of {units['first']} and {units['second']} claims ({units['percent']:.0f} %)"
    )
    for line in _without_partner(units):
        say(line)
    rows = [
        {"part": part, "pairs": result[part]["pairs"], "agreed": result[part]["agreed"]}
        | {"percent": _number(result[part]["percent"], ".0f"), "alpha": _number(result[part]["alpha"], ".3f")}
        for part in ("predicate", "object", "sign", "value")
    ]
    _print_table("Agreement on matched units", ("part", "pairs", "agreed", "percent", "alpha"), rows=rows)
    for name in ("sources_of_one", "ids_of_one"):
        if result[name]:
            say(f"{name.replace('_', ' ')} coding only: {', '.join(result[name])}")


def print_merged(merged: Merged, out: Path) -> None:
    """Print what came of joining two cases."""
    rows = ", ".join(f"{count:,} {table}" for table, count in merged.rows.items())
    say(f"{out}: {rows}; {merged.events:,} changes in its log")
    for note in merged.notes:
        say(f"note: {note}")
    for conflict in merged.conflicts[:_SHOWN]:
        say(f"undecided: {conflict.told}")
    if len(merged.conflicts) > _SHOWN:
        say(f"... and {len(merged.conflicts) - _SHOWN:,} more: foedus case log {out} --conflicts")
    if merged.conflicts:
        say(f"The later word stands. To decide: foedus case settle {out} TABLE ROW COLUMN VALUE --coder NAME")
    if merged.problems:
        say(f"joined, but it cannot be used yet: {merged.problems}")


def merged_as_json(merged: Merged) -> dict[str, Any]:
    """Return the same for other programs."""
    conflicts = [
        {"table": one.table, "row": list(one.row), "column": one.field, "told": one.told} for one in merged.conflicts
    ]
    return {
        "files": list(merged.files), "events": merged.events, "rows": dict(merged.rows), "conflicts": conflicts,
        "notes": list(merged.notes), "problems": merged.problems,
    }  # fmt: skip


def print_events(found: list[dict[str, Any]]) -> None:
    """Print changes of a case, a line each."""
    for event in found:
        say(event["told"])


def _without_partner(units: dict[str, Any]) -> Iterator[str]:
    """Yield the claims of one coding alone with their places, and pairs that only their locators keep apart."""
    for coding in ("first", "second"):
        alone = [
            f"{row['id']} ({row['source']}, {row['locator'] or 'no locator'})"
            for row in units["unmatched"]
            if row["coding"] == coding
        ]
        if alone:
            more = f" and {len(alone) - 10} more" if len(alone) > 10 else ""
            yield f"in the {coding} coding only: {', '.join(alone[:10])}{more}"
    if units["apart_by_locator"]:
        pairs = ", ".join(f"{one} and {other}" for one, other in units["apart_by_locator"][:10])
        yield f"would match if they had the same locator: {pairs}"


def _number(value: float | None, form: str) -> str:
    return "-" if value is None else format(value, form)


def _print_counts(title: str, column: str, *, counts: dict[str, int]) -> None:
    _print_table(title, (column, "count"), rows=[{column: word, "count": count} for word, count in counts.items()])


def _print_table(title: str, columns: tuple[str, ...], *, rows: list[dict[str, Any]]) -> None:
    from foedus.cli.console import print_table

    header = [column.replace("_", " ") for column in columns]
    print_table(header, ([str(row[column]) for column in columns] for row in rows), title=title)
