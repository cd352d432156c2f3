"""Content files become drafts, once; what changed is shown first; and all comes back as files."""

import pytest
from sqlalchemy import func, select

from backend.config import ROOT
from backend.errors import Conflict, Forbidden
from backend.extensions import db
from backend.models import AuditEvent, Edition, Guide
from backend.services import content_load, editions, regions, staff, working
from backend.services.content_files import read_folder, write_folder
from tests.builder_parts import route
from tests.builders import (
    channel,
    guide,
    questionnaire,
    region_rows,
    small_content,
    source,
    standard,
    window,
)

CONTENT = ROOT / "content"
EDITOR, REVIEWER = "小王", "老李"
GUIDE = ("guide", "jiangmen-student-enrol")
WINDOW = ("window", "jiangmen-resident-2024")


@pytest.fixture
def office(any_app):
    """Return an empty database of each kind with an editor and a reviewer in it."""
    hire()
    return any_app


@pytest.fixture
def loaded(app):
    """Return a SQLite database that the small content was loaded into and approved."""
    hire()
    settle(load(small_content()))
    return app


def test_the_content_we_ship_comes_back_from_the_database_byte_for_byte(office, tmp_path):
    folder = read_folder(CONTENT)
    assert folder.problems == []
    load(folder.documents)
    db.session.remove()
    list(write_folder(tmp_path, content_load.dump()))
    assert files_of(tmp_path) == files_of(CONTENT)


def test_into_an_empty_database_everything_is_added(office):
    found = content_load.changes(small_content())
    assert found
    assert (set(found.added), found.changed, found.only_here) == (set(small_content()), [], [])
    drafts = load(small_content())
    assert {draft.item for draft in drafts} == set(small_content())
    assert {(d.state, d.author, d.number) for d in drafts} == {("draft", EDITOR, 1)}
    assert content_load.dump().keys() == small_content().keys()


def test_what_is_pointed_at_is_loaded_before_what_points_whatever_the_order(office):
    load(dict(reversed(small_content().items())))
    kinds = [item_type for item_type, _ in map(editions_item, every())]
    assert kinds[0] == "regions"
    assert kinds.index("source") < kinds.index("channel") < kinds.index("guide")


def test_loading_twice_is_loading_once(office):
    load(small_content())
    before = len(every()), count(AuditEvent), working.get(GUIDE).lock_version
    assert not content_load.changes(small_content())
    assert load(small_content()) == []
    assert (len(every()), count(AuditEvent), working.get(GUIDE).lock_version) == before


@pytest.mark.parametrize("state", ["draft", "in_review", "approved"])
def test_what_is_on_its_way_already_is_not_loaded_again(app, state):
    hire()
    drafts = load(small_content())
    if state != "draft":
        for draft in drafts:
            editions.submit(draft, by=EDITOR)
    if state == "approved":
        settle(drafts)
    assert load(small_content()) == []


def test_a_rejected_change_is_brought_in_again(loaded):
    changed = small_content(guide=guide(title="退回过的"))
    [draft] = load(changed)
    editions.reject(editions.submit(draft, by=EDITOR), by=REVIEWER, comment="再查查")
    assert content_load.changes(changed).changed == [GUIDE]


def test_a_changed_file_becomes_a_draft_and_the_working_text(loaded):
    changed = small_content(guide=guide(title="江门学生参保"), source=[source(), source(key="new")])
    found = content_load.changes(changed)
    assert (found.added, found.changed, found.only_here) == ([("source", "new")], [GUIDE], [])
    drafts = load(changed)
    assert [(draft.item, draft.number, draft.state) for draft in drafts] == [
        (("source", "new"), 1, "draft"), (GUIDE, 2, "draft"),
    ]  # fmt: skip
    assert working.document(GUIDE)["title"] == "江门学生参保"


def test_a_changed_region_list_is_one_changed_item(loaded):
    rows = [row if row[0] != "440700" else [*row[:5], "江门|五邑"] for row in region_rows()]
    changed = small_content(regions=rows)
    assert content_load.changes(changed).changed == [regions.ITEM]
    assert list(content_load.diff(changed, regions.ITEM))[-3:] == [
        "+440700,江门市,city,440000,administrative,江门|五邑",
        " 440784,鹤山市,county,440700,administrative,鹤山",
        " 440784103,古劳镇,town,440784,administrative,古劳",
    ]
    load(changed)
    assert regions.document()["rows"] == rows


def test_a_diff_shows_the_lines_of_the_file_that_change(loaded):
    changed = small_content(guide=guide(title="江门学生参保"))
    place = "guides/jiangmen/jiangmen-student-enrol.yaml"
    assert list(content_load.diff(changed, GUIDE)) == [
        f"--- 库/{place}", f"+++ 文件/{place}", "@@ -1,4 +1,4 @@",
        ' key: "jiangmen-student-enrol"',
        '-title: "江门学生参保登记"', '+title: "江门学生参保"',
        " aliases:", '   - "学生医保登记"',
    ]  # fmt: skip


