"""Who may do what: one table, asked by every door."""

import pytest

from backend.errors import Conflict, Forbidden
from backend.extensions import db
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
