"""What an address or a form asks for; what leads nowhere is a page that says so."""

from flask import abort, request

from backend.extensions import db
from backend.models import Edition, Release

LONGEST_NUMBER = 9  # digits of an id


def number(name: str = "id") -> int:
    """Return a number of the address; what is none leads nowhere."""
    text = request.args.get(name, "")
    if not text.isdecimal() or len(text) > LONGEST_NUMBER:
        abort(404)
    return int(text)


def edition() -> Edition:
    found = db.session.get(Edition, number())
    if found is None:
        abort(404)
    return found


def release() -> Release:
    found = db.session.get(Release, number())
    if found is None:
        abort(404)
    return found


def said(name: str) -> str:
    """Return what a form says in a field."""
    return request.form.get(name, "").strip()


def numbers(name: str) -> set[int]:
    """Return the ids a form has ticked; what is none is no tick."""
    ticked = request.form.getlist(name)
    return {int(text) for text in ticked if text.isdecimal() and len(text) <= LONGEST_NUMBER}
