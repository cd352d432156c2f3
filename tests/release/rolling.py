"""A yearly update of 江门 in few words: settle, state, hand in."""

from datetime import datetime

import sqlalchemy as sa

from backend.clock import SHANGHAI
from backend.extensions import db
from backend.models import Edition
from backend.services import releases
from backend.services.rollover import book, entries
from backend.services.rollover.book import Choice
from backend.services.rollover.checklist import Checklist
from backend.services.rollover.handing_in import hand_in
from tests.release.desk import EDITOR

TO = 2027
NEW_YEAR = datetime(2027, 1, 1, tzinfo=SHANGHAI)
NOTICE = {
    "title": "关于2027年度缴费的通知", "publisher": "江门市医疗保障局", "grade": "A",
    "published_on": "2026-11-20", "where": "第一条", "quote": "个人缴费每人每年420元",
}  # fmt: skip
STANDARD = ("standard", "jiangmen-resident", "")
BENEFIT = ("standard", "jiangmen-resident-benefit", "")
WINDOW = ("window", "jiangmen-resident-2024", "")
ROUTE = ("guide", "jiangmen-student-enrol", "yueyibao/手机上办")
OFFICE = ("office", "heshan-gulao", "")


def typed(checklist, address, **amounts):
    """Return the choice of somebody who typed 420 over last year's 406."""
    subject = checklist.row(address).subject
    held = {f.name: f.value for g in entries.groups(subject, TO, {}) for f in g.fields}
    posted = held | {"v0.personal_fen": "420", "v0.total_fen": ""} | amounts
    return Choice("changed", 0, entries.read(subject, TO, posted))


OWN_WORDS = {"words.where": "第二条", "words.quote": "其他事项照此办理"}


def form_of(rollover, address):
    """Return what the form of a line holds before anybody typed."""
    subject = Checklist(rollover).row(address).subject
    return {f.name: f.value for g in entries.groups(subject, TO, {}) for f in g.fields}


def change(rollover, address, *, by=EDITOR, **typed_in):
    """Settle a line with what is typed over its form."""
    row = Checklist(rollover).row(address)
    posted = form_of(rollover, address) | typed_in
    entry = entries.read(row.subject, TO, posted)
    return book.decide(rollover, address, Choice("changed", row.seen, entry, typed=posted), by=by)


def settle_all(rollover):
    checklist = Checklist(rollover)
    if not checklist.row(STANDARD).outcome:
        book.decide(rollover, STANDARD, typed(checklist, STANDARD), by=EDITOR)
    seen_now = Checklist(rollover).open_version
    book.settle_rest(rollover, by=EDITOR, seen=seen_now, is_certain=True)
    db.session.commit()


def relook(rollover, address):
    row = Checklist(rollover).row(address)
    book.decide(rollover, address, Choice("same", row.seen), by=EDITOR)


def state(rollover):
    book.state_evidence(rollover, "440700", NOTICE, by=EDITOR, seen=rollover.lock_version)


def handed_in(rollover):
    settle_all(rollover)
    state(rollover)
    release = hand_in(rollover, by=EDITOR, seen=Checklist(rollover).version)
    db.session.commit()
    return release


def pinned_editions(release):
    ids = [pin.edition_id for pin in releases.own_pins(release).values()]
    return list(db.session.scalars(sa.select(Edition).where(Edition.id.in_(ids))))
