"""What staff do and readers see, in few words: write, review, release, look."""

import contextlib
import json

from backend.app import create_app
from backend.extensions import db
from backend.models import AuditEvent
from backend.release import first
from backend.release.publish import publish
from backend.services import editions, releases, staff
from tests.builders import small_content
from tests.conftest import settings_for

EDITOR, REVIEWER, SECOND = "小王", "老李", "老赵"


def open_office(root, documents=None):
    """Publish a first release, with an editor and two reviewers in office."""
    release = first.publish(small_content() if documents is None else documents, root=root)
    hire()
    return release


def hire():
    staff.add(EDITOR, role="editor")
    staff.add(REVIEWER, role="reviewer")
    staff.add(SECOND, role="reviewer")
    db.session.commit()


def reviewed(changes, *, author=EDITOR, reviewer=REVIEWER):
    """Have changes written and approved: item → document, or None to withdraw it."""
    for item, document in changes.items():
        edition = editions.submit(editions.draft(item, document, author=author), by=author)
        editions.approve(edition, by=reviewer)
    db.session.commit()


def drafted(changes, *, author=EDITOR, reviewer=REVIEWER, title="修改"):
    """Return a draft release of reviewed changes."""
    reviewed(changes, author=author, reviewer=reviewer)
    release = releases.build(title, by=author)
    db.session.commit()
    return release


def published(changes, root, *, at=None, by=REVIEWER, **drafting):
    return publish(drafted(changes, **drafting).id, by=by, root=root, at=at)


def events(action):
    """Return the audit events of an action, oldest first."""
    asked = db.select(AuditEvent).where(AuditEvent.action == action).order_by(AuditEvent.id)
    return list(db.session.scalars(asked))


def reader_of(app):
    """Return the app's reader, having looked at the database just now."""
    reader = app.extensions["reader"]
    reader.start()
    reader.refresh()
    return reader


def served_id(app):
    """Return the id of the release that answers readers now, or None."""
    served = reader_of(app).served()
    return served.entry.id if served else None


def seen(app, path):
    """Return a page as readers get it now, or None where there is none."""
    found = reader_of(app).answer(path, "identity")
    return json.loads(found[0].body) if found else None


@contextlib.contextmanager
def started(data_dir, url="", **over):
    """Give an app as a new process would have it, on a folder and a database that are there."""
    app = create_app(settings_for(data_dir, url, POLL_SECONDS="3600", **over))
    yield app
    app.extensions["reader"].stop()
    with app.app_context():
        db.engine.dispose()
