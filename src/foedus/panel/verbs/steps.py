"""What every method that adds to a panel may ask of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from foedus.panel.step import Step
    from foedus.terms.states.systems import Scheme


class Steps:
    """A panel as its methods see it; `foedus.panel.panel.Panel` fills it."""

    if TYPE_CHECKING:

        @property
        def unit(self) -> str:
            """ "dyad" or "state"."""
            ...

        @property
        def directed(self) -> bool:
            """Whether the two orders of a dyad are different rows."""
            ...

        @property
        def scheme(self) -> Scheme:
            """The list of states that the rows are of."""
            ...

        @property
        def sides(self) -> tuple[str, ...]:
            """Suffixes of columns that tell of states: none in state-years, 1 and 2 in dyad-years."""
            ...

        @property
        def names(self) -> tuple[str, ...]:
            """Names of the columns that the rows bring along."""
            ...

        @property
        def columns(self) -> tuple[str, ...]:
            """Names of all columns."""
            ...

        def with_step(self, step: Step) -> Self:
            """Return the panel with one more step."""
            ...

        def keep_rows(self, column: str) -> Self:
            """Return the panel with only the rows in which a column is 1."""
            ...
