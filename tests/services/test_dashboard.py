"""工作台: each sees what is theirs to do, and no more questions are asked of a larger database."""

from datetime import date

import pytest
from sqlalchemy import event

from backend.extensions import db
from backend.models import Rollover, RolloverLine
from backend.services import dashboard, editions, page_reads, staff, working
from tests.builder_parts import contribution_value, route
from tests.builders import guide, small_content, standard, window
from tests.release.desk import drafted, open_office, published

GUIDE = ("guide", "jiangmen-student-enrol")
CHANNEL = ("channel", "yueyibao")
NOW = "2025-12-01T04:00:00+00:00"


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def desk(app, root):
    open_office(root, documents())
    staff.add("江门审核", role="reviewer", regions=["440700"])
    staff.add("天津审核", role="reviewer", regions=["120000"])
    db.session.commit()
    return app


def documents():
    """Return a guide with routes of every standing, and standards at every turn of the year."""
    checked = ("verified", "2025-11-01"), ("verified", "2025-05-01"), ("unverified", None)
    doubtful = ("suspected", None), ("outdated", "2025-11-01")
    routes = [
        there(route(title=f"{status} {day}", status=status, verified_on=day))
        for status, day in (*checked, *doubtful)
    ]
    this_year = contribution_value(
        policy_year=2025, cover_from="2025-01-01", cover_to="2026-01-01", pay_from=None
    )
    ending = standard(key="tianjin-ending", region="120000", contribution_values=[there(this_year)])
    return small_content(
        guide=[guide(routes=routes), guide(key="tianjin-guide", region="120000", standards=[],
                                           windows=[], offices=[], notes=[], summary="少人看")],
        standard=[standard(), ending],
        window=[window()],
    )  # fmt: skip


def test_reviews_are_for_those_who_may_decide_and_did_not_write(desk):
    submitted(GUIDE, guide(title="改"), "小王")
    submitted(CHANNEL, small_content()[CHANNEL] | {"note": "改"}, "老李")
    seen = {name: [e.item for e in dashboard.to_review(staff.find(name))]
            for name in ("小王", "老李", "老赵", "江门审核", "天津审核")}  # fmt: skip
    assert seen == {
        "小王": [], "老李": [GUIDE], "老赵": [GUIDE, CHANNEL], "江门审核": [GUIDE], "天津审核": [],
    }  # fmt: skip


def test_one_s_own_drafts_and_what_was_sent_back_until_somebody_wrote_on(desk):
    me = staff.find("小王")
    editions.draft(CHANNEL, small_content()[CHANNEL] | {"note": "改"}, author="小王")
    editions.reject(submitted(GUIDE, guide(title="改"), "小王"), by="老李", comment="缺引证")
    assert [e.item for e in dashboard.own(me, "draft")] == [CHANNEL]
    assert [(e.item, e.comment) for e in dashboard.own(me, "rejected")] == [(GUIDE, "缺引证")]
    editions.draft(GUIDE, guide(title="再改"), author="老赵")
    assert dashboard.own(me, "rejected") == []


def test_yearly_updates_under_way_and_how_far_they_are(any_app, root):
    open_office(root, small_content())
    staff.add("天津审核", role="reviewer", regions=["120000"])
    for region, outcomes in (("440700", ("same", "", "changed")), ("120000", ())):
        lines = [RolloverLine(item_type="guide", item_key=f"g{n}", outcome=outcome)
                 for n, outcome in enumerate(outcomes)]  # fmt: skip
        db.session.add(Rollover(title=region, to_year=2027, regions=[region], state="open",
                                created_by="小王", lines=lines))  # fmt: skip
    db.session.add(Rollover(title="旧的", to_year=2026, regions=["440700"], state="submitted",
                            created_by="小王"))  # fmt: skip
    db.session.commit()
    all_of_them = dashboard.yearly_updates(staff.find("老李"))
    assert [(u.title, u.done) for u in all_of_them] == [("440700", 2), ("120000", 0)]
    assert [u.title for u in dashboard.yearly_updates(staff.find("天津审核"))] == ["120000"]


def test_standards_that_end_soon_and_years_that_are_missing(desk):
    expiring, missing = dashboard.due_standards(staff.find("老李"))
    assert [(s.item[1], s.expires_on) for s in expiring] == [("tianjin-ending", date(2026, 1, 1))]
    assert [(s.item[1], s.season.policy_year, s.season.begins) for s in missing] == [
        ("jiangmen-resident", 2025, date(2024, 9, 1)),
    ]  # fmt: skip


def test_a_window_of_the_city_holds_for_its_counties(app, root):
    below = standard(key="heshan-resident", region="440784")
    open_office(root, small_content(standard=[standard(), below]))
    _, missing = dashboard.due_standards(staff.find("老李"))
    assert {s.item[1]: s.season.by_window for s in missing} == {
        "jiangmen-resident": True, "heshan-resident": True,
    }  # fmt: skip


def test_routes_not_verified_for_long_the_most_read_first(desk):
    old = dashboard.unverified_routes(staff.find("老李"))
    assert {(r.item[1], r.title) for r in old if r.item == GUIDE} == {
        (GUIDE[1], "verified 2025-05-01"), (GUIDE[1], "unverified None"),
    }  # fmt: skip
    page_reads.add({"tianjin-guide": 5, GUIDE[1]: 2})
    read = [(r.item[1], r.reads) for r in dashboard.unverified_routes(staff.find("老李"))]
    assert read[0] == ("tianjin-guide", 5)
    page_reads.add({GUIDE[1]: 9})
    read = [(r.item[1], r.reads) for r in dashboard.unverified_routes(staff.find("老李"))]
    assert read[0] == (GUIDE[1], 11)


