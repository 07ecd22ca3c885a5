"""Which state is meant: by COW code, abbreviation or name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from foedus.errors import InputError
from foedus.nearest import near_words


def find_state(text: str, states: Mapping[str, Sequence[str]]) -> int:
    """Return the COW code of a state, given by code, abbreviation or name; case does not count.

    `states` has (abbreviation, name) by code. Raises InputError if nothing fits; the message names the nearest.

    >>> find_state("irn", {"630": ["IRN", "Iran"]})
    630
    """
    wanted = text.strip().casefold()
    if wanted in states:
        return int(wanted)
    by_word = {word.casefold(): code for code, words in states.items() for word in words}
    if wanted in by_word:
        return int(by_word[wanted])
    near = near_words(wanted, by_word)
    words = ", ".join(f"{states[by_word[word]][0]} ({states[by_word[word]][1]})" for word in near)
    raise InputError(
        f"{text!r} is no state of the system; give a COW code, abbreviation or name"
        + (f"; near: {words}" if near else " such as IRN, RUS or 630")
    )
