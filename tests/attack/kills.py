"""Kill foedus before every change of the file system, at random moments and while another writes; see what stands there.

    python tests/attack/kills.py [--points] [--random N] [--writers N] [--seed N] [--fallback]

An operation runs in a child over an old state. Afterwards plain tools must find the old state or the new one, whole, with
the user's other files; and after the next run the new state and nothing else. One line for each operation. The module is
long because it can be run alone: every operation with its states stands in it.
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
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

CHANGES = frozenset(
    [
        "os.rename",
        "os.remove",
        "os.rmdir",
        "os.mkdir",
        "os.link",
        "os.symlink",
        "os.truncate",
        "os.chmod",
        "os.chown",
        "open",
        "foedus.exchange",
    ]
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
State = Mapping[str, bytes]


@dataclass(frozen=True)
class Operation:
    """One thing that foedus writes.

    Parameters
    ----------
    name : str
    folder : Path
        What is looked at, afresh for each trial.
    prepare : callable
        Makes the old state in an empty folder.
    write : callable
        Makes the new state.
    inside : str
        Folder of `folder` in which the child stands.
    """

    name: str
    folder: Path
    prepare: Callable[[], None]
    write: Callable[[], None]
    inside: str = ""

    def begin(self) -> None:
        """Bring back the old state."""
        for place in (self.folder, *self.folder.parent.glob(".*.foedus-*")):
            shutil.rmtree(place, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.prepare()


def look(folder: Path, *, hidden: bool = False) -> dict[str, bytes]:
    """Every file and link below a folder with its content; of what foedus makes aside only if asked for."""
    found = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        aside = ".foedus-" in name
        if aside != hidden or (path.is_dir() and not path.is_symlink()):
            continue
        found[name] = str(path.readlink()).encode() if path.is_symlink() else path.read_bytes()
    return found


def leftovers(folder: Path) -> list[str]:
    """Names of what was made aside and still stands there, in the folder or beside it."""
    return sorted(path.name for path in folder.parent.rglob("*") if ".foedus-" in path.name)


def child(work: Callable[[], None], *, place: Path) -> int:
    """Fork a child that does the work and return its number; it ends with 0, or 3 after an error."""
    number = os.fork()
    if number:
        return number
    try:
        os.chdir(place)
        with Path(os.devnull).open("w") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
        work()
    except BaseException:  # noqa: BLE001
        os._exit(3)
    os._exit(0)


def writes(event: str, arguments: tuple[object, ...]) -> bool:
    """Tell whether an event of Python's audit changes the file system."""
    flags = arguments[2] if event == "open" else _WRITING
    return event in CHANGES and isinstance(flags, int) and bool(flags & _WRITING)


def killed_at(point: int, work: Callable[[], None]) -> Callable[[], None]:
    """The work, killed before its change of the given number."""

    def run() -> None:
        left = [point]

        def watch(event: str, arguments: tuple[object, ...]) -> None:
            if not writes(event, arguments):
                return
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1

        watch_exchanges()
        sys.addaudithook(watch)
        work()

    return run


def watch_exchanges() -> None:
    """Let the exchange of two folders, which Python knows nothing of, be heard like the other changes."""
    from foedus.files.one_step import commit

    plain = commit.exchange

    def exchange(one: Path, other: Path) -> None:
        sys.audit("foedus.exchange", one, other)
        plain(one, other)

    commit.exchange = exchange


def states(operation: Operation) -> tuple[State, State]:
    """The old state and the new one."""
    operation.begin()
    old = look(operation.folder)
    _end(child(operation.write, place=operation.folder / operation.inside))
    return old, look(operation.folder)


def judge(operation: Operation, old: State, new: State) -> str:
    """Tell what stands in the folder."""
    found = look(operation.folder)
    if found == old:
        return "old"
    if found == new:
        return "new"
    if next(operation.folder.rglob("*.foedus-*/committed"), None):  # a journal, which the next foedus finishes
        return "committed"
    return "lost" if set(old) - set(found) and set(new) - set(found) else "mixed"


def _end(number: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])


def again(operation: Operation, new: State, counts: Counter[str]) -> None:
    """Run once more and count what is then wrong."""
    code = _end(child(operation.write, place=operation.folder / operation.inside))
    counts["next run failed"] += code != 0 or look(operation.folder) != new
    counts["leftovers after the next run"] += bool(leftovers(operation.folder))


def every_point(operation: Operation, *, most: int = 2000) -> Counter[str]:
    """Kill before each change, one run for each."""
    old, new = states(operation)
    assert old != new, operation.name
    counts: Counter[str] = Counter()
    for point in range(most):
        operation.begin()
        code = _end(child(killed_at(point, operation.write), place=operation.folder / operation.inside))
        if code == 0:
            return counts
        assert code == -signal.SIGKILL, (operation.name, point, code)
        counts["points"] += 1
        counts[judge(operation, old, new)] += 1
        counts["leftovers"] += bool(leftovers(operation.folder))
        again(operation, new, counts)
    raise AssertionError(f"{operation.name}: more than {most} changes")


