"""EDTF strings, states' names and codes: one text each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from attack.form import Files, Form, Taken
from attack.mutations import BYTES, CHARACTERS, TOKENS
from attack.texts import DATES

_EDTF = (
    *DATES, "1985-04-12", "1985-04", "1985", "1964/2008", "2004-06/2006-08", "2004-02-01/2005", "1985-04-12/..", "../1985",
    "201X", "20XX", "2004-XX", "1985-XX-XX", "1984?", "2004-06~", "2004-06-11%", "2001-21", "2003-22/2004-23", "-1985", "Y-170000002", "",
)  # fmt: skip
_EDTF_WORDS = (
    "/",
    "..",
    "X",
    "XX",
    "?",
    "~",
    "%",
    "-",
    "21",
    "24",
    "32",
    "Y",
    "T00:00",
    "..",
    "Z",
    "+03:00",
    "S3",
    "E5",
    "{",
    "[",
    ",",
)
_STATES = (
    "IRN", "RUS", "630", "365", "Iran", "Soviet Union", "Germany", "260", "255", "cow:AUS", "iso:AUS", "AUS", "MNG", "SLV", "SWZ", "Persia", "DDR",
    "Côte d'Ivoire", "Ivory Coast", "Österreich-Ungarn", "Austria-Hungary", "ایران", "Россия", "中国", "USSR", "gw:260", "USA", "United Kingdom", "Korea",
    "Yugoslavia", "Serbia", "345", "Zanzibar", "Republic of Vietnam", "GFR", "TUR", "Ottoman Empire", "", " ", "0", "999",
)  # fmt: skip
_STATE_WORDS = (
    "cow:",
    "iso:",
    "gw:",
    "Republic of",
    "People's",
    "the ",
    "North",
    "South",
    ".",
    "-",
    "'",
    "iso2:",
    "un:",
    "name:",
    ":",
    "::",
)


def _seeds(file: str, texts: Sequence[str]) -> list[Files]:
    return [{file: text.encode()} for text in texts]


def _text(folder: Path, file: str) -> str:
    return (folder / file).read_bytes().decode("utf-8", "surrogateescape")


def _take_date(folder: Path) -> Taken:
    from foedus.errors import InputError
    from foedus.files.edtf import parse_edtf

    text = _text(folder, "date.txt")
    try:
        found = parse_edtf(text)
    except ValueError as error:
        raise InputError(str(error)) from error
    lost = []
    whole = re.fullmatch(r"\s*(?!0000)(\d{4}-\d{2}-\d{2})\s*", text, re.ASCII)
    if whole and (found.lower, found.upper) != (date.fromisoformat(whole[1]),) * 2:
        lost.append(f"day {whole[1]} read as {found}")
    years = [max(1, int(year)) for year in re.findall(r"(?<![\d-])\d{4}(?!\d)", text)]  # before 1: the first day
    plain = re.fullmatch(r"[\d/.-]+", text, re.ASCII) and "/" in text
    if plain and years and not {found.lower.year, found.upper.year} & set(years):
        lost.append(f"none of the years {years} is an end of {found}")
    if found.lower > found.upper:
        lost.append(f"begins after its end: {found}")
    return Taken(found, (), lost, counted=bool(whole or plain))


def _take_state(folder: Path) -> Taken:
    from foedus.terms.states.find import find_state, find_states

    lines = _text(folder, "state.txt").split("\n")
    found = [find_state(lines[0], 1990)]
    if len(lines) > 1:
        found = find_states(lines, 1990)
    code = re.fullmatch(r"\s*(\d{1,3})\s*", lines[0], re.ASCII)
    lost = (
        [f"code {code[1]} read as {found[0].ccode}"]
        if code and found[0].ccode != int(code[1]) and not found[0].note
        else []
    )
    return Taken(found, [one.note for one in found], lost, counted=code is not None)


FORMS = [
    Form("EDTF", lambda: _seeds("date.txt", _EDTF), _take_date,
         "days and years by their digits where the text is plain; not what words and signs of doubt mean", (BYTES, CHARACTERS, TOKENS, TOKENS), _EDTF_WORDS),
    Form("states", lambda: [*_seeds("state.txt", _STATES), {"state.txt": "\n".join(_STATES[:6]).encode()}], _take_state,
         "a number that becomes another number without a note; not whether a name means the state", (BYTES, CHARACTERS, TOKENS, TOKENS),
         (*_STATE_WORDS, *_STATES)),
]  # fmt: skip
