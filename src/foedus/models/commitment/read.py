"""GAME.toml to a :class:`~foedus.models.commitment.game.Game`, with every problem told at once."""

from __future__ import annotations

import hashlib
import math
import re
from pathlib import Path

from foedus.files.findings import Findings
from foedus.files.raw import decode
from foedus.files.reading import read_bytes
from foedus.files.tables import FileError
from foedus.models.commitment.flows import read_flows
from foedus.models.commitment.game import Flow, Game, Range, Scenario, Side
from foedus.models.commitment.thresholds import GAMES, PAYOFFS, games
from foedus.models.envelope import InputFile
from foedus.models.source import Source, load

PATIENCE, CONTINUATION, NOISE, YEARS = 0.9, 0.9, 0.05, 3
"""What is assumed, and told, where a file does not say."""

MOST_YEARS, MOST_SCENARIOS = 100, 20
_KEYS = ("title", "continuation", "noise", "years_punished", "sides", "scenarios")
_TERMS = ("own_terms", "other_terms")
_SIDE_KEYS = ("id", "name", *PAYOFFS, "patience", *_TERMS)
_SCENARIO_KEYS = ("id", "name", "continuation")
_ID = r"[A-Za-z][\w-]*"
_MEANING = {
    "chicken": "this is chicken: it would rather be let down than see both defect, so that defecting is no threat to it",
    "stag hunt": "this is a stag hunt: nothing tempts it, and it keeps the bond as long as the other does",
    "harmony": "this is harmony: it cooperates whatever the other does",
    "deadlock": "this is deadlock: both defecting is no worse to it than both cooperating, and no patience makes it cooperate",
    "leader": "this is leader: best to it is to defect while the other cooperates, second best the reverse",
    "hero": "this is hero: best to it is to cooperate while the other defects, second best the reverse",
}
"""Leader and hero (Rapoport 1967) are the kinds of chicken in which being let down is better than both cooperating."""

LARGEST, LEAST_NOISE = 1e15, 1e-9
"""Payoffs of at most so much, either way; noise that is none at least so much: beyond, doubles lose what is asked."""


def read(path: Path | str, flows: Path | str | None = None) -> Game:
    """Read a repeated game.

    Parameters
    ----------
    path : Path or str
        A TOML file, as docs/explanation/commitment.md describes it.
    flows : Path or str, optional
        CSV table ``channel,year,supplier,recipient,value``: what the sides take from outside.

    Raises
    ------
    InputError
        If a file cannot be read.
    FileError
        If anything in a file is wrong; carries every problem with its line.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> path = Path(mkdtemp()) / "game.toml"
    >>> _ = path.write_text('''
    ... [[sides]]
    ... id = "arda"
    ... temptation = 5
    ... reward = 3
    ... punishment = 1
    ... sucker = 0
    ... [[sides]]
    ... id = "belor"
    ... temptation = [4, 5]
    ... reward = 3
    ... punishment = 1
    ... sucker = 0
    ... ''')
    >>> read(path).sides[1].payoffs[0]
    Range(low=4.0, high=5.0)
    """
    path = Path(path)
    data = read_bytes(path)
    findings = Findings()
    text = decode(path.name, data, findings=findings, kind=".toml")
    source = None if text is None else load(path.name, text, findings=findings)
    found = None if source is None else _game(source)
    if findings.problems or found is None:
        ordered = sorted(findings.problems, key=lambda problem: problem.row or 0)
        raise FileError(path.name, ordered, notes=findings.notes)
    title, sides, scenarios, noise, years = found
    inputs = [InputFile(path.name, hashlib.sha256(data).hexdigest(), tuple(findings.notes))]
    rows: tuple[Flow, ...] = ()
    if flows is not None:
        rows, file = read_flows(Path(flows), tuple(side.id for side in sides))
        inputs.append(file)
    return Game(title, sides, scenarios, noise, years, rows, tuple(inputs))


def _game(source: Source) -> tuple[str, tuple[Side, Side], tuple[Scenario, ...], float, int] | None:
    top = source.content
    source.check_keys(top, _KEYS)
    entries = source.tables("sides")
    if entries and len(entries) != 2:
        source.fault("sides", len(entries), expected="two tables [[sides]], one for each side of the bond")
        entries = entries[:2]
    sides: list[Side] = []
    for number, entry in enumerate(entries):
        sides.append(_side(source, entry, number=number, before=sides))
    title = source.text(top, "title", table="", number=0, default="A repeated game")
    now = _range(source, top, "continuation", default=CONTINUATION, low=0.0, high=1.0)
    noise = _range(source, top, "noise", default=NOISE, low=0.0, high=0.5, closed=True)
    if 0 < noise.low < LEAST_NOISE:
        source.fault("noise", top["noise"], expected=f"0, or a number from {LEAST_NOISE:g} to 0.5")
    years = top.get("years_punished", YEARS)
    if isinstance(years, bool) or not isinstance(years, int) or not 1 <= years <= MOST_YEARS:
        source.fault("years_punished", years, expected=f"a whole number of years from 1 to {MOST_YEARS}")
        years = YEARS
    scenarios = [Scenario("now", "as it is", now), *_scenarios(source)]
    if source.findings.problems or len(sides) != 2:
        return None
    return title, (sides[0], sides[1]), tuple(scenarios), noise.middle, years


