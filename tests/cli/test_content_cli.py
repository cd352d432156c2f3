"""flask content check | load | dump: exit codes, `file:line: …`, and nothing half-written."""

import pytest
from sqlalchemy import func, select

from backend.app import create_app
from backend.extensions import db
from backend.models import AuditEvent, Edition, Guide, Region, Release
from backend.services import editions, releases, working
from tests.builders import guide, small_content, source, standard, window
from tests.cli.conftest import Terminal
from tests.conftest import settings_for

GUIDE_FILE = "guides/jiangmen/jiangmen-student-enrol.yaml"
GUIDE = ("guide", "jiangmen-student-enrol")


@pytest.fixture
def running(terminal):
    """Return a terminal on a database that the small content was loaded into, with two people."""
    assert terminal("content", "load").exit_code == 0
    hire(terminal)
    return terminal


def test_check_says_that_all_is_well(terminal):
    result = terminal("content", "check")
    assert (result.exit_code, result.stdout) == (0, "9 项内容，没有问题\n")


def test_check_needs_no_database(tmp_path, content):
    app = create_app(settings_for(tmp_path / "new", CONTENT_DIR=str(content)))
    assert Terminal(app, content)("content", "check").exit_code == 0
    assert not (tmp_path / "new" / "authoring.sqlite3").exists()


def test_check_names_every_problem_with_its_file_and_line(terminal):
    terminal.spoil(GUIDE_FILE, 'region: "440700"', "region: 440700")
    terminal.spoil("sources/heshan-letter.yaml", 'grade: "B"', 'grade: "Z"')
    terminal.spoil("regions.csv", "440300,深圳市,city", "440300,深圳市,地级市")
    result = terminal("content", "check")
    assert (result.exit_code, result.stdout) == (1, "")
    lines = result.stderr.splitlines()
    assert lines == [
        f"{GUIDE_FILE}:5: region: 应当是带引号的文字",
        "regions.csv:6: 层级应当是其中之一：nation、province、city、county、town",
        "sources/heshan-letter.yaml:5: grade: 应当是其中之一：A、B、C、D、E",
        "Error: 共 3 处问题，没有做任何改动",
    ]


def test_check_looks_into_the_folder_it_is_given(terminal, tmp_path):
    (tmp_path / "empty").mkdir()
    result = terminal("content", "check", "--dir", tmp_path / "empty")
    assert result.exit_code == 1
    assert "regions.csv:1: 缺少区划表" in result.stderr


def test_a_region_list_in_another_encoding_is_a_problem_and_no_crash(terminal):
    file = terminal.content / "regions.csv"
    file.write_bytes(file.read_text("utf-8").encode("gb18030"))
    result = terminal("content", "check")
    assert result.exit_code == 1
    assert result.stderr.startswith("regions.csv:1: 文件不是 UTF-8 编码\n")


def test_into_an_empty_database_load_is_the_first_release(any_terminal):
    result = any_terminal("content", "load")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("空库：载入 10 项，作为第一次发布\n第 1 号发布已生效（清单 ")
    state, pins = any_terminal.ask(
        lambda: (releases.get(1).state, {*releases.pins_of(releases.get(1))})
    )
    assert (state, pins) == ("approved", set(small_content()))


def test_loading_again_changes_nothing(running):
    before = counts(running)
    result = running("content", "load", "--by", "小王")
    assert (result.exit_code, result.stdout) == (0, "新增 0，修改 0，只在库里 0\n")
    assert counts(running) == before


def test_every_use_of_an_item_is_listed_with_its_file_and_place(running):
    result = running("content", "where-used", "jiangmen-resident")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f"{GUIDE_FILE}: standards[0]: 江门学生参保登记",
        f"{GUIDE_FILE}: summary: {guide()['summary']}",
        "questionnaires/jiangmen/jiangmen-student-enrol-way.yaml: outcomes[0].standards[0]: "
        "在手机上登记",
        "标准「jiangmen-resident」用在 2 项内容的 3 处",
    ]


def test_nothing_can_use_what_is_not_there(running):
    result = running("content", "where-used", "nowhere")
    assert result.exit_code == 1
    assert result.stderr == "Error: 没有标识为「nowhere」的内容\n"


def test_a_changed_file_is_shown_and_handed_in_for_review(running):
    running.write(small_content(guide=guide(title="江门学生参保")))
    result = running("content", "load", "--by", "小王")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[:2] == [f"--- 库/{GUIDE_FILE}", f"+++ 文件/{GUIDE_FILE}"]
    assert {'-title: "江门学生参保登记"', '+title: "江门学生参保"'} < set(lines)
    assert lines[-2:] == [
        "新增 0，修改 1，只在库里 0",
        "1 项改动已送审；由另一位同事用 flask review approve 审核",
    ]
    assert running.ask(waiting) == [(GUIDE, "小王", False)]


