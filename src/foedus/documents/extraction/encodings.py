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


def decode(name: str, data: bytes, *, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """Return the text of a file and what was assumed.

    `declared` is the encoding that the user or the file names; where it does not fit, it is told and not used. Raises
    InputError if the bytes are no text, or the one who could guess the encoding is not installed.
    """
    codec = _known(declared)
    notes = [f"encoding {declared!r} is not known, not used"] if declared and not codec else []
    if codec and codec != "utf-8":
        try:
            return data.decode(codec), (*notes, f"read as {declared}")
        except UnicodeDecodeError:
            notes.append(f"it is not {declared}, as is said of it")
    read = to_text(data)
    if not isinstance(read, Unreadable):
        return read[0], (*notes, *read[1])
    text, guess = _guessed(name, data)
    return text, (*notes, f"encoding guessed as {guess}; if letters look wrong, name the right one with --encoding")


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
