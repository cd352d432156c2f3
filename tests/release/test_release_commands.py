"""flask release …: what a terminal says, in Chinese, and with which exit code."""

import pytest
import time_machine

from backend.extensions import db
from backend.services import releases
from tests.builders import channel, guide, office
from tests.release.desk import (
    EDITOR,
    REVIEWER,
    SECOND,
    drafted,
    published,
    reviewed,
    seen,
    started,
)
from tests.release.test_reader import cannot_bake
from tests.release.test_store import PAGE, PAGES, flip, folder_of

GUIDE, OFFICE, SPARE = (
    ("guide", "jiangmen-student-enrol"), ("office", "heshan-gulao"), ("channel", "spare"),
)  # fmt: skip
WAY = ("questionnaire", "jiangmen-student-enrol-way")
NEW = {GUIDE: guide(title="新标题")}
BY = ("--by", REVIEWER)
AT = ("--at", "2027-01-01T00:00")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-12-01T00:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def terminal(one_app):
    return terminal_of(one_app)


@pytest.fixture
def any_terminal(open_app):
    return terminal_of(open_app)


def test_a_release_from_its_making_to_its_answer(any_terminal, open_app):
    reviewed({**NEW, SPARE: channel(key="spare"), WAY: None})
    assert any_terminal("build", "年末", "--by", EDITOR) == (0, "第 2 号发布：3 项改动\n")
    assert any_terminal("diff", 2)[1].splitlines() == [
        "+ channels/spare.yaml",
        "~ guides/jiangmen/jiangmen-student-enrol.yaml",
        "- questionnaires/jiangmen/jiangmen-student-enrol-way.yaml",
    ]
    code, said = any_terminal("publish", 2, *BY)
    assert code == 0
    assert said.startswith("   2  已批准  2026-12-01 08:00 起  年末（清单 ")
    assert any_terminal("list")[1].splitlines() == [
        "     1  已批准  2024-01-01 08:00 起  首次发布",
        "*    2  已批准  2026-12-01 08:00 起  年末",
    ]
    assert seen(open_app, PAGE)["title"] == "新标题"


