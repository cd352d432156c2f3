"""What many pages share: names of other things, evidence, menu-path nodes, and how a page ends."""

from marshmallow import EXCLUDE, Schema

from backend.schemas.fields import QUOTE_LIMIT
from backend.schemas.pages import fields
from backend.vocabulary import NODE_KIND, PATH_PARAM, SOURCE_GRADE


class PageForm(Schema):
    """The form of a page or of a part of one; a program that reads it skips what it cannot name."""

    class Meta:
        unknown = EXCLUDE  # so that the OpenAPI document leaves room for members to come


class RegionBrief(PageForm):
    """A region, by name."""

    code = fields.region_code("区划代码：6 位，乡级 9 位")
    name = fields.text("名称")


class LabelledEntry(PageForm):
    """A key of a codelist with its label."""

    key = fields.text("代码")
    label = fields.text("名称")


class TitledEntry(PageForm):
    """Another item, by title."""

    key = fields.key("标识")
    title = fields.text("标题")


class CitationEntry(PageForm):
    """A source, the place in it, and its own words."""

    source = fields.key("来源的标识")
    where = fields.text("在来源中的位置")
    quote = fields.text(f"原文，最多 {QUOTE_LIMIT} 个字")
    note = fields.text("引证说明", required=False)


class EvidencedForm(PageForm):
    """A fact with its evidence."""

    doubt = fields.maybe("存疑之处")
    reading = fields.maybe("我们的理解：原文没有写明的，按什么理解")
    citations = fields.many(CitationEntry, "引证")


class NodeEntry(PageForm):
    """One tap of a menu path."""

    label = fields.text("界面上的文字")
    kind = fields.one_of(NODE_KIND, "操作")
    kind_label = fields.text("操作名称")
    note = fields.maybe("给办理人的提示")
    alternatives = fields.texts("作用相同的其他入口")
    param = fields.one_of(PATH_PARAM, "按年度算出的参数", required=False)
    value = fields.text("参数在本指南年度的取值，如 2024-01-01", required=False)


class SourceBrief(PageForm):
    """A source as pages list it."""

    key = fields.key("标识")
    title = fields.text("标题")
    publisher = fields.maybe("发布者")
    published_on = fields.day("发布日期", allow_none=True)
    grade = fields.one_of(SOURCE_GRADE, "可信等级")
    grade_label = fields.text("可信等级名称")
    defects = fields.texts("已知缺陷")


class FreshnessEntry(PageForm):
    """How fresh what a page says is."""

    verified_on = fields.day("最近一次核验", allow_none=True)
    doubtful = fields.whole("存疑的事实有几条")


class BakedPage(PageForm):
    """What every baked page ends with."""

    sources = fields.many(SourceBrief, "本页依据的来源")
    freshness = fields.one(FreshnessEntry, "新鲜程度")
    valid_from = fields.day("本页从这一天起是这样（含）", allow_none=True)
    valid_until = fields.day("本页到这一天为止是这样（不含）", allow_none=True)
