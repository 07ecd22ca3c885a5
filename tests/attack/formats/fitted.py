"""A fitted outlook (.npz) whose bytes, members or arrays are damaged."""

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


@cache
def _shipped() -> bytes:
    from foedus.outlook.model import MODEL_FILE

    return resources.files("foedus.outlook").joinpath(MODEL_FILE).read_bytes()


def damage(seeds: Sequence[Files], rng: random.Random) -> Files:
    """Damage bytes of the file, or an array in it; half of these get a checksum that fits."""
    import numpy as np

    from foedus.files.arrays import checksum

    if rng.random() < 0.3:
        return damaged(seeds, rng, kinds=(BYTES,))
    with zipfile.ZipFile(io.BytesIO(_shipped())) as packed:
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
        return {"model.npz": buffer.getvalue()}
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
    return {"model.npz": buffer.getvalue()}


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


FORMS = [
    Form("fitted model", lambda: [{"model.npz": _shipped()}], take, "nothing of losses: an array that was changed and has a checksum that fits is another model",
         damage=damage, part=10),
]  # fmt: skip
