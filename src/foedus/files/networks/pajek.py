"""Ties from a Pajek network (``.net``): the value of a line is its sign and weight.

Source of the format: Batagelj & Mrvar, Pajek reference manual. Read are ``*Vertices``, ``*Edges``, ``*Arcs``, ``*Edgeslist``,
``*Arcslist`` and ``*Matrix``; directions are not used.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from foedus.errors import Problem
from foedus.files.findings import Findings
from foedus.files.networks.ties import LARGEST, NetworkFile, RawTie, build_network, read_number
from foedus.files.raw import decode
from foedus.files.tables import FileError

_VERTEX = re.compile(r'\s*(\d+)(?:\s+(?:"([^"]*)"|(\S+)))?')
_SECTIONS = ("vertices", "edges", "arcs", "edgeslist", "arcslist", "matrix")
MOST_VERTICES = 1_000_000


@dataclass
class _Pajek:
    file: str
    names: dict[int, str] = field(default_factory=dict)
    size: int = 0
    ties: list[RawTie] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    directed: bool = False
    row: int = 0

    def problem(self, line: int, value: str, expected: str) -> None:
        """Record what is wrong in a line."""
        self.problems.append(Problem(self.file, line, "", value[:60], expected))

    def vertices(self, line: int, words: list[str]) -> None:
        """Read the number of vertices; they are called by their numbers until they are named."""
        if not words or not words[0].isdecimal() or not 0 < int(words[0]) <= MOST_VERTICES:
            self.problem(line, " ".join(words), f"*Vertices and their number, 1 to {MOST_VERTICES:,}")
            return
        self.size = int(words[0])
        self.names = {number: str(number) for number in range(1, self.size + 1)}

    def vertex(self, line: int, text: str) -> None:
        """Read the line of a vertex."""
        found = _VERTEX.match(text)
        if found is None or int(found[1]) not in self.names:
            self.problem(line, text, f"a vertex from 1 to {self.size} with its name")
        else:
            self.names[int(found[1])] = (found[2] or found[3] or found[1]).strip()

    def tie(self, line: int, one: str, other: str, value: str) -> None:
        """Read a tie by the numbers of its ends."""
        wrong = [end for end in (one, other) if not end.isdecimal() or int(end) not in self.names]
        size = read_number(value)
        if wrong:
            self.problem(line, wrong[0], f"a vertex from 1 to {self.size}")
        elif size is None or size == 0 or abs(size) > LARGEST:
            self.problem(line, value, f"a value above or below 0, up to {LARGEST:g}: its sign is the sign of the tie")
        else:
            ends = self.names[int(one)], self.names[int(other)]
            self.ties.append(RawTie(line, *ends, 1 if size > 0 else -1, abs(size)))

    def matrix(self, line: int, words: list[str]) -> None:
        """Read a row of the matrix; entries of 0 are no ties."""
        self.row += 1
        if len(words) != self.size or self.row > self.size:
            self.problem(line, " ".join(words), f"{self.size} rows of {self.size} values")
            return
        for at, value in enumerate(words, start=1):
            if read_number(value) != 0:
                self.tie(line, str(self.row), str(at), value)


def read_pajek(name: str, sha256: str, *, data: bytes) -> NetworkFile:
    """Read ties from a Pajek network. Raises FileError if anything in it is wrong."""
    findings = Findings()
    text = decode(name, data, findings=findings)
    if text is None:
        raise FileError(name, findings.problems)
    net, section = _Pajek(name), ""
    for line, content in enumerate(text.split("\n"), start=1):
        words = content.split()
        if not words or words[0].startswith("%"):
            continue
        if words[0].startswith("*"):
            section = words[0][1:].lower()
            section = "vertices" if section in ("vertex", "vertices") else section
            if section == "vertices":
                net.vertices(line, words[1:])
            elif section not in (*_SECTIONS, "network"):
                net.problem(
                    line, words[0], f"a network: *Vertices, then one of {', '.join('*' + s for s in _SECTIONS[1:])}"
                )
            net.directed |= section.startswith("arcs")
            continue
        _content(net, section, line=line, content=content, words=words)
        if len(net.problems) > 1000:
            break
    if not net.size and not net.problems:
        net.problem(1, text[:40].strip(), "*Vertices and their number")
    twice, count = next(iter(Counter(net.names.values()).most_common(1)), ("", 1))
    if count > 1:
        net.problem(1, twice, "each name of a vertex once")
    notes = [*findings.notes, *([f"{name}: directions of ties are not used"] if net.directed else [])]
    actors = tuple(net.names.values())
    return build_network(name, sha256, ties=net.ties, actors=actors, notes=notes, problems=net.problems)


def _content(net: _Pajek, section: str, *, line: int, content: str, words: list[str]) -> None:
    """Read a line that is no heading."""
    if section == "vertices":
        net.vertex(line, content)
    elif section in ("edges", "arcs"):
        if len(words) < 2:
            net.problem(line, content, "two vertices and a value")
        else:
            net.tie(line, words[0], words[1], words[2] if len(words) > 2 else "1")
    elif section in ("edgeslist", "arcslist"):
        for other in words[1:]:
            net.tie(line, words[0], other, "1")
    elif section == "matrix":
        net.matrix(line, words)
    elif section != "network":
        net.problem(line, content, "a section such as *Vertices before this line")
