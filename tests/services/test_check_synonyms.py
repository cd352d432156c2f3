"""Words nobody can search for, and corrections that undo each other, are found before a release."""

import pytest

from backend.services.checks import Whole, findings

ITEM = ("synonyms", "zh")


def messages(**parts):
    document = {"key": "zh", "title": "搜索用词", **parts}
    return [f.message for f in findings(Whole({ITEM: document}, frozenset()))]


def test_good_words_pass():
    assert not messages(
        synonyms=[{"words": ["孩子", "小孩"]}, {"words": ["孩子", "学生"]}],
        corrections=[{"wrong": "缴废", "right": "缴费"}],
        contrasts=[{"one": ["学生"], "other": ["职工"]}, {"one": ["取消"]}],
        hints=[{"type": "office", "words": ["电话"]}],
        stop_words=["怎么"],
    )


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"synonyms": [{"words": ["孩子", "……"]}]}, "没有可以搜索的字"),
        ({"synonyms": [{"words": ["孩子", "孩" * 20]}]}, "太长"),
        ({"synonyms": [{"words": ["孩子"]}]}, "至少要有两个"),
        ({"synonyms": [{"words": ["孩子", "小孩", "孩子"]}]}, "重复"),
        ({"corrections": [{"wrong": "缴废", "right": "少儿缴废"}]}, "还有错字"),
        ({"synonyms": [{"words": ["缴废", "缴费"]}],
          "corrections": [{"wrong": "缴废", "right": "缴费"}]}, "不能当作错字"),
        ({"stop_words": ["？"]}, "没有可以搜索的字"),
        ({"contrasts": [{"one": ["——"], "other": ["职工"]}]}, "没有可以搜索的字"),
        ({"contrasts": [{"one": ["学生"], "other": ["学生 "]}]}, "不能同时在对立的两边"),
    ],
)  # fmt: skip
def test_what_cannot_work_is_named(parts, said):
    assert any(said in message for message in messages(**parts))
