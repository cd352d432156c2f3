"""Of two people who had the same text open, the second is shown both texts, and asked."""

from functools import partial

import pytest

from tests import builders
from tests.admin.editing import (
    GUIDE,
    count,
    draft_of,
    free_the_guide,
    newest,
    opened,
    path_of,
    saved,
    sent,
)
from tests.admin.people import browser_of
from tests.admin.races import ROUNDS, at_once
from tests.admin.screen import Screen


@pytest.fixture
def two(office):
    """Return two editors who both have the guide open, the first of whom has saved."""
    first, second = browser_of(office, "先来的"), browser_of(office, "后来的")
    form = opened(second).set("title", "后来的标题").set("routes.0.steps.0.text", "后来的一步")
    saved(first, title="先来的标题")
    return first, second, form


def test_the_second_is_shown_both_texts_and_nothing_is_overwritten(office, two):
    _, second, form = two
    answer = sent(second, form)
    assert answer.status_code == 409
    text = Screen(answer.text).text
    for word in ("先来的标题", "后来的标题", "后来的一步", "先来的在", "还没有保存"):
        assert word in text.replace(" ", "")
    assert draft_of(office)["title"] == "先来的标题"


def test_the_second_may_go_on_with_their_own_text_on_top(office, two):
    _, second, form = two
    page = choose(second, sent(second, form), "show")
    assert page.status_code == 200
    again = Screen(page.text).editing
    assert again.value("title") == "后来的标题"
    assert again.value("routes.0.steps.0.text") == "后来的一步"
    assert again.value("@seen") == "2"
    assert sent(second, again).status_code == 302
    assert draft_of(office)["title"] == "后来的标题"


def test_the_second_may_overwrite_with_a_word(office, two):
    _, second, form = two
    assert choose(second, sent(second, form), "save").status_code == 302
    assert draft_of(office)["title"] == "后来的标题"
    assert newest(office)[:3] == (3, "draft", "后来的")


def test_a_click_that_repeats_is_asked_again(office, two):
    _, second, form = two
    assert sent(second, form).status_code == 409
    assert sent(second, form).status_code == 409
    assert draft_of(office)["title"] == "先来的标题"


def test_whoever_saves_while_the_second_decides_is_not_overwritten_either(office, two):
    first, second, form = two
    question = sent(second, form)
    saved(first, title="又改了")
    assert choose(second, question, "save").status_code == 409
    assert draft_of(office)["title"] == "又改了"


def test_a_mistake_in_the_form_keeps_the_version_it_is_based_on(office, two):
    _, second, form = two
    page = sent(second, form.set("policy_year", "明年"))
    assert page.status_code == 422
    again = Screen(page.text).editing.set("policy_year", "")
    assert sent(second, again).status_code == 409
    assert draft_of(office)["title"] == "先来的标题"


def test_what_was_archived_meanwhile_is_said_and_may_be_kept_all_the_same(office):
    first, second = browser_of(office, "先来的"), browser_of(office, "后来的")
    form = opened(second).set("title", "后来的标题")
    free_the_guide(first)
    archived = {"csrf_token": first.token(), "seen": "1", "confirmed": "yes"}
    assert first.client.post(path_of(GUIDE, "archive"), data=archived).status_code == 302
    assert draft_of(office) is None
    question = sent(second, form)
    assert question.status_code == 409
    assert "归档了它" in question.text
    assert choose(second, question, "save").status_code == 302
    assert draft_of(office) == builders.guide(title="后来的标题")


@pytest.mark.parametrize("page", ["archive", "restore"])
def test_archiving_and_restoring_ask_for_the_version_too(office, two, page):
    _, second, _ = two
    before = count(office)
    old = {"csrf_token": second.token(), "seen": "1", "number": "1", "confirmed": "yes"}
    answer = second.client.post(path_of(GUIDE, page), data=old)
    assert "又被改过" in second.get(answer.location).text
    assert draft_of(office)["title"] == "先来的标题"
    assert count(office) == before


def test_of_three_who_send_the_form_at_once_exactly_one_wins(any_office):
    browsers = [browser_of(any_office, name) for name in ("甲", "乙", "丙")]
    for number in range(ROUNDS):
        forms = [opened(browser) for browser in browsers]
        for who, form in enumerate(forms):
            form.set("title", f"第{number}轮{who}")
        sending = [partial(sent, *each) for each in zip(browsers, forms, strict=True)]
        statuses = [answer.status_code for answer in at_once(sending)]
        assert sorted(statuses) == [302, 409, 409]
        won = statuses.index(302)
        assert newest(any_office)[0] == number + 2
        assert draft_of(any_office)["title"] == f"第{number}轮{won}"


def choose(browser, question, button):
    """Press one of the buttons of the page that asks."""
    forms = [f for f in Screen(question.text).forms if "@seen" in f.names()]
    form = forms[0].sent(do=button)
    where = forms[0].attributes["action"]
    return browser.client.post(where, data=form)
