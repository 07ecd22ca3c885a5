"""Kill coders while they edit, cut the power, let two edit at once; see that no confirmed edit is lost and the log opens.

    python -m tests.attack codings [--kills N] [--cuts N] [--edits N] [--servers N] [--seed N]

A coder is a child that edits a case and says so on a pipe after each edit that was confirmed. It is killed at a random moment.
A power cut leaves of the bytes behind the last confirmed edit any beginning, or zeros, or other bytes. One line for each.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import foedus
from attack.servers import server_kills
from foedus.case.coding.log.event import Change
from foedus.case.coding.log.store import CodingLog, Stale, open_log

CASE = Path(foedus.__file__).parent / "case" / "builtin" / "iran-russia-syria"
AT = "2026-05-01T12:00:00Z"


def begun(folder: Path) -> Path:
    """Make a case with a log in a folder that is not there."""
    shutil.copytree(CASE, folder)
    open_log(folder, at=AT).export(at=AT)
    return folder


def edit(log: CodingLog, coder: str, word: str, *, rng: random.Random, wide: bool = False) -> None:
    """Write a word into a cell of a random claim, and with `wide` into two cells as one action."""
    while True:
        row, cells = rng.choice(list(log.state.rows("claims").items()))
        columns = ("note", "locator") if wide else ("note",)
        changes = [Change("set", "claims", row, column, cells.get(column, ""), word) for column in columns]
        try:
            log.change(changes, coder=coder, at=AT)
        except Stale:
            continue
        return


def child(work: Callable[[int], None]) -> tuple[int, int]:
    """Begin a child that works and writes to a pipe; return its number and the end that is read."""
    read, write = os.pipe()
    with warnings.catch_warnings():  # Python 3.12 warns where the parent has threads; the child only edits
        warnings.simplefilter("ignore", DeprecationWarning)
        number = os.fork()
    if number == 0:
        os.close(read)
        code = 1
        try:
            work(write)
            code = 0
        finally:
            os._exit(code)
    os.close(write)
    return number, read


def confirmed(read: int) -> list[str]:
    """Return what a child has confirmed until its end of the pipe closed."""
    with os.fdopen(read, "rb") as pipe:
        text = pipe.read().decode()
    return text.split("\n")[:-1]


def words_in(log: CodingLog, coder: str) -> list[str]:
    """Return what a coder has written by the log, in order."""
    return [str(event.after) for event in log.events.get(coder, ()) if event.field == "note"]


def kills(folder: Path, number: int, *, rng: random.Random) -> tuple[int, int]:
    """Kill a coder again and again; return how many confirmed edits there were and how many are lost."""
    every: list[str] = []
    for turn in range(number):
        seed = rng.random()

        def work(pipe: int, turn: int = turn, seed: float = seed) -> None:
            chance = random.Random(seed)
            log = open_log(folder, at=AT)
            for step in range(10_000):
                word = f"{turn} {step}"
                edit(log, "amin", word, rng=chance, wide=step % 3 == 0)
                os.write(pipe, f"{word}\n".encode())
                if step % 4 == 3:
                    log.export(at=AT)

        process, read = child(work)
        time.sleep(rng.uniform(0.0, 0.35))
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        every += confirmed(read)
    log = open_log(folder, at=AT)
    found = set(words_in(log, "amin"))
    if log.damage:
        raise AssertionError(f"damaged: {log.damage[0]}")
    log.export(at=AT)
    again = open_log(folder, at=AT)
    if again.state.rows("claims") != log.state.rows("claims"):
        raise AssertionError("the table and the log are out of step")
    return len(every), sum(word not in found for word in every)


def cuts(folder: Path, number: int, *, rng: random.Random) -> tuple[int, int]:
    """Cut the power after edits that were confirmed; return how many there were and how many are lost."""
    lost = total = 0
    path = folder / "coding" / "amin.jsonl"
    for turn in range(number):
        log = open_log(folder, at=AT)
        edit(log, "amin", f"sure {turn}", rng=rng)
        whole = path.read_bytes()
        edit(log, "amin", f"unsure {turn}", rng=rng, wide=True)
        behind = path.read_bytes()[len(whole) :]
        kept = behind[: rng.randrange(len(behind))]
        tail = rng.choice([b"", b"\0" * rng.randrange(1, 600), rng.randbytes(rng.randrange(1, 80))])
        path.write_bytes(whole + kept + tail)
        again = open_log(folder, at=AT)
        sure = f"sure {turn}"
        total += 1
        lost += sure not in words_in(again, "amin")
        if not again.damage:
            edit(again, "amin", f"after {turn}", rng=rng)
            lost += f"after {turn}" not in words_in(open_log(folder, at=AT), "amin")
        else:  # other bytes that look like a line: told, and what was confirmed is read
            path.write_bytes(whole)
    return total, lost


def together(folder: Path, number: int, *, rng: random.Random) -> tuple[int, int]:
    """Let two coders edit at once; return how many edits they confirmed and how many are lost."""
    children = []
    for coder in ("amin", "sara"):
        seed = rng.random()

        def work(pipe: int, coder: str = coder, seed: float = seed) -> None:
            chance = random.Random(seed)
            log = open_log(folder, at=AT)
            for step in range(number):
                edit(log, coder, f"{coder} {step}", rng=chance)
                os.write(pipe, f"{coder} {step}\n".encode())
                if step % 500 == 499:
                    log.export(at=AT)

        children.append((coder, *child(work)))
    done = {coder: confirmed(read) for coder, _, read in children}
    codes = [os.waitpid(process, 0)[1] for _, process, _ in children]
    log = open_log(folder, at=AT)
    lost = sum(words_in(log, coder) != words for coder, words in done.items()) + sum(code != 0 for code in codes)
    return sum(map(len, done.values())), lost + len(log.state.conflicts)


def main(arguments: list[str] | None = None) -> int:
    """Run what was asked for and print a line for each; 1 if something was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.attack codings", description=__doc__)
    for name, number in (("kills", 100), ("cuts", 200), ("edits", 500), ("servers", 20)):
        parser.add_argument(f"--{name}", type=int, default=number)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    rng = random.Random(options.seed)
    lost = 0
    with tempfile.TemporaryDirectory() as place:
        for name, run, number in (("kills", kills, options.kills), ("power cuts", cuts, options.cuts),
                                  ("edits of each of two coders", together, options.edits),
                                  ("kills of the server", server_kills, options.servers)):  # fmt: skip
            total, gone = run(begun(Path(place) / run.__name__), number, rng=rng)
            print(f"codings: {number:,} {name}: {total:,} confirmed edits, {gone} lost")
            lost += gone
    return int(lost > 0)


if __name__ == "__main__":
    sys.exit(main())
