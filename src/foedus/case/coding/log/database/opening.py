"""The log of a case opened over a database."""

from __future__ import annotations

from pathlib import Path

from foedus.case.coding.log.journals import FolderJournals, Journals
from foedus.case.schema import SETTINGS
from foedus.errors import InputError
from foedus.extras import need
from foedus.files.findings import Findings
from foedus.files.reading import read_bytes
from foedus.files.toml import load_toml


def journals_of(folder: Path, url: str) -> Journals:
    """Return where the events of a case are kept: in the database of a URL, or in the folder where there is none.

    Parameters
    ----------
    folder : Path
        The case folder.
    url : str
        URL of the database; empty for none.

    Raises
    ------
    InputError
        If a package is missing, or the database cannot be reached or used.
    """
    files = FolderJournals(folder)
    if not url:
        return files
    need("sqlalchemy", what="--database")
    need("alembic", what="--database")
    from foedus.case.coding.log.database.address import Database
    from foedus.case.coding.log.database.journals import DatabaseJournals

    return DatabaseJournals(Database(url), _id_of(folder), files)


def _id_of(folder: Path) -> str:
    text = read_bytes(folder / SETTINGS.file).decode("utf-8", "replace")
    name = (load_toml(SETTINGS.file, text, findings=Findings()) or {}).get("id", "")
    if not isinstance(name, str) or not 0 < len(name) <= 200:
        raise InputError(f"{SETTINGS.file} of {str(folder)!r} gives the case no id, by which a database knows it")
    return name
