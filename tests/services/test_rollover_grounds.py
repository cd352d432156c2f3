"""What the new year rests on: new words for what they say, its own old ones for the rest."""

from backend.services.rollover.grounds import of_changed, of_same
from backend.services.rollover.turning import renewed_values
from tests.builder_parts import benefit_value, cell, citation, contribution_value

TO, DAY = 2027, "2026-11-25"
NOTICE = citation(where="通知第一条", quote="2027年度个人缴费标准")
AGAIN = "与2024年度相同，2026-11-25重新核验"


def test_what_stays_keeps_its_doubts_readings_and_citations():
    was = contribution_value(doubt="对不上。", reading="按全年理解。")
    now = same(was)
    assert (now["doubt"], now["citations"]) == ("对不上。", was["citations"])
    assert now["reading"] == f"按全年理解。{AGAIN}；引文是以前年度的。"


def test_what_stays_another_year_says_so_once():
    was = contribution_value(reading="按全年理解。与2023年度相同，2025-11-25重新核验。")
    assert same(was)["reading"] == f"按全年理解。{AGAIN}；引文是以前年度的。"


def test_what_stays_may_be_said_anew():
    was = contribution_value()
    now = same(was, NOTICE)
    assert now["citations"] == [NOTICE, *was["citations"]]
    assert now["reading"] == f"{AGAIN}。"


def test_the_cells_that_stay_keep_theirs():
    kept = cell(doubt="存疑", note="住院", citations=[citation()])
    was = benefit_value(doubt="第三方网页，前后对不上。", cells=[kept])
    now = same(was)
    assert now["cells"] == [kept]
    assert (now["doubt"], now["citations"]) == (was["doubt"], was["citations"])


def test_of_a_benefit_only_the_cell_that_changed_rests_on_the_new_words():
    was = benefit_value(doubt="对不上。")
    typed = renewed_values([was], TO)[0]
    typed["cells"][0] = cell(op="up_to", amount=9000)
    (now,) = of_changed([typed], [was], [NOTICE])
    assert now["citations"] == [NOTICE]
    assert [c.get("doubt") for c in now["cells"]] == [None, "对不上。", "对不上。"]
    assert [c.get("citations") for c in now["cells"]] == [None, *[was["citations"]] * 2]


def test_the_amounts_that_stayed_are_told_from_the_new_one():
    was = contribution_value(doubt="对不上。")
    typed = {**renewed_values([was], TO)[0], "personal_fen": 42000, "total_fen": 106000}
    (now,) = of_changed([typed], [was], [NOTICE])
    still = was["citations"][0] | {"note": "2024年度的来源，财政补助与那时相同"}
    assert (now["doubt"], now["citations"]) == ("对不上。", [NOTICE, still])
    (later,) = of_changed(
        [{**typed, "policy_year": TO + 1, "personal_fen": 1, "total_fen": 64001}], [now], [NOTICE]
    )
    assert later["citations"][-1]["note"] == "2027年度的来源，财政补助与那时相同"


def test_where_nothing_stayed_the_old_words_are_gone():
    was = contribution_value(doubt="对不上。")
    typed = {**renewed_values([was], TO)[0], "personal_fen": 1, "subsidy_fen": 2, "total_fen": 3}
    (now,) = of_changed([typed], [was], [NOTICE])
    assert now["citations"] == [NOTICE]
    assert "doubt" not in now


def same(was, *words):
    return of_same(renewed_values([was], TO)[0], was, DAY, list(words))
