"""What a list of items can be narrowed down by: where, how far, and how long ago checked."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import has_request_context
from flask_admin.contrib.sqla.filters import BaseSQLAFilter
from sqlalchemy import ColumnElement, and_, func, or_, select

from admin.views.base import me
from backend.clock import today
from backend.extensions import db
from backend.models import (
    BenefitValue,
    ContributionValue,
    EnrolmentWindow,
    Guide,
    Office,
    Route,
    Standard,
)
from backend.services import dashboard, standing, territory
from backend.services.dashboard import DOUBTED
from backend.vocabulary import EDITION_STATE, ROUTE_STATUS

FRESH_DAYS = 180
STATES = {**EDITION_STATE, standing.OPEN: "有改动，还没上线"}
ROUTE_STANDING = {"doubted": "可能已变或已过时", **ROUTE_STATUS}
DUE = {"missing": "到了季节还没有新标准", "expiring": "60 天内到期"}
FRESHNESS = {"stale": f"超过 {FRESH_DAYS} 天或从未核验", "fresh": f"{FRESH_DAYS} 天内核验过"}


class Among(BaseSQLAFilter):
    """A column that holds a key of a codelist."""

    def __init__(self, column: Any, name: str, choices: Mapping[str, str]) -> None:
        super().__init__(column, name, options=list(choices.items()))

    def apply(self, query: Any, value: str, alias: Any = None) -> Any:
        return query.filter(self.column == value)

    def operation(self) -> str:
        return "是"


class InRegion(BaseSQLAFilter):
    """A region and all that lies below it."""

    def __init__(self, model: Any) -> None:
        super().__init__(model.region, "地区")
        self.model = model

    def get_options(self, view: Any) -> list[tuple[str, str]]:
        """Return the regions that have something, and those they lie in."""
        if not has_request_context():
            return []
        used = db.session.scalars(select(self.model.region).distinct())
        return standing.regions_upward(used)

    def apply(self, query: Any, value: str, alias: Any = None) -> Any:
        return query.filter(self.column.in_(territory.below([value])))

    def operation(self) -> str:
        return "在"


class RouteStanding(BaseSQLAFilter):
    """Guides one of whose routes is in a standing: what is suspected among them."""

    def __init__(self) -> None:
        super().__init__(Guide.key, "途径", options=list(ROUTE_STANDING.items()))

    def apply(self, query: Any, value: str, alias: Any = None) -> Any:
        states = DOUBTED if value == "doubted" else (value,)
        own = Route.guide_id == Guide.id, Route.status.in_(states)
        return query.filter(select(Route.id).where(*own).exists())

    def operation(self) -> str:
        return "有"


class Due(BaseSQLAFilter):
    """Standards somebody has to look after, as the first page counts them."""

    def __init__(self) -> None:
        super().__init__(Standard.key, "到期", options=list(DUE.items()))

    def apply(self, query: Any, value: str, alias: Any = None) -> Any:
        expiring, missing = dashboard.due_standards(me())
        found = expiring if value == "expiring" else missing
        return query.filter(self.column.in_([each.item[1] for each in found]))

    def operation(self) -> str:
        return "是"


class InState(BaseSQLAFilter):
    """The state of the newest edition."""

    def __init__(self, model: Any, item_type: str) -> None:
        super().__init__(model.key, "状态", options=list(STATES.items()))
        self.item_type = item_type

    def apply(self, query: Any, value: str, alias: Any = None) -> Any:
        return query.filter(self.column.in_(standing.keys_in(self.item_type, value)))

    def operation(self) -> str:
        return "是"


class Checked(BaseSQLAFilter):
    """When somebody last looked whether it still holds."""

    def __init__(self, model: Any) -> None:
        super().__init__(model.key, "核验", options=list(FRESHNESS.items()))
        self.model = model

    def apply(self, query: Any, value: str, alias: Any = None) -> Any:
        stale = is_stale(self.model)
        return query.filter(stale if value == "stale" else ~stale)

    def operation(self) -> str:
        return "是"


def is_stale(model: Any) -> ColumnElement[bool]:
    """Return the condition that something of an item was not checked for too long, or ever."""
    since = today() - timedelta(days=FRESH_DAYS)
    if model is Guide:
        old = or_(Route.verified_on.is_(None), Route.verified_on < since)
        return select(Route.id).where(Route.guide_id == Guide.id, old).exists()
    if model is Standard:
        return and_(*(_never(value, since) for value in (ContributionValue, BenefitValue)))
    return or_(model.verified_on.is_(None), model.verified_on < since)


def _never(value: Any, since: Any) -> ColumnElement[bool]:
    """Return the condition that no value of a standard was checked since a day."""
    own = select(func.max(value.verified_on)).where(value.standard_id == Standard.id)
    return func.coalesce(own.scalar_subquery() < since, True)


CHECKABLE = (Guide, Standard, EnrolmentWindow, Office)
