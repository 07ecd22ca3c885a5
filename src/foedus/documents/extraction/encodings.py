"""Bytes of a text to text: what `files/` reads without guessing, what the file declares, else a guess that is told."""

from __future__ import annotations

import codecs

from foedus.errors import InputError
from foedus.files.encoding import Unreadable, to_text

_SEEN = 200_000
_PAGES = (
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r", "koi8_u", "iso8859_2",
    "iso8859_5", "iso8859_6", "iso8859_9", "cp866", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
)  # fmt: skip
"""What texts were saved in before UTF-8."""


def decode(name: str, data: bytes, *, forced: str = "", declared: str = "") -> tuple[str, tuple[str, ...]]:
    """Return the text of a file and what was assumed.

    `forced` is the encoding that the user names, `declared` that which the file names. Where one does not fit, it is told
    and not used; a declared one is not used either where the bytes are UTF-8, as pages that were saved again are. Raises
    InputError if the bytes are no text.
    """
    notes: list[str] = []
    for said, must in ((forced, True), (declared, False)):
        codec = _known(said)
        if said and not codec:
            notes.append(f"encoding {said[:40]!r} is not known, not used")
        if not codec or codec == "utf-8":
            continue
        if not must and not data.isascii() and not isinstance(read := to_text(data), Unreadable):
            return read[0], (*notes, *read[1], f"it says that it is {said}, and is not")
        try:
            # What calls itself Latin-1 is read as browsers do: with the quote marks and dashes of Windows.
            text = data.decode("cp1252" if codec == "iso8859-1" and _windows(data) else codec)
        except UnicodeDecodeError:
            notes.append(f"it is not {said}, as is said of it")
        else:
            return text, (*notes, *([f"read as {said}"] if must else []))
    found = to_text(data)
    if not isinstance(found, Unreadable):
        return found[0], (*notes, *found[1])
    text, guess = _guessed(name, data)
    return text, (*notes, f"encoding guessed as {guess}; if letters look wrong, name the right one with --encoding")


def _windows(data: bytes) -> bool:
    """Whether bytes are what Latin-1 has controls for and Windows-1252 letters and marks."""
    found = set(data) & set(range(0x80, 0xA0))
    return bool(found) and not found & {0x81, 0x8D, 0x8F, 0x90, 0x9D}


def _known(declared: str) -> str:
    try:
        return codecs.lookup(declared.strip()).name if declared.strip() else ""
    except (LookupError, ValueError):
        return ""


def _guessed(name: str, data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes  # loaded only where there is something to guess

    # A piece that ends at a line cuts no letter of several bytes.
    sample = data if len(data) <= _SEEN else data[: data.rfind(b"\n", 0, _SEEN) + 1] or data[:_SEEN]
    best = from_bytes(sample, cp_isolation=list(_PAGES)).best()
    if best is None or b"\0" in sample:
        raise InputError(
            f"{name} holds no text in an encoding that is known; expected UTF-8, or name its own with --encoding"
        )
    language = "" if best.language in ("", "Unknown") else f" ({best.language})"
    try:
        return data.decode(best.encoding), f"{best.encoding}{language}"
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name} looks like {best.encoding} and is not, at byte {error.start:,}; name its encoding with --encoding"
        ) from None
