"""Official files of every dataset, damaged and cut off; archives of them; a data directory damaged by hand."""

from __future__ import annotations

import csv
import fnmatch
import gzip
import io
import os
import random
import shutil
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from attack import counts
from attack.form import Files, Form, Taken, damaged, head, shared
from attack.mutations import BYTES, JSON, TABLE, Chance, changed

_ROWS = 4
_HEAD = 12_000
_STATES = (
    b"stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version\n"
    b"USA,2,United States of America,1816,1,1,2016,12,31,2016\nFRN,220,France,1816,1,1,1942,11,11,2016\n"
    b"FRN,220,France,1944,8,25,2016,12,31,2016\n"
)


def _ids() -> list[str]:
    from foedus.datasets.registry import registry

    return list(registry())


def _release(dataset: Any, name: str) -> Any:
    """The release whose files lie in a folder of this name."""
    return next(release for release in dataset.releases if folder_of(release) == name)


def folder_of(release: Any) -> str:
    return f"{release.version}-{release.form}".replace("/", "_").replace(" ", "_")


def _samples(id: str) -> list[Files]:
    """A sample for every release: the beginning of the real files where they are at hand, else made-up rows."""
    from foedus.datasets.registry import registry

    found: list[Files] = []
    for release in registry()[id].releases:
        parts = [_real(table.file) or _made(table, release) for table in release.tables]
        names = [table.file.replace("*", "x").replace("?", "x") for table in release.tables]
        found.append({f"{folder_of(release)}/{name}": data for name, data in zip(names, parts, strict=True)})
    return found


@cache
def _real(pattern: str) -> bytes | None:
    folder = shared()
    for path in sorted((folder / "data/states").iterdir()) if folder else []:
        name = path.name.lower()
        if fnmatch.fnmatch(name, pattern.lower()):
            return head(path, _HEAD)
        if fnmatch.fnmatch(name, f"{pattern.lower()}.gz"):
            data = gzip.decompress(path.read_bytes())[:_HEAD]
            return data[: data.rfind(b"\n") + 1]
    return None


def _made(table: Any, release: Any) -> bytes:
    """Rows of a table by the declaration of its columns."""
    import polars as pl

    columns = [column for column in table.columns if column.place != "stored"]
    buffer = io.StringIO()
    if table.preamble:
        buffer.write("Notes\n\n")
    names = [column.file_names[0] for column in columns]
    if table.preamble:
        order = [name for name in table.preamble.lower().split(",") if name in names]
        columns.sort(key=lambda column: order.index(column.file_names[0]) if column.file_names[0] in order else 99)
    csv.writer(buffer, lineterminator="\n").writerow([column.file_names[0] for column in columns])
    for row in range(_ROWS):
        cells = []
        for column in columns:
            low = 1 if column.low is None else max(column.low, 0)
            name = column.file_names[0]
            if name == "year" or "yr" in name or "year" in name:
                cells.append(str(release.coverage[0] + row))
            elif column.words:
                cells.append(column.words[row % len(column.words)])
            elif column.dtype == pl.String:
                cells.append("ABCD"[row] * 3)
            else:
                cells.append(f"{low + (row if column.high is None or low + row <= column.high else 0):g}")
        csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue().encode(table.encoding)


def _take(id: str, folder: Path, *, meant: bool = True) -> Taken:
    from foedus.datasets.ingest import ingest
    from foedus.datasets.registry import registry

    dataset = registry()[id]
    (place,) = [path for path in folder.iterdir() if path.is_dir()]
    release = _release(dataset, place.name)
    names = [table.file.replace("*", "x").replace("?", "x") for table in release.tables]
    files = [(name, (place / name).read_bytes()) for name in names]
    found = ingest(dataset, release, files=files, changed=meant)
    rows = [_rows(data, table) for (_, data), table in zip(files, release.tables, strict=True)]
    lost = []
    counted = all(one is not None for one in rows)
    if counted:
        tables = [one for one in rows if one is not None]
        lost += counts.difference("rows", sum(len(one) - 1 for one in tables), used=found.rows_in, said=0)
        short = [row for one in tables for row in one[1:] if len(row) != len(one[0])]
        lost += [f"a row of {len(row)} cells was taken: {row}" for row in short[:1]]
    from foedus.datasets.model import one_table

    if release.build is one_table:
        kept = found.frame.height + sum(found.rejected.values())
        lost += counts.difference("stored rows", found.rows_in, used=kept, said=0)
        lost += _keys(dataset, found.frame, rows[0], table=release.tables[0]) if rows[0] and not found.rejected else []
    return Taken(found.frame.hash_rows().to_list(), [*found.notes, *found.rejected], lost, counted=counted)


