"""What a dataset records as a text of the case: a line for each act, and a draft of a claim for each line.

So an act of a register is looked at like a sentence of a text: it waits in the same queue, is accepted, edited or rejected by a
person, and the claim made of it rests on a line that names dataset, version, hash and rows.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from foedus.case.sources import take_work
from foedus.case.texts.add import Given, add_extracted
from foedus.case.texts.drafts import BY_REGISTER, REGISTER_TYPE, replace_drafts_of
from foedus.case.texts.revise import put_edition
from foedus.case.texts.shelf import read_shelf
from foedus.documents.drafting.drafts import Draft
from foedus.documents.extraction.extract import Extracted
from foedus.files.cells import slugify
from foedus.files.fields import SLUG_LENGTH

CONFIDENCE = 0.5
"""Of a draft of a register: that it happened is recorded, that it bears on the question is for a person to say."""

_LONGEST = SLUG_LENGTH - len("register--") - 6


@dataclass(frozen=True, slots=True)
class Entry:
    """An act, or acts of one kind in one month, as a register has them; cells as in ``claims.csv``."""

    text: str  #: What the register says, in one line, with its rows.
    holder: tuple[str, ...]  #: Who acts: ids of actors.
    object: tuple[str, ...] = ()  #: Towards whom: ids of actors; none where it is no actor of the case.
    date: str = ""
    value: str = ""
    channel: str = ""
    level: str = ""
    support_type: str = ""
    locator: str = ""  #: Rows of the dataset.
    note: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """What a dataset records of a case."""

    id: str  #: Id of the dataset or collection.
    title: str
    version: str
    sha256: str
    licence: str
    citation: str  #: BibTeX; its first entry is the work.
    entries: tuple[Entry, ...]
    left_out: str = ""  #: What was not proposed, in words; empty for nothing.

    @property
    def document(self) -> str:
        """Id of its document in the case; where the name is no id, one made of it."""
        plain = slugify(self.id)
        if plain == self.id and len(plain) <= _LONGEST:
            return f"register-{plain}"
        return f"register-{plain[:_LONGEST].strip('-')}-{hashlib.sha256(self.id.encode()).hexdigest()[:6]}"


@dataclass(frozen=True, slots=True)
class Proposed:
    """What `propose` did with a register."""

    document: str
    drafts: int
    kept: int  #: Drafts that a person has touched, which stay.
    files: tuple[str, ...]


def propose(path: str | Path, register: Register) -> Proposed:
    """Put a register beside a case as a text with drafts; a second time puts the new edition in place of the old one.

    Parameters
    ----------
    path : str or Path
        The case folder.
    register : Register
        What is recorded.

    Raises
    ------
    InputError
        The folder is none of a case, or its tables cannot be read.
    OutputError
        The folder cannot be written.
    """
    key, files = take_work(path, register.citation, kind="dataset")
    text, spans = _text(register)
    document = Extracted(
        f"{register.id}-{register.version}.txt",
        hashlib.sha256(text.encode("utf-8")).hexdigest(),
        REGISTER_TYPE,
        text,
        language="en",
    )
    if register.document in read_shelf(path).document:
        files += put_edition(path, register.document, document).files
    else:
        given = Given(id=register.document, source=key, licence=register.licence)
        files += add_extracted(path, [document], given=given).files
    drafts = [
        _draft(register, entry, place=place, text=text) for entry, place in zip(register.entries, spans, strict=True)
    ]
    written, kept, changed = replace_drafts_of(path, register.document, drafts)
    return Proposed(register.document, written, kept, tuple(dict.fromkeys((*files, *changed))))


def _text(register: Register) -> tuple[str, list[tuple[int, int]]]:
    """The text and the place of each entry's line."""
    head = f"{register.title} ({register.id}), version {register.version}, SHA-256 {register.sha256}.\n"
    if register.left_out:
        head += f"{register.left_out}\n"
    text, spans = head, []
    for entry in register.entries:
        line = " ".join(entry.text.split())
        text += "\n"
        spans.append((len(text), len(text) + len(line)))
        text += f"{line}\n"
    return text, spans


def _draft(register: Register, entry: Entry, *, place: tuple[int, int], text: str) -> Draft:
    start, stop = place
    return Draft(
        register.document, start, stop, text[start:stop], f"{BY_REGISTER}{register.id}", CONFIDENCE,
        kind="fact", predicate="action", holder="|".join(entry.holder), object="|".join(entry.object), date=entry.date,
        locator=entry.locator, text=text[start:stop], note=entry.note, value=entry.value, channel=entry.channel,
        level=entry.level, support_type=entry.support_type,
    )  # fmt: skip
