"""Tables of a file of Discourse Network Analyzer 3.0, and how it keeps colours, times and passwords."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime, timedelta

VERSION, MADE = "3.0.7", "2022-06-10"
"""Version of the program whose tables are written, and its date."""

MOST_NAME = 190
"""Characters of the longest name."""

RIGHTS = (
    "AddDocuments", "EditDocuments", "DeleteDocuments", "ImportDocuments", "AddStatements", "EditStatements", "DeleteStatements",
    "EditAttributes", "EditRegex", "EditStatementTypes", "EditCoders", "EditCoderRelations", "ViewOthersDocuments",
    "EditOthersDocuments", "ViewOthersStatements", "EditOthersStatements",
)  # fmt: skip
"""What a coder may do; all of it, in what foedus writes."""

KINDS = {"boolean": "DATABOOLEAN", "integer": "DATAINTEGER", "long text": "DATALONGTEXT", "short text": "DATASHORTTEXT"}
"""Table in which the values of a kind of variable stand."""

USUAL_ATTRIBUTES = ("Type", "Alias", "Notes")
"""Attributes that the program makes for every variable."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ROUNDS = 100_000


def _name(column: str, *, default: str = "") -> str:
    return f"{column} TEXT NOT NULL{default} CHECK (LENGTH({column}) <= {MOST_NAME})"


def _colour(*, required: bool = True) -> str:
    more = " NOT NULL DEFAULT 0" if required else ""
    return ", ".join(f"{part} INTEGER{more} CHECK ({part} BETWEEN 0 AND 255)" for part in ("Red", "Green", "Blue"))


def _flag(column: str, default: int) -> str:
    return f"{column} INTEGER NOT NULL DEFAULT {default} CHECK ({column} BETWEEN 0 AND 1)"


def _to(column: str, table: str) -> str:
    return f"FOREIGN KEY({column}) REFERENCES {table}(ID) ON DELETE CASCADE"


