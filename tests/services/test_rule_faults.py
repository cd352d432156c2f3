"""What is wrong with a decision table is told before anybody asks it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.errors import Invalid, Undecided
from backend.services.decide import Decision, decide, problems
from tests.services.known import GROUP, PAID
from tests.services.tables import OTHERWISE, days, fact, row, rule, start


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (rule(row(fact("grup", "eq", "newborn"))), "第 1 行 when：「grup」没有在 facts 里声明"),
        (rule(row({"op": "eq", "value": 1})), "应当写 fact 或 days_between 之一"),
        (rule(row(fact("group", "eq", "x") | days("le", 1))), "应当写 fact 或 days_between 之一"),
        (rule(row(fact("children", "like", 1))), "op 应当是其中之一"),
        (rule(row(fact("children", ["le"], 1))), "op 应当是其中之一"),
        (rule(row(fact("group", "le", "newborn"))), "op 应当是其中之一"),
        (rule(row(days("exists", True))), "op 应当是其中之一"),
        (rule(row(fact("group", "eq", "adult"))), "value 与 op 或 fact 的类型不符"),
        (rule(row(fact("children", "eq", "1"))), "value 与 op 或 fact 的类型不符"),
        (rule(row(fact("children", "eq", True))), "value 与 op 或 fact 的类型不符"),
        (rule(row(fact("children", "in", 1))), "value 与 op 或 fact 的类型不符"),
        (rule(row(fact("children", "between", [1]))), "value 与 op 或 fact 的类型不符"),
        (rule(row(fact("local", "eq", "true"))), "value 与 op 或 fact 的类型不符"),
        (rule(row({"fact": "local", "op": "eq"})), "value 与 op 或 fact 的类型不符"),
        (rule(row(fact("local", "exists", 1))), "value 与 op 或 fact 的类型不符"),
        (rule(row(fact("paid_date", "le", "2025-1-1"))), "value 与 op 或 fact 的类型不符"),
        (rule(row(days("le", "90"))), "value 与 op 或 fact 的类型不符"),
        (rule(row(days("le", 9) | {"days_between": "paid_date"})), "先后两个不同的日期"),
        (rule(row(days("le", 9) | {"days_between": ["paid_date"] * 2})), "先后两个不同的日期"),
        (rule(row(days("le", 9) | {"days_between": ["paid_date", "x"]})), "「x」没有在 facts"),
        (rule(row(days("le", 9) | {"days_between": ["paid_date", "group"]})), "只能用日期"),
        (rule(row(coverage_from={"floor": "month"})), "第 1 行 then：应当只写 coverage_from"),
        (rule(row(coverage_from="paid_date")), "应当只写 coverage_from（含 base）或 refuse"),
        (rule(row(refuse="看不清", coverage_from={"base": "paid_date"})), "应当只写"),
        (rule(row(refuse=" ")), "refuse 要写明缘由"),
        (rule(row(coverage_from={"base": "paid"})), "「paid」没有在 facts 里声明"),
        (rule(row(coverage_from={"base": ["paid_date"]})), "没有在 facts 里声明"),
        (rule(row(coverage_from={"base": "group"})), "base 应当是一个日期"),
        (start(floor="year"), "base 之外只能写"),
        (start(plus_weeks=1), "base 之外只能写"),
        (start(plus_days="1"), "应当是整数"),
        (start(plus_months=True), "应当是整数"),
        (rule(OTHERWISE, facts=[PAID, PAID]), "facts 里有重名"),
        (rule(OTHERWISE, facts=[PAID, {**GROUP, "options": []}]), "没有 options"),
    ],
)
def test_what_is_malformed_is_told(asked, told):
    assert told in " ".join(problems(asked))


@pytest.mark.parametrize(
    ("left", "op", "right", "told"),
    [
        ("paid", "ge", "birth_date", "「paid」没有在 facts 里声明"),
        ("paid_date", "in", "birth_date", "op 应当是其中之一"),
        ("paid_date", "ge", "children", "两边应当都是日期，或都是整数"),
    ],
)
def test_a_malformed_constraint_is_told(left, op, right, told):
    constraint = {"left": left, "op": op, "right": right, "message": "不可能"}

    assert told in problems(rule(OTHERWISE, constraints=[constraint]))[0]


NEWBORN, IN_SCHOOL = fact("group", "eq", "newborn"), fact("group", "eq", "in_school")
NOT_NEWBORN = fact("group", "ne", "newborn")


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([OTHERWISE, row(NEWBORN)], ["第 2 行永远轮不到：第 1 行已包含它的全部情况"]),
        ([OTHERWISE, OTHERWISE], ["第 2 行永远轮不到：第 1 行已包含它的全部情况"]),
        ([row(NEWBORN), row(NEWBORN), OTHERWISE], ["第 2 行永远轮不到：第 1 行"]),
        ([row(NEWBORN), row(days("le", 9), NEWBORN), OTHERWISE], ["第 2 行永远轮不到：第 1 行"]),
        ([row(NEWBORN), row(NOT_NEWBORN), OTHERWISE], ["第 3 行永远轮不到：条件自相矛盾"]),
        ([row(NEWBORN, IN_SCHOOL), OTHERWISE], ["第 1 行永远轮不到：条件自相矛盾"]),
        ([row(days("le", 90)), row(days("lt", 90)), OTHERWISE], ["第 2 行永远轮不到"]),
        ([row(NEWBORN), row(IN_SCHOOL)], ["没有一行回答这种情况：所属群体为深户非在园在校；"]),
        ([row(days("le", 90))], ["没有一行回答这种情况：出生日期到缴费日期相隔 91 天；"]),
        ([row(days("lt", 90)), row(days("gt", 90))], ["相隔 90 天；"]),
        ([row(days("between", [0, 9])), row(days("gt", 9))], ["相隔 -1 天；"]),
        ([row(fact("children", "le", 2)), row(fact("children", "ge", 4))], ["孩子人数为3；"]),
        ([row(fact("local", "eq", True))], ["是否本地户籍为False；"]),
        ([row(fact("birth_date", "lt", "2024-09-01"))], ["出生日期为2024-09-01；"]),
        ([row(NEWBORN, days("le", 9)), row(NOT_NEWBORN)], ["所属群体为新生儿，出生日期到缴费日期"]),
        ([], ["没有一行回答这种情况：任何情况；"]),
    ],
)
def test_what_is_never_reached_or_never_answered_is_told(rows, told):
    found = problems(rule(*rows))

    assert len(found) == len(told)
    assert all(part in whole for part, whole in zip(told, found, strict=True))


@pytest.mark.parametrize(
    "rows",
    [
        [OTHERWISE],
        [row(NEWBORN), row(NOT_NEWBORN)],
        [row(NEWBORN), row(IN_SCHOOL), row(fact("group", "in", ["not_in_school"]))],
        [row(days("le", 90)), row(days("gt", 90))],
        [row(days("le", 90)), row(days("between", [91, 365])), OTHERWISE],
        [row(fact("local", "eq", True)), row(fact("local", "ne", True))],
        [row(NEWBORN, days("le", 90)), row(NEWBORN), row(NOT_NEWBORN)],
        [row({"fact": "children", "op": "exists"}), row(fact("children", "exists", False))],
        [row(days("le", 90)), row(fact("birth_date", "ge", "2024-01-01"))],
    ],
)
def test_sound_and_uncertain_tables_are_left_alone(rows):
    assert problems(rule(*rows)) == []


def test_what_a_constraint_rules_out_needs_no_row():
    later = {"left": "birth_date", "op": "le", "right": "paid_date", "message": "不可能"}
    rows = [row(days("between", [0, 90])), row(days("gt", 90))]

    assert problems(rule(*rows, constraints=[later])) == []
    assert len(problems(rule(*rows, row(days("lt", 0)), constraints=[later]))) == 1


def test_too_many_combinations_are_not_played_through():
    thresholds = [row(fact("children", "eq", n), days("eq", n)) for n in range(0, 400, 4)]

    assert problems(rule(*thresholds)) == []


TEXTS = st.sampled_from(["paid_date", "birth_date", "group", "children", "local", "le", "", "x"])
LEAVES = st.none() | st.booleans() | st.integers() | TEXTS | st.sampled_from(["2025-01-01"])
ANYTHING = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3), max_leaves=4)
CONDITIONS = st.dictionaries(
    st.sampled_from(["fact", "days_between", "op", "value", "x"]), ANYTHING, max_size=4
)
STARTS = st.dictionaries(st.sampled_from(["base", "floor", "plus_days", "plus_months"]), ANYTHING)
THENS = st.dictionaries(st.sampled_from(["coverage_from", "refuse"]), STARTS | ANYTHING)
SOUND = st.sampled_from(
    [
        NEWBORN,
        NOT_NEWBORN,
        days("le", 90),
        days("between", [91, 180]),
        fact("children", "in", [1, 2]),
        fact("local", "eq", True),
        fact("birth_date", "ge", "2024-09-01"),
        fact("children", "exists", False),
    ]
)
GIVEN = st.fixed_dictionaries(
    {},
    optional={
        "paid_date": st.dates(date(1890, 1, 1), date(2210, 1, 1)).map(str) | st.text(),
        "birth_date": st.dates(date(2024, 8, 1), date(2025, 2, 1)).map(str),
        "group": st.sampled_from(["newborn", "in_school", "not_in_school", "x"]),
        "children": st.integers().map(str),
        "local": st.sampled_from(["true", "false", "True"]),
    },
)


@given(st.lists(st.builds(row, CONDITIONS)), THENS)
def test_any_nonsense_is_told_rather_than_raised(rows, then):
    assert all(isinstance(told, str) for told in problems(rule(*rows, {"then": then})))


@given(st.lists(st.builds(row, CONDITIONS | SOUND, SOUND), max_size=4), THENS, GIVEN)
def test_a_well_formed_rule_answers_or_refuses_and_nothing_else(rows, then, given_facts):
    asked = rule(*rows, {"when": [], "then": then})
    if not any("when" in told or "then" in told for told in problems(asked)):
        assert outcome(asked, given_facts)


@given(st.lists(st.lists(SOUND, max_size=2), max_size=4), GIVEN)
def test_what_is_said_of_a_table_is_true(conditions, given_facts):
    asked = rule(*(row(*when) for when in conditions))
    found = problems(asked)

    answer = outcome(asked, given_facts)

    if isinstance(answer, Decision):
        assert not any(told.startswith(f"第 {answer.row + 1} 行") for told in found)
    if isinstance(answer, Undecided) and certain(conditions):
        assert any(told.startswith("没有一行回答") for told in found)


def outcome(asked, facts):
    try:
        return decide(asked, facts)
    except Invalid as error:
        return error


def certain(conditions):
    """Tell whether no condition binds or may lack a fact, so that gaps are told exactly."""
    subjects = {c.get("fact") for when in conditions for c in when}
    return "birth_date" not in subjects and not any(
        c["op"] == "exists" for when in conditions for c in when
    )
