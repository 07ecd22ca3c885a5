"""Blocs for the terminal: the index with its proof, who stands where, how firmly, and which ties do not fit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from foedus.models.blocs.analysis import BlocAnalysis, margin_of, moved
from foedus.models.blocs.balance import Blocs
from foedus.models.blocs.balance.ties import EVERY, SOME, UNKNOWN

MOST_NAMES, MOST_GROUPS, MOST_TIES, MOST_ACTORS = 60, 12, 20, 40
CAVEAT = "Balance describes how these ties hang together and on which of them that depends; it is no forecast."


def show_number(value: float) -> str:
    """Return a number with at most three decimals.

    >>> show_number(17.0), show_number(0.12345)
    ('17', '0.123')
    """
    return f"{value:,.3f}".rstrip("0").rstrip(".")


def headline(analysis: BlocAnalysis) -> str:
    """Return the index and its certificate in a sentence."""
    found, network = analysis.partition, analysis.network
    kind = "two blocs" if analysis.blocs is Blocs.TWO else "any number of blocs"
    total = float(network.weights.sum())
    if found.optimal:
        of = "the ties" if (network.weights == 1).all() else "the ties' weight"
        share = f", {found.upper / total:.1%} of {of}" if total else ""
        return f"Frustration index for {kind}: {show_number(found.upper)}{share} (proved)"
    bounds = f"from {show_number(found.lower)} to {show_number(found.upper)}"
    return f"Frustration index for {kind}: {bounds} (bounds, not proved)"


def bloc_summary(analysis: BlocAnalysis, title: str) -> RenderableType:
    """Return what the terminal shows of an analysis.

    Parameters
    ----------
    analysis : BlocAnalysis
        The analysis.
    title : str
        What was read.
    """
    graph = analysis.network.graph
    hostile = int((graph.sign < 0).sum())
    parts: list[RenderableType] = [
        Text.assemble((title, "bold"), f"  {graph.size:,} actors, {graph.ties:,} ties, {hostile:,} hostile"),
        Text(headline(analysis), style="bold"),
        *_largest(analysis),
        Text(),
        _blocs(analysis),
        *_undetermined(analysis),
        Text(),
        *_frustrated(analysis),
        *_margins(analysis),
        *_flips(analysis),
        Text(_other_measures(analysis), style="dim"),
        *(Text(note, style="yellow") for note in analysis.notes),
        Text(CAVEAT, style="dim"),
    ]
    return Padding(Group(*parts), (1, 1, 0, 1))


def _largest(analysis: BlocAnalysis) -> list[RenderableType]:
    largest = analysis.largest
    if largest is None or largest.ties == analysis.network.graph.ties:
        return []
    price = show_number(largest.upper)
    if largest.lower < largest.upper:
        price = f"{show_number(largest.lower)} to {price}"
    return [Text(f"of which {price} in the largest block ({largest.actors:,} actors, {largest.ties:,} ties)")]


def groups(analysis: BlocAnalysis) -> list[tuple[int, int, list[int]]]:
    """Return (component, bloc, actors) of each group of actors that stand together, the large components first.

    With any number of blocs the component is 0: blocs are told apart all over the network.
    """
    labels, component = analysis.partition.labels, analysis.component
    if analysis.blocs is Blocs.ANY:
        return [(0, b, np.flatnonzero(labels == b).tolist()) for b in range(1, int(labels.max(initial=0)) + 1)]
    tied = labels > 0
    numbers, sizes = np.unique(component[tied], return_counts=True)
    found = []
    for place, number in enumerate(numbers[np.argsort(-sizes, kind="stable")], start=1):
        for bloc in (1, 2):
            members = np.flatnonzero((component == number) & (labels == bloc)).tolist()
            if members:
                found.append((place if len(numbers) > 1 else 0, bloc, members))
    return found


def _blocs(analysis: BlocAnalysis) -> Table:
    table = _table(("bloc", "actors", "members"), wide="members")
    found = groups(analysis)
    for component, bloc, members in found[:MOST_GROUPS]:
        name = f"{bloc}" if not component else f"{bloc} (component {component})"
        table.add_row(name, f"{len(members):,}", _names(analysis, members))
    rest = found[MOST_GROUPS:]
    if rest:
        table.add_row("...", f"{sum(len(entry[2]) for entry in rest):,}", f"in {len(rest):,} more")
    alone = np.flatnonzero(analysis.partition.labels == 0).tolist()
    if alone:
        table.add_row("none", f"{len(alone):,}", _names(analysis, alone))
    return table


def _names(analysis: BlocAnalysis, members: Sequence[int]) -> Text:
    names = [analysis.network.actors[at] for at in members]
    rest = len(names) - MOST_NAMES
    return Text(", ".join(names[:MOST_NAMES]) + (f" and {rest:,} more" if rest > 0 else ""))


def _undetermined(analysis: BlocAnalysis) -> list[RenderableType]:
    if not analysis.partition.optimal:
        return []
    if analysis.unique:
        return [Text("This is the only best division.")]
    if len(analysis.optima) < 2:
        return [Text("Whether other divisions are as good is not decided.")]
    lines: list[RenderableType] = [
        Text(f"Not the only best division: at least {len(analysis.optima)} are equally good.", style="yellow")
    ]
    for at in range(1, min(4, len(analysis.optima))):
        lines.append(Text.assemble("  another one moves ", _names(analysis, moved(analysis, at)[:10])))
    return lines


def _frustrated(analysis: BlocAnalysis) -> list[RenderableType]:
    graph, weights = analysis.network.graph, analysis.network.weights
    wrong = np.flatnonzero(analysis.partition.frustrated | (analysis.statuses == SOME))
    if not len(wrong):
        return [Text("No tie is frustrated: the network is balanced."), Text()]
    order = wrong[np.lexsort((wrong, -weights[wrong], analysis.statuses[wrong] != EVERY))]
    words = {EVERY: "every best division", SOME: "some best divisions", UNKNOWN: "this division"}
    table = _table(("frustrated tie", "sign", "weight", "in"), wide="frustrated tie")
    for at in order[:MOST_TIES]:
        ends = f"{analysis.network.actors[graph.tail[at]]} - {analysis.network.actors[graph.head[at]]}"
        sign = "friendly" if graph.sign[at] > 0 else "hostile"
        table.add_row(Text(ends), sign, show_number(weights[at]), words.get(str(analysis.statuses[at]), ""))
    rest = len(order) - MOST_TIES
    more = [Text(f"and {rest:,} more; --json lists all")] if rest > 0 else []
    return [table, *more, Text()]


def _margins(analysis: BlocAnalysis) -> list[RenderableType]:
    if analysis.margins is None or analysis.anchor is None:
        return []
    anchor = analysis.network.actors[analysis.anchor]
    rows = [
        (margin, at) for at in range(len(analysis.network.actors)) if (margin := margin_of(analysis, at)) is not None
    ]
    table = _table(("margin", "actors"), wide="actors")
    levels: dict[str, list[int]] = {}
    for (low, high), at in sorted(rows):
        shown = (
            show_number(high) if low == high else f"{show_number(low)} to {show_number(high) if high < np.inf else '?'}"
        )
        levels.setdefault(shown, []).append(at)
    for shown, members in list(levels.items())[:MOST_ACTORS]:
        table.add_row(f"{shown} (undetermined)" if shown == "0" else shown, _names(analysis, members))
    title = Text.assemble("What it costs to put an actor on the other side of ", (anchor, "bold"))
    rest = len(levels) - MOST_ACTORS
    return [title, table, *([Text(f"and {rest:,} more levels; --json lists all")] if rest > 0 else []), Text()]


def _flips(analysis: BlocAnalysis) -> list[RenderableType]:
    if analysis.flips is None:
        return []
    low, high = analysis.flips.lower, analysis.flips.upper
    near = 1e-9
    counts = (
        ("lowers the index", int((high < -near).sum())),
        ("changes nothing", int(((np.abs(low) <= near) & (np.abs(high) <= near)).sum())),
        ("raises it", int((low > near).sum())),
    )
    known = sum(number for _, number in counts)
    table = _table(("if one tie changed its sign, that", "ties"), wide="")
    for words, number in counts:
        table.add_row(words, f"{number:,}")
    if known < len(low):
        table.add_row("not known in time", f"{len(low) - known:,}")
    return [table, Text()]


def _other_measures(analysis: BlocAnalysis) -> str:
    triangles, walks = analysis.triangles, analysis.walks
    share = f"{triangles.share:.1%}" if triangles.share is not None else "none closed"
    words = f"Balanced triangles: {share} of {triangles.triangles:,}." if triangles.triangles else "No triangles."
    return words if walks is None else f"{words} Walk balance (Estrada and Benzi): {walks.whole:.3g}."


def _table(columns: Sequence[str], *, wide: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for name in columns:
        right = name in ("actors", "weight", "ties") and name != wide
        table.add_column(name, header_style="dim", overflow="fold", justify="right" if right else "left")
    return table
