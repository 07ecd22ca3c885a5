"""Disputes of states by year, beside loops over the participants' file, in either list of states."""

import csv

import pytest

from foedus.errors import InputError
from foedus.panel import dyad_years, state_years

RULES = {
    "sidea-all-joiners": lambda row: row["sidea"] == "1" or row["orig"] == "0",
    "sidea-with-joiners": lambda row: row["sidea"] == "1",
    "sidea-orig": lambda row: row["sidea"] == "1" and row["orig"] == "1",
}
NAMES = ["gmlmidonset", "gmlmidongoing", "gmlmidonset_init", "gmlmidongoing_init"]


def slowly(files, init):
    """Flags by (state, year): an onset, a dispute, one begun, one that was begun goes on."""
    found = {}
    with (files / "gml_part.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            first, last, began = int(row["styear"]), int(row["endyear"]), RULES[init](row)
            for year in range(first, last + 1):
                flags = found.setdefault((int(row["ccode"]), year), [0, 1, 0, 0])
                flags[0] |= year == first
                flags[2] |= year == first and began
                flags[3] |= began
    return {key: tuple(map(int, flags)) for key, flags in found.items()}


@pytest.mark.parametrize("system", ["cow", "gw"])
@pytest.mark.parametrize("init", RULES)
def test_every_state_year_equals_a_slow_program(init, system, data, files):
    expected = slowly(files, init)
    panel = state_years((1816, 2011), system=system, data=data).add_state_disputes(init=init)
    if system == "gw":
        panel = panel.add_codes("cow")
    for code, year, *flags in panel.frame().select("ccode", "year", *NAMES).iter_rows():
        known = code is not None and year <= 2010
        assert tuple(flags) == (expected.get((code, year), (0, 0, 0, 0)) if known else (None,) * 4), (code, year)


def test_refusals(data):
    with pytest.raises(InputError, match="init 'sidea'; expected one of sidea-all-joiners"):
        state_years((1816, 2010), data=data).add_state_disputes(init="sidea")
    with pytest.raises(InputError, match="add_state_disputes tells of states; this panel holds dyad-years"):
        dyad_years((1816, 2010), data=data).add_state_disputes()
