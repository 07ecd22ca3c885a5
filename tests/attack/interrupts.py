"""Send Ctrl-C and SIGTERM to whole commands at random moments of their lives; see how they end and what then stands.

    python tests/attack/interrupts.py [--points [--step N]] [--random N] [--seed N] [--only NAME]

One line for each command. Each run must end with 130 or 143 and one sentence, or have finished; without a traceback,
within two seconds of the signal, with the old state or the new one and nothing else. A third of the runs get a second
signal. What comes while Python itself still starts, before a line of foedus runs, is counted apart. `panel` and
`outlook fit` need installed datasets (FOEDUS_DATA); without them they are left out, told.
"""

from __future__ import annotations

import argparse
import importlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

PROGRAM = [sys.executable, "-c", "from foedus.cli import main; main()"]
SOON = 2.0
"""Seconds within which a command must have ended."""
LONGEST = 20.0
"""Seconds of a command's life into which the signals fall."""
DATA = "foedus-data"


@dataclass(frozen=True)
class Command:
    """A command, and what it stands on.

    Parameters
    ----------
    name : str
    arguments : list of str
    prepare : callable
        Makes the old state in an empty folder, in which the command then runs.
    environment : mapping of str to str
    endless : bool
        Whether the command is not to be waited for.
    parted : bool
        Whether it lives through a fork, as Polars does not.
    """

    name: str
    arguments: list[str]
    prepare: Callable[[Path], None] = lambda _: None
    environment: Mapping[str, str] = field(default_factory=dict)
    endless: bool = False
    parted: bool = False


