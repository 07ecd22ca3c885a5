"""Panels of states and dyads by year, from the datasets that you have added.

>>> from foedus import panel
>>> disputes = panel.dyad_years((1816, 2010)).add_disputes("gml-mid").add_spells()
>>> disputes.columns
('ccode1', 'ccode2', 'year', 'gmlmidonset', 'gmlmidongoing', 'gmlmidspell')

`disputes.frame()` builds it, `disputes.metadata` tells what each column is made from, `disputes.cite()` whom
to cite.
"""

from foedus.synthesize.panel import Panel, dyad_years, state_years, wrap
from foedus.synthesize.panel.export import write
from foedus.synthesize.panel.sets import add_sets

__all__ = ["Panel", "add_sets", "dyad_years", "state_years", "wrap", "write"]