def _side(source: Source, entry: dict[str, object], *, number: int, before: list[Side]) -> Side:
    source.check_keys(entry, _SIDE_KEYS, table="sides", number=number)
    id_ = source.text(entry, "id", table="sides", number=number, required=True)
    if id_ and (not re.fullmatch(_ID, id_) or id_ in [side.id for side in before]):
        source.fault("id", id_, expected="an id of letters, digits, _ and -, each once", table="sides", number=number)
    count = len(source.findings.problems)
    ranges = [_range(source, entry, key, low=-LARGEST, high=LARGEST, table="sides", number=number) for key in PAYOFFS]
    if len(source.findings.problems) == count:
        _check_order(source, ranges, number=number, name=id_)
    patience = _range(source, entry, "patience", default=PATIENCE, low=0.0, high=1.0, table="sides", number=number)
    if patience.high >= 1:
        expected = "a patience below 1: at 1 the years have no end that could be added up; .99 is a very patient side"
        source.fault("patience", patience.high, expected=expected, table="sides", number=number)
    if "patience" not in entry:
        source.findings.note(f"{source.file}: no patience is given for {id_}; {PATIENCE:g} a year is assumed")
    name = source.text(entry, "name", table="sides", number=number, default=id_)
    return Side(
        id_,
        name,
        (ranges[0], ranges[1], ranges[2], ranges[3]),
        patience,
        _terms(source, entry, number=number, none=ranges[2].middle),
    )


def _check_order(source: Source, ranges: list[Range], *, number: int, name: str) -> None:
    """Refuse payoffs that are no dilemma, and say which game they are."""
    middles = [each.middle for each in ranges]
    shown = ", ".join(f"{key} {value:g}" for key, value in zip(PAYOFFS, middles, strict=True))
    if len(set(middles)) < len(middles):
        expected = f"four different payoffs, temptation > reward > punishment > sucker, for {name}"
        source.fault(
            "",
            shown,
            expected=f"{expected}; equal ones leave it undecided what it prefers",
            table="sides",
            number=number,
        )
        return
    if _game_of(middles) != "prisoner's dilemma":
        expected = f"temptation > reward > punishment > sucker for {name}; {_what_it_is(middles)}"
        source.fault("", shown, expected=expected, table="sides", number=number)
        return
    temptation, reward, _, sucker = middles
    if 2 * reward <= temptation + sucker:
        source.findings.note(
            f"{source.file}: to {name}, exploiting and being exploited in turn is worth as much as both cooperating "
            "(2R <= T + S); tit for tat does not hold it"
        )


def _game_of(payoffs: list[float]) -> str:
    temptation, reward, _, sucker = payoffs
    game = GAMES[int(games(payoffs))]
    if game == "chicken" and sucker > reward:
        return "leader" if temptation > sucker else "hero"
    return game


def _what_it_is(payoffs: list[float]) -> str:
    """The game of payoffs that are no dilemma, in words; one with its moves exchanged by the name that it has else."""
    game = _game_of(payoffs)
    if game != "moves exchanged":
        return _MEANING[game]
    other = _game_of(payoffs[::-1])
    return (
        f"with the moves exchanged this is {'a ' if other in (GAMES[0], 'stag hunt') else ''}{other}: both defecting is better "
        "to it than both cooperating; are temptation and sucker, and reward and punishment, the wrong way round?"
    )


def _terms(source: Source, entry: dict[str, object], *, number: int, none: float) -> tuple[float, float] | None:
    """What the bond is worth on each side's terms; None where it is not told."""
    given = [key for key in _TERMS if key in entry]
    if not given:
        return None
    own, other = (
        _range(source, entry, key, low=-LARGEST, high=LARGEST, table="sides", number=number).middle for key in _TERMS
    )
    if len(given) == 2 and not own > other > none:
        expected = f"own_terms > other_terms > punishment ({none:g}): what is haggled over, and better than nothing"
        source.fault("own_terms", f"{own:g}, {other:g}", expected=expected, table="sides", number=number)
    return own, other


def _scenarios(source: Source) -> list[Scenario]:
    if "scenarios" not in source.content:
        return []
    found: list[Scenario] = []
    entries = source.tables("scenarios")
    if len(entries) > MOST_SCENARIOS:
        source.fault("scenarios", len(entries), expected=f"at most {MOST_SCENARIOS} scenarios")
    for number, entry in enumerate(entries[:MOST_SCENARIOS]):
        source.check_keys(entry, _SCENARIO_KEYS, table="scenarios", number=number)
        id_ = source.text(entry, "id", table="scenarios", number=number, required=True)
        if id_ == "now" or id_ in [other.id for other in found]:
            source.fault(
                "id",
                id_,
                expected="each id once; now is the course of things as it is",
                table="scenarios",
                number=number,
            )
        name = source.text(entry, "name", table="scenarios", number=number, default=id_)
        chance = _range(source, entry, "continuation", low=0.0, high=1.0, table="scenarios", number=number)
        found.append(Scenario(id_, name, chance))
    return found


def _range(
    source: Source,
    entry: dict[str, object],
    key: str,
    *,
    default: float | None = None,
    low: float = -math.inf,
    high: float = math.inf,
    closed: bool = False,
    table: str = "",
    number: int = 0,
) -> Range:
    """A number, or the two ends between which it lies; 0 after recording that it is neither."""
    given = entry.get(key, default)
    parts = [given, given] if not isinstance(given, list) else given
    if closed and isinstance(given, list):
        parts = []
    numbers = [float(part) for part in parts if isinstance(part, int | float) and not isinstance(part, bool)]
    within = all(math.isfinite(part) and low <= part <= high for part in numbers)
    if len(parts) == 2 and len(numbers) == 2 and within and numbers[0] <= numbers[1]:
        return Range(*numbers)
    between = "" if math.isinf(low) or (key in PAYOFFS and not numbers) else f" from {low:g} to {high:g}"
    pair = "" if closed else ", or the two ends it lies between such as [0.6, 0.9]"
    source.fault(key, given, expected=f"a number{between}{pair}", table=table, number=number)
    return Range(0.0, 0.0)
