"""The figure of a pair's series: what is handed to the chart that draws it."""

from __future__ import annotations

from foedus.charts.event_series import Reported, Turned, event_series
from foedus.charts.figure import Figure
from foedus.errors import InputError
from foedus.events.pair_series import PairSeries
from foedus.terms.states.table import STATES

_TITLES = {
    "balance": "Balance: log((conflict + 1) / (cooperation + 1)); above 0 more conflict",
    "conflict": "Conflict per 1,000 of all events of the period, log(1 + x)",
}
_VALUES = {"balance": "balance", "conflict": "conflict_log"}


def figure_of(found: PairSeries) -> Figure:
    """Return the figure of a pair. Raises InputError if the collection covers no period."""
    names = " and ".join(STATES[code].name for code in found.pair)
    collection = found.table.metadata["collection"]
    rows = [
        Reported(title, str(row["period"]), row[_VALUES[measure]], float(row["covered"]))
        for measure, title in _TITLES.items()
        for row in found.frame.iter_rows(named=True)
    ]
    turns = [
        Turned(
            _TITLES[turn.measure],
            at=str(turn.at),
            low=str(turn.low),
            high=str(turn.high),
            before=turn.before,
            after=turn.after,
            since=str(turn.since),
            until=str(turn.until),
        )
        for turn in found.turns
    ]
    duplicates = found.table.metadata["choices"]["duplicates_rule"]
    notes = [
        f"Events of {names} in {collection['name']} ({collection['format']}, {collection['scale']}), both directions; {duplicates}.",
        "A turning point dates a shift in what is reported, not a cause; its bar is the 90 % interval. Grey: not, or only in part, "
        "covered by the files.",
        *([found.note[:1].upper() + found.note[1:] + "."] if found.note else []),
    ]
    figure = event_series(
        f"{names}: events by {found.table.choices.period}",
        rows,
        turns,
        about="The numbers stand in the table of foedus events series.",
        notes=notes,
    )
    if figure is None:
        raise InputError(f"the collection {collection['name']} covers no period; add files to it first")
    return figure
