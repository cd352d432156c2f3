"""What is typed or pasted for a line of the checklist that changed."""

import pytest

from backend.errors import Invalid
from backend.services.rollover import entries
from backend.services.rollover.checklist import Checklist
from backend.services.rollover.handing_in import hand_in
from backend.services.rollover.pasting import paste
from backend.services.sheets.book import read_pasted
from tests.release.desk import EDITOR
from tests.release.rolling import (
    BENEFIT,
    OFFICE,
    OWN_WORDS,
    ROUTE,
    STANDARD,
    TO,
    WINDOW,
    change,
    settle_all,
    state,
)

pytestmark = pytest.mark.usefixtures("clock")


def test_amounts_are_pasted_from_a_table(rollover):
    pasted = read_pasted("标题\t个人缴费\t财政补助\n江门市城乡居民医保缴费标准\t420\t670\n")
    assert paste(rollover, pasted, by=EDITOR) == ["江门市城乡居民医保缴费标准"]
    (value,) = Checklist(rollover).row(STANDARD).line.entry["values"]
    assert value == {
        "policy_year": TO, "cover_from": "2027-01-01", "cover_to": "2028-01-01",
        "pay_from": "2026-09-01", "personal_fen": 42000, "subsidy_fen": 67000,
    }  # fmt: skip


def test_benefits_are_pasted_too(rollover):
    pasted = read_pasted(
        "标识\t就医类型\t项目\t比较\t数值\n"
        "jiangmen-resident-benefit\t住院\t报销比例\t最高\t90\n"
        "jiangmen-resident-benefit\t住院\t封顶线\t\t60万\n"
    )
    paste(rollover, pasted, by=EDITOR)
    (value,) = Checklist(rollover).row(BENEFIT).line.entry["values"]
    assert [cell["amount"] for cell in value["cells"]] == [9000, 60000000]


def test_a_table_that_says_what_there_was_settles_as_the_same(rollover):
    pasted = read_pasted("标识\t个人缴费\t财政补助\t合计\njiangmen-resident\t406\t640\t1046\n")
    paste(rollover, pasted, by=EDITOR)
    assert Checklist(rollover).row(STANDARD).outcome == "same"


@pytest.mark.parametrize(
    ("pasted", "word"),
    [
        ("标识\t个人缴费\nhunan-resident\t400\n", "还没有标准"),
        ("标识\t个人缴费\njiangmen-resident\t四百\n", "第 2 行「个人缴费（元）」"),
        ("标识\t年度\t个人缴费\njiangmen-resident\t2026\t400\n", "没有 2027 年度的金额"),
        ("随便\t什么\n1\t2\n", "不认识这一列"),
        ("标识\t个人缴费\n", "没有可用的行"),
        ("", "没有可用的行"),
    ],
)
def test_a_table_that_cannot_be_meant_settles_nothing(rollover, pasted, word):
    with pytest.raises(Invalid) as refusal:
        paste(rollover, read_pasted(pasted), by=EDITOR)
    assert word in "；".join(refusal.value.data["problems"])
    assert rollover.lines == []


def test_a_form_holds_the_likely_case_and_is_read_back(rollover):
    row = Checklist(rollover).row(STANDARD)
    (group,) = entries.groups(row.subject, TO, {})
    held = {field.name: field.value for field in group.fields}
    assert (held["v0.personal_fen"], held["v0.pay_from"]) == ("406", "2026-09-01")
    entry = entries.read(row.subject, TO, held | {"v0.personal_fen": "420", "v0.total_fen": ""})
    assert entry["values"][0]["total_fen"] == 106000
    (again,) = entries.groups(row.subject, TO, entry)
    assert {f.name: f.value for f in again.fields}["v0.personal_fen"] == "420"


@pytest.mark.parametrize("address", [BENEFIT, WINDOW, ROUTE, OFFICE])
def test_every_kind_of_form_read_back_unchanged_can_be_settled(rollover, address):
    settle_all(rollover)
    state(rollover)
    change(rollover, address, **OWN_WORDS)
    assert hand_in(rollover, by=EDITOR, seen=Checklist(rollover).version)


@pytest.mark.parametrize(
    ("address", "typed_in", "word"),
    [
        (STANDARD, {"v0.personal_fen": "很多"}, "个人缴费（元）：应当是金额"),
        (STANDARD, {"v0.cover_from": ""}, "保障开始：缺少"),
        (WINDOW, {"title": " "}, "标题：不能空着"),
        (WINDOW, {"opens_on": "开学"}, "开始日：「开学」应当是日期"),
        (OFFICE, {"phones.0.purpose": "谁知道"}, "用途：「谁知道」"),
        (ROUTE, {"s0.text": ""}, "步骤 1：有路径"),
        (ROUTE, {"s0.text": "", "s0.path": "", "s1.text": "", "s1.path": ""}, "至少要有一步"),
    ],
)
def test_a_form_that_does_not_fit_is_refused_field_by_field(rollover, address, typed_in, word):
    with pytest.raises(Invalid) as refusal:
        change(rollover, address, **typed_in)
    assert any(word in problem for problem in refusal.value.data["problems"])


