"""Small decision tables, and ways to ask them, for the tests of the engine."""

import pytest

from backend.errors import Invalid
from backend.services.decide import decide
from tests.services.known import BORN, GROUP, PAID

CHILDREN = {"name": "children", "label": "孩子人数", "type": "integer"}
LOCAL = {"name": "local", "label": "是否本地户籍", "type": "boolean"}
FROM_PAYMENT = {"coverage_from": {"base": "paid_date"}}
OTHERWISE = {"then": FROM_PAYMENT}


def rule(*rows, facts=(PAID, BORN, GROUP, CHILDREN, LOCAL), constraints=()):
    return {"facts": list(facts), "constraints": list(constraints), "rows": list(rows)}


def row(*when, **then):
    return {"when": list(when), "then": then or FROM_PAYMENT}


def fact(name, op, value):
    return {"fact": name, "op": op, "value": value}


def days(op, value):
    return {"days_between": ["birth_date", "paid_date"], "op": op, "value": value}


def start(**moves):
    return rule(row(coverage_from={"base": "paid_date", **moves}))


def cover_from(asked, **facts):
    return decide(asked, facts).coverage_from.isoformat()


def refusal(asked, **facts):
    with pytest.raises(Invalid) as caught:
        decide(asked, facts)
    return caught.value
