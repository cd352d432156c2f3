"""People limited to regions touch what lies there and below, at every step."""

import pytest

from backend.errors import Conflict, Forbidden
from backend.extensions import db
from backend.models import Staff
from backend.release import corrections
from backend.release.publish import publish
from backend.services import content_load, editions, releases, staff, territory
from tests.builders import guide, office, small_content, source
from tests.release.desk import drafted, open_office, reviewed

HERE, BELOW, ABOVE, ELSEWHERE = "440700", "440784103", "440000", "120000"
GUIDE, OFFICE = ("guide", "jiangmen-student-enrol"), ("office", "heshan-gulao")
CHANNEL, RULE = ("channel", "yueyibao"), ("rule", "tianjin-newborn-coverage-start")


@pytest.fixture
def desk(app, root):
    """Return an app with a first release, and two people who are limited to 江门."""
    open_office(root)
    staff.add("江门编辑", role="editor", regions=[HERE])
    staff.add("江门审核", role="reviewer", regions=[HERE])
    staff.add("天津审核", role="reviewer", regions=[ELSEWHERE])
    db.session.commit()
    return app


def limited(*regions):
    return Staff(name="某人", role="editor", regions=list(regions), active=True)


@pytest.mark.parametrize(
    ("regions", "code", "held"),
    [
        ([HERE], HERE, True), ([HERE], BELOW, True), ([HERE], ABOVE, False),
        ([HERE], ELSEWHERE, False), ([HERE], "100000", False), ([HERE], "999999", False),
        ([HERE, ELSEWHERE], ELSEWHERE, True), ([BELOW], HERE, False), ([], "100000", True),
        ([], "999999", True), (["100000"], BELOW, True),
    ],
)  # fmt: skip
def test_a_person_holds_their_regions_and_what_lies_below(desk, regions, code, held):
    assert territory.holds(limited(*regions), code) == held


def test_what_lies_below_is_found_by_the_database(desk):
    below = set(db.session.scalars(territory.below([HERE, ELSEWHERE])))
    assert below == {HERE, "440784", BELOW, ELSEWHERE}


def test_the_chains_of_many_regions_are_found_at_once(desk):
    chains = territory.chains([BELOW, ELSEWHERE, "999999"])
    assert chains == {
        BELOW: [BELOW, "440784", HERE, ABOVE, "100000"], ELSEWHERE: [ELSEWHERE, "100000"],
        "999999": ["999999"],
    }  # fmt: skip
    assert {code: territory.chain(code) for code in chains} == chains


def test_regions_are_called_by_their_names(desk):
    assert territory.names_of([HERE, "999999"]) == "江门市、999999"


@pytest.mark.parametrize(
    ("item", "document"), [(GUIDE, guide(title="改")), (OFFICE, office(name="改"))]
)
def test_one_s_own_is_written(desk, item, document):
    assert editions.draft(item, document, author="江门编辑").state == "draft"


@pytest.mark.parametrize("item", [CHANNEL, RULE, ("synonyms", "zh"), ("regions", "china")])
def test_what_is_another_s_or_the_nation_s_is_not(desk, item):
    document = small_content().get(item, {"key": item[1]})
    with pytest.raises(Forbidden) as refused:
        editions.draft(item, document, author="江门编辑")
    assert refused.value.message.startswith("「江门编辑」只负责江门市；")
    assert editions.latest(item) is None or editions.latest(item).author != "江门编辑"


@pytest.mark.parametrize(("before", "after"), [(HERE, ELSEWHERE), (ELSEWHERE, HERE)])
def test_nothing_is_moved_into_or_out_of_one_s_regions(desk, before, after):
    editions.draft(GUIDE, guide(region=before), author="小王")
    with pytest.raises(Forbidden):
        editions.draft(GUIDE, guide(region=after), author="江门编辑")


def test_an_item_of_elsewhere_is_not_taken_over_once_it_is_withdrawn(desk):
    editions.draft(GUIDE, guide(region=ELSEWHERE), author="小王")
    editions.draft(GUIDE, None, author="小王")
    with pytest.raises(Forbidden):
        editions.draft(GUIDE, guide(region=HERE), author="江门编辑")
    with pytest.raises(Forbidden):
        editions.draft(GUIDE, None, author="江门编辑")


def test_a_new_source_is_anybody_s_and_a_cited_one_is_whose_it_cites(desk):
    new = ("source", "new-letter")
    assert editions.draft(new, source(key="new-letter"), author="江门编辑").state == "draft"
    with pytest.raises(Forbidden, match="广东省"):
        editions.draft(("source", "heshan-letter"), source(), author="江门编辑")


@pytest.mark.parametrize("decide", ["approve", "reject"])
def test_reviews_are_done_by_those_whose_regions_they_are(desk, decide):
    edition = editions.submit(editions.draft(GUIDE, guide(title="改"), author="小王"), by="小王")
    with pytest.raises(Forbidden):
        getattr(editions, decide)(edition, by="天津审核", comment="不行")
    assert edition.state == "in_review"
    assert getattr(editions, decide)(edition, by="江门审核", comment="好").reviewer == "江门审核"


def test_a_draft_of_elsewhere_is_not_handed_in(desk):
    edition = editions.draft(CHANNEL, changed_channel(), author="小王")
    with pytest.raises(Forbidden):
        editions.submit(edition, by="江门编辑")


def test_a_release_gathers_what_is_theirs_and_leaves_the_rest(desk):
    reviewed({GUIDE: guide(title="改"), CHANNEL: changed_channel()})
    release = releases.build("江门的", by="江门编辑")
    assert [(pin.item_type, pin.item_key) for pin in release.pins] == [GUIDE]
    rest = releases.build("其余的", by="小王")
    assert [(pin.item_type, pin.item_key) for pin in rest.pins] == [CHANNEL]


def test_nothing_to_gather_is_said_when_all_is_elsewhere(desk):
    reviewed({CHANNEL: changed_channel()})
    with pytest.raises(Conflict):
        releases.build("江门的", by="江门编辑")


def test_a_release_with_anything_of_elsewhere_is_not_published(desk, root):
    release = drafted({GUIDE: guide(title="改"), CHANNEL: changed_channel()})
    with pytest.raises(Forbidden):
        publish(release.id, by="江门审核", root=root)
    assert releases.get(release.id).state == "draft"


def test_a_release_of_one_s_own_is_published_rolled_back_and_called_off(desk, root):
    release = drafted({GUIDE: guide(title="改")})
    assert publish(release.id, by="江门审核", root=root).state == "approved"
    with pytest.raises(Forbidden):
        corrections.roll_back(1, by="天津审核", reason="错了", root=root)
    assert corrections.roll_back(1, by="江门审核", reason="错了", root=root).state == "approved"
    other = drafted({GUIDE: guide(title="又改")})
    with pytest.raises(Forbidden):
        corrections.call_off(other.id, by="天津审核", reason="改期")
    assert corrections.call_off(other.id, by="江门审核", reason="改期").state == "withdrawn"


def test_loading_files_keeps_to_one_s_regions_too(desk):
    changed = small_content(guide=guide(title="改"))
    assert content_load.load(changed, author="江门编辑")[0].item == GUIDE
    db.session.rollback()
    changed[CHANNEL] = changed[CHANNEL] | {"note": "改"}
    with pytest.raises(Forbidden):
        content_load.load(changed, author="江门编辑")


def changed_channel():
    return small_content()[CHANNEL] | {"note": "改"}
