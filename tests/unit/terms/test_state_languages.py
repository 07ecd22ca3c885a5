"""The shipped names of states are those of CLDR, as Babel carries it."""

from __future__ import annotations

import babel
import pytest

from foedus.terms.states.table import STATES, rows_of

ROWS = rows_of("languages.csv")


@pytest.mark.parametrize("language", ["ar", "en", "es", "fa", "fr", "ru", "zh"])
def test_names_are_those_of_the_unicode_locale_data(language: str) -> None:
    two = {row["iso3"]: row["iso2"] for row in rows_of("iso.csv") if row["iso2"]}
    territories = babel.Locale(language).territories
    named = [row for row in ROWS if row["language"] == language]
    assert len(named) >= 190
    for row in named:
        code = two[STATES[int(row["ccode"])].iso3]
        known = [territories.get(f"{code}{variant}", "") for variant in ("", "-alt-short", "-alt-variant")]
        assert any(name.startswith(row["name"]) for name in known), row
