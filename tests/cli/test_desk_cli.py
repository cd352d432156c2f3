"""flask review, staff, tick, ready: what people and timers type."""

from datetime import timedelta

import pytest
import time_machine
from passlib.hash import argon2
from sqlalchemy import delete, select

from backend.app import create_app
from backend.clock import midnight, today
from backend.extensions import db
from backend.models import Edition, Reference, Staff
from backend.services import releases, staff
from tests.builders import guide, small_content, source
from tests.cli.conftest import Terminal
from tests.conftest import settings_for

GUIDE = ("guide", "jiangmen-student-enrol")
NEW_YEAR = midnight(today() + timedelta(days=365))


@pytest.fixture
def desk(terminal):
    """Return a terminal where two changes of 小王 wait for review."""
    return opened(terminal)


@pytest.fixture
def any_desk(any_terminal):
    """Return such a terminal on each kind of database in turn."""
    return opened(any_terminal)


@pytest.fixture
def new(tmp_path, content):
    """Return a terminal where there is not even a database yet."""
    app = create_app(settings_for(tmp_path / "new", CONTENT_DIR=str(content)))
    yield Terminal(app, content)
    with app.app_context():
        db.engine.dispose()


def test_what_waits_is_listed_with_its_author(desk):
    result = desk("review", "list")
    assert (result.exit_code, result.stdout.split()) == (0, [
        "11", "sources/heshan-letter.yaml", "作者", "小王",
        "12", "guides/jiangmen/jiangmen-student-enrol.yaml", "作者", "小王",
    ])  # fmt: skip


def test_several_changes_are_approved_at_once(desk):
    result = desk("review", "approve", 11, 12, "--by", "老李", "--comment", "核对过")
    assert (result.exit_code, result.stdout) == (0, "通过 2 项\n")
    assert desk.ask(decisions) == [("approved", "老李", "核对过")] * 2
    assert desk("review", "list").stdout == ""


def test_of_several_changes_all_are_approved_or_none(desk):
    result = desk("review", "approve", 11, 99, "--by", "老李")
    assert (result.exit_code, result.stderr) == (1, "Error: 没有编号为 99 的修改\n")
    assert desk.ask(decisions) == [("in_review", None, "")] * 2


def test_a_change_is_sent_back_with_a_reason(desk):
    assert desk("review", "reject", 12, "--by", "老李").exit_code == 2
    result = desk("review", "reject", 12, "--by", "老李", "--comment", "缺引证")
    assert (result.exit_code, result.stdout) == (0, "已退回\n")
    assert desk.ask(decisions)[1] == ("rejected", "老李", "缺引证")


@pytest.mark.parametrize(
    ("by", "words"),
    [("小王", "「小王」没有权限做这件事"), ("外人", "「外人」不是在岗的工作人员")],
)
def test_only_reviewers_decide(desk, by, words):
    result = desk("review", "approve", 12, "--by", by)
    assert (result.exit_code, result.stderr) == (1, f"Error: {words}\n")
    assert desk.ask(decisions) == [("in_review", None, "")] * 2


def test_a_person_is_taken_on_once(terminal):
    hired = terminal("staff", "add", "小王", "--role", "editor", "--region", "440700",
                     "--region", "120000")  # fmt: skip
    assert hired.exit_code == 0
    said = hired.stdout.splitlines()
    assert said[0] == "已登记：小王（编辑）"
    assert verify(terminal, "小王", said[1].removeprefix("初始密码："))
    again = terminal("staff", "add", "小王", "--role", "reviewer")
    assert (again.exit_code, again.stderr) == (1, "Error: 已有名为「小王」的工作人员\n")
    assert terminal.ask(people) == [("小王", "editor", ["440700", "120000"])]


def test_nobody_is_taken_on_as_the_system(terminal):
    assert terminal("staff", "add", "小王", "--role", "system").exit_code == 2
    assert terminal.ask(people) == []


def test_tick_has_nothing_to_do_twice(desk):
    for _ in range(2):
        result = desk("tick")
        assert (result.exit_code, result.stdout) == (0, "渲染 0 次发布，整理 0 个版本\n")


def test_tick_settles_what_a_release_that_went_live_replaces(any_desk):
    schedule(any_desk)
    assert any_desk("tick").stdout == "渲染 0 次发布，整理 0 个版本\n"
    with time_machine.travel(NEW_YEAR + timedelta(seconds=1)):
        assert any_desk("tick").stdout == "渲染 0 次发布，整理 4 个版本\n"
        assert any_desk("tick").stdout == "渲染 0 次发布，整理 0 个版本\n"
    states = any_desk.ask(lambda: {e.id: e.state for e in every() if e.item in CHANGED})
    assert states == {2: "superseded", 9: "superseded", 11: "released", 12: "released"}


def test_tick_bakes_a_waiting_release_this_machine_has_not_baked(desk):
    schedule(desk)
    desk.ask(forget_the_bake)
    assert desk("tick").stdout == "渲染 1 次发布，整理 0 个版本\n"
    assert desk.ask(lambda: releases.get(2).manifest_hash)


