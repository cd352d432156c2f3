"""What an item said before: its editions, the difference between any two, and the way back."""

from typing import Any

from flask import Response, abort, flash, redirect, request, url_for
from flask_admin import expose
from sqlalchemy import func, select

from admin import confirm
from admin.items.form import ItemForm
from admin.views.base import me
from backend.errors import YibaoError
from backend.extensions import db
from backend.models import Edition
from backend.schemas.registry import ITEM_TYPES
from backend.services import drafting, editions
from backend.services.diff_lines import lines
from backend.services.names import Names
from backend.services.stored import Item, document_of

MOST_ARCHIVED = 500


class ItemHistory(ItemForm):
    """Pages of one item that its list and its form lead to."""

    @expose("/history/")
    def history(self) -> Any:
        item, row = self.item()
        of_item = select(Edition).where(Edition.item_type == item[0], Edition.item_key == item[1])
        found = list(db.session.scalars(of_item.order_by(Edition.number.desc())))
        return self.render(
            "edit/history.html", item=item, editions=found, row=row,
            label=self._label, title=_title(found),
        )  # fmt: skip

    @expose("/compare/")
    def compare(self) -> Any:
        item, _ = self.item()
        before, after = sorted(
            (self._edition(item, request.args.get(side, "")) for side in ("one", "two")),
            key=lambda edition: edition.number,
        )
        old, new = (document_of(e.body) if e.body else None for e in (before, after))
        return self.render(
            "edit/compare.html", item=item, before=before, after=after, label=self._label,
            title=_title([after, before]),
            lines=lines(item[0], old, new, Names.in_documents(old, new)),
        )  # fmt: skip

    @expose("/submit/", methods=("POST",))
    def submit(self) -> Any:
        item, _ = self.item()
        try:
            edition = drafting.submit(item, author=me().name)
        except YibaoError as error:
            return self._not_done(error, url_for(".history", id=item[1]))
        db.session.commit()
        flash(f"第 {edition.number} 版已提交审核，请另一位同事审核", "success")
        return redirect(url_for(".history", id=item[1]))

    @expose("/restore/", methods=("POST",))
    def restore(self) -> Any:
        item, _ = self.item()
        edition = self._edition(item, request.form.get("number", ""))
        back = url_for(".history", id=item[1])
        asked = confirm.question(
            self, heading="恢复旧版本", button="恢复成草稿", back=back, look="primary",
            text=f"把第 {edition.number} 版的内容恢复成新的草稿？现在的草稿留在历史里，线上不变。",
        )  # fmt: skip
        if asked:
            return asked
        try:
            made = drafting.restore(edition, author=me().name, seen=_seen())
        except YibaoError as error:
            return self._not_done(error, back)
        db.session.commit()
        said = f"已恢复成第 {made.number} 版草稿" if made else "现在的草稿就是这一版，没有改动"
        flash(said, "success")
        return redirect(url_for(".edit_view", id=item[1]))

    @expose("/archive/", methods=("POST",))
    def archive(self) -> Any:
        item, row = self.item()
        if row is None:
            abort(404)
        back = url_for(".edit_view", id=item[1])
        asked = confirm.question(
            self, heading=f"归档{self._label}", button="归档", back=back,
            text=f"归档「{_named(row)}」？经审核、发布以后，读者就看不到它了；历史都在，随时可以恢复。",
        )  # fmt: skip
        if asked:
            return asked
        try:
            drafting.archive(item, author=me().name, seen=_seen() or 0)
        except YibaoError as error:
            return self._not_done(error, back)
        db.session.commit()
        flash(f"已归档「{_named(row)}」，作为修改待审核", "success")
        return redirect(url_for(".history", id=item[1]))

    @expose("/archived/")
    def archived(self) -> Any:
        """List what is not in the working tables any more, as far as it is theirs."""
        newest = select(func.max(Edition.id)).where(Edition.item_type == self.item_type)
        gone = select(Edition).where(
            Edition.id.in_(newest.group_by(Edition.item_key)), Edition.body == ""
        )
        rows = db.session.scalars(gone.order_by(Edition.id.desc()).limit(MOST_ARCHIVED))
        theirs = [edition for edition in rows if editions.is_theirs(me(), edition)]
        return self.render("edit/archived.html", editions=theirs, label=self._label)

    @property
    def _label(self) -> str:
        return ITEM_TYPES[self.item_type].label

    def _edition(self, item: Item, number: str) -> Edition:
        of_item = select(Edition).where(Edition.item_type == item[0], Edition.item_key == item[1])
        wanted = int(number) if number.isdecimal() and len(number) < 9 else 0  # noqa: PLR2004
        found = db.session.scalar(of_item.where(Edition.number == wanted))
        if found is None:
            abort(404)
        return found

    def _not_done(self, error: YibaoError, back: str) -> Response:
        db.session.rollback()
        flash(error.message, "error")
        return redirect(back)  # type: ignore[return-value]


def _seen() -> int | None:
    seen = request.form.get("seen", "")
    return int(seen) if seen.isdecimal() else None


def _title(newest_first: list[Edition]) -> str:
    said = next((document_of(e.body) for e in newest_first if e.body), {})
    return said.get("title") or said.get("name") or newest_first[0].item_key


def _named(row: Any) -> str:
    return str(getattr(row, "title", "") or row.name)
