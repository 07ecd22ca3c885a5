"""The tables that the history is made of, with the columns of the dataset registry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class Sources:
    """Frames by dataset, with canonical columns; whole numbers for codes and years."""

    states: pl.DataFrame  #: `states`, `majors`: spells: ccode, start, end (years, both included).
    majors: pl.DataFrame
    capabilities: pl.DataFrame  #: ccode, year, cinc (0 to 1).
    alliances: pl.DataFrame  #: Directed dyad-years: ccode1, ccode2, year, atop_defense ... atop_consul (0/1).
    #: Spells of members: atopid, member, yrent, yrexit (null or 0: in force), defense, offense, neutral, nonagg,
    #: consul.
    treaty_members: pl.DataFrame
    disputes: pl.DataFrame  #: Dyad-years with a dispute going on: ccode1, ccode2, year.
    rivalries: pl.DataFrame  #: Spells: ccode1, ccode2, start, end (years, both included).
    contiguity: pl.DataFrame  #: ccode1, ccode2, year, conttype (1 land to 5).
    capitals: pl.DataFrame  #: Spells: ccode, start, end (years, both included), lat, lng (degrees).
    democracy: pl.DataFrame  #: ccode, year, euds.
    versions: Mapping[str, str]  #: Dataset id to version, form and SHA-256, for the fingerprint of a fit.
    names: pl.DataFrame  #: ccode, stateabb, statename.
