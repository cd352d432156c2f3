"""The questionnaires themselves: two to five questions, and each lands where a parent can act."""

import re

import pytest

from backend.config import ROOT
from backend.services.content_files import read_folder

KEYS = [
    "tianjin-child-enrol-way",
    "shenzhen-child-enrol-way",
    "jiangmen-student-enrol-way",
    "remote-care-filing-way",
]
FEWEST, MOST = 2, 5
FIRST = re.compile("先|不在|只讲|不用")
CHILD_IN_TIANJIN = ["tianjin-resident-child"]


@pytest.fixture(scope="module")
def asked():
    """Return the questionnaires by key."""
    documents = read_folder(ROOT / "content").documents
    return {key: documents["questionnaire", key] for key in KEYS}


@pytest.mark.parametrize("key", KEYS)
def test_two_to_five_questions_lead_to_an_answer(key, asked):
    counts = [len(way) - 1 for way in ways(asked[key])]
    assert len(counts) >= len(asked[key]["outcomes"])
    assert FEWEST <= min(counts) <= max(counts) <= MOST


@pytest.mark.parametrize("key", KEYS)
def test_every_answer_names_a_guide_and_says_why(key, asked):
    assert [o["id"] for o in asked[key]["outcomes"] if not (o["guide"] and o["because"])] == []


@pytest.mark.parametrize("key", KEYS)
def test_where_no_way_can_be_named_it_says_what_to_do_first(key, asked):
    wayless = [o["title"] for o in asked[key]["outcomes"] if "route" not in o]
    assert [
        t for t in wayless if not any(word in t for word in ("先", "不在", "只讲", "不用"))
    ] == []


@pytest.mark.parametrize(
    ("way", "lands_on"),
    [
        ("tianjin-child-enrol-way：没有上学，也没有入托/出生{{lit:90天}}以内/天津户籍/能",
         ("tianjin-newborn-enrol-local", "在津心办APP申请“新生儿出生”", CHILD_IN_TIANJIN)),
        ("tianjin-child-enrol-way：没有上学，也没有入托/出生超过{{lit:90天}}/农村",
         ("tianjin-child-enrol", "农村没上学、没入托的孩子：由村里统一办", CHILD_IN_TIANJIN)),
        ("tianjin-child-enrol-way：在天津的学校或托幼机构/外地户籍",
         ("tianjin-child-enrol", "外地户籍、在天津上学的孩子：随学校办", CHILD_IN_TIANJIN)),
        ("shenzhen-child-enrol-way：没有入园，也没有入学/深圳户籍/没有办过，是第一次/用手机",
         ("shenzhen-child-enrol", "公众号自己登记", [])),
        ("shenzhen-child-enrol-way：在深圳的幼儿园或学校/没有办过",
         ("shenzhen-child-enrol", "交学校统一办理", [])),
        ("jiangmen-student-enrol-way：参加过/办过，等银行扣",
         ("jiangmen-student-enrol", "往年已参保：银行自动扣费", ["jiangmen-resident"])),
        ("jiangmen-student-enrol-way：没有参加过/鹤山市/在广东省内的其他市",
         ("jiangmen-suspend-enrolment", "广东省内参保：粤医保小程序停保", ["jiangmen-resident"])),
        ("remote-care-filing-way：不是/外省/长期住在外地/天津",
         ("tianjin-remote-filing", "“津医保”APP自助备案", [])),
        ("remote-care-filing-way：是/城乡居民医保或职工医保",
         ("national-remote-care-emergency", "先垫付，回参保地窗口报销", [])),
    ],
)  # fmt: skip
def test_a_parent_who_answers_lands_on_guide_way_and_price(way, lands_on, asked):
    key, _, labels = way.partition("：")
    outcome = landed(asked[key], labels.split("/"))
    assert (outcome["guide"], outcome["route"], outcome.get("standards", [])) == lands_on


@pytest.mark.parametrize("before", ["没有", "在广东省内的其他市", "在广东省外"])
def test_whoever_registers_in_heshan_is_told_every_office(before, asked):
    outcome = landed(asked["jiangmen-student-enrol-way"], ["没有参加过", "鹤山市", before])
    assert len(outcome["offices"]) == 10
    assert all(office.startswith("heshan-") for office in outcome["offices"])


def ways(questionnaire):
    """Yield every way through a questionnaire: the ids of its questions, then of its outcome."""
    answers = {question["id"]: question["answers"] for question in questionnaire["questions"]}
    trails = [[questionnaire["questions"][0]["id"]]]
    while trails:
        trail = trails.pop()
        if trail[-1] not in answers:
            yield trail
        for answer in answers.get(trail[-1], ()):
            trails.append([*trail, answer.get("next") or answer["outcome"]])


def landed(questionnaire, labels):
    """Return the outcome that answers lead to, one after another."""
    steps = {s["id"]: s for s in (*questionnaire["questions"], *questionnaire["outcomes"])}
    step = questionnaire["questions"][0]
    for label in labels:
        (answer,) = [each for each in step["answers"] if each["label"] == label]
        step = steps[answer.get("next") or answer["outcome"]]
    assert "answers" not in step
    return step
