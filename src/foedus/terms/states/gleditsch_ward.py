"""Where Gleditsch-Ward numbers (UCDP) differ from Correlates of War codes."""

from __future__ import annotations

RENUMBERED = {340: 345, 970: 946, 971: 970, 972: 955, 973: 947}
"""Serbia, Kiribati, Nauru, Tonga, Tuvalu: Gleditsch-Ward number to COW code."""

SUCCEEDED = {260: (1990, 255), 678: (1990, 679)}
"""One number there, two codes here: from which year (judged on its last day) to which code: Germany, Yemen."""

NOT_IN_SYSTEM = (89, 99, 396, 397, 563, 564, 711, 751, 815)
"""United Provinces of Central America, Great Colombia, Abkhazia, South Ossetia, Transvaal, Orange Free State, Tibet,
Hyderabad, Annam: states there, but not members of the COW system."""


def cow_code(number: int, year: int) -> int | None:
    """Return the COW code of a Gleditsch-Ward number on the last day of a year; None where COW has no such state.

    >>> cow_code(260, 1970), cow_code(260, 2018), cow_code(340, 2010), cow_code(751, 1948)
    (260, 255, 345, None)
    """
    if number in NOT_IN_SYSTEM:
        return None
    since, after = SUCCEEDED.get(number, (0, 0))
    return after if since and year >= since else RENUMBERED.get(number, number)
