"""What people write into tables: read generously, refused by row and column."""

import re

import pytest

from backend.services.sheets import tables
from backend.services.sheets.columns import SHEETS
from backend.services.sheets.places import Places
from backend.services.sheets.reading import Beside
from tests.builder_parts import citation
from tests.builders import benefit, office, region_rows, standard, window
from tests.services.sheets.making import beside, table

CITED = "heshan-letter｜第二段｜参保就医指引"
NEW_OFFICE = {"名称": "龙口所", "地区": "鹤山市古劳镇", "电话": "8700001", "引证": CITED}


def test_an_office_needs_no_key_and_no_code():
    (made,) = read("offices", NEW_OFFICE).documents.values()
    assert made["key"] == "heshan-longkousuo"
    assert made["region"] == "440784103"
    assert made["phones"] == [{"raw": "8700001"}]
    assert made["citations"] == [citation()]


def test_an_office_that_is_there_is_known_by_its_name_and_place():
    row = {"名称": office()["name"], "地区": "古劳镇", "地址": "新街1号"}
    (changed,) = read("offices", row, beside=beside(office())).documents.values()
    assert changed == office() | {"address": "新街1号"}


@pytest.mark.parametrize("said", ["鹤山", "沙坪", "鹤山市", "广东省江门市鹤山市"])
def test_a_place_is_known_by_every_name_it_has(said):
    rows = [[*row[:5], "鹤山、沙坪"] if row[0] == "440784" else row for row in region_rows()]
    assert Places(rows).code_of(said) == "440784"


def test_a_column_the_table_has_not_leaves_its_field_as_it_is_and_a_blank_cell_empties_it():
    row = {"标识": "heshan-gulao", "名称": office()["name"], "地区": "440784103", "地址": ""}
    (changed,) = read("offices", row, beside=beside(office())).documents.values()
    assert "address" not in changed
    assert changed["phones"] == office()["phones"]


def test_two_new_offices_of_one_name_get_two_keys():
    rows = NEW_OFFICE, NEW_OFFICE | {"地区": "江门市"}
    assert [key for _, key in read("offices", *rows).documents] == [
        "heshan-longkousuo",
        "jiangmen-longkousuo",
    ]


def test_a_phone_is_read_with_all_that_is_said_of_it():
    row = NEW_OFFICE | {"电话": "8700001｜+867508700001｜监督投诉｜是\n12393"}
    (made,) = read("offices", row).documents.values()
    assert made["phones"] == [
        {
            "raw": "8700001",
            "e164": "+867508700001",
            "area_code_inferred": True,
            "purpose": "complaint",
        },
        {"raw": "12393"},
    ]


def test_what_the_table_cites_nothing_for_is_cited_from_the_whole():
    row = {name: said for name, said in NEW_OFFICE.items() if name != "引证"}
    (made,) = read("offices", row, beside=beside(citation=citation())).documents.values()
    assert made["citations"] == [citation()]


@pytest.mark.parametrize(
    ("row", "place", "word"),
    [
        (NEW_OFFICE | {"名称": ""}, (2, "名称"), "缺少"),
        (NEW_OFFICE | {"标识": "龙口"}, (2, "标识"), "小写字母"),
        (NEW_OFFICE | {"地区": "没有镇"}, (2, "地区"), "没有叫「没有镇」的地区；请写完整的名称"),
        (NEW_OFFICE | {"地区": "44078"}, (2, "地区"), "6 或 9 位区划代码"),
        (NEW_OFFICE | {"纬度": "北纬22度"}, (2, "纬度"), "数字"),
        (NEW_OFFICE | {"可办事项": "参保登记；理发"}, (2, "可办事项"), "理发"),
        (NEW_OFFICE | {"电话": "1｜2｜咨询｜是｜多"}, (2, "电话"), "最多写 4 项"),
        (NEW_OFFICE | {"电话": "8700001｜｜｜大概"}, (2, "电话"), "是 或 否"),
        (NEW_OFFICE | {"引证": f"heshan-letter｜二｜{'长' * 41}"}, (2, "引证"), "40"),
        (NEW_OFFICE | {"地址": "古劳\x00镇"}, (2, "地址"), "控制字符"),
        (NEW_OFFICE | {"邮编": "529700"}, (1, "邮编"), "不认识这一列"),
    ],
)
def test_what_is_wrong_is_told_by_row_and_column(row, place, word):
    reading = read("offices", row)
    (problem,) = reading.problems
    assert (problem.row, problem.column) == place
    assert word in str(problem)
    assert reading.documents == {}


