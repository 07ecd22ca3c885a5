"""The registry: every dataset that foedus can read, discovered in `catalog`, one folder each."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

from foedus.datasets import catalog
from foedus.datasets.model import Dataset
from foedus.errors import InputError
from foedus.nearest import nearest_hint


@cache
def registry() -> Mapping[str, Dataset]:
    """Return the datasets by id, in alphabetical order.

    Returns
    -------
    Mapping of str to Dataset
        Read-only. A dataset is added by a folder in `foedus.datasets.catalog` whose `__init__` holds
        `DATASET`.

    Examples
    --------
    >>> registry()["states"].title
    'State System Membership'
    """
    found = [
        import_module(f"{catalog.__name__}.{module.name}").DATASET
        for module in pkgutil.iter_modules(catalog.__path__)
        if module.ispkg
    ]
    return MappingProxyType({dataset.id: dataset for dataset in sorted(found, key=lambda dataset: str(dataset.id))})


def dataset(id: str) -> Dataset:
    """Return a dataset by its id.

    Raises
    ------
    InputError
        If there is none; it names the nearest.
    """
    known = registry()
    if id in known:
        return known[id]
    raise InputError(f"there is no dataset {id!r}{nearest_hint(id, known)}; see all with: foedus data list")
