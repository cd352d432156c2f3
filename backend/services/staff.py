"""Who may do what. One table of permissions; every door asks it."""

from collections.abc import Sequence

from sqlalchemy import select

from backend.errors import Conflict, Forbidden
from backend.extensions import db
from backend.models import Staff

PERMISSIONS: dict[str, frozenset[str]] = {
    "edit": frozenset({"editor", "reviewer", "admin", "system"}),
    "review": frozenset({"reviewer", "admin", "system"}),
    "publish": frozenset({"reviewer", "admin", "system"}),
}
LOADER = "内容导入"  # authors what the content files bring in
FOUNDER = "首次发布"  # reviews the very first release, whose review took place in the files


def person(name: str) -> Staff:
    """Return the active staff member of this name.

    Raises `Forbidden` for anybody unknown or disabled.
    """
    found = db.session.scalar(select(Staff).where(Staff.name == name))
    if found is None or not found.active:
        raise Forbidden(f"「{name}」不是在岗的工作人员", name=name)
    return found


def allowed(name: str, action: str) -> Staff:
    """Return the staff member if the action is permitted to their role."""
    staff = person(name)
    if staff.role not in PERMISSIONS[action]:
        raise Forbidden(f"「{name}」没有权限做这件事", name=name, action=action)
    return staff


def add(name: str, *, role: str, regions: Sequence[str] = ()) -> Staff:
    if db.session.scalar(select(Staff).where(Staff.name == name)):
        raise Conflict(f"已有名为「{name}」的工作人员", name=name)
    staff = Staff(name=name, role=role, regions=list(regions), active=True)
    db.session.add(staff)
    db.session.flush()
    return staff


def ensure_system_staff() -> None:
    for name in (LOADER, FOUNDER):
        if db.session.scalar(select(Staff).where(Staff.name == name)) is None:
            add(name, role="system")