def _rows(data: bytes, table: Any) -> list[list[str]] | None:
    if table.encoding.replace("-", "").lower() != "utf8":
        try:
            data = data.decode(table.encoding).encode()
        except UnicodeDecodeError:
            return None
    required = [column.file_names for column in table.columns if column.required and column.place != "stored"][:3]
    for names in ([one[0] for one in required], [one[-1] for one in required]):
        found = counts.table(data, names)
        if found is not None:
            return found
    return None


def _keys(dataset: Any, frame: Any, rows: list[list[str]], *, table: Any) -> list[str]:
    """Whole numbers of the keys by the csv module against the stored ones."""
    header = [cell.strip().lower() for cell in rows[0]]
    for column in table.columns:
        if column.name not in dataset.key or not column.dtype.is_integer() or column.missing:
            continue
        name = next((name for name in column.file_names if header.count(name) == 1), None)
        if name is None:
            continue
        try:
            given = sorted(int(row[header.index(name)]) for row in rows[1:])
        except (ValueError, IndexError):
            continue
        if given != sorted(frame[column.name].to_list()):
            return [f"column {column.name}: {given[:5]} became {sorted(frame[column.name].to_list())[:5]}"]
    return []


def _form(id: str) -> Form:
    return Form(
        f"dataset {id}", partial(_samples, id), partial(_take, id),
        "rows and their width by the csv module, and whole numbers of the keys; not other cells, nor what `build` makes of several files",
        TABLE, ("-9", ".", "NA", "1816", "2010", "31", "2", "200"), part=4,
    )  # fmt: skip


# Cut-off files


def _cut_seeds() -> Sequence[Files]:
    found: list[Files] = []
    for id in _ids():
        for sample in _samples(id):
            found.append({f"{id}/{name}": data for name, data in sample.items()})
    return [one for one in found if _whole(one)]


def _whole(files: Files) -> bool:
    """Whether a sample is taken as it is; a made-up one may not be."""
    from foedus.errors import FoedusError

    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        try:
            _take_cut(Path(folder))
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


def _take_cut(folder: Path) -> Taken:
    from foedus.datasets.registry import registry

    (place,) = list(folder.iterdir())
    taken = _take(place.name, place, meant=False)
    contents = [path.read_bytes() for path in place.rglob("*") if path.is_file()]
    whole = {known for release in registry()[place.name].releases for known in release.sha256.values()}
    cut = any(not data.endswith(b"\n") and sha256(data).hexdigest() not in whole for data in contents)
    if cut and not any("cut off" in note for note in taken.said):
        taken.lost.append("a file that is cut off was taken without a word")
    return taken


# Archives


def _archives() -> Sequence[Files]:
    nmc = b"stateabb,ccode,year,milex,milper,irst,pec,tpop,upop,cinc,version\nUSA,2,1816,3823,17,80,254,8659,101,.0397,2021\n"
    plain = _zip({"states2016.csv": _STATES, "docs/readme.txt": b"hello", "x/NMC-60-abridged.csv": nmc})
    nested = _zip({"inner.zip": _zip({"states2016.csv": _STATES}), "a/b/c.csv": b"x,y\n1,2\n"})
    stored = _zip({"states2016.csv": _STATES}, method=zipfile.ZIP_STORED)
    bz2 = _zip({"states2016.csv": _STATES * 1}, method=zipfile.ZIP_BZIP2)
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as packed:
        member = tarfile.TarInfo("states2016.csv")
        member.size = len(_STATES)
        packed.addfile(member, io.BytesIO(_STATES))
    gz = gzip.compress(_STATES, mtime=0)
    archives: list[Files] = [{"a.zip": data} for data in (plain, nested, stored, bz2)]
    return [*archives, {"states2016.csv.gz": gz}, {"a.tar.gz": buffer.getvalue()}, {"a.zip": gz}]


