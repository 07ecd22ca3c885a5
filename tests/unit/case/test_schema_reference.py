"""The declaration, and the pages printed from it, against the records and the contract."""

from __future__ import annotations

import dataclasses
import re

import pytest

from builders import a_coded_case
from foedus.case import model
from foedus.case.reference import schema_as_data, schema_as_markdown
from foedus.case.schema import CLAIMS, SCENARIOS, SETTINGS, TABLES, THESIS
from foedus.files.cells import parse_cell

# The order of the columns is part of the format: written down a second time so that no edit changes it unseen.
COLUMNS = {
    "actors.csv": "id,name,kind,ccode,iso3,part_of,roll_up,member_of,aliases,capability,capability_source",
    "issues.csv": "id,question,negative_pole,positive_pole",
    "factors.csv": "id,label,pull,kind,group,threat_source,depends_on,persistence_low,persistence_central,"
    "persistence_high,persistence_ground,covariate,checklist",
    "checklist.csv": "kind,answer,claims,against,ground",
    "ratings.csv": "factor,outcome,scale,rater,rating,ground",
    "assumptions.csv": "id,text,support,factors",
    "indicators.csv": "id,text,by_date,factor,direction",
    "sources.csv": "key,kind,perspective,reliability,note,slant_1,slant_2,slant_ground",
    "claims.csv": "id,kind,source,locator,reference,speaker,holder,predicate,object,value,negated,basis,component,"
    "channel,level,support_type,stage,date,seen,credibility,text,coder,note",
    "bearings.csv": "claim,factor,bears",
    "covariates.csv": "year,covariate,value,source",
    "outcomes.csv": "date,event,state_of_relation,source",
    "documents.csv": "id,source,file,sha256,media_type,language,date,retrieved,licence",
    "anchors.csv": "claim,document,start,stop,exact,prefix,suffix",
    "coded.csv": "document,coder",
    "settled.csv": "first,second,decision,ground,coder",
    "observed.csv": "series,actor,recipient,period,value,n,source",
    "acts.csv": "id,actor,recipient,channel,support_type,date,text,quantity,unit,rows,source",
}


def test_columns_stand_in_the_order_of_the_format() -> None:
    assert {table.file: ",".join(table.columns) for table in TABLES} == COLUMNS


@pytest.mark.parametrize("table", [*TABLES, SETTINGS, THESIS, SCENARIOS], ids=lambda table: table.name)
def test_every_example_is_valid_and_every_field_is_explained(table) -> None:
    for field in table.fields:
        assert field.description.endswith("."), field.name
        assert field.example, field.name
        if not field.example.startswith("["):
            parse_cell(field, field.example)


def test_claims_have_an_attribute_for_every_column() -> None:
    assert {field.name for field in dataclasses.fields(model.Claim)} == set(CLAIMS.columns)


def test_the_page_names_every_field_in_a_table_of_five_columns() -> None:
    page = schema_as_markdown()
    for table in TABLES:
        section = page.split(f"## {table.file}\n")[1].split("\n## ")[0]
        rows = [line for line in section.splitlines() if line.startswith("| `")]
        assert [row.split("`")[1] for row in rows] == list(table.columns)
        assert all(len(re.findall(r"(?<!\\)\|", row)) == 6 for row in rows)


def test_the_data_say_what_the_reader_does() -> None:
    tables = {table["name"]: table for table in schema_as_data()["tables"]}
    assert set(tables) == {table.name for table in (*TABLES, SETTINGS, THESIS, SCENARIOS)}
    value = next(field for field in tables["claims"]["fields"] if field["name"] == "value")
    assert (value["minimum"], value["maximum"], value["required"]) == (-1, 1, False)


def test_a_case_holds_every_table() -> None:
    case = a_coded_case().build()
    assert all(isinstance(getattr(case, table.name), tuple) for table in TABLES)
