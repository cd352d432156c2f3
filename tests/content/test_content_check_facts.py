"""`content check`: what items point at, what they say, and what they rest on."""

import pytest

from tests import builders
from tests.builder_parts import cell, citation, phone, route, statement, step
from tests.builders import benefit, channel, guide, office, small_content
from tests.content.checking import assert_complains, line_in, problems_of

GUIDE = ("guide", "jiangmen-student-enrol")
GUIDE_FILE = "guides/jiangmen/jiangmen-student-enrol.yaml"
OFFICE_FILE = "offices/heshan/heshan-gulao.yaml"
NOWHERE = "nowhere"
UNCITED = "这一条没有引证（citations）"
UNSTATED = {"text": "一句话。"}
WITH_REGION = [name for name in builders.BUILDERS if name != "source"]


class TestWhatAnItemPointsAt:
    @pytest.mark.parametrize("builder", WITH_REGION)
    def test_its_region_is_in_the_list(self, builder, tmp_path):
        message = "region: 没有区划代码 999999，请查 regions.csv"
        assert_complains(tmp_path, (builder, "region", "999999"), 'region: "999999"', message)

    @pytest.mark.parametrize("builder", [name for name in WITH_REGION if name != "office"])
    def test_the_regions_it_excludes_are_in_the_list(self, builder, tmp_path):
        message = "excludes[1]: 没有区划代码 440784999，请查 regions.csv"
        case = (builder, "excludes", ["440300", "440784999"])
        assert_complains(tmp_path, case, '- "440784999"', message)

    @pytest.mark.parametrize(
        ("case", "start", "message"),
        [
            (("guide", "routes.0.channel", NOWHERE), "channel:", "routes[0].channel: 没有办理渠道"),
            (("guide", "standards.1", NOWHERE), '- "nowhere"', "standards[1]: 没有标准"),
            (("guide", "windows.0", NOWHERE), '- "nowhere"', "windows[0]: 没有参保缴费期"),
            (("guide", "rules.0", NOWHERE), '- "nowhere"', "rules[0]: 没有规则"),
            (("guide", "offices.0", NOWHERE), '- "nowhere"', "offices[0]: 没有经办机构"),
            (("guide", "related", [GUIDE[1], NOWHERE]), '- "nowhere"', "related[1]: 没有办事指南"),
            (("channel", "successor", NOWHERE), "successor:", "successor: 没有办理渠道"),
            (("questionnaire", "outcomes.0.guide", NOWHERE), "guide:",
             "outcomes[0].guide: 没有办事指南"),
            (("questionnaire", "outcomes.0.standards.0", NOWHERE), '- "nowhere"',
             "outcomes[0].standards[0]: 没有标准"),
            (("questionnaire", "outcomes.0.offices.0", NOWHERE), '- "nowhere"',
             "outcomes[0].offices[0]: 没有经办机构"),
            (("guide", "citations.0.source", NOWHERE), '- {source: "nowhere"',
             "citations[0].source: 没有来源"),
            (("guide", "routes.0.steps.0.citations.0.source", NOWHERE), '- {source: "nowhere"',
             "routes[0].steps[0].citations[0].source: 没有来源"),
            (("standard", "contribution_values.0.citations.0.source", NOWHERE),
             '- {source: "nowhere"', "contribution_values[0].citations[0].source: 没有来源"),
            (("rule", "rows.1.citations.0.source", NOWHERE), '- {source: "nowhere"',
             "rows[1].citations[0].source: 没有来源"),
        ],
    )  # fmt: skip
    def test_exists(self, case, start, message, tmp_path):
        assert_complains(tmp_path, case, start, f"{message}「nowhere」，请检查标识或先添加")

    def test_is_found_when_it_does(self, tmp_path):
        old = channel(key="jinyibao", status="renamed", successor="yueyibao")
        both = [guide(related=["jiangmen-pay"]), guide(key="jiangmen-pay", excludes=["440784"])]
        assert problems_of(tmp_path, small_content(channel=[channel(), old], guide=both)) == []


class TestWhatAFactRestsOn:
    @pytest.mark.parametrize(
        ("builder", "label"),
        [
            ("guide", "办事指南"),
            ("channel", "办理渠道"),
            ("office", "经办机构"),
            ("window", "参保缴费期"),
        ],
    )
    def test_an_item_has_a_citation(self, builder, label, tmp_path):
        message = f"{label}本身没有引证（citations）"
        assert_complains(tmp_path, (builder, "citations", []), "key:", message)

    @pytest.mark.parametrize(
        ("case", "start", "where"),
        [
            (("guide", "conditions", [statement(), UNSTATED]), '- text: "一句话', "conditions[1]"),
            (("guide", "notes", [UNSTATED]), '- text: "一句话', "notes[0]"),
            (("guide", "legal_basis", [UNSTATED]), '- text: "一句话', "legal_basis[0]"),
            (("guide", "materials.0.citations", []), '- name: "户口簿', "materials[0]"),
            (("guide", "time_limits.0.citations", []), '- label: "生效', "time_limits[0]"),
            (("guide", "faqs.0.citations", []), "- question:", "faqs[0]"),
            (("guide", "routes", [route(citations=[])]), '- title: "手机上办', "routes[0]"),
            (("standard", "contribution_values.0.citations", []), "- policy_year:",
             "contribution_values[0]"),
            (("rule", "rows.1.citations", []), "- then:", "rows[1]"),
            (("questionnaire", "outcomes.1.citations", []), '- id: "do-nothing', "outcomes[1]"),
        ],
    )  # fmt: skip
    def test_every_fact_has_a_citation(self, case, start, where, tmp_path):
        assert_complains(tmp_path, case, start, f"{where}: {UNCITED}")

    def test_a_cell_has_its_own_citation_or_its_values(self, tmp_path):
        value = benefit()["benefit_values"][0]
        value |= {"citations": [], "cells": [cell(citations=[citation()]), cell(measure="cap")]}
        (found,) = problems_of(tmp_path, small_content(benefit=benefit(benefit_values=[value])))
        assert found.endswith("benefit_values[0].cells[1]: 这一格没有引证（citations）")
        value["citations"] = [citation()]
        assert not problems_of(tmp_path, small_content(benefit=benefit(benefit_values=[value])))