def start(command: Command, folder: Path) -> subprocess.Popen[bytes]:
    """Start a command in a folder."""
    return subprocess.Popen(
        [*PROGRAM, *command.arguments],
        cwd=folder,
        env={**os.environ, **command.environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_as_in_a_terminal,
    )


def _as_in_a_terminal() -> None:
    """Let signals be heard also where this itself runs in the background or under nohup."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def look(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its content; of a workbook, which holds the time of its making, the sheets."""
    return {path.relative_to(folder).as_posix(): _content(path) for path in folder.rglob("*") if path.is_file()}


def _content(path: Path) -> bytes:
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as parts:
        return b"".join(parts.read(name) for name in sorted(parts.namelist()) if name.startswith("xl/"))


def life(command: Command, base: Path) -> tuple[float, dict[str, bytes]]:
    """How long the command takes, and what then stands."""
    if command.endless:
        return LONGEST / 2, {}
    folder = prepared(command, base / "whole")
    began = time.monotonic()
    process = start(command, folder)
    _, err = process.communicate()
    if process.returncode:
        raise RuntimeError(f"{command.name}: {err.decode(errors='replace')[:2000]}")
    return min(LONGEST, time.monotonic() - began), look(folder)


def prepared(command: Command, folder: Path) -> Path:
    """An own folder with the old state."""
    folder.mkdir()
    command.prepare(folder)
    return folder


def judge(command: Command, code: int, err: str, *, began: bool) -> str:
    """Tell in a word how a run ended."""
    if code in (130, 143) and err.count("foedus: ") == 1 and ("interrupted" in err or "ended by SIGTERM" in err):
        return "ended by a sentence"
    if code == 0:
        return "finished"
    if not began and ("Traceback" not in err or "/foedus/cli/" not in err):
        return "before foedus began"
    return "traceback" if "Traceback" in err else f"code {code}"


def once(command: Command, folder: Path, *, at: float, twice: float, number: int) -> tuple[str, float, str]:
    """Run, send the signal at a moment and perhaps again; return how it ended, how soon, and what it said."""
    process = start(command, folder)
    time.sleep(at)
    process.send_signal(number)
    sent = time.monotonic()
    if twice:
        time.sleep(twice)
        process.send_signal(number)
    try:
        _, said = process.communicate(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        return "hangs", 30.0, ""
    late, err = time.monotonic() - sent, said.decode("utf-8", "replace")
    began = at > 0.5 or "foedus" in err
    return judge(command, process.returncode, err, began=began), late, err


def attack(command: Command, base: Path, *, runs: int, rng: random.Random) -> Counter[str]:
    """Run one command many times and print its line."""
    span, new = life(command, base)
    counts: Counter[str] = Counter()
    ends = []
    for run in range(runs):
        folder = prepared(command, base / str(run))
        old = look(folder)
        at, twice = rng.uniform(0, span * 1.02), rng.uniform(0, 0.3) if rng.random() < 1 / 3 else 0
        number = signal.SIGTERM if rng.random() < 1 / 4 else signal.SIGINT
        ended, late, err = once(command, folder, at=at, twice=twice, number=number)
        ends.append(late)
        counts[ended] += 1
        counts["late"] += late > SOON
        found = look(folder)
        counts["leftovers"] += any(".foedus-" in name for name in (path.name for path in folder.rglob("*")))
        counts["mixed"] += found not in (old, new)
        counts["untrue"] += ended == "ended by a sentence" and ("nothing was written" in err) != (found == old)
        if ended not in GOOD or late > SOON or found not in (old, new):
            print(
                f"  {command.name} run {run}: at {at:.3f} s {signal.Signals(number).name} twice {twice:.3f}: {ended} after {late:.2f} s\n{err}"
            )
    say(f"{command.name} ({span:.1f} s; slowest end {max(ends):.2f} s)", counts)
    return counts


def points(command: Command, base: Path, *, step: int) -> Counter[str]:
    """Send Ctrl-C before each change of the disk, in a process of its own each time, and print the command's line."""
    counts: Counter[str] = Counter()
    new: dict[str, bytes] = {}
    for point in (-1, *range(0, MOST_POINTS, step)):
        folder = prepared(command, base / str(point))
        old = look(folder)
        code, err = forked(command, folder, point=point)
        found = look(folder)
        if point < 0:
            new = found
            continue
        if code == 0:
            break
        counts["points"] += 1
        counts[judge(command, code, err, began=True)] += 1
        counts["old" if found == old else "new" if found == new else "mixed"] += 1
        counts["leftovers"] += any(".foedus-" in path.name for path in folder.rglob("*"))
        counts["untrue"] += ("nothing was written" in err) != (found == old)
    say(f"{command.name} [every point]", counts)
    return counts


MOST_POINTS = 2000
LOADED = ("foedus.cli.app", "foedus.case.new", "foedus.files.folder", "foedus.session.run", "foedus.report.outputs")
"""Loaded once, before the children part."""


def forked(command: Command, folder: Path, *, point: int) -> tuple[int, str]:
    """Run a command in a child that sends itself Ctrl-C before its change of that number."""
    for name in LOADED:
        importlib.import_module(name)
    from foedus.cli import main

    told = folder.parent / "stderr"
    number = os.fork()
    if number:
        code = os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])
        return code, told.read_text(encoding="utf-8")
    try:
        os.chdir(folder)
        with told.open("wb") as err, Path(os.devnull).open("wb") as out:
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
        sys.argv = ["foedus", *command.arguments]
        _at_change(point)
        main()
    except SystemExit as end:
        sys.stderr.flush()
        os._exit(end.code if isinstance(end.code, int) else 0 if end.code is None else 1)
    finally:
        os._exit(3)


def _at_change(point: int) -> None:
    left = [point]

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event not in CHANGES:
            return
        if event == "open" and not (isinstance(arguments[2], int) and arguments[2] & WRITING):
            return
        left[0] -= 1
        if left[0] == -1:
            os.kill(os.getpid(), signal.SIGINT)

    if point >= 0:
        sys.addaudithook(watch)


