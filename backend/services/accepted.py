"""What somebody other than its author has accepted of each item, where work goes on above it."""

from typing import Any

from sqlalchemy import and_, func, or_, select

from backend.extensions import db
from backend.models import Edition
from backend.services import standing
from backend.services.editions import UNREVIEWED
from backend.services.stored import document_of

ACCEPTED = or_(
    Edition.state.in_(("approved", "released")),
    and_(Edition.state == "superseded", Edition.reviewer.is_not(None)),
)


def behind(item_type: str) -> dict[str, dict[str, Any] | None]:
    """Return what was accepted last of the items of a type whose newest edition was not, by key.

    None where nothing ever was, or what was accepted is that the item is withdrawn.
    """
    newest = Edition.id.in_(standing.newest_ids(item_type))
    open_keys = select(Edition.item_key).where(newest, Edition.state.in_(UNREVIEWED))
    found: dict[str, dict[str, Any] | None] = dict.fromkeys(db.session.scalars(open_keys))
    if found:
        last = select(func.max(Edition.id)).where(Edition.item_type == item_type, ACCEPTED)
        of_open = last.where(Edition.item_key.in_(open_keys)).group_by(Edition.item_key)
        bodies = select(Edition.item_key, Edition.body).where(Edition.id.in_(of_open))
        for key, body in db.session.execute(bodies).tuples():
            found[key] = document_of(body) if body else None
    return found
