"""Counting what is limited: one count for everybody, in windows that end."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from backend.extensions import db
from backend.services import attempts

MINUTE = timedelta(minutes=1)
START = datetime(2026, 11, 23, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(START, tick=False)
    return time_machine


def test_attempts_add_up_in_a_window(any_app):
    assert [attempts.count("a", window=MINUTE) for _ in range(3)] == [1, 2, 3]
    assert attempts.count("a", window=MINUTE, amount=2) == 5
    assert attempts.times("a") == 5
    assert attempts.ends_at("a") == START + MINUTE


def test_each_key_has_a_window_of_its_own(any_app):
    attempts.count("a", window=MINUTE)
    assert attempts.times("b") == 0
    assert attempts.ends_at("b") == START


def test_a_window_that_ended_begins_anew(any_app, clock):
    attempts.count("a", window=MINUTE)
    clock.shift(59)
    assert attempts.count("a", window=MINUTE) == 2
    clock.shift(1)
    assert attempts.times("a") == 0
    assert attempts.count("a", window=MINUTE) == 1
    assert attempts.ends_at("a") == START + 2 * MINUTE


def test_what_is_tried_at_once_is_all_counted(any_app):
    def try_it(_):
        with any_app.app_context():
            times = attempts.count("a", window=MINUTE)
            db.session.commit()
            return times

    with ThreadPoolExecutor(8) as threads:
        assert sorted(threads.map(try_it, range(40))) == [*range(1, 41)]


def test_what_is_over_is_forgotten(any_app, clock):
    attempts.count("old", window=MINUTE)
    clock.shift(30)
    attempts.count("new", window=MINUTE)
    clock.shift(31)
    assert attempts.forget_ended() == 1
    assert attempts.times("new") == 1
    attempts.forget("new")
    assert attempts.times("new") == 0
    attempts.count("x", window=MINUTE)
    assert attempts.forget_all() == 1
