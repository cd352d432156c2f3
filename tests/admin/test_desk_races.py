"""Three people do the same thing at the very same moment: one of them did it, and nobody lost."""

import io
import re
from functools import partial

import pytest

from backend.clock import today
from backend.extensions import db
from backend.models import AuditEvent, Edition
from backend.services import drafting, editions, releases, working
from backend.services.rollover import book as rollovers
from backend.services.sheets import book, tables
from backend.services.sheets.columns import OFFICES
from tests.admin.people import ask, browser_of
from tests.admin.races import ROUNDS, WRITERS, at_once
from tests.builders import office as office_doc
from tests.release.desk import EDITOR

OFFICE = ("office", "heshan-gulao")
SEEN = re.compile(r'name="seen" value="([^"]+)"')


@pytest.fixture
def reviewers(any_office):
    return [browser_of(any_office, f"审核{n}", "reviewer") for n in range(WRITERS)]


def test_of_three_tables_brought_in_at_once_one_counts(any_office, reviewers):
    tokens = [browser.token() for browser in reviewers]
    for turn in range(ROUNDS):
        runs = [looked_at(browser, f"第{turn}轮{n}") for n, browser in enumerate(reviewers)]
        answers = at_once([
            partial(browser.post, run.replace("run", "apply"), token=token)
            for browser, run, token in zip(reviewers, runs, tokens, strict=True)
        ])  # fmt: skip
        statuses = [answer.status_code for answer in answers]
        assert sorted(statuses) == [302, 409, 409], f"round {turn}"
        kept = ask(any_office, lambda: working.document(OFFICE)["address"])
        assert kept == f"第{turn}轮{statuses.index(302)}"
    assert ask(any_office, lambda: editions.latest(OFFICE).number) == 1 + ROUNDS


def test_of_three_decisions_on_one_change_one_counts(any_office, reviewers):
    tokens = [browser.token() for browser in reviewers]
    for turn in range(ROUNDS):
        number = ask(any_office, partial(submitted, f"第{turn}轮"))
        answers = at_once([
            partial(
                browser.post, f"/admin/review/decide/?id={number}",
                {"verdict": ("approve", "reject")[n % 2], "comment": f"{n}"}, token=token,
            )
            for n, (browser, token) in enumerate(zip(reviewers, tokens, strict=True))
        ])  # fmt: skip
        statuses = [answer.status_code for answer in answers]
        assert sorted(statuses) == [302, 409, 409], f"round {turn}"
        decided = ask(any_office, lambda number=number: decision(number))
        assert decided == (f"审核{statuses.index(302)}", str(statuses.index(302)))


def test_of_three_who_approve_a_whole_release_one_does(any_office, reviewers):
    tokens = [browser.token() for browser in reviewers]
    for turn in range(ROUNDS):
        number, release = ask(any_office, partial(composed, f"第{turn}轮"))
        page = f"/admin/release/details/?id={release}"
        forms = [{"seen": seen_on(reviewers[0], page), "comment": f"{n}"} for n in range(WRITERS)]
        answers = at_once([
            partial(browser.post, page.replace("details", "approve"), form, token=token)
            for browser, form, token in zip(reviewers, forms, tokens, strict=True)
        ])  # fmt: skip
        statuses = [answer.status_code for answer in answers]
        assert sorted(statuses) == [302, 409, 409], f"round {turn}"
        decided = ask(any_office, lambda number=number: decision(number))
        assert decided == (f"审核{statuses.index(302)}", str(statuses.index(302)))


def test_of_three_who_settle_one_line_of_the_checklist_one_counts(any_office, reviewers):
    number = ask(any_office, begun)
    tokens = [browser.token() for browser in reviewers]
    outcomes = ("same", "ended", "not_announced")
    for turn in range(ROUNDS):
        forms = [
            {"type": "office", "key": OFFICE[1], "part": "", "outcome": outcome, "seen": str(turn)}
            for outcome in outcomes
        ]
        answers = at_once([
            partial(browser.post, f"/admin/rollover/decide/?id={number}", form, token=token)
            for browser, form, token in zip(reviewers, forms, tokens, strict=True)
        ])  # fmt: skip
        statuses = [answer.status_code for answer in answers]
        assert sorted(statuses) == [302, 409, 409], f"round {turn}"
        line = ask(any_office, lambda: settled(number))
        assert line == (outcomes[statuses.index(302)], turn + 1)


def test_of_three_who_publish_one_release_at_once_one_does(any_office, reviewers):
    tokens = [browser.token() for browser in reviewers]
    for turn in range(ROUNDS):
        release = ask(any_office, partial(built, f"第{turn}轮"))
        page = f"/admin/release/details/?id={release}"
        form = {
            "when": "now",
            "confirmed": "yes",
            "seen": seen_on(reviewers[0], page),
        }
        answers = at_once([
            partial(browser.post, page.replace("details", "publish"), form, token=token)
            for browser, token in zip(reviewers, tokens, strict=True)
        ])  # fmt: skip
        statuses = {answer.status_code for answer in answers}
        assert 302 in statuses, f"round {turn}"
        assert statuses <= {302, 409}
        assert ask(any_office, lambda release=release: publications(release)) == 1
    assert ask(any_office, lambda: [r.state for r in releases.every()]) == (
        ["approved"] * (1 + ROUNDS)
    )  # fmt: skip


def looked_at(browser, address):
    rows = tables.rows_of(OFFICES, [office_doc(address=address)])
    form = {
        "sheet": "offices",
        "file": (io.BytesIO(book.write_csv(OFFICES.headings, rows)), "x.csv"),
    }
    return browser.post("/admin/import/look/", form, content_type="multipart/form-data").location


def submitted(note):
    row = working.get(OFFICE)
    edition = drafting.save("office", office_doc(note=note), author=EDITOR, seen=row.lock_version)
    editions.submit(edition, by=EDITOR)
    db.session.commit()
    return edition.id


def composed(note):
    """Return a change that waits for review, and the draft release it is in."""
    number = submitted(note)
    release = releases.compose(note, {OFFICE: number}, by=EDITOR)
    db.session.commit()
    return number, release.id


def seen_on(browser, page):
    return SEEN.search(browser.get(page).text)[1]


def decision(number):
    edition = db.session.get(Edition, number)
    return edition.reviewer, edition.comment


def begun():
    rollover = rollovers.begin(to_year=today().year + 1, regions=["440700"], by=EDITOR)
    db.session.commit()
    return rollover.id


def settled(number):
    (line,) = rollovers.get(number).lines
    return line.outcome, line.lock_version


def built(note):
    editions.approve(db.session.get(Edition, submitted(note)), by="老李")
    release = releases.build(note, by=EDITOR)
    db.session.commit()
    return release.id


def publications(release):
    of_it = AuditEvent.action == "release.publish", AuditEvent.subject_key == str(release)
    return db.session.scalar(db.select(db.func.count()).select_from(AuditEvent).where(*of_it))