CHANGES = frozenset(
    ["os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "open"]
)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
GOOD = ("ended by a sentence", "finished", "before foedus began")
BAD = ("traceback", "hangs", "late", "leftovers", "mixed", "untrue")


def say(name: str, counts: Counter[str]) -> None:
    """Print a line."""
    print(f"{name}: {', '.join(f'{number} {word}' for word, number in sorted(counts.items()))}", flush=True)


def commands(base: Path) -> list[Command]:
    """The commands that work long or write."""

    def files(found: Mapping[str, str]) -> Callable[[Path], None]:
        def write(folder: Path) -> None:
            for name, text in found.items():
                (folder / name).write_text(text, encoding="utf-8")

        return write

    rng = random.Random(0)
    ties = [f"a{i},a{j},{rng.choice('+-')}" for i in range(90) for j in range(i)]
    few = [f"a{i},a{j},{rng.choice('+-')}" for i in range(12) for j in range(i)]
    actors = [f"a{i},{rng.randint(1, 90)}" for i in range(24)]
    pulls = [f"a{i},a{j},{rng.uniform(-1, 1):.3f}" for i in range(24) for j in range(i)]
    issue = [f"a{i},{rng.randint(1, 90)},{rng.randint(0, 100)},{rng.random():.2f}" for i in range(12)]
    network = {
        "ties.csv": "\n".join(["source,target,sign", *ties, ""]),
        "few.csv": "\n".join(["source,target,sign", *few, ""]),
    }
    landscape = {
        "actors.csv": "\n".join(["actor,size", *actors, ""]),
        "pulls.csv": "\n".join(["source,target,propensity", *pulls, ""]),
    }
    bargain = {"issue.csv": "\n".join(["actor,capability,position,salience", *issue, ""])}
    case = ["case", "new", "case"]
    found = [
        Command("assess", ["assess", "iran-russia-syria", "--out", "out"], parted=True),
        Command(
            "assess over an old result", ["assess", "iran-russia-syria", "--out", "out"], result(base), parted=True
        ),
        Command("case new", case, parted=True),
        Command("case workbook", ["case", "workbook", "iran-russia-syria", "--out", "case.xlsx"]),
        Command("blocs, a long search", ["blocs", "ties.csv"], files(network), endless=True),
        Command("blocs --json", ["blocs", "few.csv", "--json", "--margins", "--out", "blocs.svg"], files(network)),
        Command("landscape", ["landscape", "actors.csv", "pulls.csv", "--out", "land.svg"], files(landscape)),
        Command("bargain", ["bargain", "issue.csv", "--draws", "20000", "--out", "bargain.svg"], files(bargain)),
        Command("chart", ["chart", "iran-russia-syria", "likelihood", "--out", "likelihood.svg"]),
        Command("help", ["--help"]),
    ]
    return found + with_datasets(base)


def result(base: Path) -> Callable[[Path], None]:
    """What lays a folder of results of other draws."""

    def lay(folder: Path) -> None:
        old = base / "old"
        if not old.exists():
            words = ["assess", "iran-russia-syria", "--draws", "10", "--out", str(old)]
            subprocess.run([*PROGRAM, *words], check=True, capture_output=True)
        shutil.copytree(old, folder / "out")

    return lay


def with_datasets(base: Path) -> list[Command]:
    """The commands that need official files: adding one from a folder of them, and building on those installed."""
    found = []
    shared = Path(os.environ.get("FOEDUS_SHARED", "nowhere")) / "data" / "states"
    if shared.is_dir():
        here = {"FOEDUS_DATA": "store"}
        arguments = ["data", "add", "contiguity", "--from", str(shared)]
        found.append(Command("data add", arguments, environment=here))
    if os.environ.get("FOEDUS_DATA"):
        panel = ["panel", "build", "--out", "panel.csv", "--years", "1946:2000"]
        found.append(Command("panel build", panel))
        found.append(Command("outlook fit", ["outlook", "fit", "--draws", "10", "--out", "model.npz"], endless=True))
    else:
        print("panel build, outlook fit: left out, FOEDUS_DATA names no installed datasets")
    return found


def main() -> int:
    """Run what is asked for; the exit code tells whether anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--random", type=int, default=0, help="moments for each command")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="", help="begin of the name of a command")
    parser.add_argument("--points", action="store_true", help="before each change of the disk, by no clock")
    parser.add_argument("--step", type=int, default=1, help="only each so many of these changes")
    given = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what a script runs in the background ignores it
    rng = random.Random(given.seed)
    total: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        for number, command in enumerate(commands(Path(name))):
            if not command.name.startswith(given.only):
                continue
            place = Path(name) / f"command-{number}"
            for inner in ("points", "random"):
                (place / inner).mkdir(parents=True)
            if given.points and command.parted:
                total += points(command, place / "points", step=given.step)
            if given.random:
                total += attack(command, place / "random", runs=given.random, rng=rng)
    say("in all", total)
    return int(any(total[word] for word in BAD) or any(word.startswith("code") for word in total))


if __name__ == "__main__":
    sys.exit(main())
