"""One input: what foedus makes of it, and whether that is a fault."""

from __future__ import annotations

import re
import resource
import shutil
import signal
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType

from attack.form import Files, Form, Taken

GOOD = ("used", "refused")
FAULTS = ("traceback", "hang", "loss", "other")

RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f\ud800-\udfff]")
_STEP = re.compile(r"expected|expects|;|\bgive\b|\brun\b|\bnearest\b|did you mean|\bcorrect\b", re.IGNORECASE)


class Hang(BaseException):
    """The time of an input is up."""


@dataclass(frozen=True)
class Outcome:
    """What became of an input: one of `GOOD` or `FAULTS`, the kind of fault, all that is known of it."""

    sort: str
    fault: str = ""
    text: str = ""
    counted: bool = True
    megabytes: float = 0
    seconds: float = 0

    def record(self) -> dict[str, object]:
        return asdict(self)


def try_input(form: Form, files: Files, folder: Path, *, twice: bool = False) -> Outcome:
    """Read an input in an empty folder and judge what happened."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    before, used = _forget_peak(), _seconds()
    outcome = _outcome(form, folder, twice=twice)
    grown, spent = _peak() - before, _seconds() - used
    if outcome.sort in GOOD and grown > form.megabytes:
        outcome = Outcome("other", "more memory than is allowed", f"{grown:.0f} MB")
    return Outcome(outcome.sort, outcome.fault, outcome.text, outcome.counted, grown, spent)


def _outcome(form: Form, folder: Path, *, twice: bool) -> Outcome:
    from foedus.errors import FoedusError

    try:
        with _limited(form.seconds), warnings.catch_warnings():
            warnings.simplefilter("error")
            taken = form.take(folder)
            again = form.take(folder) if twice else taken
    except Hang as error:
        return Outcome("hang", f"hang in {_where(error)}", traceback.format_exc())
    except FoedusError as error:
        return _refusal(str(error))
    except BaseException as error:  # noqa: BLE001
        reason = re.sub(r"'[^']*'|\d+|0x\w+", "_", str(error).split("\n")[0])[:60]
        return Outcome("traceback", f"{type(error).__name__} in {_where(error)} {reason}", traceback.format_exc())
    return _answer(taken, again)


def _refusal(message: str) -> Outcome:
    raw = RAW.search(message)
    if raw:
        return Outcome("other", f"U+{ord(raw[0]):04X} raw in a message", repr(message))
    if not message.strip() or not _STEP.search(message):
        return Outcome("other", "a message without what was expected or a next step", repr(message))
    return Outcome("refused", text=message)


def _answer(taken: Taken, again: Taken) -> Outcome:
    raw = next(filter(None, map(RAW.search, taken.said)), None)
    if taken.lost:
        return Outcome(
            "loss", re.sub(r"'[^']*'|[\d,]+", "_", taken.lost[0])[:80], "\n".join([*taken.lost, *taken.said])
        )
    if raw:
        return Outcome("other", f"U+{ord(raw[0]):04X} raw in a note", repr(taken.said))
    if taken.wrong:
        return Outcome("other", re.sub(r"'[^']*'|[\d,]+", "_", taken.wrong[0])[:80], "\n".join(taken.wrong))
    if repr(taken.answer) != repr(again.answer):
        return Outcome("other", "two answers to one input", f"{taken.answer!r}\n{again.answer!r}")
    return Outcome("used", text="\n".join(taken.said), counted=taken.counted)


def _where(error: BaseException) -> str:
    """The innermost line of foedus."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "/foedus/" in frame.filename] or list(frames)
    last = own[-1]
    return f"{last.filename.rpartition('/foedus/')[2]}:{last.name}"


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    def ring(number: int, frame: FrameType | None) -> None:
        raise Hang(f"more than {seconds:g} s")

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


_MEMORY = Path("/proc/self/status")


def _forget_peak() -> float:
    """Start measuring memory anew where the system can; the memory that is used now, in MB."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return _peak()
    return _peak()


def _peak() -> float:
    try:
        found = re.search(r"VmHWM:\s*(\d+)", _MEMORY.read_text())
    except OSError:
        found = None
    return int(found[1]) / 1000 if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
