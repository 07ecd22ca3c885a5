"""Models that stand on their own: each reads its own file, solves on arrays, and knows no case and no other model.

All have one face: ``read(path) -> input``, ``solve(input, ...) -> answer``, and an answer as
:class:`foedus.models.envelope.Answer` describes it.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

NAMES = ("blocs", "landscape", "bargaining", "conflict", "commitment")

__all__ = ["NAMES", *NAMES]


def __getattr__(name: str) -> ModuleType:
    if name not in NAMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}; it has {', '.join(NAMES)}")
    return import_module(f"{__name__}.{name}")
