"""Taguette: a SQLite file with web pages and tagged passages; places are counted in UTF-8 bytes of a page's text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

from foedus.documents.exchange.database import Database, demand, number_of, opened, text_of
from foedus.documents.exchange.project import (
    CODE,
    Document,
    Entity,
    Project,
    Read,
    Statement,
    Told,
    Value,
    code_type,
)
from foedus.documents.text import Settled, settle
from foedus.documents.units import Units, utf8
from foedus.errors import InputError

NAME = "project of Taguette"
_TABLES = ("PROJECTS", "DOCUMENTS", "TAGS", "HIGHLIGHTS", "HIGHLIGHT_TAGS")
_BLOCKS = frozenset(
    (
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "tr",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "section",
    )
)


def read_taguette(path: Path) -> Read:
    """Read a project. Raises InputError if the file is none."""
    with opened(path, expected=NAME) as base:
        demand(base, _TABLES, expected=NAME)
        told = Told()
        names = [text_of(row["name"]) for row in base.rows("PROJECTS")]
        told.add("projects", "the file holds several; they are read as one", len(names) if len(names) > 1 else 0)
        told.add("members of projects", "nobody has rights in a folder of files", base.count("PROJECT_MEMBERS"))
        told.add("steps of the history", "the project is read as it stands", base.count("COMMANDS"))
        pages = {row["id"]: _Page(text_of(row["contents"])) for row in base.rows("DOCUMENTS")}
        documents = tuple(
            Document(
                str(row["id"]),
                text_of(row["name"]),
                pages[row["id"]].settled.text,
                source=text_of(row["filename"]),
                notes=text_of(row["description"]),
            )
            for row in base.rows("DOCUMENTS")
        )
        tags = {row["id"]: (text_of(row["path"]), text_of(row["description"])) for row in base.rows("TAGS")}
        statements = tuple(_statements(base, pages, {key: tag for key, (tag, _) in tags.items()}, told))
    known = dict(tags.values())
    entities = tuple(
        Entity(CODE, CODE, tag, parent=_parent(tag, known), attributes=(("Notes", said),) if said else ())
        for tag, said in known.items()
    )
    name = names[0] if len(names) == 1 else path.stem
    return Read(Project(name, (), (code_type(),), entities, documents, statements), told.lost())


def _parent(tag: str, known: dict[str, str]) -> str:
    above = tag.rpartition(".")[0]
    return above if above in known else ""


def _statements(base: Database, pages: dict[int, _Page], tags: dict[int, str], told: Told) -> Iterator[Statement]:
    given: dict[int, list[str]] = {}
    for row in base.rows("HIGHLIGHT_TAGS"):
        if row["tag_id"] in tags:
            given.setdefault(row["highlight_id"], []).append(tags[row["tag_id"]])
    for row in base.rows("HIGHLIGHTS"):
        page = pages.get(row["document_id"])
        span = page.span(number_of(row["start_offset"]), number_of(row["end_offset"])) if page else None
        if span is None:
            told.add("highlights", "they lie outside of their text")
            continue
        codes: list[dict[str, Value]] = [{CODE: tag} for tag in given.get(row["id"], [])]
        for values in codes or [{}]:
            yield Statement(CODE, str(row["document_id"]), *span, "", values)


class _Page(HTMLParser):
    """The text of a web page, with a line for each block; places are counted without those ends of lines."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._length = 0
        self._breaks: list[int] = []
        try:
            self.feed(page)
            self.close()
        except (AssertionError, ValueError, RecursionError) as error:
            raise InputError(f"a document of the project is no web page ({error}); open it in Taguette") from None
        raw = "".join(self._parts)
        self._units: Units = utf8(raw)
        cuts = [0, *self._breaks, len(raw)]
        self.settled: Settled = settle("\n".join(raw[a:b] for a, b in pairwise(cuts)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line with a block."""
        del attrs
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        """End a line with a block."""
        self._break(tag)

    def handle_data(self, data: str) -> None:
        """Take text."""
        self._parts.append(data)
        self._length += len(data)

    def _break(self, tag: str) -> None:
        last = self._breaks[-1] if self._breaks else 0
        if tag in _BLOCKS and self._length > last and not self._parts[-1].endswith("\n"):
            self._breaks.append(self._length)

    def span(self, start: int | None, stop: int | None) -> tuple[int, int] | None:
        """Return the passage between two places in bytes; None if it is none."""
        if start is None or stop is None or not self._units.fits([start, stop]).all():
            return None
        first, last = (int(place) for place in self._units.offsets([start, stop]))
        begin = self.settled.offset(first + bisect_right(self._breaks, first))
        end = self.settled.offset(last + bisect_left(self._breaks, last))
        return (begin, end) if begin < end else None
