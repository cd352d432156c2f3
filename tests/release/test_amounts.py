"""Amounts in texts are references, resolved for the day a page is read."""

from datetime import date

import pytest

from backend.release.image import Image
from backend.release.live import contribution
from backend.release.render.amounts import Sentences, cell_text
from tests import builder_parts as parts
from tests import builders as b
from tests.release.looks import read

UNKNOWN = "（金额待公布）"


def year(policy_year, yuan, **over):
    """Return the price of a year, payable from September before it; only the person's own part."""
    of_the_year = {
        "policy_year": policy_year,
        "cover_from": f"{policy_year}-01-01",
        "cover_to": f"{policy_year + 1}-01-01",
        "pay_from": f"{policy_year - 1}-09-01",
        "personal_fen": yuan * 100,
    }
    value = parts.contribution_value(
        **of_the_year | {"subsidy_fen": None, "total_fen": None} | over
    )
    return {name: stated for name, stated in value.items() if stated is not None}


TWO_YEARS = [year(2024, 350), year(2025, 380)]
RISE = [year(2025, 380, pay_to="2025-01-01"), year(2025, 400, pay_from="2025-01-01")]
SAME = [year(2024, 350), year(2025, 350)]
GUESS = [year(2024, 350), year(2025, 380, kind="expected")]
END = [year(2024, 350), year(2025, 0, kind="ended", personal_fen=None, pay_from="2025-01-01")]
BY_MONTH = [year(2024, 350, pay_from="2024-01-01", pay_to="2024-04-01"), year(2025, 380)]


@pytest.mark.parametrize(
    ("values", "day", "said"),
    [
        (TWO_YEARS, "2023-08-31", "350元（2023-09-01起）"),  # upcoming
        (TWO_YEARS, "2023-09-01", "350元（2024-09-01起2025年度380元）"),  # current, with the next
        (TWO_YEARS, "2024-08-31", "350元（2024-09-01起2025年度380元）"),
        (TWO_YEARS, "2024-09-01", "350元（下年度380元）"),  # in season: both prices
        (TWO_YEARS, "2024-12-31", "350元（下年度380元）"),
        (TWO_YEARS, "2025-01-01", "380元"),
        (TWO_YEARS, "2025-12-31", "380元"),
        (TWO_YEARS, "2026-01-01", "380元（2025年度标准，新年度待公布）"),  # carried over
        (RISE, "2024-12-31", "380元（2025-01-01起400元）"),  # two prices of one year
        (RISE, "2025-01-01", "400元"),
        (SAME, "2024-10-01", "350元"),
        (GUESS, "2024-08-31", "350元（2024-09-01起2025年度预计380元）"),
        (GUESS, "2024-10-01", "350元（下年度预计380元）"),
        (GUESS, "2025-02-01", "350元（2024年度标准，新年度待公布）"),
        (END, "2024-10-01", "350元"),
        (END, "2025-01-01", "（自2025年1月1日起已终止）"),
        (BY_MONTH, "2024-05-01", "380元（2024-09-01起）"),
        ([], "2024-10-01", UNKNOWN),  # missing
        ([year(2024, 0, personal_fen=None)], "2024-06-01", UNKNOWN),  # not stated is not nothing
        ([year(2024, 0)], "2024-06-01", "0元"),
    ],
)
def test_an_amount_is_that_of_the_day(values, day, said):
    price = b.standard(key="price", contribution_values=values)
    assert say(price, day)("{{standard:price.personal}}") == said


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("{{standard:price.personal}}", "406元"),
        ("{{standard:price.subsidy}}", "640元"),
        ("{{standard:price.total}}", "1046元"),
        ("缴{{standard:price.personal}}，补{{standard:price.subsidy}}。", "缴406元，补640元。"),
        ("{{lit:3个工作日}}内", "3个工作日内"),
        ("没有引用", "没有引用"),
        ("{{standard:unheard-of.personal}}", UNKNOWN),
        ("{{什么}}", "{{什么}}"),
    ],
)
def test_a_text_has_its_references_resolved(reference, said):
    assert say(b.standard(key="price"), "2024-06-01")(reference) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2024-06-01", "交406元，补640元，共1046元。"),
        ("2023-06-01", "交406元，补640元，共1046元（2023-09-01起）。"),
        ("2026-06-01", "交406元，补640元，共1046元（2024年度标准，新年度待公布）。"),
    ],
)
def test_what_holds_of_all_amounts_in_a_sentence_is_said_once(day, said):
    text = (
        "交{{standard:price.personal}}，补{{standard:price.subsidy}}，共{{standard:price.total}}。"
    )
    assert say(b.standard(key="price"), day)(text) == said


