"""What an entry is worth to a query, out of nothing but values."""

import pytest

from backend.release.search.candidate import Candidate
from backend.release.search.names import Wanted, held_by, is_whole_name
from backend.release.search.places import Footing
from backend.release.search.rank import ANSWERS, Asked, in_order, ranked, whole_of
from backend.text.lexicon import Contrast
from backend.text.query import Unit, Variant

HERE, THERE = Footing("here", 1.0, own=True), Footing("elsewhere", 0.45, own=False)
SPOKEN = " tui fei \ntf"


def test_a_name_that_is_the_query_holds_all_of_it():
    assert held_by(wanted("退费"), ["退费"], "", 0.0).best == 1.0


def test_a_name_that_says_more_is_worth_less():
    scores = held_by(wanted("退费"), ["退费", "少儿退费", "深圳少儿医保退费"], "", 0.0).scores
    assert list(scores) == sorted(scores, reverse=True)
    assert scores[-1] >= 0.7


def test_half_of_a_query_is_half_as_good():
    whole, half = (held_by(wanted("退费", "停保"), [n], "", 0.0) for n in ("退费停保", "退费"))
    assert (whole.best, half.best) == (1.0, 0.5)
    assert half.units == [1.0, 0.0]


def test_what_is_heard_counts_and_covers():
    letters = Unit("tuifei", 1.0, (Variant("sound", " tui fei "), Variant("initials", "tf", 0.9)))
    assert held_by(Wanted([letters], [], 1.0), ["退费"], SPOKEN, 0.0).best == 1.0
    assert held_by(Wanted([letters], [], 1.0), ["退费"], "", 0.0).best == 0.0


@pytest.mark.parametrize("typed", ["退费", "tuifei", "tf"])
def test_a_whole_name_is_told_in_any_way_of_typing(typed):
    assert is_whole_name(typed, ["退费"], SPOKEN)
    assert not is_whole_name(typed[:-1], ["退费"], SPOKEN)


def test_what_is_from_the_place_that_is_named_holds_a_part_of_the_query():
    asked = asking("退费", places=["深圳"])
    plain = candidate(names=["退费办法"])
    assert ranked(asked, plain, HERE, 1.0).worth > ranked(asked, plain, THERE, 1.0).worth * 1.5


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"names": ["退费"]}, {"names": ["少儿退费"]}),
        ({"names": ["少儿退费"]}, {"names": ["少儿缴费"], "text": "退费"}),
        ({"names": ["少儿缴费"], "text": "退费"}, {"names": ["少儿缴费"]}),
        ({"names": ["办法"], "paths": ["医保网办退费"]}, {"names": ["办法"], "text": "退费"}),
        ({"names": ["办法"], "faqs": ["能退费吗"]}, {"names": ["办法"], "text": "能退费吗"}),
        ({"names": ["退费"], "weight": 500}, {"names": ["退费"], "weight": 400}),
        ({"names": ["少儿退费"]}, {"names": ["职工退费"]}),
    ],
)
def test_the_better_is_worth_more(better, worse):
    asked = asking("退费", unwanted=[Contrast(("职工",), ("少儿",))])
    values = [ranked(asked, candidate(**each), HERE, 1.0).worth for each in (better, worse)]
    assert values[0] > values[1]


def test_what_a_query_calls_by_its_name_comes_first():
    asked = asking("津心办")
    app = candidate(type="channel", names=["津心办"])
    guide = candidate(names=["津心办"])
    assert ranked(asked, app, HERE, 1.0).worth > ranked(asked, guide, HERE, 1.0).worth


def test_answers_stand_before_nationwide_clues_and_those_before_what_resembles():
    asked = asking("退费")
    answer = candidate(key="a", names=["少儿退费办法"])
    clue = candidate(key="b", names=["退费"], chain=["100000"], completeness="partial")
    resembling = candidate(key="c", names=["办法"], text="退费")
    found = [ranked(asked, each, HERE, 1.0) for each in (resembling, clue, answer)]
    assert [each.candidate.key for each in in_order(found)] == ["a", "b", "c"]
    assert found[0].worth < ANSWERS <= found[1].worth


def unit(text):
    return Unit(text, 1.0, (Variant("text", text),))


def wanted(*texts, places=()):
    units = [unit(text) for text in texts]
    return Wanted(units, places, whole_of(units, places))


def asking(*texts, places=(), **over):
    return Asked(wanted(*texts, places=places), "".join(texts), **over)


def candidate(text="", **head):
    plain = {"type": "guide", "key": "key", "names": (), "weight": 0, "chain": ("440300",)}
    return Candidate(0, plain | head, text.encode(), "")
