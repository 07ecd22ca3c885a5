"""A small share of the attack, always the same; `make attack` runs the whole."""

import subprocess
import sys
import time

import pytest

from attack.form import Form, Taken, all_forms
from attack.report import keep_faults, kept, line_of
from attack.run import run_share
from attack.trial import try_input

FORMS = all_forms()
SHARE = 40
"""Inputs of a format, fewer where it is slow."""


@pytest.mark.slow
def test_damaged_inputs_are_read_or_refused_in_words(tmp_path):
    tallies = run_share(list(FORMS.values()), number=SHARE, seed=7)
    lines = [line for name, tally in tallies.items() for line in keep_faults(FORMS[name], tally, tmp_path)]
    assert not lines, "\n".join([*map(line_of, tallies.values()), *lines])
    assert all(tally.counts["inputs"] >= 2 for tally in tallies.values())


@pytest.mark.parametrize("name", [name for name in FORMS if FORMS[name].part <= 4])
def test_the_same_seed_gives_the_same_inputs_at_any_time(name, monkeypatch):
    form, now = FORMS[name], time.time
    first = [form.made(form.seeds(), seed=3, number=number) for number in range(5)]
    monkeypatch.setattr(time, "time", lambda: now() + 100_000)
    assert [form.made(form.seeds(), seed=3, number=number) for number in range(5)] == first
    assert form.sees


def _form(take):
    return Form("made up", lambda: [{"x.txt": b"1"}], take, "nothing")


def _fails(folder):
    raise KeyError(folder.name)


def _waits(folder):
    while True:
        pass


def _loses(folder):
    return Taken(lost=["row 3 is gone"])


def _shows(folder):
    return Taken(said=["red\x1b[31m"])


@pytest.mark.parametrize(
    ("take", "sort"),
    [(_fails, "traceback"), (_waits, "hang"), (_loses, "loss"), (_shows, "other"), (lambda _: Taken(), "used")],
)
def test_each_fault_is_seen(take, sort, tmp_path):
    form = Form("made up", lambda: [{"x.txt": b"1"}], take, "nothing", seconds=0.2)
    assert try_input(form, {"x.txt": b"1"}, tmp_path / "in").sort == sort


def test_messages_are_judged(tmp_path):
    from foedus.errors import InputError

    def refuses(message):
        def take(folder):
            raise InputError(message)

        return try_input(_form(take), {}, tmp_path / "in")

    assert refuses("'x' is no number; give one").sort == "refused"
    assert refuses("wrong").sort == "other"
    assert refuses("'\x9b31m' is no number; give one").sort == "other"


def test_a_fault_is_kept_and_tried_again(tmp_path):
    from attack.report import keep
    from attack.trial import Outcome

    path = keep(
        "EDTF", "traceback: x", {"date.txt": b"2015\0"}, folder=tmp_path, seed=1, number=2, outcome=Outcome("traceback")
    )
    assert kept(path) == ("EDTF", {"date.txt": b"2015\0"})
    command = [sys.executable, "-m", "attack", "--again", str(path)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=tmp_path, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert (done.returncode, done.stdout[:60].split(": ")[1].split("\n")[0]) == (0, "refused"), done.stderr
