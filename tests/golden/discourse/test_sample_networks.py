"""The networks of the sample file of Discourse Network Analyzer, against values computed with that program."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from foedus.evidence.discourse import Array, count, one_mode, two_mode

SHARED = Path(os.environ.get("FOEDUS_SHARED") or Path(__file__).resolve().parents[4] / "shared")

SUMS = {
    "ignore": (276, 46.261854, 24.469002, 8.872727),
    "congruence": (160, 25.802436, 13.610663, 4.806061),
    "conflict": (116, 20.459418, 10.858340, 4.066667),
    "subtract": (44, 5.343018, 2.752323, 0.739394),
}
"""Over all cells of the network of organisations: without normalisation, average, Jaccard, "cosine"."""

QUERY = """
select who.Value, what.Value, said.Value from STATEMENTS s
join VARIABLES w on w.StatementTypeId = s.StatementTypeId and w.Variable = 'organization'
join VARIABLES c on c.StatementTypeId = s.StatementTypeId and c.Variable = 'concept'
join DATASHORTTEXT ws on ws.StatementId = s.ID and ws.VariableId = w.ID join ENTITIES who on who.ID = ws.Entity
join DATASHORTTEXT cs on cs.StatementId = s.ID and cs.VariableId = c.ID join ENTITIES what on what.ID = cs.Entity
join DATABOOLEAN said on said.StatementId = s.ID
"""


@pytest.fixture(scope="module")
def counted() -> tuple[Array, Array]:
    path = SHARED / "data" / "documents" / "dna" / "sample.dna"
    if not path.is_file():
        pytest.skip("the sample of DNA is absent: set FOEDUS_SHARED to the folder that holds data/documents")
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as base:
        rows = base.execute(QUERY).fetchall()
    names = [sorted({row[at] for row in rows}) for at in (0, 1)]
    actor, issue = ([names[at].index(row[at]) for row in rows] for at in (0, 1))
    values = [1.0 if row[2] else -1.0 for row in rows]
    return count(actor, issue, values, actors=len(names[0]), issues=len(names[1]))


@pytest.mark.parametrize("qualifier", SUMS)
def test_networks_of_organisations_are_those_of_the_program(counted: tuple[Array, Array], qualifier: str) -> None:
    names = ("none", "average", "jaccard", "cosine")
    sums = [one_mode(*counted, qualifier=qualifier, normalisation=name).sum() for name in names]
    assert sums == pytest.approx(SUMS[qualifier], abs=5e-7)


def test_networks_of_organisations_and_concepts_are_those_of_the_program(counted: tuple[Array, Array]) -> None:
    found = [two_mode(*counted, qualifier=name) for name in ("ignore", "combine", "subtract")]
    assert [matrix.shape for matrix in found] == [(7, 6)] * 3
    assert [float(matrix.sum()) for matrix in found] == [40, 30, 18]


def test_shares_of_activity_add_up_to_one_by_row_and_of_prominence_by_column(counted: tuple[Array, Array]) -> None:
    assert np.allclose(two_mode(*counted, normalisation="activity").sum(axis=1), 1)
    assert np.allclose(two_mode(*counted, normalisation="prominence").sum(axis=0), 1)
