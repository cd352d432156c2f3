"""How a line of the yearly update reads: the way through a menu, this year and next."""

import pytest

from admin.desk.rollover_told import was
from backend.services.rollover.subjects import ROUTE, Subject
from tests.builder_parts import route, step

PARAM = {"label": "税款所属期起", "kind": "choose", "param": "policy_year_start"}


@pytest.mark.parametrize(
    ("year", "told"),
    [
        (2024, "选「税款所属期起」（年度第一天：2024-01-01，2027年度自动填 2027-01-01）"),
        (None, "选「税款所属期起」（年度第一天：2027年度自动填 2027-01-01）"),
    ],
)
def test_what_is_computed_from_the_year_says_what_it_comes_to(year, told):
    shown = route(steps=[step(path=[{"label": "我要办"}, PARAM])])
    assert was(line(shown, year), 2027) == f"我要办 › {told}"


def test_a_way_without_a_menu_path_is_told_by_its_steps():
    shown = route(steps=[step(text="带户口本去窗口。", path=[]), step(text="缴费。", path=[])])
    told = was(line(shown, None), 2027)
    assert told == "没有菜单路径，步骤是：1 带户口本去窗口。 2 缴费。"


def line(shown, year):
    return Subject(ROUTE, ("guide", "x"), "counter/窗口", "窗口办", "440700", year, shown)
