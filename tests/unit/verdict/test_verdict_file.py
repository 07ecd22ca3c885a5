"""Verdicts read back from their file: the same value, and every damage refused with its line."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from foedus.errors import InputError
from foedus.report.explain import explain, list_lines
from foedus.verdict.file import read_verdict, render_verdict
from foedus.verdict.migrate import FORMAT_VERSION, MIGRATIONS
from made import made, typed

Change = Callable[[dict[str, Any]], Any]


def written(change: Change, folder: Path) -> Path:
    found = made()
    change(found)
    file = folder / "verdict.json"
    file.write_text(json.dumps(found, ensure_ascii=False, indent=1), "utf-8")
    return file


@pytest.mark.parametrize("name", ["full", "coded", "empty"])
def test_a_verdict_comes_back_as_it_was(name: str, tmp_path: Path) -> None:
    data = render_verdict(typed(name))
    (tmp_path / "verdict.json").write_bytes(data)
    for path in (tmp_path, tmp_path / "verdict.json"):
        assert read_verdict(path) == typed(name)
        assert render_verdict(read_verdict(path)) == data


NO_TEXT = {
    "empty": b"", "truncated": json.dumps(made()).encode()[:5000], "binary": b"\x00\xff\xfe", "very deep": b"[" * 10_000,
    "no number": b'{"format": NaN}', "a number of 10,000 digits": b'{"format": ' + b"1" * 10_000 + b"}",
    "a field twice": b'{"format": 1, "format": 1}', "Latin 1": '{"format": "ü"}'.encode("latin-1"),
}  # fmt: skip


def test_a_verdict_that_an_editor_saved_as_utf_16_is_read(tmp_path: Path) -> None:
    (tmp_path / "verdict.json").write_bytes(render_verdict(typed("full")).decode().encode("utf-16"))
    assert read_verdict(tmp_path) == typed("full")


@pytest.mark.parametrize("name", NO_TEXT)
def test_what_is_no_json_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "verdict.json").write_bytes(NO_TEXT[name])
    with pytest.raises(InputError, match=r"verdict.json.*: not a JSON text .*foedus assess"):
        read_verdict(tmp_path)


@pytest.mark.parametrize("data", [b"[]", b'"text"', b"{}", b'{"format": "geojson"}', b'{"format": ["foedus-verdict"]}'])
def test_another_file_is_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "verdict.json").write_bytes(data)
    with pytest.raises(InputError, match=r"not a foedus verdict; expected a verdict.json made by foedus assess"):
        read_verdict(tmp_path)


FAULTS: dict[str, tuple[Change, str]] = {
    "no outcome": (lambda v: v["outcomes"].pop("entente"), ", outcomes: 'entente' is missing"),
    "an outcome too many": (lambda v: v["outcomes"].update(war=1), ", outcomes: unknown part 'war'"),
    "a word for an outcome": (lambda v: v["outcomes"].update(entente=1), ", outcomes.entente: expected an object, got 1"),
    "text for a number": (
        lambda v: v["outcomes"]["rivalry"].update(probability="x"),
        ", outcomes.rivalry.probability: expected a number from 0 to 1, got 'x'",
    ),
    "a number out of range": (
        lambda v: v["factors"][0].update(presence=1.5),
        ", factors[0].presence: expected a number from 0 to 1, got 1.5",
    ),
    "a number too large for any computer": (
        lambda v: v["outcomes"]["rivalry"].update(low=10**400),
        ", outcomes.rivalry.low: expected a number from 0 to 1, got 1000",
    ),
    "no part": (lambda v: v.pop("outside"), " line 1: 'outside' is missing"),
    "an unknown part": (lambda v: v["factors"][0].update(presense=1), ", factors[0]: unknown part 'presense'"),
    "no evidence": (lambda v: v["evidence"].pop("claims"), ", evidence: 'claims' is missing"),
    "a list for an object": (lambda v: v["evidence"].update(models=["x"]), ", evidence.models: expected an object, got a list"),
    "a row of another type": (lambda v: v["factors"].append("x"), ": expected an object, got 'x'"),
    "an object for a list": (lambda v: v.update(sentences={}), ", sentences: expected a list, got an object"),
    "null": (lambda v: v["case_info"].update(thesis=None), ", case_info.thesis: expected an object, got null"),
    "a pair of one": (lambda v: v["case_info"].update(focal_pair=["arda"]), ", case_info.focal_pair: expected a list of 2"),
    "deep within": (
        lambda v: v["evidence"]["claims"]["c01"].update(level=7),
        ", evidence.claims.c01.level: expected a whole number from 1 to 6 or null, got 7",
    ),
    "a word that is none of those": (
        lambda v: v["evidence"]["claims"]["c01"].update(basis="guessed"),
        "c01.basis: expected one of stated, inferred, got 'guessed'",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_its_line_and_path(name: str, tmp_path: Path) -> None:
    change, expected = FAULTS[name]
    with pytest.raises(InputError) as caught:
        read_verdict(written(change, tmp_path))
    assert expected in str(caught.value)
    assert str(caught.value).endswith("; make it again with `foedus assess`")
    assert len(str(caught.value)) < 500


def test_the_line_is_that_of_the_value(tmp_path: Path) -> None:
    file = written(lambda v: v["scenarios"][1]["outcomes"]["entente"].update(term=12345), tmp_path)
    line = next(at for at, row in enumerate(file.read_text().splitlines(), 1) if '"term": 12345' in row)
    with pytest.raises(InputError, match=rf"verdict.json line {line}, scenarios\[1\].outcomes.entente.term: "):
        read_verdict(file)


def test_a_mark_of_byte_order_is_no_damage(tmp_path: Path) -> None:
    (tmp_path / "verdict.json").write_bytes(b"\xef\xbb\xbf" + render_verdict(typed()))
    assert read_verdict(tmp_path) == typed()


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        (FORMAT_VERSION + 1, "is of a newer foedus"), (0, "make it again"), (None, "None, this foedus reads 1 to"),
        (True, "format_version True"), ("1", "make it again"), (1.0, "make it again"), ([1], "make it again"),
    ],
)  # fmt: skip
def test_a_version_that_is_not_read_is_named(version: Any, expected: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"verdict format_version .*, this foedus reads") as caught:
        read_verdict(written(lambda v: v.update(format_version=version), tmp_path))
    assert expected in str(caught.value)


VERSION_2 = json.loads(Path(__file__).with_name("version_2.json").read_text("utf-8"))
"""A verdict on the coded case of the tests, as the last release with version 2 wrote it (draws 20, two dates of its path)."""


def older(folder: Path, *, version: int = 2, change: Change = lambda _: None) -> Path:
    """Write the verdict of version 2, or the same as version 1 had it."""
    found = json.loads(json.dumps(VERSION_2))
    if version == 1:
        found["format_version"] = 1
        for name in ("by_year", "without_enemy"):
            rows = found["outside"][name]
            found["outside"][name] = rows and [{"year": row["year"], **row["outcomes"]} for row in rows]
    change(found)
    file = folder / "verdict.json"
    file.write_text(json.dumps(found, ensure_ascii=False, indent=1), "utf-8")
    return file


def test_there_is_a_step_from_every_older_version() -> None:
    assert list(MIGRATIONS) == list(range(1, FORMAT_VERSION))
    assert VERSION_2["format_version"] == 2


@pytest.mark.parametrize("version", [1, 2])
def test_what_an_older_version_says_is_said_still(version: int, tmp_path: Path) -> None:
    found, old = read_verdict(older(tmp_path, version=version)), VERSION_2
    assert found.format_version == FORMAT_VERSION
    new = json.loads(render_verdict(found))
    assert new["outside"].pop("ten_years") == []
    same = set(old) - {"format_version", "factors", "hypotheses", "sensitivity", "evidence"}
    assert {name: new[name] for name in same} == {name: old[name] for name in same}
    for before, after in zip(old["factors"], new["factors"], strict=True):
        assert after["presence"] == max(0.0, before["strength"])
        assert after["depends_on"] == dict.fromkeys(before["depends_on"], 1.0)
        for name in (
            "id",
            "label",
            "pull",
            "kind",
            "group",
            "persistence",
            "shift",
            "claims",
            "claims_against",
            "covariate",
        ):
            assert after[name] == before[name]
    assert [row["kinds"] for row in new["hypotheses"]["groups"]] == [
        row["factors"] for row in old["hypotheses"]["groups"]
    ]
    for name in ("baseline", "prior", "leave_one_reference_out", "leave_one_perspective_out"):
        assert new["sensitivity"][name] == old["sensitivity"][name]
    assert new["sensitivity"]["ratios"] == old["sensitivity"]["ratings"]
    assert {row["kind"] for row in new["sensitivity"]["tornado"]} <= {"factor", "prior", "belief", "ratios", "evidence"}
    for name, row in old["evidence"]["claims"].items():
        assert row.items() <= new["evidence"]["claims"][name].items()


def test_what_an_older_version_could_not_say_is_empty_and_it_is_written_as_the_present_one(tmp_path: Path) -> None:
    found = read_verdict(older(tmp_path))
    assert found.checklist.kinds == found.checklist.sides == found.steps.rows == ()
    assert (found.answer.outcome, found.answer.probability) == (
        "alliance",
        VERSION_2["outcomes"]["alliance"]["probability"],
    )
    (tmp_path / "verdict.json").write_bytes(render_verdict(found))
    assert read_verdict(tmp_path) == found


def test_a_damaged_older_version_is_refused(tmp_path: Path) -> None:
    def change(found: dict[str, Any]) -> None:
        found["outside"]["by_year"][1].pop("entente")

    with pytest.raises(InputError, match=r"outside.by_year\[1\].outcomes: 'entente' is missing"):
        read_verdict(older(tmp_path, version=1, change=change))
    for broken in ({"outside": []}, {"outside": {"by_year": 3}}, {"outside": {"by_year": [1]}}, {}):

        def damage(found: dict[str, Any], broken: dict[str, Any] = broken) -> None:
            found.pop("outside")
            found.update(broken)

        for version in (1, 2):
            with pytest.raises(InputError, match="outside"):
                read_verdict(
                    older(
                        tmp_path, change=damage if version == 2 else lambda v: (damage(v), v.update(format_version=1))
                    )
                )
    for name in ("factors", "hypotheses", "sensitivity", "evidence", "case_info"):
        for value in (None, 3, [1], {"groups": 3}):
            with pytest.raises(InputError, match=name):
                read_verdict(older(tmp_path, change=lambda v, name=name, value=value: v.update({name: value})))


@pytest.mark.parametrize("value", [None, True, "x", [], {}, [[1]], {"a": []}])
@pytest.mark.parametrize(
    ("part", "field"),
    [("factors", "strength"), ("factors", "low"), ("factors", "depends_on"), ("factors", "id"),
     ("sensitivity.tornado", "kind"), ("sensitivity.decides", "what"), ("hypotheses.groups", "factors")],
)  # fmt: skip
def test_no_odd_value_of_an_older_version_breaks_the_reader(part: str, field: str, value: Any, tmp_path: Path) -> None:
    def change(found: dict[str, Any]) -> None:
        rows: Any = found
        for name in part.split("."):
            rows = rows[name]
        rows[0][field] = value

    with suppress(InputError):  # refused in words, or read: anything else fails the test
        read_verdict(older(tmp_path, change=change))


@pytest.mark.parametrize("path", ["absent", "absent/verdict.json", "empty", "x" * 300, "a\0b"])
def test_where_no_verdict_is(path: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=r"no verdict at .*run: foedus assess CASE --out DIR"):
        read_verdict(tmp_path / path)


@pytest.mark.parametrize("version", [1, 2])
def test_all_that_an_older_version_lists_is_explained(version: int, tmp_path: Path) -> None:
    found = read_verdict(older(tmp_path, version=version))
    assert "presence" not in found.formulae
    names = [line for line in list_lines(found) if not line.endswith("):")]
    assert len(names) > 100
    for name in names:
        explain(found, name)
