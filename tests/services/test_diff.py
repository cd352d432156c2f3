"""What differs between two documents: all of it, nothing else, and it can be done again."""

import copy
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.schemas.registry import ITEM_TYPES
from backend.services.diff import apply, diff
from backend.services.diff_lines import lines, trail
from backend.services.stored import leaves
from backend.text.menupath import format_path, node_from_dict
from tests.builder_parts import benefit_value, citation, contribution_value, route, statement, step
from tests.builders import BUILDERS, benefit, channel, guide, rule, standard

plain = st.none() | st.booleans() | st.integers(-5, 5) | st.floats(-2, 2) | st.text(max_size=4)
names = st.sampled_from(["title", "routes", "steps", "path", "citations", "key", "channel", "text"])
documents = st.dictionaries(
    names,
    st.recursive(
        plain,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=3),
        max_leaves=12,
    ),
    max_size=5,
)


def written(document):
    """Return a document as its bytes tell it apart: the order of fields, 1 and 1.0 and true."""
    return json.dumps(document)


@given(documents, documents)
def test_a_difference_done_to_the_one_gives_the_other(one, other):
    assert written(apply(diff(one, other), one)) == written(other)


@given(documents)
def test_nothing_differs_from_itself(document):
    assert diff(document, copy.deepcopy(document)) is None


@st.composite
def edited_guides(draw):
    """Draw a guide that an editor may have made of the usual one."""
    edited = copy.deepcopy(guide(routes=[route(), route(title="窗口办", channel="hall")]))
    for routed in edited["routes"]:
        steps = [*routed["steps"], step(text=draw(st.text("甲乙丙", min_size=1, max_size=5)))]
        routed["steps"] = draw(st.permutations(steps))[draw(st.integers(0, 2)) :]
        routed["title"] = draw(st.sampled_from(["手机上办", "窗口办", "电脑上办"]))
    edited["routes"] = draw(st.permutations(edited["routes"]))[draw(st.integers(0, 1)) :]
    edited["conditions"] = [statement(t) for t in draw(st.lists(st.text("子丑寅", min_size=1)))]
    return edited


@given(edited_guides(), edited_guides())
def test_no_word_that_came_or_went_is_left_unsaid(one, other):
    said = lines("guide", one, other)
    gone = "".join(mark.text for line in said for mark in line.before)
    new = "".join(mark.text for line in said for mark in line.after)
    assert all(word in gone for word in words(one) - words(other))
    assert all(word in new for word in words(other) - words(one))


@given(edited_guides())
def test_an_edited_guide_can_be_made_again_from_its_difference(edited):
    assert written(apply(diff(guide(), edited), guide())) == written(edited)


@pytest.mark.parametrize("name", BUILDERS)
def test_a_whole_new_thing_is_told_field_by_field(name):
    document = BUILDERS[name]()
    item_type = "standard" if name == "benefit" else name
    said = lines(item_type, None, document)
    assert {line.kind for line in said} == {"added"}
    assert len({line.trail[0] for line in said}) >= len(document.keys()) - 1
    assert said == [*lines(item_type, {}, document)]
    assert {line.kind for line in lines(item_type, document, None)} == {"removed"}


@pytest.mark.parametrize("name", BUILDERS)
def test_the_way_to_any_place_is_told_without_a_field_name(name):
    document = BUILDERS[name]()
    for path, _ in leaves(document):
        words = trail("standard" if name == "benefit" else name, document, path)
        labels = [word.partition("「")[0] for word in words]
        assert labels
        assert not any(re.match("[a-z]+_", label) for label in labels), (path, words)


def test_changed_words_are_marked_inside_their_sentence():
    (line,) = lines("guide", guide(summary="每年缴一次。"), guide(summary="每年缴两次费。"))
    assert line.trail == ("摘要",)
    assert shown(line.before) == "每年缴[一]次。"
    assert shown(line.after) == "每年缴[两]次[费]。"


def test_a_number_is_marked_whole():
    (line,) = lines("office", {"note": "交100元"}, {"note": "交150元"})
    assert (shown(line.before), shown(line.after)) == ("交[100]元", "交[150]元")


def test_nodes_are_marked_inside_a_menu_path():
    before, after = guide(), guide()
    after["routes"][0]["steps"][0]["path"].insert(1, {"label": "掌上办", "kind": "choose"})
    (line,) = lines("guide", before, after)
    assert line.trail == ("办理途径「手机上办」", "步骤 1", "菜单路径")
    assert line.is_parts
    assert shown(line.after, "›") == "我要办›[选「掌上办」]›社保缴费"


def test_a_route_is_known_by_its_channel_when_its_title_changed():
    renamed = guide(routes=[route(title="在手机上登记")])
    (line,) = lines("guide", guide(), renamed)
    assert line.trail == ("办理途径「手机上办」", "标题")


