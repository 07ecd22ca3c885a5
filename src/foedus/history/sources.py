"""The tables that the history is made of, with the columns of the dataset registry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class Sources:
    """Frames by dataset, with canonical columns; whole numbers for codes and years.

    Parameters
    ----------
    states, majors : DataFrame
        Spells: ccode, start, end (years, both included).
    capabilities : DataFrame
        ccode, year, cinc (0 to 1).
    alliances : DataFrame
        Directed dyad-years: ccode1, ccode2, year, atop_defense ... atop_consul (0/1).
    treaty_members : DataFrame
        Spells of members: atopid, member, yrent, yrexit (null or 0: in force), defense, offense, neutral,
        nonagg, consul.
    disputes : DataFrame
        Dyad-years with a dispute going on: ccode1, ccode2, year.
    rivalries : DataFrame
        Spells: ccode1, ccode2, start, end (years, both included).
    contiguity : DataFrame
        ccode1, ccode2, year, conttype (1 land to 5).
    capitals : DataFrame
        Spells: ccode, start, end (years, both included), lat, lng (degrees).
    democracy : DataFrame
        ccode, year, euds.
    versions : mapping
        Dataset id to version, form and SHA-256, for the fingerprint of a fit.
    names : DataFrame
        ccode, stateabb, statename.
    """

    states: pl.DataFrame
    majors: pl.DataFrame
    capabilities: pl.DataFrame
    alliances: pl.DataFrame
    treaty_members: pl.DataFrame
    disputes: pl.DataFrame
    rivalries: pl.DataFrame
    contiguity: pl.DataFrame
    capitals: pl.DataFrame
    democracy: pl.DataFrame
    versions: Mapping[str, str]
    names: pl.DataFrame
