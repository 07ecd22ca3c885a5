"""Ties from a Pajek network (``.net``) or project (``.paj``): the value of a line is its sign and weight.

Source of the format: Batagelj & Mrvar, Pajek reference manual. Read are ``*Vertices``, ``*Edges``, ``*Arcs``, ``*Edgeslist``,
``*Arcslist`` and ``*Matrix``, each with the number of its relation, and the times in the brackets of a line. Partitions,
vectors and what else a project holds are set aside.
"""

from __future__ import annotations

import re

from foedus.errors import Problem
from foedus.files.characters import visible
from foedus.files.findings import Findings, shorten
from foedus.files.networks.choose import Choice, RawNetwork, finish
from foedus.files.networks.early import Wrongs
from foedus.files.networks.names import check_names
from foedus.files.networks.pajek_lines import Heading, read_heading, read_spells, read_vertex
from foedus.files.networks.signs import LARGEST, pointed, read_number
from foedus.files.networks.ties import MOST_ACTORS, NetworkFile, RawTie, check_size
from foedus.files.networks.times import Spells
from foedus.files.raw import LONGEST_LINE, decode, long_line
from foedus.files.tables import FileError

_LINES = ("edges", "arcs")
_LISTS = ("edgeslist", "arcslist")
_ASIDE = ("partition", "vector", "permutation", "cluster", "hierarchy", "function", "report")
_RELATION = re.compile(r"([0-9]{1,9}):")
_NUMBER = re.compile(r"[0-9]{1,9}")
_LABEL = re.compile(r"\sl\s+(?:\"([^\"]*)\"|(\S+))")
MOST_VERTICES = MOST_ACTORS
MOST_TIES = 1_000_000
MOST_ENTRIES = 5_000_000
"""Entries of the largest matrix."""
_MOST_PROBLEMS = 1000
MOST_NETWORKS = 1000


