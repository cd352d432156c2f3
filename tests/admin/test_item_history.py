"""What an item said before: compared, restored, archived and brought back; nothing is destroyed."""

import pytest

from tests import builders
from tests.admin.editing import GUIDE, count, draft_of, free_the_guide, newest, path_of, saved
from tests.admin.people import browser_of
from tests.admin.screen import Screen


@pytest.fixture
def editor(office):
    editor = browser_of(office, "小张")
    saved(editor, title="第二版的标题", routes__0__steps__0__text="第二版的一步")
    saved(editor, title="第三版的标题")
    return editor


def test_the_history_lists_every_edition_with_its_author(editor):
    text = Screen(editor.get(path_of(GUIDE, "history")).text).text
    for word in ("第 1 版", "第 2 版", "第 3 版", "小张", "已发布", "草稿", "已被取代"):
        assert word in text


@pytest.mark.parametrize(("one", "two"), [(1, 3), (3, 1), (2, 3), (1, 2), (2, 2)])
def test_any_two_editions_are_compared_the_older_first(editor, one, two):
    page = editor.get(f"{path_of(GUIDE, 'compare')}&one={one}&two={two}")
    text = Screen(page.text).text
    titles = {1: "江门学生参保登记", 2: "第二版的标题", 3: "第三版的标题"}
    assert f"第 {min(one, two)} 版 → 第 {max(one, two)} 版" in text
    if one == two:
        assert "没有不同" in text
        return
    assert titles[min(one, two)] in text.replace(" ", "")
    assert titles[max(one, two)] in text.replace(" ", "")
    assert ("第二版的一步" in text) is (1 in (one, two))


def test_words_that_differ_are_marked(editor):
    html = editor.get(f"{path_of(GUIDE, 'compare')}&one=2&two=3").text
    assert "<del>二</del>" in html
    assert "<ins>三</ins>" in html


@pytest.mark.parametrize("number", ["", "0", "4", "-1", "x", "9" * 30])
def test_an_edition_there_is_not_says_so(editor, number):
    assert editor.get(f"{path_of(GUIDE, 'compare')}&one={number}&two=1").status_code == 404


def test_an_older_edition_becomes_a_draft_once_somebody_says_yes(office, editor):
    asked = post(editor, "restore", number="1", seen="3")
    assert asked.status_code == 200
    assert "恢复成新的草稿？" in asked.text
    assert draft_of(office)["title"] == "第三版的标题"
    assert post(editor, "restore", number="1", seen="3", confirmed="yes").status_code == 302
    assert draft_of(office) == builders.guide()
    assert newest(office)[:3] == (4, "draft", "小张")


def test_archiving_asks_first_and_destroys_nothing(office, editor):
    free_the_guide(editor)
    before = count(office)
    assert "归档「第三版的标题」？" in post(editor, "archive", seen="3").text
    assert count(office) == before
    post(editor, "archive", seen="3", confirmed="yes")
    assert draft_of(office) is None
    assert newest(office) == (4, "draft", "小张", None)
    assert GUIDE[1] in editor.get("/admin/guide/archived/").text
    assert GUIDE[1] not in editor.get("/admin/guide/").text


def test_what_is_archived_leads_to_its_history_and_back(office, editor):
    free_the_guide(editor)
    post(editor, "archive", seen="3", confirmed="yes")
    assert editor.get(path_of(GUIDE)).location == path_of(GUIDE, "history")
    page = editor.get(path_of(GUIDE, "history"))
    assert "已归档" in page.text
    post(editor, "restore", number="3", seen="", confirmed="yes")
    assert draft_of(office)["title"] == "第三版的标题"


def test_an_archiving_goes_to_review_like_any_change(office, editor):
    free_the_guide(editor)
    post(editor, "archive", seen="3", confirmed="yes")
    assert "提交审核" in editor.get(path_of(GUIDE, "history")).text
    post(editor, "submit")
    assert newest(office)[:2] == (4, "in_review")


def test_what_others_point_at_is_not_archived(office):
    editor = browser_of(office, "小张")
    channel = ("channel", "yueyibao")
    answer = editor.post(path_of(channel, "archive"), {"seen": "1", "confirmed": "yes"})
    assert "还有内容指向「yueyibao」：江门学生参保登记" in editor.get(answer.location).text
    assert draft_of(office, channel) == builders.channel()


@pytest.mark.parametrize("page", ["edit", "history", "compare"])
def test_an_item_there_is_not_says_so(editor, page):
    assert editor.get(path_of(("guide", "nothing"), page)).status_code == 404


@pytest.mark.parametrize("page", ["restore", "archive"])
def test_an_item_there_is_not_cannot_be_touched(editor, page):
    assert editor.post(path_of(("guide", "nothing"), page), {"seen": "1"}).status_code == 404


def post(editor, page, **form):
    return editor.post(path_of(GUIDE, page), form)
