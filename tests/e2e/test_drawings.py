"""The drawn flows of the content, as a real browser with real fonts sets them."""

import pytest

from backend.config import ROOT
from backend.services.content_files import read_folder
from backend.services.draw import DRAWN, flow_of
from backend.text.flow_svg import svg

pytestmark = pytest.mark.xdist_group("e2e")
FEWEST = 6  # four questionnaires and two rules
STICKING_OUT = """
(() => {
  const number = (e, name) => Number(e.getAttribute(name));
  const boxes = [...document.querySelectorAll("rect")].map(
    r => [number(r, "x"), number(r, "y"), number(r, "width"), number(r, "height")]);
  return [...document.querySelectorAll("tspan")].filter(line => {
    const [x, y] = [number(line, "x"), number(line, "y")];
    const around = boxes.filter(
      ([left, top, wide, high]) => left < x && x < left + wide && top < y && y < top + high);
    const inner = Math.min(...around.map(([left, , wide]) => left + wide));
    return x + line.getComputedTextLength() > inner - 4;
  }).map(line => line.textContent);
})()
"""


@pytest.fixture(scope="module")
def flows():
    """Return every flow of the content, by key."""
    documents = read_folder(ROOT / "content").documents
    drawn = {i: d for i, d in documents.items() if i[0] in DRAWN}
    return {i[1]: flow_of(i, d, lambda item: called(documents[item])) for i, d in drawn.items()}


@pytest.mark.parametrize(("screen", "width"), [((390, 844), 358), ((1280, 900), 1100)])
def test_no_line_sticks_out_of_its_box(browser, flows, tmp_path, screen, width):
    assert len(flows) >= FEWEST
    for key, flow in flows.items():
        file = tmp_path / f"{key}.svg"
        file.write_text(svg(flow, width), "utf-8")
        page = browser.look(file.as_uri(), *screen)
        (tmp_path / f"{key}.png").write_bytes(page.picture())
        assert page.run("document.documentElement.getBBox().width") <= screen[0]
        assert page.run(STICKING_OUT) == []
        assert page.complaints == []


def called(document):
    return document.get("title") or document["name"]
