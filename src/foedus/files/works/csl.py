"""CSL-JSON, as Zotero, Better BibTeX and pandoc write it, to entries.

Schema: https://github.com/citation-style-language/schema (csl-data.json).
"""

from __future__ import annotations

import re
from typing import Any

from foedus.files.findings import Findings
from foedus.files.json_text import JsonFault, parse_json
from foedus.files.works.bibtex import LARGEST_BIBLIOGRAPHY, LONGEST_VALUE, too_many
from foedus.files.works.entry import BibEntry, make_entry
from foedus.files.works.keys import composed, is_key, nearest_key
from foedus.files.works.latex import address, escaped
from foedus.files.works.made_keys import make_key
from foedus.files.works.private import Private

_TYPES = {
    "article": "article", "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "bill": "misc", "book": "book", "chapter": "incollection", "classic": "book", "collection": "collection",
    "dataset": "dataset", "document": "misc", "entry-encyclopedia": "inreference", "hearing": "misc",
    "legislation": "legislation", "legal_case": "jurisdiction", "manuscript": "unpublished",
    "paper-conference": "inproceedings", "post": "online", "post-weblog": "online", "report": "report",
    "speech": "misc", "standard": "report", "thesis": "thesis", "treaty": "legal", "webpage": "online",
}  # fmt: skip
_NAMES = {
    "title": "title", "container-title": "journaltitle", "publisher": "publisher", "publisher-place": "location",
    "volume": "volume", "issue": "number", "number": "number", "page": "pages", "URL": "url", "DOI": "doi", "ISBN": "isbn",
    "ISSN": "issn", "language": "langid", "abstract": "abstract", "note": "note", "genre": "type", "edition": "edition",
    "collection-title": "series", "collection-number": "number", "event-title": "eventtitle", "archive": "library",
    "title-short": "shorttitle", "status": "pubstate", "keyword": "keywords",
}  # fmt: skip
_PEOPLE = {"author": "author", "editor": "editor", "translator": "translator", "container-author": "bookauthor"}
_DATES = {"issued": "date", "accessed": "urldate", "original-date": "origdate", "event-date": "eventdate"}
_HANDLED = frozenset({"id", "type", "citation-key", "citekey"})
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""What JSON can write by number and no text holds."""
_ZOTERO_ITEM = re.compile(r"https?://zotero\.org/.*/items/([A-Za-z0-9]+)")


def read_csl(file: str, text: str, *, findings: Findings) -> dict[str, BibEntry]:
    """Return the works of a CSL-JSON file by key, after recording every item that cannot be read."""
    items = _items(file, text, findings=findings)
    if too_many(file, len(items), findings=findings):
        return {}
    entries: dict[str, BibEntry] = {}
    private = Private(file)
    for number, item in enumerate(items, start=1):
        if not isinstance(item, dict):
            findings.problem(file, None, f"item {number}", str(item)[:60], 'an item such as {"id": "marsh2019", ...}')
            continue
        values = private.taken_from(_values(file, number, item, findings=findings))
        entry = make_entry("", _TYPES.get(str(item.get("type")), "misc"), values=values)
        key = _key(file, number, item, entry=entry, taken=entries, findings=findings)
        if key in entries:
            findings.problem(file, None, f"item {number}", key, "each id once")
        else:
            entries[key] = make_entry(key, entry.type, values=values)
    private.tell(findings)
    return dict(sorted(entries.items()))


def _items(file: str, text: str, *, findings: Findings) -> list[Any]:
    if len(text) > LARGEST_BIBLIOGRAPHY:
        findings.problem(file, None, "", f"{len(text):,} characters", f"at most {LARGEST_BIBLIOGRAPHY:,}")
        return []
    try:
        found = parse_json(text)
    except JsonFault as fault:
        shown = text.split("\n")[fault.line - 1].strip() if fault.line else ""
        findings.problem(file, fault.line, "", shown, f"CSL-JSON that is whole ({fault})")
        return []
    if isinstance(found, dict) and isinstance(found.get("items"), list):
        found = found["items"]
    if isinstance(found, dict) and "id" in found:
        found = [found]
    if not isinstance(found, list):
        findings.problem(file, None, "", text.strip()[:60], "CSL-JSON: a list of items")
        return []
    return found


def _key(
    file: str, number: int, item: dict[str, Any], *, entry: BibEntry, taken: dict[str, BibEntry], findings: Findings
) -> str:
    given = str(item.get("citation-key") or item.get("citekey") or item.get("id") or "").strip()
    local = _ZOTERO_ITEM.fullmatch(given)
    key = composed(local[1] if local else given)
    if is_key(key):
        if local:
            findings.note(f"{file}: item {number}: the address of a Zotero item shortened to its key {key}")
        return key
    made = nearest_key(key) if key else make_key(entry, taken)
    findings.note(f"{file}: item {number}: {'id ' + repr(given[:60]) if given else 'no id'}, read as {made}")
    return made


def _values(file: str, number: int, item: dict[str, Any], *, findings: Findings) -> dict[str, str]:
    values: dict[str, str] = {}
    lost: list[str] = []
    for name, value in item.items():
        if name in _PEOPLE:
            text, target = _people(value), _PEOPLE[name]
        elif name in _DATES:
            text, target = _date(value), _DATES[name]
        elif name == "attachments" and value:
            text, target = "kept by its owner", name
        elif name in _HANDLED or value in (None, "", [], {}):
            continue
        else:
            target = _NAMES.get(name, re.sub(r"[^a-z0-9-]", "-", name.lower()).strip("-"))
            text = escaped(str(value)) if isinstance(value, str | int | float) and target else None
            if target in ("url", "doi"):
                text = address(str(value))
        if text is None or len(text) > LONGEST_VALUE:
            lost.append(name)
        elif (unfit := _UNFIT.search(text)) is not None:
            shown = f"U+{ord(unfit[0]):04X} in {text[:40]}"
            findings.problem(file, None, f"item {number} {name}", shown, "text without control characters")
        elif text:
            values.setdefault(target, " ".join(text.split()))
    subtype = {"article-newspaper": "newspaper", "article-magazine": "magazine"}.get(str(item.get("type")))
    if subtype:
        values["entrysubtype"] = subtype
    if item.get("type") in ("chapter", "paper-conference", "entry-encyclopedia") and "journaltitle" in values:
        values["booktitle"] = values.pop("journaltitle")
    kept = sorted(set(lost) - {"custom", "relations", "collections"})
    if kept:
        findings.note(
            f"{file}: item {number}: fields not read: {', '.join(name or 'one without a name' for name in kept)}"
        )
    return values


def _people(value: Any) -> str | None:
    """Names as BibTeX writes them; an institution in braces, so that it is not taken apart."""
    if not isinstance(value, list) or not all(isinstance(person, dict) for person in value):
        return None
    names = []
    for person in value:
        if person.get("literal"):
            names.append("{" + escaped(str(person["literal"])) + "}")
            continue
        particle = str(person.get("non-dropping-particle") or person.get("dropping-particle") or "")
        family = " ".join(filter(None, (particle, str(person.get("family") or ""))))
        parts = filter(None, (family, str(person.get("suffix") or ""), str(person.get("given") or "")))
        names.append(escaped(", ".join(parts)))
    return " and ".join(filter(None, names))


def _date(value: Any) -> str | None:
    """The EDTF form of a CSL date; what it says in words stays as it is."""
    if isinstance(value, str):
        return escaped(value)
    if not isinstance(value, dict):
        return None
    try:
        points = [_point(parts) for parts in value.get("date-parts") or [] if parts and parts[0] not in (None, "")]
    except (KeyError, TypeError, ValueError):  # anything but lists of numbers
        return None
    text = "/".join(points[:2]) or str(value.get("raw") or value.get("literal") or "")
    season = str(value.get("season") or "")
    if season and re.fullmatch("[0-9]{4}", text):
        number = {"1": 21, "2": 22, "3": 23, "4": 24}.get(season)
        text = f"{text}-{number}" if number else f"{season} {text}"
    if value.get("circa") and points and "/" not in text:
        text += "~"
    return escaped(text).replace(r"\textasciitilde{}", "~").replace(r"\_", "_")


def _point(parts: list[Any]) -> str:
    numbers = [int(str(part)) for part in parts[:3]]
    if len(str(parts[0])) > 6:
        raise ValueError(parts)
    if len(numbers) > 1 and 13 <= numbers[1] <= 20:  # citeproc writes seasons as months 13 to 16 or 17 to 20
        numbers = [numbers[0], 21 + (numbers[1] - 13) % 4]
    year = f"{numbers[0]:04}" if numbers[0] >= 0 else f"-{-numbers[0]:04}"
    return "-".join([year, *(f"{number:02}" for number in numbers[1:])])
