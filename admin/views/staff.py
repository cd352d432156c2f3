"""人员: who works here, in which role, for which regions; who gets in, and who no longer."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar

from flask import g, redirect, request
from flask_admin import expose
from flask_wtf import FlaskForm
from sqlalchemy.orm import Query
from wtforms import SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from admin import confirm
from admin.templating import badge, region_names, shanghai
from admin.views.base import me
from admin.views.model import SafeModelView
from backend.extensions import db
from backend.models import Staff
from backend.models.staff import NAME_LENGTH
from backend.services import accounts, regions, staff
from backend.services.names import REGION, Names
from backend.services.sheets.places import Places
from backend.services.stored import body_of, hash_of
from backend.vocabulary import STAFF_ROLE

ACTIVE = {True: ("在岗", "good"), False: ("停用", "")}
SECOND_FACTOR = {True: ("已开启", "good"), False: ("未开启", "")}
MARKS = str.maketrans("，、；,;\n", "      ")


class RegionsField(TextAreaField):
    """Regions by name or code, apart by marks or lines; its data are codes."""

    def process_data(self, value: Any) -> None:
        super().process_data(value or [])

    def _value(self) -> str:
        names = region_names(self.data or []) if self.data else ""
        return self.raw_data[0] if self.raw_data else names

    def process_formdata(self, valuelist: list[str]) -> None:
        said = (valuelist[0] if valuelist else "").translate(MARKS).split()
        places = Places(regions.document()["rows"])
        self.data = [places.code_of(each) for each in said]
        if unknown := [code for code in self.data if code not in places.by_code]:
            raise ValidationError(f"不认识这些地区，或有重名：{'、'.join(unknown)}")


class NamedForm(FlaskForm):
    name = StringField(
        "姓名",
        validators=[DataRequired("请填写姓名"), Length(max=NAME_LENGTH)],
        description="也是登录名，写在每一次修改上；以后不能改，也不再给别人用",
    )


class StaffForm(FlaskForm):
    role = SelectField(
        "角色", choices=[SelectChoice(role, STAFF_ROLE[role]) for role in staff.ROLES]
    )
    regions = RegionsField(
        "负责地区",
        description="每行一个，如 江门市；包括其下各级。不填为全国。有重名时连上级一起写",
    )


class NewStaffForm(NamedForm, StaffForm):
    """The name first, then what may change later."""


class StaffView(SafeModelView):
    permission = "staff"
    permissions: ClassVar[Mapping[str, str]] = {}
    can_create = can_edit = True
    create_label = "添加人员"
    create_form_class = NewStaffForm
    edit_form_class = StaffForm
    list_template = "panel/staff.html"
    column_list = ("name", "role", "regions", "active", "second_factor", "signed_in_at")
    column_labels: ClassVar[dict[str, str]] = {
        "name": "姓名", "role": "角色", "regions": "负责地区", "active": "状态",
        "second_factor": "二次验证", "signed_in_at": "上次登录",
    }  # fmt: skip
    column_sortable_list = ("name", "role", "signed_in_at")
    column_default_sort: ClassVar[Any] = [("active", True), ("name", False)]
    column_searchable_list = ("name",)
    column_formatters: ClassVar[dict[str, Any]] = {
        "role": lambda _v, _c, row, _n: STAFF_ROLE[row.role],
        "regions": lambda _v, _c, row, _n: "、".join(map(g.region_called, row.regions)) or "全国",
        "active": lambda _v, _c, row, _n: badge(*ACTIVE[row.active]),
        "second_factor": lambda _v, _c, row, _n: badge(*SECOND_FACTOR[row.has_second_factor]),
        "signed_in_at": lambda _v, _c, row, _n: shanghai(row.signed_in_at),
    }

    def __init__(self) -> None:
        super().__init__(Staff, name="人员", category="管理", endpoint="staff", url="staff")

    def get_query(self) -> "Query[Any]":
        return super().get_query().filter(Staff.role != "system")

    def get_count_query(self) -> "Query[Any]":
        return super().get_count_query().filter(Staff.role != "system")

    def get_list(self, *args: Any, **kwargs: Any) -> Any:
        """Find the people, and the names of all their regions with one question."""
        count, people = super().get_list(*args, **kwargs)
        names = Names((REGION, code) for person in people for code in person.regions)
        g.region_called = partial(names, REGION)
        return count, people

    def is_mine(self, row: Staff) -> bool:
        return not row.is_system

    def search_placeholder(self) -> str:
        return "姓名"

    def version_of(self, row: Staff) -> str:
        return hash_of(body_of(staff.snapshot(row)))

    def create(self, form: FlaskForm) -> tuple[Staff, str]:
        person = staff.add(
            form.name.data, role=form.role.data, regions=form.regions.data, by=me().name
        )
        return person, accounts.reset(person, by=me().name)

    def created(self, made: tuple[Staff, str]) -> str:
        person, password = made
        return self.render("panel/password.html", person=person, password=password)

    def change(self, row: Staff, form: FlaskForm) -> None:
        staff.change(row, role=form.role.data, regions=form.regions.data, by=me().name)

    @expose("/reset/", methods=("POST",))
    def reset(self) -> Any:
        person = self.get_one(request.form.get("id", ""))
        question = f"给「{person.name}」换一个新的初始密码？二次验证会解除，此人的登录全部结束。"
        if asked := self._ask("重置密码", question):
            return asked
        password = accounts.reset(person, by=me().name)
        db.session.commit()
        return self.render("panel/password.html", person=person, password=password)

    @expose("/disable/", methods=("POST",))
    def disable(self) -> Any:
        return self._switch(
            accounts.disable, "停用", "此人会立即退出，不能再登录；写过的内容不变。"
        )

    @expose("/enable/", methods=("POST",))
    def enable(self) -> Any:
        return self._switch(accounts.enable, "启用", "此人可以用原来的密码登录。")

    def _switch(self, verb: Callable[..., Staff], button: str, effect: str) -> Any:
        person = self.get_one(request.form.get("id", ""))
        if asked := self._ask(button, f"{button}「{person.name}」的账号？{effect}"):
            return asked
        self._try(lambda: verb(person, by=me().name))
        return redirect(self.get_url(".index_view"))

    def _ask(self, button: str, text: str) -> str | None:
        back = self.get_url(".index_view")
        return confirm.question(self, heading=button, text=text, button=button, back=back)
