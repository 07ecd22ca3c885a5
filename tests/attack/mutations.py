"""Damage to an input: to its bytes, characters, lines, tokens, cells or tree, and to the whole of it.

A mutation is a function of the bytes and of a :class:`Chance`, which carries the random numbers, the other inputs and the
words of the format. :func:`changed` applies a few of them. Nothing is drawn but from the `Chance`, so that a seed gives
the same inputs everywhere. The module is long because it is a list: every damage that we know, a few lines each.
"""

from __future__ import annotations

import copy
import csv
import io
import json
import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from attack.texts import BLANKS, CELLS, CODECS, DATES, DIGITS, HOSTILE, LONG, NUMBERS, WORDS

_TOKEN = re.compile(r"[+-]?\d[\d.,eE+-]*|\w+|[^\w\s]")
LARGEST = 300_000
"""Bytes beyond which an input grows no more."""


@dataclass(frozen=True)
class Chance:
    """What a mutation draws from.

    Parameters
    ----------
    rng : random.Random
    others : sequence of bytes
        Other inputs of the format, to splice with.
    words : sequence of str
        Words of the format, to insert.
    """

    rng: random.Random
    others: Sequence[bytes] = ()
    words: Sequence[str] = ()

    def place(self, size: int) -> int:
        return self.rng.randrange(size + 1)

    def span(self, size: int) -> tuple[int, int]:
        """Two places, mostly near each other."""
        start = self.place(size)
        length = self.rng.choice((1, 1, 2, 3, 8, 40, max(1, size // 4)))
        return start, min(size, start + length)

    def text(self) -> str:
        """A text that programs stumble over, or a word of the format."""
        pools = [WORDS, NUMBERS, DATES, HOSTILE, CELLS, LONG[:1]] + ([self.words] * 3 if self.words else [])
        return self.rng.choice(self.rng.choice(pools))


Mutation = Callable[[bytes, Chance], bytes]


def changed(data: bytes, chance: Chance, *, kinds: Sequence[Sequence[Mutation]]) -> bytes:
    """The data after one to four mutations, mostly one; a kind is drawn first, then one of its mutations."""
    for _ in range(chance.rng.choice((1, 1, 1, 1, 2, 2, 3, 4))):
        data = chance.rng.choice(chance.rng.choice(kinds))(data, chance)[:LARGEST]
    return data


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass") if not _escaped(text) else text.encode("utf-8", "surrogateescape")


def _escaped(text: str) -> bool:
    try:
        text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return False
    return True


def _textual(change: Callable[[str, Chance], str]) -> Mutation:
    def mutation(data: bytes, chance: Chance) -> bytes:
        return _bytes(change(_text(data), chance))

    mutation.__name__ = change.__name__
    return mutation


# Bytes


def flip(data: bytes, chance: Chance) -> bytes:
    if not data:
        return b"\xff"
    at = chance.rng.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.rng.randrange(8))]) + data[at + 1 :]


