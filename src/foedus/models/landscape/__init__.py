"""Landscape theory of two blocs: energies, local minima and their basins (Axelrod and Bennett 1993)."""

from foedus.models.landscape.landscape import solve
from foedus.models.landscape.result import Landscape
from foedus.models.landscape.tables import LandscapeInput, read

__all__ = ["Landscape", "LandscapeInput", "read", "solve"]