def test_the_diff_of_a_new_file_is_the_whole_file(loaded):
    changed = small_content(source=[source(), source(key="new")])
    lines = list(content_load.diff(changed, ("source", "new")))
    assert '+key: "new"' in lines
    assert not [line for line in lines[2:] if line[0] not in "@+"]


def test_what_no_file_holds_is_named_and_left_alone(loaded):
    fewer = small_content()
    del fewer["questionnaire", "jiangmen-student-enrol-way"]
    found = content_load.changes(fewer)
    assert found.only_here == [("questionnaire", "jiangmen-student-enrol-way")]
    assert not found
    assert load(fewer) == []
    assert working.find(("questionnaire", "jiangmen-student-enrol-way"))


def test_things_that_point_at_each_other_are_withdrawn_together(office):
    settle(load(small_content()))
    gone = [item for item in small_content() if item != regions.ITEM]
    drafts = content_load.withdraw(gone, author=EDITOR)
    db.session.commit()
    assert {draft.item for draft in drafts} == set(gone)
    assert all(draft.is_withdrawal for draft in drafts)
    assert content_load.dump().keys() == {regions.ITEM}


def test_what_was_withdrawn_is_not_missed_and_may_come_back(loaded):
    content_load.withdraw([("questionnaire", "jiangmen-student-enrol-way")], author=EDITOR)
    way = questionnaire()
    fewer = {item: doc for item, doc in small_content().items() if doc != way}
    assert content_load.changes(fewer).only_here == []
    assert content_load.changes(small_content()).changed == [("questionnaire", way["key"])]
    [back] = load(small_content())
    assert (back.number, back.is_withdrawal) == (3, False)
    assert working.find(back.item)


def test_a_renamed_window_takes_over_the_days_of_the_old_one(office):
    settle(load(small_content()))
    renamed = small_content(window=window(key="jiangmen-2024"), guide=guide(windows=None))
    gone = content_load.changes(renamed).only_here
    drafts = content_load.replace(renamed, gone, author=EDITOR)
    db.session.commit()
    assert {draft.item for draft in drafts if draft.is_withdrawal} == {WINDOW}
    windows = [item for item in content_load.dump() if item[0] == "window"]
    assert windows == [("window", "jiangmen-2024")]


def test_a_channel_is_withdrawn_as_its_last_route_moves_to_another(office):
    settle(load(small_content()))
    moved = guide(routes=[route(channel="jiangmen-hsa")])
    renamed = small_content(channel=channel(key="jiangmen-hsa"), guide=moved)
    gone = content_load.changes(renamed).only_here
    assert gone == [("channel", "yueyibao")]
    content_load.replace(renamed, gone, author=EDITOR)
    db.session.commit()
    assert not content_load.changes(renamed)
    assert content_load.dump().keys() == renamed.keys()


@pytest.mark.parametrize(
    ("name", "clashing"),
    [("window", window(key="jiangmen-2024")), ("channel", channel(region="990000"))],
)
def test_what_the_database_refuses_is_named_in_words(office, name, clashing):
    load(small_content())
    with pytest.raises(Conflict) as refused:
        load(small_content(**{name: clashing}))
    assert refused.value.data == {"item": [name, clashing["key"]]}
    assert f"/{clashing['key']}.yaml" in refused.value.message
    db.session.rollback()
    assert not content_load.changes(small_content())


def test_only_staff_load(app):
    with pytest.raises(Forbidden):
        load(small_content(), author="外人")


def test_nothing_of_an_interrupted_load_stays(office):
    settle(load(small_content()))
    broken = small_content(
        standard=standard(title="先存进去的"), guide=guide(title="指向不存在的", region="990000")
    )
    with pytest.raises(Conflict):
        load(broken)
    db.session.rollback()
    assert not content_load.changes(small_content())
    assert working.get(("standard", "jiangmen-resident")).title != "先存进去的"
    assert count(Guide) == 1


def hire():
    staff.add(EDITOR, role="editor")
    staff.add(REVIEWER, role="reviewer")
    db.session.commit()


def load(documents, *, author=EDITOR):
    drafts = content_load.load(documents, author=author)
    db.session.commit()
    return drafts


def settle(drafts):
    """Let the reviewer approve drafts."""
    for draft in drafts:
        if draft.state == "draft":
            editions.submit(draft, by=EDITOR)
        editions.approve(draft, by=REVIEWER)
    db.session.commit()


def every():
    return list(db.session.scalars(select(Edition).order_by(Edition.id)))


def editions_item(edition):
    return edition.item


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def files_of(root):
    """Return every content file below a folder: place → bytes."""
    files = [*root.rglob("*.yaml"), root / "regions.csv"]
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}
