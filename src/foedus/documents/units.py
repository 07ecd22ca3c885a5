"""Places of a stored text as other programs count them: in UTF-16 units (browsers, Java, DNA) or UTF-8 bytes (Taguette)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.errors import InputError

Offsets = NDArray[np.int64]


class Units:
    """The begins of the characters of one text, counted in another unit.

    Parameters
    ----------
    widths : sequence of int
        Units of each character, in order; `utf16` and `utf8` make them of a text.
    name : str
        The unit, in the plural, for messages.
    """

    def __init__(self, widths: Sequence[int] | NDArray[np.uint8], name: str) -> None:
        self.name = name
        self._begins: Offsets = np.concatenate(([0], np.cumsum(widths, dtype=np.int64)))

    def __len__(self) -> int:
        """Return how many units the whole text has."""
        return int(self._begins[-1])

    def of(self, offsets: ArrayLike) -> Offsets:
        """Return units for offsets in code points, from 0 to the length of the text.

        >>> utf16("a😀b").of([0, 1, 2, 3]).tolist()
        [0, 1, 3, 4]
        """
        places = np.asarray(offsets, dtype=np.int64)
        self._demand(places, (places >= 0) & (places < len(self._begins)), len(self._begins) - 1, "code points")
        return self._begins[places]

    def fits(self, units: ArrayLike) -> NDArray[np.bool_]:
        """Whether a character begins, or the text ends, at each of these units."""
        places = np.asarray(units, dtype=np.int64)
        at = np.clip(np.searchsorted(self._begins, places), 0, len(self._begins) - 1)
        return np.asarray(self._begins[at] == places)

    def offsets(self, units: ArrayLike) -> Offsets:
        """Return offsets in code points for units.

        Raises InputError for a unit inside a character or beyond the text; ask `fits` first where such may come.

        >>> utf8("déjà").offsets([0, 3, 6]).tolist()
        [0, 2, 4]
        """
        places = np.asarray(units, dtype=np.int64)
        self._demand(places, self.fits(places), len(self), self.name)
        return np.searchsorted(self._begins, places).astype(np.int64)

    def _demand(self, places: Offsets, good: NDArray[np.bool_], most: int, name: str) -> None:
        if not good.all():
            shown = ", ".join(str(place) for place in places[~good].ravel()[:5])
            raise InputError(
                f"{shown}: no place of the text, which has {most:,} {name}; expected one where a character begins, or its end. "
                "Is it the text that the offsets were counted on?"
            )


def utf16(text: str) -> Units:
    """Return the places of a text in UTF-16 units: characters beyond the basic plane count twice."""
    return Units(1 + (_code_points(text) > 0xFFFF).astype(np.uint8), "UTF-16 units")


def utf8(text: str) -> Units:
    """Return the places of a text in UTF-8 bytes."""
    points = _code_points(text)
    widths = np.ones(len(points), dtype=np.uint8)
    for limit in (0x7F, 0x7FF, 0xFFFF):
        widths += points > limit
    return Units(widths, "UTF-8 bytes")


def _code_points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
