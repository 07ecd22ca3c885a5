"""Damage to a fitted model: refused with the file and the step, or the answer is right; nothing else."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from foedus.errors import InputError
from foedus.files.arrays import Damaged, checksum, pack, unpack
from foedus.outlook.card import model_card
from foedus.outlook.model import MODEL_FILE, load_model, save_model
from foedus.outlook.model_check import check_arrays, wanted_arrays
from foedus.outlook.record import load_record
from foedus.outlook.show import find_dyad, show
from foedus.outlook.words import as_record

RAW = resources.files("foedus.outlook").joinpath(MODEL_FILE).read_bytes()


def plain_arrays() -> dict[str, Any]:
    """The shipped arrays as NumPy reads them, without the checksum, so that nothing but the checks stands in the way."""
    with np.load(io.BytesIO(RAW)) as arrays:
        return {name: arrays[name] for name in arrays.files if name != "sha256"}


PLAIN = plain_arrays()


def answer(path: Path) -> str:
    model = load_model(path)
    found = as_record(show(model, find_dyad(model, "200", "220"), draws=20))
    return json.dumps(found, allow_nan=False) + model_card(model, load_record())


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("right") / "model.npz"
    path.write_bytes(RAW)
    return answer(path)


def written(arrays: Mapping[str, Any]) -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    return buffer.getvalue()


def test_bytes_changed_at_random_are_refused_or_change_nothing(tmp_path: Path, right: str) -> None:
    rng = random.Random(4)
    marks = [at for at in range(len(RAW)) if RAW[at : at + 2] == b"PK"]
    path = tmp_path / "model.npz"
    refused = 0
    for _ in range(300):
        data = bytearray(RAW)
        for _ in range(rng.choice((1, 1, 3, 20))):
            at = rng.randrange(len(data)) if rng.random() < 0.4 else rng.choice(marks) + rng.randrange(60)
            if at < len(data):
                data[at] = rng.randrange(256)
        path.write_bytes(bytes(data[: rng.randrange(len(data))] if rng.random() < 0.1 else data))
        try:
            load_model(path)
        except InputError as error:
            refused += 1
            message = str(error)
        else:
            assert answer(path) == right
            continue
        assert str(path) in message
        assert "foedus outlook fit" in message
    assert refused > 200


def changed(rng: random.Random) -> dict[str, Any]:
    """Arrays of which one or two are of another shape, type or value, and no checksum that would tell it."""
    parts = dict(PLAIN)
    for _ in range(rng.choice((1, 1, 2))):
        name = rng.choice(list(parts))
        values, way = parts[name], rng.randrange(8)
        if way == 0:
            del parts[name]
        elif way == 1:
            parts[name] = np.zeros(rng.choice((0, 1, 3)))
        elif way == 2:
            parts[name] = values.ravel()[:-1]
        elif way == 3 and values.dtype.kind == "f":
            with np.errstate(all="ignore"):
                parts[name] = values * rng.choice((float("nan"), float("inf"), 1e300, 0.0))
        elif way == 4:
            parts[name] = np.array(["x"])
        elif way == 5:
            parts[name] = values[..., :1]
        elif way == 6 and values.dtype.kind in "iu":
            parts[name] = np.full(values.shape, rng.choice((0, 1, 127)), dtype=values.dtype)
        else:
            parts["meta"] = np.frombuffer(
                json.dumps(_changed_meta(rng)).encode("utf-8", "surrogatepass"), dtype=np.uint8
            )
    return parts


def _changed_meta(rng: random.Random) -> Any:
    found: Any = json.loads(PLAIN["meta"].tobytes())
    at = found
    while isinstance(at, dict | list) and at:
        key = rng.choice(list(at)) if isinstance(at, dict) else rng.randrange(len(at))
        if rng.random() < 0.5 or not isinstance(at[key], dict | list) or not at[key]:
            if rng.random() < 0.3:
                del at[key]
            else:
                at[key] = rng.choice((None, [], {}, "", "x\x1b[2J", -1, 1e300, True, "\ud800", [[]] * 3, 10**30))
            break
        at = at[key]
    return found


def test_arrays_of_another_shape_type_or_value_are_refused_or_give_numbers(tmp_path: Path) -> None:
    rng = random.Random(8)
    path = tmp_path / "model.npz"
    refused = 0
    for _ in range(250):
        path.write_bytes(written(changed(rng)))
        try:
            said = answer(path)
        except InputError as error:
            said = str(error)
            refused += 1
        assert "NaN" not in said
        assert "\x1b" not in said
    assert refused > 150


@pytest.mark.parametrize("name", [name for name, _ in wanted_arrays()])
def test_every_array_is_declared_and_needed(name: str) -> None:
    assert name in PLAIN
    with pytest.raises(Damaged, match=f"the array {name} is missing"):
        check_arrays({other: values for other, values in PLAIN.items() if other != name})


def test_a_file_of_an_earlier_foedus_has_no_checksum_and_is_read(tmp_path: Path, right: str) -> None:
    path = tmp_path / "model.npz"
    path.write_bytes(written(PLAIN))
    assert answer(path) == right


def test_a_changed_value_does_not_fit_the_checksum(tmp_path: Path) -> None:
    sums = {"sha256": np.frombuffer(checksum(PLAIN), dtype=np.uint8)}
    name = "alliance_small.beta"
    path = tmp_path / "model.npz"
    path.write_bytes(written({**PLAIN, **sums, name: PLAIN[name] * 1.001}))
    with pytest.raises(InputError, match="checksum inside does not fit"):
        load_model(path)


def test_the_reader_agrees_with_numpy() -> None:
    shapes: list[Any] = [
        np.arange(6).reshape(2, 3),
        np.asfortranarray(np.eye(3)[:, :2]),
        np.array(2.5),
        np.zeros((0, 4)),
    ]
    arrays = {f"a{at}": values for at, values in enumerate(shapes)} | {"flag": np.array([True, False])}
    found = unpack(pack(arrays))
    assert set(found) == set(arrays)
    for name, values in arrays.items():
        np.testing.assert_array_equal(found[name], values)
        assert found[name].dtype == values.dtype


def test_a_header_that_claims_a_huge_array_is_not_believed() -> None:
    buffer = io.BytesIO()
    header = b"{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000000,), }\n"
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("x.npy", b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header + bytes(16))
    with pytest.raises(Damaged, match="has 16 bytes, its header says 8000000000000"):
        unpack(buffer.getvalue())


def test_objects_are_never_unpickled() -> None:
    buffer = io.BytesIO()
    np.savez(buffer, x=np.array([{}], dtype=object))
    with pytest.raises(Damaged, match="type object"):
        unpack(buffer.getvalue())


def test_what_is_saved_carries_its_checksum(tmp_path: Path) -> None:
    save_model(load_model(), tmp_path / "model.npz")
    assert (tmp_path / "model.npz").read_bytes() == RAW