class TestAComputedNode:
    NODE = step(path=[{"label": "税款所属期起", "kind": "choose", "param": "policy_year_start"}])

    def test_asks_for_the_policy_year_of_its_guide(self, tmp_path):
        case = ("guide", "routes.0.steps.1", self.NODE)
        message = "节点用到年度参数 policy_year_start，指南须写明 policy_year"
        where = "routes[0].steps[1].path[0].param"
        assert_complains(tmp_path, case, '- {label: "税款所属期起', f"{where}: {message}")

    def test_is_content_with_a_guide_of_one_year(self, tmp_path):
        yearly = guide(policy_year=2024, routes=[route(steps=[self.NODE])])
        assert problems_of(tmp_path, small_content(guide=yearly)) == []


NO_CODE_INFERRED = "+867508761233 里没有推断的区号，area_code_inferred 应为 false"


class TestAPhone:
    @pytest.mark.parametrize("short", ["12393", "12345", "12366", "12333", "95588"])
    def test_of_a_service_of_the_whole_nation_is_right_as_it_is(self, short, tmp_path):
        printed = [{"raw": short}, phone(raw=short, e164=short, area_code_inferred=False)]
        assert problems_of(tmp_path, small_content(office=office(phones=printed))) == []

    @pytest.mark.parametrize(
        ("printed", "message"),
        [
            (phone(e164="+86750876123"), "+86750876123 不是能拨通的号码"),
            (phone(e164="07508761233"), "07508761233 不是能拨通的号码"),
            (phone(raw="8761234"), "+867508761233 与原文号码 8761234 对不上"),
            (phone(raw="61233"), "+867508761233 与原文号码 61233 对不上"),
            (phone(raw="见官网"), "+867508761233 与原文号码 见官网 对不上"),
            (
                phone(area_code_inferred=False),
                "原文号码 8761233 没有印区号，area_code_inferred 应为 true",
            ),
            (phone(raw="0750-8761233"), NO_CODE_INFERRED),
            (phone(raw="+86 750 8761233"), NO_CODE_INFERRED),
            (
                {"raw": "8761234", "area_code_inferred": True},
                "没有 e164，就没有推断的区号：写上带区号的 e164，或者把 "
                "area_code_inferred 改为 false",
            ),
            (phone(raw="12393", e164="12394"), "12394 与原文号码 12393 对不上"),
            (phone(raw="61234", e164="61234"), "61234 不是能拨通的号码"),
        ],
    )
    def test_that_does_not_match_what_was_printed(self, printed, message, tmp_path):
        content = small_content(office=office(phones=[phone(), printed]))
        found = problems_of(tmp_path, content)
        line = line_in(tmp_path, ("office", "heshan-gulao"), "- raw:", 2)
        assert found == [f"{OFFICE_FILE}:{line}: phones[1]: {message}"]

    @pytest.mark.parametrize(
        "printed",
        [
            phone(),
            {"raw": "0750-8761233", "e164": "+867508761233"},
            {"raw": "+86 750 8761233", "e164": "+867508761233"},
            {"raw": "020-38927192", "e164": "+862038927192"},
            phone(raw="38927192", e164="+862038927192"),
            {"raw": "13800138000", "e164": "+8613800138000"},
            {"raw": "12393"},
        ],
    )
    def test_that_does(self, printed, tmp_path):
        assert problems_of(tmp_path, small_content(office=office(phones=[printed]))) == []


class TestCoordinates:
    INCOMPLETE = "lat: 坐标要同时写 lat、lng 和 datum"

    @pytest.mark.parametrize(
        ("place", "start", "message"),
        [
            ({"lat": 22.7, "lng": 112.9}, "lat:", INCOMPLETE),
            ({"lat": 22.7, "datum": "gcj02"}, "lat:", INCOMPLETE),
            ({"lng": 112.9, "datum": "gcj02"}, "key:", INCOMPLETE),
            ({"lat": 112.9, "lng": 22.7, "datum": "gcj02"}, "lat:",
             "lat: 坐标不在中国范围内，请检查经纬度是否写反"),
        ],
    )  # fmt: skip
    def test_that_lead_nowhere(self, place, start, message, tmp_path):
        found = problems_of(tmp_path, small_content(office=office(**place)))
        line = line_in(tmp_path, ("office", "heshan-gulao"), start)
        assert found == [f"{OFFICE_FILE}:{line}: {message}"]

    def test_with_their_datum(self, tmp_path):
        there = office(lat=22.7, lng=112.9, datum="gcj02")
        assert problems_of(tmp_path, small_content(office=there)) == []
