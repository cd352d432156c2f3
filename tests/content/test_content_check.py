"""`content check`: every mistake in a file's form, at its line, all at once."""

import pytest

from backend.services.content_files import place_of, read_folder, text_of, write_folder
from backend.services.regions import ITEM as REGIONS
from tests import builders
from tests.builders import channel, guide, office, small_content, window, write_content
from tests.content.checking import LEFT_OUT, assert_complains, broken, line_in, problems_of

GUIDE = ("guide", "jiangmen-student-enrol")
SOURCE = "sources/heshan-letter.yaml"
UNKNOWN = "不认识的字段，请检查拼写或删去"
NO_REGION = "region: 没有区划代码 440701，请查 regions.csv"
OFFICE = "offices/heshan/heshan-gulao.yaml"
CHANNEL = "channels/yueyibao.yaml"


class TestAWholeFolder:
    def test_without_mistakes_has_no_problems(self, tmp_path):
        documents = small_content()
        assert problems_of(tmp_path, documents) == []
        assert read_folder(tmp_path).documents == documents

    def test_written_again_changes_no_file(self, tmp_path):
        files = write_content(tmp_path, small_content())
        assert len(files) == len(small_content())
        assert list(write_folder(tmp_path, read_folder(tmp_path).documents)) == []

    def test_written_anew_yields_only_what_changed(self, tmp_path):
        write_content(tmp_path, small_content())
        files = write_content(tmp_path, small_content(office=office(hours="工作日")))
        assert files == [tmp_path / OFFICE]
        assert 'hours: "工作日"\n' in (tmp_path / OFFICE).read_text("utf-8")

    def test_may_have_any_line_ends_and_any_order_of_fields(self, tmp_path):
        write_content(tmp_path, small_content())
        file = tmp_path / CHANNEL
        head, *rest = file.read_text("utf-8").splitlines()
        file.write_bytes("\r\n".join([*rest, head, ""]).encode())
        folder = read_folder(tmp_path)
        assert folder.problems == []
        assert text_of(("channel", "yueyibao"), folder.documents["channel", "yueyibao"]).startswith(
            'key: "yueyibao"\n'
        )

    @pytest.mark.parametrize(
        ("item", "place"),
        [
            (("guide", "tianjin-child-enrol"), "guides/tianjin/tianjin-child-enrol.yaml"),
            (("source", "heshan-letter"), "sources/heshan-letter.yaml"),
            (("channel", "yueyibao"), CHANNEL),
            (("office", "heshan-gulao"), OFFICE),
            (("questionnaire", "a"), "questionnaires/a/a.yaml"),
            (REGIONS, "regions.csv"),
        ],
    )
    def test_keeps_each_item_in_its_place(self, item, place):
        assert place_of(item) == place

    def test_reports_every_problem_of_every_file_sorted(self, tmp_path):
        late = window(key="jiangmen-resident-2025", closes_on="2023-08-01", policy_year=2025)
        documents = small_content(
            guide=guide(title=7, service="dance", colour="red"),
            channel=channel(region="440701"),
            window=[window(), late],
            office=office(hours=" "),
        )
        write_content(tmp_path, documents)
        (tmp_path / SOURCE).write_text('key: no\ntitle: "a\n', "utf-8")
        told = [(p.file, p.line, p.message.split("：")[0]) for p in read_folder(tmp_path).problems]
        guide_file, window_file = place_of(GUIDE), place_of(("window", late["key"]))
        assert told == [
            (CHANNEL, line_in(tmp_path, ("channel", "yueyibao"), "region:"), NO_REGION),
            (guide_file, 2, "title: 应当是带引号的文字"),
            (guide_file, line_in(tmp_path, GUIDE, "service:"), "service: 应当是其中之一"),
            (guide_file, line_in(tmp_path, GUIDE, "colour:"), "colour: " + UNKNOWN),
            (OFFICE, line_in(tmp_path, ("office", "heshan-gulao"), "hours:"), "hours: 不能是空白"),
            (SOURCE, 1, "文字要加双引号"),
            (SOURCE, 3, "YAML 写法有误（found unexpected end of stream）"),
            (window_file, 9, "closes_on: closes_on 应当晚于 opens_on（区间不含末日）"),
        ]


