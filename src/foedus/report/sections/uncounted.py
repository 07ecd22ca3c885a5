"""What of the case does not count, or counts otherwise than its coder may think, and why."""

from __future__ import annotations

from collections.abc import Iterable

from foedus.report.html.context import Context
from foedus.report.html.parts import Table
from foedus.report.html.template import nothing
from foedus.report.section import Block, Explanation, Index, Section
from foedus.terms.uncounted import UNCOUNTED
from foedus.verdict.types import Verdict

ID = "uncounted"


def _build(context: Context) -> Iterable[Block]:
    rows = context.verdict.uncounted
    yield (
        Table(ID, "What does not count, and why", rows, sortable=False)
        .words("About", lambda row: UNCOUNTED[row.sort])
        .words("What, and why", lambda row: row.text)
        .words("What to do", lambda row: row.step or "nothing is wrong")
        .links(
            "Claims",
            lambda row: context.links.cell([name for name in row.ids if name in context.verdict.evidence.claims]),
        )
    ) or nothing("All that the case holds counts.")


def _explain(v: Verdict) -> Index:
    """What does not count, a row each."""
    claims = v.evidence.claims
    return {
        ID: lambda: Explanation(
            ID,
            "what does not count",
            "What of the case does not count, or counts otherwise than its coder may think, and why",
            {
                f"{at} {UNCOUNTED[row.sort]}": " ".join(filter(None, (row.text, row.step)))
                for at, row in enumerate(v.uncounted, 1)
            },
            "",
            {},
            tuple(dict.fromkeys(name for row in v.uncounted for name in row.ids if name in claims)),
        )
    }


SECTION = Section(ID, "What does not count", 29, _build, explain=_explain, annex=True)
