"""Files that were broken off: official ones, a user's tables and workbooks; and official ones with other capitals."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from attack.form import Files, Form, Taken
from attack.formats.datasets import dataset_ids, samples, take


def _official() -> Sequence[Files]:
    found: list[Files] = []
    for id in dataset_ids():
        for sample in samples(id):
            found.append({f"{id}/{name}": data for name, data in sample.items()})
    return [one for one in found if _is_taken(one)]


def _is_taken(files: Files) -> bool:
    """Whether a sample is taken as it is; a made-up one may not be."""
    from foedus.errors import FoedusError

    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        try:
            _take_official(Path(folder))
        except FoedusError:
            return False
    return True


def _cut(seeds: Sequence[Files], rng: random.Random) -> Files:
    """A sample whose last file ends inside a row below its header, or without its last end of line."""
    files = dict(rng.choice(seeds))
    name = rng.choice(list(files))
    data = files[name]
    start = data.find(b"\n", len(data) // 4) + 1 or 1
    if start >= len(data) - 1:
        start = data.find(b"\n") + 1
    ends = [at for at in range(start + 1, len(data)) if data[at - 1 : at] not in b"\r\n"]
    files[name] = data[: rng.choice(ends)] if ends else data[:-1]
    return files


def _take_official(folder: Path) -> Taken:
    from foedus.datasets.registry import registry

    (place,) = list(folder.iterdir())
    taken = take(place.name, place, meant=False)
    contents = [path.read_bytes() for path in place.rglob("*") if path.is_file()]
    whole = {known for release in registry()[place.name].releases for known in release.sha256.values()}
    cut = any(not data.endswith(b"\n") and sha256(data).hexdigest() not in whole for data in contents)
    if cut and not any("cut off" in note for note in taken.said):
        taken.lost.append("a file that is cut off was taken without a word")
    return taken


# A user's tables

_TABLES: Files = {
    "ties.csv": b"source,target,sign,weight\nArda,Belor,1,2.5\nArda,Corvan,-1,10.25\nBelor,Corvan,-1,3.75\nDunmar,Arda,1,1.125\n",
    "positions.csv": b"actor,capability,position,salience\nArda,4.5,10.5,0.55\nBelor,2.5,60.5,0.85\nCorvan,1.5,100.5,0.25\n",
}


def _user_tables() -> Sequence[Files]:
    from attack.formats.cases import written
    from builders import a_coded_case

    case = written(a_coded_case().build())
    return [
        *({name: data} for name, data in _TABLES.items()),
        {f"case/{name}": data for name, data in case.items() if name != "datapackage.json"},
    ]


def _take_table(folder: Path) -> Taken:
    from foedus.case.read import read_case
    from foedus.files.networks.read import read_network
    from foedus.models.bargaining.positions import read

    readers: dict[str, Callable[[Path], Any]] = {
        "ties.csv": lambda path: read_network(path).notes,
        "positions.csv": lambda path: read(path).inputs[0].notes,
        "case": lambda path: read_case(path).notes,
    }
    (path,) = list(folder.iterdir())
    notes = readers[path.name](path)
    # An entry of a bibliography ends with a mark of its own; its last end of line says nothing.
    parts = sorted(path.rglob("*")) or [path]
    contents = [one.read_bytes() for one in parts if one.suffix != ".bib"]
    told = any("cut off" in note for note in notes)
    return Taken(
        notes,
        notes,
        []
        if told or all(data.endswith(b"\n") for data in contents)
        else ["a table that is cut off was taken without a word"],
    )


# Workbooks


def _books() -> Sequence[Files]:
    from attack.formats.sheets import _tables, _workbooks

    return [*_workbooks(), *_tables()]


def _cut_anywhere(seeds: Sequence[Files], rng: random.Random) -> Files:
    (name, data), *_ = rng.choice(seeds).items()
    return {name: data[: rng.randrange(1, len(data))]}


def _take_book(folder: Path) -> Taken:
    from foedus.case.workbook.read import read_workbook
    from foedus.files.networks.read import read_network

    (path,) = folder.iterdir()
    answer = read_workbook(path) if path.name == "case.xlsx" else read_network(path, directed="keep")
    return Taken(answer, lost=["a workbook that is cut off was taken"])


# Headers in capitals: not cut off, but the same files


def _capitals(seeds: Sequence[Files], rng: random.Random) -> Files:
    """A sample with the header of each file in capitals, small letters or with a capital first."""
    change = rng.choice((bytes.upper, bytes.lower, bytes.title))
    files = {name: data.partition(b"\n") for name, data in rng.choice(seeds).items()}
    return {name: change(head) + end + rest for name, (head, end, rest) in files.items()}


def _take_capitals(folder: Path) -> Taken:
    from foedus.errors import FoedusError

    try:
        return _take_official(folder)
    except FoedusError as error:
        return Taken(lost=[f"a header in capitals was refused: {error}"])


FORMS = [
    Form("cut-off files", _official, _take_official, "every input is cut inside a row: it must be refused, or told where no file of the release was at hand",
         damage=_cut, part=4),
    Form("cut-off tables", _user_tables, _take_table, "every input is cut inside a row: it must be refused or told", damage=_cut),
    Form("cut-off workbooks", _books, _take_book, "every input is cut: it must be refused", damage=_cut_anywhere, part=5),
    Form("headers in capitals", _official, _take_capitals, "every input is whole: it must be taken", damage=_capitals, part=20),
]  # fmt: skip
