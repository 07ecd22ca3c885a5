"""The tables of the database, as the latest of the migrations leaves them.

An event is its line, byte for byte as it stands in `coding/CODER.jsonl`; the other columns say where it belongs, and can be made
from the line.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, MetaData, String, Table, UniqueConstraint

METADATA = MetaData()

CASES = Table(
    "foedus_cases",
    METADATA,
    Column("case", String(200), primary_key=True),
    #: Grows when lines that were there have changed, so that all who have read them read anew.
    Column("generation", Integer, nullable=False),
)

EVENTS = Table(
    "foedus_events",
    METADATA,
    #: Order of writing; SQLite counts by itself only what it calls an integer.
    Column("position", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("case", String(200), nullable=False),
    Column("coder", String(40), nullable=False),
    Column("id", String(16), nullable=False),
    Column("line", LargeBinary, nullable=False),
    UniqueConstraint("case", "id", name="foedus_events_once"),
)
