"""Web pages: the text of the article, a paragraph a line; menus, scripts and what is hidden stay out and are told."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from foedus.documents.extraction.encodings import decode
from foedus.documents.extraction.parts import Reading
from foedus.documents.text import stored

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
_CELLS = frozenset(("td", "th"))
_UNREAD = frozenset(
    ["script", "style", "noscript", "template", "head", "svg", "math", "iframe", "object", "canvas", "audio", "video"]
)
_FURNITURE = frozenset(["nav", "aside", "footer", "form", "button", "select", "dialog", "menu"])
_ARTICLE = ("main", "article")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})")
_DATES = ("article:published_time", "datepublished", "dc.date", "dcterms.date", "date", "citation_publication_date")
_BLANKS = re.compile(r"[ \t\n\r\f]+")


def read(name: str, data: bytes, *, encoding: str = "") -> Reading:
    """Return the text of a web page."""
    declared = _CHARSET.search(data[:4096])
    text, notes = decode(name, data, forced=encoding, declared=declared[1].decode("ascii") if declared else "")
    return read_text(text, notes)


def read_text(text: str, notes: tuple[str, ...] = ()) -> Reading:
    """Return the text of a web page whose bytes are read already."""
    page = _Page()
    page.feed(text)
    page.close()
    page.end_line()
    kept, left = page.choose()
    if left:
        notes += (f"{left:,} characters of menus and the like around the article left out",)
    return Reading(stored(kept), notes, page.date, page.language)


class _Page(HTMLParser):
    """Walks through a page and keeps its lines, each with where it stands."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.language = self.date = ""
        self._open: list[tuple[str, bool]] = []  # Tag, and whether it makes what is in it unseen.
        self._lines: list[tuple[str, frozenset[str], bool]] = []
        self._line: list[str] = []
        self._in: dict[str, int] = dict.fromkeys((*_ARTICLE, *_FURNITURE, "pre"), 0)
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        given = {key: value or "" for key, value in attrs}
        if tag == "html":
            self.language = given.get("lang", "").strip()
        if tag == "meta":
            self._meta(given)
        if tag in _BLOCKS or tag == "br":
            if ("head", True) in self._open:  # its end may be left out
                self.handle_endtag("head")
            self.end_line()
        if tag in _CELLS and "".join(self._line).strip():
            self._line.append("\t")
        if tag in _VOID:
            return
        unseen = tag in _UNREAD or "hidden" in given or bool(_HIDDEN.search(given.get("style", "")))
        self._open.append((tag, unseen))
        self._count(tag, unseen, 1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take ``<br/>`` as ``<br>``; any other element is only open, as browsers have it."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and those inside it that were left open."""
        if tag in _BLOCKS:
            self.end_line()
        if any(tag == name for name, _ in self._open):
            while self._open:
                name, unseen = self._open.pop()
                self._count(name, unseen, -1)
                if name == tag:
                    break

    def handle_data(self, data: str) -> None:
        """Take text."""
        if self._unseen:
            return
        if not self._in["pre"]:
            self._line.append(_BLANKS.sub(" ", data))
            return
        first, *others = data.split("\n")
        self._line.append(first)
        for line in others:
            self.end_line()
            self._line.append(line)

    def end_line(self) -> None:
        """End a line of the text."""
        text = "".join(self._line)
        if not self._in["pre"]:
            text = "\t".join(filter(None, (_BLANKS.sub(" ", cell).strip() for cell in text.split("\t"))))
        if text.strip():
            places = frozenset(name for name in _ARTICLE if self._in[name])
            self._lines.append((text, places, any(self._in[name] for name in _FURNITURE)))
        self._line = []

    def choose(self) -> tuple[str, int]:
        """Return the text of the article, else of the page without its furniture, and how many characters stay out."""
        total = sum(len(text) for text, _, _ in self._lines)
        ways = (
            [text for text, places, other in self._lines if "main" in places and not other],
            [text for text, places, other in self._lines if "article" in places and not other],
            [text for text, _, other in self._lines if not other],
            [text for text, _, _ in self._lines],
        )
        # A page whose article is empty, or whose menu was never closed, is read whole.
        kept = next((way for way in ways if sum(map(len, way)) > total / 4), ways[-1])
        return "".join(f"{line}\n" for line in kept), total - sum(map(len, kept))

    def _count(self, tag: str, unseen: bool, step: int) -> None:
        if tag in self._in:
            self._in[tag] += step
        self._unseen += step * unseen

    def _meta(self, given: dict[str, str]) -> None:
        what = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
        day = _DAY.match(given.get("content", "").strip())
        if what in _DATES and day and not self.date:
            self.date = day[1]