def random_kills(operation: Operation, *, number: int, rng: random.Random) -> Counter[str]:
    """Kill at random moments of the writing."""
    old, new = states(operation)
    spans = []
    for _ in range(5):
        operation.begin()
        began = time.perf_counter()
        _end(child(operation.write, place=operation.folder / operation.inside))
        spans.append(time.perf_counter() - began)
    counts: Counter[str] = Counter()
    for _ in range(number):
        operation.begin()
        running = child(operation.write, place=operation.folder / operation.inside)
        time.sleep(rng.random() * min(spans))
        os.kill(running, signal.SIGKILL)
        counts["killed inside"] += _end(running) == -signal.SIGKILL
        counts[judge(operation, old, new)] += 1
        again(operation, new, counts)
    return counts


def two_writers(operation: Operation, other: Callable[[], None], *, number: int) -> Counter[str]:
    """Let two write at once: afterwards what one of them wrote must stand there."""
    _, new = states(operation)
    operation.begin()
    _end(child(other, place=operation.folder))
    otherwise = look(operation.folder)
    counts: Counter[str] = Counter()
    for _ in range(number):
        operation.begin()
        running = [child(work, place=operation.folder) for work in (operation.write, other)]
        counts["refused"] += sum(_end(one) != 0 for one in running)
        found = look(operation.folder)
        counts["first" if found == new else "second" if found == otherwise else "mixed"] += 1
        counts["leftovers"] += bool(leftovers(operation.folder))
    return counts


def folder_operations(base: Path) -> list[Operation]:
    """Writing files as every command does, over folders of the kinds that users have."""
    from foedus.files.folder import write_file, write_files

    folder = base / "work"
    result = folder / "result"
    old = {"verdict.json": b"old", "tables/ties.csv": b"old", "tables/gone.csv": b"old", "same.csv": b"same"}
    new = {"verdict.json": b"new" * 9000, "tables/ties.csv": b"new", "more/deep/x.csv": b"new", "same.csv": b"same"}

    def plain() -> None:
        for name, data in old.items():
            (result / name).parent.mkdir(parents=True, exist_ok=True)
            (result / name).write_bytes(data)

    def with_others() -> None:
        plain()
        (result / ".git/objects").mkdir(parents=True)
        (result / ".git/objects/ab").write_bytes(b"theirs")
        (result / "notes.txt").write_text("mine")
        (result / "link").symlink_to("nowhere")
        (result / "empty").mkdir()

    def one_file() -> None:
        result.mkdir()
        (result / "x.svg").write_bytes(b"old")

    return [
        Operation("a new folder", folder, lambda: None, lambda: write_files(new, result) and None),
        Operation("a new folder, deep", folder, lambda: None, lambda: write_files(new, folder / "a/b/c") and None),
        Operation("a folder of results", folder, plain, lambda: write_files(new, result) and None),
        Operation("a folder with others' files", folder, with_others, lambda: write_files(new, result) and None),
        Operation("the folder one stands in", folder, with_others, lambda: write_files(new, Path()) and None, "result"),
        Operation("one file", folder, one_file, lambda: write_file(b"new" * 9000, result / "x.svg")),
    ]


