"""Rows of the External Support Dataset's two layouts, made up."""

from pathlib import Path

from foedus import datasets

LETTERS = "xpywmtfilou"
HEAD = [
    "id",
    "active",
    "year",
    "actor_id",
    "actor_name",
    "actor_nonstate",
    "oppo_id",
    "oppo_name",
    "dyad_id",
    "dyad_name",
    "civil",
    "conflict_id",
    "location",
    "gwno_a",
    "country_a",
    "gwno_b",
    "country_b",
    "ext_id",
    "ext_name",
    "ext_nonstate",
    "ext_coalition",
    "ext_coalition_name",
    "ext_elements",
    "ext_bothsides",
]
TAILS = ("", "_s", "_ns", "_count", "_count_s", "_count_ns")
COUNTED = [*HEAD, "ext_sup", "ext_sup_s", "ext_sup_ns", "ext_count", "ext_count_s", "ext_count_ns"]
ACTOR_YEAR = [*COUNTED, *(f"ext_{letter}{tail}" for letter in LETTERS for tail in TAILS), "ext_sum"]
TRIAD_YEAR = [*HEAD, "ext_sup", *(f"ext_{letter}" for letter in LETTERS), "ext_sum"]

SYRIA = {
    "active": 1, "actor_id": 118, "actor_name": "Government of Syria", "actor_nonstate": 0, "oppo_id": 900001,
    "oppo_name": "Free Men", "dyad_id": 10, "dyad_name": "Government of Syria - Free Men", "civil": 1, "conflict_id": 20,
    "location": "Syria: Government", "gwno_a": 652, "country_a": "Syria",
}  # fmt: skip
FREE_MEN = SYRIA | {
    "actor_id": 900001, "actor_name": "Free Men", "actor_nonstate": 1, "oppo_id": 118, "oppo_name": "Government of Syria",
}  # fmt: skip


def actor_year(side, id, year, *, by=(), names=None, states=None, **letters):
    """A row with supporters; `letters` maps a kind to how many states give it, or to (states, others)."""
    states = len(by) if states is None else states
    row = side | {"id": id, "year": year, "ext_id": ",".join(map(str, by)), "ext_name": names or ""}
    if by:
        row |= {"ext_nonstate": int(states < len(by)), "ext_coalition": 0, "ext_coalition_name": "0"}
        row |= {"ext_elements": 0, "ext_bothsides": 0}
    row |= _counts("ext_sup", "ext_count", (states, len(by) - states))
    for letter in LETTERS:
        given = letters.get(letter, 0)
        row |= _counts(f"ext_{letter}", f"ext_{letter}_count", given if isinstance(given, tuple) else (given, 0))
    return row | {"ext_sum": len(letters)}


def _counts(flag, count, given):
    states, others = given
    return {
        flag: int(states + others > 0), f"{flag}_s": int(states > 0), f"{flag}_ns": int(others > 0),
        count: states + others, f"{count}_s": states, f"{count}_ns": others,
    }  # fmt: skip


def triad_year(side, id, year, *, by, name="", nonstate=0, letters=""):
    """A row of one supporter."""
    row = side | {"id": id, "year": year, "ext_id": by, "ext_name": name, "ext_nonstate": nonstate, "ext_sup": 1}
    return row | {f"ext_{letter}": int(letter in letters) for letter in LETTERS} | {"ext_sum": len(letters)}


def as_csv(columns, rows):
    """Bytes of a file; every cell stands in quotes."""
    cells = [list(columns), *([str(row.get(name, "")) for name in columns] for row in rows)]
    return "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in cells).encode()


def some_years():
    """Syria with Iran and Russia on its side, and a supporter of both sides."""
    return [
        actor_year(SYRIA, 1, 2011, by=(114, 57), names="Iran,Russia", w=2, t=1),
        actor_year(FREE_MEN, 2, 2011, by=(3, 115), names="United States,Turkey", f=1),
        actor_year(SYRIA, 3, 2012, by=(114, 57, 115), names="Iran,Russia,Turkey", x=3),
        actor_year(FREE_MEN, 4, 2012),
    ]


def add_support(folder: Path, rows=None, *, igos: bool = True):
    """Store a small record of support, and one of organisations, in the data directory."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "esd.csv").write_bytes(as_csv(ACTOR_YEAR, some_years() if rows is None else rows))
    datasets.add("ucdp-esd", folder / "esd.csv", changed=True)
    if igos:
        (folder / "igos.csv").write_text("ccode1,ccode2,year,dyadigos\n365,630,2011,38\n365,630,2012,39\n")
        datasets.add("cow-igo-dyads", folder / "igos.csv", changed=True)
