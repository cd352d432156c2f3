"""Who may do what: one table, asked by every door."""

import unicodedata

import pytest

from backend.errors import Conflict, Forbidden, Invalid, YibaoError
from backend.extensions import db
from backend.models import Region
from backend.services import staff
from backend.vocabulary import STAFF_ROLE

DESK = {"look", "edit", "submit", "import", "export", "build", "preview", "account"}
MAY = {
    "editor": DESK,
    "reviewer": DESK | {"review", "publish", "audit"},
    "admin": DESK | {"review", "publish", "audit", "staff"},
    "system": {"edit", "submit", "build", "review", "publish"},
}
CASES = [(role, action) for role in MAY for action in staff.PERMISSIONS]


def test_every_role_and_nobody_else_is_in_the_table():
    assert set(MAY) == set(STAFF_ROLE)
    assert set().union(*staff.PERMISSIONS.values()) == set(STAFF_ROLE)


@pytest.mark.parametrize(("role", "action"), CASES)
def test_a_role_may_do_what_the_table_says(app, role, action):
    person = staff.add("小王", role=role)
    if action in MAY[role]:
        assert staff.allowed("小王", action) is person
        return
    with pytest.raises(Forbidden) as refused:
        staff.allowed("小王", action)
    assert refused.value.data == {"name": "小王", "action": action}


@pytest.mark.parametrize("action", staff.PERMISSIONS)
def test_a_stranger_may_do_nothing(app, action):
    with pytest.raises(Forbidden) as refused:
        staff.allowed("外人", action)
    assert refused.value.message == "「外人」不是在岗的工作人员"


@pytest.mark.parametrize("action", staff.PERMISSIONS)
def test_whoever_left_may_do_nothing(app, action):
    staff.add("老李", role="admin").active = False
    with pytest.raises(Forbidden):
        staff.allowed("老李", action)


def test_a_name_belongs_to_one_person(app):
    staff.add("小王", role="editor")
    with pytest.raises(Conflict) as refused:
        staff.add("小王", role="reviewer")
    assert refused.value.message == "已有名为「小王」的工作人员"
    assert staff.person("小王").role == "editor"


def test_a_person_keeps_their_regions(any_app):
    staff.add("小王", role="editor", regions=("440700", "440784"))
    staff.add("老李", role="reviewer")
    db.session.commit()
    assert staff.person("小王").regions == ["440700", "440784"]
    assert staff.person("老李").regions == []


def test_the_system_staff_are_there_once_however_often_one_makes_sure(app):
    for _ in range(2):
        staff.ensure_system_staff()
    assert {staff.person(name).role for name in (staff.LOADER, staff.FOUNDER)} == {"system"}


@pytest.mark.parametrize("name", ["", "  ", "名" * 81, "小\n王", "小\x00王", "命令行"])
def test_a_name_that_is_none_is_refused(app, name):
    with pytest.raises(YibaoError):
        staff.add(name, role="editor")
    assert staff.everybody() == []


def test_a_name_is_kept_as_everybody_types_it(app):
    decomposed = unicodedata.normalize("NFD", " José ")
    assert staff.add(decomposed, role="editor").name == "José"


def test_role_and_regions_change_together_and_are_recorded(app):
    staff.add("老陈", role="admin")
    person = staff.change(staff.add("小王", role="editor"), role="reviewer", regions=[], by="老陈")
    assert (person.role, person.regions) == ("reviewer", [])


@pytest.mark.parametrize("by", ["小李", "老李", "外人"])
def test_only_administrators_and_the_console_manage_people(app, by):
    staff.add("小李", role="editor")
    staff.add("老李", role="reviewer")
    with pytest.raises(Forbidden):
        staff.add("小王", role="editor", by=by)
    with pytest.raises(Forbidden):
        staff.change(staff.find("小李"), role="admin", regions=[], by=by)
    assert staff.find("小李").role == "editor"


def test_nobody_becomes_the_system_and_the_system_becomes_nobody(app):
    staff.ensure_system_staff()
    with pytest.raises(Invalid):
        staff.change(staff.find(staff.LOADER), role="admin", regions=[], by=staff.CONSOLE)
    with pytest.raises(Invalid):
        staff.change(staff.add("小王", role="editor"), role="system", regions=[], by=staff.CONSOLE)


def test_where_there_is_no_administrator_yet_people_still_change(app):
    person = staff.add("小王", role="editor")
    assert staff.change(person, role="reviewer", regions=[], by=staff.CONSOLE).role == "reviewer"


def test_a_region_there_is_not_is_refused_once_there_are_regions(app):
    assert staff.known_regions(["440700", "440700"]) == ["440700"]
    db.session.add(Region(code="100000", name="全国", level="nation", aliases=""))
    db.session.flush()
    assert staff.known_regions(["100000"]) == ["100000"]
    with pytest.raises(Invalid, match="没有这样的区划代码：440700"):
        staff.known_regions(["100000", "440700"])
