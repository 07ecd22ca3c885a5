"""A data directory that was damaged by hand."""

from __future__ import annotations

import io
import os
import random
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from attack.form import Files, Form, Taken, damaged
from attack.formats.archives import STATES
from attack.mutations import BYTES, JSON


@cache
def _stored() -> Files:
    """What `foedus data add` makes of the list of states."""
    from foedus.datasets import add

    before = os.environ.get("FOEDUS_DATA")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FOEDUS_DATA"] = f"{folder}/data"
        (Path(folder) / "states2016.csv").write_bytes(STATES)
        add("states", Path(folder) / "states2016.csv", changed=True)
        files = {
            str(path.relative_to(f"{folder}/data")): path.read_bytes()
            for path in sorted(Path(f"{folder}/data").rglob("*"))
            if path.is_file()
        }
    os.environ.pop("FOEDUS_DATA")
    if before is not None:
        os.environ["FOEDUS_DATA"] = before
    return files


def _damage_store(seeds: Sequence[Files], rng: random.Random) -> Files:
    files = dict(rng.choice(seeds))
    name = rng.choice(sorted(files))
    kind = rng.random()
    if kind < 0.1:
        del files[name]
    elif kind < 0.2:
        files[
            rng.choice(
                (
                    f"{name}x",
                    f"states/2024/{name.rpartition('/')[2]}",
                    f"{name}/{name}",
                    "nmc/6.0/meta.json",
                    "zzz/1/meta.json",
                )
            )
        ] = files.pop(name)
    else:
        same = [{name: files[name]}]
        files.update(
            damaged(
                same,
                rng,
                kinds=JSON if name.endswith("json") else (BYTES,),
                words=("states", "2016", "rows", "official"),
            )
        )
    return files


def _take_store(folder: Path) -> Taken:
    from foedus.datasets import check_installed, installed, load

    os.environ["FOEDUS_DATA"] = str(folder)
    problems = [str(problem) for entry in check_installed() for problem in getattr(entry, "problems", ())]
    entries = installed()
    frame = load("states").frame
    lost = []
    if frame.write_csv() != _rows_of_stored():
        lost.append("a damaged table was taken")
    return Taken(frame.write_csv(), [*problems, *(note for one in entries for note in one.notes)], lost)


@cache
def _rows_of_stored() -> str:
    import polars as pl

    return pl.read_parquet(
        io.BytesIO(next(data for name, data in _stored().items() if name.endswith(".parquet")))
    ).write_csv()


FORMS = [
    Form("data directory", lambda: [_stored()], _take_store, "what is loaded is what was stored", damage=_damage_store)
]
