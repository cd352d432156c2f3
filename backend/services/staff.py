"""Who may do what. One table of permissions; every door asks it.

Where somebody may do it is a matter of their regions: `backend.services.territory`.
"""

import unicodedata
from collections.abc import Mapping, Sequence

from sqlalchemy import func, select

from backend.errors import Conflict, Forbidden, Invalid
from backend.extensions import db
from backend.models import Region, Staff
from backend.models.staff import NAME_LENGTH
from backend.services import audit
from backend.vocabulary import STAFF_ROLE

ROLES = tuple(role for role in STAFF_ROLE if role != "system")  # what a person may be
_PEOPLE = frozenset(ROLES)
_SECOND_PERSONS = frozenset({"reviewer", "admin"})
_SYSTEM = frozenset({"system"})

PERMISSIONS: dict[str, frozenset[str]] = {
    "look": _PEOPLE,  # enter the panel, see content, editions, releases
    "edit": _PEOPLE | _SYSTEM,  # write drafts
    "submit": _PEOPLE | _SYSTEM,  # hand a draft to review
    "import": _PEOPLE,
    "export": _PEOPLE,
    "build": _PEOPLE | _SYSTEM,  # gather what is approved into a release
    "preview": _PEOPLE,  # see a release before it is live, and share that
    "review": _SECOND_PERSONS | _SYSTEM,
    "publish": _SECOND_PERSONS | _SYSTEM,  # also: roll back, settle, call off
    "audit": _SECOND_PERSONS,  # read and export the log
    "staff": frozenset({"admin"}),  # add people, reset, disable, change role and regions
    "account": _PEOPLE,  # one's own password and second factor
}
LOADER = "内容导入"  # authors what the content files bring in
FOUNDER = "首次发布"  # reviews the very first release, whose review took place in the files
CONSOLE = "命令行"  # whoever may run commands on the server; no member of staff


def person(name: str) -> Staff:
    """Return the active staff member of this name.

    Raises `Forbidden` for anybody unknown or disabled.
    """
    found = find(name)
    if found is None or not found.active:
        raise Forbidden(f"「{name}」不是在岗的工作人员", name=name)
    return found


def allowed(name: str, action: str) -> Staff:
    """Return the staff member if the action is permitted to their role."""
    staff = person(name)
    if not may(staff, action):
        raise Forbidden(f"「{name}」没有权限做这件事", name=name, action=action)
    return staff


def may(staff: Staff, action: str) -> bool:
    """Tell whether the table permits an action to somebody; an unknown action is a mistake."""
    return staff.active and staff.role in PERMISSIONS[action]


def find(name: str) -> Staff | None:
    return db.session.scalar(select(Staff).where(Staff.name == name))


def add(name: str, *, role: str, regions: Sequence[str] = (), by: str = CONSOLE) -> Staff:
    """Take somebody on; without a password they cannot sign in."""
    check_manager(by)
    name = unicodedata.normalize("NFC", name).strip()
    if not name or len(name) > NAME_LENGTH or not name.isprintable():
        raise Invalid(f"姓名要有，不超过 {NAME_LENGTH} 个字，不含控制字符", name=name)
    if name == CONSOLE or find(name):
        raise Conflict(f"已有名为「{name}」的工作人员", name=name)
    staff = Staff(name=name, role=role, regions=list(regions), active=True)
    db.session.add(staff)
    db.session.flush()
    audit.record("staff.add", subject(staff), actor=by, after=snapshot(staff))
    return staff


def change(staff: Staff, *, role: str, regions: Sequence[str], by: str) -> Staff:
    """Give somebody another role or other regions; it holds from their next request on."""
    check_manager(by)
    if staff.is_system or role not in ROLES:
        raise Invalid("系统账号不能修改，也不能把人改成系统账号", name=staff.name)
    before = snapshot(staff)
    staff.role, staff.regions = role, known_regions(regions)
    keep_an_admin(before)
    audit.record("staff.change", subject(staff), actor=by, before=before, after=snapshot(staff))
    return staff


def known_regions(codes: Sequence[str]) -> list[str]:
    """Return the codes, each once; raises `Invalid` for one the region list does not have.

    Before any content is loaded there is no list to ask.
    """
    wanted = list(dict.fromkeys(codes))
    known = set(db.session.scalars(select(Region.code).where(Region.code.in_(wanted))))
    unknown = [code for code in wanted if code not in known]
    if unknown and db.session.scalar(select(Region.code).limit(1)):
        raise Invalid(f"没有这样的区划代码：{'、'.join(unknown)}", regions=unknown)
    return wanted


def everybody() -> list[Staff]:
    """Return all people, those who left among them; no system members."""
    people = select(Staff).where(Staff.role != "system")
    return list(db.session.scalars(people.order_by(Staff.active.desc(), Staff.name)))


def ensure_system_staff() -> None:
    for name in (LOADER, FOUNDER):
        if find(name) is None:
            add(name, role="system")


def snapshot(staff: Staff) -> dict[str, object]:
    """Return what the audit log keeps of somebody; no secret is among it."""
    return {"role": staff.role, "regions": list(staff.regions), "active": staff.active}


def check_manager(by: str) -> None:
    """Raise `Forbidden` unless this is the console, or a person who may manage accounts."""
    if by != CONSOLE:
        allowed(by, "staff")


def keep_an_admin(before: Mapping[str, object]) -> None:
    """Raise `Conflict` where the last one who could let others in would go."""
    db.session.flush()
    admins = select(func.count()).where(Staff.role == "admin", Staff.active)
    was_one = before["role"] == "admin" and before["active"]
    if was_one and not db.session.scalar(admins):
        raise Conflict("至少要留一位在岗的管理员")


def subject(staff: Staff) -> tuple[str, str]:
    return "staff", staff.name
