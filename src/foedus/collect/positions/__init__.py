"""Who stands where on a disputed issue: a user's table of actors, capability, position and salience."""

from foedus.collect.positions.read import PositionFile, PositionTable, read_positions

__all__ = ["PositionFile", "PositionTable", "read_positions"]
