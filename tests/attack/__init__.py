"""Malformed inputs of every format that foedus reads, and what it does with them; see CONTRIBUTING.md."""
