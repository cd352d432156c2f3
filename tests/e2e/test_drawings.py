"""The drawn flows of the content, as a real browser with real fonts sets them."""

import pytest

from backend.config import ROOT
from backend.release.draw.flow import flow_picture
from backend.release.draw.svg import svg
from backend.services.content_files import read_folder
from backend.services.flows import DRAWN, flow_of

pytestmark = pytest.mark.xdist_group("e2e")
FEWEST = 6  # four questionnaires and two rules
STICKING_OUT = """
(() => {
  const number = (e, name) => Number(e.getAttribute(name));
  const boxes = [...document.querySelectorAll("rect")].map(
    r => [number(r, "x"), number(r, "y"), number(r, "width"), number(r, "height")]);
  return [...document.querySelectorAll("text")].filter(line => {
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
def test_no_line_sticks_out_of_its_box(devtools, flows, tmp_path, screen, width):
    assert len(flows) >= FEWEST
    for key, flow in flows.items():
        file = tmp_path / f"{key}.svg"
        file.write_bytes(svg(flow_picture(flow, width)))
        page = devtools.look(file.as_uri(), *screen)
        (tmp_path / f"{key}.png").write_bytes(page.picture())
        assert page.run("document.documentElement.viewBox.baseVal.width") <= width
        assert page.run(STICKING_OUT) == []
        assert page.complaints == []


def called(document):
    return document.get("title") or document["name"]
