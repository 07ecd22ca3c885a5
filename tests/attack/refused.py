"""Let the system refuse each change of the file system in turn: a full disk, a disk that turns read-only; see what stands.

    python -m tests.attack.refused [--only NAME] [--fallback]

The operations are those of `kills`. From the change of a given number on, whatever would grow is refused (a full disk), or
whatever would change at all (read-only). Afterwards the old state or the new one must stand there, whole; the program must
have said so in an error of its own; a full disk leaves nothing aside, and after the next run nothing is left at all.
"""

from __future__ import annotations

import argparse
import errno
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.attack.kills import (
    CHANGES,
    Operation,
    again,
    child,
    command_operations,
    folder_operations,
    judge,
    leftovers,
    say,
    states,
    watch_exchanges,
    without_exchange,
    writes,
)

GROWING = frozenset(["open", "os.mkdir", "os.link", "os.symlink"])
"""What needs room on a disk; renaming, deleting and changing modes need none."""
REFUSALS = {"full": (errno.ENOSPC, GROWING), "read-only": (errno.EROFS, CHANGES)}
_DONE, _TOLD, _ELSE = 0, 4, 5


def refused_from(point: int, operation: Operation, *, number: int, kinds: frozenset[str]) -> Callable[[], None]:
    """The work, with every change of some kinds refused from one on; it ends the process with what came of it."""

    def run() -> None:
        left = [point]

        def watch(event: str, arguments: tuple[object, ...]) -> None:
            if not writes(event, arguments):
                return
            left[0] -= 1
            if left[0] < 0 and event in kinds and not _is_device(arguments):
                raise OSError(number, os.strerror(number))

        watch_exchanges()
        sys.addaudithook(watch)
        os._exit(_outcome(operation.write, left))

    return run


def _is_device(arguments: tuple[object, ...]) -> bool:
    return isinstance(arguments[0], str | os.PathLike) and str(arguments[0]).startswith("/dev/")


def _outcome(work: Callable[[], None], left: list[int]) -> int:
    from foedus.errors import FoedusError

    try:
        work()
    except FoedusError:
        return _TOLD
    except BaseException:  # noqa: BLE001
        return _ELSE
    return _DONE if left[0] >= 0 else _DONE + 1


def every_refusal(operation: Operation, kind: str, *, most: int = 2000) -> Counter[str]:
    """Refuse from each change on, one run for each, until a run meets none."""
    number, kinds = REFUSALS[kind]
    old, new = states(operation)
    counts: Counter[str] = Counter()
    for point in range(most):
        operation.begin()
        work = refused_from(point, operation, number=number, kinds=kinds)
        place = operation.folder / operation.inside
        code = os.waitstatus_to_exitcode(os.waitpid(child(work, place=place), 0)[1])
        if code == _DONE:
            return counts
        found = judge(operation, old, new)
        counts["points"] += 1
        counts[found] += 1
        counts["not told"] += code == _ELSE or (code == _TOLD and found == "new") or (code != _TOLD and found == "old")
        counts["leftovers of a full disk"] += kind == "full" and bool(leftovers(operation.folder))
        again(operation, new, counts)
    raise AssertionError(f"{operation.name}: more than {most} changes")


BAD = ("mixed", "lost", "not told", "leftovers of a full disk", "next run failed", "leftovers after the next run")


def main() -> int:
    """Run what is asked for; the exit code tells whether anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="name of one operation")
    parser.add_argument("--fallback", action="store_true", help="as if the file system could not exchange folders")
    given = parser.parse_args()
    total: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        if given.fallback:
            without_exchange()
        found = folder_operations(Path(name)) + command_operations(Path(name))
        for operation in [one for one in found if given.only in ("", one.name)]:
            for kind in REFUSALS:
                counts = every_refusal(operation, kind)
                say(f"{operation.name} [{kind}]", counts)
                total += counts
    say("in all", total)
    return int(any(total[word] for word in BAD))


if __name__ == "__main__":
    sys.exit(main())
