"""The content itself: no mistakes, one written form, all that the design names, not defaced."""

import re

import pytest

from backend.config import ROOT
from backend.services.content_files import place_of, read_folder, text_of
from backend.services.regions import ITEM as REGIONS
from backend.services.stored import leaves, mappings, pointer

CONTENT = ROOT / "content"
GUIDES = [  # of which the documents have a body of their own
    "shenzhen-child-enrol",
    "shenzhen-child-pay",
    "shenzhen-child-refund",
    "shenzhen-family-account",
    "tianjin-newborn-enrol-local",
    "tianjin-newborn-enrol-nonlocal",
    "tianjin-child-enrol",
    "jiangmen-student-enrol",
    "jiangmen-suspend-enrolment",
    "jiangmen-payment-query",
    "jiangmen-outpatient-selection",
    "jiangmen-student-care",
    "national-remote-care-filing",
    "national-remote-care-emergency",
    "national-remote-care-referral",
]
STANDARDS = [
    "tianjin-resident-child",
    "jiangmen-resident",
    "jiangmen-resident-benefit",
    "hunan-resident",
]
RULES = ["tianjin-newborn-coverage-start", "shenzhen-child-coverage-start"]
CHANNELS = [
    *("shenzhen-yibao", "shenzhen-hsa-site", "shenzhen-tax", "shenzhen-tax-alipay"),
    *("jinxinban", "jinyibao", "tianjin-bendibao", "tianjin-hall"),
    *("yueyibao", "yueshuitong", "jiangmen-hsa", "hunan-zhihuirenshe"),
]
OFFICES = [
    *("heshan-shaping", "heshan-gulao", "heshan-longkou", "heshan-yayao", "heshan-taoyuan"),
    *("heshan-hecheng", "heshan-gonghe", "heshan-zhishan", "heshan-zhaiwu", "heshan-shuanghe"),
    "harbin-card-centre",
]
QUESTIONNAIRES = [
    "tianjin-child-enrol-way",
    "shenzhen-child-enrol-way",
    "jiangmen-student-enrol-way",
    "remote-care-filing-way",
]
NAMED = [
    *(("guide", key) for key in GUIDES),
    *(("standard", key) for key in STANDARDS),
    *(("rule", key) for key in RULES),
    *(("channel", key) for key in CHANNELS),
    *(("office", key) for key in OFFICES),
    *(("questionnaire", key) for key in QUESTIONNAIRES),
]
PRINTED_WHOLE = re.compile(r"\+86|0|1\d{10}$|[48]00")  # with an area code, a mobile, a hotline
DEFACING = "福彩"  # of 中国福彩网, the name that was put over the words of the open letter


@pytest.fixture(scope="module")
def folder():
    return read_folder(CONTENT)


def test_it_has_no_problems(folder):
    assert [str(problem) for problem in folder.problems] == []


def test_every_file_is_in_canonical_form(folder):
    differing = [
        place_of(item)
        for item, document in folder.documents.items()
        if (CONTENT / place_of(item)).read_bytes() != text_of(item, document).encode()
    ]
    assert differing == []


def test_every_file_is_one_item(folder):
    files = {file.relative_to(CONTENT).as_posix() for file in CONTENT.rglob("*.y*ml")}
    assert files == {place_of(item) for item in folder.documents if item != REGIONS}


@pytest.mark.parametrize("item", NAMED, ids="-".join)
def test_what_the_design_names_is_there(item, folder):
    assert item in folder.documents


@pytest.mark.parametrize("key", GUIDES)
def test_a_guide_with_a_body_is_complete(key, folder):
    guide = folder.documents["guide", key]
    assert guide["completeness"] == "complete"
    assert "partial_reason" not in guide
    assert guide["citations"]
    assert any(guide.get(part) for part in ("routes", "conditions", "notes", "time_limits"))


def test_the_way_every_parent_asks_for_is_walked_tap_by_tap(folder):
    route, *_ = folder.documents["guide", "shenzhen-child-enrol"]["routes"]
    labels = [node["label"] for node in route["steps"][0]["path"]]
    assert route["channel"] == "shenzhen-yibao"
    assert labels[:4] == ["医保网办", "掌上办事", "办事", "少儿参保管理"]
    assert labels[4].startswith("少儿参保登记")


def test_entries_the_source_names_apart_are_walked_apart(folder):
    """The account is said to have three; that one lies behind another, nobody said."""
    walks = [
        [node["label"] for step in route["steps"] for node in step.get("path", ())]
        for key in ("shenzhen-child-refund", "shenzhen-family-account")
        for route in folder.documents["guide", key]["routes"]
        if route["channel"] == "shenzhen-yibao"
    ]
    apart = {"家庭共济", "医保家庭账户绑定/解绑", "个人账户支付医保缴费申请"}
    assert [len(apart.intersection(walk)) for walk in walks] == [1] * len(walks)
    begun = {tuple(walk[:-1]) for walk in walks if walk[-1] in apart}
    assert begun == {("医保网办", "掌上办事"), ()}


@pytest.mark.parametrize(
    ("key", "pay_from", "fen"),
    [
        ("tianjin-resident-child", None, (10000, 73000, 83000)),
        ("jiangmen-resident", "2023-09-01", (40600, 64000, None)),
        ("hunan-resident", "2024-09-01", (38000, 67000, None)),
        ("hunan-resident", "2025-01-01", (40000, 60000, None)),
    ],
)
def test_a_year_costs_what_the_documents_say(key, pay_from, fen, folder):
    values = folder.documents["standard", key]["contribution_values"]
    (value,) = [each for each in values if each.get("pay_from") == pay_from]
    stated = [value.get(f"{part}_fen") for part in ("personal", "subsidy", "total")]
    assert stated == list(fen)


def test_an_area_code_nobody_printed_is_flagged_as_inferred(folder):
    phones = [(key, p) for (_, key), doc in folder.items.items() for p in doc.get("phones", [])]
    assert len(phones) >= 10
    for key, phone in phones:
        assert bool(PRINTED_WHOLE.match(phone["raw"])) is not phone.get(
            "area_code_inferred", False
        ), key


def test_no_quote_is_longer_than_forty_characters(folder):
    quotes = [
        (place_of(item), pointer(path), mapping["quote"])
        for item, document in folder.items.items()
        for path, mapping in mappings(document)
        if "quote" in mapping
    ]
    assert len(quotes) > 100
    assert [quote for quote in quotes if len(quote[-1]) > 40] == []


def test_nothing_shown_carries_the_words_that_defaced_the_sources(folder):
    found = [
        (place_of(item), pointer(path))
        for item, document in folder.items.items()
        for path, value in leaves(document)
        if isinstance(value, str) and DEFACING in value
    ]
    assert found == []