FIFTY = {"v0.personal_fen": "150", "v0.subsidy_fen": "730"}


@pytest.mark.parametrize(
    ("address", "typed_in", "field", "word"),
    [
        (STANDARD, FIFTY | {"v0.total_fen": "900"}, "v0.total_fen", "150元 + 补助 730元 = 880元"),
        (STANDARD, {"v0.cover_to": "2026-01-01"}, "v0.cover_to", "应当晚于保障开始"),
        (STANDARD, {"v0.note": "个人缴费150元。"}, "v0.note", "「150元」"),
        (STANDARD, {"v0.personal_fen": ""}, "v0.personal_fen", "2024年度写的是 406，这里空着"),
        (BENEFIT, {"v0.cover_to": "2026-01-01"}, "v0.cover_to", "应当晚于保障开始"),
        (WINDOW, {"closes_on": "2026-08-01"}, "closes_on", "应当晚于"),
        (OFFICE, {"phones.0.raw": "打电话问", "phones.0.e164": ""}, "phones.0.raw", "不是电话号码"),
        (OFFICE, {"phones.0.raw": "12", "phones.0.e164": ""}, "phones.0.raw", "不是电话号码"),
        (OFFICE, {"phones.0.raw": "8881234", "phones.0.e164": ""}, "phones.0.e164",
         "多半是 +867508881234"),
        (OFFICE, {"phones.0.raw": "8881234"}, "phones.0.raw", "对不上"),
        (OFFICE, {"phones.0.raw": "8881234", "phones.0.e164": "+868881234"}, "phones.0.e164",
         "区号"),
        (OFFICE, {"phones.1.e164": "+867508881234"}, "phones.1.raw", "原文号码"),
        (ROUTE, {"s0.path": ">>>"}, "s0.path", "读不出「>>>」"),
        (STANDARD, {"words.quote": "个人缴费"}, "words.where", "缺少"),
        (STANDARD, OWN_WORDS | {"words.source": "nowhere"}, "words.source", "没有来源"),
    ],
)  # fmt: skip
def test_what_cannot_hold_is_refused_at_its_field(rollover, address, typed_in, field, word):
    with pytest.raises(Invalid) as refusal:
        change(rollover, address, **typed_in)
    first = refusal.value.data["faults"][0]
    assert first.field == field
    assert word in first.message
    assert rollover.lines == []


def test_an_amount_may_be_missing_where_the_note_says_so(rollover):
    change(rollover, STANDARD, **{"v0.personal_fen": "", "v0.note": "文件没有写个人缴费。"})
    assert "personal_fen" not in Checklist(rollover).row(STANDARD).line.entry["values"][0]


@pytest.mark.parametrize(
    ("raw", "number"), [("0750-8881234", "+867508881234"), ("12393", None)],
    ids=["with its area code", "a service number"],
)  # fmt: skip
def test_a_number_that_can_be_dialled_needs_no_second_writing(rollover, raw, number):
    typed_in = {"phones.0.raw": raw, "phones.0.e164": "", "phones.0.area_code_inferred": ""}
    change(rollover, OFFICE, **typed_in)
    (phone,) = Checklist(rollover).row(OFFICE).line.entry["fields"]["phones"]
    assert (phone["raw"], phone.get("e164")) == (raw, number)


@pytest.mark.parametrize(
    ("pasted", "word"),
    [
        ("标识\t个人缴费\t财政补助\t合计\njiangmen-resident\t450\t700\t1000\n",
         "第 2 行：合计（元）：合计 1000元，而个人 450元 + 补助 700元 = 1150元"),
        ("标识\t财政补助\t合计\njiangmen-resident\t730\t880\n",
         "第 2 行：个人缴费（元）：2024年度"),
    ],
)  # fmt: skip
def test_a_table_whose_sums_do_not_hold_settles_nothing(rollover, pasted, word):
    with pytest.raises(Invalid) as refusal:
        paste(rollover, read_pasted(pasted), by=EDITOR)
    assert word in "；".join(refusal.value.data["problems"])


def test_a_new_path_is_read_in_any_notation(rollover):
    row = Checklist(rollover).row(ROUTE)
    held = {f.name: f.value for g in entries.groups(row.subject, TO, {}) for f in g.fields}
    typed_in = {"s0.path": "“我要办” > 【社保缴费】", "s2.text": "等结果。", "s2.path": ""}
    steps = entries.read(row.subject, TO, held | typed_in)["route"]["steps"]
    assert [node["label"] for node in steps[0]["path"]] == ["我要办", "社保缴费"]
    assert steps[1] == row.subject.shown["steps"][1]
    assert steps[2]["text"] == "等结果。"
