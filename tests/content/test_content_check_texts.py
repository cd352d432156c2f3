"""`content check`: amounts in texts are references or marked, wherever a person reads them."""

import pytest

from tests.builder_parts import benefit_value, citation, step
from tests.builders import benefit, channel, guide, office, region_rows, small_content
from tests.content.checking import assert_complains, problems_of

MARK = "「380元」应写成 {{standard:…}} 引用或 {{lit:380元}}"
NO_BRACES = "这里不能用 {{…}}，请写普通文字"
SANMING = ["350400", "三明市", "city", "100000", "administrative", "三明"]
SANYUAN = ["350404", "三元区", "county", "350400", "administrative", "三元"]


class TestWhatATextSays:
    @pytest.mark.parametrize(
        ("said", "message"),
        [
            ("交{{标准}}。", "看不懂的引用 {{标准}}"),
            ("交{{standard:jiangmen-resident}}。", "看不懂的引用 {{standard:jiangmen-resident}}"),
            ("交{{standard:jiangmen-resident.personal}。", "看不懂的引用 {{"),
            ("交{{standard:nowhere.personal}}。", "引用的标准「nowhere」不存在"),
            (
                "交{{standard:jiangmen-resident.ratio}}。",
                "标准「jiangmen-resident」没有「ratio」这一项",
            ),
            (
                "报{{standard:jiangmen-resident-benefit.personal}}。",
                "标准「jiangmen-resident-benefit」没有「personal」这一项",
            ),
            (
                "报{{standard:jiangmen-resident-benefit.ratio|referral=local}}。",
                "标准「jiangmen-resident-benefit」没有维度 referral=local",
            ),
            (
                "报{{standard:jiangmen-resident-benefit.ratio|care_type=dental}}。",
                "标准「jiangmen-resident-benefit」没有维度 care_type=dental",
            ),
            (
                "交{{standard:jiangmen-resident.personal|care_type=inpatient}}。",
                "标准「jiangmen-resident」没有维度 care_type=inpatient",
            ),
            ("每年交380元。", "「380元」应写成 {{standard:…}} 引用或 {{lit:380元}}"),
            ("报销85%。", "「85%」应写成 {{standard:…}} 引用或 {{lit:85%}}"),
            ("出生九十天内办。", "「九十天」应写成 {{standard:…}} 引用或 {{lit:九十天}}"),
        ],
    )
    def test_is_a_reference_that_resolves_or_a_marked_amount(self, said, message, tmp_path):
        assert_complains(tmp_path, ("guide", "summary", said), "summary:", f"summary: {message}")

    @pytest.mark.parametrize(
        ("case", "start", "where"),
        [
            (("guide", "conditions.0.text", "交380元。"), '- text: "交380元', "conditions[0].text"),
            (("guide", "materials.0.fill_note", "写380元"), "fill_note:", "materials[0].fill_note"),
            (("guide", "time_limits.0.text", "交380元。"), 'text: "交380元', "time_limits[0].text"),
            (("guide", "faqs.0.answer", "交380元。"), "answer:", "faqs[0].answer"),
            (("guide", "routes.0.steps.1.text", "交380元。"), '- text: "交380元',
             "routes[0].steps[1].text"),
            (("guide", "routes.0.status_reason", "写380元。"), "status_reason:",
             "routes[0].status_reason"),
            (("rule", "rows.0.because", "交380元。"), 'because: "交380元', "rows[0].because"),
            (("questionnaire", "questions.1.help", "交380元。"), "help:", "questions[1].help"),
            (("questionnaire", "outcomes.0.because", "交380元。"), 'because: "交380元',
             "outcomes[0].because"),
        ],
    )  # fmt: skip
    def test_is_looked_at_wherever_a_reader_reads_it(self, case, start, where, tmp_path):
        message = f"{where}: 「380元」应写成 {{{{standard:…}}}} 引用或 {{{{lit:380元}}}}"
        assert_complains(tmp_path, case, start, message)

    def test_may_hold_amounts_where_the_words_are_somebody_elses(self, tmp_path):
        quoted = guide(citations=[citation(quote="每年380元"), citation(where="第380元段")])
        assert problems_of(tmp_path, small_content(guide=quoted)) == []

    def test_of_several_amounts_each_is_named(self, tmp_path):
        found = problems_of(tmp_path, small_content(guide=guide(summary="个人380元，补助670元。")))
        assert [message.split(": ")[-1][:6] for message in found] == ["「380元」", "「670元」"]

    @pytest.mark.parametrize(
        ("case", "start", "where"),
        [
            (("guide", "doubt", "另一处写380元。"), "doubt:", "doubt"),
            (("guide", "notes.0.reading", "按380元理解。"), "reading:", "notes[0].reading"),
            (("guide", "materials.0.name", "380元收据"), "- name:", "materials[0].name"),
            (("guide", "materials.0.when", "超过380元时"), "when:", "materials[0].when"),
            (("guide", "time_limits.0.label", "380元到账"), "- label:", "time_limits[0].label"),
            (("guide", "time_limits.0.from_event", "缴380元"), "from_event:",
             "time_limits[0].from_event"),
            (("rule", "note", "交380元。"), "note:", "note"),
            (("rule", "facts.0.label", "交380元的日期"), 'label: "交380元', "facts[0].label"),
            (("rule", "constraints.0.message", "交380元"), "message:", "constraints[0].message"),
            (("rule", "rows.1.then", {"refuse": "交380元"}), "- then:", "rows[1].then.refuse"),
            (("questionnaire", "questions.0.text", "交380元吗？"), 'text: "交380元',
             "questions[0].text"),
            (("questionnaire", "questions.0.answers.0.label", "交380元"), '- label: "交380元',
             "questions[0].answers[0].label"),
            (("questionnaire", "outcomes.0.title", "交380元"), 'title: "交380元',
             "outcomes[0].title"),
            (("standard", "note", "交380元。"), "note:", "note"),
            (("standard", "contribution_values.0.doubt", "交380元。"), "doubt:",
             "contribution_values[0].doubt"),
            (("benefit", "benefit_values.0.cells.0.note", "交380元。"), "note:",
             "benefit_values[0].cells[0].note"),
            (("window", "note", "交380元。"), "note:", "note"),
            (("office", "note", "交380元。"), "note:", "note"),
            (("channel", "how_to_open", "先交380元。"), "how_to_open:", "how_to_open"),
            (("source", "defects.0.text", "380元对不上。"), 'text: "380元', "defects[0].text"),
        ],
    )  # fmt: skip
    def test_is_looked_at_in_every_kind_of_item(self, case, start, where, tmp_path):
        assert_complains(tmp_path, case, start, f"{where}: {MARK}")

    @pytest.mark.parametrize(
        ("path", "start", "where"),
        [
            ("title", "title:", "title"),
            ("routes.0.title", '- title: "交', "routes[0].title"),
            ("audience.0", '- "交', "audience[0]"),
        ],
    )
    def test_names_no_amount_where_lists_show_it_as_it_is(self, path, start, where, tmp_path):
        case = ("guide", path, "交380元的学生")
        assert_complains(tmp_path, case, start, f"{where}: 标题里不写数额，请去掉「380元」")

    @pytest.mark.parametrize(
        ("case", "start", "where"),
        [
            (("guide", "title", "交{{lit:380元}}"), "title:", "title"),
            (("guide", "aliases.0", "交{{lit:380元}}"), '- "交', "aliases[0]"),
            (("guide", "citations.0.quote", "交{{lit:380元}}"), "- {source:",
             "citations[0].quote"),
            (("office", "name", "{{lit:380元}}"), "name:", "name"),
            (("channel", "name", "{{lit:380元}}"), "name:", "name"),
        ],
    )  # fmt: skip
    def test_is_plain_where_nothing_is_put_in(self, case, start, where, tmp_path):
        assert_complains(tmp_path, case, start, f"{where}: {NO_BRACES}")

    @pytest.mark.parametrize("builder", ["standard", "window", "office", "channel"])
    def test_of_a_thing_of_its_own_refers_to_no_standard(self, builder, tmp_path):
        case = (builder, "note", "交{{standard:jiangmen-resident.personal}}。")
        message = "note: 这里只能用 {{lit:…}}；随年度变的数额请在指南里引用标准"
        assert_complains(tmp_path, case, "note:", message)

    def test_may_hold_marked_amounts_in_every_kind_of_item(self, tmp_path):
        marked = "交{{lit:380元}}。"
        value = benefit_value(note=marked, doubt=marked)
        whole = small_content(office=office(note=marked), channel=channel(how_to_open=marked),
                              benefit=benefit(note=marked, benefit_values=[value]),
                              guide=guide(doubt=marked))  # fmt: skip
        assert problems_of(tmp_path, whole) == []

    def test_may_hold_amounts_where_the_words_are_on_a_screen_or_people_type_them(self, tmp_path):
        tapped = step(path=[{"label": "380元档", "alternatives": ["400元档"]}])
        typed = guide(aliases=["医保380元"], routes=[{**guide()["routes"][0], "steps": [tapped]}])
        named = office(name="三元桥服务中心", address="三元桥5号", aliases=["三元桥中心"])
        assert problems_of(tmp_path, small_content(guide=typed, office=named)) == []

    @pytest.mark.parametrize("said", ["三元区的孩子。", "三明三元的孩子。", "三明市三元的孩子。"])
    def test_may_name_a_place_that_sounds_like_an_amount(self, said, tmp_path):
        rows = sorted([*region_rows(), SANMING, SANYUAN])
        assert problems_of(tmp_path, small_content(guide=guide(summary=said), regions=rows)) == []

    def test_is_no_place_only_because_one_is_called_so(self, tmp_path):
        rows = sorted([*region_rows(), SANMING, SANYUAN])
        whole = small_content(guide=guide(summary="三元区的孩子交三元。"), regions=rows)
        (found,) = problems_of(tmp_path, whole)
        assert "「三元」应写成" in found
