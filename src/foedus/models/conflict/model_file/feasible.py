"""Feasible states of a conflict: every combination of options less the infeasible ones, or those that are named."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from foedus.models.conflict.model_file.statements import Statement, StatementError, parse_statement
from foedus.models.source import Source

Codes = NDArray[np.int64]
States = tuple[tuple[str, ...], Codes, Codes]
"""Names of the states, feasible combinations, and the state of each combination."""

_STATE_NAME = re.compile(r"[A-Za-z0-9_.-]+")


def read_states(source: Source, options: tuple[str, ...]) -> States | None:
    """Read the states; None after recording what is wrong.

    With a table ``[states]`` the named patterns are the states, in its order. Otherwise every combination is a state
    unless it is `infeasible`, all that meet an entry of `merge` are one, and they are called s1, s2, ... in the order of a
    binary number whose first option turns fastest; merged states come last.
    """
    if "states" in source.content:
        for key in ("infeasible", "merge"):
            if key in source.content:
                source.fault(key, key, expected="either a table [states] or infeasible combinations, not both")
        return _named(source, options)
    before = len(source.findings.problems)
    removed = _statements(source, "infeasible", options=options)
    merged = _statements(source, "merge", options=options)
    if len(source.findings.problems) > before:
        return None
    codes = np.arange(1 << len(options), dtype=np.int64)
    for text, statement in removed:
        out = statement(codes)
        if not out.any():
            source.findings.note(f"{source.file}: infeasible {text!r} removes no combination that stood there still")
        codes = codes[~out]
        if not len(codes):
            source.fault(
                "infeasible",
                text,
                expected=f"some feasible combination of the {1 << len(options):,}; up to here all are removed",
            )
            return None
    return _numbered(source, codes, merged=merged)


def _statements(source: Source, key: str, *, options: tuple[str, ...]) -> list[tuple[str, Statement]]:
    found = []
    for text in source.texts(key):
        try:
            found.append((text, parse_statement(text, options)))
        except StatementError as error:
            source.fault(key, error.part, expected=f"{error.expected} (in {text!r})", options=error.options)
    return found


def _numbered(source: Source, codes: Codes, *, merged: list[tuple[str, Statement]]) -> States | None:
    """Give each combination its state, the merged ones last in the order of their statements."""
    group = np.full(len(codes), -1, dtype=np.int64)
    for number, (text, statement) in enumerate(merged):
        holds = statement(codes)
        if not holds.any():
            source.findings.note(f"{source.file}: merge {text!r} meets no feasible combination")
        both = holds & (group >= 0)
        if both.any():
            other = merged[int(group[both][0])][0]
            source.fault(
                "merge", text, expected=f"combinations of one merged state only; {other!r} holds some of them too"
            )
            return None
        group[holds] = number
    single = group < 0
    state_of = np.where(single, np.cumsum(single) - 1, 0)
    used = [number for number in range(len(merged)) if (group == number).any()]
    for rank, number in enumerate(used):
        state_of[group == number] = int(single.sum()) + rank
    count = int(single.sum()) + len(used)
    return tuple(f"s{k + 1}" for k in range(count)), codes, state_of.astype(np.int64)


def _named(source: Source, options: tuple[str, ...]) -> States | None:
    table = source.content["states"]
    if not isinstance(table, dict) or not table:
        source.fault("states", table, expected='a table [states] such as s1 = "NYN"')
        return None
    before = len(source.findings.problems)
    every = np.arange(1 << len(options), dtype=np.int64)
    owner = np.full(len(every), -1, dtype=np.int64)
    names = tuple(table)
    for number, (name, pattern) in enumerate(table.items()):
        if not _STATE_NAME.fullmatch(name):
            source.fault(name, name, expected="a name of letters, digits, _ . and -", table="states")
        if not isinstance(pattern, str) or not pattern.strip():
            source.fault(name, pattern, expected=f"a pattern of Y, N and - for {', '.join(options)}", table="states")
            continue
        try:
            holds = parse_statement(pattern.strip(), options)(every)
        except StatementError as error:
            source.fault(name, error.part, expected=error.expected, table="states", options=error.options)
            continue
        taken = holds & (owner >= 0)
        if taken.any() or not holds.any():
            other = f"those of {names[int(owner[taken][0])]} are among them" if taken.any() else "none meets it"
            source.fault(name, pattern, expected=f"combinations that belong to no other state; {other}", table="states")
        owner[holds & (owner < 0)] = number
    if len(source.findings.problems) > before:
        return None
    feasible = np.flatnonzero(owner >= 0)
    return names, feasible.astype(np.int64), owner[feasible]
