"""`python -m benchmarks.events`: a table of pairs and months from generated GDELT rows, beside DuckDB's own SQL for the same counts.

Every figure is one process of its own: CPU seconds of user and system, and the largest resident set. This process loads nothing
heavy, since what a child inherits counts as its own. `--rows` makes it small, `--again` reads the Parquet that many times over.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROWS, SEED, AGAIN = 5_000_000, 12, 20
CHUNK = 250_000
COUNTRIES = [
    "USA",
    "RUS",
    "CHN",
    "IRN",
    "IRQ",
    "SYR",
    "ISR",
    "TUR",
    "GBR",
    "FRA",
    "DEU",
    "IND",
    "PAK",
    "AFG",
    "UKR",
    "SAU",
    "EGY",
    "JPN",
    "PRK",
    "KOR",
    "NGA",
    "BRA",
    "MEX",
    "CAN",
    "AUS",
    "EUR",
    "AFR",
    "MEA",
]
"""States and a few regions; every third actor has none."""
DUCK = """
SELECT country1, country2, date_trunc('month', date) AS period, quad, count(*) AS n, sum(score) AS score
FROM {source} GROUP BY ALL
"""
"""What a table needs of all rows: those of no pair count in the denominator of its shares."""
TSV = """(SELECT column05 AS a1, column07 AS country1, column17 AS country2, strptime(column01, '%Y%m%d')::DATE AS date,
 column29::TINYINT AS quad, column30::DOUBLE AS score
 FROM read_csv('{file}', delim='\t', header=false, quote='', escape='', all_varchar=true, null_padding=true, auto_detect=false,
 columns={columns}))"""


def generate(file: Path, rows: int, seed: int) -> None:
    """Write rows in the layout of GDELT 1.0 with 58 columns: about 450 bytes each, without quoting."""
    import numpy as np
    import polars as pl

    rng = np.random.default_rng(seed)
    days = np.datetime64("2005-01-01") + np.arange(15 * 365)
    shown = np.array([str(day).replace("-", "") for day in days])
    names = np.array([*COUNTRIES, *[""] * (len(COUNTRIES) // 2)])
    codes = np.array([f"{root:02}{part}" for root in range(1, 21) for part in range(4)])
    place = "Some City, Some Province, Some Country"
    with file.open("wb") as stream:
        for start in range(0, rows, CHUNK):
            n = min(CHUNK, rows - start)
            day, one, two = (rng.integers(0, len(of), n) for of in (days, names, names))
            code = codes[rng.integers(0, len(codes), n)]
            root = code.astype("U2").astype(int)
            quad = np.select([root <= 5, root <= 9, root <= 14], [1, 2, 3], 4)
            score = np.round(rng.integers(-20, 21, n) / 2, 1)
            cells = {f"c{number:02}": np.full(n, "") for number in range(58)}
            date = shown[day]
            cells |= {
                "c00": np.arange(start, start + n).astype(str), "c01": date, "c02": date.astype("U6"), "c03": date.astype("U4"),
                "c04": date.astype("U4"), "c05": np.char.add(names[one], "GOV"), "c06": np.full(n, "A NAME OF AN ACTOR"),
                "c07": names[one], "c15": np.char.add(names[two], "GOV"), "c16": np.full(n, "ANOTHER NAME"), "c17": names[two],
                "c25": rng.integers(0, 2, n).astype(str), "c26": code, "c27": code, "c28": code.astype("U2"),
                "c29": quad.astype(str), "c30": score.astype(str), "c31": rng.integers(1, 12, n).astype(str),
                "c32": np.full(n, "1"), "c33": np.full(n, "3"), "c34": np.full(n, "2.02774813233724"),
                "c56": date,
                "c57": np.char.add("https://www.example.org/news/politics/a-long-headline-of-some-length-", day.astype(str)),
            }  # fmt: skip
            for first in (35, 42, 49):
                for offset, value in enumerate(("4", place, "US", "USCA", "34.05", "-118.24", "12345")):
                    cells[f"c{first + offset:02}"] = np.full(n, value)
            pl.DataFrame(cells).write_csv(stream, include_header=False, separator="\t", quote_style="never")


def duck_tsv(file: Path) -> None:
    """DuckDB's own SQL over the TSV."""
    columns = "{" + ", ".join(f"'column{number:02}': 'VARCHAR'" for number in range(58)) + "}"
    _duck(TSV.format(file=file, columns=columns))


def duck_parquet(*files: Path) -> None:
    """DuckDB's own SQL over Parquet."""
    _duck(f"read_parquet({[str(file) for file in files]})")


def _duck(source: str) -> None:
    import duckdb

    rows = duckdb.connect().execute(DUCK.format(source=source)).fetchall()
    print(json.dumps({"groups": len(rows), "events": sum(row[4] for row in rows)}))