def put_bytes(data: bytes, chance: Chance) -> bytes:
    at = chance.place(len(data))
    some = chance.rng.choice(
        (b"\x00", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x80", b"\xc0\xaf", b"\x1a", b"\0\0\0\0")
    )
    return data[:at] + some + data[at:]


def drop_bytes(data: bytes, chance: Chance) -> bytes:
    start, end = chance.span(len(data))
    return data[:start] + data[end:]


def repeat_bytes(data: bytes, chance: Chance) -> bytes:
    start, end = chance.span(len(data))
    return data[:end] + data[start:end] * chance.rng.choice((1, 2, 3, 50)) + data[end:]


def cut(data: bytes, chance: Chance) -> bytes:
    return data[: chance.place(len(data))]


def behead(data: bytes, chance: Chance) -> bytes:
    return data[chance.place(len(data)) :]


BYTES = (flip, put_bytes, drop_bytes, repeat_bytes, cut, behead)

# Characters


def _put(text: str, chance: Chance) -> str:
    at = chance.place(len(text))
    return text[:at] + chance.text() + text[at:]


def _replace_character(text: str, chance: Chance) -> str:
    if not text:
        return chance.text()
    at = chance.rng.randrange(len(text))
    return (
        text[:at]
        + chance.rng.choice(
            ("", " ", "\n", '"', "'", ",", ";", "\t", "{", "}", "<", ">", "=", "\\", "#", "%", "0", "é")
        )
        + text[at + 1 :]
    )


def _other_blanks(text: str, chance: Chance) -> str:
    return text.replace(" ", chance.rng.choice(BLANKS), chance.rng.choice((1, 1, 3, -1)))


def _other_digits(text: str, chance: Chance) -> str:
    return text.translate(str.maketrans("0123456789", chance.rng.choice(DIGITS)))


def _decompose(text: str, chance: Chance) -> str:
    return unicodedata.normalize(chance.rng.choice(("NFD", "NFKD", "NFKC")), text)


def _other_case(text: str, chance: Chance) -> str:
    start, end = chance.span(len(text))
    return (
        text[:start] + chance.rng.choice((str.upper, str.lower, str.swapcase, str.title))(text[start:end]) + text[end:]
    )


def _other_quotes(text: str, chance: Chance) -> str:
    old, new = chance.rng.choice((('"', "'"), ('"', "“"), ("'", '"'), ('"', ""), ("'", "’"), ('"', '""')))
    return text.replace(old, new, chance.rng.choice((1, 1, 2, -1)))


CHARACTERS = tuple(
    map(_textual, (_put, _put, _replace_character, _replace_character, _other_blanks, _other_digits, _decompose, _other_case, _other_quotes))
)  # fmt: skip

# Lines


def _lines(change: Callable[[list[str], Chance], list[str]]) -> Mutation:
    def mutation(data: bytes, chance: Chance) -> bytes:
        found = _text(data).split("\n")
        return _bytes("\n".join(change(found, chance)))

    mutation.__name__ = change.__name__
    return mutation


def _drop_lines(lines: list[str], chance: Chance) -> list[str]:
    start, end = chance.span(len(lines))
    return lines[:start] + lines[end:]


def _repeat_lines(lines: list[str], chance: Chance) -> list[str]:
    start, end = chance.span(len(lines))
    at = chance.place(len(lines))
    return lines[:at] + lines[start:end] * chance.rng.choice((1, 1, 2, 20)) + lines[at:]


def _swap_lines(lines: list[str], chance: Chance) -> list[str]:
    one, other = chance.rng.randrange(len(lines)), chance.rng.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return lines


def _shuffle_lines(lines: list[str], chance: Chance) -> list[str]:
    kept = chance.rng.choice((0, 1, 1, 2))
    body = lines[kept:]
    chance.rng.shuffle(body)
    return lines[:kept] + body


def _put_line(lines: list[str], chance: Chance) -> list[str]:
    lines.insert(
        chance.place(len(lines)),
        chance.rng.choice(("", " ", "#", "%", "// x", ",,,", "\t", chance.text(), chance.text())),
    )
    return lines


def _join_lines(lines: list[str], chance: Chance) -> list[str]:
    at = chance.rng.randrange(len(lines))
    return [*lines[:at], "".join(lines[at : at + 2]), *lines[at + 2 :]]


def _break_line(lines: list[str], chance: Chance) -> list[str]:
    at = chance.rng.randrange(len(lines))
    place = chance.place(len(lines[at]))
    return [*lines[:at], lines[at][:place], lines[at][place:], *lines[at + 1 :]]


def _cut_line(lines: list[str], chance: Chance) -> list[str]:
    at = chance.rng.randrange(len(lines))
    lines[at] = lines[at][: chance.place(len(lines[at]))]
    return lines


LINES = tuple(
    map(
        _lines,
        (_drop_lines, _repeat_lines, _swap_lines, _shuffle_lines, _put_line, _join_lines, _break_line, _cut_line),
    )
)

# Tokens


def _at_token(text: str, chance: Chance, new: Callable[[str], str]) -> str:
    found = list(_TOKEN.finditer(text))
    if not found:
        return new(text)
    one = chance.rng.choice(found)
    return text[: one.start()] + new(one[0]) + text[one.end() :]


def _other_token(text: str, chance: Chance) -> str:
    def new(old: str) -> str:
        if old[:1].isdigit() or (old[:1] in "+-" and len(old) > 1):
            return chance.rng.choice(NUMBERS if chance.rng.random() < 0.8 else CELLS)
        return chance.text()

    return _at_token(text, chance, new)


def _token_from_elsewhere(text: str, chance: Chance) -> str:
    found = _TOKEN.findall(text) or [""]
    return _at_token(text, chance, lambda _: chance.rng.choice(found))


def _drop_token(text: str, chance: Chance) -> str:
    return _at_token(text, chance, lambda _: "")


def _repeat_token(text: str, chance: Chance) -> str:
    return _at_token(text, chance, lambda old: chance.rng.choice((old * 2, f"{old} {old}", old * 200)))


def _word_of_format(text: str, chance: Chance) -> str:
    if not chance.words:
        return _put(text, chance)
    return _at_token(
        text,
        chance,
        lambda old: chance.rng.choice((old + chance.rng.choice(chance.words), chance.rng.choice(chance.words))),
    )


TOKENS = tuple(
    map(
        _textual,
        (_other_token, _other_token, _other_token, _token_from_elsewhere, _drop_token, _repeat_token, _word_of_format),
    )
)

# Cells of a table


def _table(change: Callable[[list[list[str]], Chance], list[list[str]]]) -> Mutation:
    def mutation(data: bytes, chance: Chance) -> bytes:
        try:
            rows = list(csv.reader(io.StringIO(data.decode("utf-8", "replace"), newline="")))
        except csv.Error:
            return data
        if len(rows) < 2 or not rows[0]:
            return data
        buffer = io.StringIO(newline="")
        how = chance.rng.choice((csv.QUOTE_MINIMAL,) * 8 + (csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC))
        csv.writer(buffer, lineterminator="\n", quoting=how).writerows(change(rows, chance))
        return _bytes(buffer.getvalue())

    mutation.__name__ = change.__name__
    return mutation


def _other_cell(rows: list[list[str]], chance: Chance) -> list[list[str]]:
    row = rows[chance.rng.randrange(1, len(rows))]
    if row:
        at = chance.rng.randrange(len(row))
        pool = NUMBERS if row[at][:1].isdigit() and chance.rng.random() < 0.6 else CELLS
        row[at] = chance.rng.choice(
            (chance.rng.choice(pool), chance.text(), row[at] + chance.text(), chance.text() + row[at])
        )
    return rows


def _swap_cells(rows: list[list[str]], chance: Chance) -> list[list[str]]:
    one, other = chance.rng.choice(rows), chance.rng.choice(rows)
    if one and other:
        i, j = chance.rng.randrange(len(one)), chance.rng.randrange(len(other))
        one[i], other[j] = other[j], one[i]
    return rows


def _other_width(rows: list[list[str]], chance: Chance) -> list[list[str]]:
    at = chance.rng.randrange(len(rows))
    row = rows[at]
    rows[at] = chance.rng.choice(
        (row[:-1], row[: chance.place(len(row))], [*row, ""], [*row, chance.text()], row * 2, ["", *row], [])
    )
    return rows


def _other_column(rows: list[list[str]], chance: Chance) -> list[list[str]]:
    at = chance.rng.randrange(len(rows[0]))
    kind = chance.rng.randrange(5)
    if kind == 0:
        return [row[:at] + row[at + 1 :] for row in rows]
    if kind == 1:
        return [[*row[:at], row[at] if at < len(row) else "", *row[at:]] for row in rows]
    if kind == 2:
        value = chance.text()
        return [rows[0], *([*row[:at], value, *row[at + 1 :]] for row in rows[1:])]
    if kind == 3:
        order = list(range(len(rows[0])))
        chance.rng.shuffle(order)
        return [[row[place] if place < len(row) else "" for place in order] for row in rows]
    return [[str(number - 1) if number else "", *row] for number, row in enumerate(rows)]


def _other_header(rows: list[list[str]], chance: Chance) -> list[list[str]]:
    at = chance.rng.randrange(len(rows[0]))
    name = rows[0][at]
    rows[0][at] = chance.rng.choice(
        (name.upper(), name.title(), f" {name} ", name + "\u200b", name[:-1], chance.text(), rows[0][0], f"{name}.1")
    )
    return rows


def _other_rows(rows: list[list[str]], chance: Chance) -> list[list[str]]:
    at = chance.rng.randrange(1, len(rows))
    kind = chance.rng.randrange(4)
    if kind == 0:
        return rows[:at] + rows[at + 1 :]
    if kind == 1:
        return [*rows[:at], rows[at], *rows[at:]]
    if kind == 2:
        return rows[:1]
    return [*rows[:at], [""] * len(rows[0]), *rows[at:]]


def _as_spreadsheet(data: bytes, chance: Chance) -> bytes:
    """The table as a spreadsheet of another country writes it."""
    try:
        rows = list(csv.reader(io.StringIO(data.decode("utf-8", "replace"), newline="")))
    except csv.Error:
        return data
    mark = chance.rng.choice(";;\t|,")
    buffer = io.StringIO(newline="")
    if chance.rng.random() < 0.3:
        rows = [[re.sub(r"^(-?\d+)\.(\d+)$", r"\1,\2", cell) for cell in row] for row in rows]
    csv.writer(buffer, delimiter=mark, lineterminator=chance.rng.choice(("\r\n", "\n"))).writerows(rows)
    first = chance.rng.choice(("", "", f"sep={mark}\r\n", "# exported\n", "\n", "Table 1\n"))
    return _bytes(chance.rng.choice(("", "\ufeff")) + first + buffer.getvalue())


CELLS_OF_TABLE = (
    *map(_table, (_other_cell, _other_cell, _other_cell, _swap_cells, _other_width, _other_column, _other_header, _other_rows)),
    _as_spreadsheet,
)  # fmt: skip

# The tree of a JSON file


def _tree(data: bytes, chance: Chance) -> bytes:
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return data
    places = list(_places(content))
    if not places:
        return data
    for _ in range(chance.rng.choice((1, 1, 2, 3))):
        holder, key = chance.rng.choice(places)
        kind = chance.rng.randrange(6)
        if kind == 0 and isinstance(holder, dict):
            holder.pop(key, None)
        elif kind == 0:
            del holder[key : key + 1]
        elif kind == 1 and isinstance(holder, dict):
            holder[chance.rng.choice((f"{key}x", key.upper(), chance.text()))] = holder.get(key)
        elif isinstance(holder, dict) or key < len(holder):
            holder[key] = chance.rng.choice((_leaf(chance), _leaf(chance), {}, [], {"x": 1}, _nested(chance)))
    try:
        return _bytes(json.dumps(content, ensure_ascii=chance.rng.random() < 0.3, indent=chance.rng.choice((None, 1))))
    except (ValueError, RecursionError):
        return data


def _leaf(chance: Chance) -> Any:
    return chance.rng.choice(
        (
            chance.text(),
            chance.text(),
            0,
            1,
            -1,
            2,
            0.5,
            -0.0,
            1e308,
            1e-320,
            float("nan"),
            float("inf"),
            10**25,
            True,
            False,
            None,
            "",
        )
    )


def _nested(chance: Chance) -> Any:
    value: Any = 1
    for _ in range(chance.rng.choice((3, 50, 400))):
        value = [value] if chance.rng.random() < 0.5 else {"a": value}
    return value


def _places(node: Any) -> Any:
    todo = [node]
    while todo:
        holder = todo.pop()
        keys = list(holder) if isinstance(holder, dict) else range(len(holder)) if isinstance(holder, list) else ()
        for key in keys:
            yield holder, key
            todo.append(holder[key])


TREE = (_tree,)

# The tree of an XML file


def _xml(data: bytes, chance: Chance) -> bytes:
    """Change attributes, texts and elements, so that the file stays well-formed."""
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError):
        return data
    for _ in range(chance.rng.choice((1, 1, 2, 3))):
        nodes = list(root.iter())
        node = chance.rng.choice(nodes)
        parent = next((one for one in nodes if node in list(one)), None)
        kind = chance.rng.randrange(8)
        if kind <= 2 and node.attrib:
            name = chance.rng.choice(sorted(node.attrib))
            node.set(
                name,
                _for_xml(
                    chance.rng.choice((chance.text(), chance.rng.choice(NUMBERS), node.get(name, "") + chance.text()))
                ),
            )
        elif kind == 3:
            node.text = _for_xml(chance.text())
        elif kind == 4 and node.attrib:
            node.attrib.pop(chance.rng.choice(sorted(node.attrib)))
        elif kind == 5 and parent is not None:
            parent.remove(node)
        elif kind == 6:
            (root if parent is None else parent).append(copy.deepcopy(chance.rng.choice(nodes)))
        elif kind == 7:
            node.tag = chance.rng.choice(nodes).tag
    return ElementTree.tostring(
        root, encoding=chance.rng.choice(("utf-8", "utf-8", "utf-16", "us-ascii")), xml_declaration=True
    )


