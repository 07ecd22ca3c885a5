"""Tables: the same numbers as the verdict, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from typing import Any

import polars as pl
import pytest

import foedus
from foedus.errors import InputError
from foedus.report.outputs import render_outputs
from foedus.report.tables import build_tables, claim_rows, columns_of, headers, render_csv, safe_cell
from foedus.terms.outcomes import OUTCOMES
from made import a_full_case, made, typed, verdict_on

DANGEROUS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u00a0=1", "\ufeff=1", "=cmd|'/c calc'!A0", "-2+3+cmd|' /C calc'!A0",
    "=HYPERLINK(\"http://example.org\")", "  +1", "=A1", "＝1", "\u200b＋1", "＠SUM(1)",
]  # fmt: skip


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_starts_as_a_formula(text: str) -> None:
    for cell in (safe_cell(text), safe_cell([text, "b"])):
        assert cell[0] == "'"
        assert cell.endswith((text, f"{text}|b"))
    (row,) = read(render_csv(["a"], [{"a": text}]))
    assert row["a"] == f"'{text}"


@pytest.mark.parametrize("text", ["plain", "a=b", "'quoted'", "1-2", "", "žluť 🐎", 'say "x"', "two\nlines", "a,b"])
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text
    assert read(render_csv(["a", "b"], [{"a": text, "b": 1}]))[0]["a"] == text


def test_numbers_stay_numbers_and_what_is_missing_is_empty() -> None:
    assert [safe_cell(value) for value in (-0.5, 3, 1e-06, True, False, None, [], ["a"], (1, 2))] == [
        "-0.5", "3", "1e-06", "true", "false", "", "", "a", "1|2",
    ]  # fmt: skip


def test_a_hostile_claim_is_quoted_in_the_files() -> None:
    case = a_full_case().changed("claims.csv", {"id": "c01"}, text="=HYPERLINK(1)", note="@x", locator="-1")
    rows = claim_rows(verdict_on(case))
    found = {row["id"]: row for row in read(render_csv(columns_of(rows), rows))}["c01"]
    assert (found["text"], found["note"], found["locator"]) == ("'=HYPERLINK(1)", "'@x", "'-1")
    assert found["value"] == "0.7"


def test_tables_hold_the_numbers_of_the_verdict() -> None:
    v = made()
    tables = {name: read(render_csv(columns_of(rows), rows)) for name, rows in build_tables(typed()).items() if rows}
    for row in tables["outcomes"]:
        assert float(row["probability"]) == v["outcomes"][row["outcome"]]["probability"]
        assert row["term"] == v["outcomes"][row["outcome"]]["term"]
    by_id: dict[str, Any] = {row["id"]: row for row in v["factors"]}
    for row in tables["factors"]:
        factor = by_id[row["id"]]
        assert float(row["presence"]) == factor["presence"]
        assert float(row["persistence_central"]) == factor["persistence"]["central"]
        assert row["claims"] == "|".join(factor["claims"])
        for outcome in OUTCOMES:
            assert float(row[f"shift_{outcome}"]) == factor["shift"][outcome]
    for row, scenario in zip(tables["scenarios"], v["scenarios"], strict=True):
        assert float(row["alliance_change"]) == scenario["outcomes"]["alliance"]["change"]
        assert row["removes"] == "|".join(scenario["removes"])
    assert {(row["a"], row["b"], row["window"]): float(row["value"]) for row in tables["ties"]} == {
        (row["a"], row["b"], row["window"]): row["value"] for row in v["ties"]
    }
    assert [float(row["entente_probability"]) for row in tables["path"]] == [
        row["outcomes"]["entente"]["probability"] for row in v["path"]
    ]
    assert len(tables["sentences"]) == len(v["sentences"])
    assert {row["id"] for row in claim_rows(typed())} == set(v["evidence"]["claims"])


def test_every_row_of_a_table_has_every_column_filled_or_empty() -> None:
    for name, rows in build_tables(typed()).items():
        data = render_csv(columns_of(rows), rows)
        widths = {len(row) for row in csv.reader(io.StringIO(data.decode(), newline=""))}
        assert len(widths) <= 1, name
        assert not any(isinstance(cell, dict) for row in rows for cell in row.values()), name


def test_a_table_without_rows_still_has_its_columns() -> None:
    empty, full = build_tables(typed("empty")), build_tables(typed())
    assert set(empty) == set(full)
    heads = headers(typed("empty"), empty)
    assert all(heads.values())
    for name, rows in full.items():
        if rows:
            assert set(columns_of(rows)) <= set(heads[name]), name


def test_every_file_of_a_table_begins_with_a_header() -> None:
    files = render_outputs(typed("empty"))
    tables = [data for name, data in files.items() if name.endswith(".csv")]
    assert len(tables) > 40
    assert all(data.split(b"\n")[0] for data in tables)
    assert files["tables/refreshed.csv"] == b"year,covariate,case,datasets,source\n"


def test_an_empty_frame_has_its_columns() -> None:
    frame = foedus.assess(a_full_case().build(), draws=30).frame("refreshed")
    assert (frame.height, frame.columns) == (0, ["year", "covariate", "case", "datasets", "source"])


def test_frames_hold_the_tables() -> None:
    result = foedus.assess(a_full_case().build(), draws=30)
    assert isinstance(result.outcomes, pl.DataFrame)
    assert result.outcomes["probability"].sum() == pytest.approx(1, abs=3e-6)
    for name in result.tables:
        assert isinstance(result.frame(name), pl.DataFrame), name
    shown = (result.scenarios, result.factors, result.issues, result.positions, result.ties, result.threats, result.ladder,
             result.claims, result.sentences)  # fmt: skip
    assert all(frame.height > 0 for frame in shown)
    with pytest.raises(InputError, match="no table 'nothing'; expected one of outcomes"):
        result.frame("nothing")


def test_frames_of_a_case_without_claims_are_empty_and_not_broken() -> None:
    result = foedus.assess(made_case_without_claims(), draws=30)
    assert {name: result.frame(name).height for name in ("ties", "threats", "ladder", "claims")} == {
        "ties": 0, "threats": 0, "ladder": 0, "claims": 0,
    }  # fmt: skip


def made_case_without_claims() -> Any:
    from builders import a_case

    return a_case().build()
