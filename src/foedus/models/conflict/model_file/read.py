"""MODEL.toml to a :class:`~foedus.models.conflict.model_file.model.Conflict`, with every problem told at once."""

from __future__ import annotations

import hashlib
import math
import re
from pathlib import Path

import numpy as np

from foedus.files.findings import Findings
from foedus.files.raw import decode
from foedus.files.reading import read_bytes
from foedus.files.tables import FileError
from foedus.models.conflict.model_file.feasible import States, read_states
from foedus.models.conflict.model_file.model import Conflict, DecisionMaker
from foedus.models.conflict.model_file.parties import MAKERS, OPTIONS, read_makers, read_options
from foedus.models.conflict.model_file.preferences import (
    Values,
    from_ranking,
    from_statements,
    from_weights,
    holds_in_states,
)
from foedus.models.conflict.model_file.statements import StatementError, parse_statement
from foedus.models.envelope import InputFile
from foedus.models.source import Source, load

_KEYS = ("title", "status_quo", "infeasible", "merge", "states", "coalitions", MAKERS, OPTIONS)


def read(path: Path | str) -> Conflict:
    """Read a conflict.

    Parameters
    ----------
    path : Path or str
        A TOML file, as docs/explanation/conflict.md describes it.

    Raises
    ------
    InputError
        If the file cannot be read.
    FileError
        If anything in it is wrong; carries every problem with its line.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> path = Path(mkdtemp()) / "duel.toml"
    >>> _ = path.write_text('''
    ... decision_makers = [{id = "arda", ranking = "s2 > s1"}, {id = "belor", ranking = "s1 > s2"}]
    ... [[options]]
    ... id = "arm"
    ... owner = "arda"
    ... ''')
    >>> read(path).states
    ('s1', 's2')
    """
    path = Path(path)
    data = read_bytes(path)
    findings = Findings()
    text = decode(path.name, data, findings=findings, kind=".toml")
    source = None if text is None else load(path.name, text, findings=findings)
    found = None if source is None else _conflict(source, hashlib.sha256(data).hexdigest())
    if findings.problems or found is None:
        ordered = sorted(findings.problems, key=lambda problem: problem.row or 0)
        raise FileError(path.name, ordered, notes=findings.notes)
    return found


def _conflict(source: Source, sha256: str) -> Conflict | None:
    source.check_keys(source.content, _KEYS)
    makers = read_makers(source)
    ids = [id_ for id_, _, _ in makers]
    options, sound = read_options(source, ids)
    names = tuple(option.id for option in options)
    states = read_states(source, names) if sound else None
    values = [
        _values(source, number, way=way, options=names if sound else None, states=states)
        for number, (_, _, way) in enumerate(makers)
    ]
    coalitions = _coalitions(source, ids)
    status_quo = None if states is None else _status_quo(source, states, options=names)
    title = source.text(source.content, "title", table="", number=0, default="Conflict")
    for number, (_, name, _) in enumerate(makers):
        if options and not any(option.owner == number for option in options):
            source.findings.note(f"{source.file}: {name} holds no option and cannot move")
    if source.findings.problems or states is None:
        return None
    return Conflict(
        title,
        tuple(DecisionMaker(*maker) for maker in makers),
        tuple(options),
        *states,
        np.array(values),
        status_quo,
        coalitions,
        (InputFile(source.file, sha256, tuple(source.findings.notes)),),
    )


