"""Opening an item and saving it untouched changes nothing, to the byte, for all of the content."""

import pytest
from sqlalchemy import func, select

from backend.config import ROOT
from backend.extensions import db
from backend.models import Edition
from backend.services import editions, working
from backend.services.content_files import read_folder
from backend.services.stored import body_of, document_of
from tests.admin.conftest import running
from tests.admin.people import ask, browser_of
from tests.admin.screen import Screen
from tests.conftest import copied, settings_for

CONTENT = read_folder(ROOT / "content").items


@pytest.fixture(scope="module")
def editor(baked, tmp_path_factory):
    """Return an editor at a browser, with the whole content published."""
    folder = copied(baked, tmp_path_factory.mktemp("desk") / "data")
    for app in running(settings_for(folder, POLL_SECONDS="3600")):
        yield browser_of(app, "小王")


@pytest.mark.parametrize("item", CONTENT, ids="/".join)
def test_saving_an_untouched_item_changes_nothing(editor, item):
    before = ask(editor.app, lambda: standing_of(item))
    answer = send(editor, item, edited(editor, item).sent(do="save"))
    assert "没有改动" in editor.get(answer.location).text
    assert ask(editor.app, lambda: standing_of(item)) == before


@pytest.mark.parametrize("item", CONTENT, ids="/".join)
def test_changing_one_word_changes_that_word_alone(editor, item):
    name = "name" if "name" in CONTENT[item] else "title"
    form = edited(editor, item).set(name, "另一个名字")
    answer = send(editor, item, form.sent(do="save"))
    assert "已存为第 2 版草稿" in editor.get(answer.location).text
    body = ask(editor.app, lambda: editions.latest(item).body)
    assert body == body_of({**CONTENT[item], name: "另一个名字"})
    assert document_of(body) == ask(editor.app, lambda: working.document(item))


def edited(editor, item):
    page = editor.get(f"/admin/{item[0]}/edit/?id={item[1]}")
    assert page.status_code == 200
    return Screen(page.text).editing


def send(editor, item, form):
    answer = editor.client.post(f"/admin/{item[0]}/edit/?id={item[1]}", data=form)
    assert answer.status_code == 302, Screen(answer.text).text[-2000:]
    return answer


def standing_of(item):
    of_item = select(func.count()).where(Edition.item_type == item[0], Edition.item_key == item[1])
    row = working.get(item)
    return (
        db.session.scalar(of_item), row.lock_version, row.updated_at, editions.latest(item).body,
        body_of(working.document(item)),
    )  # fmt: skip
