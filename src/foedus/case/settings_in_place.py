"""Values of ``case.toml`` replaced where they stand; comments, order and all the rest stay as they are."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from foedus.case.settings import FILE, toml_key, toml_string
from foedus.errors import InputError
from foedus.files.places import Places

Value = str | int | Sequence[str]

_LONGEST = 200
"""Lines that one value may take."""


def replaced(text: str, values: Mapping[str, Value]) -> str:
    """Return the text with other values.

    Parameters
    ----------
    text : str
        The file.
    values : mapping
        By key; one of a table as ``thesis.text``.

    Raises
    ------
    InputError
        If the file is no TOML, or is written so that a value cannot be replaced alone.

    >>> replaced('id = "a" # why\\n\\n[thesis]\\ntext = "x"\\n', {"id": "b", "thesis.text": 'say "y"'})
    'id = "b" # why\\n\\n[thesis]\\ntext = "say \\\\"y\\\\""\\n'
    """
    for name, value in values.items():
        content = _content(text)
        table, _, key = name.rpartition(".")
        there = content.get(table, {}) if table else content
        if there.get(key) != value:
            text = _with(text, table, key, value=value, content=content)
    return text


def _with(text: str, table: str, key: str, *, value: Value, content: dict[str, Any]) -> str:
    wanted = {**content, key: value} if not table else {**content, table: {**content.get(table, {}), key: value}}
    for changed in _tries(text, table, key, value=value):
        try:
            if tomllib.loads(changed) == _plain(wanted):
                return changed
        except tomllib.TOMLDecodeError:
            continue
    raise InputError(f"{FILE}: {key} cannot be replaced by itself; change it in an editor")


def _tries(text: str, table: str, key: str, *, value: Value) -> list[str]:
    """The text with the value in place of one line, of two, and so on; or in a new line."""
    lines, new = text.split("\n"), f"{toml_key(key)} = {_toml(value)}"
    content = _content(text)
    if key not in (content.get(table, {}) if table else content):
        return [_inserted(lines, table, new)]
    place = Places(text).of(key, table)
    if place is None:
        return []
    comment = re.search(r"\s*#[^\"']*$", lines[place - 1])
    one = "\n".join([*lines[: place - 1], new + (comment[0] if comment else ""), *lines[place:]])
    return [one] + [
        "\n".join([*lines[: place - 1], new, *lines[end:]])
        for end in range(place, min(len(lines), place + _LONGEST) + 1)
    ]


def _inserted(lines: list[str], table: str, new: str) -> str:
    """The text with a new line, at the head of its table; the table is added where it is missing."""
    if table:
        heading = Places("\n".join(lines)).of("", table)
        at = heading if heading is not None else len(lines)
        return (
            "\n".join([*lines[:at], *([] if heading is not None else [f"[{table}]"]), new, *lines[at:]]).rstrip("\n")
            + "\n"
        )
    first = next((number for number, line in enumerate(lines) if line.lstrip().startswith("[")), len(lines))
    return "\n".join([*lines[:first], new, *lines[first:]])


def _content(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{FILE} is no TOML: {error}; mend it in an editor") from None


def _plain(content: Mapping[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in content.items()}


def _toml(value: Value) -> str:
    if isinstance(value, int):
        return str(value)
    return toml_string(value) if isinstance(value, str) else f"[{', '.join(map(toml_string, value))}]"
