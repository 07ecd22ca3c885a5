"""Where each column comes from: dataset, version, file hash, citation."""

from __future__ import annotations

import re
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
    columns: Iterable[tuple[Column, Mapping[str, str | None]]], *, load: Callable[[str, str | None], Source]
) -> dict[str, ColumnSource]:
    """Sources of the columns by name.

    Each column comes with the versions of datasets that its own step asked for; one that it did not ask for is the newest
    installed, whatever version another step of the panel reads.
    """
    return {
        column.name: ColumnSource(
            column.name,
            column.label,
            column.rule,
            tuple(dataset_used(load(dataset, versions.get(dataset))) for dataset in column.datasets),
            column.values,
        )
        for column, versions in columns
    }


def bibliography(columns: Mapping[str, ColumnSource]) -> str:
    """BibTeX of all datasets behind the columns, each once, by id; with the version and file hash used."""
    return bibliography_of(used for column in columns.values() for used in column.datasets)


def bibliography_of(datasets: Iterable[DatasetUsed]) -> str:
    """BibTeX of datasets, by id, with every version and file hash used; an entry that several share stands once."""
    found = {(used.id, used.version): used for used in datasets}
    heads: dict[str, list[str]] = {}
    entries: dict[str, tuple[str, str]] = {}
    for (name, _), used in sorted(found.items()):
        heads.setdefault(name, []).append(f"% {used.title}: {used.id} {used.version}, file sha256 {used.sha256}")
        for entry in re.split(r"\n\s*\n(?=@)", used.citation.strip()):
            entries.setdefault(entry.partition(",")[0], (name, entry.strip()))
    blocks = ["\n".join(heads[name]) + "\n" + _entries(name, entries.values()) for name in heads]
    return "\n".join(blocks)


def _entries(name: str, entries: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"{entry}\n" for owner, entry in entries if owner == name)
