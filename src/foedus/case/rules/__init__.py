"""Rules that look at more than one cell: ids, references, cycles, predicates, ratings, dates.

Each rule takes the sheets of a case and records what it finds; a cell that could not be read is
absent from its row and judged by no rule.
"""

from __future__ import annotations

from collections.abc import Mapping

from foedus.case.rules.actors import check_actors
from foedus.case.rules.checklist import check_checklist
from foedus.case.rules.claims import check_claims
from foedus.case.rules.factors import check_factors
from foedus.case.rules.identity import check_identity
from foedus.case.rules.question import check_question
from foedus.case.rules.ratings import check_ratings
from foedus.case.rules.recorded import check_recorded
from foedus.case.rules.references import check_references
from foedus.case.rules.sources import check_sources
from foedus.files.findings import Findings
from foedus.files.parse import Sheet
from foedus.files.works.entry import BibEntry

__all__ = ["check_case"]


def check_case(sheets: Mapping[str, Sheet], bibliography: Mapping[str, BibEntry] | None, *, findings: Findings) -> None:
    """Record everything that is wrong between the cells and tables of a case."""
    check_identity(sheets, findings)
    check_references(sheets, findings)
    check_actors(sheets, findings)
    check_factors(sheets, findings)
    check_checklist(sheets, findings)
    check_ratings(sheets, findings)
    check_sources(sheets, bibliography, findings=findings)
    check_claims(sheets, findings)
    check_question(sheets, findings)
    check_recorded(sheets, findings)
