"""How a member of staff gets in, and is put out."""

from datetime import timedelta

import pytest
from passlib.hash import argon2
from sqlalchemy import select

from backend.clock import now
from backend.errors import Conflict, Forbidden, Invalid
from backend.extensions import db
from backend.models import AuditEvent, StaffSession
from backend.services import accounts, staff

HOUR = timedelta(hours=1)


def test_a_reset_makes_a_new_start(any_app):
    person = hired()
    person.tf_primary_method, person.tf_totp_secret = "authenticator", "secret"
    person.mf_recovery_codes = ["x"]
    before, secret = person.fs_uniquifier, begun(person)
    password = accounts.reset(person, by=staff.CONSOLE)
    db.session.commit()
    assert argon2.verify(password, person.password)
    assert person.password_is_temporary
    assert not person.has_second_factor
    assert person.mf_recovery_codes is None
    assert person.fs_uniquifier != before
    assert not accounts.is_signed_in(person, secret, at=now())


def test_passwords_are_random_and_can_be_read_aloud():
    passwords = {accounts.random_password() for _ in range(200)}
    assert len(passwords) == 200
    for password in passwords:
        assert [len(group) for group in password.split("-")] == [5, 5, 5, 5]
        assert not set(password) & set("il1o0O")


def test_a_hash_is_argon2id():
    assert accounts.hashed("x").startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_a_session_is_known_by_its_secret_which_nobody_can_read(any_app):
    person = hired()
    secret = begun(person)
    assert accounts.is_signed_in(person, secret, at=now())
    assert not accounts.is_signed_in(person, "another", at=now())
    assert not accounts.is_signed_in(hired("小张"), secret, at=now())
    [kept] = db.session.scalars(select(StaffSession))
    assert secret not in (kept.digest, kept.network, kept.agent)


def test_a_session_ends_by_the_clock(any_app):
    person = hired()
    secret = begun(person)
    assert accounts.is_signed_in(person, secret, at=now() + HOUR - timedelta(seconds=5))
    assert not accounts.is_signed_in(person, secret, at=now() + HOUR)


def test_one_session_can_end_alone_or_stay_alone(any_app):
    person = hired()
    one, two, three = (begun(person) for _ in range(3))
    accounts.end_session(one)
    assert running(person, one, two, three) == [False, True, True]
    before = person.fs_uniquifier
    accounts.end_all(person, but=three)
    assert running(person, one, two, three) == [False, False, True]
    assert person.fs_uniquifier == before, "the one that stays is known by it"
    assert len(accounts.sessions_of(person)) == 1


def test_sessions_that_are_over_are_forgotten(any_app, time_machine):
    person = hired()
    begun(person)
    assert accounts.forget_ended() == 0
    time_machine.move_to(now() + HOUR, tick=False)
    assert accounts.forget_ended() == 1


def test_whoever_is_disabled_has_no_session_and_may_come_back(any_app):
    hired("老陈", "admin")
    person = hired()
    secret = begun(person)
    accounts.disable(person, by="老陈")
    assert (person.active, running(person, secret)) == (False, [False])
    accounts.enable(person, by="老陈")
    assert person.active


@pytest.mark.parametrize("verb", [accounts.disable, accounts.enable, accounts.reset])
@pytest.mark.parametrize("role", ["editor", "reviewer"])
def test_only_administrators_manage_accounts(app, verb, role):
    hired("老李", role)
    with pytest.raises(Forbidden):
        verb(hired(), by="老李")


@pytest.mark.parametrize("verb", [accounts.disable, accounts.enable, accounts.reset])
def test_the_system_has_no_account(app, verb):
    staff.ensure_system_staff()
    with pytest.raises(Invalid):
        verb(staff.find(staff.LOADER), by=staff.CONSOLE)


def test_an_administrator_stays(app):
    boss = hired("老陈", "admin")
    with pytest.raises(Conflict, match="不能停用自己的账号"):
        accounts.disable(boss, by="老陈")
    with pytest.raises(Conflict, match="至少要留一位在岗的管理员"):
        accounts.disable(boss, by=staff.CONSOLE)


def test_the_first_three_are_taken_on_where_nobody_works(app):
    staff.ensure_system_staff()
    passwords = accounts.found()
    assert list(passwords) == ["editor", "reviewer", "admin"]
    assert [p.role for p in staff.everybody()] == ["admin", "editor", "reviewer"]
    assert accounts.found() == {}


def test_what_is_done_to_an_account_is_in_the_log_and_no_secret_is(app):
    hired("老陈", "admin")
    person = hired()
    password = accounts.reset(person, by="老陈")
    accounts.disable(person, by="老陈")
    events = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()[-2:]
    assert [(e.action, e.actor, e.subject_key) for e in events] == [
        ("staff.reset", "老陈", "小王"), ("staff.disable", "老陈", "小王"),
    ]  # fmt: skip
    assert events[1].details["before"]["active"]
    assert not events[1].details["after"]["active"]
    assert password not in str([e.details for e in events])


def hired(name="小王", role="editor"):
    return staff.find(name) or staff.add(name, role=role)


def begun(person):
    secret = accounts.begin_session(person, lasts=HOUR, network="203.0.113.0/24", agent="x" * 500)
    db.session.commit()
    return secret


def running(person, *secrets):
    return [accounts.is_signed_in(person, secret, at=now()) for secret in secrets]
