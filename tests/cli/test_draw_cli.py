"""flask content draw: without a database, into a file, and in Chinese when it cannot."""

import re

import pytest

from backend.app import create_app
from tests.builders import guide, rule, small_content
from tests.cli.conftest import Terminal
from tests.conftest import settings_for

WAY_FILE = "questionnaires/jiangmen/jiangmen-student-enrol-way.yaml"


def test_a_questionnaire_is_drawn_without_a_database(tmp_path, content):
    app = create_app(settings_for(tmp_path / "new", CONTENT_DIR=str(content)))
    result = Terminal(app, content)("content", "draw", "jiangmen-student-enrol-way")
    assert result.exit_code == 0
    assert result.stdout.startswith("flowchart TD\n    accTitle: 学生参保走哪条路\n")
    assert "指南：江门学生参保登记" in result.stdout
    assert "办理点：古劳镇人力资源和社会保障服务所" in result.stdout
    assert not (tmp_path / "new" / "authoring.sqlite3").exists()


def test_a_rule_is_drawn_into_a_file(terminal, tmp_path):
    out = tmp_path / "rule.svg"
    words = ("content", "draw", "tianjin-newborn-coverage-start", "--format", "svg", "--out", out)
    result = terminal(*words, "--width", 360)
    assert (result.exit_code, result.stdout) == (0, f"画在 {out}\n")
    assert out.read_text("utf-8").startswith("<svg ")
    width = re.search(r'viewBox="0 0 ([\d.]+) ', out.read_text("utf-8"))[1]
    assert 300 < float(width) <= 360


def test_what_the_check_refuses_is_drawn_to_see_why(terminal):
    terminal.spoil(WAY_FILE, 'next: "has-phone"', 'next: "first-time"')
    assert terminal("content", "check").exit_code == 1
    result = terminal("content", "draw", "jiangmen-student-enrol-way")
    assert result.exit_code == 0
    assert 'n1 -->|"是"| n1' in result.stdout


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("nowhere", "没有能画的导办问答或规则「nowhere」"),
        ("jiangmen-student-enrol", "没有能画的导办问答或规则「jiangmen-student-enrol」"),
        (
            "guide/jiangmen-student-enrol",
            "没有能画的导办问答或规则「guide/jiangmen-student-enrol」",
        ),
    ],
)
def test_what_is_no_flow_cannot_be_drawn(terminal, key, message):
    result = terminal("content", "draw", key)
    assert (result.exit_code, result.stderr) == (1, f"Error: {message}\n")


def test_a_file_that_cannot_be_read_says_where_instead(terminal):
    terminal.spoil(WAY_FILE, 'region: "440700"', "region: 440700")
    result = terminal("content", "draw", "jiangmen-student-enrol-way")
    assert result.exit_code == 1
    assert f"{WAY_FILE}:" in result.stderr.splitlines()[0]


def test_of_a_rule_and_a_questionnaire_with_one_key_the_kind_must_be_said(terminal):
    same = rule(key="jiangmen-student-enrol-way", region="440700")
    terminal.write(small_content(rule=same, guide=guide(rules=None)))
    asked = terminal("content", "draw", same["key"])
    assert asked.exit_code == 1
    assert "questionnaire/jiangmen-student-enrol-way、rule/jiangmen-" in asked.stderr
    assert "个判断" in terminal("content", "draw", f"rule/{same['key']}").stdout


def test_a_malformed_rule_says_what_is_wrong(terminal):
    terminal.spoil("rules/tianjin/tianjin-newborn-coverage-start.yaml", 'op: "le"', 'op: "近"')
    result = terminal("content", "draw", "tianjin-newborn-coverage-start")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0].startswith("第 1 行 when：op 应当是其中之一")
