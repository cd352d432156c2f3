"""Content for tests: small, complete, valid, in stored form and in the order files have.

Every builder takes what is to be different; None leaves a field out.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from backend.schemas.registry import ITEM_TYPES
from backend.services.content_files import write_folder
from backend.services.regions import ITEM as REGIONS
from backend.services.stored import Item
from tests.builder_parts import (
    Doc,
    benefit_value,
    citation,
    contribution_value,
    in_order,
    phone,
    route,
    statement,
)


def region_rows() -> list[list[str]]:
    """Return the nation, three provinces, and one way down to a town."""
    return [
        ["100000", "全国", "nation", "", "administrative", ""],
        ["120000", "天津市", "province", "100000", "administrative", "天津"],
        ["430000", "湖南省", "province", "100000", "administrative", "湖南"],
        ["440000", "广东省", "province", "100000", "administrative", "广东"],
        ["440300", "深圳市", "city", "440000", "administrative", "深圳"],
        ["440700", "江门市", "city", "440000", "administrative", "江门"],
        ["440784", "鹤山市", "county", "440700", "administrative", "鹤山"],
        ["440784103", "古劳镇", "town", "440784", "administrative", "古劳"],
    ]


def source(**over: Any) -> Doc:
    plain = {
        "key": "heshan-letter",
        "title": "致学生家长的公开信",
        "publisher": "鹤山市医疗保障局",
        "published_on": "2023-09-01",
        "grade": "B",
        "defects": [{"kind": "undated", "text": "没有写具体日期。"}],
    }
    return _built("source", plain, over)


def channel(**over: Any) -> Doc:
    plain = {
        "key": "yueyibao",
        "kind": "mini_program",
        "name": "粤医保",
        "aliases": [{"name": "粤医保小程序", "used_from": "2020-07-01"}],
        "operator": "广东省医疗保障局",
        "is_official": True,
        "region": "440000",
        "how_to_open": "在微信里搜“粤医保”。",
        "citations": [citation()],
    }
    return _built("channel", plain, over)


def standard(**over: Any) -> Doc:
    """Return a contribution standard."""
    plain = {
        "key": "jiangmen-resident",
        "title": "江门市城乡居民医保缴费标准",
        "kind": "contribution",
        "region": "440700",
        "scheme": "resident",
        "audience": ["城乡居民"],
        "contribution_values": [contribution_value()],
    }
    return _built("standard", plain, over)


def benefit(**over: Any) -> Doc:
    """Return a benefit standard."""
    plain = {
        "key": "jiangmen-resident-benefit",
        "title": "江门市城乡居民医保待遇标准",
        "kind": "benefit",
        "region": "440700",
        "scheme": "resident",
        "audience": ["城乡居民"],
        "dimensions": ["care_type"],
        "benefit_values": [benefit_value()],
    }
    return _built("standard", plain, over)


def window(**over: Any) -> Doc:
    plain = {
        "key": "jiangmen-resident-2024",
        "title": "江门市2024年度集中参保缴费期",
        "region": "440700",
        "scheme": "resident",
        "audience": ["城乡居民"],
        "policy_year": 2024,
        "opens_on": "2023-09-01",
        "closes_on": "2024-01-01",
        "citations": [citation(quote="2023年9月1日开始")],
    }
    return _built("window", plain, over)


def office(**over: Any) -> Doc:
    plain = {
        "key": "heshan-gulao",
        "name": "古劳镇人力资源和社会保障服务所",
        "region": "440784103",
        "address": "古劳镇中华大道31号",
        "phones": [phone()],
        "services": ["enrol", "pay"],
        "citations": [citation(quote="古劳镇 8761233")],
    }
    return _built("office", plain, over)


def rule(**over: Any) -> Doc:
    """Return a rule over two dates: within 90 days from birth, else from the day after paying."""
    plain = {
        "key": "tianjin-newborn-coverage-start",
        "title": "新生儿医保待遇从哪天算起",
        "region": "120000",
        "subject": "coverage_start",
        "facts": [
            {"name": "birth_date", "label": "出生日期", "type": "date"},
            {"name": "paid_date", "label": "缴费日期", "type": "date"},
        ],
        "constraints": [
            {
                "left": "paid_date",
                "op": "ge",
                "right": "birth_date",
                "message": "缴费日期不能早于出生日期",
            }
        ],
        "rows": [
            {
                "when": [{"days_between": ["birth_date", "paid_date"], "op": "le", "value": 90}],
                "then": {"coverage_from": {"base": "birth_date"}},
                "because": "出生后{{lit:90天}}内缴费，从出生当天算起。",
                "citations": [citation()],
            },
            {
                "then": {"coverage_from": {"base": "paid_date", "plus_days": 1}},
                "because": "超过{{lit:90天}}才缴费，从缴费次日算起。",
                "citations": [citation()],
            },
        ],
    }
    return _built("rule", plain, over)


def guide(**over: Any) -> Doc:
    """Return a guide that points at one thing of every kind."""
    plain = {
        "key": "jiangmen-student-enrol",
        "title": "江门学生参保登记",
        "aliases": ["学生医保登记"],
        "region": "440700",
        "service": "enrol",
        "life_events": ["school"],
        "audience": ["在江门就读的学生"],
        "summary": "学生每年参保一次，个人缴{{standard:jiangmen-resident.personal}}。",
        "completeness": "complete",
        "citations": [citation()],
        "conditions": [statement()],
        "materials": [
            {
                "name": "户口簿",
                "form": "copy",
                "copies": 1,
                "necessity": "required",
                "citations": [citation()],
            }
        ],
        "time_limits": [
            {
                "label": "生效",
                "kind": "typical",
                "least": 3,
                "most": 5,
                "unit": "workday",
                "text": "登记后{{lit:3至5个工作日}}生效。",
                "citations": [citation()],
            }
        ],
        "notes": [
            statement(
                "住院最高报{{standard:jiangmen-resident-benefit.ratio|care_type=inpatient}}。"
            )
        ],
        "faqs": [
            {
                "question": "外地户口能参保吗？",
                "answer": "在江门就读就能。",
                "citations": [citation()],
            }
        ],
        "standards": ["jiangmen-resident", "jiangmen-resident-benefit"],
        "windows": ["jiangmen-resident-2024"],
        "rules": ["tianjin-newborn-coverage-start"],
        "offices": ["heshan-gulao"],
        "legal_basis": [statement("依据公开信。")],
        "routes": [route()],
    }
    return _built("guide", plain, over)


def questionnaire(**over: Any) -> Doc:
    """Return two questions and two outcomes."""
    plain = {
        "key": "jiangmen-student-enrol-way",
        "title": "学生参保走哪条路",
        "region": "440700",
        "questions": [
            {
                "id": "first-time",
                "text": "孩子是第一次参保吗？",
                "answers": [
                    {"label": "是", "next": "has-phone"},
                    {"label": "不是", "outcome": "do-nothing"},
                ],
            },
            {
                "id": "has-phone",
                "text": "家长用微信吗？",
                "answers": [{"label": "用", "outcome": "by-phone"}],
            },
        ],
        "outcomes": [
            {
                "id": "by-phone",
                "title": "在手机上登记",
                "because": "第一次参保要先登记。",
                "guide": "jiangmen-student-enrol",
                "standards": ["jiangmen-resident"],
                "offices": ["heshan-gulao"],
                "citations": [citation()],
            },
            {
                "id": "do-nothing",
                "title": "不用再登记",
                "because": "去年参保的自动续保。",
                "citations": [citation()],
            },
        ],
    }
    return _built("questionnaire", plain, over)


BUILDERS = {
    "source": source,
    "channel": channel,
    "standard": standard,
    "benefit": benefit,
    "window": window,
    "office": office,
    "rule": rule,
    "guide": guide,
    "questionnaire": questionnaire,
}


def small_content(**replace: Doc | list[Doc]) -> dict[Item, Doc]:
    """Return a small whole, one thing of each kind; `replace` names a builder, gives one or more.

    `regions` replaces the rows of the region list.
    """
    rows = replace.pop("regions", None) or region_rows()
    documents: dict[Item, Doc] = {REGIONS: {"rows": rows}}
    for name, build in BUILDERS.items():
        given = replace.pop(name, None) or build()
        for document in given if isinstance(given, list) else [given]:
            item_type = "standard" if name == "benefit" else name
            documents[item_type, document["key"]] = document
    if replace:
        raise TypeError(f"no such builder: {', '.join(replace)}")
    return documents


def write_content(root: Path, documents: Mapping[Item, Doc]) -> list[Path]:
    """Write documents as a content folder, and return the files."""
    return list(write_folder(root, documents))


def _built(item_type: str, plain: Doc, over: Doc) -> Doc:
    """Return a document in the order of its schema; what no schema knows comes last."""
    merged = {name: value for name, value in (plain | over).items() if value is not None}
    return in_order(ITEM_TYPES[item_type].schema, merged)
