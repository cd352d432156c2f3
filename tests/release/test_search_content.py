"""Whatever the content says is found by its own words: titles, paths, steps, phones and so on."""

from collections import Counter

import pytest

from backend.config import ROOT
from backend.release.search.answer import search
from backend.text.references import Literal, Plain, parse
from tests.bench.search import image_of, opened_on

READ = 40  # characters of a query that are looked at


@pytest.fixture(scope="module")
def image():
    return image_of(ROOT / "content")


@pytest.fixture(scope="module")
def place_of(image, tmp_path_factory):
    """Return at which place an item stands when somebody in its region asks so; 0 for nowhere."""
    opened, shown = opened_on(image, tmp_path_factory.mktemp("content"))

    def find(typed, item):
        chosen = opened.gazetteer.place(image[item]["region"])
        found = search(opened, shown, typed, chosen, 10)["results"]
        there = (n for n, result in enumerate(found, 1) if (result["type"], result["key"]) == item)
        return next(there, 0)

    return find


def named(document):
    aliases = document.get("aliases", ())
    names = [alias if isinstance(alias, str) else alias["name"] for alias in aliases]
    return [document.get("title") or document["name"], *names]


def texts(part, field):
    return lambda document: [plain(fact[field]) for fact in document.get(part, ())]


def steps(guide):
    return [plain(step["text"]) for steps in walked(guide) for step in steps]


def nodes(guide):
    return [node["label"] for steps in walked(guide) for s in steps for node in s.get("path", ())]


def paths(guide):
    labels = ([n["label"] for s in steps for n in s.get("path", ())] for steps in walked(guide))
    return [" ".join(path)[:READ] for path in labels if len(path) > 1]


def walked(guide):
    return [route.get("steps", ()) for route in guide.get("routes", ())]


def phones(office):
    numbers = office.get("phones", ())
    raw = [phone["raw"] for phone in numbers]
    whole = [f"0{phone['e164'][3:]}" for phone in numbers]
    parted = [f"0{phone['e164'][3:6]}-{phone['e164'][6:]}" for phone in numbers]
    return [*raw, *whole, *parted, *(phone["e164"] for phone in numbers)]


def address(office):
    return [office["address"]] if "address" in office else []


@pytest.mark.parametrize(
    ("kind", "said", "first", "among_three", "among_ten"),
    [
        ("guide", named, 0.97, 0.99, 0.99),
        ("guide", texts("faqs", "question"), 0.8, 0.95, 0.97),
        ("guide", steps, 0.7, 0.95, 0.98),
        ("guide", texts("conditions", "text"), 0.65, 0.93, 0.98),
        ("guide", texts("materials", "name"), 0.4, 0.7, 0.9),  # 身份证 is brought to most
        ("guide", paths, 0.9, 1.0, 1.0),
        ("guide", nodes, 0.75, 0.93, 0.98),
        ("channel", named, 0.97, 1.0, 1.0),
        ("standard", named, 0.97, 1.0, 1.0),
        ("office", named, 0.9, 1.0, 1.0),
        ("office", phones, 1.0, 1.0, 1.0),
        ("office", address, 1.0, 1.0, 1.0),
        ("rule", named, 0.0, 1.0, 1.0),  # the guide it belongs to comes first
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_what_the_content_says_is_found(  # noqa: PLR0913, PLR0917 - a table of what is promised
    image, place_of, kind, said, first, among_three, among_ten
):
    asked = [(typed, item) for item in whole(image, kind) for typed in said(image[item])]
    found = Counter(place_of(typed, item) for typed, item in asked)
    assert len(asked) >= 2
    assert found[1] >= first * len(asked)
    assert sum(found[n] for n in (1, 2, 3)) >= among_three * len(asked)
    assert len(asked) - found[0] >= among_ten * len(asked)


def test_a_town_is_found_by_its_name_alone(image, place_of):
    offices = [item for item in image.of_type("office") if len(image[item]["region"]) == 9]
    assert len(offices) >= 10
    for item in offices:
        town = image.regions[image[item]["region"]].name
        assert place_of(town, item) == 1
        assert place_of(f"{town} 电话", item) == 1


def whole(image, kind):
    return [i for i in image.of_type(kind) if image[i].get("completeness") != "partial"]


def plain(text):
    parts = (part.text for part in parse(text) if isinstance(part, Plain | Literal))
    return "".join(parts)[:READ]