def command_operations(base: Path) -> list[Operation]:
    """What the commands write: results, a case in place, a dataset, a panel, a model, a report."""
    import numpy as np
    import polars as pl

    from foedus import assess
    from foedus.case.format import format_case
    from foedus.case.new import new_case
    from foedus.case.texts.add import Original, add_documents
    from foedus.case.texts.revise import revise_document
    from foedus.case.write import write_case
    from foedus.datasets import store
    from foedus.datasets.ingest import Ingested
    from foedus.datasets.registry import registry
    from foedus.files.folder import write_file, write_files
    from foedus.outlook import model as outlook_model
    from foedus.panel import export
    from foedus.report.outputs import render_outputs

    folder = base / "work"
    new_case(base / "seed")
    from foedus.case.read import read_case

    case = read_case(base / "seed")
    outputs = [render_outputs(assess(case, draws=10, seed=seed).verdict) for seed in (0, 1)]
    write_case(case, base / "canonical")
    messy = {path.name: path.read_bytes().replace(b"\n", b"\r\n") for path in (base / "canonical").iterdir()}
    os.environ["FOEDUS_DATA"] = str(folder)
    dataset = registry()["majors"]
    release = dataset.releases[-1]

    class Table:
        """Polars lives through no fork: the child writes bytes."""

        height = 3

        def __init__(self, data: bytes) -> None:
            self.data = data

        def write_parquet(self, path: Path, **_: object) -> None:
            path.write_bytes(self.data)

    def stored(data: bytes) -> None:
        store.save(dataset, release, ingested=Ingested(Table(data), 3, {}), files={"x.csv": data.hex()})  # type: ignore[arg-type]

    class Panel:
        """A panel whose rows are bytes."""

        metadata: Mapping[str, object] = {}

        def __init__(self, data: bytes) -> None:
            self.data = data

        def frame(self) -> bytes:
            return self.data

    export.WRITERS = {**export.WRITERS, ".csv": lambda frame, path, **_: path.write_bytes(frame)}
    model = outlook_model.load_model()
    packed = outlook_model.pack
    whole = packed({"beta": np.arange(50_000.0)})
    outlook_model.pack = lambda _: whole
    assert pl

    def files(found: Mapping[str, bytes], place: Path) -> Callable[[], None]:
        return lambda: write_files(found, place) and None

    def table() -> None:
        (folder / "panel.csv").write_bytes(b"old")
        (folder / "panel.csv.sources.json").write_bytes(b"old")
        (folder / "mine.txt").write_bytes(b"mine")

    speech = Original("speech.txt", b"No treaty was signed.\n" * 2_000)
    canonical = {path.name: path.read_bytes() for path in (base / "canonical").iterdir()}
    (base / "new.txt").write_bytes(b"A treaty was signed.\n" * 2_000)

    def with_speech() -> None:
        write_files(canonical, folder / "c")
        add_documents(folder / "c", [speech])
        (folder / "c" / "documents" / "notes.md").write_bytes(b"mine")

    def bytes_at(path: Path, data: bytes) -> Callable[[], None]:
        return lambda: write_file(data, path)

    return [
        Operation("assess --out", folder, files(outputs[0], folder / "r"), files(outputs[1], folder / "r")),
        Operation("case format", folder, files(messy, folder / "c"), lambda: format_case(folder / "c") and None),
        Operation("case format in it", folder, files(messy, folder / "c"), lambda: format_case(".") and None, "c"),
        Operation(
            "documents add",
            folder,
            files(canonical, folder / "c"),
            lambda: add_documents(folder / "c", [speech]) and None,
        ),
        Operation(
            "documents revise",
            folder,
            with_speech,
            lambda: revise_document(folder / "c", "speech", base / "new.txt") and None,
        ),
        Operation("data add", folder, lambda: stored(b"old"), lambda: stored(b"new" * 9000)),
        Operation("data add, nothing there", folder, lambda: None, lambda: stored(b"new" * 9000)),
        Operation(
            "panel build",
            folder,
            table,
            lambda: export.write(Panel(b"new" * 90_000), folder / "panel.csv") and None,  # type: ignore[arg-type]
        ),
        Operation(
            "outlook fit",
            folder,
            bytes_at(folder / "m.npz", b"old"),
            lambda: outlook_model.save_model(model, folder / "m.npz"),
        ),
        Operation(
            "report --out", folder, bytes_at(folder / "r.html", b"old"), bytes_at(folder / "r.html", b"new" * 90_000)
        ),
    ]


def say(name: str, counts: Counter[str]) -> None:
    """Print a line."""
    print(f"{name}: {', '.join(f'{number} {word}' for word, number in sorted(counts.items()))}", flush=True)


def main() -> int:
    """Run what is asked for; the exit code tells whether anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", action="store_true")
    parser.add_argument("--random", type=int, default=0)
    parser.add_argument("--writers", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--fallback", action="store_true", help="as if the file system could not exchange folders")
    parser.add_argument("--base", default=None)
    parser.add_argument("--only", default="", help="name of one operation")
    given = parser.parse_args()
    rng = random.Random(given.seed)
    total: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(dir=given.base) as name:
        base = Path(name)
        if given.fallback:
            without_exchange()
        found = folder_operations(base) + ([] if given.only else command_operations(base))
        for operation in [one for one in found if given.only in ("", one.name)]:
            if given.points:
                counts = every_point(operation)
                say(f"{operation.name} [every point]", counts)
                total += counts
            if given.random:
                counts = random_kills(operation, number=given.random, rng=rng)
                say(f"{operation.name} [random]", counts)
                total += counts
        if given.writers:
            total += _race(base, given.writers)
    bad = {word: total[word] for word in ("mixed", "lost", "next run failed", "leftovers after the next run")}
    say("in all", total)
    return int(any(bad.values()))


def without_exchange() -> None:
    """Behave as on a file system that cannot exchange folders."""
    from foedus.files.one_step import commit

    def refused(one: Path, other: Path) -> None:
        raise OSError(22, "no such call")

    commit.exchange = refused


def _race(base: Path, number: int) -> Counter[str]:
    from foedus.files.folder import write_files

    total: Counter[str] = Counter()
    others = {"verdict.json": b"other", "tables/ties.csv": b"other", "more/deep/x.csv": b"other", "same.csv": b"other"}
    for operation in folder_operations(base)[:4]:
        place = base / ("work/a/b/c" if "deep" in operation.name else "work/result")
        counts = two_writers(operation, lambda place=place: write_files(others, place) and None, number=number)
        say(f"{operation.name} [two writers]", counts)
        total += counts
    return total


if __name__ == "__main__":
    sys.exit(main())
