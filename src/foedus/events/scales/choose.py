"""Which scale the codes of a file follow: the label on it may lie."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from foedus.errors import InputError
from foedus.events.scales.model import Scale
from foedus.events.scales.tables import scale as find_scale

MOST_UNSCORED = 0.05
"""Share of the rows that a scale may leave without a score."""
_SHOWN = 5


def choose(
    counts: Mapping[str, int],
    allowed: Sequence[str],
    *,
    wanted: str | None,
    place: str,
    usual: str | None = None,
) -> Scale:
    """Return the scale of codes.

    Parameters
    ----------
    counts : mapping of str to int
        Rows by code.
    allowed : sequence of str
        Ids of the scales that the format may follow.
    wanted : str or None
        Id of the scale that the user names.
    place : str
        The file, to show.
    usual : str or None
        Id of the scale of the other files: it is taken where it is among several that fit.

    Raises
    ------
    InputError
        If the wanted scale does not fit; it names the one that does. If none is wanted and none fits, or several do.
    """
    faults = {id: fault(counts, find_scale(id)) for id in allowed}
    fitting = [id for id, told in faults.items() if not told]
    if wanted is not None:
        if faults[wanted]:
            step = f"it fits {fitting[0]}: --scale {fitting[0]}" if fitting else f"it fits none of {', '.join(allowed)}"
            raise InputError(f"{place} does not follow the scale {wanted}: {faults[wanted]}; {step}")
        return find_scale(wanted)
    if usual in fitting:
        return find_scale(usual)
    if len(fitting) != 1:
        told = "; ".join(f"{id}: {why}" for id, why in faults.items() if why)
        why = f"it fits {' and '.join(fitting)}" if fitting else told
        raise InputError(
            f"{place}: the codes do not tell their scale ({why}); name it with: --scale {'|'.join(allowed)}"
        )
    return find_scale(fitting[0])


def fault(counts: Mapping[str, int], scale: Scale) -> str:
    """Return why codes do not follow a scale; empty where they do. Malformed codes say nothing."""
    formed = {code: number for code, number in counts.items() if re.fullmatch(scale.code, code)}
    highest = max(scale.quads)
    above = {code: number for code, number in formed.items() if code[:2] > highest}
    if above:
        first = ", ".join(sorted(above)[:_SHOWN])
        return f"{sum(above.values()):,} rows have a root above {highest} ({first})"
    unscored = {code: number for code, number in formed.items() if code not in scale.scores}
    share = sum(unscored.values()) / max(sum(formed.values()), 1)
    if share > MOST_UNSCORED:
        first = ", ".join(sorted(unscored, key=lambda code: (-unscored[code], code))[:_SHOWN])
        return f"{share:.0%} of the rows have no score in it ({first})"
    return ""
