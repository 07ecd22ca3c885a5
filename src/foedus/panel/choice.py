"""What a caller chooses out of some names or numbers, checked where it is chosen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from foedus.errors import InputError
from foedus.nearest import nearest_hint


def choose(verb: str, what: str, given: Any, known: Iterable[Any]) -> tuple[Any, ...]:
    """Return what is chosen, in its order; nothing where None is given.

    Raises InputError: no list (a text alone is none), something that is not known, or one thing twice.

    >>> choose("add_trade", "keep", ["exports"], ("imports", "exports"))
    ('exports',)
    >>> choose("add_trade", "keep", "exports", ("imports", "exports"))
    Traceback (most recent call last):
    foedus.errors.InputError: add_trade: keep 'exports'; expected a list of different ones of imports, exports
    """
    names = list(known)
    several = isinstance(given, Iterable) and not isinstance(given, str)
    chosen = tuple(given) if several else ()
    if (several or given is None) and all(one in names for one in chosen) and len(set(chosen)) == len(chosen):
        return chosen
    odd = next((one for one in chosen if one not in names), None)
    hint = nearest_hint(odd, map(str, names)) if isinstance(odd, str) else ""
    raise InputError(
        f"{verb}: {what} {given!r}; expected a list of different ones of {', '.join(map(str, names))}{hint}"
    )


def one_of(verb: str, what: str, given: Any, known: Iterable[str]) -> str:
    """Return the one that is chosen. Raises InputError: it is not among those that are known."""
    names = list(known)
    if isinstance(given, str) and given in names:
        return given
    hint = nearest_hint(given, names) if isinstance(given, str) else ""
    raise InputError(f"{verb}: {what} {given!r}; expected one of {', '.join(names)}{hint}")


def yes_or_no(verb: str, what: str, given: Any) -> bool:
    """Return True or False. Raises InputError: something else, which Python would take for one of them, such as "FALSE"."""
    if given in (True, False):
        return bool(given)
    raise InputError(f"{verb}: {what} {given!r}; expected True or False")


def a_prefix(verb: str, given: Any) -> str:
    """Return what stands before names of columns, nothing where None is given. Raises InputError: it is no text."""
    if given is None or isinstance(given, str):
        return given or ""
    raise InputError(f"{verb}: prefix {given!r}; expected text that stands before the names of columns, such as 'cow_'")
