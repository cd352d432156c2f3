"""Who may share a look at a release, and with what care; instants as people enter them."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from backend.clock import SHANGHAI
from backend.errors import Conflict, Forbidden, Invalid, NotFound
from backend.extensions import db
from backend.models import AuditEvent, PreviewLink
from backend.services import editions, instants, previews, releases, staff
from tests.builders import channel

WEEK = timedelta(days=7)


@pytest.fixture
def release(any_app):
    staff.add("小王", role="editor")
    staff.add("老李", role="reviewer")
    edition = editions.draft(("channel", "spare"), channel(key="spare"), author="小王")
    editions.approve(editions.submit(edition, by="小王"), by="老李")
    return releases.build("加一个渠道", by="小王")


def test_a_shared_link_is_redeemed_by_its_secret_alone(release):
    link, secret = previews.share(release, recipient=" 小芳 ", by="小王", lasts=WEEK)
    assert previews.redeem(secret) is link
    assert (link.recipient, link.digest) == ("小芳", previews.digest(secret))
    for wrong in ("", secret[:-1], link.digest, f"{secret} "):
        with pytest.raises(previews.NoSuchPreview):
            previews.redeem(wrong)


def test_two_links_have_two_secrets(release):
    secrets = {previews.look(release, by="小王")[1] for _ in range(50)}
    assert len(secrets) == 50


def test_sharing_is_on_record_without_the_secret_and_looking_is_nobodys_business(release):
    _, secret = previews.share(release, recipient="小芳", by="小王", lasts=WEEK)
    previews.look(release, by="小王")
    (event,) = recorded("preview.share")
    assert event.details["recipient"] == "小芳"
    assert secret not in str(event.details)
    assert [link.recipient for link in previews.shared(release)] == ["小芳"]


@pytest.mark.parametrize("lasts", [timedelta(0), timedelta(days=-1), timedelta(days=31)])
def test_a_link_lasts_a_month_at_most(release, lasts):
    with pytest.raises(Invalid):
        previews.share(release, recipient="小芳", by="小王", lasts=lasts)


@pytest.mark.parametrize("recipient", ["", "  ", "长" * 101])
def test_a_link_is_for_somebody(release, recipient):
    with pytest.raises(Invalid):
        previews.share(release, recipient=recipient, by="小王", lasts=WEEK)


def test_a_link_ends_by_itself(release):
    with time_machine.travel("2026-12-01T00:00Z", tick=False) as clock:
        _, secret = previews.share(release, recipient="小芳", by="小王", lasts=WEEK)
        clock.move_to("2026-12-07T23:59:59Z")
        assert previews.redeem(secret)
        clock.move_to("2026-12-08T00:00Z")
        with pytest.raises(previews.NoSuchPreview):
            previews.redeem(secret)


def test_a_link_can_be_taken_back_once_and_that_is_on_record(release):
    link, secret = previews.share(release, recipient="小芳", by="小王", lasts=WEEK)
    previews.revoke(link.id, by="老李")
    previews.revoke(link.id, by="小王")
    assert (link.revoked_by, len(recorded("preview.revoke"))) == ("老李", 1)
    with pytest.raises(previews.NoSuchPreview):
        previews.redeem(secret)
    with pytest.raises(NotFound):
        previews.revoke(link.id + 1, by="小王")


def test_somebody_of_another_region_may_neither_share_nor_take_back(release):
    link, _ = previews.share(release, recipient="小芳", by="小王", lasts=WEEK)
    staff.add("远方", role="editor")
    db.session.flush()
    staff.find("远方").regions = ["120000"]
    with pytest.raises(Forbidden):
        previews.share(release, recipient="小芳", by="远方", lasts=WEEK)
    with pytest.raises(Forbidden):
        previews.revoke(link.id, by="远方")


def test_a_release_that_was_called_off_is_not_shown(release):
    release.state = "withdrawn"
    with pytest.raises(Conflict):
        previews.look(release, by="小王")


def test_answers_are_kept_with_who_was_asked(release):
    link, _ = previews.share(release, recipient="小芳", by="小王", lasts=WEEK, day=date(2027, 1, 1))
    previews.answer(link, verdict="problem", note=" 金额不对 ")
    assert [(o.verdict, o.note) for o in link.outcomes] == [("problem", "金额不对")]
    assert recorded("preview.answer")[0].actor == "预览：小芳"


def test_one_link_takes_so_many_answers_and_no_more(release):
    link, _ = previews.share(release, recipient="小芳", by="小王", lasts=WEEK)
    for _ in range(previews.MOST_OUTCOMES):
        previews.answer(link, verdict="fine", note="")
    with pytest.raises(Conflict):
        previews.answer(link, verdict="fine", note="")


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2027-01-01T00:00", datetime(2026, 12, 31, 16, tzinfo=UTC)),
        ("2027-01-01 00:30", datetime(2026, 12, 31, 16, 30, tzinfo=UTC)),
        ("2027-01-01T00:00+00:00", datetime(2027, 1, 1, tzinfo=UTC)),
        (" 2027-01-01 ", datetime(2027, 1, 1, tzinfo=SHANGHAI)),
    ],
)
def test_an_instant_is_entered_in_shanghai(text, instant):
    assert instants.entered(text) == instant


@pytest.mark.parametrize("text", ["", "明年", "2027-13-01T00:00", "2027-01-01T25:00"])
def test_what_is_no_instant_is_refused(text):
    with pytest.raises(Invalid):
        instants.entered(text)


@time_machine.travel("2026-12-31T15:59:30Z", tick=False)  # half a minute before midnight
@pytest.mark.parametrize("text", ["2026-12-31T23:58", "2026-12-31T23:30", "2036-01-01T00:00"])
def test_what_is_past_or_absurdly_far_is_refused(text):
    with pytest.raises(Invalid):
        instants.check_to_come(instants.entered(text))


@time_machine.travel("2026-12-31T15:59:30Z", tick=False)
@pytest.mark.parametrize("text", ["2027-01-01T00:00", "2026-12-31T23:59", "2029-12-31T00:00"])
def test_what_lies_ahead_or_is_only_just_gone_is_taken(text):
    instants.check_to_come(instants.entered(text))


def recorded(action):
    asked = db.select(AuditEvent).where(AuditEvent.action == action)
    return list(db.session.scalars(asked))


def test_no_link_is_stored_with_its_secret(release):
    _, secret = previews.share(release, recipient="小芳", by="小王", lasts=WEEK)
    (row,) = db.session.execute(db.select(PreviewLink.__table__)).all()
    assert secret not in str(row)
