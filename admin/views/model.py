"""Lists and forms over tables, with everything closed that Flask-Admin leaves open.

Rows of other regions are neither listed nor found by their id. A form carries the version it was
filled from, and saves only on top of that. Saving is a service's, which also keeps the audit log:
no form is poured into a row. Nothing is deleted from here, and nothing is edited inside a list.
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from flask import Response, abort, flash, redirect, request
from flask_admin import expose
from flask_admin.contrib.sqla import ModelView
from flask_wtf import FlaskForm
from sqlalchemy.orm import Query
from wtforms import HiddenField
from wtforms.csrf.core import CSRFTokenField

from admin import conflict, exports
from admin.views.base import PanelView, me
from backend.errors import YibaoError
from backend.extensions import db
from backend.services import territory

MOST_EXPORTED = 10_000
PAGE = 50


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
    can_set_page_size = False
    page_size = PAGE
    export_types: ClassVar[list[str]] = ["csv"]
    export_name = "导出"
    export_max_rows = MOST_EXPORTED
    action_disallowed_list: ClassVar[Any] = ("delete",)
    create_label = "新增"
    create_form_class: ClassVar[type[FlaskForm]] = FlaskForm
    edit_form_class: ClassVar[type[FlaskForm]] = FlaskForm
    list_template = "panel/list.html"
    form_template = "panel/form.html"
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
            "action_view": any(self.is_action_allowed(name) for name, _ in self._actions),
        }
        return [r for r in rules if offers.get(r[1], not hasattr(ModelView, r[1]))]

    # what is seen

    def get_query(self) -> "Query[Any]":
        return self._mine(super().get_query()).options(*self.loads)

    def get_count_query(self) -> "Query[Any]":
        return self._mine(super().get_count_query())

    def get_one(self, id: Any) -> Any:
        """Return a row, if it is there and theirs to see."""
        row = super().get_one(id) if str(id).isdecimal() else None
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

    def scaffold_form(self) -> type[FlaskForm]:
        """Offer no column as a field unless somebody wrote it out as one."""
        return type("NoForm", (FlaskForm,), {})

    # what is saved

    def version_of(self, row: Any) -> str:
        """Return what tells one saved state of a row from the next."""
        return str(row.lock_version)

    def filled(self, row: Any) -> FlaskForm:
        """Return the edit form with what is saved, not with what was posted."""
        return self.edit_form_class(formdata=None, obj=row)

    def create(self, form: FlaskForm) -> Any:
        """Make a row out of a form, by a service; return it. A list without it has no such page."""
        abort(404)

    def change(self, row: Any, form: FlaskForm) -> None:
        """Change a row as a form says, by a service. A list without it has no such page."""
        abort(404)

    def created(self, row: Any) -> Any:
        """Answer after a row was made."""
        flash("已保存", "success")
        return redirect(self.get_url(".index_view"))

    @expose("/new/", methods=("GET", "POST"))
    def create_view(self) -> Any:
        form = self.create_form_class()
        if form.validate_on_submit() and (made := self._try(self.create, form)):
            return self.created(made)
        return self._form(form, self.create_label)

    @expose("/edit/", methods=("GET", "POST"))
    def edit_view(self) -> Any:
        row = self.get_one(request.args.get("id", ""))
        form = _versioned(self.edit_form_class)(obj=row)
        if request.method == "GET":
            form.seen.data = self.version_of(row)
        if form.validate_on_submit():
            db.session.refresh(row, with_for_update=True)
            if form.seen.data != self.version_of(row):
                return conflict.page(self, self._outdated(form, row))
            if self._try(self.change, row, form):
                flash("已保存", "success")
                return redirect(self.get_url(".index_view"))
        return self._form(form, f"修改：{row}", row=row)

    def _try(self, verb: Any, *arguments: Any) -> Any:
        """Do it and commit; say why not, and keep nothing, where a service refuses."""
        try:
            done = verb(*arguments)
            db.session.commit()
        except YibaoError as error:
            db.session.rollback()
            flash(error.message, "error")
            return None
        return done or True

    def _outdated(self, form: FlaskForm, row: Any) -> conflict.Outdated:
        saved = self.filled(row)
        fields = [f for f in form if not isinstance(f, HiddenField | CSRFTokenField)]
        rows = [
            conflict.Row(str(f.label.text), conflict.shown(saved[f.name]), conflict.shown(f))
            for f in fields
        ]
        return conflict.Outdated(self.version_of(row), rows)

    def _form(self, form: FlaskForm, heading: str, **more: Any) -> str:
        back = self.get_url(".index_view")
        return self.render(self.form_template, form=form, heading=heading, return_url=back, **more)

    # what is taken along

    def _export_csv(self, return_url: str) -> Response:
        _, data = self._export_data()
        columns = self._export_columns
        rows = [[self.export_value(row, name) for name, _ in columns] for row in data]
        return exports.csv(self.export_name, [label for _, label in columns], rows)

    def export_value(self, row: Any, name: str) -> Any:
        return getattr(row, name)


def _versioned(form: type[FlaskForm]) -> type[FlaskForm]:
    """Return the form with the version it was filled from."""
    return type(form.__name__, (form,), {"seen": HiddenField()})
