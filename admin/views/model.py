"""Lists and forms over tables, with everything closed that Flask-Admin leaves open.

Rows of other regions are neither listed nor found by their id. A form carries the version it was
filled from, and saves only on top of that. Saving is a service's, which also keeps the audit log.
Nothing is deleted from here, and nothing is edited inside a list.
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from flask import Response, abort, flash, request
from flask_admin import expose
from flask_admin.contrib.sqla import ModelView
from sqlalchemy.orm import Query
from wtforms import Form, HiddenField

from admin import conflict, exports
from admin.views.base import PanelView, me
from backend.errors import YibaoError
from backend.extensions import db
from backend.services import territory

MOST_EXPORTED = 10_000


class SafeModelView(PanelView, ModelView):
    """A list over a table; `can_create` and `can_edit` add forms for `create` and `change`."""

    permissions: ClassVar[Mapping[str, str]] = {
        "create_view": "edit",
        "edit_view": "edit",
        "action_view": "edit",
        "export": "export",
    }
    can_create = False
    can_edit = False
    can_delete = False
    can_export = False
    export_types: ClassVar[list[str]] = ["csv"]
    export_name: ClassVar[str] = "导出"
    export_max_rows = MOST_EXPORTED
    page_size = 50
    can_set_page_size = False
    named_filter_urls = True
    column_display_actions = True
    list_template = "admin/model/list.html"
    loads: ClassVar[Iterable[Any]] = ()  # loader options for what a list shows of other tables

    def __init__(self, model: type[Any], **kwargs: Any) -> None:
        super().__init__(model, db, **kwargs)
        self._urls = self._offered(self._urls)  # type: ignore[has-type]

    def _offered(self, rules: list[Any]) -> list[Any]:
        """Return the addresses of the views there are: what is not offered cannot be asked for."""
        offers = {
            "index_view": True,
            "create_view": self.can_create,
            "edit_view": self.can_edit,
            "details_view": self.can_view_details,
            "export": self.can_export,
            "action_view": bool(self._actions),
        }
        return [r for r in rules if offers.get(r[1], not hasattr(ModelView, r[1]))]

    # what is seen

    def get_query(self) -> "Query[Any]":
        return self._mine(super().get_query()).options(*self.loads)

    def get_count_query(self) -> "Query[Any]":
        return self._mine(super().get_count_query())

    def get_one(self, id: Any) -> Any:
        """Return a row if it is there and theirs to see."""
        row = super().get_one(id)
        if row is None or not self.is_mine(row):
            abort(404)
        return row

    def is_mine(self, row: Any) -> bool:
        return not hasattr(row, "region") or territory.holds(me(), row.region)

    def _mine(self, query: "Query[Any]") -> "Query[Any]":
        if me().is_limited and hasattr(self.model, "region"):
            return query.filter(self.model.region.in_(territory.below(me().regions)))
        return query

    def _get_list_filter_args(self) -> Any:
        """Take a filter nobody filled in as not there."""
        found = super()._get_list_filter_args()
        return [each for each in found or () if str(each[2]).strip()] or None

    # what is saved

    def version_of(self, row: Any) -> str:
        """Return what tells one saved state of a row from the next."""
        return str(row.lock_version)

    def create(self, form: Form) -> Any:
        """Make a row out of a form, by a service; return it."""
        raise NotImplementedError

    def change(self, row: Any, form: Form) -> None:
        """Change a row as a form says, by a service."""
        raise NotImplementedError

    def get_edit_form(self) -> type[Form]:
        return type("EditForm", (super().get_edit_form(),), {"seen": HiddenField()})

    def on_form_prefill(self, form: Form, id: Any) -> None:
        if request.method == "GET":  # what was posted keeps the version it was based on
            form.seen.data = self.version_of(self.get_one(id))

    def create_model(self, form: Form) -> Any:
        try:
            made = self.create(form)
            db.session.commit()
        except YibaoError as error:
            self.handle_view_exception(error)
            return None
        return made

    def update_model(self, form: Form, model: Any) -> bool:
        db.session.refresh(model, with_for_update=True)
        if form.seen.data != self.version_of(model):
            raise conflict.Outdated(self.version_of(model), self.difference(form, model))
        try:
            self.change(model, form)
            db.session.commit()
        except YibaoError as error:
            return self.handle_view_exception(error)
        return True

    def difference(self, form: Form, row: Any) -> list[conflict.Row]:
        """Return field by field what is saved and what was about to be."""
        shown = [field for field in form if not isinstance(field, HiddenField)]
        saved = self.edit_form_class_of(row)
        return [
            conflict.Row(str(field.label.text), conflict.shown(saved[field.short_name]),
                         conflict.shown(field))
            for field in shown
        ]  # fmt: skip

    def edit_form_class_of(self, row: Any) -> Form:
        """Return the edit form as it would be filled from what is saved."""
        return self._edit_form_class(obj=row)

    def handle_view_exception(self, exc: Exception) -> bool:
        db.session.rollback()
        if not isinstance(exc, YibaoError):
            return False
        flash(exc.message, "error")
        return True

    @expose("/edit/", methods=("GET", "POST"))
    def edit_view(self) -> Any:
        try:
            return super().edit_view()
        except conflict.Outdated as outdated:
            return conflict.page(self, outdated)

    # what is taken along

    def _export_csv(self, return_url: str) -> Response:
        _, data = self._export_data()
        columns = self._export_columns
        rows = [[self.export_value(row, name) for name, _ in columns] for row in data]
        return exports.csv(self.export_name, [label for _, label in columns], rows)

    def export_value(self, row: Any, name: str) -> Any:
        return self.get_export_value(row, name)
