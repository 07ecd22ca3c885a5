"""Who gives way on what divides the actors: bargaining on an issue, and trades across issues."""

from foedus.models.bargaining.answers import Bargaining, solve
from foedus.models.bargaining.positions import Positions, read

__all__ = ["Bargaining", "Positions", "read", "solve"]
