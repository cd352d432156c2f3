"""An editor at the form of an item: opened, typed into, sent."""

from admin.forms.build import form_of
from admin.forms.reading import entries_of
from backend.extensions import db
from backend.models import Edition
from backend.services import editions, working
from backend.services.stored import document_of
from tests.admin.people import ask
from tests.admin.screen import Screen
from tests.admin.test_forms import pairs_of

GUIDE = ("guide", "jiangmen-student-enrol")
STANDARD = ("standard", "jiangmen-resident")


def path_of(item, page="edit"):
    return f"/admin/{item[0]}/{page}/?id={item[1]}"


def opened(browser, item=GUIDE):
    """Return the form of an item as the browser shows it."""
    answer = browser.get(path_of(item))
    assert answer.status_code == 200, answer.text
    return Screen(answer.text).editing


def sent(browser, form, item=GUIDE, do="save", **more):
    """Press a button of the form; return the answer."""
    return browser.client.post(path_of(item), data=form.sent(do=do) | more)


def saved(browser, item=GUIDE, do="save", **typed):
    """Open, type, save; return the answer."""
    form = opened(browser, item)
    for name, value in typed.items():
        form.set(name.replace("__", "."), value)
    return sent(browser, form, item, do)


def made(browser, item_type, document):
    """Send the form of a new item, filled in with a document."""
    token = Screen(browser.get(f"/admin/{item_type}/new/").text).editing.value("csrf_token")
    pairs = list(pairs_of(form_of(item_type), entries_of(item_type, document)))
    form = {"csrf_token": [token], "@seen": [""], "@do": ["save"]}
    for name, value in pairs:
        form.setdefault(name, []).append(value)
    return browser.client.post(f"/admin/{item_type}/new/", data=form | {"@end": ["1"]})


def free_the_guide(browser):
    """Archive the questionnaire, the only thing that points at the guide."""
    way = path_of(("questionnaire", "jiangmen-student-enrol-way"), "archive")
    assert browser.post(way, {"seen": "1", "confirmed": "yes"}).status_code == 302


def draft_of(app, item=GUIDE):
    """Return what the draft of an item says now, or None."""
    return ask(app, lambda: working.document(item) if working.find(item) else None)


def newest(app, item=GUIDE):
    """Return the newest edition: number, state, author, document."""

    def look():
        edition = editions.latest(item)
        return edition.number, edition.state, edition.author, document_of(edition.body or "null")

    return ask(app, look)


def count(app):
    return ask(app, lambda: db.session.scalar(db.select(db.func.count()).select_from(Edition)))
