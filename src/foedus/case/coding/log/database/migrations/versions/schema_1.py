"""Events, and the cases that they belong to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "foedus_cases",
        sa.Column("case", sa.String(200), primary_key=True),
        sa.Column("generation", sa.Integer, nullable=False),
    )
    op.create_table(
        "foedus_events",
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("case", sa.String(200), nullable=False),
        sa.Column("coder", sa.String(40), nullable=False),
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("line", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("case", "id", name="foedus_events_once"),
    )


def downgrade() -> None:
    """Take the tables away."""
    op.drop_table("foedus_events")
    op.drop_table("foedus_cases")
