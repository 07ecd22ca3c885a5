"""Ctrl-C and SIGTERM: what the program says and leaves, at whatever place they come."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ATTACK = Path(__file__).parents[2] / "attack" / "interrupts.py"
NOTHING = "foedus: interrupted; nothing was written\n"
HEARD = (
    "import os, signal, sys\n"
    "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "for other in (signal.SIGTERM, signal.SIGHUP):\n    signal.signal(other, signal.SIG_DFL)\n"
)
"""As in a terminal, also where the tests themselves run in the background or under nohup."""
ME = "os.kill(os.getpid(), signal.SIGINT)"


def run(code: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the program in its own process, after the code that lets signals come."""
    whole = f"{HEARD}{code}\nfrom foedus.cli import main\nsys.argv = ['foedus', *sys.argv[1:]]\nmain()\n"
    return subprocess.run(
        [sys.executable, "-c", whole, *arguments], capture_output=True, text=True, cwd=cwd, timeout=90
    )


def at_import(name: str, *, do: str = ME) -> str:
    """Code that does something when a module is about to be imported."""
    return (
        "def watch(event, arguments, came=[]):\n"
        f"    if event == 'import' and arguments[0] == {name!r} and not came:\n"
        f"        came.append(1)\n        {do}\n"
        "sys.addaudithook(watch)"
    )


@pytest.mark.parametrize("module", ["foedus.cli.app", "typer", "foedus.files.one_step.box"])
def test_a_signal_during_an_import_costs_a_sentence(module: str, tmp_path: Path) -> None:
    done = run(at_import(module), "case", "new", "mine", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", NOTHING)
    assert not list(tmp_path.iterdir())


def test_a_signal_during_the_import_of_a_library_in_c_costs_a_sentence(tmp_path: Path) -> None:
    done = run(at_import("numpy"), "assess", "iran-russia-syria", "--out", "results", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (130, NOTHING)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129)])
def test_other_signals_that_end_a_program_say_their_name(name: str, code: int, tmp_path: Path) -> None:
    do = f"os.kill(os.getpid(), signal.{name})"
    done = run(at_import("foedus.case.new", do=do), "case", "new", "mine", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (code, f"foedus: ended by {name}; nothing was written\n")


def test_temporary_folders_go_and_what_was_printed_is_sent_where_nothing_is_unwound(tmp_path: Path) -> None:
    body = "import tempfile\nfrom foedus.cli.terminal import say\nsay('begun')\n"
    body += f"with tempfile.TemporaryDirectory(dir={str(tmp_path)!r}):\n    import wave"
    done = run(at_import("wave") + "\n" + patched(body), "case", "new", "mine", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (130, "begun\n", NOTHING)
    assert not list(tmp_path.iterdir())


def test_a_signal_that_was_ignored_stays_ignored(tmp_path: Path) -> None:
    code = "signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
    do = "os.kill(os.getpid(), signal.SIGHUP)"
    done = run(code + at_import("foedus.case.new", do=do), "case", "new", "mine", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "mine" / "case.toml").is_file()


def patched(body: str) -> str:
    """Code after which `case new` does something else first or last; `inner` is what it did."""
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    return f"import foedus.case.new as module\ninner = module.new_case\ndef new_case(*a, **k):\n{lines}\nmodule.new_case = new_case"


def test_a_signal_whose_exception_a_library_swallows_is_not_lost(tmp_path: Path) -> None:
    code = patched(
        f"try:\n    {ME}\n    for _ in range(9): pass\nexcept BaseException:\n    pass\nreturn inner(*a, **k)"
    )
    done = run(code, "case", "new", "mine", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (130, NOTHING)
    assert not list(tmp_path.iterdir())


def test_a_library_that_swallows_the_exception_and_goes_on_is_left_all_the_same(tmp_path: Path) -> None:
    code = patched(f"import time\ntry:\n    {ME}\n    time.sleep(9)\nexcept BaseException:\n    time.sleep(99)")
    done = run(code, "case", "new", "mine", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (130, NOTHING)


def test_a_program_that_stays_in_c_code_is_left_all_the_same(tmp_path: Path) -> None:
    code = patched(
        "import hashlib, threading\n"
        "threading.Timer(0.1, lambda: os.kill(os.getpid(), signal.SIGTERM)).start()\n"
        "hashlib.pbkdf2_hmac('sha256', b'', b'', 10**9)"
    )
    done = run(code, "case", "new", "mine", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (143, "foedus: ended by SIGTERM; nothing was written\n")


@pytest.mark.parametrize("error", ["KeyboardInterrupt()", "SystemExit(130)"])
def test_an_interrupt_that_a_library_received_itself_is_told(error: str, tmp_path: Path) -> None:
    done = run(patched(f"raise {error}"), "case", "new", "mine", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (130, NOTHING)


def test_an_error_that_follows_from_the_interrupt_is_not_shown_in_its_place(tmp_path: Path) -> None:
    code = patched(
        f"try:\n    {ME}\n    for _ in range(9): pass\nexcept BaseException as why:\n    raise RuntimeError('lost') from why"
    )
    done = run(code, "case", "new", "mine", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (130, NOTHING)


def test_what_stands_is_named(tmp_path: Path) -> None:
    code = patched(f"inner(*a, **k)\n{ME}\nfor _ in range(9): pass")
    done = run(code, "case", "new", "mine", cwd=tmp_path)
    files = len(list((tmp_path / "mine").iterdir()))
    assert done.returncode == 130
    assert done.stderr == (
        f"foedus: interrupted; written whole: {tmp_path / 'mine'} ({files} files); nothing else was. "
        "If more was to come, run it again\n"
    )


def test_a_second_signal_at_the_end_changes_nothing(tmp_path: Path) -> None:
    """One comes first, one while the sentence is made, one while Python ends."""
    code = (
        "import atexit, foedus.cli.interrupts as module\ninner = module.sentence\n"
        f"def sentence():\n    {ME}\n    return inner()\n"
        f"module.sentence = sentence\natexit.register(lambda: {ME})\n" + at_import("foedus.case.new")
    )
    for words in (["case", "new", "mine"], ["--version"]):
        done = run(code, *words, cwd=tmp_path)
        assert (done.returncode, done.stderr) == ((130, NOTHING) if "new" in words else (0, ""))


def test_using_the_library_leaves_signals_alone() -> None:
    code = (
        "import signal; before = [signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM)]\n"
        "import foedus, foedus.cli, foedus.cli.app; foedus.assess('iran-russia-syria', draws=10)\n"
        "assert before == [signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM)]"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="the points are tried in children")
def test_a_signal_before_each_change_of_the_disk_leaves_old_or_new() -> None:
    done = subprocess.run(
        [sys.executable, str(ATTACK), "--points", "--step", "4", "--only", "case new"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " points" in done.stdout