def _values(
    source: Source, number: int, *, way: str, options: tuple[str, ...] | None, states: States | None
) -> Values | None:
    """Ordinal values of the states to one decision maker; None where they cannot be told."""
    entry = source.tables(MAKERS)[number]
    if way == "ranking":
        return _ranked(
            source, number, text=source.text(entry, way, table=MAKERS, number=number, required=True), states=states
        )
    if options is None or not way:
        return None
    given = entry[way]
    weights: dict[str, float] = {}
    if way == "weights":
        if not isinstance(given, dict) or not given or not all(map(_is_number, given.values())):
            source.fault(
                way,
                given,
                expected="a number for each statement, such as { accept = 3, delay = -1 }",
                table=MAKERS,
                number=number,
            )
            return None
        weights = {text: float(weight) for text, weight in given.items()}
    elif not isinstance(given, list) or not given or not all(isinstance(part, str) for part in given):
        source.fault(
            way,
            given,
            expected='a list of statements, the most important first: ["!abandon", "accept"]',
            table=MAKERS,
            number=number,
        )
        return None
    codes, state_of = (states[1], states[2]) if states is not None else (np.zeros(1, dtype=np.int64),) * 2
    truth = {}
    for text in given:
        try:
            truth[text] = holds_in_states(parse_statement(text, options), codes, state_of=state_of)
        except StatementError as error:
            expected = f"{error.expected} (in {text!r})"
            source.fault(way, error.part, expected=expected, table=MAKERS, number=number, options=error.options)
    if len(truth) < len(given) or states is None:
        if len(set(given)) < len(given):
            source.fault(way, given, expected="each statement once", table=MAKERS, number=number)
        return None
    return from_weights(weights, truth) if way == "weights" else from_statements(list(truth.values()))


def _ranked(source: Source, number: int, *, text: str, states: States | None) -> Values | None:
    if not text or states is None:
        return None
    values, faults = from_ranking(text, states[0])
    for fault in faults:
        source.fault(
            "ranking", fault.value, expected=fault.expected, table=MAKERS, number=number, options=fault.options
        )
    return values


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _status_quo(source: Source, states: States, *, options: tuple[str, ...]) -> int | None:
    """Place of the status quo, which is named or given as the options that are taken (``NN``)."""
    names = states[0]
    if "status_quo" not in source.content:
        return None
    given = source.content["status_quo"]
    if isinstance(given, str) and given.strip() in names:
        return names.index(given.strip())
    found = _states_of_pattern(given, states, options=options)
    if len(found) == 1:
        source.findings.note(f"{source.file}: status quo {given!r} is state {names[found[0]]}")
        return found[0]
    shown = f"a feasible state: {', '.join(names[:10])}{', ...' if len(names) > 10 else ''}"
    if found:
        met = ", ".join(names[place] for place in found[:5])
        shown = f"one feasible state; the pattern meets {len(found)}: {met}"
    else:
        shown += f"; or its options by a pattern such as {'N' * len(options)} ({', '.join(options)}; Y taken, N not)"
    source.fault("status_quo", given, expected=shown, options=names)
    return None


def _states_of_pattern(given: object, states: States, *, options: tuple[str, ...]) -> list[int]:
    """Feasible states that meet a pattern of Y, N and -, one letter for each option; none for anything else."""
    if not isinstance(given, str) or not re.fullmatch(r"[YN\-\s]+", given) or not given.strip():
        return []
    try:
        holds = parse_statement(given, options)(states[1])
    except StatementError:
        return []
    return sorted({int(place) for place in states[2][holds]})


def _coalitions(source: Source, makers: list[str]) -> tuple[tuple[int, ...], ...] | None:
    given = source.content.get("coalitions")
    if given is None:
        return None
    if not isinstance(given, list) or not all(isinstance(members, list) for members in given):
        source.fault("coalitions", given, expected='a list of lists of decision makers, such as [["a", "b"]]')
        return None
    found: list[tuple[int, ...]] = []
    for members in given:
        unknown = [name for name in members if name not in makers]
        for name in unknown:
            source.fault("coalitions", name, expected=f"a decision maker: {', '.join(makers)}", options=makers)
        if not unknown and (len(members) < 2 or len(set(members)) < len(members)):
            source.fault("coalitions", members, expected="two or more decision makers, each once")
        elif not unknown:
            found.append(tuple(sorted(makers.index(name) for name in members)))
    return tuple(dict.fromkeys(found))
