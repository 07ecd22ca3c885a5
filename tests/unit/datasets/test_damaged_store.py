"""A data directory damaged by hand: told with the folder and the step, or read rightly."""

import json
import random

import pytest
from made_files import STATES, add, write

from foedus.datasets import check_installed, installed, load
from foedus.errors import InputError


@pytest.fixture
def stored(data_dir, tmp_path):
    return add("states", write(tmp_path, "states2016.csv", STATES))[0].path


def damage(rng, data):
    broken = bytearray(data)
    for _ in range(rng.choice((1, 1, 3))):
        broken[rng.randrange(len(broken))] = rng.randrange(256)
    return bytes(broken[: rng.randrange(len(broken))] if rng.random() < 0.2 else broken)


@pytest.mark.parametrize("name", ["meta.json", "data.parquet"])
def test_random_damage_is_told_or_harmless(stored, name):
    rng = random.Random(2)
    right = load("states").frame
    good = (stored / name).read_bytes()
    told = 0
    for _ in range(200):
        (stored / name).write_bytes(damage(rng, good))
        try:
            assert load("states").frame.equals(right)
            message = "".join(text for entry in check_installed("states") for text in entry.problems)
        except InputError as error:
            message = str(error)
        told += bool(message)
        assert not message or "foedus data add states" in message
        assert message.isprintable()
    assert told > 100


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", 7),
        ("id", ["states"]),
        ("id", "nmc"),
        ("version", {}),
        ("rows", -1),
        ("files", {"a": "b"}),
        ("form", "x\x1b[2J"),
        ("notes", "one"),
        ("id", "\ud800"),
        ("rejected", [[]] * 3),
    ],
)
def test_values_of_another_type_are_refused_with_the_folder(stored, key, value):
    path = stored / "meta.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), key: value}))
    for call in (installed, lambda: load("states"), check_installed):
        with pytest.raises(InputError, match=r"meta\.json.*delete the folder and run: foedus data add states"):
            call()


def test_deep_json_is_refused(stored):
    (stored / "meta.json").write_text("[" * 100_000)
    with pytest.raises(InputError, match="delete the folder"):
        installed()