def _for_xml(text: str) -> str:
    return re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)


XML_TREE = (_xml,)

# The whole


def recode(data: bytes, chance: Chance) -> bytes:
    return _text(data).encode(chance.rng.choice(CODECS), "replace")


def line_ends(data: bytes, chance: Chance) -> bytes:
    end = chance.rng.choice((b"\r\n", b"\r", b"\n\r", b"\n\n", b"\xe2\x80\xa8", b"\x0b", b" \n", b";\n"))
    return data.replace(b"\n", end, chance.rng.choice((-1, -1, 1, 3)))


def ending(data: bytes, chance: Chance) -> bytes:
    return data.rstrip(b"\r\n") + chance.rng.choice((b"", b"\n", b"\n\n\n", b"\x1a", b"\0", b"  ", b"\n# end", b"\r"))


def beginning(data: bytes, chance: Chance) -> bytes:
    return (
        chance.rng.choice(
            (
                b"\xef\xbb\xbf",
                b"\xff\xfe",
                b"\n",
                b" ",
                b"\0",
                b"\xef\xbb\xbf\xef\xbb\xbf",
                b"#\n",
                b"PK\x03\x04",
                b"%PDF-",
                b"\x1f\x8b",
            )
        )
        + data
    )


def splice(data: bytes, chance: Chance) -> bytes:
    other = chance.rng.choice(chance.others) if chance.others else data
    if chance.rng.random() < 0.5:
        return data[: chance.place(len(data))] + other[chance.place(len(other)) :]
    one, two = data.split(b"\n"), other.split(b"\n")
    return b"\n".join([*one[: chance.place(len(one))], *two[chance.place(len(two)) :]])


def several(data: bytes, chance: Chance) -> bytes:
    return data * chance.rng.choice((2, 2, 3))


def nothing_left(data: bytes, chance: Chance) -> bytes:
    return chance.rng.choice(
        (b"", b"\n", b" ", b"#", b"\xef\xbb\xbf", b"\0", data.split(b"\n", 1)[0], b"{}", b"[]", b"null", b'"')
    )


WHOLE = (recode, line_ends, ending, beginning, splice, splice, several, nothing_left)

TEXT = (BYTES, CHARACTERS, CHARACTERS, LINES, LINES, TOKENS, TOKENS, TOKENS, WHOLE)
"""For formats of words: BibTeX, TOML, Pajek, XML."""
TABLE = (BYTES, CHARACTERS, LINES, CELLS_OF_TABLE, CELLS_OF_TABLE, CELLS_OF_TABLE, TOKENS, WHOLE)
XML = (BYTES, CHARACTERS, LINES, TOKENS, WHOLE, XML_TREE, XML_TREE, XML_TREE, XML_TREE)
JSON = (BYTES, CHARACTERS, TOKENS, TREE, TREE, TREE, TREE, WHOLE)
