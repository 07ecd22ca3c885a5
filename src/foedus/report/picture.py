"""A figure as a section of the report declares it: its name, how it is drawn from the verdict, and what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from inspect import signature

from foedus.charts import Figure
from foedus.verdict.types import Verdict


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure that a section shows and `foedus chart` draws.

    Parameters
    ----------
    key : str
        Its name, the same as that of the figure.
    draw : callable
        From the context, and by keyword what one may choose, to the figure; None where there is nothing to draw.
    evidence : callable
        Ids of what it is drawn from: claims, datasets, models.
    formula : str
        Name of the formula behind it.
    """

    key: str
    draw: Callable[..., Figure | None]
    evidence: Callable[[Verdict], Iterable[str]]
    formula: str

    @property
    def options(self) -> tuple[str, ...]:
        """What one may choose, by keyword."""
        return tuple(signature(self.draw).parameters)[1:]
