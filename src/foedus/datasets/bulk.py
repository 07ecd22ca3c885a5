"""Add everything that a folder or archive holds, each file recognized by its name, else by its columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from foedus.datasets.add import store_match
from foedus.datasets.formats import format_of_name
from foedus.datasets.locate import Found, files_in, printable
from foedus.datasets.recognize import Match, fits, head, match_names, preferred
from foedus.datasets.registry import registry
from foedus.datasets.store import Installed
from foedus.errors import InputError


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What came of a folder.

    Parameters
    ----------
    added : tuple of Installed
        What was stored.
    failed : tuple of (str, InputError)
        Place of the file, and why it was not stored.
    passed_over : tuple of (str, str)
        Place of a CSV file or of a table in another format, and why it was passed over.
    """

    added: tuple[Installed, ...]
    failed: tuple[tuple[str, InputError], ...]
    passed_over: tuple[tuple[str, str], ...]


def add_folder(
    source: Path | str, *, changed: bool = False, progress: Callable[[str], None] | None = None
) -> BulkResult:
    """Recognize the files in a folder or archive and add each dataset that they make.

    A file that is broken does not keep the others from being stored.

    Parameters
    ----------
    source : Path
        Folder (with folders inside) or archive.
    changed : bool
        Take files that differ from the known ones of their releases.
    progress : callable, optional
        Called with the id of each dataset before it is read.

    Raises
    ------
    InputError
        If there is no such folder, or it holds no file of any dataset.
    """
    files = list(files_in(Path(source)))
    named = [match for dataset in registry().values() for match in match_names(dataset, files)]
    taken = {file.place for match in named for file in match.files}
    tables = [file for file in files if file.name.lower().endswith(".csv")]
    renamed, passed_over = _by_columns([file for file in tables if file.place not in taken])
    matches = preferred([*named, *renamed])
    others_of = [(file.place, other) for file in files if (other := format_of_name(file.name)) is not None]
    tables_of = [(place, other) for place, other in others_of if other.table]
    if not matches:
        if len(files) == 1 and others_of:
            raise InputError(f"{files[0].place} is {others_of[0][1].what}: {others_of[0][1].step}")
        raise InputError(
            f"{printable(str(source))} holds no file that foedus knows; see the file names with: foedus data list, and give a "
            "renamed file with: foedus data add ID --from FILE"
        )
    chosen = {file.place for match in matches for file in match.files}
    doubles = [(place, "another file of the same dataset and version was taken") for place in sorted(taken - chosen)]
    copies = [
        (file.place, f"a copy of {file.name}, taken elsewhere")
        for file in tables
        if file.place not in taken and any(file.name.lower() == other.name.lower() for m in named for other in m.files)
    ]
    added, failed = _store(matches, progress, changed=changed)
    known_copies = {place for place, _ in copies}
    others = [entry for entry in passed_over if entry[0] not in known_copies]
    formats = [(place, f"{other.what}: {other.step}") for place, other in tables_of]
    return BulkResult(tuple(added), tuple(failed), (*doubles, *copies, *others, *formats))


def _store(
    matches: Sequence[Match], progress: Callable[[str], None] | None, *, changed: bool
) -> tuple[list[Installed], list[tuple[str, InputError]]]:
    added, failed = [], []
    for match in matches:
        if progress:
            progress(match.dataset.id)
        try:
            added.append(store_match(match, changed=changed))
        except InputError as error:
            failed.append((", ".join(file.place for file in match.files), error))
    return added, failed


def _by_columns(files: Sequence[Found]) -> tuple[list[Match], list[tuple[str, str]]]:
    """Recognize renamed files: the columns must fit one dataset and one version only."""
    matches, passed_over = [], []
    for file in files:
        start = head(file)
        fitting = [
            Match(dataset, release, (file,))
            for dataset in registry().values()
            for release in dataset.releases
            if len(release.tables) == 1 and fits(release.tables[0], start)
        ]
        places = {(match.dataset.id, match.release.version) for match in fitting}
        if len(places) == 1:
            matches.append(fitting[0])
        elif places:
            could = ", ".join(sorted({id for id, _ in places}))
            passed_over.append((file.place, f"unknown name; by its columns it may be {could}"))
        else:
            passed_over.append((file.place, "unknown name and columns"))
    return matches, passed_over
