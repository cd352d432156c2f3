"""缴费标准, 待遇标准 and 参保缴费期."""

from backend.schemas.pages import fields
from backend.schemas.pages.common import (
    BakedPage,
    CitationEntry,
    EvidencedForm,
    PageForm,
    RegionBrief,
    TitledEntry,
)
from backend.vocabulary import (
    BOUND,
    COVER_PHASE,
    DIMENSION,
    MEASURE,
    PER,
    SCHEME,
    STANDARD_KIND,
    STANDARD_STATUS,
    VALUE_KIND,
    WINDOW_PHASE,
)


class CellEntry(PageForm):
    """One stated benefit."""

    dims = fields.labels("适用情形：维度 → 取值")
    dims_label = fields.maybe("适用情形的名称")
    measure = fields.one_of(MEASURE, "指标")
    measure_label = fields.text("指标名称")
    op = fields.one_of(BOUND, "界限")
    amount = fields.whole("数值：报销比例以基点计，起付线和封顶线以分计，其余为个数")
    per = fields.one_of(["", *PER], "计算周期；没有写明时为空字符串")
    text = fields.text("用文字说，如“每年54万元”“最高85%”")
    note = fields.maybe("说明")
    doubt = fields.maybe("存疑之处")
    reading = fields.maybe("我们的理解")
    citations = fields.many(CitationEntry, "引证")


class ValueBrief(PageForm):
    """What holds for one policy year: amounts of a contribution, or cells of a benefit."""

    policy_year = fields.whole("保障年度")
    kind = fields.one_of(VALUE_KIND, "性质")
    kind_label = fields.text("性质名称")
    cover_from = fields.day("保障从这一天开始（含）")
    cover_to = fields.day("保障到这一天结束（不含）")
    cover_phase = fields.one_of(COVER_PHASE, "保障期与这一天的关系")
    cover_phase_label = fields.text("今年、下年度或往年")
    pay_from = fields.day("按此缴费的第一天（含）", required=False)
    pay_to = fields.day("按此缴费到这一天（不含）", required=False)
    pay_from_stated = fields.flag("开始日是来源写明的，还是我们的理解", required=False)
    pay_to_stated = fields.flag("截止日是来源写明的，还是我们的理解", required=False)
    per = fields.one_of(PER, "缴费周期", required=False)
    personal_fen = fields.fen("个人缴费", required=False, allow_none=True)
    subsidy_fen = fields.fen("财政补助", required=False, allow_none=True)
    total_fen = fields.fen("合计", required=False, allow_none=True)
    base_min_fen = fields.fen("缴费基数下限", required=False)
    base_max_fen = fields.fen("缴费基数上限", required=False)
    employer_rate_bp = fields.basis_points("单位费率", required=False)
    personal_rate_bp = fields.basis_points("个人费率", required=False)
    cells = fields.many(CellEntry, "待遇，逐格列出", required=False)
    verified_on = fields.day("核验日期", allow_none=True)
    note = fields.maybe("说明")
    doubt = fields.maybe("存疑之处")
    reading = fields.maybe("我们的理解")


class ValueEntry(ValueBrief):
    """A dated value in a standard's history."""

    citations = fields.many(CitationEntry, "引证")


class StandardBrief(PageForm):
    """A standard in short: what holds on the day, and what comes next."""

    key = fields.key("标识")
    title = fields.text("标题")
    kind = fields.one_of(STANDARD_KIND, "类别")
    kind_label = fields.text("类别名称")
    status = fields.one_of(STANDARD_STATUS, "这一天的状态")
    status_label = fields.text("状态名称")
    message = fields.text("一句话说明，如“2025年度标准，新年度待公布”")
    holds_until = fields.day("这个说法到这一天为止（不含）", allow_none=True)
    last_day = fields.day("这个说法的最后一天（含）", allow_none=True)
    current = fields.one(ValueBrief, "这一天适用的标准", allow_none=True)
    next = fields.one(ValueBrief, "接下来的标准", allow_none=True)


class StandardEntry(StandardBrief):
    """A standard as the lists of a region show it."""

    region = fields.one(RegionBrief, "所属地区")


class DimensionEntry(PageForm):
    """A dimension along which a benefit differs."""

    name = fields.one_of(DIMENSION, "维度")
    values = fields.labels("取值 → 名称")


class StandardPage(BakedPage, StandardEntry):
    """A standard with its whole history."""

    aliases = fields.texts("别名")
    scheme = fields.one_of(SCHEME, "险种")
    scheme_label = fields.text("险种名称")
    audience = fields.texts("适用人群")
    dimensions = fields.many(DimensionEntry, "待遇按哪些维度区分")
    note = fields.maybe("说明")
    values = fields.many(ValueEntry, "历年标准")
    chart = fields.place("历年标准的图（SVG）", allow_none=True)
    guides = fields.many(TitledEntry, "用到它的办事指南")


class WindowEntry(EvidencedForm):
    """参保缴费期 on a day."""

    key = fields.key("标识")
    title = fields.text("标题")
    region = fields.one(RegionBrief, "所属地区")
    scheme = fields.one_of(SCHEME, "险种")
    scheme_label = fields.text("险种名称")
    audience = fields.texts("适用人群")
    policy_year = fields.whole("保障年度")
    opens_on = fields.day("开始日（含）", allow_none=True)
    closes_on = fields.day("截止日（不含）", allow_none=True)
    last_day = fields.day("最后一天（含）", allow_none=True)
    phase = fields.one_of(WINDOW_PHASE, "这一天的阶段")
    phase_label = fields.text("阶段名称")
    note = fields.maybe("说明")
