"""One addition to a panel: the columns that it promises, and how they are made when the panel is built."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from foedus.panel.crosswalk import keys_under
from foedus.panel.keys import PanelKeys
from foedus.panel.source import Source
from foedus.terms.states.systems import CODE, SCHEMES, Scheme


@dataclass(frozen=True)
class Column:
    """What one column of a panel means."""

    name: str  #: Name in the panel; the peer's where it has the column.
    label: str  #: Meaning in at most 80 characters (the length of a Stata label).
    datasets: tuple[str, ...] = ()  #: Ids of the datasets that it is made from.
    rule: str = ""  #: How it was made, when that is more than reading it off.
    values: Mapping[int, str] = field(default_factory=dict)  #: Meaning of each code of a coded column.


def bears(frame: pl.DataFrame, scheme: Scheme) -> bool:
    """Whether a table has a column of codes of a list of states."""
    return any(f"{CODE[scheme]}{side}" in frame.columns for side in ("", "1"))


@dataclass(frozen=True)
class Build:
    """What a step sees when the panel is built."""

    keys: PanelKeys  #: Positions of the rows, under the codes of the panel's own list of states.
    load: Callable[[str, str | None], Source]  #: Loads a dataset by id and version, once.
    directed: bool  #: Whether the two orders of a dyad are different rows.
    made: Mapping[str, pl.Series]  #: Columns so far, by name.
    shared: dict[str, Any]  #: What several steps need and only the first one makes, by name.
    notes: list[str] = field(default_factory=list)  #: What a step has to tell of the rows.

    def keys_in(self, scheme: Scheme) -> PanelKeys:
        """Positions of the rows under the codes of a list of states, "cow" or "gw"; made once for all steps."""
        name = f"keys {scheme}"
        if name not in self.shared:
            self.shared[name] = keys_under(self.keys, scheme)
        found: PanelKeys = self.shared[name]
        return found

    def keys_for(self, source: Source) -> PanelKeys:
        """Positions of the rows under the codes that a dataset bears: the panel's own where it has them."""
        borne: list[Scheme] = [scheme for scheme in (self.keys.scheme, *SCHEMES) if bears(source.frame, scheme)]
        return self.keys_in(borne[0] if borne else self.keys.scheme)


@dataclass(frozen=True)
class Step:
    """A promise of columns and the function that keeps it."""

    verb: str  #: The method that the user called, for messages.
    columns: tuple[Column, ...]  #: Columns added, in their order.
    #: Makes the columns, one series for each, of the panel's height and in its order.
    build: Callable[[Build], list[pl.Series]]
    needs: tuple[str, ...] = ()  #: Columns that must be there already.
    #: Dataset id to the version asked for; None is the newest installed.
    versions: Mapping[str, str | None] = field(default_factory=dict)
    units: tuple[str, ...] = ("dyad",)  #: Units that the step can be added to: "state", "dyad".
