"""A signal that asks foedus to end, remembered from its coming until somebody has acted on it.

The command line receives signals and remembers them here; whatever is about to change files asks first. Importing this
installs nothing, and nothing is ever remembered where foedus is used as a library.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

_CAME: list[int] = []
_TAKEN = [0]


class Interrupted(BaseException):
    """Raised where a signal came; no KeyboardInterrupt, which other libraries turn into silent ends of their own."""


def remember(number: int) -> None:
    """Keep the number of a signal that came; the first one counts."""
    _CAME.append(number)


def came() -> int | None:
    """Return the number of the signal that came first, or None."""
    return _CAME[0] if _CAME else None


def forget() -> None:
    """Begin anew."""
    _CAME.clear()


@contextmanager
def taken_elsewhere() -> Iterator[None]:
    """Leave signals to somebody who ends in an orderly way, such as a server, as long as that takes."""
    _TAKEN[0] += 1
    try:
        yield
    finally:
        _TAKEN[0] -= 1


def is_taken_elsewhere() -> bool:
    """Tell whether signals are somebody else's now."""
    return _TAKEN[0] > 0


def check() -> None:
    """Raise Interrupted if a signal came, in case that a library has swallowed the first raising."""
    if _CAME:
        raise Interrupted(_CAME[0])
