"""Decision tables: which row answers, from which day, and what is wrong with a table."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.errors import Invalid, Undecided
from backend.services.decide import Decision, decide, problems
from tests.services.known import BORN, GROUP, PAID, SHENZHEN_CHILD, TIANJIN_NEWBORN

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


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (0, "2025-01-01"),
        (89, "2025-01-01"),
        (90, "2025-01-01"),
        (91, "2025-04-03"),
        (365, "2026-01-02"),
    ],
)
def test_day_ninety_is_inside_and_day_ninety_one_is_not(age, expected):
    paid = date(2025, 1, 1) + timedelta(age)

    assert cover_from(TIANJIN_NEWBORN, birth_date="2025-01-01", paid_date=f"{paid}") == expected


@pytest.mark.parametrize(
    ("paid", "expected"),
    [("2024-05-28", "2024-02-29"), ("2024-05-29", "2024-02-29"), ("2024-05-30", "2024-05-31")],
)
def test_a_leap_day_birth_is_counted_in_days(paid, expected):
    assert cover_from(TIANJIN_NEWBORN, birth_date="2024-02-29", paid_date=paid) == expected


def test_a_decision_says_which_row_and_why():
    decision = decide(TIANJIN_NEWBORN, {"birth_date": "2025-01-01", "paid_date": "2025-01-01"})

    assert decision.row == 0
    assert decision.because == "出生 90 天内参保缴费，从出生之日起享受待遇"
    assert "第 90 天" in decision.doubt
    assert decision.citations == tuple(TIANJIN_NEWBORN["rows"][0]["citations"])


@pytest.mark.parametrize(
    ("paid", "moves", "expected"),
    [
        ("2024-12-31", {"floor": "month", "plus_months": 1}, "2025-01-01"),
        ("2024-12-31", {"floor": "month"}, "2024-12-01"),
        ("2024-12-31", {"plus_days": 1}, "2025-01-01"),
        ("2025-01-31", {"plus_months": 1}, "2025-02-28"),
        ("2024-01-31", {"plus_months": 1}, "2024-02-29"),
        ("2024-02-29", {"plus_months": 12}, "2025-02-28"),
        ("2024-02-29", {"plus_months": 48}, "2028-02-29"),
        ("2024-02-28", {"plus_days": 1}, "2024-02-29"),
        ("2025-03-31", {"plus_months": -1}, "2025-02-28"),
        ("2025-01-31", {"plus_months": 1, "plus_days": 1}, "2025-03-01"),
        ("2025-01-31", {"floor": "month", "plus_months": 1, "plus_days": 9}, "2025-02-10"),
    ],
)
def test_a_day_moves_to_its_month_then_by_months_then_by_days(paid, moves, expected):
    assert cover_from(start(**moves), paid_date=paid) == expected


@pytest.mark.parametrize("moves", [{"plus_days": 10**12}, {"plus_months": 10**30}])
def test_a_day_beyond_the_calendar_is_undecided(moves):
    assert isinstance(refusal(start(**moves), paid_date="2025-01-01"), Undecided)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("paid_date", "2024-13-01"),
        ("paid_date", "2024-1-1"),
        ("paid_date", "２０２４-01-01"),
        ("paid_date", "20240101"),
        ("paid_date", "2024-W01-1"),
        ("paid_date", "2023-02-29"),
        ("paid_date", "2024-01-01 "),
        ("paid_date", "2024-01-01\n"),
        ("paid_date", "1899-12-31"),
        ("paid_date", "2201-01-01"),
        ("group", "In_School"),
        ("children", "1.5"),
        ("children", "٣"),
        ("children", "9" * 5000),
        ("local", "是"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(name, text):
    error = refusal(rule(OTHERWISE), **{"paid_date": "2024-01-01", name: text})

    assert error.data == {"fact": name, "reason": "bad_value"}


def test_the_options_are_named_in_the_refusal():
    assert "in_school（在园在校）" in refusal(SHENZHEN_CHILD, group="x").message


@pytest.mark.parametrize("given", [{}, {"paid_date": ""}, {"group": "in_school"}])
def test_a_missing_fact_is_asked_for_by_its_label(given):
    error = refusal(start(), **given)

    assert error.message == "请填写「缴费日期」"
    assert error.data == {"fact": "paid_date", "reason": "missing"}


def test_a_fact_the_rule_does_not_know_is_refused():
    error = refusal(TIANJIN_NEWBORN, paid_date="2025-01-01", birthday="2025-01-01")

    assert error.data == {"fact": "birthday", "reason": "unknown"}


def test_payment_before_birth_is_impossible():
    error = refusal(TIANJIN_NEWBORN, birth_date="2025-01-02", paid_date="2025-01-01")

    assert error.message == "缴费日期不能早于出生日期"
    assert error.data == {"fact": "paid_date", "reason": "impossible"}


def test_a_rule_whose_source_is_cut_off_refuses_without_asking_further():
    error = refusal(SHENZHEN_CHILD, group="newborn")

    assert error.code == "rule_undecided"
    assert error.message == "原文在此处截断，无法判断新生儿的生效时间"
    assert (error.data["row"], len(error.data["citations"])) == (2, 1)


def test_a_case_without_a_row_is_undecided():
    asked = rule(row(fact("group", "eq", "newborn")))

    assert isinstance(refusal(asked, group="in_school"), Undecided)


@pytest.mark.parametrize(
    ("condition", "matching", "other"),
    [
        (fact("children", "eq", 2), "2", "3"),
        (fact("children", "ne", 2), "3", "2"),
        (fact("children", "lt", 2), "1", "2"),
        (fact("children", "le", 2), "2", "3"),
        (fact("children", "gt", 2), "3", "2"),
        (fact("children", "ge", 2), "2", "1"),
        (fact("children", "ge", -1), "-1", "-2"),
        (fact("children", "in", [1, 3]), "3", "2"),
        (fact("children", "between", [1, 3]), "3", "4"),
        (fact("group", "in", ["newborn", "in_school"]), "newborn", "not_in_school"),
        (fact("local", "eq", False), "false", "true"),
        (fact("birth_date", "lt", "2024-09-01"), "2024-08-31", "2024-09-01"),
        (fact("birth_date", "between", ["2024-09-01", "2024-09-30"]), "2024-09-30", "2024-10-01"),
        (fact("children", "exists", True), "0", ""),
        (fact("children", "exists", False), "", "0"),
        ({"fact": "children", "op": "exists"}, "0", ""),
    ],
)
def test_each_op_divides_matching_from_other(condition, matching, other):
    asked = rule(row(condition), OTHERWISE)

    rows = [
        decide(asked, {condition["fact"]: text, "paid_date": "2025-01-01"}).row
        for text in (matching, other)
    ]

    assert rows == [0, 1]


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.integers(-400, 400))
def test_exactly_one_row_answers_for_every_possible_pair_of_days(born, age):
    paid = born + timedelta(age)
    facts = {"birth_date": f"{born}", "paid_date": f"{paid}"}
    if paid < born or not 1900 <= paid.year <= 2200:
        assert refusal(TIANJIN_NEWBORN, **facts).data["reason"] in {"impossible", "bad_value"}
        return

    decision = decide(TIANJIN_NEWBORN, facts)

    assert decision.row == (0 if age <= 90 else 1)
    assert decision.coverage_from == (born if age <= 90 else paid + timedelta(1))


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
