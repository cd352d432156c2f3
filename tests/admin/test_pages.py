"""What every page of the panel is like, whoever asks: nothing inline, safe headers, in Chinese."""

import re
from html.parser import HTMLParser

import pytest

from tests.admin.doors import KINDS, OUTSIDE, listed

GETS = [door for door in listed() if door.method == "GET"]
SIGNING_IN = ["/admin/login", "/admin/nowhere/"]
EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
DIRECTIVES = {
    "default-src": "'self'", "style-src": "'self'", "object-src": "'none'", "base-uri": "'none'",
    "frame-ancestors": "'none'", "form-action": "'self'",
}  # fmt: skip
UNLABELLED = ("hidden", "checkbox", "radio")  # or labelled by what is around them
LATIN = re.compile(r"[A-Za-z]{3,}(?: [A-Za-z']{2,})+")  # two English words in a row


class Page(HTMLParser):
    """What a page holds that its own policy would not let run, and whether it is usable by all."""

    def __init__(self, text):
        super().__init__()
        self.inline, self.nonces, self.language, self.text = [], [], "", []
        self.labels, self.inputs = set(), []
        self.within = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.within.append(tag)
        for name, value in attributes:
            if name.startswith("on") or name == "style" or "javascript:" in (value or "").lower():
                self.inline.append(f"<{tag} {name}={value!r}>")
        is_code = tag == "script" and given.get("type") != "application/json"
        is_map = given.get("type") == "importmap"  # where modules lie; needs the nonce as code does
        if tag == "style" or (is_code and "src" not in given and not is_map):
            self.inline.append(f"<{tag}>")
        if is_code:
            self.nonces.append(given.get("nonce"))
        if tag == "html":
            self.language = given.get("lang")
        self._remember_labels(tag, given)

    def _remember_labels(self, tag, given):
        if tag == "label":
            self.labels.add(given.get("for"))
        is_shown = (
            given.get("type") not in ("hidden", "checkbox", "radio") and "hidden" not in given
        )
        if tag in ("input", "select", "textarea") and is_shown and "aria-label" not in given:
            self.inputs.append(given.get("id"))

    def handle_endtag(self, tag):
        while self.within and self.within.pop() != tag:
            pass

    def handle_data(self, data):
        if not {"script", "code", "style", "td"} & set(self.within):
            self.text.append(data)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "disabled"])
def test_no_page_holds_what_its_policy_forbids(doors, kind):
    for path in [door.address for door in GETS] + SIGNING_IN:
        answer = doors.browsers[kind].get(path)
        if answer.mimetype != "text/html" or answer.status_code == 302:
            continue
        page = Page(answer.text)
        assert page.inline == [], path
        nonce = re.search("'nonce-([^']+)'", answer.headers["Content-Security-Policy"])[1]
        assert page.nonces, path
        assert set(page.nonces) == {nonce}, path


def test_every_page_says_its_language_and_labels_its_inputs(doors):
    for path in [door.address for door in GETS]:
        answer = doors.browsers["admin"].get(path)
        if answer.mimetype != "text/html" or answer.status_code == 302:
            continue
        page = Page(answer.text)
        assert page.language == "zh-CN", path
        assert [i for i in page.inputs if i not in page.labels] == [], path
        assert 'class="skip"' in answer.text, path


@pytest.mark.parametrize("door", GETS, ids=str)
@pytest.mark.parametrize("kind", KINDS)
def test_every_answer_carries_the_headers(doors, door, kind):
    headers = door.try_by(doors.browsers[kind]).headers
    assert {name: headers[name] for name in EXPECTED} == EXPECTED
    policy = dict(part.strip().split(" ", 1) for part in
                  headers["Content-Security-Policy"].split(";"))  # fmt: skip
    assert {name: policy[name] for name in DIRECTIVES} == DIRECTIVES
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "geolocation=()" in headers["Permissions-Policy"]
    is_asset = door.address.startswith("/admin/assets/")
    assert headers["Cache-Control"] == ("public, max-age=86400" if is_asset else "no-store")


@pytest.mark.parametrize("kind", OUTSIDE)
def test_a_nonce_is_never_used_twice(doors, kind):
    policies = [doors.browsers[kind].get("/admin/login").headers["Content-Security-Policy"]
                for _ in range(5)]  # fmt: skip
    assert len(set(policies)) == 5


def test_over_tls_browsers_are_told_to_stay_there(doors):
    client = doors.app.test_client()
    plain, safe = (client.get("/admin/login", base_url=f"{scheme}://localhost").headers
                   for scheme in ("http", "https"))  # fmt: skip
    assert "Strict-Transport-Security" not in plain
    age = re.search(r"max-age=(\d+)", safe["Strict-Transport-Security"])
    assert int(age[1]) >= 31_536_000
    assert "includeSubDomains" in safe["Strict-Transport-Security"]


@pytest.mark.parametrize("path", ["/admin/login", "/admin/change", "/admin/verify",
                                  "/admin/tf-setup", "/admin/mf-recovery-codes"])  # fmt: skip
def test_the_pages_of_signing_in_speak_chinese(doors, path):
    kind = "anonymous" if path == "/admin/login" else "editor"
    said = " ".join(Page(doors.browsers[kind].get(path).text).text)
    assert [found for found in LATIN.findall(said) if found != "Microsoft Authenticator"] == []