@pytest.mark.parametrize("at", ["2027-01-01T00:00", "2027-01-01", "2026-12-31T16:00+00:00"])
def test_an_instant_is_entered_in_shanghai_time(terminal, at):
    drafted(NEW)
    assert "2027-01-01 00:00 起" in terminal("publish", 2, *BY, "--at", at)[1]
    assert terminal("list")[1].startswith("*    1")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("publish", 2, *BY, "--at", "明年"), "看不懂时间「明年」"),
        (("publish", 2, *BY, "--at", "2026-11-30"), "已经过去"),
        (("publish", 2, "--by", EDITOR), f"「{EDITOR}」没有权限"),
        (("publish", 2, "--by", "谁"), "「谁」不是在岗的工作人员"),
        (("publish", 9, *BY), "没有第 9 号发布"),
        (("diff", 9), "没有第 9 号发布"),
        (("verify", 9), "没有第 9 号发布"),
        (("build", "空", "--by", EDITOR), "没有已通过审核、还没发布的修改"),
        (("build", " ", "--by", EDITOR), "没有已通过审核"),
        (("rollback", 1, *BY, "--reason", "x"), "不需要回滚"),
        (("rollback", 2, *BY, "--reason", "x"), "只能回滚到曾经生效的发布"),
        (("withdraw", 1, *BY, "--reason", "x"), "只能撤销还没有生效的发布"),
        (("withdraw", 2, *BY, "--reason", ""), "撤销要写明原因"),
        (("publish", 2, *BY, "--at", "9999-12-31T23:59"), "太远"),
        (("verify", 0), "没有第 0 号发布"),
        (("settle", 2, "guide/x", "--keep", "live", *BY), "没有这一处冲突"),
        (("settle", 2, "什么", "--keep", "live", *BY), "应当写成 类型/标识"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line_with_exit_code_1(terminal, arguments, told):
    drafted(NEW)
    code, said = terminal(*arguments)
    assert (code, said.count("\n")) == (1, 1)
    assert told in said


@pytest.mark.parametrize(
    "arguments",
    [("publish", 2), ("publish", "x", *BY), ("settle", 2, "guide/x", "--keep", "both", *BY)],
)
def test_what_is_asked_wrongly_is_explained_with_exit_code_2(terminal, arguments):
    assert terminal(*arguments)[0] == 2


def test_problems_in_the_content_are_listed_one_a_line(terminal):
    drafted({GUIDE: guide(related=["nowhere"]), OFFICE: office(citations=None)})
    code, said = terminal("publish", 2, *BY)
    assert code == 1
    assert "内容有 2 处问题，没有发布" in said.splitlines()[-1]
    assert [line.split(":")[0] for line in said.splitlines()[:-1]] == [
        "guides/jiangmen/jiangmen-student-enrol.yaml",
        "offices/heshan/heshan-gulao.yaml",
    ]


def test_a_conflict_is_told_and_settled(any_terminal, clock):
    drafted({GUIDE: guide(title="明年的")})
    any_terminal("publish", 2, *BY, *AT)
    drafted(NEW, title="急改")
    said = any_terminal("publish", 3, *BY)[1]
    assert "需要合并：第 2 号「修改」" in said
    assert "guides/jiangmen/jiangmen-student-enrol.yaml" in said
    assert any_terminal("list")[1].splitlines()[1].split()[:2] == ["2", "需要合并"]
    settled = any_terminal("settle", 2, "/".join(GUIDE), "--keep", "waiting", *BY)
    assert settled == (0, "   2  已批准  2027-01-01 00:00 起  修改\n")


def test_a_release_is_rolled_back(any_terminal, open_app):
    drafted(NEW)
    any_terminal("publish", 2, *BY)
    code, said = any_terminal("rollback", 1, "--by", SECOND, "--reason", "改错了")
    assert (code, said) == (0, "   3  已批准  2026-12-01 08:00 起  回滚到第 1 号发布\n")
    assert seen(open_app, PAGE)["title"] == "江门学生参保登记"


def test_a_waiting_release_is_withdrawn(any_terminal):
    drafted(NEW)
    any_terminal("publish", 2, *BY, *AT)
    code, said = any_terminal("withdraw", 2, *BY, "--reason", "不发了")
    assert (code, said) == (0, "   2  已撤销  2027-01-01 00:00 起  修改\n")
    assert any_terminal("build", "再来", "--by", EDITOR)[0] == 0


def test_a_release_that_was_withdrawn_is_compared_as_it_was_before(any_terminal):
    drafted({**NEW, SPARE: channel(key="spare")})
    before = any_terminal("diff", 2)
    any_terminal("publish", 2, *BY, *AT)
    any_terminal("withdraw", 2, *BY, "--reason", "不发了")
    assert any_terminal("diff", 2) == before
    assert "~ guides/jiangmen/jiangmen-student-enrol.yaml" in before[1]


@pytest.mark.parametrize("more", [(), ("--rebake",), (1, "--rebake")])
def test_a_sound_release_is_verified(any_terminal, more):
    code, said = any_terminal("verify", *more)
    assert code == 0
    assert said.startswith("第 1 号发布：")
    assert said.endswith("页，与清单一致\n")


def test_a_damaged_release_is_named(terminal, root):
    flip(folder_of(root) / PAGES, 0.5, 1)
    assert terminal("verify") == (1, "Error: 发布文件与清单对不上\n")


def test_a_release_that_bakes_to_something_else_is_named(terminal):
    releases.get(1).manifest_hash = ""  # verified against nothing, so that baking must tell
    db.session.commit()
    assert terminal("verify", "--rebake") == (1, "Error: 重新渲染的结果与发布时不同\n")


def test_nothing_published_is_nothing_to_verify(app):
    assert terminal_of(app)("verify") == (1, "Error: 还没有任何发布\n")
    assert terminal_of(app)("list") == (0, "")


def test_a_folder_that_cannot_be_written_is_said_in_chinese(terminal, root, one_app):
    drafted(NEW)
    let = cannot_bake(root)
    code, said = terminal("publish", 2, *BY)
    assert code == 1
    assert "写不进发布文件夹" in said
    let()
    assert terminal("publish", 2, *BY)[0] == 0
    assert seen(one_app, PAGE)["title"] == "新标题"


@pytest.mark.parametrize("command", [("list",), ("publish", 1, *BY), ("build", "x", *BY)])
def test_a_database_that_is_away_is_said_in_chinese(tmp_path, command):
    with started(tmp_path, "postgresql://127.0.0.1:1/none") as away:
        result = away.test_cli_runner().invoke(args=["release", *map(str, command)])
    assert result.exit_code == 1
    assert "编辑库" in result.output


def test_a_scheduled_release_is_withdrawn_before_it_is_scheduled_anew(any_terminal):
    drafted(NEW)
    assert any_terminal("publish", 2, *BY, *AT)[0] == any_terminal("publish", 2, *BY, *AT)[0] == 0
    for other in (("--at", "2027-02-01T00:00"), ()):
        code, said = any_terminal("publish", 2, *BY, *other)
        assert code == 1
        assert "2027-01-01 00:00:00（北京时间）生效；要改时间，请先撤销它" in said
    any_terminal("withdraw", 2, *BY, "--reason", "改期")
    any_terminal("build", "改期", "--by", EDITOR)
    assert "2027-02-01 00:00 起" in any_terminal("publish", 3, *BY, "--at", "2027-02-01T00:00")[1]


def test_publishing_says_nothing_new_the_second_time(terminal, root):
    published(NEW, root)
    once, again = (terminal("publish", 2, *BY) for _ in range(2))
    assert once == again
    assert once[0] == 0


def terminal_of(app):
    """Return `flask release …`: arguments in; exit code and all that was said out."""

    def run(*arguments):
        db.session.rollback()  # what a test has begun would keep the command waiting
        result = app.test_cli_runner().invoke(args=["release", *map(str, arguments)])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.output

    return run
