"""PDF, by pypdf: pages in their order, forms of letters made letters again, broken lines put together."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from foedus.documents.extraction.direction import turned
from foedus.documents.extraction.lines import mend
from foedus.documents.extraction.parts import MOST_CHARACTERS, MOST_PAGES, Reading
from foedus.documents.text import stored
from foedus.errors import InputError
from foedus.extras import need
from foedus.files.characters import visible

_FORMS = re.compile("[\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufdfb\ufe70-\ufefc]+")
"""Ligatures and forms of Armenian, Hebrew and Arabic letters by their place in a word, as fonts have them."""
_NUMBERS = re.compile(r"\d+")
_OFTEN = 0.5
_FEWEST_PAGES = 3
_LONGEST_HEAD = 120


def read(name: str, data: bytes, *, encoding: str = "") -> Reading:
    """Return the text of a PDF. Raises InputError if it is protected, too long, damaged, or holds pictures only."""
    del encoding  # a PDF says itself what its letters are
    complaints = _Complaints()
    pypdf = need("pypdf", what=f"reading {name}")
    try:
        document = pypdf.PdfReader(io.BytesIO(data))
        if document.is_encrypted and not document.decrypt(""):
            raise InputError(
                f"{name} is protected by a password; open it, save or print it as a PDF without one, and add that"
            )
        count = len(document.pages)
        if count > MOST_PAGES:
            raise InputError(f"{name} has {count:,} pages; expected at most {MOST_PAGES:,}: split it")
        pages: list[str] = []
        for page in document.pages:
            pages.append(page.extract_text())
            if sum(map(len, pages[-1:])) > MOST_CHARACTERS:
                raise InputError(f"{name} holds more than {MOST_CHARACTERS:,} characters on one page")
    except InputError:
        raise
    except pypdf.errors.DependencyError:
        raise InputError(f"{name} is protected; open it, print it as a PDF without protection, and add that") from None
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception as error:  # noqa: BLE001 - a damaged file makes the library raise what it likes
        raise InputError(
            f"{name} is damaged ({type(error).__name__}: {visible(str(error)[:80])}); open it and print it as a PDF anew"
        ) from None
    if not any(page.strip() for page in pages):
        raise InputError(
            f"{name} holds no text in {count:,} {'page' if count == 1 else 'pages'}, so probably pictures of pages; "
            "recognise its text first, with ocrmypdf for instance"
        )
    return _reading(pages, complaints.notes())


class _Complaints(logging.Handler):
    """What pypdf logs of a file that it reads all the same: text may be missing where it is damaged."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._said: list[str] = []
        logger = logging.getLogger("pypdf")
        logger.addHandler(self)
        logger.propagate = False

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a complaint, but for entries of objects that are not used, which many programs write."""
        said = record.getMessage()[:80]
        if not said.startswith("Ignoring wrong pointing object"):
            self._said.append(said)

    def notes(self) -> list[str]:
        """Return what is to be told of them."""
        logging.getLogger("pypdf").removeHandler(self)
        if not self._said:
            return []
        return [
            f"the file is not well made ({len(self._said):,} complaints of pypdf, the first: {self._said[0]!r}); compare the "
            "text with the pages, some of it may be missing"
        ]


def _reading(pages: Sequence[str], notes: list[str]) -> Reading:
    pages = [stored(page) for page in pages]
    if any(_FORMS.search(page) for page in pages):
        pages = [stored(_FORMS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), page)) for page in pages]
        notes.append("forms of letters as fonts have them made letters")
    pages, count = _in_reading_order(pages)
    if count:
        notes.append(f"{count:,} lines of words from left to right turned into the order in which they are read")
    empty = [number for number, page in enumerate(pages, start=1) if not page.strip()]
    if empty:
        shown = ", ".join(map(str, empty[:10])) + (f" and {len(empty) - 10:,} more" if len(empty) > 10 else "")
        notes.append(f"pages without text, perhaps pictures: {shown}")
    pages, furniture = _without_furniture(pages)
    if furniture:
        notes.append(f"lines at the head or foot of pages left out: {', '.join(map(repr, furniture[:3]))}")
    text, told = mend("\n\n".join(pages), printed=True)
    return Reading(_tidy(text), (*notes, *filter(None, [told])))


def _in_reading_order(pages: Sequence[str]) -> tuple[list[str], int]:
    split = [page.split("\n") for page in pages]
    lines, count = turned([line for page in split for line in page])
    if not count:
        return list(pages), 0
    out, at = [], 0
    for page in split:
        out.append("\n".join(lines[at : at + len(page)]))
        at += len(page)
    return out, count


def _without_furniture(pages: Sequence[str]) -> tuple[list[str], list[str]]:
    """Pages without the lines that begin or end most of them, numbers aside; and these lines."""
    split = [page.split("\n") for page in pages]
    counted: Counter[str] = Counter()
    filled = [lines for lines in split if any(map(str.strip, lines))]
    for lines in filled:
        counted.update({_shape(line) for line in _ends(lines)})
    often = {
        shape
        for shape, count in counted.items()
        if count >= max(_FEWEST_PAGES, _OFTEN * len(filled)) and len(shape) <= _LONGEST_HEAD
    }
    seen: dict[str, str] = {}
    out = []
    for lines in split:
        kept = list(lines)
        for side in (0, -1):
            while kept and (not kept[side].strip() or _shape(kept[side]) in often):
                line = kept.pop(side).strip()
                if line:
                    seen.setdefault(_shape(line), line)
        out.append("\n".join(kept))
    return out, list(seen.values())


def _ends(lines: Sequence[str]) -> list[str]:
    filled = [line for line in lines if line.strip()]
    return [*filled[:2], *filled[-2:]]


def _shape(line: str) -> str:
    return _NUMBERS.sub("#", " ".join(line.split()))


def _tidy(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip(" ") for line in text.split("\n"))).strip("\n") + "\n"
