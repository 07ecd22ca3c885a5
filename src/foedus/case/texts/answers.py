"""Answers of models, kept beside the case as they came: a second run asks nothing twice, and a stop costs none that came.

A line an answer, which only grows: each is on the disk before the next question is asked. What a kill leaves of a last line,
and a line that was damaged later, is set aside and asked again.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from foedus.case.schema import ANSWERS_FILE
from foedus.errors import InputError, OutputError
from foedus.files.folder import write_files
from foedus.files.one_step.make import flush_folder
from foedus.files.one_step.undisturbed import undisturbed
from foedus.files.reading import read_bytes

LARGEST = 500_000_000
"""Bytes of the largest file of answers that is read."""


class Answers:
    """The answers that a case keeps, by the keys of their jobs.

    Parameters
    ----------
    folder : Path
        The case folder.

    Raises
    ------
    InputError
        The file cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / ANSWERS_FILE
        self.content: dict[str, str] = {}
        self.damaged = 0  #: Lines that hold no answer.
        for line in self._lines():
            try:
                row = json.loads(line)
                key, content = row["job"], row["answer"]
            except (ValueError, LookupError, TypeError, RecursionError):
                self.damaged += 1
                continue
            if isinstance(key, str) and isinstance(content, str):
                self.content[key] = content
            else:
                self.damaged += 1

    def _lines(self) -> list[bytes]:
        try:
            with self.path.open("rb") as file:
                if os.fstat(file.fileno()).st_size > LARGEST:
                    raise InputError(f"{str(self.path)!r} is larger than {LARGEST:,} bytes; move it away to ask anew")
                return [line for line in file.read().split(b"\n") if line.strip()]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise InputError(f"cannot read the answers {str(self.path)!r}: {error.strerror}") from error

    def keep(self, job: str, content: str, *, model: str, document: str) -> None:
        """Write an answer behind the others; it is on the disk when this returns. Raises OutputError if it cannot be."""
        row = {"job": job, "model": model, "document": document, "answer": content}
        data = json.dumps(row, ensure_ascii=True).encode() + b"\n"
        try:
            is_new = not self.path.exists()
            with undisturbed(), self.path.open("ab+") as file:
                file.seek(0, os.SEEK_END)
                if file.tell() and not _ends_whole(file.fileno(), file.tell()):
                    data = b"\n" + data
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            if is_new:
                flush_folder(self.path.parent)
        except OSError as error:
            raise OutputError(f"cannot write the answers {str(self.path)!r}: {error.strerror}") from error
        self.content[job] = content


def forget_answers(folder: Path, document: str) -> tuple[str, ...]:
    """Take out what was answered about a document, and damaged lines, which may be about it; return the files that changed."""
    path = folder / ANSWERS_FILE
    if not path.is_file():
        return ()
    data = read_bytes(path)
    kept = [line for line in data.split(b"\n") if line.strip() and _document_of(line) not in ("", document)]
    new = b"".join(line + b"\n" for line in kept)
    return write_files({ANSWERS_FILE: new}, folder, read={ANSWERS_FILE: data})


def _document_of(line: bytes) -> str:
    """The document that an answer is about; empty for a line that is none."""
    try:
        found = json.loads(line)["document"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""
    return found if isinstance(found, str) else ""


def _ends_whole(descriptor: int, size: int) -> bool:
    os.lseek(descriptor, size - 1, os.SEEK_SET)
    return os.read(descriptor, 1) == b"\n"
