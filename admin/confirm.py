"""Asking before something is done that others will notice; without scripts, on a page of its own.

A form with `data-confirm="…？"` asks in a dialog and says that it did; where no script runs, the
first POST is answered with the question.
"""

from typing import NotRequired, TypedDict, Unpack

from flask import request

from admin.views.base import PanelView

NOT_SENT_AGAIN = ("csrf_token", "confirmed")


class Words(TypedDict):
    """What a question says; `look` is its button's, danger unless said otherwise."""

    heading: str
    text: str
    button: str
    back: str
    look: NotRequired[str]


def question(view: PanelView, **words: Unpack[Words]) -> str | None:
    """Return the page that asks, or None once the answer was yes."""
    if request.form.get("confirmed") == "yes":
        return None
    posted = [
        (name, value)
        for name, values in request.form.lists()
        for value in values
        if name not in NOT_SENT_AGAIN
    ]
    here = request.full_path
    return view.render("panel/confirm.html", here=here, posted=posted, **words)
