"""Case folders: read, written in canonical form, read again."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from attack import counts
from attack.form import Files, Form, Taken, damaged, shared
from attack.mutations import TABLE, TEXT

_BUILTIN = Path(__file__).resolve().parents[3] / "src/foedus/case/builtin"
_WORDS = (
    "format_version = 2", "[[scenarios]]", "focal_pair = [\"iran\", \"russia\"]", "period = \"2010/2019\"", "horizon_years = 1e3", "as_of = 2019-12-31", "\"\"\"",
    "relation", "action", "threat", "bears", "holder", "object", "predicate", "step", "IRN", "630", "365", "affirmed", "denied", "iran", "russia", "+", "-", "a|b", "slant_1",
)  # fmt: skip


def _small() -> Files:
    """A case of few rows, so that each row is often hit."""
    from builders import a_coded_case

    return written(a_coded_case().build())


def written(case: object) -> Files:
    from foedus.case.write import render_case

    return dict(render_case(case))  # type: ignore[arg-type]


def seeds() -> Sequence[Files]:
    """The built-in cases, a small one, a new one, and those of the field trial laid over a new one."""
    import tempfile

    from foedus.case.new import new_case

    found: list[Files] = [
        {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
        for folder in sorted(_BUILTIN.iterdir())
        if (folder / "case.toml").is_file()
    ]
    with tempfile.TemporaryDirectory() as folder:
        new_case(Path(folder) / "new")
        new = {path.name: path.read_bytes() for path in sorted((Path(folder) / "new").iterdir()) if path.is_file()}
    small = _small()
    found += [small, small, small, new, new]
    real = shared()
    for case in sorted(real.glob("field/inputs/cases/k*")) if real else []:
        found.append({**new, **{path.name: path.read_bytes() for path in sorted(case.iterdir()) if path.is_file()}})
    return found


def damage(given: Sequence[Files], rng: random.Random) -> Files:
    """A case with one or two of its files damaged, each as its kind is; seldom one taken away."""
    files = dict(rng.choice(given))
    if rng.random() < 0.03:
        del files[rng.choice(list(files))]
    for _ in range(rng.choice((1, 1, 1, 2))):
        name = rng.choice(list(files))
        kinds = TABLE if name.endswith(".csv") else TEXT
        same = [{name: other[name]} for other in given if name in other]
        files.update(
            damaged(
                [{name: files[name]}, *same] if rng.random() < 0.1 else [{name: files[name]}],
                rng,
                kinds=kinds,
                words=_WORDS,
            )
        )
    return files


def take(folder: Path) -> Taken:
    """Read, format, read again: equal; and rows of each table as the csv module counts them."""
    from foedus.case.read import read_case
    from foedus.case.schema import TABLES
    from foedus.case.write import render_case

    case = read_case(folder)
    lost = []
    counted = True
    for table in TABLES:
        path = folder / table.file
        if not path.is_file():
            continue
        rows = counts.table(path.read_bytes(), [field.name for field in table.fields if field.required])
        counted &= rows is not None
        there = getattr(case, table.name, None)
        if rows is not None and there is not None:
            lost += counts.difference(f"rows of {table.file}", len(rows) - 1, used=len(there), said=0)
    again = folder.parent / "again"
    again.mkdir(exist_ok=True)
    for path in again.iterdir():
        path.unlink()
    for name, data in render_case(case).items():
        (again / name).write_bytes(data)
    back = read_case(again)
    for name in ("settings", "thesis", "scenarios", *(table.name for table in TABLES), "bibliography"):
        one, other = getattr(case, name, None), getattr(back, name, None)
        if one != other:
            lost.append(f"{name} differ after writing and reading again: {_first_difference(one, other)}")
    return Taken(case.claims, list(case.notes), lost, counted=counted)


def _first_difference(one: object, other: object) -> str:
    if isinstance(one, tuple) and isinstance(other, tuple):
        for a, b in zip(one, other, strict=False):
            if a != b:
                return f"{a} became {b}"
    return f"{one!r:.300} became {other!r:.300}"


FORMS = [
    Form("case", seeds, take, "rows of each table by the csv module against the case's; what cells say only by writing and reading again",
         damage=damage, words=_WORDS),
]  # fmt: skip
