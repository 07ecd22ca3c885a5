"""Panels of states and dyads by year: rows of the state system, or your own, and columns from the datasets.

>>> from foedus.synthesize.panel import dyad_years
>>> panel = dyad_years((1816, 2010)).add_alliances().add_capabilities()
>>> panel.columns[:4]
('ccode1', 'ccode2', 'year', 'atop_alliance')
"""

from foedus.synthesize.panel.make import dyad_years, state_years, wrap
from foedus.synthesize.panel.panel import Panel

__all__ = ["Panel", "dyad_years", "state_years", "wrap"]