def _zip(members: Files, *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as packed:
        for name, data in members.items():
            packed.writestr(zipfile.ZipInfo(name), data, compress_type=method)
    return buffer.getvalue()


def _damage_archive(seeds: Sequence[Files], rng: random.Random) -> Files:
    """Damage bytes of the archive, or the names and content of its members."""
    files = dict(rng.choice(seeds))
    (name,) = files
    if name.endswith(".zip") and rng.random() < 0.4:
        try:
            with zipfile.ZipFile(io.BytesIO(files[name])) as packed:
                members = {one.filename: packed.read(one) for one in packed.infolist()}
        except zipfile.BadZipFile:
            return damaged([files], rng, kinds=(BYTES,))
        old = rng.choice(sorted(members))
        chance = Chance(rng)
        if rng.random() < 0.5:
            members[old] = changed(members[old], chance, kinds=TABLE)
        else:
            new = rng.choice(
                (
                    f"../{old}",
                    f"/etc/{old}",
                    f"C:\\{old}",
                    f"a\\{old}",
                    chance.text(),
                    old.upper(),
                    f"{old}/",
                    f"__MACOSX/{old}",
                )
            )
            members[new.replace("\0", "")[:200].encode("utf-8", "replace").decode() or "x"] = members.pop(old)
        return {name: _zip(members)}
    return damaged([files], rng, kinds=(BYTES,))


def _take_archive(folder: Path) -> Taken:
    from foedus.datasets import add_folder
    from foedus.datasets.locate import files_in

    (path,) = list(folder.iterdir())
    data = folder.parent / "stored"
    shutil.rmtree(data, ignore_errors=True)
    os.environ["FOEDUS_DATA"] = str(data)
    found = list(files_in(path))
    contents = sorted((file.name, hash(file.read())) for file in found)
    result = add_folder(path, changed=True)
    said = [*(file.place for file in found), *(note for one in result.added for note in one.notes)]
    said += [f"{place}: {why}" for place, why in (*result.failed, *result.passed_over)]
    lost = []
    leaves = _leaves(path.name, path.read_bytes())
    if leaves is not None:
        lost += counts.difference("files", len(leaves), used=len(found), said=0)
    told = {place for place, _ in (*result.failed, *result.passed_over)}
    tables = [file for file in found if file.name.lower().endswith(".csv")]
    lost += (
        counts.difference("tables", len(tables), used=len(result.added), said=len(told))
        if len(tables) > len(result.added) + len(told)
        else []
    )
    outside = [
        one
        for one in folder.parent.rglob("*states*")
        if not one.is_relative_to(folder) and not one.is_relative_to(data)
    ]
    return Taken(contents, said, lost, [f"written outside: {one}" for one in outside], counted=leaves is not None)


def _leaves(name: str, data: bytes) -> list[str] | None:
    """Files in an archive and the archives inside it, by the zipfile module."""
    if not name.lower().endswith(".zip"):
        return [name] if name.endswith(".gz") else None
    found: list[str] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for one in packed.infolist():
                last = one.filename.replace("\\", "/").rpartition("/")[2]
                if one.is_dir() or one.filename.startswith("__MACOSX/") or not last:
                    continue
                inner = (
                    _leaves(one.filename, packed.read(one)) if one.filename.lower().endswith(".zip") else [one.filename]
                )
                if inner is None:
                    return None
                found += inner
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError, NotImplementedError):
        return None
    return found


# A data directory


@cache
def _stored() -> Files:
    """What `foedus data add` makes of the list of states."""
    from foedus.datasets import add

    before = os.environ.get("FOEDUS_DATA")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FOEDUS_DATA"] = f"{folder}/data"
        (Path(folder) / "states2016.csv").write_bytes(_STATES)
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


def _forms() -> Iterator[Form]:
    yield from map(_form, _ids())
    yield Form("cut-off files", _cut_seeds, _take_cut, "every input is cut inside a row: it must be refused, or told where no file of the release was at hand",
               damage=_cut, part=4)  # fmt: skip
    yield Form("archives", _archives, _take_archive, "members by the zipfile module against files found; tables added, failed or passed over with a reason",
               damage=_damage_archive, part=4)  # fmt: skip
    yield Form(
        "data directory", lambda: [_stored()], _take_store, "what is loaded is what was stored", damage=_damage_store
    )


FORMS = list(_forms())
