"""The documents a yearly update of some regions looks at: theirs, and what points at them."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, or_, select

from backend.extensions import db
from backend.models import (
    EnrolmentWindow,
    Guide,
    Office,
    Questionnaire,
    Reference,
    Region,
    Source,
    Staff,
    Standard,
)
from backend.services import territory, working
from backend.services.stored import Item

Documents = dict[Item, dict[str, Any]]
OWN: dict[str, Any] = {
    "standard": Standard, "window": EnrolmentWindow, "office": Office, "guide": Guide,
}  # fmt: skip
SHOWING: dict[str, tuple[Any, tuple[str, ...]]] = {
    "guide": (Guide, ("windows", "offices")), "questionnaire": (Questionnaire, ("outcomes",)),
}  # fmt: skip


def documents_of(regions: Iterable[str]) -> Documents:
    """Return what lies in these regions, and the guides and questionnaires that show it."""
    codes = territory.below(regions)
    found: Documents = {}
    for item_type, model in OWN.items():
        found |= _read(item_type, model, model.region.in_(codes))
    keys = [key for kind, key in found if kind in ("window", "office")]
    for item_type, (model, names) in SHOWING.items():
        found |= _read(item_type, model, _mentions(model, names, keys))
    return found


def choices(staff: Staff) -> list[tuple[str, str, int]]:
    """Return (code, name, standards) of the regions with standards that are somebody's."""
    counted = (
        select(Region.code, Region.name, func.count(Standard.id))
        .join(Standard, Standard.region == Region.code)
        .group_by(Region.code, Region.name)
        .order_by(Region.code)
    )
    rows = db.session.execute(counted).tuples()
    return [row for row in rows if territory.holds(staff, row[0])]


def sources() -> list[tuple[str, str]]:
    """Return (key, title) of every source."""
    return list(db.session.execute(select(Source.key, Source.title).order_by(Source.key)).tuples())


def window_keys() -> set[Item]:
    return {("window", key) for key in db.session.scalars(select(EnrolmentWindow.key))}


def guides_showing(standards: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """Return for each standard the (key, title) of the guides whose amounts come from it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for standard in dict.fromkeys(standards):
        told = select(Reference.item_key).where(
            Reference.item_type == "guide", Reference.target_key == standard
        )
        shown = or_(Guide.key.in_(told), _lists(Guide.standards, standard))
        rows = db.session.execute(select(Guide.key, Guide.title).where(shown).order_by(Guide.key))
        found[standard] = list(rows.tuples())
    return found


def _read(item_type: str, model: Any, wanted: ColumnElement[bool]) -> Documents:
    rows = db.session.scalars(select(model).where(wanted).order_by(model.key))
    return {(item_type, row.key): working.stored_form(item_type, row) for row in rows}


def _mentions(model: Any, names: Iterable[str], keys: Iterable[str]) -> ColumnElement[bool]:
    listed = [_lists(getattr(model, name), key) for name in names for key in keys]
    return or_(*listed) if listed else model.id.is_(None)


def _lists(column: Any, key: str) -> ColumnElement[bool]:
    """Tell whether a JSON column names a key; keys are of a–z, 0–9 and hyphens."""
    return cast(column, String).contains(f'"{key}"', autoescape=True)
