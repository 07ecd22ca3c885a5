"""Where a panel's data come from: a loader of registered datasets, and what a loaded one tells of itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import polars as pl

Coverage = tuple[int, int]


@dataclass(frozen=True)
class Source:
    """A dataset in use: its rows and everything that a column made from it has to name."""

    id: str  #: `id`, `version`, `title`: id in the registry, version that was loaded, title.
    version: str
    title: str
    sha256: str  #: Hash of the distributor's file that the rows were read from.
    citation: str  #: BibTeX.
    coverage: Coverage  #: First and last year that the dataset speaks of; outside it nothing is known.
    frame: pl.DataFrame  #: Rows with the canonical columns of the dataset.


class Loader(Protocol):
    """Loads a registered dataset by id and version (None: the newest installed)."""

    def __call__(self, dataset: str, version: str | None = None) -> Source:
        """Return the dataset, or raise `InputError` with the next step."""
        ...


def registry_loader() -> Loader:
    """Loader of the datasets in the user's data directory."""

    def load(dataset: str, version: str | None = None) -> Source:
        from foedus import datasets

        return describe(datasets.load(dataset, None if version is None else str(version)))  # 6.0 is as good as "6.0".

    return load


def describe(loaded: Any) -> Source:
    """A loaded dataset of the registry as a `Source`."""
    described = loaded.dataset
    return Source(
        described.id,
        loaded.info.version,
        described.title,
        loaded.info.sha256,
        described.citation,
        loaded.coverage(),
        loaded.frame,
    )


def remembering(load: Loader) -> Callable[[str, str | None], Source]:
    """The same loader, reading each dataset and version once."""
    seen: dict[tuple[str, str | None], Source] = {}

    def remembered(dataset: str, version: str | None = None) -> Source:
        key = (dataset, version)
        if key not in seen:
            seen[key] = load(dataset, version)
        return seen[key]

    return remembered
