"""What a notebook asks: tables and series of a collection by its name, with states by theirs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from foedus.events.choices import Choices
from foedus.events.engines import Engine
from foedus.events.pair_table import EventTable, table_of
from foedus.events.source import Source, source_of
from foedus.events.states_asked import pairs_asked
from foedus.events.store import Collection, open_collection

if TYPE_CHECKING:
    from foedus.events.pair_series import PairSeries

Of = str | Collection | Source
"""A collection by its name, opened, or parsed events that lie elsewhere."""


def table(
    collection: Of,
    *,
    pairs: Iterable[tuple[str, str]] = (),
    of: Sequence[str] = (),
    engine: str | Engine = "duckdb",
    **choices: Any,
) -> EventTable:
    """Return the table of pairs and periods of a collection.

    Parameters
    ----------
    collection : str, Collection or Source
        A collection of the data directory, by its name or opened; or parsed events.
    pairs : iterable of two states
        Pairs that get a row in every period, by names or codes of states.
    of : sequence of states
        Every pair of these; without both, every pair of states where it has events.
    engine : str
        See :func:`foedus.events.engines.engine_of`.
    **choices
        Fields of :class:`foedus.events.choices.Choices`.

    Returns
    -------
    EventTable
        Its `frame` is a Polars frame; `metadata` says all that was decided.

    Raises
    ------
    InputError
        No such collection, state or choice, or an engine that does not answer.
    """
    source = _source(collection)
    asked, _ = pairs_asked(source, pairs=pairs, of=of)
    return table_of(source, choices=Choices(**choices), pairs=asked, engine=engine)


def series(collection: Of, one: str, two: str, *, engine: str | Engine = "duckdb", **choices: Any) -> PairSeries:
    """Return the series of two states, both directions together, with its turning points; arguments as in `table`.

    Raises InputError as `table` does.
    """
    from foedus.events.pair_series import series_of  # scipy, which a table does without

    source = _source(collection)
    asked, _ = pairs_asked(source, pairs=[(one, two)])
    return series_of(source, *asked[0], choices=Choices(**choices), engine=engine)


def _source(collection: Of) -> Source:
    if isinstance(collection, Source):
        return collection
    return source_of(open_collection(collection) if isinstance(collection, str) else collection)
