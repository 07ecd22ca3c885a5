"""Adding files to a collection: what is new is read, each file in one step, so that a killed run is taken up by the next."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from foedus.errors import InputError
from foedus.events.coverage import cover
from foedus.events.formats.model import Format
from foedus.events.formats.registry import event_format, registry
from foedus.events.reading.batch import Rejected
from foedus.events.reading.parse import Tally, codes_of, covers, parse
from foedus.events.reading.recognize import Recognized, recognize
from foedus.events.reading.sources import Source, hash_of, members_of, packing, paths_of, shown
from foedus.events.scales.choose import choose
from foedus.events.scales.model import Scale
from foedus.events.scales.tables import scale as find_scale
from foedus.events.store import (
    ABOUT,
    COVERED,
    FILE,
    FILES,
    PARTS,
    REJECTED,
    TABLE,
    About,
    FileMeta,
    about,
    collection_folder,
    part_folder,
    stored_files,
)
from foedus.files.folder import remove_folder, write_files
from foedus.files.one_step.box import tidy
from foedus.files.one_step.lock import locked
from foedus.interruption import check

Progress = Callable[[str, int, int], None]
"""Called with the file that is read, the bytes read so far of all files, and the bytes of all files."""


@dataclass
class Intake:
    """What became of the files that were given.

    Parameters
    ----------
    added : list of tuple
        Collection and file of each that was read.
    known : list of str
        Files that were there already.
    replaced : list of str
        Files that took the place of another of the same name.
    passed_over : list of tuple of str
        Files of a folder that are of no known format, or not of the wanted one, and why.
    failed : list of tuple of str
        Files that could not be added, and why.
    """

    added: list[tuple[str, FileMeta]] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    passed_over: list[tuple[str, str]] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def collections(self) -> tuple[str, ...]:
        """Names of the collections that files were added to."""
        return tuple(dict.fromkeys(name for name, _ in self.added))


class SameContent(InputError):
    """What is inside a file was read from another."""


def add(
    *paths: Path | str,
    format: str | None = None,
    scale: str | None = None,
    name: str | None = None,
    replace: bool = False,
    progress: Progress | None = None,
) -> Intake:
    """Read files of events into a collection of the data directory; those that were read before are not read again.

    Parameters
    ----------
    *paths : Path or str
        Files, plain or packed (gzip, zip), and folders with all that is in them.
    format : str, optional
        Id of the format; by default it is told by what stands in the files.
    scale : str, optional
        Id of the scale of the codes, where a format has several; by default it is told by the codes.
    name : str, optional
        Name of the collection; by default that of the format.
    replace : bool
        Let a file take the place of one of the same name whose content was another.
    progress : callable, optional
        Called while files are read.

    Returns
    -------
    Intake
        What became of each file. A folder's broken file does not keep the others from being added.

    Raises
    ------
    InputError
        If there is nothing at a path, an option is wrong, or the only file that was given cannot be added.
    """
    wanted = event_format(format) if format is not None else None
    if scale is not None:
        find_scale(scale)
    if name is not None:
        collection_folder(name)
    files = paths_of([Path(path) for path in paths])
    run = _Run(
        wanted, scale, name, replace=replace, progress=progress, total=sum(path.stat().st_size for _, path in files)
    )
    single = len(files) == 1 and all(Path(path).is_file() for path in paths)
    for label, path in files:
        check()
        try:
            run.take(label, path, single=single)
        except InputError as error:
            if single:
                raise
            run.intake.failed.append((label, str(error)))
    run.finish()
    if not run.intake.added and not run.intake.known and not run.intake.failed:
        raise InputError(_nothing(paths, run.intake, wanted))
    return run.intake


class _Run:
    """One call of `add`: which collections it touched and what they hold."""

    def __init__(
        self,
        wanted: Format | None,
        scale: str | None,
        name: str | None,
        *,
        replace: bool,
        progress: Progress | None,
        total: int,
    ) -> None:
        self.intake = Intake()
        self._wanted, self._scale, self._name, self._replace = wanted, scale, name, replace
        self._progress, self._total, self._done = progress, total, 0
        self._shelves: dict[str, _Shelf] = {}

    def take(self, label: str, path: Path, *, single: bool) -> None:
        """Add a file: what it holds, each member of an archive by itself."""
        start = self._done
        try:
            digest = hash_of(path)
            sources = members_of(label, path)
            for source in sources:
                self._take_one(source, digest, single=single and len(sources) == 1)
        finally:
            self._done = start + path.stat().st_size

    def _take_one(self, source: Source, digest: str, *, single: bool) -> None:
        if any(shelf.has(digest, source.member) for shelf in self._likely()):
            self.intake.known.append(source.name)
            return
        try:
            what = recognize(source.head(), place=shown(source), wanted=self._wanted)
        except InputError as error:
            if single or not _is_other(error):
                raise
            self.intake.passed_over.append((source.name, str(error).removeprefix(f"{shown(source)} ")))
            return
        shelf = self._shelf(self._name or what.format.id)
        shelf.demand(what, source)
        if shelf.has(digest, source.member):
            self.intake.known.append(source.name)
            return
        before = shelf.of_name(source.name)
        if before is not None and not self._replace:
            raise InputError(_changed(source, before))
        try:
            meta = shelf.put(source, digest, what, self._scale, ticks=self._tick(source))
        except SameContent as same:
            self.intake.known.append(f"{source.name} ({same})")
            return
        self.intake.added.append((shelf.name, meta))
        if before is not None:
            shelf.drop(before)
            self.intake.replaced.append(source.name)

    def _likely(self) -> list[_Shelf]:
        names = [self._name] if self._name else [self._wanted.id] if self._wanted else list(registry())
        return [self._shelf(name) for name in names]

    def _shelf(self, name: str) -> _Shelf:
        if name not in self._shelves:
            self._shelves[name] = _Shelf(name)
        return self._shelves[name]

    def _tick(self, source: Source) -> Callable[[int], None] | None:
        progress = self._progress
        if progress is None:
            return None

        def tick(number: int) -> None:
            check()
            self._done += number
            progress(source.name, min(self._done, self._total), self._total)

        return tick

    def finish(self) -> None:
        """Write the list of files of each collection."""
        for shelf in self._shelves.values():
            shelf.finish()


class _Shelf:
    """A collection while files are added to it."""

    def __init__(self, name: str) -> None:
        self.name, self.folder = name, collection_folder(name)
        self.about: About | None = None
        self._by_source: dict[tuple[str, str], FileMeta] = {}
        self._by_name: dict[str, FileMeta] = {}
        self._by_content: dict[str, FileMeta] = {}
        if self.folder.is_dir():
            self._tidy()
            self.about = about(self.folder)
            for _, meta in stored_files(self.folder):
                self._keep(meta)

    def _tidy(self) -> None:
        """Take away what a killed run was making."""
        with locked(lambda: self.folder, shown=self.folder):
            for place in (self.folder, self.folder / PARTS, *sorted((self.folder / PARTS).glob("??"))):
                tidy(place)

    def _keep(self, meta: FileMeta) -> None:
        self._by_source[meta.source_sha256, meta.member] = meta
        self._by_name[meta.name] = meta
        self._by_content[meta.sha256] = meta

    def has(self, digest: str, member: str) -> bool:
        """Tell whether a file was read before."""
        return (digest, member) in self._by_source

    def of_name(self, name: str) -> FileMeta | None:
        """Return what was read of a file of this name."""
        return self._by_name.get(name)

    def demand(self, what: Recognized, source: Source) -> None:
        """Raise InputError if the collection is of another format."""
        if self.about is not None and self.about.format != what.format.id:
            raise InputError(
                f"{shown(source)} is of format {what.format.id}; the collection {self.name} holds {self.about.format}: "
                "add it to another with --as NAME"
            )

    def put(
        self, source: Source, digest: str, what: Recognized, scale: str | None, *, ticks: Callable[[int], None] | None
    ) -> FileMeta:
        """Read a file and store its part, in one step."""
        chosen = self._choose(source, what, scale)
        part = part_folder(self.folder, digest, source.member)
        found: list[tuple[Tally, FileMeta]] = []

        def write_table(path: Path) -> None:
            try:
                tally = parse(source, what, chosen, to=path, ticks=ticks)
            except ValueError as error:  # it would be told as if the folder could not be written
                raise InputError(
                    f"{shown(source)} cannot be read ({error}); nothing is stored: please report it with the file"
                ) from error
            same = self._by_content.get(tally.sha256)
            if same is not None and same.name != source.name:
                raise SameContent(f"the same as {same.name}")
            if not source.member and not packing(source.path) and tally.sha256 != digest:
                raise InputError(f"{shown(source)} changed while it was read; add it again when it stands still")
            found.append((tally, _meta(source, digest, what, chosen, tally)))

        files = {
            TABLE: write_table,
            REJECTED: lambda path: path.write_bytes(_rejected(found[0][0].rejected)),
            FILE: lambda path: path.write_bytes(_json(found[0][1])),
        }
        if self.about is None:
            self.about = About(what.format.id, chosen.id)
            within = part.relative_to(self.folder).as_posix()
            files = {f"{within}/{name}": content for name, content in files.items()}
            try:
                write_files(files | {ABOUT: lambda path: path.write_bytes(_json(self.about))}, self.folder)
            except BaseException:
                self.about = None
                raise
        else:
            write_files(files, part)
        self._keep(found[0][1])
        return found[0][1]

    def _choose(self, source: Source, what: Recognized, wanted: str | None) -> Scale:
        allowed = what.format.scales
        if wanted is not None and wanted not in allowed:
            raise InputError(
                f"{shown(source)} is of format {what.format.id}, whose codes follow {' or '.join(allowed)}; --scale {wanted} does "
                "not fit it"
            )
        if len(allowed) == 1:
            return find_scale(allowed[0])
        counts, notes = codes_of(source, what)
        usual = self.about.scale if self.about else None
        try:
            chosen = choose(counts, allowed, wanted=wanted, place=shown(source), usual=usual)
        except InputError as error:
            raise InputError("; ".join((str(error), *notes))) from None
        if self.about is not None and self.about.scale != chosen.id:
            raise InputError(
                f"{shown(source)} follows the scale {chosen.id}; the collection {self.name} holds codes of {self.about.scale}: "
                "add it to another with --as NAME"
            )
        return chosen

    def drop(self, meta: FileMeta) -> None:
        """Take away the part of a file."""
        remove_folder(part_folder(self.folder, meta.source_sha256, meta.member))
        self._by_source.pop((meta.source_sha256, meta.member), None)

    def finish(self) -> None:
        """Write the list of files, by name."""
        if self.about is None:
            return
        files = [meta for _, meta in stored_files(self.folder)]
        coverage = cover([meta.covers for meta in files], event_format(self.about.format).interval)
        write_files(
            {FILES: _listed(files), COVERED: _table(("state", "first", "last", "intervals"), coverage.spans())},
            self.folder,
        )


def _meta(source: Source, digest: str, what: Recognized, scale: Scale, tally: Tally) -> FileMeta:
    spans, assumed = covers(tally, source, what)
    return FileMeta(
        name=source.name,
        sha256=tally.sha256,
        size=tally.size,
        source_sha256=digest,
        member=source.member,
        layout=what.layout.name,
        scale=scale.label,
        lines=tally.lines,
        rows=tally.rows,
        rejected=len(tally.rejected),
        unscored=tally.unscored,
        first=None if tally.first is None else str(tally.first),
        last=None if tally.last is None else str(tally.last),
        covers=spans,
        notes=(*tally.notes, *assumed),
    )


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"


def _rejected(rows: Sequence[Rejected]) -> bytes:
    return _table(Rejected._fields, rows)


def _listed(files: Sequence[FileMeta]) -> bytes:
    columns = (
        "name",
        "member",
        "sha256",
        "size",
        "layout",
        "scale",
        "lines",
        "rows",
        "rejected",
        "unscored",
        "first",
        "last",
    )
    rows = [
        (
            *(getattr(meta, column) for column in columns),
            "; ".join(f"{a}/{b}" for a, b in meta.covers),
            "; ".join(meta.notes),
        )
        for meta in files
    ]
    return _table((*columns, "covers", "notes"), rows)


def _table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return stream.getvalue().encode("utf-8")


def _is_other(error: InputError) -> bool:
    """Tell whether a file of a folder is of another kind: that is told, and no failure."""
    told = str(error)
    return " is of no known format" in told or " is not of format " in told or " is of format " in told


def _changed(source: Source, before: FileMeta) -> str:
    return (
        f"{shown(source)} differs from the file of this name that was added before ({before.rows:,} rows, {before.first} to "
        f"{before.last}); take it in the place of that one with --replace, or add it under another name"
    )


def _nothing(paths: Sequence[Path | str], intake: Intake, wanted: Format | None) -> str:
    given = ", ".join(repr(str(path))[:200] for path in paths[:3])
    what = f"format {wanted.id}" if wanted else "any known format"
    told = "".join(f"\n  {name}: {why}" for name, why in intake.passed_over[:5])
    more = f"\n  and {len(intake.passed_over) - 5:,} more" if len(intake.passed_over) > 5 else ""
    return f"{given} holds no file of {what}:{told}{more}"
