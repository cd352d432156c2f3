"""The very first release: everything the content files hold, into an empty database.

Its review took place in the files; two system members of staff stand for the two persons.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from backend.extensions import db
from backend.models import Release
from backend.release.publish import publish as publish_release
from backend.services import content_load, editions, releases, staff
from backend.services.stored import Item

TITLE = "首次发布"


def publish(documents: Mapping[Item, dict[str, Any]], *, root: Path) -> Release:
    """Load documents, pin them all, and publish them now.

    One that was interrupted after loading is finished, not begun again.
    """
    return finish(root=root) if editions.count() else _begin(documents, root=root)


def finish(*, root: Path) -> Release:
    """Publish the first release that was made but never went live."""
    interrupted = next(r for r in releases.every() if r.title == TITLE and r.state == "draft")
    return publish_release(interrupted.id, by=staff.FOUNDER, root=root)


def is_due() -> bool:
    """Tell whether nothing was ever published, or the first publication was interrupted."""
    drafts = (r for r in releases.every() if r.title == TITLE and r.state == "draft")
    return editions.count() == 0 or (not releases.line() and any(drafts))


def _begin(documents: Mapping[Item, dict[str, Any]], *, root: Path) -> Release:
    staff.ensure_system_staff()
    drafts = content_load.load(documents, author=staff.LOADER)
    for edition in drafts:
        editions.approve(editions.submit(edition, by=staff.LOADER), by=staff.FOUNDER)
    release = releases.build(TITLE, by=staff.LOADER)
    db.session.commit()
    return publish_release(release.id, by=staff.FOUNDER, root=root)
