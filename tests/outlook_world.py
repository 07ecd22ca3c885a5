"""A small invented world: six states, twelve years, a war, two pacts and a bloc."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from foedus.history.sources import Sources

FIRST, LAST = 1900, 1911
CODES = (10, 20, 30, 40, 50, 60)
_OBLIGATIONS = ("defense", "offense", "neutral", "nonagg", "consul")


def _whole(columns: dict[str, list[int]]) -> pl.DataFrame:
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.Int32))


def _pact(one: int, other: int, years: range, kind: str) -> list[dict[str, int]]:
    return [
        {"ccode1": a, "ccode2": b, "year": year, **{f"atop_{name}": int(name == kind) for name in _OBLIGATIONS}}
        for a, b in ((one, other), (other, one))
        for year in years
    ]


def _member(treaty: int, member: int, first: int, last: int, kind: str) -> dict[str, int]:
    return {
        "atopid": treaty,
        "member": member,
        "yrent": first,
        "yrexit": last,
        **{name: int(name == kind) for name in _OBLIGATIONS},
    }


def a_world() -> Sources:
    """Return the tables.

    10 and 20 are in entente from 1902 (treaty 1) and allied from 1906 to 1909 (treaty 2); 30 is the rival of both
    until 1907; 10, 20, 40, 50 and 60 join a bloc (treaty 3) in 1910; 60 is born in 1904.
    """
    spells = [(code, FIRST if code != 60 else 1904, LAST) for code in CODES]
    bloc = [code for code in CODES if code != 30]
    pacts = _pact(10, 20, range(1902, LAST + 1), "nonagg") + _pact(10, 20, range(1906, 1910), "defense")
    for at, one in enumerate(bloc):
        for other in bloc[at + 1 :]:
            pacts += _pact(one, other, range(1910, LAST + 1), "defense")
    members = [_member(1, code, 1902, 0, "nonagg") for code in (10, 20)]
    members += [_member(2, code, 1906, 1909, "defense") for code in (10, 20)]
    members += [_member(3, code, 1910, 0, "defense") for code in bloc]
    years = list(range(FIRST, LAST + 1))
    return Sources(
        states=_whole(
            {"ccode": [s[0] for s in spells], "start": [s[1] for s in spells], "end": [s[2] for s in spells]}
        ),
        majors=_whole({"ccode": [30], "start": [FIRST], "end": [LAST]}),
        capabilities=pl.DataFrame(
            {
                "ccode": [code for code in CODES for _ in years],
                "year": years * len(CODES),
                "cinc": [code / 1000 + (year - FIRST) / 1e4 for code in CODES for year in years],
            },
            schema={"ccode": pl.Int32, "year": pl.Int32, "cinc": pl.Float64},
        ),
        alliances=pl.DataFrame(pacts).cast(pl.Int32),
        treaty_members=pl.DataFrame(members).cast(pl.Int32),
        disputes=_whole({"ccode1": [40], "ccode2": [50], "year": [1903]}),
        rivalries=_whole({"ccode1": [10, 20], "ccode2": [30, 30], "start": [1890, 1901], "end": [1907, 1907]}),
        contiguity=_whole(
            {
                "ccode1": [10] * len(years) + [20] * len(years),
                "ccode2": [30] * len(years) + [30] * len(years),
                "year": years * 2,
                "conttype": [1] * len(years) + [4] * len(years),
            }
        ),
        capitals=pl.DataFrame(
            {
                "ccode": list(CODES),
                "start": [FIRST] * len(CODES),
                "end": [LAST] * len(CODES),
                "lat": [float(code) for code in CODES],
                "lng": [float(code) / 2 for code in CODES],
            },
            schema={"ccode": pl.Int32, "start": pl.Int32, "end": pl.Int32, "lat": pl.Float64, "lng": pl.Float64},
        ),
        democracy=pl.DataFrame(
            {"ccode": list(CODES), "year": [FIRST] * len(CODES), "euds": [1.5, 1.0, -1.0, 0.9, 0.2, -0.5]},
            schema={"ccode": pl.Int32, "year": pl.Int32, "euds": pl.Float64},
        ),
        versions={},
        names=pl.DataFrame({"ccode": list(CODES), "stateabb": [f"S{c}" for c in CODES], "statename": [f"State {c}" for c in CODES]}),
    )  # fmt: skip


def with_bystander(sources: Sources, code: int = 70) -> Sources:
    """Return the world with one more state that is nobody's enemy, ally or neighbour."""
    years = list(range(FIRST, LAST + 1))

    def more(frame: pl.DataFrame, row: dict[str, list[float]]) -> pl.DataFrame:
        return pl.concat([frame, pl.DataFrame(row).cast(frame.schema)])

    one = {"ccode": [code], "start": [FIRST], "end": [LAST]}
    powers = {"ccode": [code] * len(years), "year": years, "cinc": [0.5] * len(years)}
    return replace(
        sources,
        states=more(sources.states, one),
        capabilities=more(sources.capabilities, powers),
        capitals=more(sources.capitals, {**one, "lat": [-40.0], "lng": [100.0]}),
        democracy=more(sources.democracy, {"ccode": [code], "year": [FIRST], "euds": [0.0]}),
    )


def shuffled(sources: Sources, seed: int) -> Sources:
    """Return the same tables with their rows in another order."""
    frames = {
        name: value.sample(fraction=1.0, shuffle=True, seed=seed)
        for name, value in vars(sources).items()
        if isinstance(value, pl.DataFrame)
    }
    return replace(sources, **frames)