def foedus_table(engine: str, *files: Path) -> None:
    """The table of foedus over Parquet, written to a file."""
    from foedus import events
    from foedus.events.source import Source

    source = Source("generated", "gdelt1", "cameo", "file", files)
    made = events.table(source, engine=engine)
    with tempfile.TemporaryDirectory() as folder:
        events.write(made, Path(folder, "table.parquet"))
    _told(made)


def _told(made: object) -> None:
    frame = made.frame  # type: ignore[attr-defined]
    whole = frame.select("ccode1", "ccode2", "period", "events", "verbal_cooperation", "material_conflict")
    sums = {name: int(frame[name].sum()) for name in ("events", "cooperation", "conflict", "scored")}
    print(json.dumps({"groups": frame.height, **sums, "hash": str(whole.hash_rows(seed=1).sum())}))


def foedus_add(file: Path, data: Path) -> None:
    """Read the TSV into a collection and make its table, in one process."""
    os.environ["FOEDUS_DATA"] = str(data)
    from foedus import events
    from foedus.events.intake import add

    add(file, format="gdelt1", name="generated")
    made = events.table("generated")
    events.write(made, data / "table.parquet")
    _told(made)


def sail_table(*files: Path) -> None:
    """The same table on Sail, in this process."""
    from pysail.spark import SparkConnectServer

    server = SparkConnectServer(ip="127.0.0.1", port=0)
    server.start(background=True)
    foedus_table(f"sc://127.0.0.1:{server.listening_address[1]}", *files)


def spark_table(*files: Path) -> None:
    """The same table on a local Spark; needs full PySpark and Java. Java is a process of its own, whose share is not seen here."""
    foedus_table("spark://local", *files)


JOBS: Mapping[str, Callable[..., None]] = {
    "duck-tsv": duck_tsv,
    "duck-parquet": duck_parquet,
    "foedus-add": foedus_add,
    "foedus-parquet": lambda *files: foedus_table("duckdb", *files),
    "foedus-sail": sail_table,
    "foedus-spark": spark_table,
}


def measure(job: str, *files: Path, python: str = sys.executable) -> tuple[float, float, dict[str, object]]:
    """Return CPU seconds, megabytes, and what a job in a process of its own printed last."""
    command = [python, "-m", "benchmarks.events", "--job", job, *map(str, files)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        out = child.stdout.read()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        return 0.0, 0.0, {"failed": child.returncode}
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, json.loads(out.splitlines()[-1])


def main(arguments: Sequence[str] | None = None) -> None:
    """Generate, measure and print a table in Markdown."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--again", type=int, default=AGAIN)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--folder", type=Path, help="Kept, and used again if the file is there.")
    parser.add_argument("--spark", help="A Python with full PySpark, such as .venv-spark/bin/python.")
    parser.add_argument("--job", nargs=argparse.REMAINDER)
    given = parser.parse_args(arguments)
    if given.job:
        name, *files = given.job
        if name == "generate":
            generate(Path(files[0]), int(files[1]), int(files[2]))
        else:
            JOBS[name](*map(Path, files))
        return
    with tempfile.TemporaryDirectory() as made:
        folder = given.folder or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        compare(folder, given.rows, seed=given.seed, again=given.again, spark=given.spark)


def compare(folder: Path, rows: int, *, seed: int, again: int, spark: str | None) -> None:
    """Run every job side by side and print what each took."""
    tsv, data = folder / f"{rows}.export.CSV", folder / "data"
    if not tsv.is_file():
        subprocess.run(
            [sys.executable, "-m", "benchmarks.events", "--job", "generate", str(tsv), str(rows), str(seed)], check=True
        )
    print(
        f"{rows:,} rows, {tsv.stat().st_size / 1e9:.2f} GB\n\n| job | CPU s | times raw | MB | counts |\n|---|---|---|---|---|"
    )
    subprocess.run(["rm", "-rf", str(data)], check=True)
    base = _line("duck-tsv", tsv)
    _line("foedus-add", tsv, data, base=base)
    parts = sorted((data / "events" / "generated").rglob("events.parquet"))
    base = _line("duck-parquet", *parts)
    _line("foedus-parquet", *parts, base=base)
    _line("foedus-sail", *parts, base=base)
    if spark:
        _line("foedus-spark", *parts, base=base, python=spark)
    many = [part for part in parts for _ in range(again)]
    base = _line("duck-parquet", *many, shown=f"duck-parquet x {again}")
    _line("foedus-parquet", *many, base=base, shown=f"foedus-parquet x {again}")


def _line(job: str, *files: Path, base: float = 0.0, python: str = sys.executable, shown: str = "") -> float:
    cpu, megabytes, told = measure(job, *files, python=python)
    figures = f"{cpu:.2f} | {f'{cpu / base:.2f}' if base else ''} | {megabytes:.0f}"
    if job == "foedus-spark":  # Java does the work, in a process that is not seen
        figures = "- | - | -"
    print(f"| {shown or job} | {figures} | {told} |", flush=True)
    return cpu


if __name__ == "__main__":
    main()
