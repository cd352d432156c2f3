"""The nine types of items, each with its list and its pages."""

from typing import Any, ClassVar

from admin.items.beside import windows_drawn
from admin.items.filters import Among, Due, RouteStanding
from admin.items.history import ItemHistory
from backend.models import Channel, EnrolmentWindow, Guide, Source, Standard
from backend.vocabulary import (
    CHANNEL_KIND,
    CHANNEL_STATUS,
    COMPLETENESS,
    SCHEME,
    SERVICE,
    SOURCE_GRADE,
    STANDARD_KIND,
)


class ItemView(ItemHistory):
    """Everything the panel can do with one type of items."""

    permissions: ClassVar[dict[str, str]] = {
        **ItemHistory.permissions,
        "submit": "submit",
        "restore": "edit",
        "archive": "edit",
    }


class GuideView(ItemView):
    item_type = "guide"
    columns = ("region", "service", "completeness", "checked")
    narrowed_by = (
        Among(Guide.service, "事项", SERVICE),
        Among(Guide.completeness, "完整性", COMPLETENESS),
        RouteStanding(),
    )


class StandardView(ItemView):
    item_type = "standard"
    columns = ("region", "kind", "scheme", "checked")
    narrowed_by = (Among(Standard.kind, "类型", STANDARD_KIND), Due())


class WindowView(ItemView):
    item_type = "window"
    columns = ("region", "scheme", "policy_year", "opens_on", "closes_on", "checked")
    narrowed_by = (Among(EnrolmentWindow.scheme, "险种", SCHEME),)

    def picture(self, rows: list[Any]) -> str:
        return windows_drawn(rows)


class OfficeView(ItemView):
    item_type = "office"
    columns = ("region", "address", "checked")


class ChannelView(ItemView):
    item_type = "channel"
    columns = ("region", "kind", "operator", "is_official", "status")
    narrowed_by = (
        Among(Channel.kind, "类型", CHANNEL_KIND),
        Among(Channel.status, "使用情况", CHANNEL_STATUS),
    )


class SourceView(ItemView):
    item_type = "source"
    columns = ("publisher", "grade", "published_on")
    narrowed_by = (Among(Source.grade, "等级", SOURCE_GRADE),)


class RuleView(ItemView):
    item_type = "rule"
    columns = ("region", "subject")


class QuestionnaireView(ItemView):
    item_type = "questionnaire"
    columns = ("region",)


class SynonymsView(ItemView):
    item_type = "synonyms"


VIEWS = (
    GuideView, StandardView, WindowView, OfficeView, ChannelView, RuleView, QuestionnaireView,
    SourceView, SynonymsView,
)  # fmt: skip
