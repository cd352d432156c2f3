"""Somebody saved first: both texts side by side, field by field, and an explicit choice."""

from typing import Any

from flask import Response, make_response, request, url_for

from admin.items.attempt import Attempt
from admin.views.base import PanelView
from backend.errors import NotFound
from backend.extensions import db
from backend.schemas.registry import ITEM_TYPES
from backend.services import editions, working
from backend.services.diff_lines import lines
from backend.services.names import Names

STATUS = 409
NOT_SENT_AGAIN = ("csrf_token", "@seen", "@do")


def is_stale(attempt: Attempt) -> bool:
    row = working.find((attempt.item_type, str(attempt.entries["key"])))
    return row is None or row.lock_version != attempt.seen


def page(view: PanelView, attempt: Attempt) -> Response:
    """Return the page that asks; what was typed goes along, to be sent again as chosen.

    Whoever chooses their own text sends it on top of the version shown here, and meets the same
    check again.
    """
    db.session.rollback()
    item = (attempt.item_type, str(attempt.entries["key"]))
    newest = editions.latest(item)
    if newest is None:
        raise NotFound(f"没有{ITEM_TYPES[item[0]].label}「{item[1]}」", item=list(item))
    row = working.find(item)
    theirs = working.stored_form(item[0], row) if row else None
    mine, _ = attempt.tidied().document()
    html = view.render(
        "edit/stale.html", item=item, newest=newest, theirs=theirs, mine=mine,
        title=(theirs or mine or {}).get("title") or (theirs or mine or {}).get("name") or item[1],
        lines=lines(item[0], theirs, mine, Names.in_documents(theirs, mine)) if mine else [],
        posted=posted(), current=row.lock_version if row else "",
        here=url_for(".edit_view", id=item[1]) if row else url_for(".create_view"),
    )  # fmt: skip
    return make_response(html, STATUS)


def posted() -> list[tuple[str, Any]]:
    """Return what was posted, as it came, but for what the choice says anew."""
    pairs = request.form.items(multi=True)
    return [(name, value) for name, value in pairs if name not in NOT_SENT_AGAIN]
