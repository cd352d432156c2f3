"""accounts: how staff sign in, sessions, limited attempts, reads of pages

Revision ID: 0003
Revises: 0002
"""

from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

def upgrade() -> None:
    for column in _columns():
        op.add_column("staff", column)
    _tell_apart()
    op.create_index("ix_staff_fs_uniquifier", "staff", ["fs_uniquifier"], unique=True)
    op.create_table(
        "staff_session",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("network", sa.String(40), nullable=False),
        sa.Column("agent", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_staff_session"),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name="fk_staff_session_staff_id_staff", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_staff_session_staff_id", "staff_session", ["staff_id"])
    op.create_index("ix_staff_session_ends_at", "staff_session", ["ends_at"])
    op.create_table(
        "attempts",
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_attempts"),
    )
    op.create_index("ix_attempts_ends_at", "attempts", ["ends_at"])
    op.create_table(
        "page_reads",
        sa.Column("key", sa.String(100), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "month", name="pk_page_reads"),
    )


def downgrade() -> None:
    for table in ("page_reads", "attempts", "staff_session"):
        op.drop_table(table)
    op.drop_index("ix_staff_fs_uniquifier", "staff")
    for column in reversed(_columns()):
        op.drop_column("staff", column.name)


def _columns() -> list[sa.Column[Any]]:
    """Return what staff gains, to be added one by one.

    Batch mode would drop and remake the table on SQLite, and editions point at it.
    """
    return [
        sa.Column("password_hash", sa.String(255), nullable=False, server_default=""),
        sa.Column("password_is_temporary", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("fs_uniquifier", sa.String(64), nullable=False, server_default=""),
        sa.Column("tf_primary_method", sa.String(20)),
        sa.Column("tf_totp_secret", sa.Text()),
        sa.Column("tf_last_counter", sa.Integer()),
        sa.Column("mf_recovery_codes", sa.JSON()),
        sa.Column("signed_in_at", sa.DateTime(timezone=True)),
    ]


def _tell_apart() -> None:
    """Give everybody who works here already an identifier of their own."""
    staff = sa.table("staff", sa.column("id"), sa.column("fs_uniquifier"))
    connection = op.get_bind()
    for (each,) in connection.execute(sa.select(staff.c.id)).all():
        connection.execute(
            staff.update().where(staff.c.id == each).values(fs_uniquifier=uuid4().hex)
        )
