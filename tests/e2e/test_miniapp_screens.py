"""Every screen and state of the mini-program fits, can be read, touched and heard."""

from pathlib import Path

import pytest

from tests.e2e.looks import LOOKS, SCREENS, settle_in, show
from tests.e2e.reading import reader
from tests.miniapp.tools import MINIAPP, installed

pytestmark = pytest.mark.xdist_group("e2e")
WIDTHS = (320, 390, 430)
MEASURE = Path(__file__).with_name("measure.js").read_text("utf-8")
SERIOUS = ("serious", "critical")
ASK_AXE = """async () => {
  const { violations } = await axe.run({ include: ['.phone'] }, { resultTypes: ['violations'] });
  return violations.map(({ id, impact, nodes }) => ({ id, impact, where: nodes.map(n => n.html) }));
}"""


@pytest.fixture(scope="module", params=LOOKS)
def somebody(request, browser, server):
    """Return a reader whose phone looks one way."""
    look = LOOKS[request.param]
    how = {"color_scheme": look["color_scheme"], "service_workers": "block"}
    with reader(browser, server, **how) as holder:
        settle_in(holder, look["large"])
        yield holder
        holder.page.wrongs.clear()  # each screen's own are looked at below


@pytest.fixture(scope="module")
def axe():
    installed()
    return (MINIAPP / "node_modules/axe-core/axe.min.js").read_text("utf-8")


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_as_it_should_be(somebody, axe, name):
    screen = SCREENS[name]
    somebody.page.wrongs.clear()
    show(somebody, screen)
    assert layout(somebody) == {}
    assert heard(somebody, axe) == []
    assert [w for w in somebody.page.wrongs if screen.network == "there" or "/api/" not in w] == []


def test_the_measure_finds_what_does_not_fit(browser, server):
    spoil = """() => {
      const page = document.querySelector('wx-page');
      const added = html => page.insertAdjacentHTML('beforeend', html);
      added('<view class="wide">宽</view><view class="cut">一二三四五六七八</view>');
      added('<a href="#" class="small">小</a>');
      page.querySelector('.wide').style.cssText = 'display: block; width: 500px';
      page.querySelector('.cut').style.cssText =
        'display: block; width: 40px; overflow: hidden; white-space: nowrap';
    }"""
    with reader(browser, server) as holder:
        holder.open("about/index")
        holder.sees("隐私")
        assert holder.page.evaluate(MEASURE) == []
        holder.page.evaluate(spoil)
        found = {(kind, what.split()[0]) for kind, what, _ in holder.page.evaluate(MEASURE)}
    assert found == {
        ("sticks out", "view.wide"), ("is cut off", "view.cut"),
        ("is too small to touch", "a.small"), ("scrolls sideways", "the"),
    }  # fmt: skip


def layout(somebody):
    """Return what does not fit, by the width of the phone."""
    found = {}
    for width in WIDTHS:
        somebody.page.set_viewport_size({"width": width, "height": 844})
        if wrongs := somebody.page.evaluate(MEASURE):
            found[width] = wrongs
    somebody.page.set_viewport_size({"width": 390, "height": 844})
    return found


def heard(somebody, axe):
    """Return what axe finds serious."""
    somebody.page.evaluate(axe)
    return [found for found in somebody.page.evaluate(ASK_AXE) if found["impact"] in SERIOUS]
