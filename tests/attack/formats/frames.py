"""Frames given to a panel: CSV through Polars or pandas, with the types that users bring; spells of their events."""

from __future__ import annotations

import json
import random
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from attack.form import Files, Form, Taken
from attack.mutations import CELLS_OF_TABLE, Chance, changed

_DYADS = b"ccode1,ccode2,year,raidongoing,note\n2,200,1990,0,a\n2,200,1991,1,b\n2,255,1990,0,\n200,255,1991,1,c\n"
_STATES = b"ccode,year,raidongoing,gdp\n2,1990,0,1.5\n2,1991,1,\n255,1990,0,2.5\n260,1989,0,1\n"
_TYPES = (
    "Int8", "Int16", "Int32", "Int64", "UInt8", "UInt64", "Float32", "Float64", "String", "Boolean", "Categorical", "Date", "Datetime", "Duration",
    "Binary", "List", "Struct", "Object", "Decimal", "Null", "Int128",
)  # fmt: skip
_CALLS = (
    {},
    {},
    {"directed": True},
    {"directed": False},
    {"keys": ["ccode1", "ccode2", "year"]},
    {"keys": ["ccode", "year"]},
    {"keys": ["note"]},
    {"keys": ["year", "year"]},
)


def damage(seeds: Sequence[Files], rng: random.Random) -> Files:
    """A frame with cells changed, and columns cast to other types."""
    files = dict(rng.choice(seeds))
    data = (
        changed(files["frame.csv"], Chance(rng), kinds=(CELLS_OF_TABLE,)) if rng.random() < 0.7 else files["frame.csv"]
    )
    how = {
        "types": {str(rng.randrange(6)): rng.choice(_TYPES) for _ in range(rng.choice((0, 1, 1, 2, 3)))},
        "pandas": rng.random() < 0.4,
        "lazy": rng.random() < 0.05,
        "call": rng.choice(_CALLS),
        "spells": rng.random() < 0.5,
        "ending": rng.choice((None, None, ".csv", ".dta", ".parquet")),
    }
    return {"frame.csv": data, "how.json": json.dumps(how).encode()}


def _frame(data: bytes, types: dict[str, str]) -> Any:
    """The CSV as Polars reads it, some columns of other types where they can be cast."""
    import polars as pl

    frame = pl.read_csv(data, infer_schema_length=1000, truncate_ragged_lines=True, encoding="utf8-lossy")
    for place, name in types.items():
        if int(place) >= frame.width:
            continue
        column = frame.columns[int(place)]
        try:
            if name == "Object":
                made = pl.Series(column, [complex(1, 2)] * frame.height, dtype=pl.Object)
            elif name in ("List", "Struct"):
                made = pl.Series(column, [[value] if name == "List" else {"x": value} for value in frame[column]])
            else:
                made = frame[column].cast(getattr(pl, name), strict=False)
        except Exception:  # noqa: BLE001
            continue
        frame = frame.with_columns(made)
    return frame


def _given(folder: Path, how: dict[str, Any]) -> Any:
    try:
        frame = _frame((folder / "frame.csv").read_bytes(), how["types"])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return frame.to_pandas() if how["pandas"] else frame.lazy() if how["lazy"] else frame
    except Exception:  # noqa: BLE001
        return None


def take(folder: Path) -> Taken:
    """Make a panel of the frame, add what ships and spells of its event, write it."""
    import polars as pl

    from foedus.panel import wrap, write
    from foedus.panel.outside import PanelNote

    how = json.loads((folder / "how.json").read_bytes())
    given = _given(folder, how)
    if given is None:
        from foedus.errors import InputError

        raise InputError("no frame came about; give another")
    call = {key: tuple(value) if isinstance(value, list) else value for key, value in how["call"].items()}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", PanelNote)
        panel = wrap(given, data=_loader(), **call)
        if how["spells"]:
            panel = panel.add_spells("raidongoing")
        made = panel.frame()
        if how["ending"]:
            write(panel, folder / f"out{how['ending']}")
    before = given if isinstance(given, pl.DataFrame) else pl.from_pandas(given) if how["pandas"] else None
    lost = []
    if before is not None:
        lost += [f"{before.height} rows became {made.height}"] if before.height != made.height else []
        lost += [f"column {name!r} is gone" for name in before.columns if name not in made.columns and name.strip()]
        for name in ("ccode", "ccode1", "ccode2", "year"):
            if name in made.columns and name in before.columns and before[name].dtype.is_integer():
                lost += [f"{name} differs"] if before[name].to_list() != made[name].to_list() else []
    return Taken(str(made.columns), panel.notes, lost, counted=before is not None)


def _loader() -> Any:
    from datetime import date

    import polars as pl

    from foedus.errors import InputError
    from foedus.panel.source import Source

    frame = pl.DataFrame(
        {"ccode": [2, 200, 255], "start": [date(1816, 1, 1)] * 3, "end": [date(2016, 12, 31)] * 3},
        schema_overrides={"ccode": pl.Int32},
    )

    def load(dataset: str, version: str | None = None) -> Source:
        if dataset != "states":
            raise InputError(f"the dataset {dataset} is not there; add it")
        return Source("states", "2016", "States", "0" * 64, "@misc{states,\n}", (1816, 2016), frame)

    return load


FORMS = [
    Form("frames", lambda: [{"frame.csv": _DYADS}, {"frame.csv": _STATES}], take, "rows, columns and whole-number keys of the frame itself; not other values",
         damage=damage),
]  # fmt: skip
