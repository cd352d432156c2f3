"""The judged queries: how often the first result answers stays what it is, or rises.

`TUNED` are tuned on; the bounds of the others are what was measured, less a margin.
"""

import pytest

from backend.config import ROOT
from tests.bench.search import SETS, TUNED, image_of, judged, measured, opened_on

LEAST = {"golden": 0.97, "more": 0.95, "asked": 0.88, "held out": 0.92, "fresh": 0.9}


@pytest.fixture(scope="module")
def image():
    return image_of(ROOT / "content")


@pytest.fixture(scope="module")
def release(image, tmp_path_factory):
    return opened_on(image, tmp_path_factory.mktemp("golden"))


@pytest.mark.parametrize("name", LEAST)
def test_the_first_result_answers(release, name):
    found = measured(*release, list(judged(SETS[name])))
    assert found.hit(1) >= LEAST[name], found.missed if name in TUNED else ""


def test_an_answer_is_among_the_first_three(release):
    found = measured(*release, [one for file in SETS.values() for one in judged(file)])
    assert found.hit(3) >= 0.97


def test_every_judged_answer_is_in_the_content(image):
    there = {f"{kind}:{key}" for kind, key in image.bodies}
    asked = [one for file in SETS.values() for one in judged(file)]
    assert len(asked) > 400
    assert {answer for one in asked for answer in one.answers} <= there


def test_no_query_is_judged_twice():
    asked = [(one.query, one.region) for file in SETS.values() for one in judged(file)]
    assert len(asked) == len(set(asked))
