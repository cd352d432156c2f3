"""What a settled checklist makes of the old year: pure documents in and out."""

from datetime import date

import pytest

from backend.schemas.registry import ITEM_TYPES
from backend.services.checks import Whole, findings
from backend.services.rollover.subjects import subjects
from backend.services.rollover.turning import Decided, turn
from backend.text.menupath import param_value
from tests.builder_parts import citation, contribution_value, route, step
from tests.builders import guide, office, region_rows, small_content, standard, window

DAY = date(2026, 11, 25)
TO = 2027
A, B = "小王", "小赵"
NOTICE = citation(where="通知第一条", quote="2027年度个人缴费标准")
PARAM = {"label": "税款所属期起", "kind": "choose", "param": "policy_year_start"}


def test_the_checklist_has_a_line_for_everything_of_the_old_year():
    found = subjects(content(), TO)
    assert [(s.kind, s.item[1], s.year) for s in found] == [
        ("standard", "jiangmen-resident", 2024),
        ("standard", "jiangmen-resident-benefit", 2024),
        ("window", "jiangmen-resident-2024", 2024),
        ("route", "jiangmen-student-enrol", None),
        ("office", "heshan-gulao", None),
    ]


def test_what_has_the_new_year_already_is_not_on_it():
    new = contribution_value(policy_year=TO, cover_from="2027-01-01", cover_to="2028-01-01")
    done = standard(contribution_values=[contribution_value(), new])
    later = [window(), window(key="jiangmen-resident-2027", policy_year=TO, opens_on="2026-09-01",
                              closes_on="2027-01-01")]  # fmt: skip
    kinds = [s.kind for s in subjects(content(standard=done, window=later), TO)]
    assert kinds == ["standard", "route", "office"]


def test_what_was_only_expected_is_still_to_be_settled_and_what_ended_is_not():
    expected = contribution_value(policy_year=TO, kind="expected", cover_from="2027-01-01",
                                  cover_to="2028-01-01")  # fmt: skip
    ended = contribution_value(policy_year=2025, kind="ended", cover_from="2025-01-01",
                               cover_to="2026-01-01")  # fmt: skip
    here = standard(contribution_values=[contribution_value(), expected])
    gone = standard(key="jiangmen-old", contribution_values=[contribution_value(), ended])
    found = subjects(content(standard=[here, gone]), TO)
    assert [s.item[1] for s in found if s.kind == "standard"] == [
        "jiangmen-resident", "jiangmen-resident-benefit",
    ]  # fmt: skip


def test_the_newest_year_of_each_is_the_old_year():
    older = contribution_value(policy_year=2023, cover_from="2023-01-01", cover_to="2024-01-01",
                               pay_from=None)  # fmt: skip
    both = standard(contribution_values=[older, contribution_value()])
    (subject,) = [s for s in subjects(content(standard=both), TO) if s.item[1] == both["key"]]
    assert subject.year == 2024
    assert subject.shown == [contribution_value()]


def test_routes_that_look_alike_have_a_line_each():
    twins = guide(routes=[route(), route(), route(status="outdated")])
    parts = [s.part for s in subjects(content(guide=twins), TO) if s.kind == "route"]
    assert parts == ["yueyibao/手机上办", "yueyibao/手机上办#2"]


def test_a_guide_that_names_its_year_and_has_no_route_is_a_line():
    bare = guide(routes=[], policy_year=2024)
    (line,) = [s for s in subjects(content(guide=bare), TO) if s.kind == "guide"]
    assert "changed" not in line.outcomes
    turned = settled({"guide": "same"}, content(guide=bare))
    assert turned.documents[line.item]["policy_year"] == TO


def test_the_same_amount_is_written_for_the_new_year_with_its_days_moved_on():
    old = contribution_value(note="旧的说明", doubt="旧的疑问", pay_to="2024-02-29",
                             reading="按全年理解。")  # fmt: skip
    turned = settled({"standard": "same"}, content(standard=standard(contribution_values=[old])))
    before, after = turned.documents["standard", "jiangmen-resident"]["contribution_values"]
    assert before == old
    assert after == {
        "policy_year": 2027, "cover_from": "2027-01-01", "cover_to": "2028-01-01",
        "pay_from": "2026-09-01", "pay_to": "2027-03-01",
        "personal_fen": 40600, "subsidy_fen": 64000, "total_fen": 104600,
        "verified_on": "2026-11-25", "doubt": "旧的疑问",
        "reading": "按全年理解。与2024年度相同，2026-11-25重新核验；引文是以前年度的。",
        "citations": old["citations"],
    }  # fmt: skip


