"""Words that must be one of a few."""

from __future__ import annotations

from collections.abc import Sequence

from foedus.errors import InputError
from foedus.nearest import nearest_hint


def check_choice(what: str, word: str, *, options: Sequence[str]) -> None:
    """Refuse a word that is none of the options. Raises InputError: names the first ten options and the nearest one."""
    if word not in options:
        shown = ", ".join(options[:10]) + (", ..." if len(options) > 10 else "")
        raise InputError(f"{what} {word!r}: expected one of {shown}{nearest_hint(word, options)}")