class _Pajek:
    """One network of a file, read line by line."""

    def __init__(self, file: str, wrongs: Wrongs, title: str = "") -> None:
        self.wrongs = wrongs
        self.raw = RawNetwork(file, title)
        self.names: dict[int, str] = {}
        self.ids: frozenset[str] = frozenset()
        self.ties: list[tuple[int, str, str, int, float, bool, str, Spells]] = []
        self.lines: dict[int, int] = {}
        self.spells: dict[int, Spells] = {}
        self.size = self.rows = self.row = self.asked = 0
        self.section = self.relation = ""
        self.directed = self.mutual = False
        self.valueless = 0  #: Ties of *Edges and *Arcs without a value.
        self.labels: dict[str, None] = {}  #: What stands beside ties.

    def problem(self, line: int, value: str, expected: str, nearest: str = "") -> None:
        """Record what is wrong in a line."""
        self.raw.problems.append(Problem(self.raw.file, line, "", shorten(value), expected, nearest))

    def head(self, line: int, heading: Heading, words: list[str]) -> None:
        """Open a section."""
        self.section = heading.section
        self.mutual = heading.section.startswith("edges")
        if heading.section == "vertices":
            self.vertices(line, words[1:])
        elif heading.section in (*_LINES, *_LISTS, "matrix"):
            self.relation = heading.relation or "1"
            self.raw.relations.setdefault(self.relation, "")
            if heading.name:
                self.raw.relations[self.relation] = heading.name
            self.row = 0
            if not self.size and not self.raw.problems:
                self.problem(
                    line, " ".join(words), "*Vertices and their number before the first line of ties; it is missing"
                )
        else:
            known = "*Vertices, then one of *Edges, *Arcs, *Edgeslist, *Arcslist, *Matrix"
            extra = "; networks of events are not read" if heading.section == "events" else ""
            self.problem(line, words[0], f"a network: {known}{extra}")

    def vertices(self, line: int, words: list[str]) -> None:
        """Read the number of vertices; they are called by their numbers until they are named."""
        if not words or not _NUMBER.fullmatch(words[0]) or not 0 < int(words[0]) <= MOST_VERTICES:
            self.problem(line, " ".join(words), f"*Vertices and their number, 1 to {MOST_VERTICES:,}")
            return
        if self.size:
            self.problem(line, "*Vertices", "one list of vertices in a network; *Network begins another one")
            return
        self.size = self.rows = int(words[0])
        if len(words) > 1 and _NUMBER.fullmatch(words[1]) and 0 < int(words[1]) < self.size:
            self.rows = int(words[1])
            sides = f"{self.rows:,} and {self.size - self.rows:,} vertices"
            self.raw.notes.append(f"{self.raw.file}: two-mode network, {sides}; both are read as actors")
        self.names = {number: str(number) for number in range(1, self.size + 1)}
        self.ids = frozenset(self.names.values())

    def content(self, line: int, text: str, words: list[str]) -> None:
        """Read a line that is no heading."""
        if self.section == "vertices":
            self.vertex(line, text)
        elif not self.size:
            if not self.raw.problems:
                self.problem(line, text, "a section such as *Vertices before this line")
        elif self.section in _LINES:
            self.line(line, text, words)
        elif self.section in _LISTS:
            for other in words[1:]:
                if other.startswith("-"):
                    self.problem(line, other, "no signs in a list; write each tie as a line of *Edges or *Arcs: 1 4 -1")
                else:
                    self.tie(line, words[0], other, "1")
        elif self.section == "matrix":
            self.matrix(line, words)

    def vertex(self, line: int, text: str) -> None:
        """Read the line of a vertex."""
        found = read_vertex(text)
        if found is None or found[0] not in self.names:
            self.problem(line, text, f"a vertex from 1 to {self.size} with its name")
            return
        number, name, rest = found
        self.names[number] = name or str(number)
        self.lines[number] = line
        if "[" in rest:
            self.spells[number] = self.time(line, rest)

    def time(self, line: int, text: str) -> Spells:
        """Read the times of a line."""
        spells = read_spells(text)
        if isinstance(spells, str):
            self.problem(line, spells, "times such as [1914-1918,1939-*]")
            return ()
        return spells

    def line(self, line: int, text: str, words: list[str]) -> None:
        """Read a line of *Edges or *Arcs: two vertices, a value, and what else stands behind."""
        relation = self.relation
        if ":" in words[0]:
            found = _RELATION.match(words[0])
            if found:
                relation = str(int(found[1]))
                self.raw.relations.setdefault(relation, "")
                rest = words[0][found.end() :]
                words = [rest, *words[1:]] if rest else words[1:]
        spells = self.time(line, text) if "[" in text else ()
        if len(words) < 2:
            self.problem(line, text, "two vertices and a value")
        else:
            valued = len(words) > 2 and not words[2].startswith("[")
            value = words[2] if valued else "1"
            self.valueless += not valued
            if (label := _LABEL.search(text)) is not None:
                self.labels.setdefault(label[1] or label[2] or "")
            self.tie(line, words[0], words[1], value, relation, spells)

    def tie(
        self, line: int, one: str, other: str, value: str, relation: str | None = None, spells: Spells = ()
    ) -> None:
        """Read a tie by the numbers of its ends."""
        if one not in self.ids or other not in self.ids:
            # Numbers may be written with zeros in front.
            ends = [str(int(end)) if _NUMBER.fullmatch(end) else end for end in (one, other)]
            wrong = [end for end in ends if end not in self.ids]
            if wrong:
                self.problem(line, wrong[0], f"a vertex from 1 to {self.size}")
                return
            one, other = ends
        size = read_number(value)
        if size is None or abs(size) > LARGEST:
            expected = "a value above or below 0, with a decimal point: its sign is the sign of the tie"
            if size is not None:
                expected = f"a value of at most {LARGEST:g}"
            self.problem(line, value, expected, pointed(value))
            return
        self.directed |= self.section.startswith("arcs")
        key = self.relation if relation is None else relation
        check_size(self.raw.file, len(self.ties) + 1, "ties", most=MOST_TIES)
        # Ends stay numbers until all names are known.
        found = (size > 0) - (size < 0), abs(size)
        self.wrongs.tie(one, other, found, network=f"{self.raw.title} {key}")
        self.ties.append((line, one, other, *found, self.mutual, key, spells))

    def matrix(self, line: int, words: list[str]) -> None:
        """Read a row of the matrix; entries of 0 are no ties."""
        self.row += 1
        width = self.size - self.rows or self.size
        check_size(self.raw.file, self.rows * width, "entries of a matrix", most=MOST_ENTRIES)
        if len(words) != width or self.row > self.rows:
            self.problem(line, " ".join(words), f"{self.rows} rows of {width} values")
            return
        first = self.size - width
        for at, value in enumerate(words, start=first + 1):
            if read_number(value) != 0:
                self.tie(line, str(self.row), str(at), value)

    def done(self) -> RawNetwork:
        """Return the network with its vertices by name."""
        raw = self.raw
        if not self.size and not raw.problems:
            self.problem(1, "", "*Vertices and their number; they are missing")
        ids = [str(number) for number in self.names]
        lines = {str(number): line for number, line in self.lines.items()}
        names = check_names(raw, dict(zip(ids, self.names.values(), strict=True)), lines=lines)
        raw.actors = list(names.values())
        raw.present = {names[str(number)]: spells for number, spells in self.spells.items() if spells}
        raw.ties = [RawTie(tie[0], names[tie[1]], names[tie[2]], *tie[3:]) for tie in self.ties]
        if self.valueless and self.valueless == len(self.ties):
            raw.notes.append(f"{raw.file}: no tie has a value; all are read as friendly")
        if self.labels:
            shown = ", ".join(map(repr, map(visible, list(self.labels)[:4])))
            raw.notes.append(f"{raw.file}: labels of ties are not read, as the sign is that of the value: {shown}")
        if self.directed:
            raw.notes.append(f"{raw.file}: directions of ties are not used")
        return raw


