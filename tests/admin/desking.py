"""What people do at the desk, in few words: hand in, decide, build, send a form of a page."""

import re

from backend.extensions import db
from backend.models import Edition
from backend.services import drafting, editions, releases, working
from tests.admin.people import ask
from tests.builders import office as office_doc
from tests.release.desk import EDITOR

GUIDE, OFFICE, STANDARD = (
    ("guide", "jiangmen-student-enrol"), ("office", "heshan-gulao"),
    ("standard", "jiangmen-resident"),
)  # fmt: skip
SEEN = re.compile(r'name="seen" value="([^"]+)"')


def submitted(app, item, document, author=EDITOR):
    def write():
        row = working.get(item)
        edition = drafting.save(item[0], document, author=author, seen=row.lock_version)
        editions.submit(edition, by=author)
        db.session.commit()
        return edition.id

    return ask(app, write)


def decide(browser, number, verdict, comment=""):
    return browser.post(
        f"/admin/review/decide/?id={number}", {"verdict": verdict, "comment": comment}
    )


def state(app, number):
    def look():
        edition = db.session.get(Edition, number)
        return edition.state, edition.reviewer, edition.comment

    return ask(app, look)


def built(app, reviewer, item=OFFICE, document=None):
    """Return the page of a release of one approved change."""
    number = submitted(app, item, document or office_doc(address="新址"))
    decide(reviewer, number, "approve")
    form = {"title": "一次发布", "edition": number}
    return reviewer.post("/admin/release/build/", form).location


def proposed(numbers):
    pinned = {e.item: e.id for e in (db.session.get(Edition, n) for n in numbers)}
    release = releases.compose("一起改", pinned, by=EDITOR)
    db.session.commit()
    return release.id


def send(browser, release, action, form=(), *, other=None):
    """Send a form of a release's page, with what the page says it shows."""
    seen = SEEN.search((other or browser).get(release).text)
    said = {"seen": seen[1] if seen else "", **dict(form)}
    return browser.post(release.replace("details", action), said)
