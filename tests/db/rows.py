"""Valid rows, written past the services: what the database itself accepts, to be made wrong."""

from datetime import date

from backend.extensions import Base, db

ROWS = {
    "region": {"code": "120000", "name": "天津市", "level": "province"},
    "source": {
        "key": "law", "title": "办法", "publisher": "", "document_number": "", "url": "",
        "grade": "A", "scope": "",
    },
    "channel": {
        "key": "jinxinban", "kind": "app", "name": "津心办", "operator": "", "is_official": True,
        "region": "120000", "how_to_open": "", "url": "", "app_id": "", "status": "active",
        "note": "", "doubt": "", "reading": "",
    },
    "standard": {
        "id": 1, "key": "tianjin-child", "title": "少儿缴费", "kind": "contribution",
        "region": "120000", "scheme": "resident", "note": "",
    },
    "contribution_value": {
        "standard_id": 1, "position": 0, "policy_year": 2025, "kind": "confirmed", "per": "year",
        "cover_from": date(2025, 1, 1), "cover_to": date(2026, 1, 1), "note": "", "doubt": "",
        "reading": "",
    },
    "benefit_value": {
        "id": 1, "standard_id": 1, "position": 0, "policy_year": 2025, "kind": "confirmed",
        "cover_from": date(2025, 1, 1), "cover_to": date(2026, 1, 1), "note": "", "doubt": "",
        "reading": "",
    },
    "benefit_cell": {
        "value_id": 1, "position": 0, "measure": "ratio", "op": "eq", "amount": 8500, "per": "",
        "note": "", "doubt": "", "reading": "",
    },
    "enrolment_window": {
        "key": "tianjin-2025", "title": "2025 年度集中参保", "region": "120000",
        "scheme": "resident", "audience": ["少儿"], "policy_year": 2025,
        "opens_on": date(2024, 9, 1), "closes_on": date(2025, 1, 1), "note": "", "doubt": "",
        "reading": "",
    },
    "office": {
        "id": 1, "key": "tianjin-centre", "name": "分中心", "region": "120000", "address": "",
        "hours": "", "datum": "", "note": "", "doubt": "", "reading": "",
    },
    "phone": {
        "office_id": 1, "position": 0, "raw": "12393", "area_code_inferred": False,
        "purpose": "inquiry",
    },
    "guide": {
        "id": 1, "key": "tianjin-enrol", "title": "少儿参保", "region": "120000",
        "service": "enrol", "summary": "怎么参保", "completeness": "complete",
        "partial_reason": "", "doubt": "", "reading": "",
    },
    "route": {
        "id": 1, "guide_id": 1, "position": 0, "title": "手机办", "channel": "jinxinban",
        "status": "verified", "status_reason": "", "verified_by": "", "doubt": "", "reading": "",
    },
    "step": {
        "route_id": 1, "position": 0, "text": "打开", "actor": "anyone", "doubt": "",
        "reading": "",
    },
    "rule": {
        "key": "tianjin-start", "title": "待遇开始", "region": "120000",
        "subject": "coverage_start", "note": "",
    },
    "questionnaire": {"key": "tianjin-way", "title": "怎么办", "region": "120000"},
    "citation": {
        "item_type": "guide", "item_key": "tianjin-enrol", "pointer": "", "source": "law",
        "where": "第一条", "quote": "原文",
    },
    "staff": {"name": "作者", "role": "editor", "active": True},
    "edition": {
        "id": 1, "item_type": "guide", "item_key": "tianjin-enrol", "number": 1, "body": "{}",
        "content_hash": "0" * 64, "state": "draft", "author": "作者", "comment": "",
    },
    "release": {
        "id": 1, "title": "首次发布", "state": "draft", "created_by": "作者", "reason": "",
    },
    "release_pin": {
        "release_id": 1, "item_type": "guide", "item_key": "tianjin-enrol", "edition_id": 1,
    },
    "audit_event": {
        "actor": "作者", "action": "draft", "subject_type": "guide",
        "subject_key": "tianjin-enrol", "origin": "service",
    },
}  # fmt: skip
NEEDS = {
    "channel": ("region",),
    "standard": ("region",),
    "contribution_value": ("standard",),
    "benefit_value": ("standard",),
    "benefit_cell": ("benefit_value",),
    "enrolment_window": ("region",),
    "office": ("region",),
    "phone": ("office",),
    "guide": ("region",),
    "route": ("guide", "channel"),
    "step": ("route",),
    "rule": ("region",),
    "questionnaire": ("region",),
    "citation": ("source",),
    "edition": ("staff",),
    "release": ("staff",),
    "release_pin": ("release", "edition"),
}


def table(name):
    return Base.metadata.tables[name]


def insert(name, /, **over):
    """Insert a valid row, changed in what the test is about; what it points at must be there."""
    db.session.execute(table(name).insert().values(ROWS[name] | over))


def prepare(name):
    """Insert everything a row of this table points at."""
    for needed in wanted_by(name):
        insert(needed)


def wanted_by(name):
    """Return the tables a row of this one needs rows in, the farthest first."""
    found = {}
    for needed in NEEDS.get(name, ()):
        found |= dict.fromkeys([*wanted_by(needed), needed])
    return list(found)
