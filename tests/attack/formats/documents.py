"""Documents: texts, web pages, mails, tables of texts, PDF, Word and Writer documents, archives of them."""

from __future__ import annotations

import importlib
import io
import random
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.etree import ElementTree

from attack import counts
from attack.form import Files, Form, Taken, real_files
from attack.mutations import TABLE, TEXT, XML, Chance, changed
from made_documents import a_docx, a_mail, a_pdf, an_odt, zipped

_LONG = (
    "The ministers of the two states met in the town of Sochi and spoke at\nlength of the long-\nterm cooperation. " * 9
)
_HTML = b"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>T</title></head><body><nav>Home</nav><main><h1>On the dam</h1>
<p>No treaty &mdash; yet<p hidden>x<table><tr><td>a<td>b</table><pre>a\n b</pre></main><footer>End</footer></body></html>"""
_TABLE = b'id,date,text,lang\none,2015-05-12,"No treaty, yet.",en\ntwo,,"A line\nand another",fa\nthree,2016,,\n'
_NOTES = (
    '<w:p><w:r><w:t>A pact</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Cell'
    "</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)


def _read(file: Path) -> Taken:
    """Read as the commands do, in this process: what a process apart would catch shall show."""
    from foedus.documents.extraction.kinds import kind_of

    data = file.read_bytes()
    kind = kind_of(file.name, data)
    found = importlib.import_module(f"foedus.documents.extraction.{kind.module}").read(file.name, data)
    found.text.encode("utf-8")
    return Taken((found.text, found.date, [part.name for part in found.parts]), found.notes, counted=False)


def _letters(text: str) -> Counter[str]:
    return Counter(re.sub(r"[\W\d_]", "", text))


def _lacking(what: str, wanted: Counter[str], found: str) -> list[str]:
    missing = wanted - _letters(found)
    return [f"{missing.total()} letters of {what} not in the text"] if missing else []


def _take_text(folder: Path) -> Taken:
    taken = _read(folder / "talks.txt")
    text = counts.plain_text((folder / "talks.txt").read_bytes())
    if text is not None and isinstance(taken.answer, tuple):
        taken.counted, taken.lost = (
            True,
            _lacking("the file", _letters(unicodedata.normalize("NFC", text)), taken.answer[0]),
        )
    return taken


def _take_docx(folder: Path) -> Taken:
    taken = _read(folder / "talks.docx")
    tree = ElementTree.fromstring(zipfile.ZipFile(folder / "talks.docx").read("word/document.xml"))
    unseen = {
        node
        for name in ("Fallback", "del", "moveFrom")
        for top in tree.iter()
        if _tag(top) == name
        for node in top.iter()
    }
    wanted = "".join(node.text or "" for node in tree.iter() if _tag(node) == "t" and node not in unseen)
    taken.counted, taken.lost = (
        True,
        _lacking("the body", _letters(unicodedata.normalize("NFC", wanted)), taken.answer[0]),
    )  # type: ignore[index]
    return taken


def _tag(node: ElementTree.Element) -> str:
    return node.tag.rpartition("}")[2]


def _inside(part: str) -> Callable[[Sequence[Files], random.Random], Files]:
    """Damage one part of an archive and pack it again; seldom the archive itself."""

    def damage(seeds: Sequence[Files], rng: random.Random) -> Files:
        name, data = next(iter(rng.choice(seeds).items()))
        if rng.random() < 0.2:
            return {name: changed(data, Chance(rng, [data], ()), kinds=TEXT)}
        archive = zipfile.ZipFile(io.BytesIO(data))
        files = {entry: archive.read(entry) for entry in archive.namelist()}
        inner = part if part in files else rng.choice(list(files))
        files[inner] = changed(files[inner], Chance(rng, [files[inner]], _XML_WORDS), kinds=XML)
        return {name: zipped(files)}

    return damage


_XML_WORDS = (
    "<w:t>",
    "</w:p>",
    "<w:del>",
    "<w:tc>",
    "<text:p>",
    "<text:note>",
    "<!DOCTYPE a>",
    "&amp;",
    "<w:br/>",
    "]]>",
)
_HTML_WORDS = (
    "<p>",
    "</main>",
    "<nav>",
    "<script>",
    "<pre>",
    "<td>",
    "<!--",
    "-->",
    "&#0;",
    "&#xD800;",
    "<p hidden>",
    "<head>",
    "<br/>",
    "<![CDATA[",
)
_MAIL_WORDS = (
    "\n\n",
    "Content-Type: text/html",
    "=?utf-8?b?4oCT?=",
    "charset=x",
    "--==",
    "format=flowed",
    "Date: x",
    "base64",
    "=\n",
    "=C3",
)


def _one(file: str, *made: bytes, patterns: Sequence[str] = ()) -> Callable[[], Sequence[Files]]:
    return lambda: [{file: data} for data in (*made, *real_files(*patterns, largest=60_000))]


FORMS = [
    Form(
        "texts of documents",
        _one(
            "talks.txt",
            _LONG.encode(),
            ("Стороны договорились о мире.\n" * 9).encode("cp1251"),
            patterns=("documents/unsc/*/*.txt",),
        ),
        _take_text,
        "letters of texts in UTF-8; not their order",
    ),
    Form(
        "web pages",
        _one("talks.html", _HTML),
        lambda folder: _read(folder / "talks.html"),
        "nothing",
        TEXT,
        _HTML_WORDS,
    ),
    Form(
        "mails",
        _one("talks.eml", a_mail(html="<p>x", attached={"a.txt": b"Inside"}), a_mail()),
        lambda folder: _read(folder / "talks.eml"),
        "nothing",
        TEXT,
        _MAIL_WORDS,
    ),
    Form("tables of texts", _one("talks.csv", _TABLE), lambda folder: _read(folder / "talks.csv"), "nothing", TABLE),
    Form(
        "Word documents",
        _one("talks.docx", a_docx(), a_docx(_NOTES)),
        _take_docx,
        "letters of w:t",
        damage=_inside("word/document.xml"),
    ),
    Form(
        "Writer documents",
        _one("talks.odt", an_odt()),
        lambda folder: _read(folder / "talks.odt"),
        "nothing",
        damage=_inside("content.xml"),
    ),
    Form(
        "PDF",
        _one("talks.pdf", a_pdf([["Words of a page", "More words"], ["Another"]])),
        lambda folder: _read(folder / "talks.pdf"),
        "nothing",
        part=5,
    ),
    Form(
        "archives of documents",
        _one("all.zip", zipped({"a.txt": "One", "b/c.docx": a_docx()})),
        lambda folder: _read(folder / "all.zip"),
        "nothing",
    ),
]
