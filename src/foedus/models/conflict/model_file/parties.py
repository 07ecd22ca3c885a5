"""Decision makers and options of a conflict, read and checked."""

from __future__ import annotations

import re

from foedus.files.characters import look_alikes
from foedus.models.conflict.model_file.model import IRREVERSIBLE, MOST_OPTIONS, Option
from foedus.models.conflict.model_file.statements import OPTION_ID, RESERVED
from foedus.models.source import Source

MAKERS, OPTIONS = "decision_makers", "options"
WAYS = ("ranking", "weights", "statements")
"""Ways to give preferences; a decision maker has one."""

MOST_MAKERS = 12
_MAKER_KEYS = ("id", "name", *WAYS)
_OPTION_KEYS = ("id", "owner", "label", "irreversible")


def read_makers(source: Source) -> list[tuple[str, str, str]]:
    """Id, name and way of giving preferences of each decision maker; the way is empty where it is not one."""
    found: list[tuple[str, str, str]] = []
    entries = source.tables(MAKERS)
    if entries and not 2 <= len(entries) <= MOST_MAKERS:
        source.fault(MAKERS, len(entries), expected=f"2 to {MOST_MAKERS} decision makers")
        entries = entries[:MOST_MAKERS]
    for number, entry in enumerate(entries):
        source.check_keys(entry, _MAKER_KEYS, table=MAKERS, number=number)
        id_ = _id(source, entry, table=MAKERS, number=number, before=[other for other, _, _ in found])
        given = [way for way in WAYS if way in entry]
        if len(given) != 1:
            shown = ", ".join(given) if given else None
            expected = f"preferences given one way: {', '.join(WAYS[:-1])} or {WAYS[-1]}"
            source.fault(given[0] if given else "", shown, expected=expected, table=MAKERS, number=number)
        name = source.text(entry, "name", table=MAKERS, number=number, default=id_)
        found.append((id_, name, given[0] if len(given) == 1 else ""))
    for note in look_alikes([name for _, name, _ in found]):
        source.findings.note(f"{source.file}: decision makers {note}")
    return found


def read_options(source: Source, makers: list[str]) -> tuple[list[Option], bool]:
    """The options, and whether their ids can be relied on; an option whose owner is wrong belongs to the first."""
    found: list[Option] = []
    entries = source.tables(OPTIONS)
    before = len(source.findings.problems)
    if len(entries) > MOST_OPTIONS:
        source.fault(OPTIONS, len(entries), expected=f"at most {MOST_OPTIONS} options (2^{MOST_OPTIONS} combinations)")
        entries = entries[:MOST_OPTIONS]
    for number, entry in enumerate(entries):
        id_ = _id(source, entry, table=OPTIONS, number=number, before=[option.id for option in found])
        if id_ in RESERVED or (id_ and set(id_) <= set("YN")):
            source.fault(
                "id", id_, expected="an id other than if, iff and words of Y and N", table=OPTIONS, number=number
            )
        found.append(Option(id_, "", 0))
    sound = bool(entries) and len(source.findings.problems) == before
    for number, entry in enumerate(entries):
        source.check_keys(entry, _OPTION_KEYS, table=OPTIONS, number=number)
        label = source.text(entry, "label", table=OPTIONS, number=number, default=found[number].id)
        irreversible = source.text(entry, "irreversible", table=OPTIONS, number=number)
        if irreversible and irreversible not in IRREVERSIBLE:
            expected = f"{' or '.join(IRREVERSIBLE)}, or no such key"
            source.fault(
                "irreversible", irreversible, expected=expected, table=OPTIONS, number=number, options=IRREVERSIBLE
            )
        found[number] = Option(
            found[number].id, label, _owner(source, entry, number=number, makers=makers), irreversible
        )
    return found, sound


def _owner(source: Source, entry: dict[str, object], *, number: int, makers: list[str]) -> int:
    owner = entry.get("owner")
    if not isinstance(owner, str) or owner.strip() not in makers:
        named = ", ".join(name for name in makers if name)
        expected = f"the decision maker who holds the option: {named}"
        source.fault("owner", owner, expected=expected, table=OPTIONS, number=number, options=makers)
        return 0
    return makers.index(owner.strip())


def _id(source: Source, entry: dict[str, object], *, table: str, number: int, before: list[str]) -> str:
    id_ = source.text(entry, "id", table=table, number=number, required=True)
    if id_ and not re.fullmatch(OPTION_ID, id_):
        source.fault(
            "id",
            id_,
            expected="letters, digits, _ and single - between them, a letter first",
            table=table,
            number=number,
        )
    elif id_ and id_ in before:
        source.fault(
            "id",
            id_,
            expected=f"each id once; it is that of number {before.index(id_) + 1} too",
            table=table,
            number=number,
        )
    return id_
