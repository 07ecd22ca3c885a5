"""Where a JSON value is no verdict: the path to the first fault, its line in the file, and what was expected there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from json import JSONDecoder
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from foedus.nearest import nearest_hint

Path = tuple[str | int, ...]
Kind = Any
"""A type as it stands beside a field: a struct, a number with its range, a list of such, ..."""

PLAIN = {float: "a number", int: "a whole number", str: "text", bool: "true or false", type(None): "null"}


def first_fault(value: Any, kind: Kind, *, path: Path = ()) -> tuple[Path, str]:
    """Return the path to the innermost fault of a value that is not of a kind, and what is wrong there."""
    for name, inner, wanted in _parts(value, _chosen(value, kind)):
        if not _fits(inner, wanted):
            return first_fault(inner, wanted, path=(*path, name))
    return path, _lack(value, _chosen(value, kind)) or f"expected {_words(kind)}, got {_shown(value)}"


def written(path: Path) -> str:
    """Return a path as text.

    >>> written(("scenarios", 2, "outcomes", "alliance"))
    'scenarios[2].outcomes.alliance'
    """
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def line_of(text: str, path: Path) -> int:
    """Return the line on which the value at a path begins, or the innermost part of the path that is there.

    >>> line_of('{"a": 1,\\n "b": [2,\\n 3]}', ("b", 1))
    3
    """
    at = _skip(text, 0)
    for step in path:
        found = next((place for name, place in _places(text, at) if name == step), None)
        if found is None:
            break
        at = found
    return text.count("\n", 0, at) + 1


def _origin(kind: Kind) -> Any:
    return get_origin(kind)


def _fits(value: Any, kind: Kind) -> bool:
    try:
        msgspec.convert(value, kind)
    except (msgspec.ValidationError, OverflowError):
        return False
    return True


def _bare(kind: Kind) -> tuple[Kind, tuple[Any, ...]]:
    """Return a type and what is said of it."""
    return (get_args(kind)[0], kind.__metadata__) if _origin(kind) is Annotated else (kind, ())


def _arms(kind: Kind) -> tuple[Kind, ...]:
    return get_args(kind) if _origin(kind) in (Union, UnionType) else (kind,)


def _chosen(value: Any, kind: Kind) -> Kind:
    """Return what a value can only be meant as where a type gives a choice: the first that is not null."""
    return next((arm for arm in _arms(kind) if value is None or arm is not type(None)), kind)


def _parts(value: Any, kind: Kind) -> Iterator[tuple[str | int, Any, Kind]]:
    """Yield name, value and type of each part of a value that its type knows."""
    bare, _ = _bare(kind)
    origin, inner = _origin(bare), get_args(bare)
    if isinstance(bare, type) and issubclass(bare, msgspec.Struct) and isinstance(value, dict):
        hints = get_type_hints(bare, include_extras=True)
        yield from ((name, value[name], wanted) for name, wanted in hints.items() if name in value)
    elif origin is dict and isinstance(value, dict):
        yield from ((name, row, inner[1]) for name, row in value.items() if _fits(name, inner[0]))
    elif origin is tuple and isinstance(value, list):
        kinds = [inner[0]] * len(value) if inner[-1] is ... else inner
        yield from ((at, row, wanted) for at, (row, wanted) in enumerate(zip(value, kinds, strict=False)))


def _lack(value: Any, kind: Kind) -> str:
    """Return what an object lacks or has too much; empty where nothing."""
    bare, _ = _bare(kind)
    if not isinstance(value, dict):
        return ""
    if isinstance(bare, type) and issubclass(bare, msgspec.Struct):
        known: tuple[str, ...] = bare.__struct_fields__
    else:
        known = tuple(word for said in _bare(get_args(bare)[0])[1] for word in _choice(said)) if get_args(bare) else ()
    lost = [name for name in known if name not in value]
    more = [name for name in value if known and name not in known]
    if more:
        return f"unknown part {more[0][:60]!r}{nearest_hint(more[0], lost)}"
    return f"{lost[0]!r} is missing" if lost else ""


def _choice(said: Any) -> tuple[str, ...]:
    return tuple((said.extra_json_schema or {}).get("enum", ())) if isinstance(said, msgspec.Meta) else ()


def _words(kind: Kind) -> str:
    """Return a type in words.

    >>> _words(int | None), _words(Annotated[float, msgspec.Meta(ge=0, le=1)]), _words(tuple[str, ...])
    ('a whole number or null', 'a number from 0 to 1', 'a list')
    """
    if len(_arms(kind)) > 1:
        return " or ".join(map(_words, _arms(kind)))
    bare, said = _bare(kind)
    options = [str(word) for meta in said for word in _choice(meta)]
    if _origin(bare) is Literal:
        options = list(map(str, get_args(bare)))
    if options:
        return f"one of {', '.join(word or 'nothing' for word in options)}"
    inner = get_args(bare)
    length = f" of {len(inner)}" if inner and inner[-1] is not ... else ""
    shape = f"a list{length}" if _origin(bare) is tuple else PLAIN.get(bare, "an object")
    for meta in said:
        low, high, pattern = meta.ge, meta.le, meta.pattern
        shape += f" from {low} to {high}" if high is not None else f" of at least {low}" if low is not None else ""
        shape += f" of the form {pattern}" if pattern else ""
    return shape


def _shown(value: Any) -> str:
    if isinstance(value, Mapping | list):
        return "an object" if isinstance(value, Mapping) else f"a list of {len(value)}"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:50]}... ({len(text)} characters)"


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\n\r":
        at += 1
    return at


def _places(text: str, at: int) -> Iterator[tuple[str | int, int]]:
    """Yield each name or number in the object or list that begins at a place, with the place of its value."""
    opening, read, number = text[at], JSONDecoder().raw_decode, 0
    if opening not in "{[":
        return
    at = _skip(text, at + 1)
    while text[at] not in "]}":
        name: str | int = number
        if opening == "{":
            name, at = read(text, at)
            at = _skip(text, _skip(text, at) + 1)
        yield name, at
        _, at = read(text, at)
        at = _skip(text, at)
        at = _skip(text, at + 1) if text[at] == "," else at
        number += 1
