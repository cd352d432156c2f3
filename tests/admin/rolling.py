"""A yearly update of 江门 as a browser sends it: settle, state, hand in."""

import html
import re

from backend.extensions import db
from backend.models import Edition

SEEN = re.compile(r'name="seen" value="([^"]+)"')
NOTICE = {
    "region": "440700", "title": "关于2027年度缴费的通知", "publisher": "江门市医疗保障局",
    "grade": "A", "where": "第一条", "quote": "个人缴费每人每年420元",
}  # fmt: skip
STANDARD = {"type": "standard", "key": "jiangmen-resident", "part": ""}
OFFICE = {"type": "office", "key": "heshan-gulao", "part": ""}
LIST, LINE = "/admin/rollover/checklist/?id=1", "/admin/rollover/line/?id=1"


def filled(answer):
    """Return the fields of the form an answer shows, as a browser would send them."""
    page = answer.text
    form = dict(re.findall(r'<input [^>]*?name="([^"]+)"[^>]*? value="([^"]*)"', page))
    form |= dict(re.findall(r'<textarea [^>]*?name="([^"]+)"[^>]*>([^<]*)<', page))
    return {name: html.unescape(value) for name, value in form.items() if name != "csrf_token"}


def line_seen(browser, address):
    page = html.unescape(browser.get(LIST).text)
    found = re.search(rf'name="key" value="{address["key"]}".*?name="seen" value="(\d+)"', page)
    return found[1]


def decide(browser, address, outcome, *, seen=None):
    said = {
        **address,
        "outcome": outcome,
        "seen": line_seen(browser, address) if seen is None else seen,
    }
    return browser.post("/admin/rollover/decide/?id=1", said)


def open_version(browser):
    page = browser.get(LIST).text
    return re.search(r'id="rest">.*?name="seen" value="([^"]+)"', page, re.DOTALL)[1]


def rest(browser, *, certain="yes", seen=None):
    said = {"certain": certain, "seen": open_version(browser) if seen is None else seen}
    return browser.post("/admin/rollover/rest/?id=1", said)


def send(browser, action, form=()):
    page = browser.get(LIST).text
    seen = re.search(
        r'name="region" value="440700"><input type="hidden" name="seen" value="(\d+)"', page
    )
    return browser.post(
        f"/admin/rollover/{action}/?id=1", {"seen": seen[1] if seen else "", **dict(form)}
    )


def hand_in(browser, *, confirmed="yes"):
    page = browser.get(LIST).text
    seen = re.search(r'id="hand-in".*?name="seen" value="([^"]+)"', page, re.DOTALL)[1]
    said = {"seen": seen} | ({"confirmed": confirmed} if confirmed else {})
    return browser.post("/admin/rollover/hand-in/?id=1", said)


def editions_count():
    return db.session.scalar(db.select(db.func.count()).select_from(Edition))
