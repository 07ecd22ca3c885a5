"""What a look through a long table refuses is what reading it row by row refuses, and nothing else.

Where several things are wrong, the look tells wrong cells before pairs with two signs, several relations or times.
"""

from __future__ import annotations

import random
import re

import pytest

from foedus.files import tables
from foedus.files.networks.read import read_network
from foedus.files.tables import FileError

CELLS = {
    "source": ("a", "b", "c", " d", "e\u0301", "\u00e9", ""),
    "target": ("a", "b", "c", "x", "\u00e9", '"q,r"'),
    "sign": ("1", "-1", "ally", "0", "+1.0", "maybe", ""),
    "weight": ("1", "2.5", "0", "-1", "1e3", "x", "", "1,5"),
    "relation": ("trade", "war", " trade", ""),
    "year": ("1914", "", "1915"),
}


def _table(rng: random.Random) -> str:
    columns = ["source", "target", *(name for name in list(CELLS)[2:] if rng.random() < 0.5)]
    used = {name: rng.sample(CELLS[name], rng.choice((1, 2, 3))) for name in columns}
    rows = [[rng.choice(used[name]) for name in columns] for _ in range(rng.choice((3, 8, 20)))]
    if rng.random() < 0.2:
        rng.choice(rows).append(rng.choice(("", "more")))
    lines = [",".join(row) for row in [columns, *rows]]
    if rng.random() < 0.2:
        lines.insert(rng.randrange(1, len(lines)), rng.choice(("", ",,")))
    return "\n".join(lines) + "\n"


def _outcome(path):
    try:
        found = read_network(path)
    except FileError as error:
        return str(error)
    return found.actors, found.sign.tolist(), found.weight.tolist(), found.line.tolist(), found.notes


@pytest.mark.parametrize("seed", range(300))
def test_looking_first_refuses_the_same_tables(seed, tmp_path, monkeypatch):
    path = tmp_path / "t.csv"
    path.write_text(_table(random.Random(seed)))
    plain = _outcome(path)
    monkeypatch.setattr(tables, "_LOOKED_THROUGH", 0)
    looked = _outcome(path)
    several = isinstance(plain, str) and re.search("one sign for| relations: | times: ", plain)
    if not several:
        assert looked == plain
    else:
        assert isinstance(looked, str)
        assert looked == plain or "expected 1 (friendly)" in looked or "expected a number above 0" in looked


@pytest.mark.parametrize(
    ("header", "row", "last", "said"),
    [
        ("source,target,sign", "a{0},b,1", "c,d,perhaps", r"t.csv:30002 sign: 'perhaps'"),
        ("source,target,sign", "a{0},b,1", "b,a7,-1", r"t.csv:30002 sign: '-1', expected one sign for b and a7; row 9 says 1"),
        ("source,target,sign,weight", "a{0},b,1,2", "c,d,1,-2", r"t.csv:30002 weight: '-2'"),
        ("source,target,sign", "a{0},b,1", ",d,1", r"t.csv:30002 source: ''"),
        ("source,target,sign,relation", "a{0},b,1,r", "c,d,1,s", r"r \(30,000 ties\); s \(1 ties\)"),
    ],
)  # fmt: skip
def test_what_is_wrong_at_the_end_of_a_long_table_is_found_without_reading_it_row_by_row(
    header, row, last, said, tmp_path, monkeypatch
):
    path = tmp_path / "t.csv"
    path.write_text("\n".join([header, *(row.format(at) for at in range(30_000)), last, ""]))
    parsed = []
    plain = tables.parse_table
    monkeypatch.setattr(
        tables, "parse_table", lambda table, raw, **more: parsed.append(len(raw.rows)) or plain(table, raw, **more)
    )
    with pytest.raises(FileError) as caught:
        read_network(path)
    assert re.search(said, str(caught.value))
    assert max(parsed, default=0) <= 20_000


@pytest.mark.parametrize("number", [10_001, 30_000])
def test_a_column_in_which_every_row_is_a_relation_of_its_own_is_refused(number, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("source,target,sign,relation\n" + "".join(f"a,b,1,r{at}\n" for at in range(number)))
    with pytest.raises(FileError, match=r"t.csv relation: 'more than 10,000 relations', expected at most 10,000"):
        read_network(path)
