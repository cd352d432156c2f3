"""规则 and 来源."""

from backend.schemas.pages import fields
from backend.schemas.pages.common import (
    BakedPage,
    EvidencedForm,
    PageForm,
    RegionBrief,
)
from backend.vocabulary import DEFECT_KIND, FACT_TYPE, RULE_SUBJECT, SOURCE_GRADE

COMPARISONS = ("eq", "ne", "lt", "le", "gt", "ge")
CONDITIONS = (*COMPARISONS, "in", "between", "exists")


class FactOptionEntry(PageForm):
    """One option of a fact that is chosen."""

    value = fields.text("取值")
    label = fields.text("名称")


class FactEntry(PageForm):
    """A thing a rule asks for."""

    name = fields.text("参数名")
    label = fields.text("名称")
    type = fields.one_of(FACT_TYPE, "类型")
    type_label = fields.text("类型名称")
    options = fields.many(FactOptionEntry, "选项")


class ConstraintEntry(PageForm):
    """What must hold between two facts for the question to make sense."""

    left = fields.text("左边的事实")
    op = fields.one_of(COMPARISONS, "比较")
    right = fields.text("右边的事实")
    message = fields.text("不成立时的提示")


class ConditionEntry(PageForm):
    """A condition on one fact, or on the days between two."""

    fact = fields.text("看哪个事实", required=False)
    days_between = fields.pair("看哪两个日期之间的天数", required=False)
    op = fields.one_of(CONDITIONS, "比较；exists 看有没有填")
    value = fields.anything("与什么比较：文字、整数、是否，或它们的列表", required=False)


class CoverageMoveEntry(PageForm):
    """How the first day of cover is reckoned from a fact."""

    base = fields.text("从哪个日期算起")
    floor = fields.one_of(("month",), "先退到当月第一天", required=False)
    plus_months = fields.whole("再加几个月", required=False)
    plus_days = fields.whole("再加几天", required=False)


class ThenEntry(PageForm):
    """What a row answers: a day, or that the sources do not say."""

    coverage_from = fields.one(CoverageMoveEntry, "待遇开始日怎样算", required=False)
    refuse = fields.text("为什么无法判断", required=False)


class RuleRowEntry(EvidencedForm):
    """A row of a decision table; the first row whose conditions all hold answers."""

    when = fields.many(ConditionEntry, "条件，都成立才算；没有条件即其余情况")
    then = fields.one(ThenEntry, "结论")
    because = fields.text("理由")


class RulePage(BakedPage):
    """A decision table."""

    key = fields.key("标识")
    title = fields.text("标题")
    region = fields.one(RegionBrief, "所属地区")
    subject = fields.one_of(RULE_SUBJECT, "回答什么")
    subject_label = fields.text("回答什么的名称")
    note = fields.maybe("说明")
    facts = fields.many(FactEntry, "要问的事实")
    constraints = fields.many(ConstraintEntry, "事实之间必须成立的关系")
    rows = fields.many(RuleRowEntry, "逐行判断，先成立的一行作答")


class DefectEntry(PageForm):
    """What is wrong with a source."""

    kind = fields.one_of(DEFECT_KIND, "缺陷类别")
    kind_label = fields.text("缺陷类别名称")
    text = fields.text("缺陷说明")


class SourcePage(BakedPage):
    """A source with its known defects."""

    key = fields.key("标识")
    title = fields.text("标题")
    publisher = fields.maybe("发布者")
    document_number = fields.maybe("文号")
    published_on = fields.day("发布日期", allow_none=True)
    retrieved_on = fields.day("取得日期", allow_none=True)
    url = fields.maybe("网址")
    grade = fields.one_of(SOURCE_GRADE, "可信等级")
    grade_label = fields.text("可信等级名称")
    scope = fields.maybe("涉及范围")
    defects = fields.many(DefectEntry, "已知缺陷")
    notes = fields.texts("说明")
