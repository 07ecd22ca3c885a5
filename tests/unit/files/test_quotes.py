"""Quotes that swallow rows are refused; true cells over several lines are read."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.files.fields import Field, Table
from foedus.files.findings import Findings
from foedus.files.raw import RawTable, read_rows

TIES = Table(
    "ties", "ties.csv", "Ties.", (),
    tuple(Field(name, "text", name.capitalize() + ".") for name in ("source", "target", "sign")),
)  # fmt: skip


def read(text: str) -> tuple[RawTable | None, Findings]:
    findings = Findings()
    return read_rows(TIES, text, findings=findings), findings


@pytest.mark.parametrize(
    "rows",
    [
        'Arda,"Belor,1\nBelor,Corvan,1\nArda,Corvan",-1\n',
        'Arda,"Belor,1\nArda,Corvan",-1\n',
        'Arda,Belor,"1\nBelor,Corvan,1\n"\n',
        'Arda,Belor,"1\nBelor,Corvan,1"\n',
        '"Arda,Belor,1\nBelor,Corvan,1\nArda",Corvan,-1\n',
        'Arda,"Belor,1\n\nBelor,Corvan,1\n\nArda,Corvan",-1\n',
    ],
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_quote_closed_rows_later_is_refused(rows: str, separator: str) -> None:
    _, findings = read(f"source,target,sign\nDrun,Belor,1\n{rows}Drun,Arda,1\n".replace(",", separator))
    problems = [problem for problem in findings.problems if "looks like another row" in problem.expected]
    assert [problem.row for problem in problems] == [3]


def test_rows_with_blank_cells_behind_are_rows() -> None:
    _, findings = read('source,target,sign\nArda,"Belor,1,,\nBelor,Corvan,1,,\nArda,Corvan",-1,,\n')
    assert any("looks like another row" in problem.expected for problem in findings.problems)


def test_prose_with_as_many_commas_as_the_header_is_told_not_refused() -> None:
    table = Table(
        "issues", "issues.csv", "Issues.", (), (Field("id", "id", "Id."), Field("question", "text", "Question."))
    )
    findings = Findings()
    raw = read_rows(
        table, 'id,question\ndam,"Shall it be built,\nas drawn, by 1930,\nThe river, or\nthe hill"\n', findings=findings
    )
    assert raw is not None
    assert len(raw.rows) == 1
    assert not findings.problems
    assert any("in it is taken for text" in note for note in findings.notes)


def test_a_name_over_two_lines_is_no_row() -> None:
    raw, findings = read('source,target,sign\n"Arda\n(coalition, mostly)",Belor,1\nDrun,"Belor ""the\nbear""",1\n')
    assert not findings.problems
    assert raw is not None
    assert [line for line, _ in raw.rows] == [2, 4]


@given(st.lists(st.lists(st.text('ab,"\n é;', max_size=8), min_size=3, max_size=3), min_size=1, max_size=6))
def test_no_row_is_lost_without_a_word(rows: list[list[str]]) -> None:
    """Whatever a writer of CSV wrote is read as it was, or refused."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([["source", "target", "sign"], *rows])
    raw, findings = read(written.getvalue())
    wanted = [row for row in rows if any(cell.strip() for cell in row)]
    assert findings.problems or (raw is not None and [cells for _, cells in raw.rows] == wanted)


@given(st.integers(1, 60), st.integers(1, 60))
def test_two_stray_quotes_lose_nothing_without_a_word(first: int, second: int) -> None:
    lines = "".join(f"actor{k},other{k},{k}\n" for k in range(12))
    text = "source,target,sign\n" + lines
    a, b = sorted((20 + first, 20 + first + second))
    raw, findings = read(text[:a] + '"' + text[a:b] + '"' + text[b:])
    assert findings.problems or (raw is not None and len(raw.rows) == 12)
