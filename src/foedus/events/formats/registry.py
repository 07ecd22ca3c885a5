"""The registry: every format of event data, discovered in this folder."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

from foedus.errors import InputError
from foedus.events import formats
from foedus.events.formats.model import Format
from foedus.nearest import nearest_hint


@cache
def registry() -> Mapping[str, Format]:
    """Return the formats by id, in alphabetical order; read-only.

    Examples
    --------
    >>> registry()["icews"].actor_scheme
    'names'
    """
    found = [
        import_module(f"{formats.__name__}.{module.name}").FORMAT
        for module in pkgutil.iter_modules(formats.__path__)
        if module.ispkg
    ]
    return MappingProxyType({one.id: one for one in sorted(found, key=lambda one: str(one.id))})


def event_format(id: str) -> Format:
    """Return a format by its id. Raises InputError if there is none; it names the nearest."""
    known = registry()
    if id in known:
        return known[id]
    raise InputError(
        f"there is no format {id!r} of events{nearest_hint(id, known)}; expected one of {', '.join(known)}"
    )
