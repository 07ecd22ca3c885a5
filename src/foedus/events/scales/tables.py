"""The scales that foedus knows. Scores are published figures; where files bring their own, those stand and none is looked up.

Roots to quad classes: of CAMEO as GDELT has them; of PLOVER as its manual has them (accusing is conflict in words,
protest in deeds); of WEIS by convention, roots 01-10 cooperation and 11-22 conflict, of which yielding, granting and rewarding,
and from demonstrating on, are deeds.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from foedus.errors import InputError
from foedus.events.scales.model import Scale
from foedus.nearest import nearest_hint


def _quads(*classes: str) -> Mapping[str, int]:
    return MappingProxyType({root: quad for quad, roots in enumerate(classes, start=1) for root in roots.split()})


_CAMEO = _quads("01 02 03 04 05", "06 07 08 09", "10 11 12 13 14", "15 16 17 18 19 20")
_WEIS = _quads("02 03 04 05 08 09 10", "01 06 07", "11 12 13 14 15 16 17", "18 19 20 21 22")
_PLOVER = _quads(
    "AGREE CONSULT SUPPORT CONCEDE",
    "COOPERATE AID RETREAT",
    "REQUEST ACCUSE REJECT THREATEN DEMAND DISAPPROVE",
    "PROTEST SANCTION MOBILIZE COERCE ASSAULT FIGHT",
)
_DIGITS = "[0-9]{2,4}"


@cache
def scales() -> Mapping[str, Scale]:
    """Return the scales by id; read-only.

    Examples
    --------
    >>> scales()["weis"].scores["223"], scales()["cameo"].quads["19"]
    (-10.0, 4)
    """
    goldstein = "Goldstein (1992), Journal of Conflict Resolution 36"
    own = "the score that stands in each row of the file"
    known = (
        Scale("cameo", "0.5B1", "CAMEO", "Schrodt (2007), KEDS project", _CAMEO, _scores("cameo"), _DIGITS),
        Scale("weis", "1992", "WEIS", goldstein, _WEIS, _scores("weis"), _DIGITS),
        Scale("gdelt", "", "CAMEO with the scores of GDELT", own, _CAMEO, {}, _DIGITS),
        Scale("icews", "", "CAMEO with the scores of ICEWS", own, _CAMEO, {}, _DIGITS),
        Scale("plover", "", "PLOVER with the scores of POLECAT", own, _PLOVER, {}, "[A-Z]+"),
        Scale("ucdp", "", "types of organized violence", "none", _quads("", "", "", "1 2 3"), {}, "[123]"),
        Scale("acled", "", "types of disorder, all conflict in deeds but agreements", "none", _ACLED, {}, ".+"),
        Scale("mentions", "", "none: mentions carry no code", "none", {}, {}, ".*"),
    )
    return MappingProxyType({scale.id: scale for scale in known})


_ACLED = MappingProxyType(
    dict.fromkeys(("Battles", "Explosions/Remote violence", "Violence against civilians", "Riots", "Protests"), 4)
)


def scale(id: str) -> Scale:
    """Return a scale by its id. Raises InputError if there is none; it names the nearest."""
    known = scales()
    if id in known:
        return known[id]
    raise InputError(f"there is no scale {id!r}{nearest_hint(id, known)}; expected one of {', '.join(known)}")


def _scores(name: str) -> Mapping[str, float]:
    text = files(__package__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return MappingProxyType({row["code"]: float(row["score"]) for row in csv.DictReader(text.splitlines())})
