"""Damage inputs of every format and see what foedus does with them.

    python -m tests.attack [FORMAT ...] [--number N] [--seed SEED ...] [--seconds S] [--keep FOLDER] [--list]
    python -m tests.attack --again FILE ...
    python -m tests.attack bombs [NAME ...]
    python -m tests.attack kills|interrupts|refused|codings [OPTION ...]

One line a format; the exit code is 1 if anything was at fault. An input is told by format, seed and number: the same
three give the same bytes (with the same real files at hand: FOEDUS_SHARED).
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from attack.form import all_forms, shared
from attack.report import HEADER, is_faulty, keep_faults, kept, line_of
from attack.run import run_form
from attack.trial import FAULTS, try_input

OTHERS = ("codings", "kills", "interrupts", "refused", "refusals")
"""Attacks of another form, each a module with a command of its own."""


def main() -> int:
    """Run what is asked for."""
    other = sys.argv[1:2]
    if other == ["bombs"]:
        from attack.bombs import main as explode

        return explode(sys.argv[2:])
    if other and other[0] in OTHERS:
        del sys.argv[1]
        return int(import_module(f"attack.{other[0]}").main() or 0)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help="name or beginning of a name; all by default")
    parser.add_argument("--number", type=int, default=1000, help="inputs of each format and seed")
    parser.add_argument("--seed", type=int, nargs="*", default=[0])
    parser.add_argument("--seconds", type=float, default=None, help="most seconds for a format")
    parser.add_argument("--keep", type=Path, default=Path("attack-output"), help="folder for the inputs at fault")
    parser.add_argument("--again", type=Path, nargs="+", metavar="FILE", help="try inputs that were kept")
    parser.add_argument("--list", action="store_true", help="the formats, and what their count of losses sees")
    given = parser.parse_args()
    if given.again:
        return again(given.again)
    forms = all_forms()
    chosen = [name for name in forms if not given.formats or any(name.startswith(asked) for asked in given.formats)]
    if given.list:
        for name in chosen:
            print(f"{name}: {forms[name].sees}")
        return 0
    print(
        f"{given.number:,} inputs, seeds {' '.join(map(str, given.seed))}, {'with' if shared() else 'without'} real files"
    )
    print(HEADER, flush=True)
    faulty = False
    for name in chosen:
        tally = run_form(forms[name], number=given.number, seeds=given.seed, budget=given.seconds)
        print("\n".join([line_of(tally), *keep_faults(forms[name], tally, given.keep)]), flush=True)
        faulty |= is_faulty(tally)
    return int(faulty)


def again(paths: list[Path]) -> int:
    """Try inputs that were kept; 1 if one is still at fault."""
    forms = all_forms()
    faulty = False
    loaded = [(path, *kept(path.absolute())) for path in paths]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FOEDUS_DATA"] = f"{folder}/data"
        os.chdir(folder)
        for path, name, files in loaded:
            outcome = try_input(forms[name], files, Path(folder) / "in")
            print(f"{path.name}: {outcome.sort}{': ' if outcome.fault else ''}{outcome.fault}\n{outcome.text[-6000:]}")
            faulty |= outcome.sort in FAULTS
    return int(faulty)
