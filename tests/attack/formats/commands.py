"""Values of every argument and option of every command, through the program itself."""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from attack.form import Files, Form, Taken
from attack.texts import CELLS, DATES, NUMBERS, WORDS
from attack.trial import RAW

_LONG = frozenset([("record",), ("score",)])
"""Commands that compute for minutes on a built-in case, so that they get others; `outlook fit` and its like end here, as no
dataset is installed."""
_VALUES = (
    "iran-russia-syria", "iran-rusia", "nmc", "states", "IRN", "RUS", "365", "auto", "table", "case", "case/claims.csv", "ties.csv", "model.toml", "positions.csv", "verdict.json",
    ".", "..", "/", "/dev/null", "missing", "out", "out.svg", "out.png", "out.csv", "x.xlsx", "2015-01-01", "1816:2010", "1:99999999", "2010:1816", "0", "-1", "1", "50",
    "10", "claim=1", "common_threat=0.5", "=", "atop,nmc@6.0", "all", "peer", "icd203", "prior.json", "-", "--", "--help", "~", "$HOME", "http://127.0.0.1:9/x",
    "prior", "question", "minimal", "commented", "any", "both", "keep", "mean", "1914/1918", "../..", "light", "dark",
)  # fmt: skip
_TIES = b"source,target,sign\nArda,Belor,1\nArda,Corvan,-1\nBelor,Corvan,-1\n"
_OTHERS = {
    "ties.csv": _TIES,
    "positions.csv": b"actor,capability,position,salience\nArda,4,0,0.5\nBelor,2,6,1\nCorvan,1,10,0.2\n",
    "model.toml": b'decision_makers = [{id = "arda", ranking = "s2 > s1"}, {id = "belor", ranking = "s1 > s2"}]\n[[options]]\nid = "arm"\nowner = "arda"\n',
    "prior.json": b'{"alliance": 0.1, "entente": 0.4, "unaligned": 0.4, "rivalry": 0.1}',
    "actors.csv": b"actor,size\nArda,3\nBelor,2\n",
    "pairs.csv": b"source,target,propensity\nArda,Belor,-1\n",
}


@cache
def _commands() -> tuple[tuple[tuple[str, ...], Any], ...]:
    """Every command of the program with its parameters, as Typer makes them."""
    import typer.main

    from foedus.cli.app import app

    def walk(command: Any, way: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
        inner = getattr(command, "commands", None)
        if inner:
            for name in sorted(inner):
                yield from walk(inner[name], (*way, name))
        else:
            yield way, command

    return tuple(walk(typer.main.get_command(app), ()))


def damage(seeds: Sequence[Files], rng: random.Random) -> Files:
    """A command with sound and hostile values for some of its parameters."""
    way, command = rng.choice(_commands())
    words = list(way)
    for parameter in command.params:
        needed = getattr(parameter, "required", False)
        argument = getattr(parameter, "param_type_name", "") == "argument"
        if not needed and rng.random() < (0.4 if argument else 0.8):
            continue
        if not argument:
            words.append(rng.choice(parameter.opts))
            if getattr(parameter, "is_flag", False):
                continue
        words.append(_value(rng))
    if rng.random() < 0.1:
        words.insert(rng.randrange(len(words) + 1), _value(rng))
    if way in _LONG:
        words = ["case" if word in ("iran-russia-syria", "..", "../..", "/") else word for word in words]
    return {**seeds[0], "arguments.json": json.dumps(words).encode()}


def _value(rng: random.Random) -> str:
    pool = rng.choice(
        (_VALUES, _VALUES, _VALUES, NUMBERS, DATES, WORDS, CELLS, ("\udcff\udcfe", "a\udc80b", "x" * 300, "x/" * 2100))
    )
    return rng.choice(pool).replace("\0", "")


def seeds() -> Sequence[Files]:
    """A folder with a sound file of each kind."""
    from attack.formats.cases import written
    from attack.formats.verdicts import rendered
    from builders import a_coded_case

    case = {f"case/{name}": data for name, data in written(a_coded_case().build()).items()}
    return [{**_OTHERS, **case, "verdict.json": rendered()}]


def take(folder: Path) -> Taken:
    """Run the command in the folder; its exit code, its words and what it leaves are judged."""
    from foedus.cli import main

    words = json.loads((folder / "arguments.json").read_bytes())
    os.environ.update(
        FOEDUS_DATA=str(folder / "data"),
        http_proxy="http://127.0.0.1:9",
        https_proxy="http://127.0.0.1:9",
        COLUMNS="100",
    )
    before = Path.cwd()
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", "backslashreplace") for _ in range(2))
    code: Any = 0
    arguments = sys.argv
    os.chdir(folder)
    sys.argv = ["foedus", *words]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main()
    except SystemExit as error:
        code = error.code
    finally:
        sys.argv = arguments
        os.chdir(before)
    said, told = (_text(stream) for stream in (out, err))
    wrong = [] if code in (0, 1, 2, None) else [f"exit code {code}"]
    raw = RAW.search(said.replace("\x1b[0m", "") + told)
    wrong += [f"U+{ord(raw[0]):04X} raw on the terminal: {words}"] if raw else []
    if code in (0, None) and "--json" in words and "--help" not in words and said:
        try:
            json.loads(said, parse_constant=_no_constant)
        except ValueError:
            wrong.append(f"--json printed no JSON: {words}")
    if code == 2 and not (told + said).strip():
        wrong.append(f"exit code 2 without a word: {words}")
    return Taken((code, said if code else ""), (), [], wrong, counted=False)


def _no_constant(name: str) -> float:
    raise ValueError(name)


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()


FORMS = [Form("command options", seeds, take, "nothing of losses", damage=damage, part=5, seconds=30, megabytes=800)]
