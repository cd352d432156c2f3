"""Lists of items: what a row says, found with the same few queries however many rows there are."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from flask import abort, g, url_for
from markupsafe import Markup

from admin.items.filters import CHECKABLE, FRESH_DAYS, Checked, InRegion, InState
from admin.templating import shanghai
from admin.views.model import SafeModelView
from backend.clock import today
from backend.models import Guide, Standard
from backend.schemas.labels import label_of
from backend.schemas.registry import ITEM_TYPES
from backend.services import standing, working
from backend.services.names import Names, name_of
from backend.services.said import Sayer
from backend.vocabulary import EDITION_STATE

STATE_LOOKS = {"draft": "warn", "in_review": "brand", "approved": "brand", "rejected": "bad",
               "released": "good"}  # fmt: skip

# 状态 is that of the version; what is in the text goes by another name
OWN_COLUMNS = {
    "standing": "状态",
    "status": "使用情况",
    "updated_at": "最近修改",
    "checked": "核验",
}


class ItemList(SafeModelView):
    """`columns` are fields of the stored form, beside the name, the state and the last change."""

    item_type: str
    columns: tuple[str, ...] = ()
    narrowed_by: tuple[Any, ...] = ()
    list_template = "edit/list.html"
    page_size = 30
    column_default_sort = ("updated_at", True)

    def __init_subclass__(cls) -> None:
        if hasattr(cls, "item_type"):
            cls.create_label = f"新增{ITEM_TYPES[cls.item_type].label}"

    def __init__(self) -> None:
        self.kind = ITEM_TYPES[self.item_type]
        model = working.MODELS[self.item_type]
        self.named = name_of(self.item_type)
        self.column_list = [self.named, *self.columns, "standing", "updated_at"]
        self.column_labels = {
            name: OWN_COLUMNS.get(name) or label_of(self.item_type, name)
            for name in self.column_list
        }
        self.column_searchable_list = [self.named, "key"]
        self.column_sortable_list = [self.named, "updated_at"]
        self.column_filters = self._filters_of(model)
        super().__init__(
            model, name=self.kind.label, endpoint=self.item_type, url=self.item_type,
            category="内容",
        )  # fmt: skip

    def _filters_of(self, model: Any) -> list[Any]:
        where = [InRegion(model)] if hasattr(model, "region") else []
        checked = [Checked(model)] if model in CHECKABLE else []
        return [*where, *self.narrowed_by, InState(model, self.item_type), *checked]

    def narrowed(self, filter_name: str, value: str) -> str:
        """Return the address of the list narrowed down by one of its filters."""
        at, found = next((n, f) for n, f in enumerate(self._filters) if f.name == filter_name)
        argument = f"flt{at}_{self.get_filter_arg(at, found)}"
        return f"{url_for(f'{self.endpoint}.index_view')}?{urlencode({argument: value})}"

    def find(self, key: str) -> Any:
        return working.find((self.item_type, key))

    def get_one(self, id: Any) -> Any:
        row = self.find(str(id))
        if row is None or not self.is_mine(row):
            abort(404)
        return row

    def get_pk_value(self, model: Any) -> Any:
        return model.key

    def search_placeholder(self) -> str:
        return "搜索名称或标识"

    def get_list(self, *args: Any, **kwargs: Any) -> Any:
        """Find the rows, and for all of them at once what they need from elsewhere."""
        count, rows = super().get_list(*args, **kwargs)
        rows = list(rows)
        g.standings = standing.standings(self.item_type, (row.key for row in rows))
        g.names = Names(("region", row.region) for row in rows if hasattr(row, "region"))
        return count, rows

    def picture(self, rows: list[Any]) -> str:
        """Return what is drawn above the list."""
        return ""

    def get_list_value(self, model: Any, name: str) -> Any:
        return self.said(model, name)

    def said(self, row: Any, name: str) -> Any:
        """Return what a cell says."""
        if name == self.named:
            return self._name(getattr(row, name), row.key)
        if name == "standing":
            return _state(g.standings.get(row.key))
        if name == "updated_at":
            return _changed(row.updated_at, g.standings.get(row.key))
        if name == "checked":
            return checked(row)
        return Sayer(self.item_type, g.names).say((name,), getattr(row, name))

    def _name(self, name: str, key: str) -> Markup:
        cell = Markup("<a class='name' href='{}'>{}</a><br><span class='small'>{}</span>")
        return cell.format(url_for(".edit_view", id=key), name, key)


def _state(found: standing.Standing | None) -> Markup:
    if found is None:
        return Markup("<span class='badge'>还没有版本</span>")
    cell = Markup("<span class='badge {}'>{}</span><br><span class='small'>第 {} 版</span>")
    return cell.format(STATE_LOOKS.get(found.state, ""), EDITION_STATE[found.state], found.number)


def _changed(at: datetime, found: standing.Standing | None) -> Markup:
    cell = Markup("{}<br><span class='small'>{}</span>")
    return cell.format(shanghai(at), found.author if found else "")


def checked(row: Any) -> Markup | str:
    """Return when an item was checked last; of a guide, the route for which that is longest ago."""
    days = list(_checks(row))
    known = [day for day in days if day is not None]
    if not days:
        return ""
    if len(known) < len(days):
        return Markup("<span class='badge warn'>从未核验</span>")
    oldest = min(known)
    if oldest < today() - timedelta(days=FRESH_DAYS):
        return Markup("<span class='badge warn'>{} 核验，已久</span>").format(oldest)
    return f"{oldest} 核验"


def _checks(row: Any) -> Iterator[date | None]:
    if isinstance(row, Guide):
        yield from (route.verified_on for route in row.routes)
    elif isinstance(row, Standard):
        values: list[Any] = [*row.contribution_values, *row.benefit_values]
        yield max((v.verified_on for v in values if v.verified_on), default=None)
    else:
        yield row.verified_on
