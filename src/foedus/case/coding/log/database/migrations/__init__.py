"""How the tables of the database came to what they are: each step a module of `versions`, run by Alembic on opening."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from foedus.errors import InputError

FOLDER = Path(__file__).parent
VERSION_TABLE = "foedus_schema"


def migrate(connection: Connection) -> None:
    """Bring the tables to the latest schema, within the transaction of the connection.

    Raises InputError if a newer foedus has made them.
    """
    script = ScriptDirectory(str(FOLDER))

    def steps(revision: Any, _: MigrationContext) -> Any:
        return script._upgrade_revs("head", revision)

    context = MigrationContext.configure(connection, opts={"fn": steps, "version_table": VERSION_TABLE})
    _refuse_newer(context.get_current_heads(), script)
    with Operations.context(context):
        context.run_migrations()


def _refuse_newer(heads: tuple[str, ...], script: ScriptDirectory) -> None:
    for head in heads:
        try:
            script.get_revision(head)
        except CommandError:
            raise InputError(
                f"the database has schema {head!r}, which this release does not know (its own is "
                f"{script.get_current_head()!r}); a newer foedus has made it: update foedus, or take another database"
            ) from None
