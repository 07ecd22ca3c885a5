"""Ties from the plain lists of igraph: NCOL, a tie in each line, and LGL, the ties of each actor below its name.

Names hold no blanks. The third word of a line, in LGL the second, is the weight and its sign that of the tie; without one
the tie is friendly, which is told.
"""

from __future__ import annotations

from foedus.errors import Problem
from foedus.files.findings import MOST_PROBLEMS, Findings, shorten
from foedus.files.networks.choose import Choice, RawNetwork, finish
from foedus.files.networks.names import check_names
from foedus.files.networks.signs import Wrong, sign_and_weight
from foedus.files.networks.ties import NetworkFile, RawTie
from foedus.files.raw import decode
from foedus.files.tables import FileError

_FORMS = {
    "ncol": "two names without blanks and perhaps a weight, such as Arda Belor -1",
    "lgl": "# and a name without blanks, or a name and perhaps a weight below it, such as Belor -1",
}


def read_list(name: str, sha256: str, *, data: bytes, choice: Choice, kind: str) -> NetworkFile:
    """Read ties from a list; `kind` is ncol or lgl. Raises FileError if anything in it is wrong."""
    findings = Findings()
    text = decode(name, data, findings=findings)
    if text is None:
        raise FileError(name, findings.problems, notes=findings.notes)
    raw = RawNetwork(name, notes=list(findings.notes))
    lines: dict[str, int] = {}
    owner, bare = "", 0
    for line, words in enumerate(map(str.split, text.split("\n")), start=1):
        if not words:
            continue
        if kind == "lgl" and words[0] == "#" and len(words) == 2:
            owner = words[1]
            lines.setdefault(owner, line)
            continue
        full = words if kind == "ncol" else [owner, *words]
        if len(full) not in (2, 3) or not full[0] or "#" in full:
            raw.problems.append(Problem(name, line, "", shorten(" ".join(words)), _FORMS[kind]))
        else:
            bare += len(full) == 2
            for end in full[:2]:
                lines.setdefault(end, line)
            _read_tie(raw, line, full)
        if len(raw.problems) > MOST_PROBLEMS:
            break
    if bare:
        raw.notes.append(
            f"{name}: {bare:,} {'tie' if bare == 1 else 'ties'} without a weight read as friendly, weight 1"
        )
    named = check_names(raw, {each: each for each in lines}, lines=lines)
    raw.actors = list(named.values())
    raw.ties = [tie._replace(source=named[tie.source], target=named[tie.target]) for tie in raw.ties]
    return finish([raw], sha256, choice=choice)


def _read_tie(raw: RawNetwork, line: int, words: list[str]) -> None:
    found = sign_and_weight(None, words[2]) if len(words) == 3 else (1, 1.0)
    if isinstance(found, Wrong):
        raw.problems.append(found.problem(raw.file, line))
    else:
        raw.ties.append(RawTie(line, words[0], words[1], *found))
