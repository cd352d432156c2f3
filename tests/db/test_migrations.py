"""The migrations make the database the models describe, on SQLite and PostgreSQL, and unmake it."""

import flask_migrate
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from backend.app import create_app
from backend.extensions import Base, db
from tests.conftest import settings_for
from tests.db.rows import insert, prepare

GUARDED = {"audit_event", "edition", "contribution_value", "enrolment_window"}


def test_migrations_leave_nothing_for_the_models_to_add(any_app):
    assert differences() == []


def test_going_down_leaves_nothing_and_going_up_again_restores_everything(any_app):
    before = whole_schema()
    down("base")
    assert tables() == {"alembic_version"}
    assert triggers() == []
    assert functions() == []
    up()
    assert whole_schema() == before
    assert differences() == []


def test_every_step_can_be_taken_back_alone(any_app):
    guarded = triggers()
    down("0001")
    assert triggers() == []
    assert tables() > GUARDED
    up()
    assert triggers() == guarded


def test_migrations_bring_no_data(any_app):
    filled = [name for name in tables() - {"alembic_version"} if count(name)]
    assert filled == []


def test_every_guarded_table_has_its_triggers(any_app):
    assert {table for table, _ in triggers()} == GUARDED


def test_upgrading_an_up_to_date_database_changes_nothing(any_app):
    before = whole_schema()
    up()
    assert whole_schema() == before


def test_a_migration_that_fails_half_way_leaves_the_one_before(tmp_path):
    app = create_app(settings_for(tmp_path))
    with app.app_context():
        flask_migrate.upgrade(revision="0001")
        run("CREATE TRIGGER enrolment_window_overlap_update BEFORE UPDATE ON guide"
            " BEGIN SELECT 1; END")  # fmt: skip
        with pytest.raises(sa.exc.OperationalError, match="already exists"):
            flask_migrate.upgrade()
        assert triggers() == [("guide", "enrolment_window_overlap_update")]
        assert revision() == "0001"
        db.engine.dispose()


def test_people_who_work_here_already_get_accounts_nobody_can_enter_yet(any_app):
    """0003 finds staff, and editions that point at them."""
    down("0002")
    run("INSERT INTO staff (name, role, regions, active) VALUES ('小王', 'editor', '[]', true)")
    run("INSERT INTO staff (name, role, regions, active) VALUES ('老李', 'reviewer', '[]', true)")
    run("INSERT INTO edition (item_type, item_key, number, body, content_hash, state, author,"
        " comment, created_at) VALUES ('guide', 'x', 1, '{}', 'h', 'draft', '小王', '',"
        " '2026-01-01')")  # fmt: skip
    up()
    kept = read("SELECT name, password_hash, fs_uniquifier FROM staff ORDER BY id")
    assert [(name, password) for name, password, _ in kept] == [("小王", ""), ("老李", "")]
    assert len({identifier for *_, identifier in kept}) == 2
    assert all(len(identifier) == 32 for *_, identifier in kept)
    assert read("SELECT author FROM edition") == [("小王",)]
    down("0002")
    assert count("staff") == 2


def test_going_down_and_up_keeps_every_cell_and_what_was_near_becomes_the_amount(any_app):
    """0005 makes the table of cells anew where a condition cannot be changed in place."""
    prepare("benefit_cell")
    insert("benefit_cell", op="near", amount=8000)
    insert("benefit_cell", op="up_to", amount=9000, position=1)
    db.session.commit()
    down("0004")
    assert read(CELLS) == [("eq", 8000), ("up_to", 9000)]
    up()
    assert read(CELLS) == [("eq", 8000), ("up_to", 9000)]


# Alembic does not compare checks and the conditions of indexes: the models must not drift from them


def test_checks_are_those_of_the_models(app, from_models):
    assert all_checks(sa.inspect(db.engine)) == all_checks(sa.inspect(from_models))


def test_indexes_with_a_condition_are_those_of_the_models(app, from_models):
    with from_models.connect() as connection:
        expected = connection.exec_driver_sql(INDEXES).all()
    assert expected
    assert read(INDEXES) == expected


CELLS = "SELECT op, amount FROM benefit_cell ORDER BY position"
INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY 1"


@pytest.fixture
def from_models():
    """Return an empty database made of the models alone."""
    engine = sa.create_engine("sqlite://", poolclass=sa.StaticPool)
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


def differences():
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, Base.metadata)


def up():
    db.session.remove()
    flask_migrate.upgrade()


def down(revision):
    db.session.remove()
    flask_migrate.downgrade(revision=revision)


def read(statement):
    with db.engine.connect() as connection:
        return connection.exec_driver_sql(statement).all()


def run(statement):
    with db.engine.begin() as connection:
        connection.exec_driver_sql(statement)


def count(name):
    return read(f'SELECT count(*) FROM "{name}"')[0][0]  # noqa: S608 - a table's own name


def revision():
    return read("SELECT version_num FROM alembic_version")[0][0]


def tables():
    return set(sa.inspect(db.engine).get_table_names())


def is_sqlite():
    return db.engine.dialect.name == "sqlite"


def triggers():
    if is_sqlite():
        return named("SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'")
    return named(
        "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal",
    )


def functions():
    if is_sqlite():
        return []
    return named("SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace")


def named(statement):
    return sorted(tuple(row) for row in read(statement))


def all_checks(inspector):
    return {
        name: {check["name"]: check["sqltext"] for check in inspector.get_check_constraints(name)}
        for name in inspector.get_table_names()
        if name != "alembic_version"
    }


def whole_schema():
    """Return what is in the database, as it was said when it was made."""
    if is_sqlite():
        return named("SELECT type, name, coalesce(sql, '') FROM sqlite_master")
    columns = named(
        "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns"
        " WHERE table_schema = 'public'"
    )
    constraints = named(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    )
    indexes = named("SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'")
    return columns, constraints, indexes, triggers(), functions()
