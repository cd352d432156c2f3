"""Asking before something is done that others will notice; without scripts, on a page of its own.

A form with `data-confirm="…？"` asks in a dialog and says that it did; where no script runs, the
first POST is answered with the question.
"""

from flask import request

from admin.views.base import PanelView

NOT_SENT_AGAIN = ("csrf_token", "confirmed")


def question(view: PanelView, *, heading: str, text: str, button: str, back: str) -> str | None:
    """Return the page that asks, or None once the answer was yes."""
    if request.form.get("confirmed") == "yes":
        return None
    posted = [
        (name, value)
        for name, values in request.form.lists()
        for value in values
        if name not in NOT_SENT_AGAIN
    ]
    return view.render(
        "panel/confirm.html", heading=heading, text=text, button=button, back=back,
        here=request.full_path, posted=posted,
    )  # fmt: skip
