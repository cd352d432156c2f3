"""What a release would change, said before it does: item by item, answer by answer."""

import os
import time
from datetime import date

import pytest
import time_machine

from backend.errors import Conflict, Forbidden
from backend.extensions import db
from backend.release import preview
from backend.release.bake import folder_name
from backend.release.cautions import cautions, faults
from backend.release.proposal import Proposal, approve_all, newer, take_newer
from backend.release.publish import publish
from backend.services import editions, releases, working
from tests.builder_parts import citation, contribution_value, route
from tests.builders import channel, guide, office, standard
from tests.release.desk import EDITOR, REVIEWER, SECOND, drafted, events, published

GUIDE, OFFICE, STANDARD, SPARE = (
    ("guide", "jiangmen-student-enrol"), ("office", "heshan-gulao"),
    ("standard", "jiangmen-resident"), ("channel", "spare"),
)  # fmt: skip


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-12-01T00:00Z", tick=False) as clock:
        yield clock


def test_a_draft_release_is_compared_with_what_is_live(open_app):
    release = drafted({GUIDE: guide(title="新的"), SPARE: channel(key="spare")})
    first, second = Proposal.of_release(release).differences
    assert (first.item, first.change, first.title) == (SPARE, "added", "粤医保")
    assert (second.item, second.change) == (GUIDE, "changed")
    assert [line.trail for line in second.lines()] == [("标题",)]


def test_a_withdrawal_is_told_as_one(open_app):
    release = drafted({OFFICE: None, GUIDE: guide(offices=[])})
    told = {d.item: (d.change, d.title) for d in Proposal.of_release(release).differences}
    assert told[OFFICE] == ("withdrawn", "古劳镇人力资源和社会保障服务所")


def test_what_says_the_same_as_before_is_left_out(open_app):
    release = drafted({GUIDE: guide(), SPARE: channel(key="spare")})
    assert [d.item for d in Proposal.of_release(release).differences] == [SPARE]


def test_a_release_that_is_out_is_compared_with_what_it_went_out_on(open_app, root):
    release = published({GUIDE: guide(title="新的")}, root)
    (difference,) = Proposal.of_release(release).differences
    assert difference.change == "changed"
    published({GUIDE: guide(title="更新的")}, root)
    (difference,) = Proposal.of_release(release).differences
    assert difference.after["title"] == "新的"


def test_one_edition_is_compared_with_what_is_live(open_app):
    edition = editions.draft(GUIDE, guide(title="新的"), author=EDITOR)
    (difference,) = Proposal.of_edition(edition).differences
    assert difference.edition is edition
    assert difference.before["title"] == "江门学生参保登记"


def test_answers_are_only_worked_out_for_what_is_asked_about(open_app):
    edition = editions.draft(GUIDE, guide(title="新的"), author=EDITOR)
    assert Proposal.of_edition(edition).answers == []


def test_whatever_shows_names_or_cites_an_item_is_named(open_app):
    proposal = Proposal.of_edition(editions.draft(STANDARD, standard(title="新的"), author=EDITOR))
    way = ("questionnaire", "jiangmen-student-enrol-way")
    assert proposal.used_in(STANDARD) == [(GUIDE, "江门学生参保登记"), (way, "学生参保走哪条路")]
    assert (OFFICE, "古劳镇人力资源和社会保障服务所") in proposal.used_in(
        ("source", "heshan-letter")
    )
    assert proposal.used_in(way) == []


def test_unverified_paths_old_amounts_and_doubts_are_cautioned_of(open_app):
    routes = [route(), route(title="窗口", status="verified", verified_on="2026-01-01")]
    release = drafted({
        GUIDE: guide(routes=routes),
        OFFICE: office(doubt="电话没有核对过。"),
    })  # fmt: skip
    proposal = Proposal.of_release(release)
    found = cautions(proposal.after, [d.item for d in proposal.differences], day("2026-12-01"))
    assert [(c.kind, c.item) for c in found] == [
        ("carried_over", STANDARD),
        ("carried_over", ("standard", "jiangmen-resident-benefit")),
        ("doubt", OFFICE),
        ("path", GUIDE),
        ("stale", GUIDE),
    ]
    assert "2024年度标准，新年度待公布" in found[0].text
    assert [c.label for c in found][-1] == "核验已久"


def test_amounts_for_the_day_are_no_caution(open_app):
    release = drafted({GUIDE: guide(title="新的")})
    found = cautions(Proposal.of_release(release).after, [GUIDE], day("2024-06-01"))
    assert {c.kind for c in found} == {"path"}


def test_amounts_that_only_a_compilation_states_are_cautioned_of(open_app):
    weak = {**source_of(), "grade": "E"}
    release = drafted({("source", "heshan-letter"): weak, STANDARD: standard(title="新的")})
    found = cautions(Proposal.of_release(release).after, [STANDARD], day("2024-06-01"))
    assert [(c.kind, c.text) for c in found] == [("weak_source", "2024年度只有媒体或转载来源")]