def test_every_wrong_row_is_told_at_once_and_the_right_ones_are_read():
    bad = NEW_OFFICE | {"地区": "没有镇"}
    reading = read("offices", bad, NEW_OFFICE, {}, bad | {"名称": "另一所"})
    assert [p.row for p in reading.problems] == [2, 5]
    assert len(reading.documents) == 1


def test_a_name_that_two_places_have_is_refused_with_both():
    double = Places([*region_rows(), ["440785", *region_row("440784")[1:]]])
    beside_both = Beside({}, double)
    (problem,) = read("offices", NEW_OFFICE | {"地区": "鹤山市"}, beside=beside_both).problems
    assert "不止一个" in problem.message
    assert {"440784", "440785"} <= set(re.findall(r"\d{6}", problem.message))


def test_a_missing_column_and_one_that_stands_twice_are_refused():
    (missing,) = read("offices", {"名称": "一", "地址": "街"}).problems
    assert (missing.row, missing.column, missing.message) == (1, "地区", "缺少这一列")
    sheet = SHEETS["offices"]
    (twice,) = tables.read(sheet, [["名称", "地区", "地 区"]], beside()).problems
    assert twice.message == "这一列有两个"


def test_the_same_thing_in_two_rows_is_refused():
    row = NEW_OFFICE | {"标识": "heshan-longkou"}
    (problem,) = read("offices", row, row).problems
    assert (problem.row, "第 2 行" in problem.message) == (3, True)


def test_a_window_is_read_with_days_however_they_are_written():
    row = {
        "标识": "jiangmen-resident-2027", "标题": "2027年度集中缴费", "地区": "江门",
        "险种": "城乡居民医保", "适用人群": "城乡居民；学生", "年度": 2027.0,
        "开始日": "2026年9月1日", "截止日（不含）": "2027/1/1", "引证": CITED,
    }  # fmt: skip
    (made,) = read("windows", row).documents.values()
    assert (made["opens_on"], made["closes_on"]) == ("2026-09-01", "2027-01-01")
    assert (made["region"], made["policy_year"]) == ("440700", 2027)
    assert made["audience"] == ["城乡居民", "学生"]


@pytest.mark.parametrize("day", ["2026-02-30", "明年", 45000])
def test_what_is_no_day_is_refused(day):
    row = {"标识": window()["key"], "标题": "一", "地区": "440700", "险种": "城乡居民医保",
           "年度": 2027, "开始日": day}  # fmt: skip
    (problem,) = read("windows", row).problems
    assert (problem.column, "应当是日期" in problem.message) == ("开始日", True)


def test_next_year_needs_only_its_amounts():
    row = {"标识": "jiangmen-resident", "年度": 2025, "个人缴费": "420", "财政补助": "670元",
           "本年度引证": CITED}  # fmt: skip
    (changed,) = read("contributions", row, beside=beside(standard())).documents.values()
    old, new = changed["contribution_values"]
    assert old == standard()["contribution_values"][0]
    assert new == {
        "policy_year": 2025, "cover_from": "2025-01-01", "cover_to": "2026-01-01",
        "pay_from": "2024-09-01", "personal_fen": 42000, "subsidy_fen": 67000,
        "citations": [citation()],
    }  # fmt: skip
    assert changed["title"] == standard()["title"]


def test_a_standard_is_known_by_its_title_too():
    row = {
        "标识": "",
        "标题": standard()["title"],
        "年度": 2025,
        "个人缴费": 1,
        "本年度引证": CITED,
    }
    assert list(read("contributions", row, beside=beside(standard())).documents) == [
        ("standard", "jiangmen-resident")
    ]


