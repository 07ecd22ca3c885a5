"""What a page holds by Python's own parser of HTML: elements, handlers, addresses, code, and marks of direction."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

MARKS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_EMPTY = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_ADDRESSES = frozenset(["href", "src", "action", "formaction", "data", "poster", "xlink:href", "srcset", "background"])
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_UNSHOWN = frozenset(["script", "style", "title", "desc"])


@dataclass
class Page(HTMLParser):
    """The parts of a page that can do something."""

    text: str
    shapes: set[str] = field(default_factory=set)  #: Each element with the names of its attributes.
    handlers: set[str] = field(default_factory=set)
    schemes: set[str] = field(default_factory=set)
    code: list[str] = field(default_factory=list)  #: Content of scripts and styles.
    astray: list[str] = field(
        default_factory=list
    )  #: Texts with marks of direction in an element that does not confine them.

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[str] = []
        styles = re.findall(r"<style[^>]*>(.*?)</style>", self.text, re.DOTALL)
        rules = re.findall(r"([^{}]+)\{[^}]*unicode-bidi:\s*(?:isolate|plaintext)", "".join(styles))
        self._confining = {"bdi", *(name.strip() for rule in rules for name in rule.split(","))}
        self.feed(self.text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.shapes.add(f"{tag} {' '.join(sorted({name for name, _ in attrs}))}")
        for name, value in attrs:
            if name.startswith("on"):
                self.handlers.add(f"{tag} {name}")
            if name in _ADDRESSES:
                found = _SCHEME.match(value or "")
                self.schemes.add(found[1].lower() if found else "#" if (value or "").startswith("#") else "/")
        if tag not in _EMPTY:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        inner = self._open[-1] if self._open else ""
        if inner in ("script", "style"):
            self.code.append(data)
        elif MARKS.search(data) and inner not in _UNSHOWN and not self._confining & {inner, "*"}:
            self.astray.append(f"<{inner}> {data[:60]!r}")


def beyond(page: Page, clean: Page) -> list[str]:
    """What a page can do that the clean one cannot."""
    wrong = [f"element {shape}" for shape in sorted(page.shapes - clean.shapes) if not _harmless(shape, clean)]
    wrong += [f"handler {handler}" for handler in sorted(page.handlers - clean.handlers)]
    wrong += [f"address with {scheme}:" for scheme in sorted(page.schemes - clean.schemes)]
    wrong += [f"code {code[:60]!r}" for code in page.code if code not in clean.code and not _data(code)]
    wrong += [f"a mark of direction in {place}" for place in page.astray]
    return wrong


def _harmless(shape: str, clean: Page) -> bool:
    """Whether the element and each of its attributes stand in the clean page as well."""
    tag, _, names = shape.partition(" ")
    known = {
        name for other in clean.shapes if other.partition(" ")[0] == tag for name in other.partition(" ")[2].split()
    }
    return any(other.partition(" ")[0] == tag for other in clean.shapes) and set(names.split()) <= known


def _data(code: str) -> bool:
    """Whether the content of a script is JSON, which the page only reads."""
    import json

    try:
        json.loads(code)
    except ValueError:
        return False
    return True
