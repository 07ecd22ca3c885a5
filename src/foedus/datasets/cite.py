"""The bibliography of datasets."""

from __future__ import annotations

import re
from collections.abc import Iterable

from foedus.datasets.registry import dataset

_ENTRY = re.compile(r"^@\w+\{([^,]+),", re.MULTILINE)


def cite(ids: Iterable[str]) -> str:
    """Return the BibTeX entries of datasets, each once, in the order asked for.

    Examples
    --------
    >>> print(cite(["gml-mid", "gml-mid-ddy"]).splitlines()[0])
    @article{gibler2016,
    """
    entries: dict[str, str] = {}
    for id in ids:
        for entry in re.split(r"\n\s*\n(?=@)", dataset(id).citation.strip()):
            match = _ENTRY.match(entry)
            entries.setdefault(match.group(1) if match else entry, entry.strip())
    return "\n\n".join(entries.values()) + "\n"
