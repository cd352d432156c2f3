"""What search keeps of an item: its names, what it says, and what a result shows. Pure."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from backend.release.image import Document, Image
from backend.release.render.guide import guide_card, route_path
from backend.release.render.place import phone_form
from backend.services.stored import Item
from backend.text.normal import compact, normalised
from backend.text.pinyin import initials, syllables
from backend.text.references import Literal, Plain, parse
from backend.vocabulary import CHANNEL_KIND, CHANNEL_STATUS, NATION, SERVICE

FORMAT = "1"  # raise it when the same documents would be indexed otherwise
SEARCHED = ("guide", "standard", "channel", "office", "rule", "questionnaire")
PARTS = {
    "conditions": ("text",), "materials": ("name", "when", "fill_note"), "time_limits": ("text",),
    "notes": ("text",), "faqs": ("question", "answer"), "legal_basis": ("text",),
}  # fmt: skip
OFFICE_WORDS = "办理点 电话 地址"
SERVICE_ORDER = tuple(SERVICE)
TYPE_WEIGHT = {"guide": 500, "standard": 400, "channel": 300, "questionnaire": 250,
               "office": 200, "rule": 150}  # fmt: skip
MOST_READ = 6  # characters of a name that are read aloud for those who type pinyin
_BRACKETS = re.compile(r"（[^（）]*）")


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as search keeps it.

    `names` are compared by, in plain form; `weight` says which of two equals comes first, the more
    used one being the heavier; `card` is what a result shows, its texts with their references.
    """

    item: Item
    region: str
    chain: tuple[str, ...]
    names: tuple[str, ...]
    text: str
    weight: int
    card: dict[str, Any]

    @property
    def sounds(self) -> list[list[str]]:
        return [syllables(name) for name in self.names]

    @property
    def spoken(self) -> str:
        """Return the names as they are read: ` shao er yi bao `, and their initials."""
        read = self.sounds
        said = "|".join(f" {' '.join(r)} " for r in read)
        return f"{said}\n{'|'.join(map(initials, read))}"


def entry(image: Image, item: Item) -> Entry:
    """Return what search keeps of an item of a searched type."""
    document = image[item]
    names, said, card = MAKERS[item[0]](image, document)
    region = document["region"]
    called: dict[str, str] = {}
    for name in names:
        called.setdefault(compact(name), name)
    called.pop("", None)
    kept = {
        **card, "title": names[0], "called": list(called.values()),
        "region": image.regions[region].brief,
        "doubtful": '"doubt":' in image.bodies[item],
    }  # fmt: skip
    text = normalised(" ".join([*names, *map(plain_text, said)]))
    chain = image.regions.chain(region)
    return Entry(item, region, chain, tuple(called), text, _weight(item[0], document), kept)


def inputs_of(image: Image, item: Item, regions_hash: str) -> str:
    """Return the hash of everything an item's entry is made of."""
    routes = image[item].get("routes", ()) if item[0] == "guide" else ()
    channels = sorted({route["channel"] for route in routes})
    parts = (FORMAT, image.hashes[item], regions_hash,
             *(image.hashes["channel", key] for key in channels))  # fmt: skip
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def plain_text(text: str) -> str:
    """Return a text without references: amounts change by day and are not searched."""
    if "{{" not in text:
        return text
    return "".join(p.text for p in parse(text) if isinstance(p, Plain | Literal))


def _weight(item_type: str, document: Document) -> int:
    """Return how far ahead of its equals an item stands; until usage is known, by service."""
    order = SERVICE_ORDER.index(document["service"]) if "service" in document else 0
    partial = document.get("completeness") == "partial"
    return TYPE_WEIGHT[item_type] - order - (100 if partial else 0)


Made = tuple[list[str], list[str], dict[str, Any]]


def _guide(image: Image, guide: Document) -> Made:
    channels = [image["channel", route["channel"]] for route in guide.get("routes", ())]
    paths = [
        [{"label": node["label"], "kind": node["kind"]} for node in route_path(guide, route, c)]
        for route, c in zip(guide.get("routes", ()), channels, strict=True)
    ]
    lines = [guide["summary"], *_lines(guide)]
    shown = guide_card(image, guide)
    card = {
        "lines": lines, "paths": paths,
        **{name: shown[name] for name in ("service", "status", "status_label")},
        "completeness": guide["completeness"],
        "partial_reason": guide.get("partial_reason", ""),
        "valid_from": guide.get("valid_from"), "valid_to": guide.get("valid_to"),
        "excludes": guide.get("excludes", []),
    }  # fmt: skip
    labels = [node["label"] for path in paths for node in path]
    return [guide["title"], *guide.get("aliases", ())], [*lines, *labels], card


