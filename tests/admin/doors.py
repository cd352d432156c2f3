"""Every door of the panel, who may open it, and somebody of each kind to try."""

import csv
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from werkzeug.exceptions import MethodNotAllowed

from admin.fence import PREFIX
from backend.clock import today
from backend.extensions import db
from backend.services import accounts, staff
from backend.services.rollover import book
from backend.services.sheets import runs
from tests.admin.people import Browser, browser_of
from tests.conftest import copied, settings_for

TABLE = Path(__file__).with_name("doors.tsv")
KINDS = ("anonymous", "editor", "elsewhere", "reviewer", "admin", "disabled")
EVERYBODY = "everybody"
OUTSIDE = ("anonymous", "disabled")
HERE, ELSEWHERE = ("440700",), ("120000",)  # what is not the nation's lies in the first
COUNTED = ("attempts", "page_reads")  # what changes however a request ends
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True, slots=True)
class Door:
    """One address with a method: who is let in, with what answer, and what is sent along."""

    method: str
    address: str
    who: tuple[str, ...]
    status: int
    form: str

    def __str__(self):
        return f"{self.method} {self.address}"

    def opens_for(self, kind):
        return self.who == (EVERYBODY,) or kind in self.who

    def try_by(self, browser, *, token=None):
        if self.method == "GET":
            return browser.get(self.address)
        form = dict(pair.split("=", 1) for pair in self.form.split("&") if pair)
        return browser.post(self.address, form, token=token)


@dataclass
class Doors:
    """An app, and a browser for each kind of person."""

    app: object
    browsers: dict[str, Browser]
    tokens: dict[str, str]
    watched: sqlite3.Connection
    known: tuple = (None, ())  # the state of the database, and everything it held then

    def try_as(self, kind, door):
        """Have somebody of a kind try a door, with a token their session was given."""
        if kind not in self.tokens:
            self.tokens[kind] = self.browsers[kind].token()
        return door.try_by(self.browsers[kind], token=self.tokens[kind])

    @staticmethod
    def settings(opened, folder):
        return settings_for(copied(opened, folder), POLL_SECONDS="3600")

    @classmethod
    def of(cls, app):
        browsers = {
            "anonymous": Browser(app, "外人"),
            "editor": browser_of(app, "江门编辑", "editor", HERE),
            "elsewhere": browser_of(app, "天津编辑", "editor", ELSEWHERE),
            "reviewer": browser_of(app, "审核员", "reviewer"),
            "admin": browser_of(app, "管理员甲", "admin"),
            "disabled": browser_of(app, "离职者", "admin"),
        }
        with app.app_context():
            accounts.disable(staff.find("离职者"), by=staff.CONSOLE)
            book.begin(to_year=today().year + 1, regions=HERE, by="江门编辑")
            for name in ("要导入的.csv", "要放弃的.csv"):
                runs.look("offices", name, "名称,地区\n".encode(), by="江门编辑", citation={})
            db.session.commit()
        return cls(app, browsers, {}, sqlite3.connect(app.config["DATA_DIR"] / "authoring.sqlite3"))

    def content(self):
        """Return everything the database holds, but for what is counted; read anew if written."""
        state = self.watched.execute("PRAGMA data_version").fetchone()
        if state != self.known[0]:
            lines = self.watched.iterdump()
            self.known = state, [line for line in lines if not line.startswith(_COUNTED)]
        return self.known[1]

    def rules(self):
        """Yield (method, rule, endpoint) of all that can be asked of the panel."""
        for rule in self.app.url_map.iter_rules():
            if rule.rule.startswith(PREFIX):
                for method in rule.methods - {"HEAD", "OPTIONS"}:
                    yield method, rule.rule, rule.endpoint

    def rule_of(self, door):
        """Return the (method, rule, endpoint) a door leads to, or None when it leads nowhere."""
        path = door.address.partition("?")[0]
        try:
            rule, _ = self.app.url_map.bind("localhost").match(path, door.method, return_rule=True)
        except MethodNotAllowed:
            return None
        return door.method, rule.rule, rule.endpoint


def listed():
    """Return the doors of the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")
        return [
            Door(row["method"], row["address"], tuple(row["who"].split()), int(row["status"]),
                 row["form"] or "")
            for row in rows
        ]  # fmt: skip


_COUNTED = tuple(f'INSERT INTO "{table}"' for table in COUNTED)
