"""All that the data directory records of a case's pair, put beside the case: series, acts, and drafts for a person to decide."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from foedus.case.load import load_case
from foedus.case.recorded import case_folder, put_recorded
from foedus.case.schema import TEXTS_FOLDER
from foedus.deeds.gathered import Asked, Gathered, asked_of
from foedus.deeds.register import Proposed, propose
from foedus.errors import InputError
from foedus.files.folder import write_files
from foedus.files.reading import read_bytes
from foedus.nearest import nearest_hint

FROM: Mapping[str, str] = {
    "votes": "assembly:assembly",
    "vetoes": "council:council",
    "support": "outside_support:outside_support",
    "exercises": "dealings:exercises",
    "organisations": "dealings:organisations",
    "arms": "dealings:arms",
}
"""Where acts and series come from, beside collections of events: the module here and its function, loaded where asked for."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What `put_evidence` did."""

    gathered: tuple[Gathered, ...]
    proposed: tuple[Proposed, ...]
    files: tuple[str, ...]  #: Files of the case that changed.


def put_evidence(
    path: str | Path,
    *,
    sources: Sequence[str] = (),
    collections: Sequence[str] = (),
    first: int | None = None,
    last: int | None = None,
    about: Sequence[str] = (),
    drafts: bool = True,
    progress: Callable[[str], None] = lambda _: None,
) -> Evidence:
    """Put what the datasets of the data directory record of a case's pair beside the case.

    Parameters
    ----------
    path : str or Path
        The case folder.
    sources : sequence of str
        Of `FROM`; all of them by default.
    collections : sequence of str
        Collections of events (`foedus events list`).
    first, last, about
        See `foedus.deeds.gathered.asked_of`.
    drafts : bool
        Whether acts become drafts too.
    progress : callable
        Is told what is read.

    Raises
    ------
    InputError
        A source or collection is not known, the pair has no codes, or none of the datasets is there.
    CaseError
        The case is not whole.
    OutputError
        The folder cannot be written.
    """
    unknown = [name for name in sources if name not in FROM]
    if unknown:
        raise InputError(f"{unknown[0]!r}{nearest_hint(unknown[0], FROM)}: expected {', '.join(FROM)}")
    folder = case_folder(path)
    asked = asked_of(load_case(folder), first, last=last, about=about)
    found: list[Gathered] = []
    for name in sources or ([] if collections else FROM):
        progress(name)
        found.append(_gathered(name, asked))
    found += [_of_events(asked, name, progress=progress) for name in collections]
    if not any(one.observed or one.acts for one in found):
        raise InputError("; ".join(dict.fromkeys(note for one in found for note in one.notes)))
    return _put(folder, found, drafts=drafts)


def _gathered(name: str, asked: Asked) -> Gathered:
    module, function = FROM[name].split(":")
    found: Gathered = getattr(import_module(f"foedus.deeds.{module}"), function)(asked)
    return found


def _put(folder: Path, found: Sequence[Gathered], *, drafts: bool) -> Evidence:
    """Write tables, texts and drafts in one step: all is made in a copy of the case first, so that a refusal leaves it as it is."""
    before = _bytes_of(folder)
    registers = [one.register for one in found if one.register is not None and drafts]
    with TemporaryDirectory() as place:
        copy = Path(place) / (folder.resolve().name or "case")
        copy.mkdir()
        for name, data in before.items():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).write_bytes(data)
        put_recorded(
            copy,
            observed=[row for one in found for row in one.observed],
            acts=[row for one in found for row in one.acts],
        )
        proposed = tuple(propose(copy, register) for register in registers)
        changed = {name: data for name, data in _bytes_of(copy).items() if before.get(name) != data}
    return Evidence(tuple(found), proposed, write_files(changed, folder, read=before) if changed else ())


def _bytes_of(folder: Path) -> dict[str, bytes]:
    """The files of a case that are tables or texts, by their path inside it; what stands beside them is left alone."""
    inside = [*folder.iterdir(), *(folder / TEXTS_FOLDER).glob("*.txt")]
    files = (path for path in inside if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): read_bytes(path) for path in sorted(files)}


def _of_events(asked: Asked, name: str, *, progress: Callable[[str], None]) -> Gathered:
    from foedus.deeds.reports import reports
    from foedus.events.source import source_of
    from foedus.events.store import open_collection

    progress(f"events {name}")
    return reports(asked, source_of(open_collection(name)))
