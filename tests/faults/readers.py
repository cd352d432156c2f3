"""What readers see, page by page, against what a release should say."""

import hashlib

from backend.clock import today
from backend.extensions import db
from backend.release.bake import bake
from backend.release.folder import PAGES
from backend.release.image import Image
from backend.release.pages_file import listed
from tests.release.desk import events, reader_of, started


class Expected:
    """What readers should get of some documents, baked from nothing: path → SHA-256."""

    def __init__(self, documents, scratch):
        folder = bake(Image.of(documents), "e" * 64, scratch).folder
        day = today().isoformat()
        self.pages = {
            path: next(name for starts, ends, name in pieces if starts <= day < ends)
            for path, pieces in listed(folder / PAGES).items()
        }


def seen_by(app, paths):
    """Return the SHA-256 of every page an app's reader gives."""
    reader = reader_of(app)
    found = {path: reader.answer(path, "identity") for path in paths}
    return {path: hashlib.sha256(f[0].body).hexdigest() for path, f in found.items() if f}


def everybody_sees(open_app, expected, *others):
    """Tell whether an app that was open all along, and one just started, see all of a release."""
    db.session.rollback()
    paths = {path for each in (expected, *others) for path in each.pages}
    config = open_app.config
    with started(config["DATA_DIR"], config["DATABASE_URL"]) as fresh:
        return seen_by(open_app, paths) == expected.pages == seen_by(fresh, paths)


def publications():
    """Return the ids of the releases the audit log says were published."""
    db.session.rollback()
    found = [int(event.subject_key) for event in events("release.publish")]
    db.session.rollback()
    return found