@pytest.mark.parametrize(("day", "is_old"), [("2025-06-04", False), ("2025-06-03", True)])
def test_long_is_more_than_180_days(app, root, day, is_old):
    open_office(root, small_content(guide=guide(routes=[route(verified_on=day)])))
    assert bool(dashboard.unverified_routes(staff.find("老李"))) == is_old


def test_suspected_routes(desk):
    found = dashboard.suspected_routes(staff.find("老李"))
    assert {r.title for r in found} == {"suspected None", "outdated 2025-11-01"}


def test_a_draft_is_not_done(desk):
    """What was handed in counts once somebody else has accepted it, and says so until then."""
    me = staff.find("老李")
    next_year = [there(contribution_value()), there(contribution_value(
        policy_year=2025, cover_from="2025-01-01", cover_to="2026-12-31", pay_from=None,
    ))]  # fmt: skip
    edition = drafted_on("standard", standard(contribution_values=next_year))
    checked = guide(routes=[there(route(status="verified", verified_on="2025-11-30"))])
    other = drafted_on("guide", checked)
    (missing,) = dashboard.due_standards(me)[1]
    assert (missing.season.policy_year, missing.in_work) == (2025, True)
    routes = [*dashboard.suspected_routes(me), *dashboard.unverified_routes(me)]
    assert {(r.title, r.in_work) for r in routes if r.item == GUIDE} == {
        ("suspected None", True), ("outdated 2025-11-01", True),
        ("verified 2025-05-01", True), ("unverified None", True),
    }  # fmt: skip
    for each in (edition, other):
        editions.approve(editions.submit(each, by="小王"), by="老李")
    (missing,) = dashboard.due_standards(me)[1]
    assert (missing.season.policy_year, missing.in_work) == (2026, False)
    routes = [*dashboard.suspected_routes(me), *dashboard.unverified_routes(me)]
    assert [r for r in routes if r.item == GUIDE] == []


def test_what_was_sent_back_and_what_nobody_accepted_yet_is_not_counted(desk):
    me = staff.find("老李")
    rejected = drafted_on("guide", guide(routes=[]))
    editions.reject(editions.submit(rejected, by="小王"), by="老李", comment="缺途径")
    drafted_on("guide", guide(key="fresh", routes=[route(status="suspected")]))
    drafted_on("standard", standard(key="fresh", contribution_values=[contribution_value()]))
    assert {r.item for r in dashboard.suspected_routes(me)} == {GUIDE}
    assert [s.item[1] for s in dashboard.due_standards(me)[1]] == ["jiangmen-resident"]
    assert {r.item for r in dashboard.suspected_routes(staff.find("天津审核"))} == set()


def test_releases_that_wait_for_a_decision_are_for_those_who_may_publish(desk, root):
    release = published({GUIDE: guide(title="新的")}, root)
    release.state, release.conflicts = "held", [list(GUIDE)]
    db.session.commit()
    assert [r.id for r in dashboard.to_settle(staff.find("老李"))] == [release.id]
    assert dashboard.to_settle(staff.find("小王")) == []


def test_each_sees_their_own_regions(desk):
    here, there = staff.find("江门审核"), staff.find("天津审核")
    for look in (dashboard.unverified_routes, dashboard.suspected_routes):
        assert {r.region for r in look(here)} <= {"440700"}
        assert {r.region for r in look(there)} <= {"120000"}
    assert dashboard.due_standards(here)[0] == []
    assert dashboard.due_standards(there)[1] == []


def test_the_calendar_shows_what_is_to_come_and_what_came_of_late(desk, root, time_machine):
    published({GUIDE: guide(title="明年")}, root, at=dashboard.now().replace(year=2026))
    waiting = drafted({GUIDE: guide(title="还没定")}, title="还没定时间")
    shown = dashboard.calendar()
    assert [r.title for r in shown] == ["首次发布", "修改", "还没定时间"]
    waiting.state = "withdrawn"
    db.session.commit()
    assert [r.title for r in dashboard.calendar()] == ["首次发布", "修改"]
    time_machine.move_to("2026-01-15T04:00:00+00:00", tick=False)
    assert [r.title for r in dashboard.calendar()] == ["修改"]


def test_more_content_costs_no_more_questions(app, root):
    open_office(root, documents())
    few = asked()
    copies = [
        standard(key=f"copy-{n}", contribution_values=[contribution_value()]) for n in range(30)
    ]
    guides = [guide(key=f"copy-{n}", routes=[route(status="suspected")]) for n in range(30)]
    for document in (*copies, *guides):
        kind = "standard" if "contribution_values" in document else "guide"
        working.save(kind, document)
    db.session.commit()
    assert asked() == few


def asked():
    """Return how many questions the database is asked for everything on the first page."""
    me = staff.find("老李")
    statements = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    dashboard.due_standards(me)
    dashboard.unverified_routes(me)
    dashboard.suspected_routes(me)
    dashboard.calendar()
    dashboard.yearly_updates(me)
    return len(statements)


def submitted(item, document, author):
    return editions.submit(editions.draft(item, document, author=author), by=author)


def drafted_on(kind, document):
    """Save a draft as the panel does: the working row and its edition."""
    working.save(kind, document)
    return editions.draft((kind, document["key"]), document, author="小王")


def there(part):
    """Leave out what is None, as stored forms do."""
    return {name: value for name, value in part.items() if value is not None}
