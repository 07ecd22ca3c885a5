"""The XML of a REFI-QDA project or codebook, walked once: what it says of users, codes, texts and passages, and counts of the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from foedus.documents.exchange.project import Told
from foedus.files.xml import SafeXml

TEXTS = frozenset(("TextSource", "Representation", "Transcript"))
"""Elements that are a text, or the text of something else."""

_MEDIA = {
    "PictureSource": "pictures",
    "PDFSource": "PDF files",
    "AudioSource": "sound recordings",
    "VideoSource": "films",
}
_PLACES = frozenset(("PictureSelection", "PDFSelection", "AudioSelection", "VideoSelection", "TranscriptSelection"))
_OTHERS = {
    "Note": ("notes", "no place for them"),
    "Set": ("sets", "no place for them"),
    "Graph": ("graphs", "no place for them"),
    "Link": ("links", "no place for them"),
    "Case": ("cases of the project", "no place for them"),
    "Variable": ("variables", "no place for them"),
    "SyncPoint": ("points of time in transcripts", "no place for them"),
}


@dataclass(slots=True)
class Code:
    """A code of the book."""

    guid: str
    name: str
    colour: str
    parent: str  #: Identifier of the code above; empty at the top.
    description: str = ""


@dataclass(slots=True)
class Passage:
    """A passage of a text as the file has it."""

    start: str
    stop: str
    user: str
    codes: list[tuple[str, str]] = field(default_factory=list)  #: Identifier of the code, and of who gave it.


@dataclass(slots=True)
class Text:
    """A text as the file has it: its words, or the path of the file that has them."""

    guid: str
    name: str
    path: str
    content: str | None = None
    description: str = ""
    user: str = ""
    passages: list[Passage] = field(default_factory=list)


class RefiXml(SafeXml):
    """A walk through a project, or through a codebook."""

    format = "a REFI-QDA project"

    def __init__(self, file: str, told: Told, *, root: str = "Project") -> None:
        super().__init__(file)
        self.root = root
        self.name = ""
        self.users: dict[str, str] = {}
        self.codes: list[Code] = []
        self.texts: list[Text] = []
        self._told = told
        self._above: list[str] = []
        self._open: list[Code] = []
        self._text: Text | None = None
        self._user = ""
        self._words: list[str] | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open an element."""
        above = self._above[-1] if self._above else ""
        self._above.append(tag)
        if tag in ("Description", "PlainTextContent"):
            self._words = []
        elif tag == "Project":
            self.name = attributes.get("name", "")
        elif tag == "User":
            guid = _guid(attributes, "guid")
            self.users[guid] = attributes.get("name", "") or attributes.get("id", "") or guid
        elif tag == "Code":
            parent = self._open[-1].guid if self._open else ""
            code = Code(_guid(attributes, "guid"), attributes.get("name", ""), attributes.get("color", ""), parent)
            self._open.append(code)
            self.codes.append(code)
        elif tag in TEXTS:
            self._begin_text(attributes)
        elif tag == "PlainTextSelection" and self._text is not None and above in TEXTS:
            ends = attributes.get("startPosition", ""), attributes.get("endPosition", "")
            self._text.passages.append(Passage(*ends, _guid(attributes, "creatingUser")))
        elif tag == "Coding":
            self._user = _guid(attributes, "creatingUser")
        elif tag == "CodeRef":
            self._give(_guid(attributes, "targetGUID"))
        elif tag in _MEDIA:
            self._told.add(_MEDIA[tag], "only texts are read")
        elif tag in _PLACES:
            self._told.add("passages of pictures, films and the like", "only texts are read")
        elif tag in _OTHERS:
            self._told.add(*_OTHERS[tag])

    def end(self, tag: str) -> None:
        """Close an element."""
        self._above.pop()
        above = self._above[-1] if self._above else ""
        if tag in ("Description", "PlainTextContent"):
            self._keep(tag, above, "".join(self._words or ()))
            self._words = None
        elif tag == "Code":
            self._open.pop()
        elif tag in TEXTS:
            self._text = None

    def characters(self, text: str) -> None:
        """Take text."""
        if self._words is not None:
            self._words.append(text)

    def _begin_text(self, attributes: Mapping[str, str]) -> None:
        path = attributes.get("plainTextPath", "")
        guid = _guid(attributes, "guid")
        self._text = Text(guid, attributes.get("name", "") or guid, path, user=_guid(attributes, "creatingUser"))
        self.texts.append(self._text)

    def _give(self, code: str) -> None:
        """Give a passage a code."""
        inside = self._above[-3:-1]
        if self._text is None or "Coding" not in inside:
            if "Coding" in inside:
                self._told.add("codes of what is no text", "only texts are read")
        elif inside == ["PlainTextSelection", "Coding"]:
            passage = self._text.passages[-1]
            passage.codes.append((code, self._user or passage.user))
        else:
            self._told.add("codes of whole texts", "a passage has a begin and an end")

    def _keep(self, tag: str, above: str, words: str) -> None:
        if tag == "PlainTextContent":
            if self._text is not None and above in TEXTS:
                self._text.content = words
        elif above == "Code":
            self._open[-1].description = words.strip()
        elif above == "TextSource" and self._text is not None:
            self._text.description = words.strip()
        elif words.strip():
            self._told.add("descriptions", "no place for them")


def _guid(attributes: Mapping[str, str], name: str) -> str:
    return attributes.get(name, "").strip("{}").lower()
