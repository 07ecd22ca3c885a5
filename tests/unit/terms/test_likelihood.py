"""Likelihood words at every edge of their bands."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import InputError
from foedus.terms.likelihood import SCALES, likelihood
from foedus.terms.wording import percent

# Lower edge of each band and what holds there and just below it: ICD 203 (2015), paragraph D.6.e.(2)(a).
ICD = [
    (0.0, "almost no chance", "under 1 %"),
    (0.01, "almost no chance", "1-5 %"),
    (0.05, "very unlikely", "5-20 %"),
    (0.20, "unlikely", "20-45 %"),
    (0.45, "roughly even chance", "45-55 %"),
    (0.55, "likely", "55-80 %"),
    (0.80, "very likely", "80-95 %"),
    (0.95, "almost certain", "95-99 %"),
]
# The PHIA yardstick leaves gaps; its bands hold both of their ends.
PHIA = [
    ("remote chance", 0.0, 0.05),
    ("highly unlikely", 0.10, 0.20),
    ("unlikely", 0.25, 0.35),
    ("realistic possibility", 0.40, 0.50),
    ("likely", 0.55, 0.75),
    ("highly likely", 0.80, 0.90),
    ("almost certain", 0.95, 1.0),
]


@pytest.mark.parametrize("at", range(len(ICD)))
def test_icd_203_at_each_edge(at: int) -> None:
    edge, term, band = ICD[at]
    found = likelihood(edge)
    assert (found.term, found.band) == (term, band)
    if at:
        # The band begins where the figure in print does: a value that rounds to the edge has the word of the edge.
        assert likelihood(edge - 0.0049).term == term
        assert likelihood(edge - 0.0051).term == ICD[at - 1][1]


def test_icd_203_at_its_upper_end() -> None:
    assert (likelihood(0.99).term, likelihood(0.99).band) == ("almost certain", "95-99 %")
    assert (likelihood(1.0).term, likelihood(1.0).band) == ("almost certain", "over 99 %")


@pytest.mark.parametrize("at", range(len(PHIA)))
def test_phia_at_both_ends_of_a_band_and_in_the_gap_after_it(at: int) -> None:
    term, low, high = PHIA[at]
    band = f"{low * 100:.0f}-{high * 100:.0f} %"
    for value in (low, (low + high) / 2, high):
        assert (likelihood(value, "phia").term, likelihood(value, "phia").band) == (term, band)
    if at + 1 < len(PHIA):
        after, edge, _ = PHIA[at + 1]
        for value in (high + 0.01, (high + edge) / 2, edge - 0.01):
            found = likelihood(value, "phia")
            assert found.term == f"{term} to {after}"
            assert found.band == f"between {high * 100:.0f} and {edge * 100:.0f} %"


@pytest.mark.parametrize("scale", ["icd203", "phia"])
def test_every_probability_has_a_term_and_terms_rise(scale: str) -> None:
    order = [term for term, *_ in (PHIA if scale == "phia" else [(row[1],) for row in ICD[1:]])]
    said = [likelihood(step / 2000, scale).term for step in range(2001)]
    ranks = [order.index(term.split(" to ")[0]) + 0.5 * (" to " in term) for term in said]
    assert ranks == sorted(ranks)
    assert {int(rank) for rank in ranks} == set(range(7))


@given(st.floats(0, 1), st.floats(0, 1), st.sampled_from(sorted(SCALES)))
def test_what_is_printed_alike_has_one_word(one: float, other: float, scale: str) -> None:
    if percent(one) == percent(other):
        assert likelihood(one, scale) == likelihood(other, scale)
    near = min(1.0, one + 0.0003)
    if percent(one) == percent(near):
        assert likelihood(one, scale) == likelihood(near, scale)


@pytest.mark.parametrize("value", [-0.01, 1.01, math.nan, math.inf])
def test_what_is_no_probability_is_refused(value: float) -> None:
    with pytest.raises(InputError, match="from 0 to 1"):
        likelihood(value)
    with pytest.raises(InputError, match=r"icd203.*phia"):
        likelihood(0.5, "words-of-mine")
