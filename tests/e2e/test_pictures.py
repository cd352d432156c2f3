"""Pictures as a phone shows them: opened alone, and in a page, by day and by night."""

import pytest

from backend.release.draw.tokens import DARK, LIGHT

pytestmark = pytest.mark.xdist_group("e2e")
STANDARDS = ("hunan-resident", "suihua-outpatient", "tianjin-resident-child")
ROUTES = (("hebei-remote-filing", 1), ("beijing-remote-filing", 0), ("shenzhen-child-enrol", 0),
          ("tianjin-child-enrol", 5))  # fmt: skip
PATHS = (
    *(f"/standards/{key}/chart.svg" for key in STANDARDS),
    *(f"/guides/{key}/routes/{number}/card.svg" for key, number in ROUTES),
)
EDGE = 16
PLAIN = {"standards": 320, "guides": 360}  # how wide a desk shows them
# Texts that reach beyond the picture's edge, beyond the box they stand in, or into another text.
STRAYING = """
(() => {
  const found = [], root = document.documentElement;
  const [, , width, height] = root.getAttribute("viewBox").split(" ").map(Number);
  const texts = [...root.querySelectorAll("text")];
  const boxes = [...root.querySelectorAll("rect")].map(b => b.getBBox()).filter(b => b.width > 4);
  const within = (at, from, size) => from <= at && at <= from + size;
  const around = t => boxes.filter(b => within(t.x + t.width / 2, b.x, b.width)
    && within(t.y + t.height / 2, b.y, b.height));
  texts.forEach((text, n) => {
    const t = text.getBBox();
    if (t.x < EDGE - 0.5 || t.x + t.width > width - EDGE + 0.5
        || t.y < 0 || t.y + t.height > height)
      found.push(["edge", text.textContent]);
    for (const b of around(t)) if (t.x < b.x - 0.5 || t.x + t.width > b.x + b.width + 0.5)
      found.push(["box", text.textContent]);
    for (const other of texts.slice(n + 1)) {
      const o = other.getBBox();
      if (Math.abs(text.getAttribute("y") - other.getAttribute("y")) < 1
          && t.x < o.x + o.width - 0.5 && o.x < t.x + t.width - 0.5)
        found.push(["text", text.textContent, other.textContent]);
    }
  });
  return found;
})()
""".replace("EDGE", str(EDGE))
GROUND = "getComputedStyle(document.querySelector('.surface')).fill"
# In pixels of the screen: a phone shows a page that does not ask for its width at a scale.
SMALLEST = """
visualViewport.scale * Math.min(...[...document.querySelectorAll("text")].map(
  t => parseFloat(getComputedStyle(t).fontSize) * t.getScreenCTM().a))
"""
WIDE = "visualViewport.scale * document.documentElement.getBoundingClientRect().width"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1080])
@pytest.mark.parametrize("path", PATHS)
def test_a_picture_fits_a_phone_and_its_words_keep_their_places(
    devtools, server, path, width, scheme
):
    page = devtools.look(f"http://127.0.0.1:{server.port}/api/v1{path}", width, 844, scheme)
    assert page.run(STRAYING) == []
    assert page.run(WIDE) == pytest.approx(width if width < 600 else PLAIN[path.split("/")[1]])
    assert page.run(SMALLEST) >= 11.5
    assert page.run(GROUND) == css((LIGHT if scheme == "light" else DARK)["surface"])
    assert page.complaints == []


def css(colour):
    return "rgb({}, {}, {})".format(*bytes.fromhex(colour[1:]))


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_card_is_shown_in_a_page_under_the_site_s_own_policy(devtools, server, kind):
    page = devtools.look(f"http://127.0.0.1:{server.port}/docs", 390, 844)
    place = f"/api/v1/guides/shenzhen-child-enrol/routes/0/card.{kind}"
    opened = f"""
    (() => {{
      const image = document.querySelector('img[src="{place}"]');
      image.closest("details").open = true;
      image.loading = "eager";
      return image.decode().then(() => [image.naturalWidth, image.clientWidth <= 360]);
    }})()
    """
    done = page.call(
        "Runtime.evaluate", expression=opened, returnByValue=True, awaitPromise=True
    )  # fmt: skip
    assert done["result"]["value"] == [360 if kind == "svg" else 1080, True]
    assert page.complaints == []
