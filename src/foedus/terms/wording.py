"""How numbers are written: one rule for each kind, in plain characters or in those of a printed page.

`PLAIN` writes for terminals and for sentences of `verdict.json`; `PAGE` for figures and reports, with a true minus, a dash in
ranges and no break before the per cent sign.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

DASH = "\u2013"
"""Stands where there is no value."""


def whole_percent(probability: float) -> int:
    """Return the whole per cent that is printed; 0 stands for under 1 %, 100 for over 99 %.

    Likelihood words go by this number, so that one printed figure never has two words.

    >>> whole_percent(0.0496), whole_percent(0.005), whole_percent(0.006), whole_percent(0.9949)
    (5, 0, 1, 99)
    """
    if probability <= 0.005:
        return 0
    return 100 if probability >= 0.995 else int(f"{probability * 100:.0f}")


@dataclass(frozen=True, slots=True)
class Writing:
    """Numbers in one set of characters.

    Parameters
    ----------
    minus, to, blank : str
        Minus sign, what stands between the ends of a range, and the blank before the per cent sign.
    """

    minus: str
    to: str
    blank: str

    def percent(self, probability: float | None) -> str:
        """Return a probability in whole per cent; its ends are spelt out, since nothing ahead is certain.

        >>> PLAIN.percent(0.123), PLAIN.percent(0.0), PLAIN.percent(1.0), PLAIN.percent(None)
        ('12 %', 'under 1 %', 'over 99 %', '–')
        """
        if probability is None:
            return DASH
        shown = whole_percent(probability)
        word = "under 1" if shown == 0 else "over 99" if shown == 100 else f"{shown}"
        return f"{word}{self.blank}%"

    def proportion(self, part: float | None) -> str:
        """Return a part of a whole in whole per cent: none and all are shown as such, as are ticks of an axis.

        >>> PLAIN.proportion(0.0), PLAIN.proportion(0.001), PLAIN.proportion(1)
        ('0 %', 'under 1 %', '100 %')
        """
        return f"{part * 100:.0f}{self.blank}%" if part in (0, 1) else self.percent(part)

    def span(self, low: float | None, high: float | None) -> str:
        """Return an interval of probabilities in whole per cent.

        >>> PLAIN.span(0.031, 0.2), PAGE.span(0.031, 0.2)
        ('3-20 %', '3–20\\xa0%')
        """
        if low is None or high is None:
            return DASH
        return f"{low * 100:.0f}{self.to}{high * 100:.0f}{self.blank}%"

    def decimal(self, value: float | None, digits: int = 2) -> str:
        """Return a number with fixed decimals.

        >>> PLAIN.decimal(-0.5), PAGE.decimal(-0.5, 1)
        ('-0.50', '−0.5')
        """
        return DASH if value is None else f"{value:.{digits}f}".replace("-", self.minus)

    def signed(self, value: float | None, digits: int = 2) -> str:
        """Return a number with its sign; what rounds to nought has none.

        >>> PAGE.signed(-0.254), PAGE.signed(0.5), PAGE.signed(-0.001)
        ('−0.25', '+0.50', '0.00')
        """
        if value is None:
            return DASH
        shown = f"{abs(value):.{digits}f}"
        return shown if float(shown) == 0 else f"{'+' if value > 0 else self.minus}{shown}"

    def points(self, change: float | None) -> str:
        """Return a change of probability in percentage points, without the unit.

        >>> PAGE.points(-0.0312), PAGE.points(0.0004)
        ('−3.1', '0.0')
        """
        return DASH if change is None else self.signed(change * 100, 1)


PLAIN = Writing("-", "-", " ")
PAGE = Writing("\u2212", DASH, "\u00a0")

percent, proportion, span = PLAIN.percent, PLAIN.proportion, PLAIN.span


def in_points(change: float) -> str:
    """Return a change of probability as a sentence says it.

    >>> in_points(0.031), in_points(-0.2), in_points(0.0001)
    ('+3.1 points', '-20.0 points', 'no change')
    """
    return "no change" if abs(change) < 0.0005 else f"{PLAIN.points(change)} points"


def times(ratio: float) -> str:
    """Return a ratio as a sentence says it.

    >>> times(2.34), times(0.5), times(1.01)
    ('2.3', '0.50', '1.0')
    """
    return f"{ratio:.1f}" if ratio >= 0.95 else f"{ratio:.2f}"


def count(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> count(1, "claim"), count(0, "work")
    ('1 claim', '0 works')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listing(names: Sequence[str]) -> str:
    """Return names as an English list.

    >>> listing(["a", "b", "c"])
    'a, b and c'
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "none"
