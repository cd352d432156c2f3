"""`content check`: dated values, windows and rules."""

import pytest

from backend.text.canonical import write
from tests.builder_parts import benefit_value, cell, contribution_value
from tests.builders import benefit, guide, rule, small_content, standard, window
from tests.content.checking import assert_complains, changed, line_in, problems_of

STANDARD = ("standard", "jiangmen-resident")
STANDARD_FILE = "standards/jiangmen/jiangmen-resident.yaml"
RULE_FILE = "rules/tianjin/tianjin-newborn-coverage-start.yaml"
YEAR_2025 = {"policy_year": 2025, "cover_from": "2025-01-01", "cover_to": "2026-01-01"}


class TestAContribution:
    def test_whose_sum_does_not_add_up(self, tmp_path):
        case = ("standard", "contribution_values.0.total_fen", 104601)
        message = "合计 104601 分，而个人 40600 + 补助 64000 = 104600"
        where = "contribution_values[0].total_fen"
        assert_complains(tmp_path, case, "total_fen:", f"{where}: {message}")

    @pytest.mark.parametrize("unstated", ["personal_fen", "subsidy_fen", "total_fen"])
    def test_whose_sum_cannot_be_known(self, unstated, tmp_path):
        value = contribution_value(total_fen=104600)
        del value[unstated]
        content = small_content(standard=standard(contribution_values=[value]))
        assert problems_of(tmp_path, content) == []

    @pytest.mark.parametrize(
        ("unstated", "part"), [("personal_fen", "补助 64000"), ("subsidy_fen", "个人 40600")]
    )
    def test_of_which_a_part_is_more_than_the_whole(self, unstated, part, tmp_path):
        value = contribution_value(total_fen=1)
        del value[unstated]
        content = small_content(standard=standard(contribution_values=[value]))
        (found,) = problems_of(tmp_path, content)
        assert found.endswith(f"contribution_values[0].total_fen: 合计 1 分，比{part} 还少")

    @pytest.mark.parametrize(
        ("later", "overlap"),
        [
            ({"pay_from": "2024-01-01"}, True),
            ({"pay_from": "2023-12-31"}, True),
            ({"pay_from": "2024-03-01", "pay_to": "2024-04-01"}, True),
            ({"pay_from": "2024-07-01"}, False),
            ({"pay_from": "2024-03-01", "kind": "expected"}, False),
            ({"pay_from": "2024-03-01", **YEAR_2025}, False),
        ],
    )
    def test_payable_while_another_of_its_year_is(self, later, overlap, tmp_path):
        values = [contribution_value(pay_to="2024-07-01"), contribution_value(**later)]
        found = problems_of(tmp_path, small_content(standard=standard(contribution_values=values)))
        message = "contribution_values[1]: 2024 年度的缴费时段与从 2023-09-01 起的重叠"
        line = line_in(tmp_path, STANDARD, "- policy_year:", 2)
        assert found == ([f"{STANDARD_FILE}:{line}: {message}"] if overlap else [])

    def test_written_twice_overlaps_itself_at_the_second_place(self, tmp_path):
        values = [contribution_value(), contribution_value()]
        (found,) = problems_of(
            tmp_path, small_content(standard=standard(contribution_values=values))
        )
        line = line_in(tmp_path, STANDARD, "- policy_year:", 2)
        assert found.startswith(f"{STANDARD_FILE}:{line}: contribution_values[1]: ")

    def test_payable_on_no_day(self, tmp_path):
        values = [contribution_value(pay_from="2023-09-01", pay_to="2023-12-01")]
        values.append(contribution_value(**YEAR_2025, pay_to="2024-12-01"))
        del values[1]["pay_from"]
        found = problems_of(tmp_path, small_content(standard=standard(contribution_values=values)))
        line = line_in(tmp_path, STANDARD, "- policy_year:", 2)
        message = "contribution_values[1]: 没有任何一天可以缴费：请检查 pay_from、pay_to 与保障年度"
        assert found == [f"{STANDARD_FILE}:{line}: {message}"]

    @pytest.mark.parametrize(
        ("over", "name", "message"),
        [
            ({"cover_to": "2024-01-01"}, "cover_to",
             "cover_to 应当晚于 cover_from（区间不含末日）"),
            ({"pay_to": "2023-09-01"}, "pay_to", "pay_to 应当晚于 pay_from（区间不含末日）"),
            ({"base_min_fen": 2, "base_max_fen": 1}, "base_max_fen",
             "base_max_fen 不能小于 base_min_fen"),
        ],
    )  # fmt: skip
    def test_whose_range_runs_backwards(self, over, name, message, tmp_path):
        values = [contribution_value(**over)]
        found = problems_of(tmp_path, small_content(standard=standard(contribution_values=values)))
        line = line_in(tmp_path, STANDARD, f"{name}:")
        assert f"{STANDARD_FILE}:{line}: contribution_values[0].{name}: {message}" in found

    def test_among_benefits(self, tmp_path):
        case = ("benefit", "contribution_values", [contribution_value()])
        message = "contribution_values: benefit 标准不能有 contribution_values"
        assert_complains(tmp_path, case, "contribution_values:", message)


