"""Where each column comes from: dataset, version, file hash, citation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from foedus.panel.source import Coverage, Source
from foedus.panel.step import Column


@dataclass(frozen=True)
class DatasetUsed:
    """One dataset behind a column."""

    id: str
    version: str
    title: str
    sha256: str
    coverage: Coverage
    citation: str


@dataclass(frozen=True)
class ColumnSource:
    """What a column means and what it is made from."""

    name: str  #: `name`, `label`, `rule`: name, meaning, and how it was made when that is more than reading it off.
    label: str
    rule: str
    datasets: tuple[DatasetUsed, ...]  #: What it is made from; empty for columns made from other columns.
    values: Mapping[int, str]  #: Meaning of each code.


def dataset_used(source: Source) -> DatasetUsed:
    """What a loaded dataset tells of itself."""
    return DatasetUsed(source.id, source.version, source.title, source.sha256, source.coverage, source.citation)


def column_sources(
    columns: Iterable[Column], versions: Mapping[str, str | None], *, load: Callable[[str, str | None], Source]
) -> dict[str, ColumnSource]:
    """Sources of the columns by name; a dataset without a version asked for is the newest installed."""

    def used(dataset: str) -> DatasetUsed:
        return dataset_used(load(dataset, versions.get(dataset)))

    return {
        column.name: ColumnSource(
            column.name, column.label, column.rule, tuple(map(used, column.datasets)), column.values
        )
        for column in columns
    }


def bibliography(columns: Mapping[str, ColumnSource]) -> str:
    """BibTeX of all datasets behind the columns, each once, by id; with the version and file hash used."""
    return bibliography_of(used for column in columns.values() for used in column.datasets)


def bibliography_of(datasets: Iterable[DatasetUsed]) -> str:
    """BibTeX of datasets, each once, by id; with the version and file hash used."""
    found = {used.id: used for used in datasets}
    parts = [
        f"% {used.title}: {used.id} {used.version}, file sha256 {used.sha256}\n{used.citation.strip()}\n"
        for _, used in sorted(found.items())
    ]
    return "\n".join(parts)
