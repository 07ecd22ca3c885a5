"""A user's frame as it was read, and how errors of other libraries are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import polars as pl

from foedus.errors import InputError
from foedus.extras import need
from foedus.files.characters import visible
from foedus.files.findings import shorten


@dataclass(frozen=True)
class Given:
    """A user's frame, and what was assumed when it was read."""

    frame: pl.DataFrame
    notes: tuple[str, ...] = ()


def guarded(read: Callable[[], Any], what: str) -> Any:
    """Call what another library does; whatever it raises is told as an `InputError` about `what`."""
    try:
        return read()
    except (InputError, MemoryError):
        raise
    except ImportError:
        need("pyarrow", what=what)
        raise
    except (Exception, pl.exceptions.PanicException) as error:  # noqa: BLE001  Whatever it is, it is about the frame.
        raise InputError(f"{what} cannot be read: {reason(error)}") from None


def reason(error: BaseException) -> str:
    """Return the first line of an error of another library, fit for a terminal."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return visible(lines[0][:200]) if lines else type(error).__name__


def refuse_doubles(names: Iterable[str]) -> None:
    """Raise `InputError` for columns of one name."""
    twice = [visible(shorten(name)) for name, count in Counter(names).items() if count > 1]
    if twice:
        raise InputError(f"the given frame has columns of one name: {', '.join(twice[:5])}; rename or drop all but one")


def unnamed(names: Iterable[Any]) -> tuple[str, ...]:
    """Notes on columns that have no name, or whose name is no text."""
    odd = [repr(name) for name in names if not isinstance(name, str) or not name.strip()]
    if not odd:
        return ()
    return (f"the frame has columns without a name ({', '.join(odd[:5])}); they stay, named by number or by that text",)