def test_two_prices_of_one_year_stay_two():
    first = contribution_value(pay_to="2024-01-01")
    second = contribution_value(pay_from="2024-01-01", personal_fen=50000, total_fen=114000)
    both = standard(contribution_values=[first, second])
    turned = settled({"standard": "same"}, content(standard=both))
    values = turned.documents["standard", "jiangmen-resident"]["contribution_values"]
    assert [(v["pay_from"], v["personal_fen"]) for v in values if v["policy_year"] == TO] == [
        ("2026-09-01", 40600), ("2027-01-01", 50000),
    ]  # fmt: skip


def test_a_changed_amount_is_what_was_typed():
    typed = contribution_value(policy_year=TO, cover_from="2027-01-01", cover_to="2028-01-01",
                               personal_fen=42000, total_fen=106000)  # fmt: skip
    del typed["citations"]
    turned = settled({"standard": "changed"}, content(), {"values": [typed]})
    new = turned.documents["standard", "jiangmen-resident"]["contribution_values"][-1]
    old = contribution_value()["citations"][0]
    still = old | {"note": "2024年度的来源，财政补助与那时相同"}
    assert (new["personal_fen"], new["citations"]) == (42000, [NOTICE, still])
    assert new["verified_on"] == "2026-11-25"


def test_what_was_expected_makes_room_for_what_is_known():
    expected = contribution_value(policy_year=TO, kind="expected", cover_from="2027-01-01",
                                  cover_to="2028-01-01", personal_fen=1)  # fmt: skip
    here = standard(contribution_values=[contribution_value(), expected])
    turned = settled({"standard": "same"}, content(standard=here))
    values = turned.documents["standard", "jiangmen-resident"]["contribution_values"]
    assert [(v["policy_year"], v["personal_fen"]) for v in values] == [(2024, 40600), (TO, 40600)]


def test_a_standard_that_ends_says_so_from_the_new_year_on():
    turned = settled({"standard": "ended"}, content())
    new = turned.documents["standard", "jiangmen-resident"]["contribution_values"][-1]
    assert (new["kind"], new["policy_year"], new["cover_from"]) == ("ended", TO, "2027-01-01")
    assert "personal_fen" not in new


def test_what_is_not_announced_is_left_alone():
    assert settled({}, content()).documents == {}


def test_a_window_gets_a_successor_that_the_guides_show():
    turned = settled({"window": "same"}, content(window=window(note="2023年9月1日开始。")))
    new = turned.documents["window", "jiangmen-resident-2027"]
    assert (new["title"], new["policy_year"]) == ("江门市2027年度集中参保缴费期", TO)
    assert (new["opens_on"], new["closes_on"]) == ("2026-09-01", "2027-01-01")
    assert new["note"] == "2026年9月1日开始。"
    assert new["reading"] == "与2024年度相同，2026-11-25重新核验；引文是以前年度的。"
    assert new["citations"] == window()["citations"]
    assert turned.documents["guide", "jiangmen-student-enrol"]["windows"] == [
        "jiangmen-resident-2027"
    ]
    assert ("window", "jiangmen-resident-2024") not in turned.documents


def test_a_window_that_is_still_open_stays_beside_its_successor():
    turned = settled({"window": "same"}, content(window=window(closes_on="2026-12-31")))
    assert turned.documents["guide", "jiangmen-student-enrol"]["windows"] == [
        "jiangmen-resident-2024", "jiangmen-resident-2027",
    ]  # fmt: skip


@pytest.mark.parametrize(("outcome", "word"), [("same", "另有缴费期接续"), ("ended", "不再有")])
def test_a_window_open_at_any_time_ends_where_the_new_year_begins(outcome, word):
    always = window(opens_on=None, closes_on=None, reading="没有写日期。")
    turned = settled({"window": outcome}, content(window=always))
    old = turned.documents["window", "jiangmen-resident-2024"]
    assert old["closes_on"] == "2027-01-01"
    assert old["reading"] == f"没有写日期。2027年度起{word}。"
    assert ("window", "jiangmen-resident-2027") in turned.documents or outcome == "ended"


def test_a_changed_window_opens_and_closes_as_typed():
    typed = {"fields": {"opens_on": "2026-10-01", "closes_on": None, "note": ""}}
    turned = settled({"window": "changed"}, content(), typed)
    new = turned.documents["window", "jiangmen-resident-2027"]
    assert new["opens_on"] == "2026-10-01"
    assert "closes_on" not in new
    assert "reading" not in new


def test_a_route_walked_again_is_verified_by_whoever_walked_it():
    turned = settled({"route": "same"}, content())
    walked = turned.documents["guide", "jiangmen-student-enrol"]["routes"][0]
    assert (walked["status"], walked["verified_on"], walked["verified_by"]) == (
        "verified", "2026-11-25", A,
    )  # fmt: skip
    assert "status_reason" not in walked
    assert walked["steps"] == route()["steps"]


