"""What is read is counted on the way, and written away now and then."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from backend.app import _look
from backend.extensions import db
from backend.models import PageReads
from backend.release import reads as counting
from backend.release.reads import Reads
from backend.services import page_reads

GUIDE = "jiangmen-student-enrol"


def test_only_guides_are_counted():
    reads = counted(f"/api/v1/guides/{GUIDE}", f"/api/v1/guides/{GUIDE}", "/api/v1/regions")
    assert reads.take() == {GUIDE: 2}
    assert reads.take() == {}


def test_nothing_is_due_before_a_minute_is_over(monkeypatch):
    reads = counted(f"/api/v1/guides/{GUIDE}")
    assert not reads.is_due()
    monkeypatch.setattr(counting.time, "monotonic", later(61))
    assert reads.is_due()
    reads.take()
    assert not reads.is_due()


def test_reads_of_all_workers_add_up(any_app):
    for times in ({GUIDE: 2}, {GUIDE: 3, "other": 1}, {}):
        page_reads.add(times)
    assert page_reads.of_last_year() == {GUIDE: 5, "other": 1}


def test_reads_count_for_a_year(any_app, time_machine):
    for instant, times in (("2025-12-31", 1), ("2026-01-01", 10), ("2026-12-31", 100)):
        time_machine.move_to(f"{instant}T04:00:00+00:00", tick=False)
        page_reads.add({GUIDE: times})
    assert page_reads.of_last_year() == {GUIDE: 110}
    assert page_reads.forget_old() == 1
    assert page_reads.of_last_year() == {GUIDE: 110}


def test_whoever_watches_the_timeline_writes_away_what_was_read(app, monkeypatch):
    reads = counted(f"/api/v1/guides/{GUIDE}")
    monkeypatch.setattr(counting.time, "monotonic", later(61))
    _look(app, reads)
    db.session.rollback()
    assert db.session.scalars(select(PageReads.times)).all() == [1]


def test_what_cannot_be_written_is_kept(app, monkeypatch):
    reads = counted(f"/api/v1/guides/{GUIDE}")
    db.session.execute(db.text("DROP TABLE page_reads"))
    db.session.commit()
    monkeypatch.setattr(counting.time, "monotonic", later(61))
    _look(app, reads)
    assert reads.take() == {GUIDE: 1}
    with pytest.raises(OperationalError):
        page_reads.of_last_year()


def counted(*paths):
    reads = Reads()
    for path in paths:
        reads.count(path)
    return reads


def later(seconds):
    now = counting.time.monotonic()
    return lambda: now + seconds
