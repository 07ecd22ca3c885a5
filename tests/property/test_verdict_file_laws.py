"""One change to a real file: it is refused in words, or the verdict holds exactly what the file says."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedus.errors import InputError
from foedus.verdict.file import read_verdict, render_verdict
from made import made, typed

SOME = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
VALUES: list[Any] = [
    None, True, False, 0, 1, -1, 0.5, 1e308, 10**30, "", "x", "alliance", "binds", "sentence-1", [], {}, [1], {"a": 1}, [[[]]],
]  # fmt: skip


@cache
def places() -> list[tuple[str | int, ...]]:
    """Every path of the file, leaves and parts."""

    def walk(node: Any, path: tuple[str | int, ...]) -> list[tuple[str | int, ...]]:
        inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        return [path, *(deeper for key, value in inner for deeper in walk(value, (*path, key)))]

    return walk(made(), ())[1:]


def read(data: bytes, folder: Path) -> Any:
    """Return what a file says as JSON's own types, or None where it is refused in words."""
    (folder / "verdict.json").write_bytes(data)
    try:
        return json.loads(render_verdict(read_verdict(folder)))
    except InputError:
        return None


@pytest.mark.slow
@SOME
@given(data=st.data())
def test_a_changed_value_is_refused_or_kept(data: st.DataObject, tmp_path: Path) -> None:
    path = data.draw(st.sampled_from(places()))
    found = made()
    node: Any = found
    for step in path[:-1]:
        node = node[step]
    kind = data.draw(st.sampled_from(["replace", "remove", "add"]))
    if kind == "remove":
        del node[path[-1]]
    elif kind == "add" and isinstance(node, dict):
        node[data.draw(st.sampled_from(["more", "", "alliance", "low"]))] = data.draw(st.sampled_from(VALUES))
    else:
        node[path[-1]] = data.draw(st.sampled_from(VALUES))
    assert as_doubles(read(json.dumps(found).encode(), tmp_path)) in (None, as_doubles(found))


def as_doubles(found: Any) -> Any:
    """A file's own values; a whole number longer than a double holds is its nearest double, as JSON's readers take it."""
    return json.loads(json.dumps(found), parse_int=lambda text: int(text) if abs(int(text)) <= 2**53 else float(text))


@SOME
@given(data=st.data())
def test_a_changed_byte_is_refused_or_kept(data: st.DataObject, tmp_path: Path) -> None:
    whole = render_verdict(typed("empty"))
    at = data.draw(st.integers(0, len(whole) - 1))
    new = data.draw(st.sampled_from([b"", b"{", b"]", b'"', b",", b"9", b"\xff", b"\\", b"e", b"\n"]))
    changed = whole[:at] + new + whole[at + 1 :]
    found = read(changed, tmp_path)
    assert found is None or found == json.loads(changed)
