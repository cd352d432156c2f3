"""办事指南."""

from backend.schemas.pages import fields
from backend.schemas.pages.common import (
    BakedPage,
    EvidencedForm,
    NodeEntry,
    PageForm,
    RegionBrief,
    TitledEntry,
)
from backend.schemas.pages.place import ChannelBrief, OfficeBrief
from backend.schemas.pages.standard import StandardEntry, WindowEntry
from backend.vocabulary import (
    ACTOR,
    BOUND,
    COMPLETENESS,
    LIFE_EVENT,
    MATERIAL_FORM,
    NECESSITY,
    ROUTE_STATUS,
    SERVICE,
    TIME_LIMIT_KIND,
    TIME_UNIT,
    VALIDITY,
)


class StepEntry(EvidencedForm):
    """One step, with the part of the menu path it walks."""

    text = fields.text("做什么")
    actor = fields.one_of(ACTOR, "谁来做")
    actor_label = fields.text("谁来做的名称")
    path = fields.many(NodeEntry, "这一步的菜单路径，可以为空")


class CardEntry(PageForm):
    """Where the pictures of a route lie, to send to the family."""

    svg = fields.place("矢量图，用看图的人自己的字体")
    png = fields.place("1080 像素宽的图片，哪里看都一样")


class RouteHead(PageForm):
    """A channel, walked from its start to the end, without the single steps."""

    title = fields.text("标题")
    channel = fields.one(ChannelBrief, "办理渠道")
    audience = fields.texts("适用的人")
    status = fields.one_of(ROUTE_STATUS, "核验状态")
    status_label = fields.text("核验状态名称")
    status_reason = fields.maybe("为什么是这个状态")
    verified_on = fields.day("核验日期", allow_none=True)
    verified_by = fields.maybe("核验人")
    path = fields.some(NodeEntry, "完整菜单路径，第一个节点是渠道本身")
    path_text = fields.text("完整菜单路径的规范写法，可以复制")


class RouteEntry(RouteHead, EvidencedForm):
    """One way of a guide."""

    steps = fields.many(StepEntry, "步骤，按先后")
    card = fields.one(CardEntry, "可以发给家人的图片卡")


class StatementEntry(EvidencedForm):
    """One sentence that says one thing."""

    text = fields.text("内容")


class MaterialEntry(EvidencedForm):
    """What to bring."""

    name = fields.text("材料名称")
    form = fields.one_of(MATERIAL_FORM, "形式")
    form_label = fields.text("形式名称")
    copies = fields.whole("份数", allow_none=True)
    necessity = fields.one_of(NECESSITY, "必要性")
    necessity_label = fields.text("必要性名称")
    group = fields.maybe("任选其一的组名")
    when = fields.maybe("什么情况下需要")
    fill_note = fields.maybe("填写说明")


class TimeLimitEntry(EvidencedForm):
    """How long, counted in `unit` from `from_event`."""

    label = fields.text("名称")
    kind = fields.one_of(TIME_LIMIT_KIND, "类别")
    kind_label = fields.text("类别名称")
    op = fields.one_of(BOUND, "界限")
    least = fields.whole("最少", allow_none=True)
    most = fields.whole("最多", allow_none=True)
    unit = fields.one_of(["", *TIME_UNIT], "单位；没有写明时为空字符串")
    unit_label = fields.maybe("单位名称")
    from_event = fields.maybe("从什么时候算起")
    text = fields.text("用文字说")


class FaqEntry(EvidencedForm):
    """A question people ask, answered."""

    question = fields.text("问")
    answer = fields.text("答")


class GuideHead(PageForm):
    """What a guide is, wherever it is shown."""

    key = fields.key("标识")
    title = fields.text("标题")
    region = fields.one(RegionBrief, "所属地区")
    service = fields.one_of(SERVICE, "事项")
    service_label = fields.text("事项名称")
    audience = fields.texts("办理对象")
    channel_names = fields.texts("能办的渠道的名称")
    life_events = fields.each_of(LIFE_EVENT, "人生事件")
    status = fields.one_of(ROUTE_STATUS, "各途径中最好的核验状态")
    status_label = fields.text("核验状态名称")
    policy_year = fields.whole("只适用于这个保障年度", allow_none=True)


class GuideBrief(GuideHead):
    """A guide as lists show it."""


class GuidePage(BakedPage, GuideHead, EvidencedForm):
    """A whole guide on a day."""

    aliases = fields.texts("别名和常见问法")
    life_event_labels = fields.texts("人生事件的名称")
    summary = fields.text("摘要")
    completeness = fields.one_of(COMPLETENESS, "资料是否完整")
    completeness_label = fields.text("资料是否完整的名称")
    partial_reason = fields.maybe("资料为什么不全")
    validity = fields.one_of(VALIDITY, "这一天是否有效")
    validity_label = fields.text("是否有效的名称")
    effective_from = fields.day("办法从这一天起施行（含）", allow_none=True)
    effective_to = fields.day("办法到这一天为止（不含）", allow_none=True)
    routes = fields.many(RouteEntry, "办理途径")
    conditions = fields.many(StatementEntry, "受理条件")
    materials = fields.many(MaterialEntry, "申请材料")
    time_limits = fields.many(TimeLimitEntry, "时限")
    notes = fields.many(StatementEntry, "注意事项")
    faqs = fields.many(FaqEntry, "常见问题")
    legal_basis = fields.many(StatementEntry, "依据")
    standards = fields.many(StandardEntry, "相关标准")
    windows = fields.many(WindowEntry, "参保缴费期")
    rules = fields.many(TitledEntry, "相关规则")
    offices = fields.many(OfficeBrief, "经办机构")
    related = fields.many(TitledEntry, "相关办事指南")
    questionnaires = fields.many(TitledEntry, "会导到这份指南的导办问答")
