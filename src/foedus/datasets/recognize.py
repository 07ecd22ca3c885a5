"""Tell which dataset, and which release of it, files are: by name, else by what they hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foedus.datasets.decode import begins_header, columns_of, header_line
from foedus.datasets.locate import Found
from foedus.datasets.model import Column, Dataset, Release, Table, in_file
from foedus.errors import InputError

_NOTES = 100


@dataclass(frozen=True, slots=True)
class Match:
    """Files that make one release."""

    dataset: Dataset  #: `dataset`, `release`: what they are.
    release: Release
    files: tuple[Found, ...]  #: In the order of `release.tables`.

    @property
    def named(self) -> bool:
        """True if the files have the names that the distributor gives them."""
        return all(file.matches(name) for file, name in zip(self.files, self.release.files, strict=True))


def match_names(dataset: Dataset, files: Sequence[Found], *, version: str | None = None) -> list[Match]:
    """Return the releases of a dataset whose files are all there by name, oldest first."""
    matches = []
    for release in dataset.releases:
        if version is not None and release.version != version:
            continue
        found = [next((file for file in files if file.matches(name)), None) for name in release.files]
        chosen = tuple(file for file in found if file is not None)
        if len(chosen) == len(found):
            matches.append(Match(dataset, release, chosen))
    return matches


def match_renamed(dataset: Dataset, file: Found, *, version: str | None = None) -> Match:
    """Return the release that a single file of another name is.

    It must be told by `version`, by the header, or by being the only one that it can be. Raises InputError if it cannot
    be told.
    """
    single = [release for release in dataset.releases if len(release.tables) == 1]
    candidates = [release for release in single if version in (None, release.version)]
    if not candidates:
        raise InputError(f"{dataset.id} {version or ''} is made of several files; give the folder or archive")
    if len(candidates) > 1:
        start = head(file)
        fitting = [release for release in candidates if fits(release.tables[0], start)]
        candidates = fitting or candidates[-1:]
    if len({release.version for release in candidates}) > 1:
        raise InputError(
            f"{file.place}: the name does not tell which version of {dataset.id} it is; "
            f"say it with --version {'|'.join(dict.fromkeys(release.version for release in candidates))}"
        )
    # A layout may hold all columns of a shorter one: the file is the longest that it fits.
    return Match(dataset, max(candidates, key=lambda release: len(_needed(release.tables[0]))), (file,))


def head(file: Found) -> str:
    """Return the first lines of a CSV file, with ``\\n`` line ends."""
    text = file.head().decode("utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def fits(table: Table, start: str) -> bool:
    """True if the header in the start of a file has every column that the table needs."""
    header = start.split("\n", _NOTES + 1)[header_line(start, table.preamble)]
    if table.preamble and not begins_header(header, table.preamble):
        return False
    known = set(columns_of(header))
    return all(any(name in known for name in column.file_names) for column in _needed(table))


def _needed(table: Table) -> list[Column]:
    return [column for column in in_file(table.columns) if not column.optional]


def preferred(matches: Iterable[Match]) -> list[Match]:
    """Keep one match per dataset and version: the distributor's own form, where it is there."""
    best: dict[tuple[str, str], Match] = {}
    for match in matches:
        place = (match.dataset.id, match.release.version)
        if place not in best or (best[place].release.form != "official" and match.release.form == "official"):
            best[place] = match
    return list(best.values())
