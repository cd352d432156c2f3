"""A release goes live in every worker at once, while people are reading."""

import contextlib
import itertools
import json
from datetime import timedelta

import pytest
import sqlalchemy as sa

from backend.clock import now
from backend.release.publish import publish
from backend.services import editions
from backend.services.stored import document_of
from tests.conftest import sqlalchemy_url
from tests.e2e.conftest import office
from tests.e2e.crowd import Crowd
from tests.e2e.server import until
from tests.release.desk import REVIEWER, drafted

pytestmark = pytest.mark.xdist_group("e2e")
ITEM = ("guide", "shenzhen-child-enrol")
PAGE = "/guides/shenzhen-child-enrol"
PAGE_MAX_AGE = 300
HEAD_STARTS = (4, 12, 36)  # seconds for baking, and for every worker to hear of it


@pytest.mark.parametrize("kind", ["server", "on_postgres"])
def test_a_release_reaches_every_worker_and_fails_nobody(request, kind):
    server = request.getfixturevalue(kind)
    title = "深圳少儿参保登记（新）"
    release = draft(server, title)
    with Crowd(server, PAGE) as crowd:
        said = server.flask("release", "publish", release, "--by", REVIEWER)
        crowd.all_see(title)
    assert title in said
    assert {seen.title for seen in crowd.seen} > {title}
    assert fails(crowd) == []
    assert torn(crowd) == []
    assert all(turned_once(reader.seen) for reader in crowd.readers)


def test_a_scheduled_release_begins_at_its_instant(server):
    crowd, title, instant = scheduled_in_time(server)
    for told in map(told_of_it, crowd.readers):
        before = [seen for seen in told if seen.got < instant]
        assert title not in {seen.title for seen in before}
        assert {seen.title for seen in told if seen.sent > instant} == {title}
        assert all(seen.sent + seen.max_age <= instant for seen in before)
    assert fails(crowd) == []
    assert torn(crowd) == []


def test_readers_notice_nothing_of_a_database_that_is_away(on_postgres):
    with Crowd(on_postgres, PAGE) as crowd, away(on_postgres.database_url):
        assert until(lambda: database(on_postgres) == "away")
        so_far = [len(reader.seen) for reader in crowd.readers]
        until(lambda: all(len(r.seen) > n + 20 for r, n in zip(crowd.readers, so_far, strict=True)))
    assert fails(crowd) == []
    assert until(lambda: database(on_postgres) == "ok")


def draft(server, title):
    """Return the id of a reviewed release that gives the guide another title."""
    with office(server):
        guide = document_of(editions.latest(ITEM).body)
        return drafted({ITEM: {**guide, "title": title}}, title=title).id


def scheduled_in_time(server):
    """Schedule a release so far ahead that this machine gets it to every worker in time."""
    for seconds in HEAD_STARTS:
        title = f"深圳少儿参保登记（{seconds}秒以后）"
        release, at = draft(server, title), now() + timedelta(seconds=seconds)
        with Crowd(server, PAGE) as crowd:
            with office(server):
                publish(release, by=REVIEWER, root=server.data / "releases", at=at)
            crowd.all_see(title)
        instant = at.timestamp()
        if all(told_of_it(reader)[0].got < instant for reader in crowd.readers):
            return crowd, title, instant
    raise AssertionError("this machine is too slow to tell")


def told_of_it(reader):
    """Return what a reader saw from when its worker knew of the release that is to come."""
    told = itertools.dropwhile(lambda seen: seen.max_age == PAGE_MAX_AGE, reader.seen)
    return [*told, reader.seen[-1]]


@contextlib.contextmanager
def away(url):
    """Cut everybody off from a PostgreSQL database for a while."""
    name = sa.make_url(url).database
    admin = sa.create_engine(
        sa.make_url(sqlalchemy_url(url)).set(database="postgres"), isolation_level="AUTOCOMMIT"
    )
    allow = f"ALTER DATABASE {name} ALLOW_CONNECTIONS "
    with admin.connect() as connection:
        connection.exec_driver_sql(allow + "false")
        connection.exec_driver_sql(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"  # noqa: S608
        )
        yield
        connection.exec_driver_sql(allow + "true")
    admin.dispose()


def database(server):
    return json.loads(server.get("/readyz").body)["database"]


def fails(crowd):
    return [seen for seen in crowd.seen if seen.failure or seen.status != 200]


def torn(crowd):
    """Return the answers whose header names another release than their body is of."""
    title_of = {seen.release: seen.title for seen in crowd.seen}
    return [seen for seen in crowd.seen if title_of[seen.release] != seen.title]


def turned_once(seen):
    return len(list(itertools.groupby(seen, key=lambda answer: answer.title))) <= 2
