"""RIS, as EndNote, Zotero, Mendeley and publishers write it, to entries.

Tags: https://en.wikipedia.org/wiki/RIS_(file_format), after the specification of Reference Manager.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from foedus.files.findings import Findings
from foedus.files.works.bibtex import LARGEST_BIBLIOGRAPHY, too_many
from foedus.files.works.entry import BibEntry, make_entry
from foedus.files.works.keys import composed, is_key
from foedus.files.works.latex import address, escaped
from foedus.files.works.made_keys import make_key
from foedus.files.works.private import Private

_LINE = re.compile(r"([A-Z][A-Z0-9])  ?- ?(.*)")
_TYPES = {
    "JOUR": "article", "EJOUR": "article", "MGZN": "article", "NEWS": "article", "INPR": "article", "BOOK": "book",
    "EBOOK": "book", "EDBOOK": "collection", "CHAP": "incollection", "ECHAP": "incollection", "CONF": "proceedings",
    "CPAPER": "inproceedings", "RPRT": "report", "GOVDOC": "report", "STAND": "report", "THES": "thesis", "ELEC": "online",
    "BLOG": "online", "WEB": "online", "DATA": "dataset", "AGGR": "dataset", "LEGAL": "legal", "STAT": "legislation",
    "CASE": "jurisdiction", "UNPB": "unpublished", "MANSCPT": "unpublished", "ENCYC": "inreference",
}  # fmt: skip
_TAGS = {
    "TI": "title", "T1": "title", "CT": "title", "AU": "author", "A1": "author", "A2": "editor", "ED": "editor",
    "A3": "series-editor", "A4": "translator", "PB": "publisher", "CY": "location", "PP": "location", "VL": "volume",
    "IS": "number", "SN": "isbn", "UR": "url", "DO": "doi", "LA": "langid", "AB": "abstract", "N2": "abstract",
    "N1": "note", "KW": "keywords", "ET": "edition", "T3": "series", "J1": "shortjournal", "JA": "shortjournal",
    "M3": "type", "L1": "file", "L2": "file", "L3": "file", "L4": "file", "LK": "url", "DB": "library",
}  # fmt: skip
_MANY = {
    "author": " and ",
    "editor": " and ",
    "translator": " and ",
    "series-editor": " and ",
    "keywords": ", ",
    "file": ";",
}
_VOLUMES = ("T2", "JO", "JF", "BT")
_DATES = ("DA", "PY", "Y1")
_HANDLED = frozenset({"TY", "ER", "ID", "SP", "EP", "Y2", *_DATES, *_VOLUMES})
_SLASHED = re.compile(r"([0-9]{4})(?:/([0-9]{0,2}))?(?:/([0-9]{0,2}))?(?:/(.*))?")


@dataclass(slots=True)
class _Record:
    line: int
    tags: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def read_ris(file: str, text: str, *, findings: Findings) -> dict[str, BibEntry]:
    """Return the works of an RIS file by key, after recording what cannot be read; keys are made where it has none."""
    if len(text) > LARGEST_BIBLIOGRAPHY:
        findings.problem(file, None, "", f"{len(text):,} characters", f"at most {LARGEST_BIBLIOGRAPHY:,}")
        return {}
    entries: dict[str, BibEntry] = {}
    private = Private(file)
    made = 0
    if too_many(file, len(re.findall(r"^TY  -", text, re.MULTILINE)), findings=findings):
        return {}
    for record in _records(file, text, findings=findings):
        values = private.taken_from(_values(file, record, findings=findings))
        kind = _TYPES.get(record.tags["TY"][0].strip().upper(), "misc")
        key = composed(" ".join(record.tags["ID"]).strip())
        if not is_key(key):
            made += 1
            key = make_key(make_entry("", kind, values=values), entries)
        if key in entries:
            findings.problem(file, record.line, "ID", key, "each ID once")
        else:
            entries[key] = make_entry(key, kind, values=values, line=record.line)
    if made:
        findings.note(f"{file}: {made} works without an ID that can be a key; keys made of author and year")
    private.tell(findings)
    return dict(sorted(entries.items()))


def _records(file: str, text: str, *, findings: Findings) -> list[_Record]:
    records: list[_Record] = []
    current: _Record | None = None
    tag = ""
    for number, line in enumerate(text.split("\n"), start=1):
        found = _LINE.match(line.strip() if line.strip().startswith("ER") else line.rstrip())
        if found and found[1] == "TY":
            if current is not None:
                findings.problem(file, current.line, "TY", "", "an ER line at the end of the record; it is not closed")
            current = _Record(number)
            records.append(current)
        if found and found[1] == "ER":
            current, tag = None, ""
        elif found and current is not None:
            tag = found[1]
            current.tags[tag].append(found[2].strip())
        elif line.strip() and current is not None and tag:
            current.tags[tag][-1] = f"{current.tags[tag][-1]} {line.strip()}".strip()
        elif line.strip():
            findings.problem(file, number, "", line.strip(), "a record that begins with TY  - and ends with ER  -")
            break
    if current is not None:
        findings.problem(file, current.line, "ER", "", "an ER line at the end; the file is cut off inside this record")
    if not records and not findings.problems:
        findings.problem(file, None, "", "", "records that begin with TY  -")
    return records


def _values(file: str, record: _Record, *, findings: Findings) -> dict[str, str]:
    values: dict[str, str] = {}
    tags = record.tags
    for tag, texts in tags.items():
        if tag in _HANDLED:
            continue
        name = _TAGS.get(tag, f"ris-{tag.lower()}")
        kept = [address(text) if name in ("url", "doi") else escaped(text) for text in texts if text]
        if name in ("author", "editor"):
            kept = [_person(text) for text in kept]
        if not kept:
            continue
        parts = [values[name], *kept] if name in values else kept
        values[name] = _MANY.get(name, "; ").join(dict.fromkeys(parts))
    subtype = {"NEWS": "newspaper", "MGZN": "magazine"}.get(tags["TY"][0].strip().upper())
    if subtype:
        values["entrysubtype"] = subtype
    volume = next((tags[tag][0] for tag in _VOLUMES if tags.get(tag)), "")
    if volume and "title" in values:
        part = tags["TY"][0].strip().upper() in ("CHAP", "ECHAP", "CPAPER", "ENCYC")
        values["booktitle" if part else "journaltitle"] = escaped(volume)
    elif volume:
        values["title"] = escaped(volume)
    pages = [escaped(tags[tag][0]) for tag in ("SP", "EP") if tags.get(tag) and tags[tag][0]]
    if pages:
        values["pages"] = "--".join(pages)
    date = next((text for tag in _DATES for text in tags.get(tag, ()) if text.strip(" /")), "")
    if date:
        values["date"] = escaped(_date(date)).replace(r"\textasciitilde{}", "~")
    if not values.get("title"):
        findings.note(f"{file}:{record.line} the record has no title")
    return values


def _person(name: str) -> str:
    """A name as BibTeX writes it: without a comma an institution or one name, kept together."""
    return name if "," in name else "{" + name + "}"


def _date(text: str) -> str:
    """The EDTF form of ``2018/05/31/``; in words, behind the third slash, as they are."""
    found = _SLASHED.fullmatch(text.strip())
    if found is None:
        return text.strip()
    year, month, day, words = found.groups()
    if words and not month:
        return f"{words.strip()} {year}"
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])
