"""Bibliographies: BibTeX, CSL-JSON, RIS."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from attack import counts
from attack.form import Files, Form, Taken, real_files
from attack.mutations import JSON, TEXT

_BIB = rb"""@string{apsr = "American Political Science Review"}
@comment{a comment}
@article{marsh_neighbours_2019,
  title = {Neighbours at the {River}: {\"O}l and G{\'e}n\'eral},
  author = {Marsh, Jane and {M{\"u}ller}, Jan},
  journal = apsr # " (" # "online)",
  year = 2019, month = sep,
  abstract = {A line
@misc{that begins} with at-sign},
  file = {C\:\\Users\\me\\x.pdf:application/pdf},
  pages = {1--20}, url = {https://x.org/a_b?c=1%20#d},
}
@book{Key:2018/a, editor = "N. N.", title = "$x^2$ \& \textit{more} \href{http://u}{t}", date = {2018-05/2018-06}}
@inproceedings(par2017, crossref = {Key:2018/a}, title = {Part \cite{x} \url{u_v}}, year = {n.d.})
@misc{d2020, title = {\textbf{Bold \emph{and} more} --- ``quoted'' \ss \o \aa}, date = {forthcoming}, keywords = {a, b}}
"""
_PLAIN_BIB = rb"""@article{marsh_neighbours_2019,
  title = {Neighbours at the {River}: {\"O}l},
  author = {Marsh, Jane and Reed, Ida},
  journaltitle = {American Political Science Review},
  date = {2019-09},
  pages = {1--20}, url = {https://x.org/a_b?c=1%20#d},
}

@book{Key:2018/a,
  editor = {Reed, Ida},
  title = {A Book \& \textit{more}},
  date = {2018-05/2018-06},
  keywords = {a, b},
}
"""
_CSL: list[dict[str, Any]] = [
    {"id": "marsh2019", "type": "article-journal", "title": "Neighbours", "author": [{"family": "Marsh", "given": "Jane"}, {"literal": "U.N."}],
     "issued": {"date-parts": [[2019, 9, 1]]}, "container-title": "APSR", "URL": "https://x.org/a_b", "page": "1-20", "abstract": "50% & more_{x}"},
    {"id": "http://zotero.org/users/1/items/ABCD1234", "type": "book", "title": "Book <i>x</i>", "editor": [{"family": "N", "non-dropping-particle": "van"}],
     "issued": {"raw": "n.d."}},
    {"id": 3, "type": "chapter", "title": "Part", "issued": {"date-parts": [["2017"], ["2018"]], "circa": True}, "custom": {"x": [1]}},
]  # fmt: skip
_RIS = b"""TY  - JOUR
AU  - Marsh, Jane
AU  - United Nations
TI  - Neighbours & 50% more_x
PY  - 2019/09/01/
JO  - APSR
SP  - 1
EP  - 20
UR  - https://x.org/a_b
ER  -\x20

TY  - NEWS
T1  - A line
  that goes on
DA  - 2018/05//Spring
KW  - a
KW  - b
ER  -\x20
"""
_BIB_WORDS = (
    "@", "@misc{x,", "@string{a = ", "@comment{", "@preamble{\"x\"}", "}", "{", "crossref = {marsh_neighbours_2019},", "xdata = {x}", "month = {9},", "year = {c. 1890}",
    "date = {2018--2019}", "\\href{u}{t}", "\\frac{1}", "\\begin{x}", "\\\\", "$", "\\verb|x|", "#", "\\'", "\\\"{", "~", "\\newcommand{\\x}{y}", "title =",
    "\\item[", "\\sqrt[", "\\char", "\\input{/etc/passwd}", "\\unknown", "%", "author = {and and and}", "author = {,,,}", "&", "\\textasciitilde",
)  # fmt: skip
_RIS_WORDS = (
    "TY  - JOUR\n",
    "ER  - \n",
    "AU  - ",
    "DA  - ",
    "PY  - 19",
    "T2  - ",
    "ZZ  - x",
    "ID  - marsh",
    "  - ",
    "TY  -",
    "L1  - C:\\x",
    "DO  - 10.1/x_y",
)
_CSL_WORDS = (
    "date-parts",
    "literal",
    "raw",
    "season",
    "custom",
    "citation-key",
    "id",
    "title",
    "issued",
    "literal",
    "note",
    "\\u0000",
    "\\ud800",
    "attachments",
)


def _builtin() -> list[bytes]:
    folder = Path(__file__).resolve().parents[3] / "src/foedus/case/builtin"
    return [path.read_bytes()[:12_000].rpartition(b"\n@")[0] + b"\n" for path in sorted(folder.glob("*/sources.bib"))]


def _seeds(file: str, own: Callable[[], Sequence[bytes]], *patterns: str) -> Callable[[], Sequence[Files]]:
    return lambda: [{file: data} for data in (*own(), *real_files(*patterns, largest=20_000))]


def _read(path: Path) -> tuple[dict[str, Any], list[str], str]:
    """Entries, notes and every value as plain text; what refuses them is raised as the commands raise it."""
    from foedus.case.bibliography import check_entries
    from foedus.errors import CaseError
    from foedus.files.findings import Findings
    from foedus.files.works.bibtex import render_bibtex
    from foedus.files.works.latex import plain_text
    from foedus.files.works.read import read_works

    findings = Findings()
    entries = read_works(path, findings=findings)
    texts = " ".join(plain_text(value) for entry in entries.values() for _, value in entry.fields)
    check_entries(entries, dict.fromkeys(entries, "a note"), findings=findings)
    if findings.problems:
        raise CaseError(path.name, findings.problems)
    assert render_bibtex(entries.values()) is not None
    return entries, findings.notes, texts


def _again(entries: dict[str, Any]) -> list[str]:
    """What is lost when the entries are written as BibTeX and read again."""
    from foedus.files.findings import Findings
    from foedus.files.works.bibtex import read_bibtex, render_bibtex

    findings = Findings()
    back = read_bibtex("again.bib", render_bibtex(entries.values()), findings=findings)
    if findings.problems:
        return [f"written and read again: {findings.problems[0]}"]
    changed = [key for key in entries if back.get(key) != entries[key]]
    return (
        [f"written and read again, {changed[0]!r} differs: {entries[changed[0]]} {back.get(changed[0])}"]
        if changed
        else []
    )


def _take_bib(folder: Path) -> Taken:
    entries, said, _ = _read(folder / "sources.bib")
    notes = " ".join(said)
    fields = _fields((folder / "sources.bib").read_bytes())
    lost = _again(entries)
    there = {counts.plain(key): entry for key, entry in entries.items()}
    for key, names in (fields or {}).items():
        if counts.plain(key) not in there:
            lost.append(f"entry {key!r} is not there")
            continue
        lost += [
            f"field {name!r} of {key!r} is not there"
            for name in names
            if not there[counts.plain(key)].get(name) and name not in notes
        ]
    return Taken(sorted(entries.items()), said, lost, counted=fields is not None)


def _fields(data: bytes) -> dict[str, list[str]] | None:
    """Fields with a value by entry, as bibtexparser reads them; None where it stumbles."""
    import bibtexparser

    text = counts.plain_text(data)
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        library = bibtexparser.parse_string(text or "", parse_stack=[])
    except Exception:  # noqa: BLE001
        return None
    finally:
        logging.disable(before)
    if text is None or library.failed_blocks:
        return None
    return {
        entry.key: [
            field.key.lower() for field in entry.fields if re.search(r"\w", field.value) and "%" not in field.key
        ]
        for entry in library.entries
        if entry.key
    }


def _take_csl(folder: Path) -> Taken:
    entries, said, texts = _read(folder / "works.json")
    found = _json((folder / "works.json").read_bytes())
    items = found.get("items", [found]) if isinstance(found, dict) else found
    lost = _again(entries)
    counted = isinstance(items, list)
    if counted:
        lost += counts.difference("items", len(items), used=len(entries), said=0)
        titles = [item["title"] for item in items if isinstance(item, dict) and isinstance(item.get("title"), str)]
        plain = [" ".join(title.split()) for title in titles if re.fullmatch(r"[A-Za-z0-9 ,.]+", title)]
        lost += [f"title {title!r} is not there" for title in plain if title not in texts]
    return Taken(sorted(entries.items()), said, lost, counted=counted)


def _json(data: bytes) -> Any:
    try:
        return json.loads(counts.plain_text(data) or "null")
    except ValueError:
        return None


def _take_ris(folder: Path) -> Taken:
    entries, said, texts = _read(folder / "works.ris")
    text = counts.plain_text((folder / "works.ris").read_bytes())
    lost = _again(entries)
    if text is not None:
        lost += counts.difference("records", len(re.findall(r"(?m)^TY  ?- ?", text)), used=len(entries), said=0)
        words = re.findall(r"(?m)^(?:TI|T1|AU|KW)  - ([A-Za-z ]+?)\s*$", text)
        lost += [f"{word!r} is not there" for word in words if " ".join(word.split()) not in texts]
    return Taken(sorted(entries.items()), said, lost, counted=text is not None)


FORMS = [
    Form("BibTeX", _seeds("sources.bib", lambda: (_PLAIN_BIB, _PLAIN_BIB, _BIB, *_builtin()), "field/inputs/cases/*/sources.bib"), _take_bib,
         "entries and names of fields by bibtexparser, where it reads the file without a failed block; the text of values only by writing and reading again",
         TEXT, _BIB_WORDS),
    Form("CSL-JSON", _seeds("works.json", lambda: (json.dumps(_CSL).encode(), json.dumps({"items": _CSL[:2]}).encode())), _take_csl,
         "items and their titles by the json module; other fields only by writing and reading again", JSON, _CSL_WORDS),
    Form("RIS", _seeds("works.ris", lambda: (_RIS,)), _take_ris,
         "records by their TY lines, and titles, authors, keywords of plain letters by a pattern; other tags only by writing and reading again",
         TEXT, _RIS_WORDS),
]  # fmt: skip
