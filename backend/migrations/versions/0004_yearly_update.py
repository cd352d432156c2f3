"""yearly update: checklists, previews, tables, co-authors, when an office was verified

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# name, condition under which an UPDATE of an edition is refused
GUARDS = (
    ("edition_co_authors_are_kept", "{new_names} <> {old_names}"),
    ("edition_reviewer_wrote_none_of_it", "NEW.reviewer IS NOT NULL AND {reviewer_is_named}"),
)
SQLITE = {
    "new_names": "NEW.co_authors",
    "old_names": "OLD.co_authors",
    "reviewer_is_named": "EXISTS (SELECT 1 FROM json_each(NEW.co_authors)"
    " WHERE value = NEW.reviewer)",
}
POSTGRESQL = {
    "new_names": "NEW.co_authors::text",
    "old_names": "OLD.co_authors::text",
    "reviewer_is_named": "jsonb_exists(NEW.co_authors::jsonb, NEW.reviewer)",
}


def upgrade() -> None:
    op.add_column(
        "edition", sa.Column("co_authors", sa.JSON(), nullable=False, server_default="[]")
    )
    op.add_column("office", sa.Column("verified_on", sa.Date()))
    _create_rollovers()
    _create_previews()
    _create_sheet_runs()
    for name, condition in GUARDS:
        for statement in _guard(name, condition):
            op.execute(statement)


def downgrade() -> None:
    for name, _ in GUARDS:
        op.execute(f"DROP TRIGGER {name}" + (" ON edition" if _is_postgresql() else ""))
        if _is_postgresql():
            op.execute(f"DROP FUNCTION {name}()")
    for table in ("sheet_run", "preview_outcome", "preview_link", "rollover_line", "rollover"):
        op.drop_table(table)
    op.drop_column("office", "verified_on")
    op.drop_column("edition", "co_authors")


def _create_rollovers() -> None:
    op.create_table(
        "rollover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("to_year", sa.Integer(), nullable=False),
        sa.Column("regions", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("created_by", sa.String(80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_by", sa.String(80)),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("release_id", sa.Integer()),
        sa.Column("lock_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('open', 'submitted', 'abandoned')", "state_known"),
        sa.PrimaryKeyConstraint("id", name="pk_rollover"),
        _reference("rollover", "created_by", "staff", "name"),
        _reference("rollover", "closed_by", "staff", "name"),
        _reference("rollover", "release_id", "release", "id"),
    )
    op.create_table(
        "rollover_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rollover_id", sa.Integer(), nullable=False),
        sa.Column("item_type", sa.String(40), nullable=False),
        sa.Column("item_key", sa.String(100), nullable=False),
        sa.Column("part", sa.String(300), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("seen_hash", sa.String(64), nullable=False),
        sa.Column("entry", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(80)),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("lock_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "item_type IN ('regions', 'source', 'channel', 'standard', 'window', 'office', 'rule',"
            " 'guide', 'questionnaire', 'synonyms')",
            "item_type_known",
        ),
        sa.CheckConstraint(
            "outcome IN ('changed', 'same', 'ended', 'not_announced', '')", "outcome_known"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_rollover_line"),
        _reference("rollover_line", "rollover_id", "rollover", "id", ondelete="CASCADE"),
        _reference("rollover_line", "decided_by", "staff", "name"),
        sa.UniqueConstraint(
            "rollover_id",
            "item_type",
            "item_key",
            "part",
            name="uq_rollover_line_rollover_id_item_type_item_key_part",
        ),
    )


def _create_previews() -> None:
    op.create_table(
        "preview_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.String(200), nullable=False),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Date()),
        sa.Column("created_by", sa.String(80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
        sa.Column("revoked_by", sa.String(80)),
        sa.PrimaryKeyConstraint("id", name="pk_preview_link"),
        _reference("preview_link", "release_id", "release", "id"),
        _reference("preview_link", "created_by", "staff", "name"),
        _reference("preview_link", "revoked_by", "staff", "name"),
        sa.UniqueConstraint("digest", name="uq_preview_link_digest"),
    )
    op.create_index("ix_preview_link_release_id", "preview_link", ["release_id"])
    op.create_table(
        "preview_outcome",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(40), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("verdict IN ('fine', 'problem')", "verdict_known"),
        sa.PrimaryKeyConstraint("id", name="pk_preview_outcome"),
        _reference("preview_outcome", "link_id", "preview_link", "id"),
    )
    op.create_index("ix_preview_outcome_link_id", "preview_outcome", ["link_id"])


def _create_sheet_runs() -> None:
    op.create_table(
        "sheet_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(40), nullable=False),
        sa.Column("file_name", sa.String(200), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.Column("citation", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.Column("created_by", sa.String(80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint("state IN ('checked', 'applied', 'abandoned')", "state_known"),
        sa.PrimaryKeyConstraint("id", name="pk_sheet_run"),
        _reference("sheet_run", "created_by", "staff", "name"),
    )


def _reference(
    table: str, column: str, other: str, named: str, ondelete: str | None = None
) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.{named}"], name=f"fk_{table}_{column}_{other}", ondelete=ondelete
    )


def _is_postgresql() -> bool:
    return op.get_context().dialect.name == "postgresql"


def _guard(name: str, condition: str) -> list[str]:
    if not _is_postgresql():
        return [
            f"CREATE TRIGGER {name} BEFORE UPDATE ON edition WHEN {condition.format(**SQLITE)}"
            f" BEGIN SELECT RAISE(ABORT, '{name}'); END"
        ]
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger AS $$ BEGIN"
        f" IF {condition.format(**POSTGRESQL)} THEN"
        f" RAISE EXCEPTION '{name}' USING ERRCODE = 'check_violation'; END IF;"
        " RETURN NEW; END $$ LANGUAGE plpgsql",
        f"CREATE TRIGGER {name} BEFORE UPDATE ON edition FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]
