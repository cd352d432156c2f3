"""办理渠道 and 经办机构."""

from backend.schemas.pages import fields
from backend.schemas.pages.common import (
    BakedPage,
    CitationEntry,
    EvidencedForm,
    LabelledEntry,
    NodeEntry,
    PageForm,
    RegionBrief,
    TitledEntry,
)
from backend.vocabulary import CHANNEL_KIND, CHANNEL_STATUS, PHONE_PURPOSE, ROUTE_STATUS


class ChannelBrief(PageForm):
    """A channel as guides and homes show it."""

    key = fields.key("标识")
    name = fields.text("名称")
    kind = fields.one_of(CHANNEL_KIND, "类型")
    kind_label = fields.text("类型名称")
    is_official = fields.flag("是不是官方渠道")
    how_to_open = fields.maybe("怎样打开")
    url = fields.maybe("网址")
    app_id = fields.maybe("小程序或应用的标识")


class SuccessorBrief(PageForm):
    """The channel that took over."""

    key = fields.key("标识")
    name = fields.text("名称")


class AliasEntry(PageForm):
    """A name a channel has or had."""

    name = fields.text("别名或曾用名")
    used_from = fields.day("从这一天起使用（含）", allow_none=True)
    used_to = fields.day("用到这一天为止（不含）", allow_none=True)
    note = fields.maybe("说明")


class ChannelEntry(ChannelBrief):
    """A channel as the list of channels shows it."""

    aliases = fields.many(AliasEntry, "别名和曾用名")
    region = fields.one(RegionBrief, "所属地区")
    operator = fields.maybe("运营方")
    status = fields.one_of(CHANNEL_STATUS, "状态")
    status_label = fields.text("状态名称")


class ChannelListPage(BakedPage):
    """All channels."""

    channels = fields.many(ChannelEntry, "办理渠道")


class ChannelPathEntry(PageForm):
    """A way through a channel: a route of a guide."""

    guide = fields.one(TitledEntry, "所属的办事指南")
    route = fields.whole("是该指南的第几条途径，从 0 数起")
    title = fields.text("途径标题")
    status = fields.one_of(ROUTE_STATUS, "核验状态")
    status_label = fields.text("核验状态名称")
    verified_on = fields.day("核验日期", allow_none=True)
    path = fields.some(NodeEntry, "菜单路径，第一个节点是渠道本身")
    citations = fields.many(CitationEntry, "引证")


class ChannelPage(BakedPage, ChannelEntry, EvidencedForm):
    """A channel with every path through it."""

    successor = fields.one(SuccessorBrief, "接替它的渠道", allow_none=True)
    note = fields.maybe("说明")
    paths = fields.many(ChannelPathEntry, "经过本渠道的菜单路径")


class PhoneEntry(PageForm):
    """A telephone number as printed, and as one dials it."""

    raw = fields.text("来源上印的号码")
    e164 = fields.e164("国际格式号码，如 +867508888770")
    area_code_inferred = fields.flag("区号是不是推断的、还没有经人确认")
    purpose = fields.one_of(PHONE_PURPOSE, "用途")
    purpose_label = fields.text("用途名称")


class LocationEntry(PageForm):
    """A position, GCJ-02."""

    lat = fields.degrees("纬度，GCJ-02", 90)
    lng = fields.degrees("经度，GCJ-02", 180)


class OfficeBrief(PageForm):
    """An office as lists show it."""

    key = fields.key("标识")
    name = fields.text("名称")
    region = fields.one(RegionBrief, "所在地区")
    address = fields.maybe("地址")
    phones = fields.many(PhoneEntry, "电话")
    hours = fields.maybe("办公时间")
    services = fields.many(LabelledEntry, "能办的事项")
    location = fields.one(LocationEntry, "位置", allow_none=True)


class OfficePage(BakedPage, OfficeBrief, EvidencedForm):
    """An office."""

    aliases = fields.texts("别名")
    parents = fields.many(RegionBrief, "上级地区，全国在前")
    note = fields.maybe("说明")
