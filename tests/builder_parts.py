"""Parts of documents in stored form: what the builders put into them."""

from typing import Any

from marshmallow import Schema, fields

Doc = dict[str, Any]


def citation(**over: Any) -> Doc:
    return {"source": "heshan-letter", "where": "第二段", "quote": "参保就医指引"} | over


def contribution_value(**over: Any) -> Doc:
    return {
        "policy_year": 2024,
        "cover_from": "2024-01-01",
        "cover_to": "2025-01-01",
        "pay_from": "2023-09-01",
        "personal_fen": 40600,
        "subsidy_fen": 64000,
        "total_fen": 104600,
        "citations": [citation(quote="个人缴费406元")],
    } | over


def cell(**over: Any) -> Doc:
    return {"dims": {"care_type": "inpatient"}, "measure": "ratio", "amount": 8500} | over


def benefit_value(**over: Any) -> Doc:
    return {
        "policy_year": 2024,
        "cover_from": "2024-01-01",
        "cover_to": "2025-01-01",
        "citations": [citation(quote="报销比例高达85%")],
        "cells": [
            cell(op="up_to"),
            cell(measure="cap", amount=54000000, per="year"),
            cell(dims={"care_type": "outpatient"}, measure="deductible", amount=0),
        ],
    } | over


def phone(**over: Any) -> Doc:
    return {"raw": "8761233", "e164": "+867508761233", "area_code_inferred": True} | over


def step(**over: Any) -> Doc:
    return {
        "text": "打开小程序，从首页点进去。",
        "actor": "guardian",
        "path": [{"label": "我要办"}, {"label": "社保缴费"}],
        "citations": [citation(quote="我要办→社保缴费")],
    } | over


def route(**over: Any) -> Doc:
    return {
        "title": "手机上办",
        "channel": "yueyibao",
        "status": "unverified",
        "status_reason": "还没有人在手机上核对过。",
        "citations": [citation()],
        "steps": [step(), step(text="缴费。", path=[{"label": "确认缴费", "kind": "pay"}])],
    } | over


def statement(text: str = "孩子要先有户口。", **over: Any) -> Doc:
    return {"text": text, "citations": [citation()]} | over


def in_order(schema: Schema, document: Any) -> Any:
    """Return a document in the order of its schema, inside too; what it does not know stays."""
    if not isinstance(document, dict):
        return document
    names = [*(name for name in schema.fields if name in document), *document]
    return {name: _ordered(schema.fields.get(name), document[name]) for name in names}


def _ordered(field: Any, value: Any) -> Any:
    inner = getattr(field, "inner", None)
    if isinstance(inner, fields.Nested) and isinstance(value, list):
        return [in_order(inner.schema, member) for member in value]
    return value
