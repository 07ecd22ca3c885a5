"""Official files, verified, by version: a registry of what foedus can read, and a store of what the user has added.

foedus ships no dataset. A user gets a file from its distributor, `add` verifies it and keeps it as Parquet in the
user's data directory, and `load` reads it from there.

>>> from foedus.datasets import registry
>>> registry()["nmc"].versions
('6.0', '7.0')
"""

from foedus.datasets.add import add
from foedus.datasets.bulk import BulkResult, add_folder
from foedus.datasets.check import Checked, check_installed
from foedus.datasets.cite import cite
from foedus.datasets.model import Column, Dataset, Release, Table
from foedus.datasets.problems import DatasetError
from foedus.datasets.registry import dataset, registry
from foedus.datasets.store import Installed, Loaded, data_directory, installed, load, remove

__all__ = [
    "BulkResult",
    "Checked",
    "Column",
    "Dataset",
    "DatasetError",
    "Installed",
    "Loaded",
    "Release",
    "Table",
    "add",
    "add_folder",
    "check_installed",
    "cite",
    "data_directory",
    "dataset",
    "installed",
    "load",
    "registry",
    "remove",
]
