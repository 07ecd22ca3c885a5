"""Names of months and seasons, in the languages in which bibliographies are written."""

from __future__ import annotations

import re

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The macros of BibTeX."""

_NAMES = (
    "jan january januar jänner janvier janv января январь янв enero ene gennaio gen ژانویه ژانویهٔ",
    "feb february februar février févr fév fevrier февраля февраль фев febrero febbraio فوریه فوریهٔ",
    "mar march märz mrz mars марта март мар marzo مارس",
    "apr april avril avr апреля апрель апр abril abr aprile آوریل",
    "may mai мая май mayo maggio mag مه می",
    "jun june juni juin июня июнь июн junio giugno giu ژوئن",
    "jul july juli juillet juil июля июль июл julio luglio lug ژوئیه ژوئیهٔ جولای",
    "aug august août aout августа август авг agosto ago اوت آگوست",
    "sep sept september septembre сентября сентябрь сен сент septiembre settembre set سپتامبر",
    "oct october okt oktober octobre октября октябрь окт octubre ottobre ott اکتبر",
    "nov november novembre ноября ноябрь ноя noviembre نوامبر",
    "dec december dez dezember décembre déc decembre декабря декабрь дек diciembre dic dicembre دسامبر",
)
_SEASONS = (
    "spring frühling frühjahr printemps весна весной primavera بهار",
    "summer sommer été лето летом verano estate تابستان",
    "autumn fall herbst automne осень осенью otoño autunno پاییز پائیز",
    "winter hiver зима зимой invierno inverno زمستان",
)
MONTH_NUMBERS: dict[str, int] = {name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()}
"""Month by name, folded to lower case."""

SEASON_NUMBERS: dict[str, int] = {
    name: number for number, names in enumerate(_SEASONS, start=21) for name in names.split()
}
"""EDTF season (21 spring to 24 winter) by name."""

_MARKS = re.compile(r"[\s.,~]+")


def part_of_year(word: str) -> int:
    """Return the month (1 to 12) or season (21 to 24) that a word or number names, or 0.

    >>> part_of_year("Sept."), part_of_year("Autumn"), part_of_year("09"), part_of_year("13")
    (9, 23, 9, 0)
    """
    name = _MARKS.sub("", word).casefold()
    if re.fullmatch("[0-9]{1,2}", name):
        number = int(name)
        return number if 1 <= number <= 12 else 0
    return MONTH_NUMBERS.get(name) or SEASON_NUMBERS.get(name, 0)


def is_month_word(word: str) -> bool:
    """Whether a word without braces is the name of a month or a season."""
    return not word.isdecimal() and part_of_year(word) > 0
