"""The loader of JSON: what the format allows is read as the standard library reads it, anything else is named."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.files.json_text import DEEPEST_JSON, JsonFault, parse_json

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(value=VALUES, escaped=st.booleans())
def test_every_value_that_the_standard_library_writes_is_read_as_it_reads_it(value: object, escaped: bool) -> None:
    text = json.dumps(value, ensure_ascii=escaped)
    assert parse_json(text.encode()) == parse_json(text) == json.loads(text)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_a_mark_of_the_encoding_is_no_fault(codec: str) -> None:
    assert parse_json('{"a": "é"}'.encode(codec)) == {"a": "é"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b'{"a": 1, "a": 2}', "'a' stands there twice"),
        (b"[" * 1_000_000, "levels"),
        (b"[" * (DEEPEST_JSON + 1) + b"]" * (DEEPEST_JSON + 1), "levels"),
        (b'{"a":' * 100_000, "levels"),
        (b"[" + b"9" * 900_000 + b"]", "digits"),
        (b"[NaN]", "NaN"),
        (b"[-Infinity]", "Infinity"),
        (b"[1e999]", "1e999"),
        (b"[" + b"9" * 400 + b".5]", "1.8e308"),
        (b'["\\ud800"]', "half of a character"),
        (b'["\xff"]', "UTF-8"),
        (b"", "Expecting value"),
        (b"[1] [2]", "Extra data"),
        (b"[" + b" " * 30_000_000 + b"]", "at most 20,000,000"),
    ],
)  # fmt: skip
def test_what_is_no_value_is_named(text: bytes, reason: str) -> None:
    with pytest.raises(JsonFault, match=reason):
        parse_json(text)


def test_a_pair_of_halves_is_a_character() -> None:
    assert parse_json(b'["\\ud83d\\ude00"]') == ["\U0001f600"]


def test_the_line_of_a_fault_is_told() -> None:
    with pytest.raises(JsonFault) as told:
        parse_json(b'{\n "a": 1,\n "b" 2}')
    assert told.value.line == 3
