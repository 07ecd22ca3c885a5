"""Runs the console blocks of the documentation, and says what they no longer tell truly.

A ```` ```console ```` block is a session: a line that begins with ``$`` is a command (a heredoc takes the lines up to
its end word along), every other line quotes the output of the command before it. ``...`` stands for lines
left out. A line quotes truly if it is part of a line of the output, in order; blanks at its ends do not count.
HTML comments, which readers do not see, say more of the block that follows:

``<!-- exit code 2 -->``       its last command is meant to fail so
``<!-- not run -->``           shown only
``<!-- output of: COMMAND -->`` a ```` ```text ```` block that quotes what this command prints

The blocks of a page run in order in one empty folder, in a terminal of 100 columns.
``python docs/console.py PAGE ...`` runs pages and puts the nearest line of the output in place of each quoted
line that is no longer true.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

WIDTH = 100
_MARK = re.compile(r"^<!-- (?P<mark>not run|exit code \d+|output of: .+) -->$")
_HEREDOC = re.compile(r"<<'(?P<end>\w+)'")


@dataclass
class Command:
    """A command, the exit code that it should have, and what the page quotes of its output by line number."""

    line: int
    text: str
    exit_code: int = 0
    quoted: dict[int, str] = field(default_factory=dict)


def read_commands(page: str) -> list[Command]:
    """Return the commands of a page in order."""
    commands: list[Command] = []
    for mark, language, lines in _blocks(page):
        if mark == "not run" or not (language == "console" or mark.startswith("output of")):
            continue
        if mark.startswith("output of"):
            command = Command(next(iter(lines)), mark.removeprefix("output of: "))
            commands.append(_quote(command, lines))
        else:
            found = list(_session(lines))
            if mark:
                found[-1].exit_code = int(mark.rsplit(" ", 1)[1])
            commands += found
    return commands


def _blocks(page: str) -> Iterator[tuple[str, str, dict[int, str]]]:
    """Yield (mark, language, lines by number) of the fenced blocks."""
    mark, language, lines = "", None, {}
    for number, line in enumerate(page.splitlines()):
        if language is None:
            found = _MARK.match(line)
            if line.startswith("```") and not line.startswith("````"):
                language, lines = line[3:].strip(), {}
            elif found or line.strip():
                mark = found["mark"] if found else ""
        elif line == "```":
            yield mark, language, lines
            mark, language = "", None
        else:
            lines[number] = line


def _session(lines: dict[int, str]) -> Iterator[Command]:
    rest = iter(lines.items())
    command: Command | None = None
    for number, line in rest:
        if not line.startswith("$ "):
            if command is None:
                raise ValueError(f"line {number + 1}: output before the first command")
            _quote(command, {number: line})
            continue
        if command is not None:
            yield command
        command = Command(number, line[2:])
        heredoc = _HEREDOC.search(line)
        if heredoc:
            for _, following in rest:
                command.text += "\n" + following
                if following == heredoc["end"]:
                    break
    if command is not None:
        yield command


def _quote(command: Command, lines: dict[int, str]) -> Command:
    command.quoted |= {number: line.strip() for number, line in lines.items() if line.strip() not in ("", "...")}
    return command


def run(command: Command, folder: Path) -> tuple[int, list[str]]:
    """Return the exit code and the lines that the command prints, on both streams."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    env = {**os.environ, "PATH": path, "COLUMNS": str(WIDTH), "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    env["FOEDUS_DATA"] = str(
        folder / "data"
    )  # each command has a shell of its own, so that `export` on a page ends with it
    done = subprocess.run(
        ["bash", "-c", command.text], cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    return done.returncode, done.stdout.decode("utf-8").splitlines()


def untrue(command: Command, output: list[str]) -> Iterator[int]:
    """Yield the numbers of the quoted lines that the output does not hold, in order."""
    at = 0
    for number, line in command.quoted.items():
        place = next((index for index in range(at, len(output)) if line in output[index]), None)
        if place is None:
            yield number
        else:
            at = place + 1


def check(page: str, folder: Path) -> list[str]:
    """Run the commands of a page in a folder and return what is wrong, in words, up to the first that fails."""
    wrong = []
    for command in read_commands(page):
        code, output = run(command, folder)
        shown = "\n".join(output[-15:])
        if code != command.exit_code:
            wrong.append(
                f"line {command.line + 1}: {command.text!r} left with {code}, not {command.exit_code}:\n{shown}"
            )
            break
        wrong += [
            f"line {number + 1}: {command.text.splitlines()[0]!r} no longer prints {command.quoted[number]!r}"
            for number in untrue(command, output)
        ]
    return wrong


def refresh(page: Path) -> None:
    """Rewrite the quoted lines of a page that are no longer true."""
    text = page.read_text(encoding="utf-8")
    lines = text.splitlines()
    with tempfile.TemporaryDirectory() as folder:
        for command in read_commands(text):
            _, output = run(command, Path(folder))
            for number in untrue(command, output):
                near = get_close_matches(lines[number], [line.strip() for line in output], n=1, cutoff=0.4)
                print(f"{page}:{number + 1}: {lines[number]!r} -> {near[0] if near else 'no near line'!r}")
                if near:
                    lines[number] = near[0]
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        refresh(Path(name))