def test_a_route_that_changed_has_its_new_steps():
    new = [step(path=[{"label": "新入口"}])]
    turned = settled({"route": "changed"}, content(), {"route": {"steps": new}})
    changed = turned.documents["guide", "jiangmen-student-enrol"]["routes"][0]
    assert changed["steps"] == new
    assert changed["status"] == "verified"


def test_a_route_that_is_gone_is_marked_so_and_stays():
    turned = settled({"route": "ended"}, content())
    gone = turned.documents["guide", "jiangmen-student-enrol"]["routes"][0]
    assert (gone["status"], gone["status_reason"]) == ("outdated", "2027年度起不再适用。")


def test_params_roll_with_the_year_of_their_guide():
    yearly = guide(policy_year=2024, routes=[route(steps=[step(path=[PARAM])])])
    turned = settled({"route": "same"}, content(guide=yearly))
    after = turned.documents["guide", yearly["key"]]
    assert after["policy_year"] == TO
    assert after["routes"][0]["steps"] == yearly["routes"][0]["steps"]
    assert param_value("policy_year_start", after["policy_year"]) == "2027-01-01"


@pytest.mark.parametrize("outcome", ["not_announced", "ended"])
def test_but_not_where_no_route_is_known_to_hold(outcome):
    yearly = guide(policy_year=2024, routes=[route(steps=[step(path=[PARAM])])])
    turned = settled({"route": outcome}, content(guide=yearly))
    after = turned.documents.get(("guide", yearly["key"]), yearly)
    assert after["policy_year"] == 2024


def test_an_office_that_stayed_was_verified_and_one_that_moved_has_its_new_address():
    assert settled({"office": "same"}, content()).documents == {
        ("office", "heshan-gulao"): office(verified_on="2026-11-25")
    }
    moved = settled({"office": "changed"}, content(), {"fields": {"address": "新街1号"}})
    after = moved.documents["office", "heshan-gulao"]
    assert after["address"] == "新街1号"
    assert after["citations"] == [*office()["citations"], NOTICE]


def test_an_office_that_closed_is_withdrawn_and_taken_off_every_list():
    turned = settled({"office": "ended"}, content())
    assert turned.documents["office", "heshan-gulao"] is None
    assert "offices" not in turned.documents["guide", "jiangmen-student-enrol"]
    outcome = turned.documents["questionnaire", "jiangmen-student-enrol-way"]["outcomes"][0]
    assert "offices" not in outcome


@pytest.mark.parametrize("outcome", ["same", "ended"])
def test_whatever_comes_out_holds_together(outcome):
    kinds = ("standard", "window", "route", "office")
    before = content(guide=guide(policy_year=2024))
    turned = settled(dict.fromkeys(kinds, outcome), before)
    after = {**before, **turned.documents}
    whole = {i: d for i, d in after.items() if d is not None and i[0] != "regions"}
    known = frozenset(row[0] for row in region_rows())
    assert list(findings(Whole(whole, known))) == []
    for item, document in whole.items():
        schema = ITEM_TYPES[item[0]].schema
        assert schema.dump(schema.load(document)) == document


def test_nothing_that_went_in_was_touched():
    before = content()
    settled(dict.fromkeys(("standard", "window", "route", "office"), "same"), before)
    assert before == content()


def test_whoever_settled_a_line_of_it_is_an_author():
    before = content()
    lines = [decided(s, "same", by=B if s.kind == "window" else A) for s in subjects(before, TO)]
    turned = turn(lines, before, to_year=TO, day=DAY)
    assert set(turned.authors["guide", "jiangmen-student-enrol"]) == {A, B}
    assert turned.authors["window", "jiangmen-resident-2027"] == [B]


def test_doing_it_again_gives_the_same():
    lines = dict.fromkeys(("standard", "window", "route", "office"), "same")
    assert settled(lines, content()) == settled(lines, content())


def content(**replace):
    return small_content(**replace)


def decided(subject, outcome, entry=None, by=A):
    """Return a settled line; what changed or ended rests on the notice."""
    rests = [NOTICE] if outcome in ("changed", "ended") else []
    return Decided(subject, outcome, entry or {}, by, rests)


def settled(outcomes, documents, entry=None):
    """Settle every line by its kind; a typed entry is for the first line that changed."""
    lines, typed = [], [entry or {}]
    for subject in subjects(documents, TO):
        outcome = outcomes.get(subject.kind, "not_announced")
        if outcome == "changed" and not typed:
            outcome = "not_announced"
        lines.append(decided(subject, outcome, typed.pop() if outcome == "changed" else {}))
    return turn(lines, documents, to_year=TO, day=DAY)
