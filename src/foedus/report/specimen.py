"""A specimen of a verdict: every list with rows in it and nothing said, so that an empty table can be given its header."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from foedus.verdict.types import Verdict

inspect = msgspec.inspect
EMPTY = {inspect.StrType: "", inspect.IntType: 0, inspect.FloatType: 0.0, inspect.BoolType: False}


def specimen(pair: Sequence[str]) -> Verdict:
    """Return a verdict whose lists hold two empty rows each.

    Parameters
    ----------
    pair : sequence of str
        Actors that stand where a part names actors by their ids.
    """
    found: Verdict = _value(inspect.type_info(Verdict), pair)
    return found


def _value(kind: inspect.Type, pair: Sequence[str]) -> Any:
    """Return the emptiest value of a type that still has everything that the type names."""
    if isinstance(kind, inspect.Metadata):
        return _value(kind.type, pair)
    if isinstance(kind, inspect.StructType):
        return kind.cls(**{field.name: _value(field.type, pair) for field in kind.fields})
    if isinstance(kind, inspect.DictType):
        return {key: _value(kind.value_type, pair) for key in _keys(kind.key_type) or pair}
    if isinstance(kind, inspect.VarTupleType):
        return (_value(kind.item_type, pair),) * 2
    if isinstance(kind, inspect.TupleType):
        return tuple(_value(item, pair) for item in kind.item_types)
    if isinstance(kind, inspect.UnionType):
        return _value(next(each for each in kind.types if not isinstance(each, inspect.NoneType)), pair)
    if isinstance(kind, inspect.LiteralType):
        return kind.values[0]
    return EMPTY.get(type(kind))


def _keys(kind: inspect.Type) -> list[str]:
    """Return the words that keys are, where they are declared: outcomes, components."""
    if isinstance(kind, inspect.Metadata):
        declared = (kind.extra_json_schema or {}).get("enum")
        return list(declared) if declared else _keys(kind.type)
    return []