def test_a_year_the_table_has_is_replaced_and_stays_in_its_place():
    older = standard()["contribution_values"][0]
    newer = older | {"policy_year": 2025, "cover_from": "2025-01-01", "cover_to": "2026-01-01",
                     "pay_from": "2024-09-01"}  # fmt: skip
    there = standard(contribution_values=[older, newer])
    row = {"标识": "jiangmen-resident", "年度": 2024, "个人缴费": "400", "本年度引证": CITED}
    (changed,) = read("contributions", row, beside=beside(there)).documents.values()
    assert [v["personal_fen"] for v in changed["contribution_values"]] == [40000, 40600]
    assert changed["contribution_values"][0]["pay_from"] == older["pay_from"]


@pytest.mark.parametrize(
    ("row", "column", "word"),
    [
        ({"标识": "nowhere", "年度": 2025}, "标识", "还没有标准"),
        ({"标识": "", "年度": 2025}, "标识", "哪一个标准"),
        ({"标识": "jiangmen-resident", "标题": "别的名字", "年度": 2025}, "标识", "这个标准叫"),
        ({"标识": "jiangmen-resident-benefit", "年度": 2025}, "标识", "待遇标准"),
        ({"标识": "jiangmen-resident", "年度": 2025, "个人缴费": "四百"}, "个人缴费（元）", "金额"),
        ({"标识": "jiangmen-resident", "年度": "", "个人缴费": "4"}, "年度", "缺少"),
    ],
)
def test_a_standard_that_cannot_be_meant_is_refused(row, column, word):
    there = beside(standard(), benefit())
    reading = read("contributions", row, beside=there)
    (problem,) = [p for p in reading.problems if p.column == column]
    assert (problem.row, word in problem.message) == (2, True)
    assert reading.documents == {}


def test_rows_of_one_standard_that_disagree_about_it_are_refused():
    row = {"标识": "new-one", "标题": "新标准", "地区": "江门", "险种": "城乡居民医保",
           "年度": 2025, "保障开始": "2025-01-01", "保障结束（不含）": "2026-01-01"}  # fmt: skip
    (problem,) = read("contributions", row, row | {"标题": "另一个", "年度": 2026}).problems
    assert (problem.row, "第 2 行不一致" in problem.message) == (3, True)


def test_cells_of_a_benefit_are_read_by_what_they_measure():
    row = {
        "标识": "jiangmen-resident-benefit", "年度": 2025, "本年度引证": CITED,
        "就医类型": "住院", "项目": "报销比例", "比较": "最高", "数值": "87.5%",
    }  # fmt: skip
    cap = row | {"项目": "封顶线", "比较": "", "数值": "54万"}
    count = row | {"就医类型": "门诊特定病种", "项目": "数量", "比较": "", "数值": 57}
    (changed,) = read("benefits", row, cap, count, beside=beside(benefit())).documents.values()
    new = changed["benefit_values"][1]
    assert new["cover_from"] == "2025-01-01"
    assert new["cells"] == [
        {"dims": {"care_type": "inpatient"}, "measure": "ratio", "op": "up_to", "amount": 8750},
        {"dims": {"care_type": "inpatient"}, "measure": "cap", "amount": 54000000},
        {"dims": {"care_type": "special_outpatient"}, "measure": "count", "amount": 57},
    ]


def test_a_cell_that_is_wrong_is_told_in_its_own_row():
    row = {"标识": "jiangmen-resident-benefit", "年度": 2025, "就医类型": "住院",
           "项目": "报销比例", "数值": "80"}  # fmt: skip
    wrong, missing = row | {"数值": "八成"}, row | {"数值": ""}
    reading = read("benefits", row, wrong, missing, beside=beside(benefit()))
    assert [(p.row, p.column) for p in reading.problems] == [(3, "数值"), (4, "数值")]
    reading = read("benefits", row, missing, beside=beside(benefit()))
    assert [(p.row, p.column) for p in reading.problems] == [(3, "数值")]


def region_row(code):
    return next(row for row in region_rows() if row[0] == code)


def read(name, *rows, beside=beside()):  # noqa: B008 - nobody changes it
    headings = {heading: None for row in rows for heading in row}
    return tables.read(SHEETS[name], table(*(headings | row for row in rows)), beside)
