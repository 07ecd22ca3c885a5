"""The verdict as a small box for notebooks."""

from __future__ import annotations

from html import escape

from foedus.terms.outcomes import OUTCOMES
from foedus.terms.wording import percent, span
from foedus.verdict.types import Verdict


def render_box(verdict: Verdict) -> str:
    """Return an HTML table of the four outcomes with the answer, the leading outcome and confidence as caption; all text escaped."""
    names = {row.id: row.text for row in verdict.sentences}
    said = [names.get(part.sentence, "") for part in (verdict.answer, verdict.headline, verdict.confidence)]
    rows = []
    for outcome in OUTCOMES:
        row = verdict.outcomes[outcome]
        cells = (outcome, percent(row.probability), span(row.low, row.high), percent(row.prior), row.term)
        meter = f'<meter min="0" max="1" value="{row.probability}">{percent(row.probability)}</meter>'
        rows.append("<tr><th scope='row'>{}</th><td>{}</td>{}</tr>".format(
            escape(cells[0]), meter, "".join(f"<td>{escape(cell)}</td>" for cell in cells[1:])
        ))  # fmt: skip
    head = "".join(f"<th scope='col'>{name}</th>" for name in ("outcome", "", "probability", "5-95 %", "prior", "term"))
    return (
        f"<table><caption><strong>{escape(verdict.case_info.title)}</strong><br>{escape(' '.join(dict.fromkeys(said)))}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )
