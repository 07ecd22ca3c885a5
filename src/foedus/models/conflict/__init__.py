"""The graph model for conflict resolution: stability of states under several kinds of foresight (Fang, Hipel and Kilgour 1993)."""

from foedus.models.conflict.analysis import solve
from foedus.models.conflict.model_file.model import Conflict
from foedus.models.conflict.model_file.read import read
from foedus.models.conflict.result import ConflictAnalysis

__all__ = ["Conflict", "ConflictAnalysis", "read", "solve"]
