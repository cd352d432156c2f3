"""Bakes: all of a release, and one guide of it, on one core."""

import gc
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

import flask_migrate
import orjson

from backend.app import create_app
from backend.extensions import db
from backend.models import Edition, Release, ReleasePin
from backend.release.bake import bake
from backend.release.image import Image
from backend.release.publish import publish
from backend.services import releases, staff
from backend.services.stored import body_of, hash_of
from tests.bench import synthetic
from tests.bench.light import lightened
from tests.conftest import settings_for

OPEN = Edition.state.in_(("draft", "in_review"))


def spent():
    """Return the CPU seconds this process has used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def timed(work):
    """Return (result, wall seconds, CPU seconds) of a piece of work."""
    wall, cpu = time.perf_counter(), spent()
    result = work()
    return result, time.perf_counter() - wall, spent() - cpu


def measure(guides):
    """Return the figures of one size, in seconds: a full bake, and one-guide releases."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    documents = synthetic.content(guides)
    full, light = whole(documents), whole(lightened(documents))
    with tempfile.TemporaryDirectory() as scratch:
        city, nation = released(Path(scratch), documents)
    return {"guides": guides, "full": full, "light": light, "city": city, "nation": nation}


def whole(documents):
    """Return what a bake from nothing costs, in seconds: wall clock, CPU."""
    image = Image.of(documents)
    with tempfile.TemporaryDirectory() as scratch:
        _, *cost = timed(lambda: bake(image, "0" * 64, Path(scratch)))
    return tuple(cost)


def released(folder, documents):
    """Return what publishing one changed guide costs, from the database to the last fsync."""
    app = create_app(settings_for(folder))
    with app.app_context():
        flask_migrate.upgrade()
        staff.ensure_system_staff()
        publish_first(app, documents)
        found = []
        for item in (synthetic.ordinary_guide(documents), synthetic.national_guide(documents)):
            number = _release({item: synthetic.edited(documents[item])}, f"改 {item[1]}")
            root = app.config["RELEASES_DIR"]
            gc.collect()
            gc.freeze()  # the documents of this bench are no part of what publishing has to carry
            _, *cost = timed(lambda n=number, r=root: publish(n, by=staff.FOUNDER, root=r))
            found.append(tuple(cost))
        db.session.remove()
        db.engine.dispose()
    return found


def publish_first(app, documents):
    number = _release(documents, "首次发布")
    publish(number, by=staff.FOUNDER, root=app.config["RELEASES_DIR"])


def _release(documents, title):
    """Insert approved editions and a draft release that pins them, and return its number."""
    rows = [_edition(item, document) for item, document in documents.items()]
    db.session.execute(db.insert(Edition), rows)
    open_ones = db.update(Edition).where(OPEN)
    db.session.execute(open_ones.values(state="in_review"))
    db.session.execute(open_ones.values(state="approved", reviewer=staff.FOUNDER))
    release = Release(title=title, state="draft", created_by=staff.LOADER)
    db.session.add(release)
    db.session.flush()
    newest = db.select(Edition.item_type, Edition.item_key, db.func.max(Edition.id)).group_by(
        Edition.item_type, Edition.item_key
    )
    pins = [
        {"release_id": release.id, "item_type": t, "item_key": k, "edition_id": number}
        for t, k, number in db.session.execute(newest)
        if (t, k) in documents
    ]
    db.session.execute(db.insert(ReleasePin), pins)
    db.session.commit()
    return release.id


def _edition(item, document):
    body = body_of(document)
    number = (db.session.scalar(
        db.select(db.func.max(Edition.number)).where(
            Edition.item_type == item[0], Edition.item_key == item[1]
        )
    ) or 0) + 1 if releases.every() else 1  # fmt: skip
    return {
        "item_type": item[0], "item_key": item[1], "number": number, "body": body,
        "content_hash": hash_of(body), "state": "draft", "author": staff.LOADER, "comment": "",
    }  # fmt: skip


if __name__ == "__main__":
    sys.stdout.write(orjson.dumps(measure(int(sys.argv[1]))).decode())