def test_only_what_is_to_be_pruned_is_withdrawn(running):
    running.write({item: doc for item, doc in small_content().items() if item[0] != QUESTIONS})
    kept = running("content", "load", "--by", "小王")
    assert kept.stdout.splitlines() == [
        "只在库里：questionnaires/jiangmen/jiangmen-student-enrol-way.yaml",
        "新增 0，修改 0，只在库里 1",
    ]
    assert running.ask(waiting) == []
    assert running("content", "load", "--by", "小王", "--prune").exit_code == 0
    assert running.ask(waiting) == [((QUESTIONS, "jiangmen-student-enrol-way"), "小王", True)]


def test_a_renamed_window_is_loaded_with_prune_and_refused_in_words_without(running):
    running.write(small_content(window=window(key="jiangmen-2024"), guide=guide(windows=None)))
    before = counts(running)
    refused = running("content", "load", "--by", "小王")
    assert refused.exit_code == 1
    assert "windows/jiangmen/jiangmen-2024.yaml 与库里的其他内容冲突" in refused.stderr
    assert counts(running) == before
    assert running("content", "load", "--by", "小王", "--prune").exit_code == 0


@pytest.mark.parametrize("options", [["--dry-run"], ["--dry-run", "--prune", "--by", "小王"]])
def test_a_dry_run_shows_everything_and_writes_nothing(running, options):
    fewer = small_content(guide=guide(title="江门学生参保"), source=[source(), source(key="new")])
    del fewer[QUESTIONS, "jiangmen-student-enrol-way"]
    running.write(fewer)
    before = counts(running)
    result = running("content", "load", *options)
    assert result.exit_code == 0
    assert "新增 1，修改 1，只在库里 1" in result.stdout
    assert '+title: "江门学生参保"' in result.stdout
    assert counts(running) == before


def test_a_dry_run_of_the_first_load_writes_nothing(terminal):
    result = terminal("content", "load", "--dry-run")
    assert (result.exit_code, result.stdout) == (0, "空库：载入 10 项，作为第一次发布\n")
    assert counts(terminal) == EMPTY
    assert list((terminal.app.config["RELEASES_DIR"]).iterdir()) == []


@pytest.mark.parametrize(
    ("options", "words"),
    [([], "请用 --by 写明是谁的改动"), (["--by", "外人"], "「外人」不是在岗的工作人员")],
)
def test_a_change_is_somebodys_of_the_staff(running, options, words):
    running.write(small_content(standard=standard(title="先存的"), guide=guide(title="后存的")))
    before = counts(running)
    result = running("content", "load", *options)
    assert (result.exit_code, result.stderr) == (1, f"Error: {words}\n")
    assert counts(running) == before


@pytest.mark.parametrize("loaded", [False, True])
def test_files_with_a_problem_change_nothing_at_all(terminal, loaded):
    if loaded:
        terminal("content", "load")
        hire(terminal)
    terminal.write(small_content(standard=standard(title="对的"), guide=guide(region="999999")))
    before = counts(terminal)
    result = terminal("content", "load", "--by", "小王")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"{GUIDE_FILE}:5: region: 没有区划代码 999999，请查 regions.csv",
        "Error: 共 1 处问题，没有做任何改动",
    ]
    assert counts(terminal) == before


def test_dump_writes_the_files_that_were_loaded(running, tmp_path):
    target = tmp_path / "out"
    result = running("content", "dump", "--dir", target)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == "10 个文件有改动"
    assert files(target) == files(running.content)


def test_dump_touches_only_files_that_differ(running):
    assert running("content", "dump").stdout == "0 个文件有改动\n"
    running.spoil(GUIDE_FILE, "江门学生参保登记", "改坏了")
    assert running("content", "dump").stdout.splitlines() == [GUIDE_FILE, "1 个文件有改动"]
    assert running("content", "check").exit_code == 0
    assert running("content", "load").stdout == "新增 0，修改 0，只在库里 0\n"


QUESTIONS = "questionnaire"
EMPTY = [0, 0, 0, 0, 0, {}]


def hire(terminal):
    for name, role in (("小王", "editor"), ("老李", "reviewer")):
        assert terminal("staff", "add", name, "--role", role).exit_code == 0


def counts(terminal):
    """Return how much there is of everything, and the texts being worked on."""
    return terminal.ask(lambda: [
        *(db.session.scalar(select(func.count()).select_from(model))
          for model in (Edition, AuditEvent, Release, Region, Guide)),
        dict(working.every("standard")) | dict(working.every("guide")),
    ])  # fmt: skip


def waiting():
    return [(e.item, e.author, e.is_withdrawal) for e in editions.waiting()]


def files(root):
    found = [file for file in root.rglob("*") if file.is_file()]
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in found}
