"""``foedus networks`` and ``foedus contradictions``: who stands with whom on the issues, and who on both sides of one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.case import CaseArgument, JsonOption
from foedus.cli.terminal import print_json, say, tell

if TYPE_CHECKING:
    from foedus.case.model import Case
    from foedus.evidence.actor_networks import ActorNetwork, Window
    from foedus.evidence.stances import Stance

ByOption = Annotated[
    str,
    typer.Option(
        metavar="WHO",
        help="Who counts as one: state (whom an actor speaks for), actor (as coded), kind of actor, or perspective of the works.",
    ),
]


def networks(
    case: CaseArgument,
    qualifier: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="congruence, conflict, subtract, ignore; with --two-mode ignore, combine, subtract."
        ),
    ] = "",
    normalise: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="none, average, jaccard, cosine; with --two-mode none, activity, prominence."
        ),
    ] = "none",
    two_mode: Annotated[bool, typer.Option("--two-mode", help="Actors and issues instead of actors alone.")] = False,
    by: ByOption = "state",
    window: Annotated[
        str, typer.Option(metavar="START/END", help="Claims dated within, as EDTF; undated ones are left out.")
    ] = "",
    width: Annotated[
        int | None, typer.Option(metavar="MONTHS", help="A network for each window of so many months.")
    ] = None,
    step: Annotated[
        int | None, typer.Option(metavar="MONTHS", help="Months from one window to the next; default the width.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="A .csv (a matrix, of several windows a list of ties) or a .graphml; default the terminal.",
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Tie actors by the issues on which they agree or differ, as Discourse Network Analyzer counts them."""
    from foedus.case.load import load_case
    from foedus.evidence.actor_networks import Measure, build_network

    measure = Measure(qualifier or ("ignore" if two_mode else "congruence"), normalise, two_mode)
    _check_out(out, several=width is not None)
    loaded = load_case(case)
    said = _stances(loaded, by)
    spans = _windows(said, window, width=width, step=step)
    found = [build_network(said, measure, window=span) for span in spans]
    _tell_undated(said, spans)
    if out is not None:
        _write(found, out, loaded)
    if as_json:
        print_json([_as_json(network) for network in found])
    elif out is None:
        for network in found:
            _print(network)


def contradictions(
    case: CaseArgument,
    within: Annotated[
        str, typer.Option(metavar="LENGTH", help="Time between the two: days, months or years, such as 90d, 6m, 1y.")
    ] = "1y",
    by: ByOption = "actor",
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write all pairs to this CSV file.")] = None,
    as_json: JsonOption = False,
) -> None:
    """List the claims by which an actor is for and against the same issue within a length of time."""
    from foedus.case.load import load_case
    from foedus.evidence.contradictions import find_contradictions
    from foedus.evidence.lengths import read_length
    from foedus.files.folder import write_file
    from foedus.report.discourse import contradiction_cells, contradictions_csv
    from foedus.terms.wording import count

    length = read_length(within, option="--within")
    found = find_contradictions(_stances(load_case(case), by), within=length)
    if out is not None:
        write_file(contradictions_csv([*found.within, *found.undated]), out)
    if as_json:
        pairs = {name: [contradiction_cells(one) for one in getattr(found, name)] for name in ("within", "undated")}
        print_json(pairs | {"later": found.later, "length": str(length)})
        return
    for one in (*found.within, *found.undated):
        ends = " and ".join(
            f"{stance.claim} ({stance.value:+g}, {stance.when or 'undated'})" for stance in (one.first, one.second)
        )
        apart = "a date is missing" if one.days is None else f"{count(one.days, 'day')} apart"
        say(f"{one.actor} on {one.issue}: {ends}; {apart}")
    say(
        f"{case}: {count(len(found.within), 'pair')} within {length}, {len(found.undated)} of which a date is missing, "
        f"{found.later} further apart"
    )
    if out is not None:
        say(f"wrote {out}")


def _stances(case: Case, by: str) -> tuple[Stance, ...]:
    from foedus.errors import InputError
    from foedus.evidence.stances import BY, stances
    from foedus.evidence.visible import gather_evidence
    from foedus.nearest import nearest_hint

    if by not in BY:
        raise InputError(f"--by {by!r}{nearest_hint(by, BY)}: expected one of {', '.join(BY)}")
    said = stances(gather_evidence(case), by=by)
    if not said:
        raise InputError(f"case {case.settings.id!r} has no position claims that say who stands where on an issue")
    return said


def _windows(said: tuple[Stance, ...], text: str, *, width: int | None, step: int | None) -> list[Window | None]:
    from foedus.errors import InputError
    from foedus.evidence.actor_networks import windows
    from foedus.files.edtf import parse_edtf

    whole = None
    if text:
        period = parse_edtf(text)
        whole = (period.lower, period.upper)
    if width is None:
        if step is not None:
            raise InputError("--step needs --width, the months that each window takes in")
        return [whole]
    return list(windows(said, width=width, step=step or width, within=whole))


def _tell_undated(said: tuple[Stance, ...], spans: list[Window | None]) -> None:
    from foedus.terms.wording import count

    undated = {stance.claim for stance in said if stance.when is None}
    if undated and spans != [None]:
        tell(f"note: {count(len(undated), 'undated claim')} in no window")


def _check_out(out: Path | None, *, several: bool) -> None:
    from foedus.errors import InputError

    if out is None:
        return
    if out.suffix.lower() not in (".csv", ".graphml"):
        raise InputError(f"--out {str(out)!r}: expected a name that ends in .csv or .graphml")
    if several and out.suffix.lower() == ".graphml":
        raise InputError(
            "--width makes several networks, a .graphml file holds one; take .csv, or --window for one of them"
        )


def _write(found: list[ActorNetwork], out: Path, case: Case) -> None:
    from foedus.files.folder import write_file
    from foedus.report.discourse import edges_csv, matrix_csv, network_graphml

    if out.suffix.lower() == ".graphml":
        labels = {actor.id: actor.name for actor in case.actors} | {issue.id: issue.question for issue in case.issues}
        data = network_graphml(found[0], labels, name=case.settings.id)
    else:
        data = matrix_csv(found[0]) if len(found) == 1 else edges_csv(found)
    write_file(data, out)
    tell(f"wrote {out}")


def _as_json(network: ActorNetwork) -> dict[str, object]:
    return {
        "window": network.window,
        "statements": network.statements,
        "rows": list(network.rows),
        "columns": list(network.columns),
        "weights": network.weights.tolist(),
    }


def _print(network: ActorNetwork) -> None:
    from foedus.terms.wording import count

    for source, target, weight in network.edges():
        say(f"{source} {'to' if network.two_mode else 'and'} {target}: {weight:.3f}")
    who = f"{count(len(network.rows), 'actor')}{f', {len(network.columns)} issues' if network.two_mode else ''}"
    when = "" if network.window == "all" else f" in {network.window}"
    say(f"{count(network.statements, 'statement')} of {who}{when}")
