"""Which fields of an item stand together, in the order in which people think of them."""

from typing import Final

EVIDENCE: Final = ("存疑与引证", ("doubt", "reading", "citations"))
WHERE: Final = ("region", "excludes")

SECTIONS: Final[dict[str, tuple[tuple[str, tuple[str, ...]], ...]]] = {
    "guide": (
        ("基本信息", ("title", "key", "aliases", "service", "life_events", "audience", "summary")),
        ("适用范围", (*WHERE, "policy_year", "valid_from", "valid_to")),
        ("办理途径与步骤", ("routes",)),
        ("受理条件", ("conditions",)),
        ("申请材料", ("materials",)),
        ("时限", ("time_limits",)),
        ("注意事项", ("notes",)),
        ("常见问题", ("faqs",)),
        ("关联内容", ("standards", "windows", "rules", "offices", "related")),
        ("完整性与依据", ("completeness", "partial_reason", "legal_basis", *EVIDENCE[1])),
    ),
    "standard": (
        ("基本信息", ("title", "key", "aliases", "kind", "scheme", "audience", "note")),
        ("适用范围", WHERE),
        ("各年度缴费标准", ("contribution_values",)),
        ("各年度待遇", ("dimensions", "benefit_values")),
    ),
    "window": (
        ("基本信息", ("title", "key", "scheme", "audience", "policy_year")),
        ("适用范围", WHERE),
        ("时间", ("opens_on", "closes_on", "verified_on", "note")),
        EVIDENCE,
    ),
    "office": (
        ("基本信息", ("name", "key", "aliases", "region", "services")),
        ("联系方式", ("address", "hours", "phones")),
        ("位置", ("lat", "lng", "datum")),
        ("核验与说明", ("verified_on", "note")),
        EVIDENCE,
    ),
    "channel": (
        ("基本信息", ("name", "key", "kind", "aliases", "operator", "is_official")),
        ("适用范围", WHERE),
        ("怎么进入", ("how_to_open", "url", "app_id")),
        ("状态", ("status", "successor", "note")),
        EVIDENCE,
    ),
    "source": (
        ("基本信息", ("title", "key", "publisher", "document_number", "grade", "scope")),
        ("取得", ("published_on", "retrieved_on", "url")),
        ("缺陷与说明", ("defects", "notes")),
    ),
    "rule": (
        ("基本信息", ("title", "key", "subject", "note")),
        ("适用范围", WHERE),
        ("要问的事实", ("facts", "constraints")),
        ("规则行：从上往下，第一行条件全部满足的作答", ("rows",)),
    ),
    "questionnaire": (
        ("基本信息", ("title", "key", "aliases")),
        ("适用范围", WHERE),
        ("问题：从第一个问起", ("questions",)),
        ("结论", ("outcomes",)),
    ),
    "synonyms": (
        ("基本信息", ("title", "key", "note")),
        ("同义词", ("synonyms",)),
        ("对立的词：问这一边，只有那一边的往后排", ("contrasts",)),
        ("错字更正", ("corrections",)),
        ("类型提示词", ("hints",)),
        ("不搜索的词", ("stop_words",)),
    ),
}
