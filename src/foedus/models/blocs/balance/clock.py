"""A limit of time, or of work where the same inputs must give the same bytes, that is looked at between steps."""

from __future__ import annotations

import math
import time


class Clock:
    """Counts down from a number of seconds.

    Parameters
    ----------
    seconds : float
        Above 0; infinity sets no limit.
    """

    def __init__(self, seconds: float = math.inf) -> None:
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds that remain, at least 0."""
        return max(0.0, self._end - time.monotonic())

    @property
    def over(self) -> bool:
        """Whether no time is left."""
        return self.left <= 0.0

    def slice(self, seconds: float) -> float:
        """Return the seconds after which a long step is to look at the clock again."""
        return min(seconds, self.left)

    def part(self, seconds: float) -> Clock:
        """Return a clock that ends with this one or after so many seconds, whichever comes first."""
        return Clock(min(seconds, self.left))


class Steps(Clock):
    """Ends after a number of looks at it: the same on every machine, however slow.

    Parameters
    ----------
    steps : int
        How often it may be looked at.

    Examples
    --------
    >>> steps = Steps(2)
    >>> steps.over, steps.over, steps.over
    (False, False, True)
    """

    def __init__(self, steps: int) -> None:
        super().__init__()
        self._steps = steps

    @property
    def over(self) -> bool:
        """Whether it was looked at often enough."""
        self._steps -= 1
        return self._steps < 0

    def slice(self, seconds: float) -> float:  # noqa: ARG002
        """Return infinity: a step is not cut short, or slow machines would take more of them."""
        return math.inf

    def part(self, seconds: float) -> Clock:  # noqa: ARG002 - time does not count here
        """Return this one."""
        return self