def _lines(guide: Document) -> Iterator[str]:
    for part, fields in PARTS.items():
        for fact in guide.get(part, ()):
            said = [fact[name] for name in fields if fact.get(name)]
            yield "：".join(said)
    for route in guide.get("routes", ()):
        yield from (step["text"] for step in route.get("steps", ()))


def _standard(_: Image, standard: Document) -> Made:
    note = standard.get("note", "")
    return [standard["title"], *standard.get("aliases", ())], [note, *_told(standard)], {}


def _told(standard: Document) -> Iterator[str]:
    yield from standard.get("audience", ())
    for value in (*standard.get("contribution_values", ()), *standard.get("benefit_values", ())):
        yield f"{value['policy_year']}年度 {value.get('note', '')}"
        yield from (cell.get("note", "") for cell in value.get("cells", ()))


def _channel(_: Image, channel: Document) -> Made:
    status = channel.get("status", "active")
    kind = CHANNEL_KIND[channel["kind"]]
    opened = channel.get("how_to_open", "")
    lines = [line for line in (opened, channel.get("note", "")) if line]
    said = [*lines, kind, channel.get("operator", "")]
    card = {"lines": lines or [kind], "status": status, "status_label": CHANNEL_STATUS[status]}
    names = [channel["name"], *(alias["name"] for alias in channel.get("aliases", ()))]
    return [*names, channel["name"] + kind], said, card


def _office(image: Image, office: Document) -> Made:
    phones = [phone_form(phone) for phone in office.get("phones", ())]
    place = image.regions[office["region"]].name
    address = office.get("address", "")
    called = "、".join(phone["raw"] for phone in phones)
    lines = ["　".join(filter(None, (address, called and f"电话 {called}")))]
    numbers = [n for phone in phones for n in _dialled(phone)]
    said = [address, place, OFFICE_WORDS, *numbers, office.get("note", "")]
    names = [office["name"], *office.get("aliases", ()), *([address] if address else [])]
    return names, said, {"lines": lines, "phones": numbers}


def _dialled(phone: dict[str, Any]) -> list[str]:
    """Return a number as people type it: as printed, with its area code, from abroad."""
    e164 = phone["e164"]
    forms = [phone["raw"], *([f"0{e164[3:]}", e164[1:]] if e164.startswith("+86") else [])]
    return list(dict.fromkeys(compact(form) for form in forms))


def _rule(_: Image, rule: Document) -> Made:
    because = [row["because"] for row in rule.get("rows", ())]
    lines = [line for line in (rule.get("note", ""), *because) if line]
    return [rule["title"]], lines, {"lines": lines}


def _questionnaire(_: Image, asked: Document) -> Made:
    questions = [question["text"] for question in asked.get("questions", ())]
    outcomes = [outcome["title"] for outcome in asked.get("outcomes", ())]
    said = [*questions, *outcomes]
    return [asked["title"], *asked.get("aliases", ())], said, {"lines": questions}


MAKERS = {
    "guide": _guide, "standard": _standard, "channel": _channel, "office": _office,
    "rule": _rule, "questionnaire": _questionnaire,
}  # fmt: skip


def openings(found: Entry, region_names: tuple[str, ...]) -> list[str]:
    """Return what one may begin to type to be offered an item: its names, with and without place.

    Each as text, as joined pinyin, and as initials.
    """
    plain = [compact(_BRACKETS.sub("", name)) for name in found.names]
    cut = [_without(name, region_names) for name in plain]
    names = dict.fromkeys(filter(None, [*plain, *cut]))
    read = [syllables(name[:MOST_READ]) for name in names]
    return list(dict.fromkeys([*names, *("".join(r) for r in read), *map(initials, read)]))


def _without(name: str, places: tuple[str, ...]) -> str:
    for place in places:
        if place and name.startswith(place):
            return name.removeprefix(place).removeprefix("市").removeprefix("省")
    return name


def region_names(image: Image, chain: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of a chain of regions, longest first, the nation left out."""
    regions = [image.regions[code] for code in chain if code != NATION]
    names = {name for r in regions for name in (r.name, *r.aliases.split("、")) if name}
    return tuple(sorted(names, key=len, reverse=True))