def test_a_value_is_known_by_its_year_and_a_cell_by_what_it_is_for():
    new_amount = standard(contribution_values=[contribution_value(personal_fen=42000)])
    (line,) = lines("standard", standard(), new_amount)
    assert line.trail == ("各年度缴费标准「2024」", "个人缴费")
    assert (shown(line.before), shown(line.after)) == ("[406]元", "[420]元")

    better = benefit_value()
    better["cells"][0]["amount"] = 9000
    (line,) = lines("standard", benefit(), benefit(benefit_values=[better]))
    assert line.trail == ("各年度待遇「2024」", "待遇项目「住院 报销比例」", "数值")
    assert shown(line.after) == "[90]%"


def test_the_value_of_a_new_year_stands_beside_that_of_the_year_before():
    old = contribution_value()
    new = old | {"policy_year": 2025, "cover_from": "2025-01-01", "cover_to": "2026-01-01",
                 "pay_from": "2024-09-01", "personal_fen": 42000, "total_fen": 106000}  # fmt: skip
    (line,) = lines("standard", standard(), standard(contribution_values=[old, new]))
    assert (line.trail, line.kind) == (("各年度缴费标准「2025」",), "added")
    assert line.beside == "2024年度的仍在，供对照"
    assert "个人缴费：[406]元" in shown(line.before)
    assert "个人缴费：[420]元\n财政补助：640元" in shown(line.after)


def test_another_year_in_place_of_one_is_new_and_the_old_one_gone():
    old = contribution_value()
    new = old | {"policy_year": 2025, "cover_from": "2025-01-01", "cover_to": "2026-01-01"}
    said = lines("standard", standard(), standard(contribution_values=[new]))
    assert [(line.trail, line.kind) for line in said] == [
        (("各年度缴费标准「2025」",), "added"), (("各年度缴费标准「2024」",), "removed"),
    ]  # fmt: skip


def test_years_are_matched_by_their_year_wherever_they_stand():
    years = [contribution_value(policy_year=year) for year in (2025, 2024)]
    changed = [years[0], {**years[1], "personal_fen": 42000}, contribution_value(policy_year=2027)]
    said = lines("standard", standard(contribution_values=years),
                 standard(contribution_values=[changed[2], *changed[:2]]))  # fmt: skip
    assert [(line.trail[0], line.kind) for line in said] == [
        ("各年度缴费标准「2027」", "added"), ("各年度缴费标准「2024」", "changed"),
    ]  # fmt: skip


def test_what_only_changed_its_place_is_said_to_have_moved():
    two = [statement("甲甲甲。"), statement("乙乙乙。"), statement("丙丙丙。")]
    moved = [two[2], two[0], two[1]]
    (line,) = lines("guide", guide(conditions=two), guide(conditions=moved))
    assert line.kind == "moved"
    assert (shown(line.before), shown(line.after)) == ("第 3 位", "第 1 位")


def test_codes_are_said_in_their_words_and_keys_by_their_names():
    after = channel(region="120000", status="closed")
    region, status = lines("channel", channel(), after, lambda kind, key: f"{kind}:{key}")
    assert shown(region.after) == "[region:120000]" or "120000" in shown(region.after)
    assert status.trail == ("状态",)
    assert shown(status.after) == "[已停用]"


def test_a_new_citation_is_told_with_its_source_place_and_quote():
    cited = channel(citations=[citation(), citation(quote="新的一句")])
    (line,) = lines("channel", channel(), cited)
    assert line.kind == "added"
    assert shown(line.after) == "[heshan-letter，第二段：“新的一句”]"


def test_members_no_schema_knows_are_told_too():
    rows = rule()["rows"]
    rows[1]["then"]["coverage_from"]["plus_days"] = 2
    (line,) = lines("rule", rule(), rule(rows=rows))
    assert (shown(line.before), shown(line.after)) == ("[1]", "[2]")


def test_the_region_list_is_told_by_its_rows():
    before = {"rows": [["110000", "北京市"], ["120000", "天津市"]]}
    after = {"rows": [["110000", "北京市"], ["120000", "津"], ["130000", "河北省"]]}
    said = lines("regions", before, after)
    assert [(line.trail[0], line.kind) for line in said] == [
        ("区划「120000 天津市」", "changed"),
        ("区划「130000 河北省」", "added"),
    ]


def shown(marks, between=""):
    return between.join(f"[{mark.text}]" if mark.differs else mark.text for mark in marks)


def words(document):
    """Return the texts of a guide's conditions and steps, and its nodes."""
    texts = {statement["text"] for statement in document["conditions"]}
    for routed in document["routes"]:
        texts |= {routed["title"], *(s["text"] for s in routed["steps"])}
        nodes = (node for s in routed["steps"] for node in s["path"])
        texts |= {format_path([node_from_dict(node)]) for node in nodes}
    return texts


def test_every_type_of_item_can_be_told():
    assert {"standard" if n == "benefit" else n for n in BUILDERS} >= ITEM_TYPES.keys() - {
        "synonyms"
    }
