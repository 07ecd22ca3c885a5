"""Formats of event data that foedus can read, discovered: one folder each, whose `__init__` holds `FORMAT`."""
