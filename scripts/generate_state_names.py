"""Make `terms/states/languages.csv`: the names of states in the languages of the United Nations and Persian, from CLDR.

`python scripts/generate_state_names.py`; needs Babel (BSD), which carries the Unicode CLDR (Unicode licence v3). Names
that two states of today share in a language are left out.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

from babel import Locale

from foedus.terms.states.table import STATES, rows_of

LANGUAGES = ("ar", "en", "es", "fa", "fr", "ru", "zh")
OUT = Path(__file__).resolve().parents[1] / "src" / "foedus" / "terms" / "states" / "languages.csv"


def rows() -> list[tuple[int, str, str]]:
    """Return state, language and name, sorted."""
    two = {row["iso3"]: row["iso2"] for row in rows_of("iso.csv") if row["iso2"]}
    today = {state.iso3: state.ccode for state in STATES.values() if state.iso3 and state.spells[-1][1] is None}
    found = set()
    for language in LANGUAGES:
        territories = Locale(language).territories
        for iso3, ccode in today.items():
            for code in (two.get(iso3, ""), f"{two.get(iso3, '')}-alt-short", f"{two.get(iso3, '')}-alt-variant"):
                if code in territories:
                    name = re.sub(r"\s*[\[(（].*?[\])）]", "", territories[code])
                    found.add((ccode, language, name))
    bearers = Counter((language, name) for _, language, name in found)
    return sorted(row for row in found if bearers[row[1:]] == 1)


if __name__ == "__main__":
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("ccode", "language", "name"))
        writer.writerows(rows())
