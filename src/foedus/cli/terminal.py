"""What reaches the terminal, or whatever stands at the other end of the program's streams.

- Text that commands a terminal, hides or turns round what is read is shown as `\\u001b`, never sent, wherever it comes
  from. The form is JSON's own, so that JSON stays what it was.
- What the encoding of the stream lacks is shown by a plain sign, or in the same form.
- Results go where the program's standard output leads; what a library prints there, from Python or from C, does not:
  descriptor 1 leads to standard error as long as the program runs.
- A reader that leaves early (`| head`) ends no work; a full disk behind the stream costs a message and exit code 2.
"""

from __future__ import annotations

import codecs
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any, TextIO, cast

from foedus.errors import OutputError
from foedus.printed_in_c import flush_c

_UNSENT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff]"
)
"""Controls but for new line and tab, marks of direction, separators of lines, halves of surrogate pairs."""


def shown(text: str) -> str:
    """Return the text with all that is not to be sent in a form that can be read.

    >>> print(shown("a\\x1b[31mb\\u202e"))
    a\\u001b[31mb\\u202e
    """
    return _UNSENT.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _replace(error: UnicodeError) -> tuple[str, int]:
    """Replace what an encoding lacks: by a plain sign, else by its number."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacked = error.object[error.start : error.end].translate(_plain())
    return "".join(sign if sign.isascii() else _number(sign) for sign in lacked), error.end


def _number(sign: str) -> str:
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"


@cache
def _plain() -> dict[int, str]:
    """Signs of our own that an encoding may lack: bars, boxes, spinners, typographic marks."""
    boxes = {chr(code): "-" if chr(code) in "─━═╌╍┄┅┈┉" else "+" for code in range(0x2500, 0x2580)}
    blocks = dict.fromkeys(map(chr, range(0x2580, 0x25A0)), "#")
    spinners = dict.fromkeys(map(chr, range(0x2800, 0x2900)), "*")
    return str.maketrans(boxes | blocks | spinners | _MARKS)


_PAIRS = '━ = ┿ | │ | ┃ | ║ | · . • * – - — - − - … ... × x „ " “ " ” " « " » " ‘ \' ’ \' → -> ← <- ≤ <= ≥ >='
_MARKS = {"\u00a0": " ", **dict(zip(_PAIRS.split()[::2], _PAIRS.split()[1::2], strict=True))}

codecs.register_error("foedus", _replace)


class Outlet:
    """A stream of the program that outlives its reader; text goes through it as it is.

    Parameters
    ----------
    stream : TextIO
        What it leads to.
    required : bool
        Whether it is a fault if nothing can be written there, as on a full disk.
    """

    def __init__(self, stream: TextIO, *, required: bool) -> None:
        self.stream, self._required = stream, required

    @property
    def encoding(self) -> str:
        """What turns its text into bytes."""
        return self.stream.encoding or "utf-8"

    @property
    def errors(self) -> str | None:
        """What is done about text that the encoding lacks."""
        return self.stream.errors

    def write(self, text: str) -> int:
        """Write text; to a reader that has left, nothing."""
        try:
            self.stream.write(text)
        except UnicodeEncodeError:  # a stream of somebody else, which knows no replacing
            self.stream.write(text.encode(self.encoding, "foedus").decode(self.encoding))
        except OSError as error:
            self._lost(error)
        return len(text)

    def flush(self) -> None:
        """Send on what was written."""
        try:
            self.stream.flush()
        except OSError as error:
            self._lost(error)

    def _lost(self, error: OSError) -> None:
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.stream.fileno())
            os.close(nowhere)
        if self._required and not isinstance(error, BrokenPipeError):
            raise OutputError(
                f"cannot write to standard output: {error.strerror or error}; lead it elsewhere"
            ) from error

    def fileno(self) -> int:
        """Return the descriptor behind it."""
        return self.stream.fileno()

    def isatty(self) -> bool:
        """Tell whether a person looks at it."""
        return self.stream.isatty()

    def writable(self) -> bool:
        """Tell that it can be written to."""
        return True

    def writelines(self, lines: Iterable[str]) -> None:
        """Write several texts."""
        for line in lines:
            self.write(line)


class Shown(Outlet):
    """A stream that shows what would command a terminal instead of sending it."""

    def write(self, text: str) -> int:
        """Write text, shown."""
        if not isinstance(text, str):
            raise TypeError(f"expected text, not {type(text).__name__}")
        super().write(shown(text))
        return len(text)


_RESULTS: list[TextIO] = []
"""Where results go while a command runs, and standard output is no more than what libraries print."""


@contextmanager
def libraries_aside() -> Iterator[None]:
    """Keep standard output for results: what libraries print in Python goes to standard error."""
    results = sys.stdout
    _RESULTS.append(results)
    sys.stdout = sys.stderr
    try:
        yield
    finally:
        _RESULTS.pop()
        sys.stdout = results


def results() -> TextIO:
    """Return the stream for what a command finds."""
    return _RESULTS[-1] if _RESULTS else sys.stdout


def say(text: object = "", *, end: str = "\n") -> None:
    """Print a result, at once, so that it keeps its place among the notes."""
    stream = results()
    stream.write(shown(f"{text}{end}"))
    stream.flush()


def tell(text: object, *, end: str = "\n") -> None:
    """Print a note, a warning or how far the work is: on standard error."""
    sys.stderr.write(shown(f"{text}{end}"))
    sys.stderr.flush()


def send() -> None:
    """Send on what was printed. Raises OutputError if it cannot be sent, as to a full disk."""
    results().flush()


def print_json(value: object, *, indent: int = 2) -> None:
    """Print JSON for other programs; a number that JSON does not know is null."""
    import json

    try:
        text = json.dumps(value, indent=indent, ensure_ascii=False, allow_nan=False)
    except ValueError:
        text = json.dumps(_finite(value), indent=indent, ensure_ascii=False, allow_nan=False)
    print_json_text(f"{text}\n")


def _finite(value: Any) -> Any:
    if isinstance(value, float):
        return value if value - value == 0 else None
    if isinstance(value, dict):
        return {key: _finite(part) for key, part in value.items()}
    return [_finite(part) for part in value] if isinstance(value, list | tuple) else value


def print_json_text(text: str) -> None:
    """Print what is JSON already; where the stream is not UTF-8, with no character beyond ASCII."""
    if codecs.lookup(results().encoding or "utf-8").name != "utf-8":
        text = re.sub("[^\x00-\x7f]", _json_escape, text)
    say(text, end="")


def _json_escape(found: re.Match[str]) -> str:
    pair = found[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{pair[at : at + 4]}" for at in range(0, len(pair), 4))


@contextmanager
def streams() -> Iterator[None]:
    """Take the process's streams: results are sent as told above, descriptor 1 is for libraries.

    A standard output that is not the process's own, as in a test, is given back at the end; the program's own is not,
    since libraries may print as long as the process lives.
    """
    _open_closed()
    before, kept = (sys.stdout, sys.stderr), os.dup(1)
    own = _is_descriptor(sys.stdout, 1)
    with suppress(AttributeError, ValueError):
        if _is_descriptor(sys.stderr, 2):
            sys.stderr.reconfigure(errors="foedus")  # type: ignore[union-attr]
    results = _on(kept, like=before[0]) if own else before[0] or _nowhere()
    sys.stderr = cast(TextIO, Shown(before[1] or _nowhere(), required=False))
    sys.stdout = cast(TextIO, Shown(results, required=True))
    os.dup2(2, 1)
    try:
        yield
    finally:
        with suppress(OutputError):
            sys.stdout.flush()
        if own:
            _RESULTS.append(sys.stdout)
            sys.stdout = sys.stderr
        else:
            if "ctypes" in sys.modules:  # else nothing in C has printed here
                flush_c()
            os.dup2(kept, 1)
            os.close(kept)
            sys.stdout, sys.stderr = before


def _open_closed() -> None:
    """See that descriptors 0 to 2 are open, so that no file of ours gets the number under which libraries print."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(descriptor)


def _is_descriptor(stream: TextIO | None, number: int) -> bool:
    try:
        return stream is not None and stream.fileno() == number
    except (OSError, ValueError):
        return False


def _on(descriptor: int, *, like: TextIO) -> TextIO:
    buffering = (
        1 if like.isatty() else -1
    )  # the descriptor stays open as long as the process, so that nobody warns of it
    return open(descriptor, "w", encoding=like.encoding, errors="foedus", buffering=buffering, closefd=False)


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123