def tables() -> tuple[str, ...]:
    """Return the commands that make the sixteen tables."""
    rights = ", ".join(_flag(f"Permission{right}", 1) for right in RIGHTS)
    key = "ID INTEGER NOT NULL PRIMARY KEY"
    says = f"{key}, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL"
    of = f"{_to('StatementId', 'STATEMENTS')}, {_to('VariableId', 'VARIABLES')}, UNIQUE (StatementId, VariableId)"
    kinds = " OR ".join(f"DataType = '{kind}'" for kind in KINDS)
    seen = ", ".join(
        f"{column} INTEGER NOT NULL DEFAULT 1 CHECK({column} BETWEEN 0 AND 1)"
        for column in ("viewStatements", "editStatements", "viewDocuments", "editDocuments")
    )
    author = ", ".join(_name(column, default=" DEFAULT ''") for column in ("Author", "Source", "Section"))
    return (
        "CREATE TABLE SETTINGS(Property TEXT PRIMARY KEY, Value TEXT NOT NULL)",
        f"CREATE TABLE CODERS({key}, {_name('Name')}, {_colour()}, "
        "Refresh INTEGER NOT NULL CHECK (Refresh BETWEEN 0 AND 9999) DEFAULT 0, FontSize INTEGER NOT NULL CHECK (FontSize BETWEEN 1 AND 99) "
        f"DEFAULT 14, {_name('Password')}, PopupWidth INTEGER CHECK (PopupWidth BETWEEN 100 AND 9999) DEFAULT 300, {_flag('ColorByCoder', 0)}, "
        f"{_flag('PopupDecoration', 0)}, {_flag('PopupAutoComplete', 1)}, {rights})",
        f"CREATE TABLE DOCUMENTS({key}, {_name('Title')}, Text TEXT NOT NULL, Coder INTEGER, {author}, Notes TEXT NOT NULL DEFAULT '', "
        f"{_name('Type', default=' DEFAULT ' + chr(39) * 2)}, Date INTEGER NOT NULL, {_to('Coder', 'CODERS')})",
        f"CREATE TABLE STATEMENTTYPES({key}, {_name('Label')}, {_colour()})",
        f"CREATE TABLE VARIABLES({key}, {_name('Variable')}, DataType TEXT NOT NULL CHECK ({kinds}) DEFAULT 'short text', "
        f"StatementTypeId INTEGER, {_to('StatementTypeId', 'STATEMENTTYPES')}, UNIQUE (Variable, StatementTypeId))",
        f"CREATE TABLE VARIABLELINKS({key}, SourceVariableId INTEGER, TargetVariableId INTEGER, CHECK (TargetVariableId != SourceVariableId), "
        f"{_to('SourceVariableId', 'VARIABLES')}, {_to('TargetVariableId', 'VARIABLES')})",
        f"CREATE TABLE REGEXES(Label TEXT PRIMARY KEY CHECK (LENGTH(Label) <= {MOST_NAME}), {_colour()})",
        f"CREATE TABLE CODERRELATIONS({key}, Coder INTEGER CHECK(Coder > 0), OtherCoder INTEGER CHECK(OtherCoder > 0), {seen}, "
        f"CHECK (Coder != OtherCoder), {_to('Coder', 'CODERS')}, {_to('OtherCoder', 'CODERS')})",
        f"CREATE TABLE STATEMENTS({key}, StatementTypeId INTEGER, DocumentId INTEGER, Start INTEGER NOT NULL CHECK(Start >= 0), "
        f"Stop INTEGER NOT NULL CHECK(Stop >= 0), Coder INTEGER, CHECK (Start < Stop), {_to('StatementTypeId', 'STATEMENTTYPES')}, "
        f"{_to('Coder', 'CODERS')}, {_to('DocumentId', 'DOCUMENTS')})",
        f"CREATE TABLE DATABOOLEAN({says}, Value INTEGER NOT NULL DEFAULT 1, {of})",
        f"CREATE TABLE DATAINTEGER({says}, Value INTEGER NOT NULL DEFAULT 0, {of})",
        f"CREATE TABLE ENTITIES({key}, VariableId INTEGER NOT NULL, {_name('Value', default=' DEFAULT ' + chr(39) * 2)}, {_colour(required=False)}, "
        f"ChildOf INTEGER CHECK(ChildOf > 0), UNIQUE (VariableId, Value), {_to('ChildOf', 'ENTITIES')}, {_to('VariableId', 'VARIABLES')})",
        f"CREATE TABLE DATASHORTTEXT({says}, Entity INTEGER NOT NULL, {_to('Entity', 'ENTITIES')}, {of})",
        f"CREATE TABLE DATALONGTEXT({says}, Value TEXT DEFAULT '', {of})",
        f"CREATE TABLE ATTRIBUTEVARIABLES({key}, VariableId INTEGER NOT NULL, {_name('AttributeVariable')}, "
        f"UNIQUE(VariableId, AttributeVariable), {_to('VariableId', 'VARIABLES')})",
        f"CREATE TABLE ATTRIBUTEVALUES({key}, EntityId INTEGER NOT NULL, AttributeVariableId INTEGER NOT NULL, "
        f"{_name('AttributeValue', default=' DEFAULT ' + chr(39) * 2)}, UNIQUE (EntityId, AttributeVariableId), "
        f"{_to('EntityId', 'ENTITIES')}, {_to('AttributeVariableId', 'ATTRIBUTEVARIABLES')})",
    )


def password_hash(password: str, *, salt: bytes) -> str:
    """Return a password as the program keeps it: SHA-256, 100,000 times, behind its salt of 16 bytes."""
    digest = hashlib.sha256(salt[:16] + password.encode("utf-8")).digest()
    for _ in range(_ROUNDS - 1):
        digest = hashlib.sha256(digest).digest()
    return base64.b64encode(salt[:16] + digest).decode("ascii")


def date_of(seconds: int) -> str:
    """Return seconds since 1970 as a day, or as a time in UTC where it is not midnight; empty beyond the calendar.

    >>> date_of(1106697600), date_of(1106697660)
    ('2005-01-26', '2005-01-26T00:01:00Z')
    """
    try:
        when = _EPOCH + timedelta(seconds=seconds)
    except OverflowError:
        return ""
    return f"{when:%Y-%m-%d}" if when.time().isoformat() == "00:00:00" else f"{when:%Y-%m-%dT%H:%M:%SZ}"


def seconds_of(date: str) -> int | None:
    """Return the seconds since 1970 of what `date_of` has made; None for any other text.

    >>> seconds_of("2005-01-26"), seconds_of("2005")
    (1106697600, None)
    """
    try:
        when = datetime.fromisoformat(date)
    except ValueError:
        return None
    if len(date) != 10 and when.tzinfo is None:
        return None
    return int(((when if when.tzinfo else when.replace(tzinfo=UTC)) - _EPOCH).total_seconds())
