"""Other numbers and names of states, against cases from the codebooks."""

import polars as pl
import pytest

from foedus.datasets.crosswalks import ccode_of_gleditsch_ward, ccode_of_sipri, match_sipri, unknown_sipri_names


def code_of_number(number, year):
    frame = pl.DataFrame({"n": [number], "y": [year]}, schema={"n": pl.Float64, "y": pl.Int32})
    return frame.select(ccode_of_gleditsch_ward(pl.col("n"), pl.col("y"))).item()


def code_of_name(name, year):
    frame = pl.DataFrame({"n": [name], "y": [year]}, schema={"n": pl.String, "y": pl.Int32})
    return frame.select(ccode_of_sipri(pl.col("n"), pl.col("y"))).item()


@pytest.mark.parametrize(
    ("number", "year", "code"),
    [
        (2, 2000, 2),
        (365, 1950, 365),
        (260, 1989, 260),
        (260, 1990, 255),
        (678, 1989, 678),
        (678, 1990, 679),
        (680, 1980, 680),
        (345, 1995, 345),
        (340, 2010, 345),
        (970, 2005, 946),  # Kiribati; in COW 970 is Nauru
        (971, 2005, 970),
        (972, 2005, 955),
        (973, 2005, 947),
        (751, 1948, None),  # Hyderabad
        (None, 2000, None),
    ],
)
def test_gleditsch_ward_numbers(number, year, code):
    assert code_of_number(number, year) == code


@pytest.mark.parametrize(
    ("name", "year", "code"),
    [
        ("United States", 2000, 2),
        ("Soviet Union", 1980, 365),
        ("Russia", 2000, 365),
        ("Germany", 1989, 260),
        ("Germany", 1990, 255),
        ("East Germany (GDR)", 1980, 265),
        ("North Yemen", 1980, 678),
        ("Yemen", 1989, 678),
        ("Yemen", 2000, 679),
        ("South Yemen", 1980, 680),
        ("Serbia", 2010, 345),
        ("Viet Nam", 1970, 816),
        ("South Vietnam", 1970, 817),
        ("Turkiye", 2020, 640),
        ("eSwatini", 2020, 572),
        ("Cote d'Ivoire", 2020, 437),
        ("NATO**", 2000, None),
        ("Hezbollah (Lebanon)*", 2000, None),
        ("Palestine", 2000, None),
        ("Atlantis", 2000, None),
        (None, 2000, None),
    ],
)
def test_sipri_names(name, year, code):
    assert code_of_name(name, year) == code


def test_unknown_names_are_told_and_known_ones_without_a_code_are_not():
    names = pl.Series(["Atlantis", "Palestine", "NATO**", "France", None])
    assert unknown_sipri_names(names) == ["Atlantis"]


def test_deliveries_are_shared_over_their_years_and_cross_the_change_of_code():
    register = pl.DataFrame(
        {
            "entry": [1, 2, 3, 4],
            "supplier": ["Germany", "NATO**", "France", "United States"],
            "recipient": ["Turkiye", "Turkiye", "Iran", "Israel"],
            "delivery_years": ["1989; 1990", "2000", None, "1970"],
            "tiv_delivered": [10.0, 1.0, 0.0, None],
        }
    )
    assert match_sipri(register).rows() == [
        (1, 260, 640, 1989, 5.0),
        (1, 255, 640, 1990, 5.0),
        (4, 2, 666, 1970, None),
    ]
