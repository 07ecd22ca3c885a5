"""``foedus support``: who supports whom from outside, and what two states do in common, by the records that are installed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.program import Program
from foedus.cli.terminal import print_json, say, tell

if TYPE_CHECKING:
    import polars as pl

    from foedus.affinity.theatre import Theatre
    from foedus.affinity.theatre_network import Network

app = Program("Read who supports whom in armed conflicts, and what two states do in common.")

Json = Annotated[bool, typer.Option("--json", help="Print JSON for other programs, and nothing else.")]
_YEARS = "First and last year, or one year."
LATEST = 2016
"""Year in which names of states are understood where no years are given: the last of the list of states."""
PICTURES = (".svg", ".png", ".pdf")


@app.command()
def pair(
    one: Annotated[str, typer.Argument(metavar="STATE", help="Name, abbreviation or code, such as Iran, IRN or 630.")],
    other: Annotated[str, typer.Argument(metavar="STATE", help="The other state.")],
    years: Annotated[str | None, typer.Option(metavar="A-B", help=_YEARS)] = None,
    as_json: Json = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write the acts as .csv, with their row ids.")
    ] = None,
) -> None:
    """Tell whom two states both support, where they support opposite sides, and their exercises, arms and organisations."""
    from foedus.affinity.choice import span_of
    from foedus.affinity.pair import pair as pair_of
    from foedus.affinity.told import pair_lines, pair_record

    period = span_of(years)
    _check(out, (".csv",))
    found = pair_of(*_codes((one, other), period), years=period)
    for id in found.missing:
        tell(f"note: {id} is not installed and says nothing here; add it with: foedus data add {id} --from FILE")
    if out is not None:
        _write_acts(found.acts, out)
    if as_json:
        print_json(pair_record(found))
    else:
        say("\n".join(pair_lines(found)))


@app.command()
def theatre(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A state, or words of a conflict's or an actor's name.")],
    years: Annotated[str, typer.Option(metavar="A-B", help=_YEARS)],
    as_json: Json = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help="Draw the network as .svg, .png or .pdf, or write .graphml or the acts as .csv.",
        ),
    ] = None,
) -> None:
    """Tell who supports which side of the conflicts of a theatre, and draw them as a network with sides."""
    from foedus import datasets
    from foedus.affinity.choice import span_of
    from foedus.affinity.support import DATASET
    from foedus.affinity.theatre import theatre as theatre_of
    from foedus.affinity.theatre_network import network_of
    from foedus.affinity.told import theatre_lines, theatre_record

    first, last = period = span_of(years) or (0, 0)
    _check(out, (*PICTURES, ".graphml", ".csv"))
    loaded = datasets.load(DATASET)
    found = theatre_of(loaded.frame, loaded.info.version, name=name, years=period)
    first, last = loaded.coverage()
    if period[0] < first or period[1] > last:
        tell(
            f"note: {DATASET} {loaded.info.version} speaks of {first} to {last}; other years are unknown, not without support"
        )
    network = network_of(found)
    if out is not None:
        _write_theatre(found, network, out)
    if as_json:
        source = {
            "dataset": DATASET,
            "version": loaded.info.version,
            "sha256": loaded.info.sha256,
            "coverage": [first, last],
        }
        print_json(theatre_record(found, network) | {"source": source})
    else:
        say("\n".join(theatre_lines(found)))


def _codes(words: tuple[str, str], period: tuple[int, int] | None) -> list[int]:
    from foedus.affinity.pair import FIRST
    from foedus.affinity.voters import find_pair
    from foedus.terms.states import STATES, shown

    found = find_pair(*words, years=period or (FIRST, LATEST))
    for state in found:
        if state.note:
            tell(f"note: {state.note}")
        known = STATES[state.ccode]
        group = [one for one in STATES.values() if known.group and one.group == known.group and one is not known]
        others = [shown(one) for one in group if any(one.member(year) for year in range(FIRST, LATEST + 1))]
        if others:
            tell(f"note: {shown(known)} alone is counted; other codes in other years: {', '.join(others)}")
    return [state.ccode for state in found]


def _check(out: Path | None, endings: tuple[str, ...]) -> None:
    """Refuse a file that cannot be written as asked, before anything is computed."""
    from foedus.charts.save import check_file
    from foedus.errors import InputError, OutputError

    if out is None:
        return
    if out.suffix.lower() not in endings:
        raise InputError(f"--out {str(out)[:200]!r}: expected a name that ends in {', '.join(endings)}")
    if out.suffix.lower() in PICTURES:
        check_file(out, width=912, theme="light")
    elif out.is_dir():
        raise OutputError(f"cannot write {str(out)[:200]!r}: it is a folder; choose another file with --out")
    elif not out.parent.is_dir():
        raise OutputError(f"cannot write {str(out)[:200]!r}: there is no folder {str(out.parent)!r}; make it first")


def _write_theatre(found: Theatre, network: Network, out: Path) -> None:
    from foedus.affinity.theatre_figure import EDGE_TYPES, NODE_TYPES, graph_of, theatre_figure
    from foedus.errors import InputError
    from foedus.files.folder import write_file
    from foedus.report.graphml import graph_bytes

    ending = out.suffix.lower()
    if ending == ".csv":
        _write_acts(found.acts, out)
        return
    if ending == ".graphml":
        nodes, edges = graph_of(network)
        types = {"node_types": NODE_TYPES, "edge_types": EDGE_TYPES}
        write_file(graph_bytes(found.name, nodes=nodes, edges=edges, directed=True, **types), out)
    else:
        figure = theatre_figure(found, network)
        if figure is None:
            raise InputError(f"{found.name} has nobody to draw in these years")
        figure.save(out)
    tell(f"wrote {out}: {len(network.nodes)} actors, {len(network.edges)} lines")


def _write_acts(acts: pl.DataFrame, out: Path) -> None:
    from foedus.files.folder import write_file
    from foedus.files.raw import write_rows

    rows = [["" if cell is None else _cell(cell) for cell in row] for row in acts.iter_rows()]
    write_file(write_rows(tuple(acts.columns), rows), out)
    tell(f"wrote {out}: {len(rows)} acts")


def _cell(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
