"""What helps while somebody types: it looks, it never writes, and takes whatever is sent."""

import json

import pytest

from tests.admin.editing import count
from tests.admin.people import browser_of


@pytest.fixture
def editor(office):
    return browser_of(office, "小张")


@pytest.mark.parametrize(
    ("kind", "typed", "key"),
    [("channel", "粤医保", "yueyibao"), ("region", "鹤山", "440784"),
     ("region", "440784", "440784"), ("source", "公开信", "heshan-letter"),
     ("standard", "缴费标准", "jiangmen-resident")],
)  # fmt: skip
def test_items_and_regions_are_looked_up(editor, kind, typed, key):
    found = editor.get("/admin/typing/", query_string={"kind": kind, "q": typed}).json["found"]
    assert found[0]["key"] == key
    assert found[0]["title"]


@pytest.mark.parametrize("kind", ["", "staff", "edition", "../etc", "audit_event"])
def test_nothing_else_is_looked_up(editor, kind):
    answer = editor.get("/admin/typing/", query_string={"kind": kind, "q": ""})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "written", ["“我要办” > 选择“社保缴费”", "【我要办】-【社保缴费】", "我要办→社保缴费"]
)
def test_a_path_in_any_notation_is_read_as_chips(editor, written):
    nodes = ask(editor, "path", text=written)["nodes"]
    assert [node["label"] for node in nodes] == ["我要办", "社保缴费"]
    assert nodes[0]["kind_label"] == "点"


def test_chips_are_written_down_as_a_path_that_reads_back(editor):
    nodes = [
        {"label": "登记/恢复", "kind": "tap", "alternatives": ["恢复"], "note": "限母亲"},
        {"label": "起", "kind": "choose", "param": "policy_year_start"},
    ]
    written = ask(editor, "path", nodes=nodes)["text"]
    read = ask(editor, "path", text=written)["nodes"]
    assert [(n["label"], n["kind"], n["alternatives"], n["note"], n["param"]) for n in read] == [
        ("登记/恢复", "tap", ["恢复"], "限母亲", ""), ("起", "choose", [], "", "policy_year_start"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "asked",
    [{}, {"text": 7}, {"nodes": "x"}, {"nodes": [7]}, {"nodes": [{"label": " "}]},
     {"nodes": [{"label": "a", "kind": "fly"}]}, {"nodes": [{"label": "a"}] * 101}, [], "x", None],
    ids=str,
)  # fmt: skip
def test_nonsense_is_refused_not_fallen_over(editor, asked):
    answer = post(editor, "path", asked)
    assert 400 <= answer.status_code < 500


def test_amounts_are_found_with_what_they_are_today(editor):
    found = editor.get("/admin/typing/amounts/?q=缴费&region=440700").json["found"]
    amounts = {a["token"]: (a["label"], a["said"]) for a in found[0]["amounts"]}
    label, said = amounts["{{standard:jiangmen-resident.personal}}"]
    assert label == "个人缴费"
    assert said.startswith("406元（2024年度标准")


def test_every_benefit_can_be_referred_to(editor):
    found = editor.get("/admin/typing/amounts/?q=待遇").json["found"]
    tokens = [a["token"] for a in found[0]["amounts"]]
    assert "{{standard:jiangmen-resident-benefit.ratio|care_type=inpatient}}" in tokens
    assert all(ask(editor, "today", text=token)["said"] for token in tokens)


def test_a_text_is_said_as_of_today(editor):
    text = "交{{standard:jiangmen-resident.personal}}，{{lit:90天}}内，{{nothing}}"
    said = ask(editor, "today", text=text)["said"]
    assert said == "交406元（2024年度标准，新年度待公布），90天内，{{nothing}}"


@pytest.mark.parametrize(
    ("raw", "region", "number", "inferred"),
    [("8888770", "440784103", "+867508888770", True), ("8888770", "440700", "+867508888770", True),
     ("0750-8888770", "440784103", "+867508888770", False),
     ("12393", "440784103", "12393", False), ("12333", "120000", "12333", False),
     ("8888770", "120000", "", False),
     ("8888770", "nowhere", "", False), ("不详", "440784103", "", False), ("", "", "", False)],
)  # fmt: skip
def test_a_number_without_area_code_is_inferred_from_neighbours(
    editor, raw, region, number, inferred
):
    found = ask(editor, "phone", raw=raw, region=region)
    assert (found["e164"], found["inferred"]) == (number, inferred)
    assert found["said"]


def test_nothing_is_written_by_looking(office, editor):
    before = count(office)
    ask(editor, "path", text="甲 › 乙")
    ask(editor, "phone", raw="8888770", region="440784")
    assert count(office) == before


def test_a_question_without_the_token_is_refused(editor):
    answer = editor.client.post("/admin/typing/path/", json={"text": "甲"})
    assert answer.status_code == 400


def ask(editor, name, **asked):
    answer = post(editor, name, asked)
    assert answer.status_code == 200, answer.text
    return answer.json


def post(editor, name, asked):
    headers = {"X-CSRFToken": editor.token(), "Accept": "application/json"}
    return editor.client.post(
        f"/admin/typing/{name}/", data=json.dumps(asked), headers=headers,
        content_type="application/json",
    )  # fmt: skip