def test_what_would_stop_a_release_is_told_before(open_app):
    uncited = standard(contribution_values=[contribution_value(citations=[], total_fen=1)])
    release = drafted({STANDARD: uncited})
    proposal = Proposal.of_release(release)
    told = {c.text for c in faults(proposal.after, [STANDARD])}
    assert "各年度缴费标准「2024」：这一条没有引证" in told
    assert "各年度缴费标准「2024」 › 合计：合计 0.01元，而个人 406元 + 补助 640元 = 1046元" in told


def test_what_would_stop_it_is_told_in_the_words_of_the_form(open_app):
    unknown = contribution_value(citations=[citation(source="tianjin-2027")])
    release = drafted({STANDARD: standard(contribution_values=[unknown])})
    (told,) = faults(Proposal.of_release(release).after, [STANDARD])
    assert told.text == (
        "各年度缴费标准「2024」 › 引证「tianjin-2027」 › 来源："
        "没有来源「tianjin-2027」：线上没有，也没有和这里一起发布"
    )


def test_a_doubt_is_told_to_its_end(open_app):
    doubt = "电话没有核对过，" * 10 + "到此为止。"
    release = drafted({OFFICE: office(doubt=doubt)})
    (told,) = cautions(Proposal.of_release(release).after, [OFFICE], day("2026-12-01"))
    assert told.text.endswith("到此为止。")


def test_all_of_a_release_is_approved_at_once(open_app):
    release = proposed({GUIDE: guide(title="新的"), OFFICE: office(note="新的")})
    assert len(approve_all(release, by=REVIEWER, comment="好")) == 2
    assert {e.state for e in waiting_in(release)} == {"approved"}


def test_or_none_of_it_where_some_is_ones_own(open_app):
    release = proposed({GUIDE: guide(title="新的")}, {OFFICE: office(note="新的")})
    with pytest.raises(Forbidden):
        approve_all(release, by=REVIEWER)
    db.session.rollback()
    assert {e.state for e in waiting_in(release)} == {"in_review"}


def test_with_nothing_waiting_there_is_nothing_to_approve(open_app):
    release = drafted({GUIDE: guide(title="新的")})
    with pytest.raises(Conflict):
        approve_all(release, by=SECOND)


def test_what_was_sent_back_is_taken_in_again_when_it_was_mended(open_app):
    release = proposed({GUIDE: guide(title="错的"), OFFICE: office(note="新的")})
    (sent_back,) = [e for e in waiting_in(release) if e.item == GUIDE]
    editions.reject(sent_back, by=REVIEWER, comment="写错了")
    assert newer(release) == {}
    mended = editions.submit(editions.draft(GUIDE, guide(title="对的"), author=EDITOR), by=EDITOR)
    assert newer(release) == {GUIDE: mended}
    take_newer(release, GUIDE, by=EDITOR)
    assert releases.own_pins(release)[GUIDE].edition_id == mended.id
    assert newer(release) == {}
    assert events("release.take_newer")[-1].details["after"] == mended.id
    with pytest.raises(Conflict):
        take_newer(release, OFFICE, by=EDITOR)


def test_a_preview_is_baked_once_and_is_what_is_published(open_app, root):
    release = drafted({GUIDE: guide(title="新的")})
    previews = preview.Previews(root)
    shown = previews.served(release)
    assert shown.store.page("/guides/jiangmen-student-enrol", day("2026-12-01"))["title"] == "新的"
    assert previews.served(release).store is shown.store
    assert preview.Previews(root).served(release).store.folder == shown.store.folder
    out = publish(release.id, by=REVIEWER, root=root)
    assert shown.store.folder.name == folder_name(out.image_hash)


def test_a_preview_goes_along_with_what_is_live(open_app, root):
    release = drafted({GUIDE: guide(title="新的")})
    previews = preview.Previews(root)
    previews.served(release)
    published({OFFICE: office(address="新址")}, root)
    page = previews.served(release).store.page("/offices/heshan-gulao", day("2026-12-01"))
    assert page["address"] == "新址"


def test_a_preview_nobody_looks_at_any_more_is_forgotten(open_app, root):
    release = drafted({GUIDE: guide(title="新的")})
    folder = preview.Previews(root).served(release).store.folder
    assert preview.forget(root, releases.every()) == 0
    long_ago = time.time() - preview.KEPT_FOR.total_seconds() - 1
    for each in root.iterdir():
        os.utime(each, (long_ago, long_ago))
    assert preview.forget(root, releases.every()) == 1
    assert not folder.exists()
    assert preview.Previews(root).served(release).store.folder == folder


def proposed(*changes):
    """Return a draft release of what waits for review: the editor's, then the reviewer's own."""
    pinned = {}
    for author, changed in zip((EDITOR, REVIEWER), changes, strict=False):
        for item, document in changed.items():
            edition = editions.submit(editions.draft(item, document, author=author), by=author)
            pinned[item] = edition.id
    release = releases.compose("一起改", pinned, by=EDITOR)
    db.session.commit()
    return release


def waiting_in(release):
    ids = [pin.edition_id for pin in releases.own_pins(release).values()]
    return [db.session.get(editions.Edition, edition) for edition in ids]


def source_of():
    return working.document(("source", "heshan-letter"))


def day(text):
    return date.fromisoformat(text)
