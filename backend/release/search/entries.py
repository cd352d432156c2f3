"""What search keeps of an item: its names, what it says, and what a result shows. Pure."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from backend.release.image import Document, Image
from backend.release.render.guide import guide_card
from backend.release.render.place import phone_form
from backend.services.stored import Item
from backend.text.money import yuan
from backend.text.normal import compact
from backend.text.pinyin import initials, syllables
from backend.text.references import Literal, Plain, parse
from backend.vocabulary import (
    CHANNEL_KIND,
    CHANNEL_STATUS,
    DIMENSION,
    MEASURE,
    NATION,
    SCHEME,
    SERVICE,
    STANDARD_KIND,
)

FORMAT = "1"  # raise it when the same documents would be indexed otherwise
SEARCHED = ("guide", "standard", "channel", "office", "rule", "questionnaire")
PARTS = {
    "conditions": ("text",), "materials": ("name", "when", "fill_note"), "time_limits": ("text",),
    "notes": ("text",), "faqs": ("question", "answer"), "legal_basis": ("text",),
}  # fmt: skip
OF_HEAD = ("service", "completeness", "excludes", "valid_from", "valid_to")
OFFICE_WORDS = "办理点 电话 地址"
STATED = {
    "personal_fen": "个人缴费", "subsidy_fen": "财政补助", "base_min_fen": "最低缴费基数",
    "base_max_fen": "最高缴费基数", "employer_rate_bp": "单位缴费比例",
    "personal_rate_bp": "个人缴费比例",
}  # fmt: skip
MONEY = ("personal_fen", "subsidy_fen", "total_fen")
SERVICE_ORDER = tuple(SERVICE)
TYPE_WEIGHT = {"guide": 500, "standard": 400, "channel": 300, "questionnaire": 250,
               "office": 200, "rule": 150}  # fmt: skip
MOST_READ = 6  # characters of a name that are read aloud for those who type pinyin
_CHANNELS = re.compile(r'"channel":"([a-z0-9-]+)"')


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as search keeps it.

    `names` are compared by, in plain form, and `read` is how each is read; `lines` is all it says,
    as written; `weight` says which of two equals comes first, the more used one being the heavier;
    `head` is what it is ranked by besides, `card` what a result shows besides.
    """

    item: Item
    region: str
    chain: tuple[str, ...]
    names: tuple[str, ...]
    read: tuple[list[str], ...]
    lines: tuple[str, ...]
    weight: int
    head: dict[str, Any]
    card: dict[str, Any]

    @property
    def spoken(self) -> str:
        """Return the names as they are read: ` shao er yi bao `, and their initials."""
        said = "|".join(f" {' '.join(r)} " for r in self.read)
        return f"{said}\n{'|'.join(map(initials, self.read))}"


def entry(image: Image, item: Item) -> Entry:
    """Return what search keeps of an item of a searched type."""
    document = image[item]
    called, lines, card = MAKERS[item[0]](image, document)
    names = _plain(called)
    region = document["region"]
    head = {name: document[name] for name in OF_HEAD if document.get(name)}
    if card.get("paths"):
        head["paths"] = [compact("".join(label for label, _ in path)) for path in card["paths"]]
    card |= {
        "title": called[0], "called": list(names.values()), "region": image.regions[region].brief,
        "doubtful": '"doubt":' in image.bodies[item],
    }  # fmt: skip
    return Entry(
        item, region, image.regions.chain(region), tuple(names),
        tuple(map(syllables, names)), tuple(line for line in lines if line),
        _weight(item[0], document), head, card,
    )  # fmt: skip


def _plain(called: list[str]) -> dict[str, str]:
    """Return the names as written by their plain form, the first of two that are the same."""
    found: dict[str, str] = {}
    for name in called:
        found.setdefault(compact(name), name)
    return {plain: name for plain, name in found.items() if plain}


def inputs_of(image: Image, item: Item, regions_hash: str) -> str:
    """Return the hash of everything an item's entry is made of, without opening the item."""
    channels = set(_CHANNELS.findall(image.bodies[item])) if item[0] == "guide" else ()
    named = (image.hashes["channel", key] for key in sorted(channels))
    parts = (FORMAT, image.hashes[item], regions_hash, *named)
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
    paths = [_path(image, route) for route in guide.get("routes", ())]
    shown = guide_card(image, guide)
    card = {"paths": paths, "partial_reason": guide.get("partial_reason", "")}
    card |= {name: shown[name] for name in ("service", "status", "status_label")}
    labels = "\t".join(label for path in paths for label, _ in path)
    lines = [guide["summary"], *_lines(guide), labels]
    return [guide["title"], *guide.get("aliases", ())], lines, card


