"""One line a format, and every fault kept as a file that can be tried again."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from pathlib import Path

from attack.form import Files, Form
from attack.run import Tally
from attack.trial import FAULTS, Outcome

HEADER = f"{'format':<24}{'inputs':>8}{'used':>8}{'refused':>9}{'tracebacks':>12}{'hangs':>7}{'losses':>8}{'other':>7}{'uncounted':>11}{'MB':>6}{'slowest':>9}{'s':>7}"


def line_of(tally: Tally) -> str:
    """The line of a format: counts, inputs used uncounted, memory and seconds of the worst input, seconds in all."""
    count = tally.counts
    return (
        f"{tally.name:<24}{count['inputs']:>8,}{count['used']:>8,}{count['refused']:>9,}{count['traceback']:>12,}{count['hang']:>7,}"
        f"{count['loss']:>8,}{count['other']:>7,}{tally.uncounted:>11,}{tally.megabytes:>6.0f}{tally.slowest:>9.2f}{tally.seconds:>7.0f}"
    )


def is_faulty(tally: Tally) -> bool:
    return any(tally.counts[sort] for sort in FAULTS)


def keep_faults(form: Form, tally: Tally, folder: Path) -> list[str]:
    """Write the smallest input of each kind of fault; a line for each, with how to try it again."""
    lines = []
    seeds = form.seeds() if tally.faults else []
    for fault, found in sorted(tally.faults.items()):
        made = [
            (form.made(seeds, seed=seed, number=number), seed, number, outcome) for seed, number, outcome in found[:50]
        ]
        files, seed, number, outcome = min(made, key=lambda one: sum(map(len, one[0].values())))
        path = keep(form.name, fault, files, folder=folder, seed=seed, number=number, outcome=outcome)
        lines.append(f"  {len(found):,} x {fault}\n    {path}")
    return lines


def keep(name: str, fault: str, files: Files, *, folder: Path, seed: int, number: int, outcome: Outcome) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    slug = re.sub(r"[^a-z0-9]+", "-", fault.lower()).strip("-")[:80]
    mark = hashlib.sha256(fault.encode()).hexdigest()[:6]
    path = folder / f"{name.replace(' ', '-')}.{slug}.{mark}.zip"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        about = {"format": name, "fault": fault, "seed": seed, "number": number, "text": outcome.text[-20_000:]}
        packed.writestr("ABOUT.json", json.dumps(about, indent=1))
        for file, data in files.items():
            packed.writestr(f"input/{file}", data)
    path.write_bytes(buffer.getvalue())
    return path


def kept(path: Path) -> tuple[str, Files]:
    """The format and the files of an input that was kept."""
    with zipfile.ZipFile(path) as packed:
        about = json.loads(packed.read("ABOUT.json"))
        files = {
            name.removeprefix("input/"): packed.read(name) for name in packed.namelist() if name.startswith("input/")
        }
    return about["format"], files
