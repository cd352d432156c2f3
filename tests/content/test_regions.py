"""The committed region list holds together, and the script that makes it does what it says."""

import csv
import importlib.util
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

CONTENT = Path(__file__).parents[2] / "content"
LEVELS = ["nation", "province", "city", "county", "town"]
CODE_LENGTH = {"nation": 6, "province": 6, "city": 6, "county": 6, "town": 9}
PSEUDO_NAMES = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
HESHAN_TOWNS = {
    "440784001": "沙坪街道",
    "440784101": "龙口镇",
    "440784102": "雅瑶镇",
    "440784103": "古劳镇",
    "440784104": "桃源镇",
    "440784105": "鹤城镇",
    "440784106": "共和镇",
    "440784107": "址山镇",
    "440784108": "宅梧镇",
    "440784112": "双合镇",
}


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with (CONTENT / "regions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def by_code(rows):
    return {row["code"]: row for row in rows}


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("rebuild_regions", CONTENT / "rebuild_regions.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class TestTheCommittedList:
    def test_its_header_is_the_agreed_one(self, rows):
        assert list(rows[0]) == ["code", "name", "level", "parent", "kind", "aliases"]

    def test_it_is_utf8_with_bare_line_feeds(self):
        data = (CONTENT / "regions.csv").read_bytes()
        assert data.decode("utf-8").endswith("\n")
        assert b"\r" not in data
        assert not data.startswith(b"\xef\xbb\xbf")

    def test_every_code_is_there_once_and_in_order(self, rows):
        codes = [row["code"] for row in rows]
        assert codes == sorted(set(codes))

    def test_every_code_has_the_length_of_its_level(self, rows):
        wrong = [row for row in rows if len(row["code"]) != CODE_LENGTH[row["level"]]]
        assert wrong == []
        assert all(row["code"].isascii() and row["code"].isdecimal() for row in rows)

    def test_every_parent_is_there_and_stands_higher(self, rows, by_code):
        for row in rows[1:]:
            above = by_code[row["parent"]]["level"]
            assert LEVELS.index(above) < LEVELS.index(row["level"]), row

    def test_only_the_nation_has_no_parent(self, rows):
        assert [row["code"] for row in rows if not row["parent"]] == ["100000"]

    def test_every_code_starts_as_its_parent_does(self, rows):
        for row in rows[1:]:
            prefix = "" if row["parent"] == "100000" else row["parent"][:6].rstrip("0")
            assert row["code"].startswith(prefix), row

    def test_kinds_are_the_two_we_know(self, rows):
        assert {row["kind"] for row in rows} == {"administrative", "statistical"}

    def test_no_heading_of_the_statistics_is_taken_for_a_place(self, rows):
        assert [row for row in rows if row["name"] in PSEUDO_NAMES] == []

    def test_no_name_or_alias_is_empty_space_or_one_character(self, rows):
        for row in rows:
            aliases = row["aliases"].split("|") if row["aliases"] else []
            assert all(len(name) >= 2 and name == name.strip() for name in [row["name"], *aliases])

    def test_an_alias_is_a_shorter_form_of_the_name(self, rows):
        for row in rows:
            assert row["name"].startswith(row["aliases"])
            assert row["name"] != row["aliases"]


class TestCounts:
    def test_by_level_and_kind(self, rows):
        assert Counter((row["level"], row["kind"]) for row in rows) == {
            ("nation", "administrative"): 1,
            # neither package has 台湾, 香港 and 澳门 with codes; with them it would be 34
            ("province", "administrative"): 31,
            # 342 in the statistics less 9 headings: 4 市辖区, 1 县, 4 (自治)省直辖
            ("city", "administrative"): 333,
            # 2,978 in the statistics less 4 cities that stand in for their counties; of these
            # 2,846 are in the civil affairs register, the rest are zones and the like
            ("county", "administrative"): 2846,
            ("county", "statistical"): 128,
            # 鹤山 alone: its ten, and a prison and a forest farm
            ("town", "administrative"): 10,
            ("town", "statistical"): 2,
        }

    def test_no_more_provinces_than_there_are(self, rows):
        assert 31 <= sum(row["level"] == "province" for row in rows) <= 34


class TestPlacesTheContentNeeds:
    @pytest.mark.parametrize(("code", "name"), HESHAN_TOWNS.items())
    def test_the_towns_of_heshan(self, by_code, code, name):
        row = by_code[code]
        assert (row["name"], row["parent"], row["kind"]) == (name, "440784", "administrative")

    def test_what_is_no_town_says_so(self, by_code):
        assert by_code["440784401"]["kind"] == by_code["440784402"]["kind"] == "statistical"

    @pytest.mark.parametrize(
        ("code", "name", "parent", "aliases"),
        [
            ("440300", "深圳市", "440000", "深圳"),
            ("440700", "江门市", "440000", "江门"),
            ("440784", "鹤山市", "440700", "鹤山"),
            ("120101", "和平区", "120000", "和平"),
            ("230110", "香坊区", "230100", "香坊"),
            ("231100", "黑河市", "230000", "黑河"),
            ("231200", "绥化市", "230000", "绥化"),
            ("131000", "廊坊市", "130000", "廊坊"),
            ("360100", "南昌市", "360000", "南昌"),
            ("429021", "神农架林区", "420000", "神农架"),
            ("419001", "济源市", "410000", "济源"),
            ("650000", "新疆维吾尔自治区", "100000", "新疆"),
            ("150000", "内蒙古自治区", "100000", "内蒙古"),
        ],
    )
    def test_where_a_place_belongs_and_what_people_call_it(
        self, by_code, code, name, parent, aliases
    ):
        row = by_code[code]
        assert (row["name"], row["parent"], row["aliases"]) == (name, parent, aliases)

    @pytest.mark.parametrize(
        ("municipality", "districts"),
        [("110000", 16), ("120000", 16), ("310000", 16), ("500000", 38)],
    )
    def test_a_municipality_has_its_districts_directly(self, rows, municipality, districts):
        below = [row["level"] for row in rows if row["parent"] == municipality]
        assert below == ["county"] * districts

    @pytest.mark.parametrize("code", ["441900", "442000", "460400", "620200"])
    def test_a_city_without_counties_is_a_city_and_has_none(self, rows, by_code, code):
        assert by_code[code]["level"] == "city"
        assert [row for row in rows if row["parent"] == code] == []


class TestShortNames:
    @pytest.mark.parametrize(
        ("name", "short"),
        [
            ("深圳市", "深圳"),
            ("津市市", "津市"),
            ("古劳镇", "古劳"),
            ("沙坪街道", "沙坪"),
            ("大兴安岭地区", "大兴安岭"),
            ("锡林郭勒盟", "锡林郭勒"),
            ("香港特别行政区", "香港"),
            ("广西壮族自治区", "广西"),
            ("内蒙古自治区", "内蒙古"),
            ("克孜勒苏柯尔克孜自治州", "克孜勒苏"),
            ("积石山保安族东乡族撒拉族自治县", "积石山"),
            ("管城回族区", "管城"),
            ("浦东新区", "浦东"),
            ("清新区", "清新"),
            ("万柏林区", "万柏林"),
            ("神农架林区", "神农架"),
        ],
    )
    def test_leaves_out_what_nobody_types(self, script, name, short):
        assert script.short_name(name) == short

    @pytest.mark.parametrize("name", ["赵县", "城区", "东乡族自治县", "太仆寺旗", "广东省江门监狱"])
    def test_there_is_none_where_no_place_would_be_left(self, script, name):
        assert script.short_name(name) == ""

    def test_an_autonomous_unit_gives_way_to_a_larger_place(self, script):
        assert script.alias("海南藏族自治州", {"海南"}) == ""
        assert script.alias("海南藏族自治州", set()) == "海南"
        assert script.alias("吉林市", {"吉林"}) == "吉林"


class TestBuilding:
    def test_a_small_country(self, script):
        regions = script.all_regions(source(script))
        assert [(r.code, r.level, r.parent, r.kind, r.aliases) for r in regions] == [
            ("100000", "nation", "", "administrative", ""),
            ("120000", "province", "100000", "administrative", "天津"),
            ("120101", "county", "120000", "administrative", "和平"),
            ("440000", "province", "100000", "administrative", "广东"),
            ("440700", "city", "440000", "administrative", "江门"),
            ("440771", "county", "440700", "statistical", ""),
            ("440784", "county", "440700", "administrative", "鹤山"),
            ("440784103", "town", "440784", "administrative", "古劳"),
            ("440784402", "town", "440784", "statistical", ""),
            ("441900", "city", "440000", "administrative", "东莞"),
        ]

    def test_csv_text_is_canonical(self, script):
        region = script.Region("100000", "全国", "nation", "", "administrative", "")
        expected = "code,name,level,parent,kind,aliases\n100000,全国,nation,,administrative,\n"
        assert script.csv_text([region]) == expected

    def test_the_register_is_read_without_its_towns(self, script):
        entries = [{"c": "440784", "n": "鹤山市"}, {"c": "441900003000", "n": "东城街道"}]
        assert script.register_of(entries) == {"440784": "鹤山市"}


class TestComparing:
    def test_differences_are_told_apart(self, script):
        assert script.differences(source(script)) == {
            script.ONLY_STATISTICAL: {"440771"},
            script.PLACEHOLDER: {"441900"},
            script.ONLY_REGISTERED: {"653228"},
            script.RENAMED: {"440784"},
        }

    def test_the_table_names_both_sides(self, script):
        table = script.difference_table(source(script)).splitlines()
        assert "named differently: 1" in table
        assert "  440784  鹤山市  鹤山县" in table
        assert "  653228  (none)  和康县" in table

    def test_the_diff_shows_changed_lines_only(self, script):
        assert script.csv_diff("a\nb\n", "a\nb\n") == ""
        diff = script.csv_diff("a\nb\n", "a\nc\n").splitlines()
        assert diff[-2:] == ["-b", "+c"]
        assert " a" not in diff


class TestTheCommand:
    def test_check_reports_a_difference_and_writes_nothing(self, script, stale, capsys):
        assert script.main(["--check"]) == 1
        assert stale.read_text(encoding="utf-8") == "old\n"
        assert "-old" in capsys.readouterr().out

    def test_a_rebuild_writes_what_check_then_accepts(self, script, stale, capsys):
        assert script.main([]) == 0
        assert script.main(["--check"]) == 0
        assert capsys.readouterr().out.endswith("regions.csv is up to date\n")


@pytest.fixture
def stale(script, tmp_path, monkeypatch) -> Path:
    """Point the script at an old list of its own, and at a small country in place of npm."""
    path = tmp_path / "regions.csv"
    path.write_text("old\n", encoding="utf-8")
    monkeypatch.setattr(script, "TARGET", path)
    monkeypatch.setattr(script, "fetch", lambda: source(script))
    return path


def source(script):
    return script.Source(
        provinces=[{"code": "12", "name": "天津市"}, {"code": "44", "name": "广东省"}],
        cities=[city("1201", "市辖区"), city("4407", "江门市"), city("4419", "东莞市")],
        counties=[
            county("120101", "和平区"),
            county("440771", "某某经济开发区"),
            county("440784", "鹤山市"),
            county("441900", "东莞市"),
        ],
        towns=[
            town("440784103", "古劳镇"),
            town("440784402", "江门市四堡林场"),
            town("120101001", "劝业场街道"),
        ],
        register={"120101": "和平区", "440784": "鹤山县", "653228": "和康县"},
    )


def city(code, name):
    return {"code": code, "name": name, "provinceCode": code[:2]}


def county(code, name):
    return {"code": code, "name": name, "cityCode": code[:4], "provinceCode": code[:2]}


def town(code, name):
    return {"code": code, "name": name, "areaCode": code[:6]}