def _path(image: Image, route: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return a route's menu path in short: (label, kind), its channel first."""
    nodes = [node for step in route.get("steps", ()) for node in step.get("path", ())]
    opened = image["channel", route["channel"]]["name"]
    return [(opened, "open"), *((node["label"], node.get("kind", "tap")) for node in nodes)]


def _lines(guide: Document) -> Iterator[str]:
    for part, fields in PARTS.items():
        for fact in guide.get(part, ()):
            said = [fact[name] for name in fields if fact.get(name)]
            yield "：".join(said)
    for route in guide.get("routes", ()):
        yield from (step["text"] for step in route.get("steps", ()))


def _standard(_: Image, standard: Document) -> Made:
    names = [standard["title"], *standard.get("aliases", ())]
    return names, [standard.get("note", ""), *_told(standard)], {}


def _told(standard: Document) -> Iterator[str]:
    """Yield what a standard says besides its names; the last line is found, not read."""
    yield from standard.get("audience", ())
    words = dict.fromkeys((SCHEME[standard["scheme"]], STANDARD_KIND[standard["kind"]]))
    for value in (*standard.get("contribution_values", ()), *standard.get("benefit_values", ())):
        yield f"{value['policy_year']}年度 {value.get('note', '')}"
        yield from (cell.get("note", "") for cell in value.get("cells", ()))
        words |= dict.fromkeys(_labels(value))
    yield "\t".join(("", *words))


def _labels(value: Mapping[str, Any]) -> Iterator[str]:
    """Yield the words for what a value states: 起付线, 三级医疗机构, 财政补助, 380元."""
    yield from (label for name, label in STATED.items() if value.get(name) is not None)
    yield from (yuan(value[name]) for name in MONEY if value.get(name) is not None)
    for cell in value.get("cells", ()):
        yield MEASURE[cell["measure"]]
        yield from (DIMENSION[name].get(v, v) for name, v in cell.get("dims", {}).items())


def _channel(_: Image, channel: Document) -> Made:
    status = channel.get("status", "active")
    kind = CHANNEL_KIND[channel["kind"]]
    names = [channel["name"], *(alias["name"] for alias in channel.get("aliases", ()))]
    lines = [channel.get(name, "") for name in ("how_to_open", "note", "operator", "url")]
    card = {"status": status, "status_label": CHANNEL_STATUS[status]}
    return [*names, channel["name"] + kind], [*lines, kind], card


def _office(image: Image, office: Document) -> Made:
    phones = [phone_form(phone) for phone in office.get("phones", ())]
    address = office.get("address", "")
    called = "、".join(phone["raw"] for phone in phones)
    first = "　".join(filter(None, (address, called and f"电话 {called}")))
    numbers = [n for phone in phones for n in _dialled(phone)]
    hidden = "\t".join((image.regions[office["region"]].name, OFFICE_WORDS, *numbers))
    names = [office["name"], *office.get("aliases", ()), *([address] if address else [])]
    return names, [first, office.get("note", ""), hidden], {"phones": numbers}


def _dialled(phone: dict[str, Any]) -> list[str]:
    """Return a number as people type it: as printed, with its area code, from abroad."""
    e164 = phone["e164"]
    forms = [phone["raw"], *([f"0{e164[3:]}", e164[1:]] if e164.startswith("+86") else [])]
    return list(dict.fromkeys(compact(form) for form in forms))


def _rule(_: Image, rule: Document) -> Made:
    because = [row["because"] for row in rule.get("rows", ())]
    return [rule["title"]], [rule.get("note", ""), *because], {}


def _questionnaire(_: Image, asked: Document) -> Made:
    questions = [question["text"] for question in asked.get("questions", ())]
    outcomes = [outcome["title"] for outcome in asked.get("outcomes", ())]
    return [asked["title"], *asked.get("aliases", ())], [*questions, *outcomes], {}


MAKERS = {
    "guide": _guide, "standard": _standard, "channel": _channel, "office": _office,
    "rule": _rule, "questionnaire": _questionnaire,
}  # fmt: skip


def openings(found: Entry, places: tuple[str, ...]) -> list[str]:
    """Return what one may begin to type to be offered an item: its names, with and without place.

    Each as text, as joined pinyin, and as initials.
    """
    begun: dict[str, None] = {}
    for name, read in zip(found.names, found.read, strict=True):
        cut = len(name) - len(_without(name, places))
        for start in {0, cut}:
            said = read[start:]
            begun |= dict.fromkeys((name[start:], "".join(said[:MOST_READ]), initials(said)))
    begun.pop("", None)
    return list(begun)


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
