"""A release before it is live, for whoever holds a link: only to look at, and only for a while."""

import copy
from datetime import datetime, timedelta

import pytest
import time_machine

from backend.clock import now
from backend.extensions import db
from backend.models import PreviewLink
from backend.release.publish import publish
from backend.services import content_load, editions, previews, releases, working
from tests.release.desk import EDITOR, REVIEWER, hire

TIANJIN = ("standard", "tianjin-resident-child")
PAGE = "/standards/tianjin-resident-child"
NEXT_YEAR = {
    "policy_year": 2027, "cover_from": "2027-01-01", "cover_to": "2028-01-01",
    "personal_fen": 15000, "subsidy_fen": 73000, "total_fen": 88000,
    "citations": [{"source": "health-news-tianjin-newborn", "where": "二", "quote": "试"}],
}  # fmt: skip


@pytest.fixture
def office(own):
    """Return an app in whose office a draft release for Tianjin's next year lies."""
    with time_machine.travel("2026-12-01T00:00Z", tick=True):
        with own.app_context():
            hire()
            draft_release()
        yield own


@pytest.fixture
def phone(office):
    return office.test_client()


def test_a_link_shows_the_release_on_any_day_and_readers_see_nothing_of_it(office, phone):
    secret = shared(office)
    assert seen(phone, f"{secret}~2027-03-01", PAGE)["current"]["personal_fen"] == 15000
    assert seen(phone, f"{secret}~2026-12-01", PAGE)["status"] == "upcoming"
    assert seen(phone, f"{secret}~2025-12-01", PAGE)["current"]["personal_fen"] == 10000
    assert seen(phone, secret, f"{PAGE}?on=2027-03-01")["current"]["personal_fen"] == 15000
    live = phone.get(f"/api/v1{PAGE}?on=2027-03-01").json
    assert live["current"]["personal_fen"] == 10000
    assert live["status"] == "carried_over"


def test_without_a_day_it_shows_that_on_which_the_release_goes_live(office, phone):
    secret = shared(office)
    publish_at(office, "2027-02-01T00:00+08:00")
    assert seen(phone, secret, PAGE)["current"]["personal_fen"] == 15000


def test_search_and_estimates_answer_out_of_the_same_release(office, phone):
    secret = shared(office)
    asked = "/estimates/contribution?standard=tianjin-resident-child&paid_on=2027-03-01"
    assert seen(phone, secret, asked)["personal_fen"] == 15000
    found = seen(phone, f"{secret}~2027-03-01", "/search?q=天津学生医保交多少钱&region=120000")
    assert found["results"][0]["key"] == "tianjin-resident-child"


@pytest.mark.parametrize(
    "path", ["/changes?since=1", "/nothing", "/../../admin/", "/guides/no-such-guide"]
)
def test_what_a_preview_has_not_is_refused(office, phone, path):
    answer = phone.get(f"/preview/{shared(office)}/api/v1{path}")
    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json"


def test_a_preview_cannot_be_written_to(office, phone):
    secret = shared(office)
    for method in ("post", "put", "delete", "patch"):
        assert getattr(phone, method)(f"/preview/{secret}/api/v1{PAGE}").status_code == 405


def test_an_unknown_secret_opens_nothing(office, phone):
    shared(office)
    for path in ("/", "/api/v1/regions", "/page/regions/120000"):
        answer = phone.get(f"/preview/{'x' * 43}{path}")
        assert answer.status_code == 404
        assert "预览链接不" in answer.get_data(as_text=True)


def test_the_secret_is_long_and_is_kept_nowhere(office):
    secret = shared(office)
    assert len(secret) >= 43  # 256 bits
    with office.app_context():
        kept = db.session.scalars(db.select(PreviewLink)).one()
        assert secret not in str(vars(kept))


def test_the_log_does_not_tell_the_secret(office, phone, capsys):
    secret = shared(office)
    phone.get(f"/preview/{secret}/")
    phone.get(f"/preview/{secret}/api/v1{PAGE}")
    told = capsys.readouterr().out
    assert "/preview/…/" in told
    assert secret not in told


def test_an_expired_link_opens_nothing(office, phone):
    secret = shared(office, lasts=timedelta(days=1))
    assert phone.get(f"/preview/{secret}/").status_code == 200
    with time_machine.travel(now() + timedelta(days=1, seconds=1)):
        assert phone.get(f"/preview/{secret}/").status_code == 404


