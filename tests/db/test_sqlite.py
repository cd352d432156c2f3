"""How our SQLite files are opened: what is on, who waits for whom, and that nothing is lost."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, OperationalError

from backend.extensions import READ_ONLY, SQLITE_BUSY_MILLISECONDS, db, prepare_sqlite
from tests.db.rows import insert, prepare, table

WRITERS, INCREMENTS = 4, 50
IMPATIENT = "PRAGMA busy_timeout = 20"
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: a commit that was told of survives a power cut
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "busy_timeout": SQLITE_BUSY_MILLISECONDS,
}


@pytest.fixture
def counter(tmp_path):
    """Return the URL of a SQLite file in which a counter stands at 0."""
    url = f"sqlite:///{tmp_path / 'counter.sqlite3'}"
    engine = opened(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE counter (value INTEGER NOT NULL)")
        connection.exec_driver_sql("INSERT INTO counter VALUES (0)")
    engine.dispose()
    return url


@pytest.fixture
def engine(counter):
    engine = opened(counter)
    yield engine
    engine.dispose()


@pytest.mark.parametrize("pragma", PRAGMAS)
def test_every_connection_of_the_app_is_set_up(app, pragma):
    with looking(db.engine) as one, looking(db.engine) as another:
        assert [ask(one, pragma), ask(another, pragma)] == [PRAGMAS[pragma]] * 2


def test_four_processes_that_read_and_then_write_lose_nothing(counter):
    spawn = multiprocessing.get_context("spawn")
    together = spawn.Barrier(WRITERS)
    with ProcessPoolExecutor(WRITERS, spawn, initializer=meet, initargs=(together,)) as pool:
        errors = list(pool.map(count_up, [counter] * WRITERS))
    assert errors == [[]] * WRITERS
    assert value_in(counter) == WRITERS * INCREMENTS


def test_whoever_only_looks_does_not_wait_for_a_writer(engine):
    with engine.connect() as writer, looking(engine) as reader:
        impatient(reader)
        write(writer, 7)
        assert value(reader) == 0
        writer.commit()
        assert value(reader) == 0  # still what it was when it began to look
        reader.rollback()
        assert value(reader) == 7


def test_a_second_writer_waits_from_its_very_first_look(engine):
    with engine.connect() as writer, engine.connect() as second:
        impatient(second)
        write(writer, 7)
        with pytest.raises(OperationalError, match="locked"):
            value(second)
        writer.commit()
        assert value(second) == 7


def test_what_was_not_committed_is_gone(engine, counter):
    with engine.connect() as writer:
        write(writer, 7)
    assert value_in(counter) == 0


def test_a_savepoint_takes_back_only_its_own(engine, counter):
    with engine.begin() as writer:
        write(writer, 7)
        savepoint = writer.begin_nested()
        write(writer, 8)
        savepoint.rollback()
    assert value_in(counter) == 7


@pytest.mark.parametrize("name", ["audit_event", "edition"])
def test_replacing_a_row_is_no_way_around_its_guards(app, name):
    prepare(name)
    insert(name)
    with pytest.raises(IntegrityError, match=f"{name}_stays"):
        db.session.execute(sa.text(f"INSERT OR REPLACE INTO {name} SELECT * FROM {name}"))  # noqa: S608


@pytest.mark.parametrize("hours", [0, 8, -5])
def test_an_instant_comes_back_in_utc(session, hours):
    told = datetime(2025, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=hours)))
    insert("audit_event", at=told)
    kept = session.scalar(sa.select(table("audit_event").c.at))
    assert kept == told
    assert kept.tzinfo is UTC


def opened(url):
    engine = sa.create_engine(url)
    prepare_sqlite(engine)
    return engine


def looking(engine):
    """Return a connection that only looks."""
    return engine.connect().execution_options(**{READ_ONLY: True})


def impatient(connection):
    """Let this connection wait for another only a moment."""
    raw = connection.connection.dbapi_connection
    raw.execute(IMPATIENT)


def ask(connection, pragma):
    return connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()


def value(connection):
    return connection.exec_driver_sql("SELECT value FROM counter").scalar()


def value_in(url):
    engine = opened(url)
    with engine.connect() as connection:
        found = value(connection)
    engine.dispose()
    return found


def write(connection, number):
    connection.exec_driver_sql("UPDATE counter SET value = ?", (number,))


def meet(barrier):
    """Let the processes begin together: otherwise the first is done before the last is there."""
    barrier.wait(60)


def count_up(url):
    """Add one, again and again; return what went wrong."""
    engine, errors = opened(url), []
    for _ in range(INCREMENTS):
        try:
            with engine.begin() as connection:
                write(connection, value(connection) + 1)
        except OperationalError as error:
            errors.append(str(error))
    engine.dispose()
    return errors
