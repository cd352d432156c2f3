"""`content check`: a questionnaire ends everywhere, in an answer that is one."""

import pytest

from tests.builder_parts import route
from tests.builders import guide, questionnaire, small_content
from tests.content.checking import assert_complains, changed, line_in, problems_of

WAY_FILE = "questionnaires/jiangmen/jiangmen-student-enrol-way.yaml"
NO_WAY = "questions[1].answers[0]: 这个选项没有去处：要写 next 或 outcome"
NO_OUTCOME = "questions[1].answers[0].outcome: 没有编号是「{}」的结论，请从已有的编号里选"
LOOP = "questions: 会绕圈：first-time → has-phone → first-time"
GUIDE = "江门学生参保登记"


class TestAWay:
    @pytest.mark.parametrize(
        ("path", "value", "complaints"),
        [
            ("questions.1.answers.0", {"label": "用"},
             [('- label: "用"', NO_WAY)]),
            ("questions.1.answers.0.outcome", "nowhere",
             [('outcome: "nowhere"', NO_OUTCOME.format("nowhere"))]),
            ("questions.1.answers.0.outcome", "first-time",
             [('outcome: "first-time"', NO_OUTCOME.format("first-time")), ("questions:", LOOP)]),
            ("questions.1.answers", [],
             [('- id: "has-phone"', "questions[1]: 这个问题没有选项")]),
            ("questions.1.answers", [{"label": "用", "next": "first-time", "outcome": "by-phone"}],
             [('- label: "用"', "questions[1].answers[0]: next 和 outcome 只能写一个"),
              ("questions:", LOOP)]),
            ("questions.0.answers.0", {"label": "是", "outcome": "by-phone"},
             [("questions:", "questions: 走不到「has-phone」")]),
            ("outcomes", [*questionnaire()["outcomes"], {**questionnaire()["outcomes"][1],
             "id": "by-post"}], [("questions:", "questions: 走不到「by-post」")]),
            ("outcomes.1.id", "by-phone",
             [('outcome: "do-nothing"', "questions[0].answers[1].outcome: "
               "没有编号是「do-nothing」的结论，请从已有的编号里选"),
              ('- id: "by-phone"', "outcomes[1].id: 标识「by-phone」用了两次")]),
        ],
    )  # fmt: skip
    def test_that_leads_nowhere(self, path, value, complaints, tmp_path):
        way = changed(questionnaire(), path, value)
        found = problems_of(tmp_path, small_content(questionnaire=way))
        item = ("questionnaire", way["key"])
        expected = [(line_in(tmp_path, item, start, -1), said) for start, said in complaints]
        assert found == [f"{WAY_FILE}:{line}: {said}" for line, said in sorted(expected)]

    @pytest.mark.parametrize(
        ("onward", "loop"),
        [
            ("first-time", "first-time → has-phone → first-time"),
            ("has-phone", "has-phone → has-phone"),
        ],
    )
    def test_that_goes_round_in_circles(self, onward, loop, tmp_path):
        answers = [{"label": "用", "outcome": "by-phone"}, {"label": "等等", "next": onward}]
        way = changed(questionnaire(), "questions.1.answers", answers)
        found = problems_of(tmp_path, small_content(questionnaire=way))
        line = line_in(tmp_path, ("questionnaire", way["key"]), "questions:")
        assert found == [f"{WAY_FILE}:{line}: questions: 会绕圈：{loop}"]

    def test_may_come_to_one_question_by_two_ways(self, tmp_path):
        answers = [{"label": "是", "next": "has-phone"}, {"label": "不清楚", "next": "has-phone"},
                   {"label": "不是", "outcome": "do-nothing"}]  # fmt: skip
        way = changed(questionnaire(), "questions.0.answers", answers)
        assert problems_of(tmp_path, small_content(questionnaire=way)) == []


