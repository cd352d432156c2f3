"""benefit cells may say that an amount is only near: 接近80%

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLE, KNOWN, INDEX = "benefit_cell", "ck_benefit_cell_op_known", "ix_benefit_cell_value_id"
BEFORE = "op IN ('eq', 'up_to', 'at_least')"
AFTER = "op IN ('eq', 'up_to', 'at_least', 'near')"


def upgrade() -> None:
    _replace(BEFORE, AFTER)


def downgrade() -> None:
    op.execute(f"UPDATE {TABLE} SET op = 'eq' WHERE op = 'near'")
    _replace(AFTER, BEFORE)


def _replace(old: str, new: str) -> None:
    """Put a condition in the place of the one a cell's `op` has met so far."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f(KNOWN), TABLE, type_="check")
        op.create_check_constraint(op.f(KNOWN), TABLE, new)
    else:
        _make_anew(old, new)


def _make_anew(old: str, new: str) -> None:
    """Copy the table into one with the new condition: SQLite changes none in place.

    Alembic's own way of doing so writes the conditions in another order every time.
    """
    made = sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :name")
    sql = op.get_bind().scalar(made, {"name": TABLE}).replace(old, new)
    op.execute(f"CREATE TABLE {TABLE}_new {sql[sql.index('(') :]}")
    op.execute(f"INSERT INTO {TABLE}_new SELECT * FROM {TABLE}")
    op.drop_table(TABLE)
    op.rename_table(f"{TABLE}_new", TABLE)
    op.create_index(op.f(INDEX), TABLE, ["value_id"])
