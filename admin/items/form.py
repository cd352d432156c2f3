"""The form of one type of items: shown, sent back, saved as a draft and an edition."""

from dataclasses import replace
from typing import Any

from flask import Response, abort, flash, make_response, redirect, request, url_for
from flask_admin import expose

from admin.forms.build import form_of
from admin.forms.reading import Fault
from admin.forms.shapes import Entry
from admin.items import stale
from admin.items.attempt import KEEP, SUBMIT, Attempt, checked
from admin.items.beside import beside
from admin.items.flow import drawing_of
from admin.items.lists import ItemList
from admin.items.page import EditPage, page_of
from admin.items.trial import beginning, trial_of
from admin.views.base import me
from backend.errors import YibaoError
from backend.extensions import db
from backend.models import Edition
from backend.services import drafting, editions
from backend.services.drafting import Stale
from backend.services.stored import Item

REFUSED = 422


class ItemForm(ItemList):
    """Pages to make an item and to change it."""

    can_create = True
    can_edit = True

    @expose("/new/", methods=("GET", "POST"))
    def create_view(self) -> Any:
        if request.method == "GET":
            return self._shown(EditPage(self.item_type, self._blank(), seen=None))
        attempt = Attempt.of(self.item_type, request)
        return self._obey(replace(attempt, seen=None))

    def _blank(self) -> dict[str, Entry]:
        """Return an empty form; whoever works in one region alone will mean that one."""
        blank: dict[str, Entry] = form_of(self.item_type).empty
        mine = me().regions
        return blank | {"region": mine[0]} if "region" in blank and len(mine) == 1 else blank

    @expose("/edit/", methods=("GET", "POST"))
    def edit_view(self) -> Any:
        (item_type, key), row = self.item()
        if request.method == "POST":
            attempt = Attempt.of(item_type, request, key=key)
            return self._obey(attempt) if row is not None else stale.page(self, attempt)
        if row is None:
            return redirect(url_for(".history", id=key))
        page = page_of(item_type, row)
        return self._shown(page, row=row, trial=beginning(item_type, page.entries))

    def item(self) -> tuple[Item, Any]:
        """Return the item asked for and its working row, if it is theirs to see.

        What is archived has no row, and belongs where its last edition did.
        """
        item = (self.item_type, request.args.get("id", ""))
        row = self.find(item[1])
        if row is not None and self.is_mine(row):
            return item, row
        newest = editions.latest(item) if row is None else None
        if newest is None or not editions.is_theirs(me(), newest):
            abort(404)
        return item, None

    def _obey(self, attempt: Attempt) -> Any:
        if not attempt.saves:
            return self._shown(attempt.moved(), trial=trial_of(attempt, request.form))
        attempt = attempt.tidied()
        document, faults = attempt.document()
        if document is None:
            return self._refused(attempt.page(faults))
        if attempt.seen is not None and stale.is_stale(attempt):
            return stale.page(self, attempt)
        faults = checked(self.item_type, document)
        if faults and attempt.command.verb != KEEP:
            return self._refused(attempt.page(faults, keeps=True))
        return self._save(attempt, document)

    def _save(self, attempt: Attempt, document: dict[str, Any]) -> Any:
        item = (self.item_type, str(document["key"]))
        submits = attempt.command.verb == SUBMIT
        try:
            edition = drafting.save(self.item_type, document, author=me().name, seen=attempt.seen)
            handed = drafting.submit(item, author=me().name) if submits else None
            db.session.commit()
        except Stale:
            return stale.page(self, attempt)
        except YibaoError as error:
            db.session.rollback()
            fault: Fault = ((error.data["field"],) if "field" in error.data else (), error.message)
            return self._refused(attempt.page((fault,)))
        flash(*_told(edition, handed))
        return self._done(document["key"], attempt)

    def _done(self, key: str, attempt: Attempt) -> Response:
        saved = "new" if attempt.seen is None else attempt.seen
        return redirect(url_for(f"{self.endpoint}.edit_view", id=key, saved=saved))  # type: ignore[return-value]

    def _shown(self, page: EditPage, *, row: Any = None, **more: Any) -> Any:
        """Draw the form; `row` is what was saved last, where it has been read already."""
        if row is None and not page.is_new:
            row = self.find(page.key)
        context = beside(self.item_type, row) if row is not None else {}
        drawing = drawing_of(self.item_type, page.entries)
        return self.render("edit/edit.html", page=page, beside=context, drawing=drawing, **more)

    def _refused(self, page: EditPage) -> Response:
        """Show what is wrong beside what was typed; nothing was saved."""
        return make_response(self._shown(page), REFUSED)


def _told(edition: Edition | None, handed: Edition | None) -> tuple[str, str]:
    if handed is not None:
        return f"第 {handed.number} 版已提交审核，请另一位同事审核", "success"
    if edition is None:
        return "没有改动，不用保存", "info"
    return f"已存为第 {edition.number} 版草稿", "success"
