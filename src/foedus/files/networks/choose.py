"""From what a file holds to the one network that is asked for: its relation, its window of time, its pairs joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from foedus.errors import InputError, Problem
from foedus.files.characters import visible
from foedus.files.networks.ties import NetworkFile, RawTie, build_network, check_directed
from foedus.files.networks.times import Spells, meets, read_window, span
from foedus.files.tables import FileError
from foedus.nearest import nearest_hint

MOST_RELATIONS = 10_000
"""Relations of a table of ties."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a user asks of a file.

    Parameters
    ----------
    weight : str or None
        Column or attribute of the weights.
    directed : {"keep", "any", "both", "mean"} or None
        What becomes of the rows of one pair; None refuses a pair with both signs.
    relation : str or None
        Number or name of the relation, where the file has several.
    window : str or None
        START/END: the ties and actors that were there at some time from START to END.
    """

    weight: str | None = None
    directed: str | None = None
    relation: str | None = None
    window: str | None = None


@dataclass
class RawNetwork:
    """A network of a file before anything is chosen from it."""

    file: str
    title: str = ""
    actors: list[str] = field(default_factory=list)
    present: dict[str, Spells] = field(default_factory=dict)  #: When each actor was there, where the file says so.
    ties: list[RawTie] = field(default_factory=list)
    relations: dict[str, str] = field(default_factory=dict)  #: Name of each relation by its number or key.
    dates: bool = False  #: Whether times are days, not numbers.
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Part:
    """A network with one of its relations."""

    network: RawNetwork
    key: str
    names: tuple[str, ...]
    shown: str
    ties: int


def finish(found: Sequence[RawNetwork], sha256: str, *, choice: Choice) -> NetworkFile:
    """Return the network that is asked for. Raises FileError if the file has several and none is chosen, or is wrong."""
    check_directed(choice.directed)
    network, notes = _relation(found, choice.relation)
    actors, ties, told = _window(network, choice.window)
    return build_network(
        network.file,
        sha256,
        ties=ties,
        actors=actors,
        notes=[*network.notes, *notes, *told],
        problems=network.problems,
        directed=choice.directed,
    )


def _relation(found: Sequence[RawNetwork], wanted: str | None) -> tuple[RawNetwork, list[str]]:
    parts = _parts(found)
    full = [part for part in parts if part.ties] or parts[:1]
    file = found[0].file
    if wanted is None:
        if len(full) < 2:
            network = full[0].network
            # A network without ties may be one whose ties are all wrong.
            network.problems += [problem for other in found if other is not network for problem in other.problems]
            return network, []
        kind = "relations" if len({id(part.network) for part in full}) == 1 else "networks"
        counts = [(part.shown, part.ties) for part in full[:20]]
        raise several(file, kind, len(full), counts, first=full[0].names[0])
    plain = wanted.strip().casefold()
    fitting = [part for part in parts if plain in (name.casefold() for name in part.names)]
    if len(fitting) != 1:
        names = [name for part in parts for name in part.names if name]
        listed = "; ".join(part.shown for part in (fitting or parts)[:20]) or "one only"
        hint = nearest_hint(wanted, names) if not fitting else ""
        why = f"expected one of {listed}" if not fitting else f"it means several: {listed}"
        raise InputError(visible(f"--relation {wanted!r}: {why}{hint}"))
    part = fitting[0]
    network = part.network
    others = sum(other.ties for other in parts if other is not part)
    if len(parts) < 2:
        return network, []
    chosen = RawNetwork(
        file, network.title, network.actors, network.present, [t for t in network.ties if t.relation == part.key]
    )
    chosen.dates, chosen.notes, chosen.problems = network.dates, network.notes, network.problems
    return chosen, [f"{file}: relation {visible(part.shown)} chosen; {others:,} ties of others not read"]


def several(file: str, kind: str, count: int, shown: Sequence[tuple[str, int]], *, first: str) -> FileError:
    """Return the error of a file with several relations or networks, of which the first are shown with their ties."""
    listed = "; ".join(f"{name} ({ties:,} ties)" for name, ties in shown)
    problem = Problem(file, None, kind, f"{count} {kind}", f"one; it has {visible(listed)}")
    return FileError(file, [problem], f"choose one, such as --relation {visible(repr(first))}")


def too_many(file: str, column: str) -> FileError:
    """Return the error of a table with more than `MOST_RELATIONS`."""
    value, expected = f"more than {MOST_RELATIONS:,} relations", f"at most {MOST_RELATIONS:,}"
    return FileError(file, [Problem(file, None, column, value, expected)], "rename the column if it holds no relations")


def _parts(found: Sequence[RawNetwork]) -> list[_Part]:
    parts = []
    several = len(found) > 1
    for at, network in enumerate(found, start=1):
        counts: dict[str, int] = dict.fromkeys(network.relations, 0)
        for tie in network.ties:
            counts[tie.relation] = counts.get(tie.relation, 0) + 1
        title = network.title or str(at)
        for key, ties in (counts or {"": 0}).items():
            name = network.relations.get(key, "")
            shown = " ".join(part for part in (key, repr(name) if name else "") if part)
            names = [part for part in (key, name, f"{key} {name}") if part.strip()]
            if several:
                names = [title] if len(counts) < 2 else [f"{title}:{part}" for part in names]
                shown = f"{title!r}" if len(counts) < 2 else f"'{title}:{key}'"
            parts.append(_Part(network, key, tuple(names) or ("1",), shown or "1", ties))
    return parts


def _window(network: RawNetwork, wanted: str | None) -> tuple[list[str], list[RawTie], list[str]]:
    """Return actors and ties that were there in the window, and what was left out."""
    spells = [tie.spells for tie in network.ties if tie.spells] + list(network.present.values())
    file = network.file
    if wanted is None:
        everywhere = len(spells) == len(network.ties) + len(network.actors) or not network.present
        lines = {tie.spells for tie in network.ties}
        same = len(lines) <= 1 and len(set(network.present.values())) <= 1 and everywhere
        if not spells:
            return network.actors, network.ties, []
        if same:
            return network.actors, network.ties, [f"{file}: one time for all, {span(spells, dates=network.dates)}"]
        line = next((tie.line for tie in network.ties if tie.spells), None)
        shown = span(spells, dates=network.dates)
        problem = Problem(file, line, "times", shown, "one window of time: ties of different times are not one network")
        first = shown.partition(" to ")
        example = f"{first[0]}/{first[2]}" if first[1] else "../.."
        raise FileError(file, [problem], f"choose the window, such as --window {example}; ../.. takes all times as one")
    window = read_window(wanted)
    if not spells:
        raise InputError(f"--window {wanted!r}: {file} has no times of ties or actors; leave it out")
    bounds = window.bounds(dates=network.dates)
    actors = [actor for actor in network.actors if meets(bounds, network.present.get(actor, ()))]
    ties = [
        tie
        for tie in network.ties
        if meets(bounds, tie.spells, network.present.get(tie.source, ()), network.present.get(tie.target, ()))
    ]
    gone, lost = len(network.actors) - len(actors), len(network.ties) - len(ties)
    note = f"{file}: window {wanted}: {len(ties):,} ties; {lost:,} ties and {gone:,} actors of other times left out"
    return actors, ties, [note]
