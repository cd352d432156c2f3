"""The pages a person opens, in a real browser: on phones and on a desk, by day and by night."""

import pytest

pytestmark = pytest.mark.xdist_group("e2e")
PAGES = ("/", "/docs")
SIZES = ((390, 844), (320, 568), (1280, 900))
CONTRAST = """
(() => {
  const light = c => { c /= 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4 };
  const parts = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
  const bright = ([r, g, b]) => 0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b);
  const behind = e => {
    for (; e; e = e.parentElement) {
      const colour = parts(getComputedStyle(e).backgroundColor);
      if (colour[3] !== 0) return colour;
    }
    return [255, 255, 255];
  };
  const ratio = e => {
    const [a, b] = [bright(parts(getComputedStyle(e).color)), bright(behind(e))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
  const said = [...document.querySelectorAll("main *")].filter(
    e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()));
  return Math.min(...said.map(ratio));
})()
"""


@pytest.fixture(params=PAGES)
def url(request, server):
    return f"http://127.0.0.1:{server.port}{request.param}"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_fits_its_screen_and_can_be_read(devtools, url, tmp_path, size, scheme):
    page = devtools.look(url, *size, scheme)
    (tmp_path / "screen.png").write_bytes(page.picture())
    assert page.run("document.documentElement.scrollWidth") <= size[0]
    assert page.run("document.body.innerText.length") > 100
    assert page.run(CONTRAST) >= 4.5
    assert page.complaints == []


def test_a_page_loads_nothing_from_elsewhere(devtools, url, server):
    page = devtools.look(url, 390, 844)
    loaded = page.run("performance.getEntriesByType('resource').map(r => r.name)")
    assert loaded
    assert [
        name for name in loaded if not name.startswith(f"http://127.0.0.1:{server.port}/")
    ] == []


def test_what_is_to_be_touched_is_large_enough(devtools, server):
    page = devtools.look(f"http://127.0.0.1:{server.port}/", 390, 844)
    heights = page.run(
        "[...document.querySelectorAll('.links a')].map(a => a.getBoundingClientRect().height)"
    )
    assert len(heights) >= 10
    assert min(heights) >= 44


def test_a_link_to_a_shape_opens_it(devtools, server):
    page = devtools.look(f"http://127.0.0.1:{server.port}/docs#GuidePage", 390, 844)
    assert page.run("document.querySelector('details:has(#GuidePage)').open") is True