def read_pajek(name: str, sha256: str, *, data: bytes, choice: Choice | None = None) -> NetworkFile:
    """Read ties from a Pajek network. Raises FileError if anything in it is wrong."""
    findings = Findings()
    text = decode(name, data, findings=findings, kind=".net")
    if text is None:
        raise FileError(name, findings.problems, notes=findings.notes)
    check_size(name, text.count("\n"), "lines")
    if (long := long_line(text)) is not None:
        expected = f"lines of at most {LONGEST_LINE:,} characters; this one has {long[1]:,}"
        raise FileError(name, [Problem(name, long[0], "", "very long line", expected)])
    choice = choice or Choice()
    nets, aside = _networks(name, text, wrongs=Wrongs(choice))
    notes = list(findings.notes)
    if aside:
        notes.append(f"{name}: set aside, as they are no networks: {', '.join(aside)}")
    for net in nets:
        net.notes[:0] = notes
    return finish(nets, sha256, choice=choice)


def _networks(name: str, text: str, *, wrongs: Wrongs) -> tuple[list[RawNetwork], list[str]]:
    """Return the networks of a file, and the names of sections that are none."""
    net = _Pajek(name, wrongs)
    nets, aside, skip = [net], [], False
    for line, content in enumerate(text.split("\n"), start=1):
        words = content.split()
        if not words or words[0].startswith(("%", "/*")):
            continue
        heading = read_heading(content) if words[0].startswith("*") else None
        if heading is None:
            if not skip:
                net.content(line, content, words)
        elif heading.section == "network":
            skip = False
            if net.size or net.raw.problems:
                net = _Pajek(name, wrongs, heading.rest or heading.name)
                nets.append(net)
            if len(nets) > MOST_NETWORKS:
                net.problem(line, content, f"at most {MOST_NETWORKS:,} networks in a file")
                break
            net.raw.title = heading.rest or heading.name
        elif heading.section in _ASIDE:
            skip = True
            aside.append(words[0])
        elif not (skip and heading.section == "vertices"):
            skip = False
            net.head(line, heading, words)
        if len(net.raw.problems) > _MOST_PROBLEMS or wrongs.full:
            net.problem(line, "not read beyond this line", "the first problems to be mended; they often have one cause")
            break
    return [one.done() for one in nets], list(dict.fromkeys(aside))
