"""Numbers that size a panel are held to a range before anything is laid out."""

import pytest

from foedus import panel
from foedus.errors import InputError
from little_memory import refusal


@pytest.mark.parametrize("years", [(1816, 100_000), (1, 9_999_999), (-5, 2010), (0, 2010), (1816, 2101)])
def test_years_outside_the_range_are_refused(years):
    for start in (panel.dyad_years, panel.state_years):
        with pytest.raises(InputError, match="expected years from 1 to 2100"):
            start(years)


@pytest.mark.parametrize("years", [(1990, float("inf")), (1990, float("nan")), (1990, "x" * 9000), 7])
def test_what_is_no_pair_of_years_is_shown_short(years):
    with pytest.raises(InputError, match="two whole years in order") as caught:
        panel.dyad_years(years)
    assert len(str(caught.value)) < 250


def test_years_without_end_take_no_memory():
    assert "from 1 to 2100" in refusal("from foedus import panel; panel.dyad_years((1816, 10**12))", megabytes=300)
