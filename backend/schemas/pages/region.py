"""Regions: the list of all, a region's home, and its lists."""

from backend.schemas.pages import fields
from backend.schemas.pages.common import BakedPage, PageForm, RegionBrief, TitledEntry
from backend.schemas.pages.guide import GuideBrief
from backend.schemas.pages.place import ChannelBrief, OfficeBrief
from backend.schemas.pages.standard import StandardEntry, WindowEntry
from backend.vocabulary import LIFE_EVENT, REGION_KIND, REGION_LEVEL

LIFE_EVENT_GROUP = {**LIFE_EVENT, "other": "其他"}


class RegionEntry(RegionBrief):
    """A region as the list of all regions shows it."""

    level = fields.one_of(REGION_LEVEL, "级别")
    parent = fields.maybe("上级区划代码")
    kind = fields.one_of(REGION_KIND, "性质")


class RegionIndexPage(BakedPage):
    """All regions."""

    regions = fields.many(RegionEntry, "行政区划")
    with_guides = fields.texts("有自己的完整办事指南的地区的区划代码，全国除外")


class LifeEventGroupEntry(PageForm):
    """The guides of one life event."""

    key = fields.one_of(LIFE_EVENT_GROUP, "人生事件")
    label = fields.text("名称")
    guides = fields.many(GuideBrief, "办事指南")


class RegionHomePage(BakedPage, RegionBrief):
    """Everything the first screen of a region needs."""

    level = fields.one_of(REGION_LEVEL, "级别")
    level_label = fields.text("级别名称")
    parents = fields.many(RegionBrief, "上级地区，全国在前")
    children = fields.many(RegionBrief, "下级地区")
    standards = fields.many(StandardEntry, "这一天的缴费标准和待遇标准")
    windows = fields.many(WindowEntry, "正在办理、尚未开始和随时可办的参保缴费期")
    guides_by_life_event = fields.many(LifeEventGroupEntry, "按人生事件分组的办事指南")
    guides_count = fields.whole("办事指南有几份")
    questionnaires = fields.many(TitledEntry, "导办问答，近的在前")
    channels = fields.many(ChannelBrief, "办理渠道")
    offices_count = fields.whole("经办机构有几家")


class GuideListPage(BakedPage):
    """The guides of a region."""

    guides = fields.many(GuideBrief, "办事指南，按事项排列，同一事项近的在前")


class StandardListPage(BakedPage):
    """The standards of a region."""

    standards = fields.many(StandardEntry, "缴费标准和待遇标准，近的在前")


class OfficeListPage(BakedPage):
    """The offices of a region."""

    offices = fields.many(OfficeBrief, "经办机构，近的在前")
