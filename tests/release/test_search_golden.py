"""The judged queries: of those the content has an answer to, hit@1 stays at 0.95 or above."""

import pytest

from backend.config import ROOT
from tests.bench.search import SETS, answerable, image_of, measured, opened_on

LEAST = {"golden": 0.95, "more": 0.9, "held out": 0.85}


@pytest.fixture(scope="module")
def image():
    return image_of(ROOT / "content")


@pytest.fixture(scope="module")
def release(image, tmp_path_factory):
    return opened_on(image, tmp_path_factory.mktemp("golden"))


@pytest.mark.parametrize("name", LEAST)
def test_the_first_result_answers(image, release, name):
    asked = answerable(image, SETS[name])
    assert len(asked) >= 20
    found = measured(*release, asked)
    assert found.hit(1) >= LEAST[name], found.missed