def test_a_revoked_link_opens_nothing(office, phone):
    secret = shared(office)
    with office.app_context():
        previews.revoke(previews.redeem(secret).id, by=EDITOR)
        db.session.commit()
    assert phone.get(f"/preview/{secret}/api/v1{PAGE}").status_code == 404


def test_nothing_of_it_is_kept_or_passed_on(office, phone):
    secret = shared(office)
    for path in ("/", f"/api/v1{PAGE}", f"/page{PAGE}"):
        headers = phone.get(f"/preview/{secret}{path}").headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in headers["X-Robots-Tag"]
        assert "default-src 'self'" in headers["Content-Security-Policy"]


def test_the_frame_shows_the_phone_and_what_is_new(office, phone):
    secret = shared(office)
    html = phone.get(f"/preview/{secret}/?day=2027-03-01", follow_redirects=True).text
    screen = "pages/standard/index?key=tianjin-resident-child"
    assert f"/miniapp/?preview={secret}~2027-03-01#/{screen}" in html
    assert "天津市学生儿童居民医保缴费标准" in html
    assert "小芳" in html
    inside = phone.get(f"/preview/{secret}~2027-03-01/page/regions/120000").text
    assert "150元" in inside
    assert "150元" in phone.get(f"/preview/{secret}~2027-03-01/page{PAGE}").text


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("guides/tianjin-child-enrol", "个人交"),
        ("guides/jiangmen-payment-query", "税款所属期起：2024-01-01"),
        ("regions/440784/offices", "8761233"),
        ("regions/440784", "经办机构 10 家"),
        ("regions/120000/guides", "天津学生儿童参保登记"),
        ("regions/120000/standards", "730元"),
        ("offices/heshan-gulao", "区号待确认"),
        ("standards/jiangmen-resident-benefit", "最高85%"),
    ],
)
def test_every_kind_of_page_can_be_read_in_it(office, phone, path, word):
    html = phone.get(f"/preview/{shared(office)}/page/{path}").text
    assert word in html
    assert "style=" not in html


def test_whoever_looks_can_say_what_they_found(office, phone):
    secret = shared(office)
    answer = phone.post(
        f"/preview/{secret}/answer", data={"verdict": "problem", "note": "补助应当是740元"}
    )
    assert answer.status_code == 302
    assert "已经记下" in phone.get(answer.location).text
    assert outcomes(office, secret) == [("problem", "补助应当是740元")]


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ({"verdict": "problem"}, "请写明"),
        ({"verdict": "maybe", "note": "?"}, "请选"),
        ({}, "请选"),
        ({"verdict": "fine", "note": "长" * 2001}, "最多写"),
    ],
)
def test_an_answer_that_says_nothing_is_refused(office, phone, said, word):
    secret = shared(office)
    refused = phone.post(f"/preview/{secret}/answer", data=said)
    assert refused.status_code == 422
    assert word in refused.text
    assert outcomes(office, secret) == []


def test_a_bad_day_is_refused_in_words(office, phone):
    assert "应当是日期" in phone.get(f"/preview/{shared(office)}~soon/").text


def draft_release():
    document = copy.deepcopy(working.document(TIANJIN))
    document["contribution_values"].append(NEXT_YEAR)
    (edition,) = content_load.load({TIANJIN: document}, author=EDITOR)
    editions.approve(editions.submit(edition, by=EDITOR), by=REVIEWER)
    release = releases.build("2027年度", by=EDITOR)
    db.session.commit()
    return release


def shared(app, **more):
    with app.app_context():
        release = releases.every()[-1]
        kept = {"lasts": timedelta(days=7)} | more
        _, secret = previews.share(release, recipient="小芳", by=EDITOR, **kept)
        db.session.commit()
    return secret


def outcomes(app, secret):
    with app.app_context():
        return [(each.verdict, each.note) for each in previews.redeem(secret).outcomes]


def publish_at(app, at):
    root = app.config["RELEASES_DIR"]
    with app.app_context():
        publish(releases.every()[-1].id, by=REVIEWER, root=root, at=datetime.fromisoformat(at))


def seen(phone, token, path):
    answer = phone.get(f"/preview/{token}/api/v1{path}")
    assert answer.status_code == 200, answer.text
    return answer.json
