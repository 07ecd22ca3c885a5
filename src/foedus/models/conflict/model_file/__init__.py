"""Conflicts: decision makers, options, feasible states and preferences, from a user's MODEL.toml."""
