"""What is worked out for the one who asks: estimates, the nearest offices, changes, problems."""

from backend.schemas.pages import fields
from backend.schemas.pages.common import CitationEntry, EvidencedForm, PageForm
from backend.schemas.pages.place import OfficeBrief
from backend.schemas.pages.standard import ValueBrief
from backend.vocabulary import ITEM_TYPE, PER, STANDARD_STATUS, VALUE_KIND

CHANGE = {"added": "新增", "changed": "修改", "withdrawn": "撤下"}


class NextReleaseBrief(PageForm):
    """The release that goes live next."""

    id = fields.whole("发布编号")
    title = fields.text("标题")
    go_live_at = fields.instant("生效时刻")


class ReleasePage(NextReleaseBrief):
    """The release that answers now."""

    renderer = fields.text("渲染程序版本")
    image = fields.text("内容的 SHA-256")
    manifest = fields.text("页面清单的 SHA-256")
    counts = fields.counts(ITEM_TYPE, "每类内容有几项")
    next = fields.one(NextReleaseBrief, "下一次发布", allow_none=True)


class EstimateForm(EvidencedForm):
    """An estimate with its evidence."""

    citation = fields.one(CitationEntry, "最主要的引证", allow_none=True)


class ContributionEstimate(EstimateForm):
    """What one pays on a day."""

    standard = fields.key("缴费标准的标识")
    title = fields.text("缴费标准的标题")
    paid_on = fields.day("缴费那天")
    status = fields.one_of(STANDARD_STATUS, "那天的状态")
    status_label = fields.text("状态名称")
    message = fields.text("一句话说明")
    holds_until = fields.day("这个答复到这一天为止（不含）", allow_none=True)
    kind = fields.one_of(VALUE_KIND, "标准的性质", allow_none=True)
    kind_label = fields.text("性质名称", allow_none=True)
    policy_year = fields.whole("保障年度", allow_none=True)
    personal_fen = fields.fen("个人缴费", allow_none=True)
    subsidy_fen = fields.fen("财政补助", allow_none=True)
    total_fen = fields.fen("合计", allow_none=True)
    per = fields.one_of(PER, "缴费周期", allow_none=True)
    base_min_fen = fields.fen("缴费基数下限", allow_none=True)
    base_max_fen = fields.fen("缴费基数上限", allow_none=True)
    employer_rate_bp = fields.basis_points("单位费率", allow_none=True)
    personal_rate_bp = fields.basis_points("个人费率", allow_none=True)
    cover_from = fields.day("保障从这一天开始（含）", allow_none=True)
    cover_to = fields.day("保障到这一天结束（不含）", allow_none=True)
    pay_from = fields.day("按此缴费的第一天（含）", allow_none=True)
    pay_to = fields.day("按此缴费到这一天（不含）", allow_none=True)
    next = fields.one(ValueBrief, "接下来的标准", allow_none=True)
    note = fields.maybe("说明")


class CoverageStartEstimate(EstimateForm):
    """The day cover starts on, and why."""

    rule = fields.key("规则的标识")
    title = fields.text("规则的标题")
    facts = fields.labels("所依据的事实：参数名 → 填写的值")
    coverage_from = fields.day("待遇从这一天开始（含）")
    because = fields.text("理由")
    row = fields.whole("由规则的第几行得出，从 0 数起")


class NearOfficeEntry(OfficeBrief):
    """An office and how far it is."""

    distance_m = fields.whole("直线距离（米）")


class NearestOffices(PageForm):
    """The offices nearest to a position."""

    datum = fields.one_of(("gcj02",), "坐标系：gcj02")
    offices = fields.many(NearOfficeEntry, "有坐标的经办机构，近的在前")
    without_location = fields.whole("没有坐标、不能排序的有几家")
    message = fields.maybe("提示")


class ChangeEntry(PageForm):
    """An item that differs between two releases."""

    type = fields.one_of(ITEM_TYPE, "内容类型")
    key = fields.key("标识")
    title = fields.text("标题")
    change = fields.one_of(CHANGE, "怎样变了")
    path = fields.text("页面路径，如 /guides/shenzhen-child-enrol")


class Changes(PageForm):
    """What changed between two releases."""

    since = fields.whole("从哪一次发布算起（发布编号）")
    until = fields.whole("到哪一次发布（发布编号）")
    changes = fields.many(ChangeEntry, "变化")


class Problem(PageForm):
    """A failure, RFC 9457."""

    type = fields.text("问题类型，RFC 9457")
    title = fields.text("是哪一类问题")
    status = fields.whole("HTTP 状态码")
    detail = fields.text("出了什么问题、怎样改正")
    code = fields.text("稳定的错误代码，如 not_found")
    instance = fields.text("请求的路径")
    request_id = fields.maybe("请求编号，报障时请附上")
    errors = fields.by_name("逐项的错误，或有关的值", required=False)
