"""What is drawn of a questionnaire or a rule, in words a colleague reads."""

import pytest

from backend.errors import Invalid
from backend.services.flows import flow_of
from tests import builders
from tests.services.tables import days, fact, row, rule, start

WAY, RULE = ("questionnaire", "jiangmen-student-enrol-way"), ("rule", "some-rule")


def test_a_questionnaire_is_its_questions_and_where_they_lead():
    flow = flow_of(WAY, builders.questionnaire(), call)
    assert (flow.key, flow.title) == (WAY[1], "学生参保走哪条路")
    assert [(n.id, n.text, n.is_end) for n in flow.nodes] == [
        ("first-time", "孩子是第一次参保吗？", False),
        ("has-phone", "家长用微信吗？", False),
        ("by-phone", "在手机上登记", True),
        ("do-nothing", "不用再登记", True),
    ]
    assert [(a.label, a.target) for a in flow.nodes[0].arrows] == [
        ("是", "has-phone"), ("不是", "do-nothing"),
    ]  # fmt: skip


def test_an_outcome_names_guide_way_price_and_offices():
    way = builders.questionnaire()
    way["outcomes"][0] |= {"route": "手机上办", "doubt": "说法不一"}
    outcome = flow_of(WAY, way, call).nodes[2]
    assert outcome.remark == "存疑"
    assert outcome.notes == (
        "指南：guide/jiangmen-student-enrol", "途径：手机上办",
        "标准：standard/jiangmen-resident", "办理点：office/heshan-gulao",
    )  # fmt: skip


def test_of_many_offices_two_are_named_and_all_counted():
    way = builders.questionnaire()
    way["outcomes"][0]["offices"] = ["a", "b", "c"]
    assert flow_of(WAY, way, call).nodes[2].notes[-1] == "办理点：office/a、office/b等3处"


def test_a_question_for_a_date_says_so_and_amounts_lose_their_marks():
    question = {"id": "born", "kind": "date", "text": "哪天？", "help": "数{{lit:90天}}。",
                "answers": [{"label": "{{lit:90天}}内", "most": 90, "outcome": "x"}]}  # fmt: skip
    node = flow_of(WAY, builders.questionnaire(questions=[question]), call).nodes[0]
    assert (node.remark, node.notes, node.arrows[0].label) == ("填日期", ("数90天。",), "90天内")


def test_what_leads_nowhere_is_drawn_too():
    way = builders.questionnaire()
    way["questions"][1]["answers"] = [{"label": "用"}]
    assert flow_of(WAY, way, call).nodes[1].arrows[0].target == ""


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (days("le", 90), "出生日期到缴费日期不超过90天"),
        (days("between", [91, 365]), "出生日期到缴费日期在91至365天"),
        (fact("group", "eq", "in_school"), "所属群体：在园在校"),
        (fact("group", "in", ["in_school", "newborn"]), "所属群体是其中之一：在园在校、新生儿"),
        (fact("children", "gt", 2), "孩子人数超过2"),
        (fact("local", "eq", False), "是否本地户籍：否"),
        (fact("paid_date", "ge", "2025-01-01"), "缴费日期至少是2025-01-01"),
        ({"fact": "birth_date", "op": "exists"}, "出生日期填了"),
        ({"fact": "birth_date", "op": "exists", "value": False}, "出生日期没有填"),
    ],
)
def test_a_condition_reads_as_people_say_it(condition, said):
    flow = flow_of(RULE, named(rule(row(condition))), call)
    assert flow.nodes[0].arrows[0].label == said


@pytest.mark.parametrize(
    ("moves", "said"),
    [
        ({}, "待遇从缴费日期算起"),
        ({"plus_days": 1}, "待遇从缴费日期的次日算起"),
        ({"plus_days": 30}, "待遇从缴费日期往后 30 天算起"),
        ({"plus_months": 2, "plus_days": 1}, "待遇从缴费日期往后 2 个月、1 天算起"),
        ({"floor": "month"}, "待遇从缴费日期当月的第一天算起"),
        ({"floor": "month", "plus_months": 1}, "待遇从缴费日期次月的第一天算起"),
        ({"floor": "month", "plus_months": 3}, "待遇从缴费日期往后第 3 个月的第一天算起"),
        ({"floor": "month", "plus_days": 9}, "待遇从缴费日期当月的第一天往后 9 天算起"),
    ],
)
def test_a_conclusion_reads_as_people_say_it(moves, said):
    assert flow_of(RULE, named(start(**moves)), call).nodes[1].text == said


def test_a_rule_is_tried_row_by_row_under_what_it_must_know():
    drawn = flow_of(("rule", "tianjin-newborn-coverage-start"), builders.rule(), call)
    first, *ends = drawn.nodes
    assert (first.text, first.notes) == (
        "要知道：出生日期、缴费日期", ("缴费日期不能早于出生日期", "从上往下看，先符合的一条作答"),
    )  # fmt: skip
    assert [arrow.label for arrow in first.arrows] == ["出生日期到缴费日期不超过90天", "其余情况"]
    assert [end.notes for end in ends] == [
        ("出生后90天内缴费，从出生当天算起。",), ("超过90天才缴费，从缴费次日算起。",),
    ]  # fmt: skip
    assert drawn.summary == "1 个判断，2 个结论"


def test_several_conditions_are_joined_and_a_refusal_is_said():
    both = named(rule(row(days("le", 90), fact("local", "eq", True), refuse="没有写。")))
    flow = flow_of(RULE, both, call)
    assert flow.nodes[0].arrows[0].label == ("出生日期到缴费日期不超过90天，并且是否本地户籍：是")
    assert flow.nodes[1].text == "没有写。"


def test_a_rule_with_a_gap_is_drawn_and_a_malformed_one_refused():
    assert flow_of(RULE, named(rule(row(days("le", 90)))), call).nodes
    with pytest.raises(Invalid, match="写得不合规，先改正再画") as caught:
        flow_of(RULE, named(rule(row(fact("nobody", "eq", 1)))), call)
    assert caught.value.data["problems"] == ["第 1 行 when：「nobody」没有在 facts 里声明"]


def call(item):
    return "/".join(item)


def named(document):
    return {"key": RULE[1], "title": "某条规则", **document}
