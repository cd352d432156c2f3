"""Rules and standards as the first content states them (facts 19–20, 72–74, 81–84, 123–131)."""

PAYMENT_NOT_BEFORE_BIRTH = {
    "left": "paid_date",
    "op": "ge",
    "right": "birth_date",
    "message": "缴费日期不能早于出生日期",
}
PAID = {"name": "paid_date", "label": "缴费日期", "type": "date"}
BORN = {"name": "birth_date", "label": "出生日期", "type": "date"}
GROUP = {
    "name": "group",
    "label": "所属群体",
    "type": "choice",
    "options": [
        {"value": "in_school", "label": "在园在校"},
        {"value": "not_in_school", "label": "深户非在园在校"},
        {"value": "newborn", "label": "新生儿"},
    ],
}

TIANJIN_NEWBORN = {
    "key": "tianjin-newborn-coverage-start",
    "facts": [BORN, PAID],
    "constraints": [PAYMENT_NOT_BEFORE_BIRTH],
    "rows": [
        {
            "when": [{"days_between": ["birth_date", "paid_date"], "op": "le", "value": 90}],
            "then": {"coverage_from": {"base": "birth_date"}},
            "because": "出生 90 天内参保缴费，从出生之日起享受待遇",
            "doubt": "第 90 天是否在内、以参保还是缴费为准，原文没有说清",
            "citations": [{"source": "tianjin-newborn", "where": "正文", "quote": "90天内"}],
        },
        {
            "then": {"coverage_from": {"base": "paid_date", "plus_days": 1}},
            "because": "出生 90 天后参保缴费，从缴费次日起享受待遇",
        },
    ],
}

SHENZHEN_CHILD = {
    "key": "shenzhen-child-coverage-start",
    "facts": [GROUP, PAID],
    "rows": [
        {
            "when": [{"fact": "group", "op": "eq", "value": "in_school"}],
            "then": {"coverage_from": {"base": "paid_date", "floor": "month"}},
            "because": "当月缴纳，当月生效",
        },
        {
            "when": [{"fact": "group", "op": "eq", "value": "not_in_school"}],
            "then": {"coverage_from": {"base": "paid_date", "floor": "month", "plus_months": 1}},
            "because": "当月缴纳，次月生效",
        },
        {
            "when": [{"fact": "group", "op": "eq", "value": "newborn"}],
            "then": {"refuse": "原文在此处截断，无法判断新生儿的生效时间"},
            "because": "原文截断",
            "citations": [{"source": "shenzhen-child", "where": "相关推荐", "quote": "新生儿"}],
        },
    ],
}

RULES = {rule["key"]: rule for rule in (TIANJIN_NEWBORN, SHENZHEN_CHILD)}

COVER_2024 = {"policy_year": 2024, "cover_from": "2024-01-01", "cover_to": "2025-01-01"}
COVER_2025 = {"policy_year": 2025, "cover_from": "2025-01-01", "cover_to": "2026-01-01"}

STANDARDS = {
    "hunan-resident": [
        {
            **COVER_2025,
            "kind": "confirmed",
            "pay_from": "2024-09-01",
            "pay_to": "2025-01-01",
            "personal_fen": 38000,
            "subsidy_fen": 67000,
        },
        {
            **COVER_2025,
            "kind": "confirmed",
            "pay_from": "2025-01-01",
            "pay_to": "2026-01-01",
            "personal_fen": 40000,
            "subsidy_fen": 60000,
        },
    ],
    "tianjin-resident-child": [
        {**COVER_2025, "personal_fen": 10000, "subsidy_fen": 73000, "total_fen": 83000}
    ],
    "jiangmen-resident": [
        {**COVER_2024, "pay_from": "2023-09-01", "personal_fen": 40600, "subsidy_fen": 64000}
    ],
}
