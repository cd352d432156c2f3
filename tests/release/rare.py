"""A small image that says what the first content has no occasion to say."""

from backend.services import regions

CITED = {"citations": [{"source": "law", "where": "第一条", "quote": "原文"}]}
YEAR = {"policy_year": 2024, "cover_from": "2024-01-01", "cover_to": "2025-01-01"}
DOCUMENTS = {
    regions.ITEM: {
        "rows": [
            ["100000", "中国", "nation", "", "administrative", ""],
            ["120000", "天津市", "province", "100000", "administrative", ""],
        ]
    },
    ("source", "law"): {"key": "law", "title": "办法", "grade": "A"},
    ("office", "located"): {
        "key": "located", "name": "中心", "region": "120000",
        "lat": 39.1, "lng": 117.2, "datum": "wgs84", **CITED,
    },
    ("office", "unlocated"): {"key": "unlocated", "name": "分中心", "region": "120000"},
    ("channel", "counter"): {
        "key": "counter", "kind": "counter", "name": "窗口", "is_official": True,
        "region": "120000", **CITED,
    },
    ("standard", "employee"): {
        "key": "employee", "title": "职工", "kind": "contribution", "region": "120000",
        "scheme": "employee",
        "contribution_values": [
            {**YEAR, "per": "month", "base_min_fen": 1, "base_max_fen": 2,
             "employer_rate_bp": 900, "personal_rate_bp": 200, "verified_on": "2024-01-02",
             **CITED},
            {**YEAR, "policy_year": 2025, "kind": "ended", "cover_from": "2025-01-01",
             "cover_to": "2026-01-01"},
        ],
    },
    ("standard", "benefit"): {
        "key": "benefit", "title": "待遇", "kind": "benefit", "region": "120000",
        "scheme": "resident",
        "benefit_values": [{**YEAR, "cells": [{"measure": "count", "amount": 3}]}],
    },
    ("standard", "unknown"): {
        "key": "unknown", "title": "待定", "kind": "contribution", "region": "120000",
        "scheme": "resident",
    },
    ("window", "late"): {
        "key": "late", "title": "补缴", "region": "120000", "scheme": "resident",
        "policy_year": 2024, "opens_on": "2024-02-01", "closes_on": "2024-03-01",
    },
    ("guide", "bare"): {
        "key": "bare", "title": "查询", "region": "120000", "service": "query",
        "summary": "查{{standard:unknown.personal}}。", "completeness": "complete",
        "valid_from": "2024-01-01", "valid_to": "2025-01-01",
        "windows": ["late"], "standards": ["employee", "benefit"], "offices": ["located"],
        "legal_basis": [{"text": "办法第一条", **CITED}],
        "routes": [{"title": "窗口", "channel": "counter", "status": "verified",
                    "verified_on": "2024-05-01", "verified_by": "小王", **CITED}],
    },
    ("questionnaire", "way"): {
        "key": "way", "title": "怎么办", "region": "120000",
        "questions": [
            {"id": "where", "text": "在哪里？", "help": "看户口本", "answers": [
                {"label": "这里", "next": "when"}, {"label": "说不清", "outcome": "ask"}]},
            {"id": "when", "kind": "date", "text": "哪天？", "answers": [
                {"label": "七天内", "most": 7, "outcome": "here"},
                {"label": "以后", "least": 8, "outcome": "ask"}]},
        ],
        "outcomes": [
            {"id": "here", "title": "在这里办", "because": "就近", "guide": "bare",
             "route": "窗口", "standards": ["employee", "unknown"], "offices": ["located"],
             "related": ["bare"], **CITED},
            {"id": "ask", "title": "先问", "because": "没有写明", "doubt": "没有写明"},
        ],
    },
}  # fmt: skip
