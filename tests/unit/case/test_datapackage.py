"""The data package against the specification's own JSON Schemas where they say something checkable."""

from __future__ import annotations

import csv
import io
import json
import re

import jsonschema
import pytest

from builders import a_case, a_rated_case
from foedus.case.datapackage import build_package, render_package
from foedus.case.write import render_case

# What version 1 of Data Package and Table Schema ask of a descriptor
# (https://specs.frictionlessdata.io/schemas/data-package.json, table-schema.json), cut to what we use.
NAME = {"type": "string", "pattern": "^([-a-z0-9._/])+$"}
FIELD = {
    "type": "object",
    "required": ["name"],
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string"},
        "type": {"enum": ["string", "integer", "number", "boolean"]},
        "description": {"type": "string"},
        "example": {},
        "trueValues": {"type": "array", "minItems": 1},
        "falseValues": {"type": "array", "minItems": 1},
        "constraints": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "required": {"type": "boolean"},
                "unique": {"type": "boolean"},
                "pattern": {"type": "string"},
                "maxLength": {"type": "integer"},
                "enum": {"type": "array", "minItems": 1, "uniqueItems": True},
                "minimum": {"type": "number"},
                "maximum": {"type": "number"},
            },
        },
    },
}
PACKAGE = {
    "type": "object",
    "required": ["resources"],
    "properties": {
        "name": NAME,
        "title": {"type": "string"},
        "licenses": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"name": {"type": "string", "pattern": "^([-a-zA-Z0-9._])+$"}},
                "required": ["name"],
            },
        },
        "resources": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name", "path"],
                "properties": {
                    "name": NAME,
                    "path": {"type": "string", "pattern": "^[^./~]"},
                    "schema": {
                        "type": "object",
                        "required": ["fields"],
                        "properties": {
                            "fields": {"type": "array", "minItems": 1, "items": FIELD},
                            "primaryKey": {"type": "array", "minItems": 1},
                            "foreignKeys": {
                                "type": "array",
                                "minItems": 1,
                                "items": {"type": "object", "required": ["fields", "reference"]},
                            },
                            "missingValues": {"type": "array", "items": {"type": "string"}},
                        },
                    },
                },
            },
        },
    },
}


@pytest.fixture(scope="module")
def case():
    every = a_rated_case().with_answer("isolation", "yes", claims=["c07", "c08"]).with_step("s1", "talks")
    return every.with_settings(licence="CC BY 4.0 (data)").build()


def test_the_descriptor_keeps_to_the_specification(case) -> None:
    jsonschema.validate(build_package(case), PACKAGE)
    assert json.loads(render_package(case)) == build_package(case)


def test_every_file_of_a_case_is_a_resource(case) -> None:
    for one in (case, a_case().build()):
        paths = {resource["path"] for resource in build_package(one)["resources"]}
        assert paths == set(render_case(one)) - {"datapackage.json"}


def test_headers_and_cells_keep_the_schemas_that_the_package_gives_them(case) -> None:
    files = render_case(case)
    for resource in build_package(case)["resources"]:
        if "schema" not in resource:
            continue
        fields = resource["schema"]["fields"]
        header, *rows = csv.reader(io.StringIO(files[resource["path"]].decode()))
        assert header == [field["name"] for field in fields]
        for row in rows:
            for field, cell in zip(fields, row, strict=True):
                assert _keeps(field, cell), (resource["path"], field["name"], cell)


def test_foreign_keys_lead_to_keys(case) -> None:
    resources = {resource["name"]: resource for resource in build_package(case)["resources"]}
    found = 0
    for name, resource in resources.items():
        for key in resource.get("schema", {}).get("foreignKeys", []):
            target = resources[key["reference"]["resource"] or name]
            assert target["schema"]["primaryKey"] == key["reference"]["fields"]
            found += 1
    assert found == 7


def _keeps(field: dict, cell: str) -> bool:
    rules = field.get("constraints", {})
    if not cell:
        return not rules.get("required")
    if field["type"] in ("integer", "number"):
        number = float(cell)
        return rules.get("minimum", number) <= number <= rules.get("maximum", number)
    if "enum" in rules and cell not in rules["enum"]:
        return False
    return "pattern" not in rules or re.fullmatch(rules["pattern"], cell) is not None
