"""A fitted outlook and a table of pairs (.npz) whose bytes, members or arrays are damaged."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import Path

from attack.form import Files, Form, Taken, damaged
from attack.mutations import BYTES, Chance, changed

ROOMS = {"model.npz": "foedus.outlook", "table.npz": "foedus.history"}


@cache
def _shipped(file: str) -> bytes:
    return resources.files(ROOMS[file]).joinpath(file).read_bytes()


def damage(seeds: Sequence[Files], rng: random.Random) -> Files:
    """Damage bytes of the file, or an array in it; half of these get a checksum that fits."""
    import numpy as np

    from foedus.files.arrays import checksum

    (file,) = seeds[0]
    if rng.random() < 0.3:
        return damaged(seeds, rng, kinds=(BYTES,))
    with zipfile.ZipFile(io.BytesIO(_shipped(file))) as packed:
        members = {one.filename: packed.read(one) for one in packed.infolist()}
    if rng.random() < 0.4:
        name = rng.choice(sorted(members))
        if rng.random() < 0.2:
            members[rng.choice(("x.npy", f"../{name}", name.upper()))] = members.pop(name)
        else:
            members[name] = changed(members[name], Chance(rng), kinds=(BYTES,))
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as packed:
            for name, data in members.items():
                packed.writestr(zipfile.ZipInfo(name), data)
        return {file: buffer.getvalue()}
    arrays = {
        name.removesuffix(".npy"): np.load(io.BytesIO(data), allow_pickle=False) for name, data in members.items()
    }
    name = rng.choice(sorted(arrays))
    old = arrays[name]
    kind = rng.randrange(8)
    if kind == 0:
        del arrays[name]
    elif kind == 1:
        arrays[name] = old.reshape(-1)[: max(0, old.size - 1)]
    elif kind == 2 and old.dtype.kind == "f" and old.size:
        flat = old.copy().reshape(-1)
        flat[rng.randrange(old.size)] = rng.choice((np.nan, np.inf, -np.inf, 1e300, 0.0, -1.0))
        arrays[name] = flat.reshape(old.shape)
    elif kind == 3 and old.dtype.kind in "iu" and old.size:
        flat = old.copy().reshape(-1)
        flat[rng.randrange(old.size)] = rng.choice((0, 1, 99, np.iinfo(old.dtype).max))
        arrays[name] = flat.reshape(old.shape)
    elif kind == 4:
        arrays[name] = (
            old.astype(rng.choice(("float32", "int64", "U8", "bool", "complex128")))
            if old.dtype.kind in "iufb"
            else np.arange(3)
        )
    elif kind == 5:
        arrays[name] = np.zeros((0, *old.shape[1:]), old.dtype) if old.ndim else np.zeros(0)
    elif kind == 6:
        arrays[name] = arrays[rng.choice(sorted(arrays))]
    else:
        arrays["extra"] = np.arange(2)
    if "sha256" in arrays and rng.random() < 0.7:
        arrays.pop("sha256")
        arrays["sha256"] = np.array(checksum(arrays))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, array in arrays.items():
            inner = io.BytesIO()
            np.lib.format.write_array(inner, np.asanyarray(array), allow_pickle=False)
            packed.writestr(zipfile.ZipInfo(f"{name}.npy"), inner.getvalue())
    return {file: buffer.getvalue()}


def take(folder: Path) -> Taken:
    """Load the model, look at a dyad, write its card; the answer is strict JSON."""
    from foedus.outlook.card import model_card
    from foedus.outlook.model import load_model
    from foedus.outlook.record import load_record
    from foedus.outlook.show import find_dyad, show
    from foedus.outlook.words import as_record, describe

    model = load_model(folder / "model.npz")
    found = show(model, find_dyad(model, "200", "220"), draws=10)
    text = json.dumps(as_record(found), allow_nan=False)
    chances = [value for row in json.loads(text).get("years", []) for value in row.values() if isinstance(value, float)]
    wrong = [f"chance {value}" for value in chances if not -1e-9 <= value <= 1 + 1e-9]
    return Taken(text, [describe(found), model_card(model, load_record())], [], wrong)


def take_table(folder: Path) -> Taken:
    """Load the table and look at every pair of three years: finite covariates, a state of relation each."""
    import numpy as np

    from foedus.history.shipped import load_table

    table = load_table(folder / "table.npz")
    said, wrong = [table.where], []
    for year in sorted({table.first, (table.first + table.last) // 2, table.last}):
        system, x = table.system(year), table.covariates(year)
        if not np.isfinite(x).all():
            wrong.append(f"covariates of {year} that are no numbers")
        if not len(x) == len(system.state) == len(system.ccode) * (len(system.ccode) - 1) // 2:
            wrong.append(f"pairs of {year}")
        said.append(str(table.dyad(int(system.ccode[0]), int(system.ccode[1]), year)))
    return Taken(said, said, [], wrong)


FORMS = [
    Form("table of pairs", lambda: [{"table.npz": _shipped("table.npz")}], take_table, "nothing of losses: an array that was changed and has a checksum that fits is another table",
         damage=damage, part=10),
    Form("fitted model", lambda: [{"model.npz": _shipped("model.npz")}], take, "nothing of losses: an array that was changed and has a checksum that fits is another model",
         damage=damage, part=10),
]  # fmt: skip