def test_of_two_standards_each_says_its_own():
    image = Image.of(b.small_content(standard=[b.standard(), b.standard(key="price")]))
    text = "这里{{standard:price.personal}}，江门{{standard:jiangmen-resident.personal}}"
    remark = "（2024年度标准，新年度待公布）"
    assert Sentences(image, date(2026, 6, 1))(text) == f"这里406元{remark}，江门406元{remark}"


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("ratio|care_type=inpatient", "最高85%"),
        ("cap|care_type=inpatient", "每年54万元"),
        ("deductible|care_type=outpatient", "不设"),
        ("ratio|care_type=outpatient", UNKNOWN),
        ("ratio", UNKNOWN),
    ],
)
def test_a_benefit_is_the_cell_that_is_asked_for(reference, said):
    price = b.benefit(key="price")
    assert say(price, "2024-06-01")(f"{{{{standard:price.{reference}}}}}") == said


@pytest.mark.parametrize(
    ("op", "said"),
    [("eq", "80%"), ("up_to", "最高80%"), ("at_least", "至少80%"), ("near", "接近80%")],
)
def test_a_benefit_says_how_its_number_is_meant(op, said):
    assert cell_text({"measure": "ratio", "op": op, "amount": 8000}) == said


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/guides/jiangmen-student-enrol", "summary"),
        ("/guides/jiangmen-student-enrol", "notes.0.text"),
        ("/guides/jiangmen-student-enrol", "partial_reason"),
        ("/guides/jiangmen-student-enrol", "faqs.0.answer"),
        ("/guides/jiangmen-student-enrol", "routes.0.status_reason"),
        ("/guides/jiangmen-student-enrol", "routes.0.steps.0.text"),
        ("/rules/tianjin-newborn-coverage-start", "rows.0.because"),
        ("/questionnaires/jiangmen-student-enrol-way", "questions.0.help"),
        ("/questionnaires/jiangmen-student-enrol-way", "outcomes.0.because"),
    ],
)
def test_every_sentence_of_every_page_flips_with_the_price(path, place):
    image = priced()
    assert at(read(image, path, "2024-12-31"), place) == "380元（2025-01-01起400元）"
    assert at(read(image, path, "2025-01-01"), place) == "400元"


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/offices/heshan-gulao", "note"),
        ("/channels/yueyibao", "note"),
        ("/channels/yueyibao", "how_to_open"),
        ("/regions/440784", "channels.0.how_to_open"),
        ("/regions/440784", "windows.0.note"),
        ("/regions/440784", "standards.0.current.doubt"),
        ("/guides/jiangmen-student-enrol", "routes.0.channel.how_to_open"),
        ("/guides/jiangmen-student-enrol", "windows.0.note"),
        ("/standards/jiangmen-resident", "note"),
        ("/standards/jiangmen-resident", "values.0.doubt"),
        ("/standards/jiangmen-resident-benefit", "current.cells.0.note"),
        ("/sources/heshan-letter", "defects.0.text"),
    ],
)
def test_a_marked_amount_is_shown_without_its_mark_on_every_page(path, place):
    assert at(read(marked(), path, "2023-10-01" if "windows" in place else "2024-06-01"),
              place) == "另交3元。"  # fmt: skip


def test_a_marked_amount_is_shown_without_its_mark_in_an_estimate():
    standard = marked()["standard", "jiangmen-resident"]
    said = contribution(standard, date(2024, 6, 1))
    assert said["doubt"] == "另交3元。"


def test_quotes_are_left_as_they_are():
    quoted = parts.citation(quote="{{standard:price.personal}}")
    image = Image.of(b.small_content(standard=[b.standard(), b.standard(key="price")],
                                     guide=b.guide(citations=[quoted])))  # fmt: skip
    page = read(image, "/guides/jiangmen-student-enrol")
    assert page["citations"][0]["quote"] == "{{standard:price.personal}}"


def say(price, day):
    image = Image.of(b.small_content(standard=[b.standard(), price]))
    return Sentences(image, date.fromisoformat(day))


def priced():
    """Return an image in which every kind of sentence is the one amount."""
    amount = "{{standard:price.personal}}"
    rule, way = b.rule(), b.questionnaire()
    rule["rows"][0]["because"] = way["outcomes"][0]["because"] = amount
    way["questions"][0]["help"] = amount
    guide = b.guide(
        summary=amount, notes=[parts.statement(amount)], partial_reason=amount,
        faqs=[{"question": "多少钱？", "answer": amount}],
        routes=[parts.route(status_reason=amount, steps=[parts.step(text=amount)])],
    )  # fmt: skip
    price = b.standard(key="price", contribution_values=RISE)
    return Image.of(
        b.small_content(standard=[b.standard(), price], rule=rule, questionnaire=way, guide=guide)
    )


def marked():
    """Return an image in which every note of things that are no guides marks an amount."""
    note = "另交{{lit:3元}}。"
    benefit = parts.benefit_value(cells=[parts.cell(note=note)])
    return Image.of(b.small_content(
        office=b.office(note=note), channel=b.channel(note=note, how_to_open=note),
        window=b.window(note=note), benefit=b.benefit(benefit_values=[benefit]),
        standard=b.standard(
            note=note, contribution_values=[parts.contribution_value(doubt=note)]
        ),
        source=b.source(defects=[{"kind": "undated", "text": note}]),
    ))  # fmt: skip


def at(page, place):
    """Return what lies at a place such as notes.0.text."""
    for name in place.split("."):
        page = page[int(name) if name.isdecimal() else name]
    return page