def test_ready_makes_everything_a_start_needs_once(new):
    first = new("ready")
    assert first.exit_code == 0
    assert first.stdout.startswith("升级数据库 …\n首次启动：载入内容并发布 …\n已建立三个账号")
    made = new.ask(lambda: (releases.get(1).manifest_hash, len(every())))
    again = new("ready")
    assert (again.exit_code, again.output) == (0, "")
    assert new.ask(lambda: (releases.get(1).manifest_hash, len(every()))) == made
    assert new.ask(lambda: len(releases.every())) == 1


def test_ready_catches_up_with_an_index_of_an_earlier_version(new):
    assert new("ready").exit_code == 0
    new.ask(forget_the_links)
    again = new("ready")
    assert (again.exit_code, again.output) == (0, "重建引用索引 …\n")
    assert "用在 2 项内容的 2 处" in new("content", "where-used", "heshan-gulao").stdout
    assert new("ready").output == ""


def test_ready_says_the_passwords_of_the_first_three_people_and_keeps_none(new):
    said = [line.split() for line in new("ready").stdout.splitlines() if line.startswith("  ")]
    assert [(name, label) for name, label, _ in said] == [
        ("editor", "编辑"), ("reviewer", "审核"), ("admin", "管理员"),
    ]  # fmt: skip
    for name, _, password in said:
        assert verify(new, name, password)
        assert password.encode() not in database(new).read_bytes()
    assert len({password for *_, password in said}) == 3


def test_ready_on_a_server_takes_nobody_on(new):
    new.app.config["APP_ENV"] = "production"
    assert "密码" not in new("ready").output
    assert new.ask(people) == []


def test_a_password_that_is_lost_is_replaced(terminal):
    terminal("staff", "add", "小王", "--role", "editor")
    reset = terminal("staff", "reset", "小王").stdout.splitlines()
    assert reset[0] == "已重置：小王"
    assert verify(terminal, "小王", reset[1].removeprefix("初始密码："))
    missing = terminal("staff", "reset", "外人")
    assert (missing.exit_code, missing.stderr) == (1, "Error: 没有名为「外人」的工作人员\n")


def test_whoever_leaves_is_disabled_and_may_come_back(terminal):
    terminal("staff", "add", "小王", "--role", "editor")
    terminal("staff", "add", "老陈", "--role", "admin", "--region", "440700")
    assert terminal("staff", "disable", "小王").stdout == "已停用：小王\n"
    assert terminal("staff", "list").stdout.splitlines() == [
        "老陈  管理员  在岗  440700", "小王  编辑  停用  全国",
    ]  # fmt: skip
    assert terminal("staff", "enable", "小王").stdout == "已启用：小王\n"


def test_the_last_administrator_stays(terminal):
    terminal("staff", "add", "老陈", "--role", "admin")
    result = terminal("staff", "disable", "老陈")
    assert (result.exit_code, result.stderr) == (1, "Error: 至少要留一位在岗的管理员\n")


def test_ready_with_wrong_content_says_where_and_begins_nothing(new):
    (new.content / "regions.csv").unlink()
    result = new("ready")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == "regions.csv:1: 缺少区划表"
    assert result.stderr.splitlines()[-1] == "Error: 内容文件有问题，没有载入"
    assert new.ask(lambda: (every(), people())) == ([], [])


def verify(terminal, name, password):
    """Tell whether this is somebody's password, and one they must change."""
    person = terminal.ask(lambda: staff.find(name))
    return argon2.verify(password, person.password) and person.password_is_temporary


def database(terminal):
    return terminal.app.config["DATA_DIR"] / "authoring.sqlite3"


def opened(terminal):
    terminal("content", "load")
    for name, role in (("小王", "editor"), ("老李", "reviewer")):
        terminal("staff", "add", name, "--role", role)
    terminal.write(small_content(guide=guide(title="改了"), source=source(title="也改了")))
    assert terminal("content", "load", "--by", "小王").exit_code == 0
    return terminal


CHANGED = {GUIDE, ("source", "heshan-letter")}


def schedule(desk):
    for words in (
        ["review", "approve", 11, 12, "--by", "老李"],
        ["release", "build", "年度更新", "--by", "小王"],
        ["release", "publish", 2, "--by", "老李", "--at", NEW_YEAR.isoformat()],
    ):
        result = desk(*words)
        assert result.exit_code == 0, result.output


def forget_the_links():
    db.session.execute(delete(Reference).where(Reference.target_type != "standard"))
    db.session.commit()


def forget_the_bake():
    releases.get(2).manifest_hash = ""
    db.session.commit()


def every():
    return list(db.session.scalars(select(Edition).order_by(Edition.id)))


def decisions():
    return [(e.state, e.reviewer, e.comment) for e in every()[-2:]]


def people():
    taken_on = select(Staff).where(Staff.name.not_in([staff.LOADER, staff.FOUNDER]))
    return [(p.name, p.role, p.regions) for p in db.session.scalars(taken_on.order_by(Staff.id))]
