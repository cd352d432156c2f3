"""Answers to a search, and what is offered to one who is still typing."""

from backend.schemas.pages import fields
from backend.schemas.pages.common import PageForm, RegionBrief
from backend.vocabulary import COMPLETENESS, ITEM_TYPE, NODE_KIND, REGION_RELATION, SEARCH_MATCHED


class PathNodeEntry(PageForm):
    """One tap of a menu path, in short."""

    label = fields.text("界面上的文字")
    kind = fields.one_of(NODE_KIND, "操作")


class SearchResultEntry(PageForm):
    """A thing that answers, or resembles what was asked."""

    type = fields.one_of(ITEM_TYPE, "内容类型")
    type_label = fields.text("内容类型名称")
    key = fields.key("标识")
    title = fields.text("标题")
    matched_name = fields.text("按哪个名称找到的：标题或别名")
    region = fields.one(RegionBrief, "所属地区")
    region_relation = fields.one_of(REGION_RELATION, "与所问地区的关系")
    region_relation_label = fields.text("与所问地区的关系，名称")
    snippet = fields.maybe("与问题最有关的一段；金额按今天；partial 的只说为什么不全")
    page = fields.text("页面路径，如 /guides/shenzhen-child-enrol")
    completeness = fields.one_of(COMPLETENESS, "完整程度；partial 不能当作完整的答案")
    partial_reason = fields.maybe("为什么不全")
    doubtful = fields.flag("有存疑的事实，页面上有说明")
    verified_on = fields.day("最近一次有人核验的日期；没有人核验过是 null", allow_none=True)
    status = fields.maybe("状态：指南是途径核验状态或 upcoming、ended，标准是当天的状态")
    status_label = fields.maybe("状态名称")
    path = fields.many(PathNodeEntry, "问到的菜单路径，从渠道起", required=False)
    path_text = fields.text("菜单路径写成一行", required=False)


class SearchPage(PageForm):
    """The answer to a search: never empty."""

    q = fields.maybe("所问，最多前 400 个字")
    region = fields.one(RegionBrief, "按哪个地区找：问题里写到的地方优先，否则是所选地区")
    region_named = fields.flag("地区是问题里写到的")
    matched = fields.one_of(SEARCH_MATCHED, "找得怎样")
    message = fields.maybe("给办理人的提示")
    results = fields.many(SearchResultEntry, "结果，最好的在前")


class SuggestPage(PageForm):
    """What somebody who is still typing may mean."""

    region = fields.one(RegionBrief, "按哪个地区找")
    results = fields.many(SearchResultEntry, "可能要找的，常用的在前；matched_name 可填入搜索框")