class TestTheAnswersToAQuestion:
    def test_are_told_apart_by_their_labels(self, tmp_path):
        case = ("questionnaire", "questions.0.answers.1.label", "是")
        message = "questions[0].answers[1]: 选项「是」写了两次"
        documents = small_content(questionnaire=changed(questionnaire(), *case[1:]))
        (found,) = problems_of(tmp_path, documents)
        line = line_in(tmp_path, ("questionnaire", questionnaire()["key"]), '- label: "是"', 2)
        assert found == f"{WAY_FILE}:{line}: {message}"

    def test_have_no_spans_where_no_date_is_asked(self, tmp_path):
        case = ("questionnaire", "questions.0.answers.0.most", 90)
        message = "questions[0].answers[0]: least、most 只用在 kind 为 date 的问题里"
        assert_complains(tmp_path, case, '- label: "是"', message)

    def test_to_a_question_of_no_known_kind(self, tmp_path):
        case = ("questionnaire", "questions.0.kind", "age")
        message = "questions[0].kind: 应当是其中之一：choice、date"
        assert_complains(tmp_path, case, 'kind: "age"', message)

    @pytest.mark.parametrize(
        ("spans", "start", "message"),
        [
            ([(None, 90), (90, None)], '- label: "后"',
             "questions[0].answers[1]: 选项重叠：满 90 天时「前」和「后」都合适"),
            ([(None, None), (91, None)], '- label: "后"',
             "questions[0].answers[1]: 选项重叠：满 91 天时「前」和「后」都合适"),
            ([(30, None), (None, 90)], '- label: "前"',
             "questions[0].answers[0]: 选项重叠：满 30 天时「后」和「前」都合适"),
            ([(None, 90), (92, None)], '- id: "first-time"',
             "questions[0]: 满 91 天时没有选项可选"),
            ([(1, 90), (91, None)], '- id: "first-time"', "questions[0]: 满 0 天时没有选项可选"),
            ([(None, 90), (91, 365)], '- id: "first-time"',
             "questions[0]: 满 366 天时没有选项可选"),
            ([(None, None), (9, 3)], '- label: "后"',
             "questions[0].answers[1]: least 9 大于 most 3，永远选不到"),
        ],
    )  # fmt: skip
    def test_for_a_date_leave_no_day_out_and_none_to_two(self, spans, start, message, tmp_path):
        documents = small_content(questionnaire=asking_a_date(spans))
        found = problems_of(tmp_path, documents)
        line = line_in(tmp_path, ("questionnaire", questionnaire()["key"]), start)
        assert found == [f"{WAY_FILE}:{line}: {message}"]

    @pytest.mark.parametrize("spans", [[(None, 90), (91, None)], [(91, None), (0, 90)]])
    def test_for_a_date_that_meet_are_fine(self, spans, tmp_path):
        assert problems_of(tmp_path, small_content(questionnaire=asking_a_date(spans))) == []


class TestAnOutcome:
    def test_names_a_way_of_its_guide(self, tmp_path):
        case = ("questionnaire", "outcomes.0.route", "窗口办")
        message = f"outcomes[0].route: 「{GUIDE}」没有途径「窗口办」"
        assert_complains(tmp_path, case, 'route: "窗口办"', message)

    def test_names_the_guide_of_its_way(self, tmp_path):
        case = ("questionnaire", "outcomes.1.route", "手机上办")
        message = "outcomes[1].route: 写了途径（route），还要写是哪份指南（guide）"
        assert_complains(tmp_path, case, 'route: "手机上办"', message)

    @pytest.mark.parametrize(
        ("shown", "field", "message"),
        [
            ({"routes": [route(), route()]}, "route", f"「{GUIDE}」不止一条途径叫「手机上办」"),
            ({"routes": [route(status="outdated")]}, "route",
             "途径「手机上办」已过时，不能当作答案"),
            ({"completeness": "partial", "partial_reason": "截断"}, "guide",
             f"「{GUIDE}」资料不全，不能当作答案"),
        ],
    )  # fmt: skip
    def test_is_an_answer(self, shown, field, message, tmp_path):
        way = changed(questionnaire(), "outcomes.0.route", "手机上办")
        (found,) = problems_of(tmp_path, small_content(questionnaire=way, guide=guide(**shown)))
        line = line_in(tmp_path, ("questionnaire", way["key"]), f"{field}:")
        assert found == f"{WAY_FILE}:{line}: outcomes[0].{field}: {message}"

    @pytest.mark.parametrize(
        ("path", "start", "message"),
        [
            ("guide", "guide:", "outcomes[0].guide: 没有办事指南"),
            ("standards.0", '- "nowhere"', "outcomes[0].standards[0]: 没有标准"),
            ("offices.0", '- "nowhere"', "outcomes[0].offices[0]: 没有经办机构"),
            ("related", '- "nowhere"', "outcomes[0].related[0]: 没有办事指南"),
        ],
    )
    def test_names_only_what_exists(self, path, start, message, tmp_path):
        value = ["nowhere"] if path == "related" else "nowhere"
        case = ("questionnaire", f"outcomes.0.{path}", value)
        assert_complains(tmp_path, case, start, f"{message}「nowhere」，请检查标识或先添加")

    def test_may_name_a_way_a_price_an_office_and_what_comes_after(self, tmp_path):
        way = changed(questionnaire(), "outcomes.0.route", "手机上办")
        way = changed(way, "outcomes.0.related", ["jiangmen-student-enrol"])
        assert problems_of(tmp_path, small_content(questionnaire=way)) == []


def asking_a_date(spans):
    """Return the questionnaire with its first question asking for a date, in two spans of days."""
    answers = [
        {"label": label, "least": least, "most": most, **onward}
        for label, (least, most), onward in zip(
            ("前", "后"), spans, ({"next": "has-phone"}, {"outcome": "do-nothing"}), strict=True
        )
    ]
    stated = [{k: v for k, v in answer.items() if v is not None} for answer in answers]
    first = {"id": "first-time", "kind": "date", "text": "哪天出生的？", "answers": stated}
    return questionnaire(questions=[first, questionnaire()["questions"][1]])