class TestABenefit:
    def test_among_contributions(self, tmp_path):
        case = ("standard", "benefit_values", [benefit_value(cells=[])])
        message = "benefit_values: contribution 标准不能有 benefit_values"
        assert_complains(tmp_path, case, "benefit_values:", message)

    @pytest.mark.parametrize(
        "dims",
        [{"referral": "local"}, {"care_type": "dental"}, {"care_type": ["inpatient"]}, {"a": "b"}],
    )
    def test_in_a_dimension_nobody_declared(self, dims, tmp_path):
        case = ("benefit", "benefit_values.0.cells.1", cell(dims=dims))
        message = "benefit_values[0].cells[1].dims: 维度未声明，或取值不在代码表里"
        assert_complains(tmp_path, case, "- " + write({"dims": dims}).strip(), message)

    def test_stated_twice(self, tmp_path):
        again = cell(dims={"care_type": "outpatient"}, measure="deductible", amount=100)
        cells = [*benefit()["benefit_values"][0]["cells"], again]
        content = small_content(benefit=benefit(benefit_values=[benefit_value(cells=cells)]))
        (found,) = problems_of(tmp_path, content)
        line = line_in(tmp_path, ("standard", "jiangmen-resident-benefit"), "- dims:", 4)
        assert found.endswith(f"benefit.yaml:{line}: benefit_values[0].cells[3]: 同一格写了两次")


class TestAWindow:
    @pytest.mark.parametrize(
        ("over", "overlap"),
        [
            ({"opens_on": "2023-12-31", "closes_on": "2024-03-01"}, True),
            ({"opens_on": "2023-08-01", "closes_on": "2023-09-02"}, True),
            ({"opens_on": "2023-10-01", "closes_on": None}, True),
            ({"opens_on": "2024-01-01", "closes_on": "2024-03-01"}, False),
            ({"opens_on": "2023-08-01", "closes_on": "2023-09-01"}, False),
            ({"policy_year": 2025}, False),
            ({"region": "440300"}, False),
            ({"scheme": "employee"}, False),
            ({"audience": ["新生儿"]}, False),
        ],
    )
    def test_open_while_another_of_its_series_is(self, over, overlap, tmp_path):
        later = window(key="jiangmen-resident-2024-late", **over)
        found = problems_of(tmp_path, small_content(window=[window(), later]))
        line = line_in(tmp_path, ("window", later["key"]), "opens_on:")
        file = "windows/jiangmen/jiangmen-resident-2024-late.yaml"
        message = "opens_on: 与「jiangmen-resident-2024」的时段重叠"
        assert found == ([f"{file}:{line}: {message}"] if overlap else [])

    def test_that_closes_before_it_opens(self, tmp_path):
        message = "closes_on: closes_on 应当晚于 opens_on（区间不含末日）"
        case = ("window", "closes_on", "2023-09-01")
        assert_complains(tmp_path, case, "closes_on:", message)

    def test_and_a_guide_whose_validity_ends_before_it_begins(self, tmp_path):
        upside_down = guide(valid_from="2024-01-01", valid_to="2023-01-01")
        (found,) = problems_of(tmp_path, small_content(guide=upside_down))
        assert found.endswith("valid_to: valid_to 应当晚于 valid_from（区间不含末日）")


class TestARule:
    @pytest.mark.parametrize(
        ("path", "value", "message"),
        [
            ("rows", rule()["rows"][:1], "没有一行回答这种情况：出生日期到缴费日期相隔 91 天；"
             "请补一行，或在最后加一行不带条件的"),
            ("rows", rule()["rows"][::-1], "第 2 行永远轮不到：第 1 行已包含它的全部情况"),
            ("rows.0.when.0.op", "near", "第 1 行 when：op 应当是其中之一："
             "eq、ne、lt、le、gt、ge、in、between"),
            ("rows.0.when.0.value", "90", "第 1 行 when：value 与 op 或 fact 的类型不符"),
            ("rows.0.when.0.days_between.1", "due", "第 1 行 when：「due」没有在 facts 里声明"),
            ("rows.1.then", {}, "第 2 行 then：应当只写 coverage_from（含 base）或 refuse"),
            ("rows.1.then.coverage_from.base", "due", "第 2 行 then：「due」没有在 facts 里声明"),
            ("constraints.0.left", "due", "第 1 条 constraints：「due」没有在 facts 里声明"),
            ("facts", [*rule()["facts"], rule()["facts"][0]], "facts 里有重名，请改名或删去"),
        ],
    )  # fmt: skip
    def test_that_cannot_decide(self, path, value, message, tmp_path):
        found = problems_of(tmp_path, small_content(rule=changed(rule(), path, value)))
        line = line_in(tmp_path, ("rule", rule()["key"]), "rows:")
        assert found == [f"{RULE_FILE}:{line}: rows: {message}"]
