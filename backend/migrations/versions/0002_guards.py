"""guards: append-only editions and audit, no overlapping windows

Revision ID: 0002
Revises: 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# name, table, event, condition under which the row is refused; NEW and OLD as in SQL
GUARDS = (
    ("audit_event_is_kept", "audit_event", "UPDATE", "1 = 1"),
    ("audit_event_stays", "audit_event", "DELETE", "1 = 1"),
    ("edition_stays", "edition", "DELETE", "1 = 1"),
    (
        "edition_body_is_kept",
        "edition",
        "UPDATE",
        "NEW.body <> OLD.body OR NEW.content_hash <> OLD.content_hash OR NEW.number <> OLD.number"
        " OR NEW.item_type <> OLD.item_type OR NEW.item_key <> OLD.item_key"
        " OR NEW.author <> OLD.author",
    ),
    (
        "edition_begins_as_draft",
        "edition",
        "INSERT",
        "NEW.state <> 'draft' OR NEW.reviewer IS NOT NULL",
    ),
    (
        "edition_state_goes_forward",  # back to released only by a rollback, and never unreviewed
        "edition",
        "UPDATE",
        "NEW.state <> OLD.state AND NOT ("
        "(OLD.state = 'draft' AND NEW.state IN ('in_review', 'superseded'))"
        " OR (OLD.state = 'in_review' AND NEW.state IN ('approved', 'rejected', 'superseded'))"
        " OR (OLD.state = 'approved' AND NEW.state IN ('released', 'superseded'))"
        " OR (OLD.state = 'released' AND NEW.state = 'superseded')"
        " OR (OLD.state = 'superseded' AND NEW.state = 'released' AND OLD.reviewer IS NOT NULL))",
    ),
    (
        "edition_reviewer_is_another",
        "edition",
        "UPDATE",
        "NEW.reviewer = NEW.author"
        " OR (NEW.reviewer IS NULL AND NEW.state IN ('approved', 'rejected', 'released'))",
    ),
    (
        "edition_decision_is_kept",
        "edition",
        "UPDATE",
        "OLD.reviewer IS NOT NULL AND (NEW.reviewer IS NULL OR NEW.reviewer <> OLD.reviewer"
        " OR NEW.comment <> OLD.comment)",
    ),
)
PAYABLE = (
    "EXISTS (SELECT 1 FROM contribution_value other"
    " WHERE other.standard_id = NEW.standard_id AND other.policy_year = NEW.policy_year"
    " AND other.kind = 'confirmed' AND NEW.kind = 'confirmed' AND other.id <> {own_id}"
    " AND COALESCE(other.pay_from, other.cover_from) < COALESCE(NEW.pay_to, NEW.cover_to)"
    " AND COALESCE(NEW.pay_from, NEW.cover_from) < COALESCE(other.pay_to, other.cover_to))"
)
OPEN_AT_ONCE = (
    "EXISTS (SELECT 1 FROM enrolment_window other"
    " WHERE other.region = NEW.region AND other.scheme = NEW.scheme"
    " AND other.policy_year = NEW.policy_year AND {same_audience} AND other.id <> {own_id}"
    " AND COALESCE(other.opens_on, '0001-01-01') < COALESCE(NEW.closes_on, '9999-12-31')"
    " AND COALESCE(NEW.opens_on, '0001-01-01') < COALESCE(other.closes_on, '9999-12-31'))"
)


def upgrade() -> None:
    for guard in _guards():
        for statement in _create(*guard):
            op.execute(statement)


def downgrade() -> None:
    for name, table, event, _ in _guards():
        for statement in _drop(name, table, event):
            op.execute(statement)


def _is_postgresql() -> bool:
    return op.get_context().dialect.name == "postgresql"


def _guards() -> list[tuple[str, str, str, str]]:
    audience = "audience::text = NEW.audience::text" if _is_postgresql() else "audience = NEW.audience"
    overlaps = (
        ("contribution_value_overlap", "contribution_value", PAYABLE),
        ("enrolment_window_overlap", "enrolment_window", OPEN_AT_ONCE),
    )
    found = list(GUARDS)
    for name, table, condition in overlaps:
        for event in ("INSERT", "UPDATE"):
            # before an INSERT, SQLite has no id yet
            own_id = "COALESCE(NEW.id, -1)"
            filled = condition.format(own_id=own_id, same_audience=f"other.{audience}") if (
                "{same_audience}" in condition
            ) else condition.format(own_id=own_id)
            found.append((f"{name}_{event.lower()}", table, event, filled))
    return found


def _create(name: str, table: str, event: str, condition: str) -> list[str]:
    if not _is_postgresql():
        return [
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition}"
            f" BEGIN SELECT RAISE(ABORT, '{name}'); END"
        ]
    row = "OLD" if event == "DELETE" else "NEW"
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger AS $$ BEGIN"
        f" IF {condition} THEN RAISE EXCEPTION '{name}' USING ERRCODE = 'check_violation'; END IF;"
        f" RETURN {row}; END $$ LANGUAGE plpgsql",
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]


def _drop(name: str, table: str, event: str) -> list[str]:
    if not _is_postgresql():
        return [f"DROP TRIGGER {name}"]
    return [f"DROP TRIGGER {name} ON {table}", f"DROP FUNCTION {name}()"]
