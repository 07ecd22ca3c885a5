"""Which votes of the Assembly are counted, and to which year each belongs; checked once, told in every answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from operator import index

from foedus.datasets.catalog.un_votes import ISSUES
from foedus.errors import InputError
from foedus.nearest import nearest_hint

YEARS = {"calendar": "the calendar year of the day of the vote", "session": "the year in which the session began"}
"""What a vote's year may be; they differ for votes of resumed sessions."""
LONGEST_WINDOW = 50
_SPAN = re.compile(r"\s*(\d{4})\s*(?:[-:–]\s*(\d{4})\s*)?")


@dataclass(frozen=True)
class Choice:
    """Which votes are counted.

    Parameters
    ----------
    year : str
        `calendar` or `session`, see `YEARS`.
    issues : tuple of str
        Codes of issues, of which a vote must be on one; empty for all votes.
    window : int
        Years that are pooled: a row's year and those before it, 1 to 50.
    amendments, paragraphs : bool
        Whether votes on amendments, on single paragraphs, are counted.

    Raises
    ------
    InputError
        If one of them cannot be.
    """

    year: str = "calendar"
    issues: tuple[str, ...] = ()
    window: int = 1
    amendments: bool = True
    paragraphs: bool = True

    def __post_init__(self) -> None:
        if self.year not in YEARS:
            raise InputError(f"year {self.year!r}; expected {' or '.join(f'{name} ({YEARS[name]})' for name in YEARS)}")
        if isinstance(self.window, bool) or not isinstance(self.window, int) or not 1 <= self.window <= LONGEST_WINDOW:
            raise InputError(f"window {self.window!r}; expected a whole number of years from 1 to {LONGEST_WINDOW}")

    @property
    def words(self) -> str:
        """What is counted, in words."""
        about = " or ".join(ISSUES[issue] for issue in self.issues)
        parts = [f"votes on {about}" if about else "votes on all issues", f"a vote's year is {YEARS[self.year]}"]
        if self.window > 1:
            parts.append(f"a row pools its year and the {self.window - 1} before it")
        without = [word for word in ("amendments", "paragraphs") if not getattr(self, word)]
        return "; ".join([*parts, *([f"without votes on {' and '.join(without)}"] if without else [])])


def choose(
    *, year: str = "calendar", issue: str | Iterable[str] = (), window: int = 1, without: str | Iterable[str] = ()
) -> Choice:
    """Return a choice from the words of a person. Raises InputError: a word that is not known, with the nearest.

    >>> choose(issue="me,nu", without="paragraphs").words.partition(";")[0]
    'votes on the Palestinian conflict or nuclear weapons and nuclear material'
    """
    left_out = words_of(without)
    wrong = [word for word in left_out if word not in ("amendments", "paragraphs")]
    if wrong:
        raise InputError(f"without {wrong[0][:40]!r}; expected amendments, paragraphs, or both joined by a comma")
    return Choice(
        year=year,
        issues=tuple(dict.fromkeys(_issue(word) for word in words_of(issue))),
        window=window,
        amendments="amendments" not in left_out,
        paragraphs="paragraphs" not in left_out,
    )


def words_of(given: str | Iterable[str]) -> tuple[str, ...]:
    """Return the words of a text with commas, or of several."""
    texts = [given] if isinstance(given, str) else list(given)
    return tuple(word.strip().lower() for text in texts for word in text.split(",") if word.strip())


def _issue(word: str) -> str:
    if word in ISSUES:
        return word
    named = [code for code, name in ISSUES.items() if name.removeprefix("the ") == word.removeprefix("the ")]
    if named:
        return named[0]
    all_of_them = ", ".join(f"{code} ({name})" for code, name in ISSUES.items())
    raise InputError(f"there is no issue {word[:40]!r}{nearest_hint(word, ISSUES)}; expected {all_of_them}")


def span_of(text: str | None, *, option: str = "--years") -> tuple[int, int] | None:
    """Read years such as 1992-2015, 1992:2015 or 2010. Raises InputError if it is none of these.

    >>> span_of("1992-2015"), span_of("2010")
    ((1992, 2015), (2010, 2010))
    """
    if text is None:
        return None
    found = _SPAN.fullmatch(text)
    if found is None:
        raise InputError(f"{option} {text[:40]!r}; expected FIRST-LAST such as 1992-2015, or one year")
    return check_span((int(found[1]), int(found[2] or found[1])))


def check_span(years: tuple[int, int]) -> tuple[int, int]:
    """Return two years in order. Raises InputError if they are not."""
    try:
        first, last = (index(one) for one in years)
    except (TypeError, ValueError):
        raise InputError(f"years {years!r}; expected the first and the last year, such as (1992, 2015)") from None
    if first > last:
        raise InputError(f"years {first}-{last}: the first year must not come after the last")
    return first, last
