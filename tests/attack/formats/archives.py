"""Archives of official files: .zip, .gz and what is not opened."""

from __future__ import annotations

import gzip
import io
import os
import random
import shutil
import tarfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from attack import counts
from attack.form import Files, Form, Taken, damaged
from attack.mutations import BYTES, TABLE, Chance, changed

STATES = (
    b"stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version\n"
    b"USA,2,United States of America,1816,1,1,2016,12,31,2016\nFRN,220,France,1816,1,1,1942,11,11,2016\n"
    b"FRN,220,France,1944,8,25,2016,12,31,2016\n"
)


def _archives() -> Sequence[Files]:
    nmc = b"stateabb,ccode,year,milex,milper,irst,pec,tpop,upop,cinc,version\nUSA,2,1816,3823,17,80,254,8659,101,.0397,2021\n"
    plain = _zip({"states2016.csv": STATES, "docs/readme.txt": b"hello", "x/NMC-60-abridged.csv": nmc})
    nested = _zip({"inner.zip": _zip({"states2016.csv": STATES}), "a/b/c.csv": b"x,y\n1,2\n"})
    stored = _zip({"states2016.csv": STATES}, method=zipfile.ZIP_STORED)
    bz2 = _zip({"states2016.csv": STATES * 1}, method=zipfile.ZIP_BZIP2)
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as packed:
        member = tarfile.TarInfo("states2016.csv")
        member.size = len(STATES)
        packed.addfile(member, io.BytesIO(STATES))
    gz = gzip.compress(STATES, mtime=0)
    archives: list[Files] = [{"a.zip": data} for data in (plain, nested, stored, bz2)]
    return [
        *archives,
        {"states2016.csv.gz": gz},
        {"a.tar.gz": gzip.compress(buffer.getvalue(), mtime=0)},
        {"a.zip": gz},
    ]


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


FORMS = [
    Form("archives", _archives, _take_archive, "members by the zipfile module against files found; tables added, failed or passed over with a reason",
         damage=_damage_archive, part=4),
]  # fmt: skip
