"""Places are read out of what people type, and results stand by where they are from."""

import pytest

from backend.release.search.places import Place, Reader, candidates, footing

NATION = Place("100000", "全国", "nation", ("100000",))
PLACES = {
    "120000": ("天津市", "province", ""), "130600": ("保定市", "city", "130000"),
    "130000": ("河北省", "province", ""), "370000": ("山东省", "province", ""),
    "370681": ("龙口市", "county", "370000"), "440000": ("广东省", "province", ""),
    "440700": ("江门市", "city", "440000"), "440784": ("鹤山市", "county", "440700 440000"),
    "440784101": ("龙口镇", "town", "440784 440700 440000"),
    "440300": ("深圳市", "city", "440000"), "620000": ("甘肃省", "province", ""),
    "623001": ("合作市", "county", "620000"),
    "230000": ("黑龙江省", "province", ""), "230404": ("南山区", "county", "230000"),
    "440305": ("南山区", "county", "440300 440000"),
}  # fmt: skip
WITH_CONTENT = {"440784101", "440784", "440700", "440300", "120000"}
WORDS = ("医保", "定点医院", "合作医疗", "合作")


@pytest.mark.parametrize(
    ("text", "chosen", "codes"),
    [
        ("深圳少儿医保", "440784", ["440300"]),
        ("龙口电话", "440784", ["440784101"]),
        ("龙口电话", "370000", ["370681"]),
        ("龙口电话", "100000", ["440784101"]),
        ("龙口市电话", "100000", ["370681"]),
        ("医保定点医院", "100000", []),
        ("保定医保", "100000", ["130600"]),
        ("合作医疗", "620000", []),
        ("合作市医疗", "100000", ["623001"]),
        ("合作医院", "100000", []),
        ("天津户口在深圳上学", "100000", ["120000", "440300"]),
        ("南山区少儿医保", "100000", ["440305"]),  # whose city has content
        ("南山区少儿医保", "230000", ["230404"]),
        ("深圳深圳", "100000", ["440300", "440300"]),
        ("医保缴费", "440300", []),
        ("", "440300", []),
    ],
)
def test_places_are_read_but_not_out_of_other_words(text, chosen, codes):
    assert [found.place.code for found in reader(chosen, text).named(text)] == codes


@pytest.mark.parametrize(
    ("code", "asked", "how"),
    [("440300", "440300", "here"), ("440000", "440300", "above"), ("100000", "440300", "above"),
     ("440300", "440000", "below"), ("440300", "440784", "elsewhere"),
     ("120000", "440784", "elsewhere")],
)  # fmt: skip
def test_a_result_is_told_by_where_it_is_from(code, asked, how):
    assert footing(place(code).chain, [place(asked)], named=False).how == how


def test_the_nearer_counts_more():
    nearer = ["440784", "440700", "440000", "100000", "440300", "120000"]
    factors = [footing(place(code).chain, [place("440784")], named=False).factor for code in nearer]
    assert factors == sorted(factors, reverse=True)
    assert len(set(factors)) == len(factors)


def test_of_several_places_the_nearest_decides():
    found = footing(place("440300").chain, [place("120000"), place("440300")], named=True)
    assert (found.how, found.own) == ("here", True)


def test_what_holds_everywhere_is_no_places_own():
    assert not footing(NATION.chain, [place("440300")], named=True).own
    assert footing(place("440000").chain, [place("440300")], named=True).own


def place(code):
    if code == "100000":
        return NATION
    name, level, above = PLACES[code]
    return Place(code, name, level, (code, *above.split(), "100000"))


def reader(chosen, text):
    called = {}
    for code, (name, _, _) in PLACES.items():
        for word, full in ((name, True), (name[:-1], False)):
            if word in candidates(text):
                called.setdefault(word, []).append((place(code), full))
    return Reader(place(chosen), called, word_at, WITH_CONTENT.__contains__)


def word_at(text, at):
    return max((word for word in WORDS if text.startswith(word, at)), key=len, default="")
