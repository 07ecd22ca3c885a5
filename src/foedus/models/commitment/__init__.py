"""Would each side keep a closer bond: cooperation that enforces itself, and dependence (Axelrod 1984; Hirschman 1945)."""

from foedus.models.commitment.game import Game
from foedus.models.commitment.read import read
from foedus.models.commitment.result import Commitment
from foedus.models.commitment.solve import solve

__all__ = ["Commitment", "Game", "read", "solve"]