class TestWhatTheSchemaRefuses:
    @pytest.mark.parametrize("builder", builders.BUILDERS)
    def test_an_unknown_key(self, builder, tmp_path):
        message = f"colour: {UNKNOWN}"
        assert_complains(tmp_path, (builder, "colour", "red"), 'colour: "red"', message)

    @pytest.mark.parametrize("builder", builders.BUILDERS)
    def test_a_missing_title_or_name(self, builder, tmp_path):
        name = "name" if builder in {"channel", "office"} else "title"
        case = (builder, name, LEFT_OUT)
        assert_complains(tmp_path, case, "key:", f"{name}: 缺少这一项")

    @pytest.mark.parametrize(
        ("case", "start", "message"),
        [
            (("guide", "routes.0.colour", "red"), 'colour: "red"',
             f"routes[0].colour: {UNKNOWN}"),
            (("guide", "routes.0.steps.1.path.0.colour", "red"), '- {label: "确认缴费"',
             f"routes[0].steps[1].path[0].colour: {UNKNOWN}"),
            (("guide", "routes.0.steps.0.text", LEFT_OUT), '- actor: "guardian"',
             "routes[0].steps[0].text: 缺少这一项"),
            (("guide", "title", 750), "title: 750", "title: 应当是带引号的文字"),
            (("guide", "title", " 登记"), 'title: " 登记"', "title: 不能是空白"),
            (("guide", "title", None), "title: null", "title: 不能为空"),
            (("guide", "audience", "学生"), 'audience: "学生"',
             "audience: 应当是列表（每项以 - 开头）"),
            (("guide", "conditions.0", "户口"), '- "户口"', "conditions[0]: 这里应当是一组字段"),
            (("guide", "conditions", {"text": "a"}), "conditions:",
             "conditions: 应当是列表（每项以 - 开头）"),
            (("questionnaire", "key", "Jiangmen Enrol"), 'key: "Jiangmen Enrol"',
             "key: 应当是小写字母、数字和连字符组成的标识，如 shenzhen-child-enrol"),
            (("guide", "region", "44070"), 'region: "44070"', "region: 应当是 6 或 9 位区划代码"),
            (("guide", "region", 440700), "region: 440700", "region: 应当是带引号的文字"),
            (("guide", "completeness", "half"), 'completeness: "half"',
             "completeness: 应当是其中之一：complete、partial"),
            (("guide", "citations.0.quote", "字" * 41), "- {source:",
             "citations[0].quote: 引文最多 40 个字"),
            (("window", "policy_year", "2024"), 'policy_year: "2024"',
             "policy_year: 应当是不带引号的整数"),
            (("window", "policy_year", True), "policy_year: true",
             "policy_year: 应当是不带引号的整数"),
            (("window", "opens_on", "2023-02-30"), 'opens_on: "2023-02-30"',
             'opens_on: 应当是带引号的日期，如 "2025-01-01"'),
            (("window", "opens_on", "20230901"), 'opens_on: "20230901"',
             'opens_on: 应当是带引号的日期，如 "2025-01-01"'),
            (("window", "opens_on", 2023), "opens_on: 2023",
             'opens_on: 应当是带引号的日期，如 "2025-01-01"'),
            (("channel", "is_official", "yes"), 'is_official: "yes"',
             "is_official: 应当是 true 或 false"),
            (("channel", "aliases.0.used_from", "2020-7-1"), 'used_from: "2020-7-1"',
             'aliases[0].used_from: 应当是带引号的日期，如 "2025-01-01"'),
            (("standard", "contribution_values.0.personal_fen", -1), "personal_fen: -1",
             "contribution_values[0].personal_fen: 不能小于 0"),
            (("standard", "contribution_values.0.personal_fen", 406.5), "personal_fen: 406.5",
             "contribution_values[0].personal_fen: 应当是不带引号的整数"),
            (("standard", "contribution_values.0.subsidy_fen", 99_999_999_999_999), "subsidy_fen:",
             "contribution_values[0].subsidy_fen: 不能大于 1000000000"),
            (("standard", "contribution_values.0.employer_rate_bp", 10_001), "employer_rate_bp:",
             "contribution_values[0].employer_rate_bp: 不能大于 10000（即 100%）"),
            (("benefit", "benefit_values.0.cells.0.amount", 10_001), "amount: 10001",
             "benefit_values[0].cells[0].amount: 不能大于 10000（即 100%）"),
            (("window", "policy_year", 9999), "policy_year:",
             "policy_year: 年度应在 1990 到 2100 之间"),
            (("office", "lat", "22.5"), "lat:", "lat: 应当是不带引号的数字，如 22.7654"),
            (("office", "lat", "abc"), "lat:", "lat: 应当是不带引号的数字，如 22.7654"),
            (("office", "lng", "nan"), "lng:", "lng: 应当是不带引号的数字，如 22.7654"),
            (("office", "lng", True), "lng:", "lng: 应当是不带引号的数字，如 22.7654"),
            (("benefit", "benefit_values.0.cells.0.dims", "住院"), '- dims: "住院"',
             "benefit_values[0].cells[0].dims: 这里应当是一组字段"),
        ],
    )  # fmt: skip
    def test_a_value_of_the_wrong_form(self, case, start, message, tmp_path):
        assert_complains(tmp_path, case, start, message)

    def test_a_quote_of_forty_characters_is_welcome(self, tmp_path):
        documents, _ = broken("guide", "citations.0.quote", "字" * 40)
        assert problems_of(tmp_path, documents) == []


