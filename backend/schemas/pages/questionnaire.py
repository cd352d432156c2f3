"""导办问答: questions, and outcomes with all that one shows of them."""

from backend.schemas.pages import fields
from backend.schemas.pages.common import (
    BakedPage,
    EvidencedForm,
    PageForm,
    RegionBrief,
    TitledEntry,
)
from backend.schemas.pages.guide import RouteHead
from backend.schemas.pages.place import OfficeBrief
from backend.schemas.pages.standard import StandardEntry
from backend.vocabulary import COMPLETENESS, QUESTION_KIND, VALIDITY


class AnswerEntry(PageForm):
    """One answer: on to a question, or to an outcome.

    Of a question for a date, the answer whose span holds the days from that date to today.
    """

    label = fields.text("选项")
    least = fields.whole("问日期时：从那天到今天至少几天（含）；不写为不限", required=False)
    most = fields.whole("问日期时：从那天到今天至多几天（含）；不写为不限", required=False)
    next = fields.key("接着问哪个问题", required=False)
    outcome = fields.key("得到哪个结果", required=False)


class QuestionEntry(PageForm):
    """A question; one for a date asks for a day that is not in the future."""

    id = fields.key("标识")
    kind = fields.one_of(QUESTION_KIND, "怎样回答")
    kind_label = fields.text("怎样回答的名称")
    text = fields.text("问题")
    help = fields.maybe("帮助")
    answers = fields.some(AnswerEntry, "选项")


class OutcomeGuide(TitledEntry):
    """The guide an outcome lands on."""

    region = fields.one(RegionBrief, "所属地区")
    summary = fields.text("摘要")
    completeness = fields.one_of(COMPLETENESS, "资料是否完整")
    completeness_label = fields.text("资料是否完整的名称")
    validity = fields.one_of(VALIDITY, "这一天是否有效")
    validity_label = fields.text("是否有效的名称")


class OutcomeRoute(RouteHead):
    """The way of that guide to take."""

    n = fields.whole("是指南 routes 里的第几条，从 0 数起")


class OutcomeEntry(EvidencedForm):
    """Where a questionnaire lands, and why; nothing else must be fetched to show it."""

    id = fields.key("标识")
    title = fields.text("结果")
    because = fields.text("理由")
    guide = fields.one(OutcomeGuide, "办事指南", allow_none=True)
    route = fields.one(OutcomeRoute, "办理途径", allow_none=True)
    standards = fields.many(StandardEntry, "这一天的缴费标准和待遇标准")
    offices = fields.many(OfficeBrief, "经办机构")
    related = fields.many(TitledEntry, "接下来要看的办事指南")
    rules = fields.many(TitledEntry, "这份办事指南的相关规则，可以用来算待遇从哪天开始")


class QuestionnairePage(BakedPage):
    """A questionnaire on a day; its first question is asked first."""

    key = fields.key("标识")
    title = fields.text("标题")
    aliases = fields.texts("别名")
    region = fields.one(RegionBrief, "所属地区")
    questions = fields.some(QuestionEntry, "问题，从第一个问起")
    outcomes = fields.many(OutcomeEntry, "结果")
