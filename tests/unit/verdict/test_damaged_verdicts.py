"""A verdict that was changed by hand: every part of it is right, or the path to the fault is told; nothing else."""

import json
import random
from pathlib import Path

import pytest

from foedus.errors import FoedusError, InputError
from foedus.report.console import explanation
from foedus.report.explain import explain
from foedus.verdict.changes import with_changes
from foedus.verdict.file import read_verdict
from foedus.verdict.references import first_dangling
from foedus.verdict.types import Verdict
from made import made, typed

WORDS = (None, [], {}, "", "x", -1, 0, 1e300, True, "\ud800", [[]] * 3, 10**30, "sentence-9999", 0.5)


def paths(node, path=()):
    yield path
    if isinstance(node, dict | list):
        for name in node if isinstance(node, dict) else range(len(node)):
            yield from paths(node[name], (*path, name))


PATHS = [path for path in paths(made()) if path]


def changed(rng):
    found = made()
    *way, last = rng.choice(PATHS)
    place = found
    for name in way:
        place = place[name]
    kind = rng.randrange(4)
    if kind == 0:
        del place[last]
    elif kind == 1 and isinstance(place, list):
        place.append(place[rng.randrange(len(place))])
    elif kind == 2 and isinstance(place[last], str):
        place[last] = rng.choice((place[last][:-1], f"{place[last]}x", "zz"))
    else:
        place[last] = rng.choice(WORDS)
    return found


def written(folder, found):
    path = folder / "verdict.json"
    path.write_bytes(json.dumps(found).encode())
    return path


def test_random_changes_are_told_or_harmless(tmp_path):
    rng = random.Random(6)
    refused = used = 0
    for _ in range(120):
        path = written(tmp_path, changed(rng))
        try:
            verdict = read_verdict(path)
        except InputError as error:
            refused += 1
            message = str(error)
        else:
            used += 1
            with_changes(typed(), verdict, "0" * 64)
            for name in (verdict.headline.outcome, *(factor.id for factor in verdict.factors)):
                explanation(explain(verdict, name), verdict)
            continue
        assert str(path) in message
        assert "foedus assess" in message
    assert refused > 30
    assert used > 5


@pytest.mark.parametrize("name", ["full", "coded", "empty"])
def test_what_foedus_writes_names_nothing_that_is_not_there(name):
    assert first_dangling(made(name)) is None


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (
            ("case_info", "focal_pair", 0),
            "nobody",
            "case_info.focal_pair[0]: expected the id of the right kind (actor)",
        ),
        (("factors", 0, "claims", 0), "c999", "factors[0].claims[0]: expected the id of the right kind (claim)"),
        (("headline", "sentence"), "sentence-9999", "headline.sentence: expected the id of the right kind (sentence)"),
        (
            ("hypotheses", "groups", 0, "deciding", "alliance"),
            "zz",
            "expected the id of the right kind (kind of the checklist)",
        ),
        (("outside", "annual"), [[1.0]], "outside.annual: expected 4 rows of 4 shares"),
        (("outside", "states", 1), "zz", "outside.states: expected the states"),
    ],
)
def test_an_id_that_leads_nowhere_is_told_with_its_path(tmp_path, path, value, fault):
    found = made()
    *way, last = path
    place = found
    for name in way:
        place = place[name]
    place[last] = value
    with pytest.raises(InputError) as caught:
        read_verdict(written(tmp_path, found))
    assert fault in str(caught.value)


def test_a_device_is_no_verdict():
    with pytest.raises(FoedusError, match="a device"):
        read_verdict(Path("/dev/zero"))


def test_a_verdict_read_is_the_verdict_written(tmp_path):
    read = read_verdict(written(tmp_path, made()))
    assert isinstance(read, Verdict)
    assert read == typed()
