"""The mini-program's source keeps to what a phone understands; every rule is shown to bite."""

import shutil

import pytest

from tests.miniapp.tools import SOURCE, run

pytestmark = pytest.mark.xdist_group("miniapp")
WRONG = {
    "services/wrong.js": "module.exports = () => document.title + localStorage.length;\n",
    "behaviors/wrong.js": "module.exports = () => wx.request({ url: 'https://a.example' });\n",
    "pages/about/more.js": "wx.scanCode();\nwx.noSuchThing();\nwx.showToast({ titel: 1 });\n",
    "components/unused/index.js": "wx.navigateTo({ url: '/pages/about/index' });\n",
    "pages/about/index.wxss": ".about-a {}\n.card {}\n",
    "wxs/wrong.wxs": "var f = () => `${Date.now()}`;\nlet a = [1].includes(1);\n",
    "assets/heavy.png": "x" * 1_600_000,
}
FOUND = [
    "services/wrong.js:1: Cannot find name 'document'",
    "services/wrong.js:1: Cannot find name 'localStorage'",
    "behaviors/wrong.js:1: wx.request: only services reach the network",
    "pages/about: a page or component is index.js, index.json, index.wxml, index.wxss",
    "pages/about/more.js:1: wx.scanCode is not there in the browser host",
    "pages/about/more.js:2: Property 'noSuchThing' does not exist",
    "pages/about/more.js:3: Object literal may only specify known properties",
    "components/unused: nothing uses it",
    "components/unused/index.js:1: wx.navigateTo: components tell, pages go",
    "pages/about/index.wxss:2: .card reaches into components: name it .about-…",
    "wxs/wrong.wxs:1: WXS has no an arrow function",
    "wxs/wrong.wxs:1: WXS has no a template",
    "wxs/wrong.wxs:1: WXS has no Date",
    "wxs/wrong.wxs:2: WXS has no let or const",
    "wxs/wrong.wxs:2: WXS has no .includes()",
    ".: the package weighs",
]


@pytest.fixture(scope="module")
def wrong(tmp_path_factory):
    """Return what the check says of the source with wrong things in it."""
    root = tmp_path_factory.mktemp("wrong") / "miniprogram"
    shutil.copytree(SOURCE, root)
    for name, text in WRONG.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return run("lint", root)


def test_the_source_keeps_every_rule():
    done = run("lint", SOURCE)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("fault", FOUND)
def test_what_breaks_a_rule_is_named_with_its_place(wrong, fault):
    assert wrong.returncode == 1
    assert [line for line in wrong.stderr.splitlines() if line.startswith(fault)], wrong.stderr