class TestWhatCannotBeRead:
    @pytest.mark.parametrize(
        ("old", "new", "line", "message"),
        [
            ('raw: "8761233"', "raw: 0750", 6, "文字要加双引号：0750"),
            ('raw: "8761233"', "raw: no", 6, "文字要加双引号：no"),
            ("inferred: true", "inferred: yes", 8, "文字要加双引号：yes"),
            ('address: "', 'name: "', 4, "字段 name 写了两次"),
            ('"enrol"', '&a "enrol"', 10, "不能使用锚点（&）和别名（*）"),
            (
                "  - raw",
                "\t- raw",
                6,
                "YAML 写法有误（found character that cannot start any token）",
            ),
        ],
    )
    def test_is_told_with_its_line(self, old, new, line, message, tmp_path):
        found = problems_after(tmp_path, OFFICE, lambda text: text.replace(old, new, 1))
        assert found == [f"{OFFICE}:{line}: {message}"]

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            (b"", "文件是空的"),
            (b'- "a"\n', "文件应当是一组字段"),
            (b'"a"\n', "文件应当是一组字段"),
            ("key: “粤医保”\n".encode("gb18030"), "文件不是 UTF-8 编码"),
        ],
    )
    def test_a_file_that_is_no_document(self, text, message, tmp_path):
        write_content(tmp_path, small_content())
        (tmp_path / OFFICE).write_bytes(text)
        assert list(map(str, read_folder(tmp_path).problems)) == [f"{OFFICE}:1: {message}"]


class TestFilesInTheWrongPlace:
    @pytest.mark.parametrize("place", ["channels/other.yaml", "channels/guangdong/yueyibao.yaml"])
    def test_a_file_not_named_after_its_item(self, place, tmp_path):
        write_content(tmp_path, small_content())
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / CHANNEL).rename(tmp_path / place)
        found = [str(p) for p in read_folder(tmp_path).problems]
        assert found == [f"{place}:1: 文件应当放在 {CHANNEL}"]

    @pytest.mark.parametrize("place", ["chanels/new.yaml", "channels/new.yml", "new.yaml"])
    def test_a_file_that_nothing_would_read(self, place, tmp_path):
        write_content(tmp_path, small_content())
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_text('key: "new"\n', "utf-8")
        (found,) = map(str, read_folder(tmp_path).problems)
        assert found.startswith(f"{place}:1: 不会读到这个文件")


class TestTheRegionList:
    def test_is_missed_when_it_is_not_there(self, tmp_path):
        write_content(tmp_path, small_content())
        (tmp_path / "regions.csv").unlink()
        assert list(map(str, read_folder(tmp_path).problems)) == ["regions.csv:1: 缺少区划表"]

    @pytest.mark.parametrize(
        ("old", "new", "line", "message"),
        [
            ("code,name", "name,code", 1, "表头应当是 code,name,level,parent,kind,aliases"),
            ("430000,湖南省", "430000", 4, "这一行不是完整的区划记录，应当有 6 列"),
            ("430000,", "43000,", 4, "代码应当是 6 或 9 位数字"),
            ("430000,", "120000,", 4, "代码要从小到大排列，不能重复"),
            ("湖南省", "", 4, "缺少名称"),
            ("120000,天津市,province", "120000,天津市,kingdom", 3,
             "层级应当是其中之一：nation、province、city、county、town"),
            ("440300,深圳市,city,440000", "440300,深圳市,city,440700", 6,
             "上级应当是表里更高层级的代码"),
        ],
    )  # fmt: skip
    def test_names_the_line_that_does_not_fit(self, old, new, line, message, tmp_path):
        found = problems_after(tmp_path, "regions.csv", lambda text: text.replace(old, new, 1))
        assert found == [f"regions.csv:{line}: {message}"]


def problems_after(root, file, edit):
    """Return the problems of the small content after one of its files was edited by hand."""
    write_content(root, small_content())
    text = (root / file).read_text("utf-8")
    assert edit(text) != text
    (root / file).write_text(edit(text), "utf-8")
    return [str(problem) for problem in read_folder(root).problems]
