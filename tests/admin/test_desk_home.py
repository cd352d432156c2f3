"""工作台: every count leads to what it counts, and a release that waits for a decision is said."""

import re

import pytest
import time_machine

from backend.extensions import db
from backend.services import editions, working
from tests.admin.desking import OFFICE, built, send
from tests.admin.people import ask
from tests.builder_parts import contribution_value, route
from tests.builders import guide, standard
from tests.builders import office as office_doc


@pytest.fixture(autouse=True)
def december():
    with time_machine.travel("2026-12-01T00:00Z"):
        yield


def test_a_release_that_waits_for_a_decision_waits_for_somebody(office, reviewer, other, editor):
    waiting = built(office, reviewer, OFFICE, office_doc(address="明年的"))
    send(other, waiting, "publish", {"when": "later", "at": "2027-06-01T00:00", "confirmed": "yes"})
    assert "需要合并的发布" not in other.get("/admin/").text
    fix = built(office, reviewer, OFFICE, office_doc(address="急改的"))
    send(other, fix, "publish", {"when": "now", "confirmed": "yes"})
    page = other.get("/admin/").text
    assert "需要合并的发布" in page
    assert f'<a href="{waiting}">一次发布</a>' in page
    assert "需要合并的发布" not in editor.get("/admin/").text


@pytest.mark.parametrize(
    "heading", ["路径可能已变", "180 天没有核验的途径", "到了季节还没有新标准"]
)
def test_what_does_not_fit_is_one_click_away(office, reviewer, heading):
    ask(office, plenty)
    section = reviewer.get("/admin/").text.partition(heading)[2].partition("</section>")[0]
    where, rest = re.search(r'<a href="([^"]+)">还有 (\d+) 项</a>', section).groups()
    assert int(rest) >= 4
    listed = reviewer.get(where.replace("&amp;", "&")).text
    assert "还没有记录" not in listed
    assert "selected" in listed
    assert "plain-guide" not in listed
    assert "copy-11" in listed


def test_the_rest_of_one_s_drafts_opens_in_its_place(office, editor):
    def write():
        for n in range(10):
            document = office_doc(key=f"office-{n}", name=f"第{n}所")
            working.save("office", document)
            editions.draft(("office", f"office-{n}"), document, author="编辑甲")
        db.session.commit()

    ask(office, write)
    page = editor.get("/admin/").text
    assert "还有 2 项</summary>" in page
    assert all(f"第{n}所" in page for n in range(10))


def plenty():
    doubted = [route(status="suspected", verified_on=None), route(status="unverified", title="二")]
    for n in range(12):
        working.save("guide", guide(key=f"copy-{n}", routes=doubted))
        old = contribution_value(citations=[])
        working.save("standard", standard(key=f"copy-{n}", contribution_values=[old]))
    fine = route(status="verified", verified_on="2026-11-30")
    working.save("guide", guide(key="plain-guide", routes=[fine]))
    db.session.commit()
