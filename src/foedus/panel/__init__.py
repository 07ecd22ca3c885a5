"""Panels of states and dyads by year: rows of the state system, or your own, and columns from the datasets.

>>> from foedus import panel
>>> disputes = panel.dyad_years((1816, 2010)).add_disputes("gml-mid").add_spells()
>>> disputes.columns
('ccode1', 'ccode2', 'year', 'gmlmidonset', 'gmlmidongoing', 'gmlmidspell')

`disputes.frame()` builds it, `disputes.metadata` tells what each column is made from, `disputes.cite()` whom
to cite.
"""

from foedus.panel.disputes import whittle
from foedus.panel.duplicates import duplicates
from foedus.panel.export import write
from foedus.panel.leaders import leader_days, leader_dyad_years, leader_years
from foedus.panel.make import dyad_years, state_days, state_years
from foedus.panel.own.wrap import wrap
from foedus.panel.panel import Panel
from foedus.panel.sets import add_sets

__all__ = [
    "Panel",
    "add_sets",
    "duplicates",
    "dyad_years",
    "leader_days",
    "leader_dyad_years",
    "leader_years",
    "state_days",
    "state_years",
    "whittle",
    "wrap",
    "write",
]
