"""A line of a Pajek file: a heading, a vertex, the time in its brackets."""

from __future__ import annotations

import re
from html.entities import html5
from typing import NamedTuple

from foedus.files.networks.times import Spells, read_pajek_times

_HEADING = re.compile(r'\*\s*([A-Za-z]+)\s*(?::\s*([0-9]{1,9}))?\s*(?:"([^"]*)"|(.*))')
_VERTEX = re.compile(
    r"""\s*([0-9]{1,9})(?:\s+(?:"((?:[^"\\]|\\.)*)"(?=\s|$)|"([^"]*)"|'([^']*)'(?=\s|$)|(\S+)))?(.*)""", re.DOTALL
)
_QUOTED = re.compile(r'"[^"]*"')
_TIME = re.compile(r"\[([^\]]*)\]")
_ENTITY = re.compile(r"&(?:#([0-9]{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z][A-Za-z0-9]{1,30}));")


class Heading(NamedTuple):
    """A line that opens a section: its word in small letters, the number and name of its relation, what else it says."""

    section: str
    relation: str
    name: str
    rest: str


def read_heading(text: str) -> Heading | None:
    """Read the heading of a section.

    >>> read_heading('*Arcs :2 "is hostile to"')
    Heading(section='arcs', relation='2', name='is hostile to', rest='')
    """
    found = _HEADING.match(text.strip())
    if found is None:
        return None
    section = found[1].lower()
    section = "vertices" if section == "vertex" else section
    rest = (found[4] or "").strip()
    name = found[3] if found[3] is not None else rest if found[2] else ""
    return Heading(section, str(int(found[2])) if found[2] else "", unescape(name.strip()), unescape(rest))


def read_vertex(text: str) -> tuple[int, str, str] | None:
    """Return number, name and what follows them.

    >>> read_vertex('1 "Mad&#382;arska" 0.1 [1914-1918]')
    (1, 'Madžarska', ' 0.1 [1914-1918]')
    """
    found = _VERTEX.match(text)
    if found is None:
        return None
    if found[2] is not None:
        name = re.sub(r"\\([\"\\])", r"\1", found[2])
    else:
        name = next((part for part in found.groups()[2:5] if part is not None), "")
    return int(found[1]), unescape(name), found[6] or ""


def read_spells(text: str) -> Spells | str:
    """Return the times in the brackets of a line, none if it has no brackets; the text of the brackets if it is no time."""
    spells: Spells = ()
    for part in _TIME.findall(_QUOTED.sub("", text)):
        found = read_pajek_times(part)
        if found is None:
            return f"[{part}]"
        spells += found
    return spells


def unescape(text: str) -> str:
    """Return the text with its characters in place of their numbers, as Pajek before UTF-8 wrote them."""
    if "&" not in text:
        return text

    def mark(found: re.Match[str]) -> str:
        if found[3]:
            return html5.get(f"{found[3]};", found[0])
        code = int(found[1]) if found[1] else int(found[2], 16)
        usable = 0 < code < 0x110000 and not 0xD800 <= code < 0xE000
        return chr(code) if usable else found[0]

    return _ENTITY.sub(mark, text)
