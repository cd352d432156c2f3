"""People at their browsers: signed in as the panel wants it, and forms sent as a page would."""

import re

from flask.testing import FlaskClient
from passlib.context import CryptContext
from passlib.totp import TOTP
from sqlalchemy import select

from backend.extensions import db
from backend.models import StaffSession
from backend.services import accounts, staff

PASSWORD = "correct horse battery staple"  # noqa: S105 - of people there are not
QUICK = {"argon2__time_cost": 1, "argon2__memory_cost": 64, "argon2__parallelism": 1}
HASHED = CryptContext(["argon2"], **QUICK).hash(PASSWORD)
CSRF = re.compile(r'name="csrf-token" content="([^"]+)"')
KEY = re.compile(r"密钥 <code>([^<]+)</code>")


class Browser:
    """One person's browser: `get` and `post` as pages do, with the page's own token."""

    def __init__(self, app, name, network="127.0.0.1"):
        self.app = app
        self.name = name
        self.client: FlaskClient = app.test_client()
        self.client.environ_base["REMOTE_ADDR"] = network
        self.device = None  # what shows the codes
        self.last = None

    def get(self, path, **options):
        self.last = self.client.get(path, buffered=True, **options)
        return self.last

    def post(self, path, data=None, *, token=None, **options):
        """Send a form; without a token given, with one the panel gave this browser."""
        form = dict(data or {})
        form["csrf_token"] = self.token(path) if token is None else token
        self.last = self.client.post(path, data=form, buffered=True, **options)
        return self.last

    def token(self, path="/admin/account/"):
        """Return the token of the page a form stands on, or of any other."""
        for page in (path, "/admin/account/", "/admin/login"):
            if found := CSRF.search(self.client.get(page).text):
                return found[1]
        raise AssertionError(f"no page gives {self.name} a token")

    def enter_password(self, password=PASSWORD, **more):
        return self.post("/admin/login", {"username": self.name, "password": password, **more})

    def code(self):
        """Return a code nobody used before: time goes on in a test as fast as it likes."""
        self.device.last = max(getattr(self.device, "last", 0) + 30, _now(self.device))
        return self.device.generate(time=self.device.last).token

    def set_up_device(self):
        page = self.post("/admin/tf-setup", {"setup": "authenticator"})
        self.device = TOTP(KEY.search(page.text)[1], issuer="test")
        where = re.search(r'<form method="post" action="([^"]+)"', page.text)[1]
        return self.post(where, {"code": self.code()})

    def sign_in(self):
        answer = self.enter_password()
        if answer.location.startswith("/admin/tf-setup"):
            answer = self.set_up_device()
        elif answer.location.startswith("/admin/tf-validate"):
            answer = self.post(answer.location, {"code": self.code()})
        assert answer.status_code == 302, answer.text
        return self


def hire(app, name, role="editor", regions=()):
    """Take somebody on who has chosen a password of their own already."""
    with app.app_context():
        staff.add(name, role=role, regions=regions).password = HASHED
        db.session.commit()


def taken_on(name, role="editor"):
    """Take somebody on as administrators do; return the password they are given."""
    password = accounts.reset(staff.add(name, role=role), by=staff.CONSOLE)
    db.session.commit()
    return password


def browser_of(app, name, role="editor", regions=()):
    """Take somebody on and sign them in."""
    hire(app, name, role, regions)
    return Browser(app, name).sign_in()


def change_password(browser, old, new, again=None):
    form = {"password": old, "new_password": new, "new_password_confirm": again or new}
    return browser.post("/admin/change", form)


def sessions(app):
    return ask(app, lambda: len(db.session.scalars(select(StaffSession)).all()))


def ask(app, question):
    """Return what a function finds in the database."""
    with app.app_context():
        return question()


def _now(device):
    return int(device.normalize_time(None))
