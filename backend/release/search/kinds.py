"""What each kind of item is called, what it says, and what a result shows of it. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from backend.release.image import Document, Image
from backend.release.render.amounts import cell_text
from backend.release.render.guide import guide_card
from backend.release.render.place import phone_form
from backend.text.money import yuan
from backend.text.normal import compact
from backend.vocabulary import (
    CHANNEL_KIND,
    CHANNEL_STATUS,
    DIMENSION,
    LIFE_EVENT,
    MEASURE,
    SCHEME,
    SERVICE,
    STANDARD_KIND,
)

PARTS = {
    "conditions": ("text",), "materials": ("name", "when", "fill_note"), "time_limits": ("text",),
    "notes": ("text",), "faqs": ("question", "answer"), "legal_basis": ("text",),
}  # fmt: skip
HIDDEN = "\t"  # a line with tabs is there to be found, not to be read
OFFICE_WORDS = "办理点 电话 地址"
STATED = {
    "personal_fen": "个人缴费", "subsidy_fen": "财政补助", "base_min_fen": "最低缴费基数",
    "base_max_fen": "最高缴费基数", "employer_rate_bp": "单位缴费比例",
    "personal_rate_bp": "个人缴费比例",
}  # fmt: skip
MONEY = ("personal_fen", "subsidy_fen", "total_fen")

Made = tuple[list[str], list[str], dict[str, Any]]  # names, lines, what a result shows


def guide(image: Image, found: Document) -> Made:
    routes = found.get("routes", ())
    paths = [_path(image, route) for route in routes]
    shown = guide_card(image, ("guide", found["key"]))
    plain = [_plain_path(image, route, path) for route, path in zip(routes, paths, strict=True)]
    card = {"paths": paths, "plain": plain, "partial_reason": found.get("partial_reason", "")}
    card |= {name: shown[name] for name in ("service", "status", "status_label")}
    card["verified_on"] = _latest(routes)
    labels = [label for path in paths for label, _ in path]
    labels += [SERVICE[found["service"]], *(LIFE_EVENT[e] for e in found.get("life_events", ()))]
    lines = [found["summary"], *found.get("audience", ()), *_lines(found), HIDDEN.join(labels)]
    return [found["title"], *found.get("aliases", ())], lines, card


def _path(image: Image, route: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return a route's menu path in short: (label, kind), its channel first."""
    nodes = [node for step in route.get("steps", ()) for node in step.get("path", ())]
    opened = image["channel", route["channel"]]["name"]
    return [(opened, "open"), *[(node["label"], node.get("kind", "tap")) for node in nodes]]


def _plain_path(image: Image, route: Mapping[str, Any], path: list[tuple[str, str]]) -> str:
    """Return a menu path as it is compared: what kind of channel it is walked in, and its nodes."""
    kind = CHANNEL_KIND[image["channel", route["channel"]]["kind"]]
    return compact("".join([kind, *[label for label, _ in path]]))


def _lines(found: Document) -> Iterator[str]:
    for part, fields in PARTS.items():
        for fact in found.get(part, ()):
            yield "：".join([fact[name] for name in fields if fact.get(name)])
    for route in found.get("routes", ()):
        yield from [step["text"] for step in route.get("steps", ())]


def standard(_: Image, found: Document) -> Made:
    names = [found["title"], *found.get("aliases", ())]
    values = [*found.get("contribution_values", ()), *found.get("benefit_values", ())]
    return names, [found.get("note", ""), *_told(found, values)], {"verified_on": _latest(values)}


def _told(found: Document, values: list[Document]) -> Iterator[str]:
    """Yield what a standard says besides its names, then the words for what it states."""
    yield from found.get("audience", ())
    words = dict.fromkeys((SCHEME[found["scheme"]], STANDARD_KIND[found["kind"]]))
    for value in values:
        yield f"{value['policy_year']}年度 {value.get('note', '')}"
        yield from (cell.get("note", "") for cell in value.get("cells", ()))
        words |= dict.fromkeys(_words(value))
    yield HIDDEN.join(("", *words))


def _words(value: Mapping[str, Any]) -> Iterator[str]:
    """Yield the words for what a value states: 起付线, 三级医疗机构, 财政补助, 380元."""
    yield from (label for name, label in STATED.items() if value.get(name) is not None)
    yield from (yuan(value[name]) for name in MONEY if value.get(name) is not None)
    for cell in value.get("cells", ()):
        yield MEASURE[cell["measure"]]
        yield from (DIMENSION[name].get(v, v) for name, v in cell.get("dims", {}).items())
        yield cell_text(cell)


def _latest(verified: Any) -> str:
    """Return the last day on which anybody verified one of some routes or values."""
    return max((each.get("verified_on") or "" for each in verified), default="")


def channel(_: Image, found: Document) -> Made:
    status = found.get("status", "active")
    kind = CHANNEL_KIND[found["kind"]]
    names = [found["name"], *(alias["name"] for alias in found.get("aliases", ()))]
    lines = [found.get(name, "") for name in ("how_to_open", "note", "operator", "url")]
    card = {"status": status, "status_label": CHANNEL_STATUS[status]}
    return [*names, found["name"] + kind], [*lines, kind], card


def office(image: Image, found: Document) -> Made:
    phones = [phone_form(phone) for phone in found.get("phones", ())]
    address = found.get("address", "")
    called = "、".join(phone["raw"] for phone in phones)
    first = "　".join(filter(None, (address, called and f"电话 {called}")))
    numbers = [number for phone in phones for number in _dialled(phone)]
    hidden = HIDDEN.join((image.regions[found["region"]].name, OFFICE_WORDS, *numbers))
    names = [found["name"], *found.get("aliases", ()), *filter(None, (address, *numbers))]
    return names, [first, found.get("note", ""), hidden], {"phones": numbers}


def _dialled(phone: dict[str, Any]) -> list[str]:
    """Return a number as people type it: as printed, with its area code, from abroad."""
    e164 = phone["e164"]
    forms = [phone["raw"], *([f"0{e164[3:]}", e164[1:]] if e164.startswith("+86") else [])]
    return list(dict.fromkeys(compact(form) for form in forms))


def rule(_: Image, found: Document) -> Made:
    because = [row["because"] for row in found.get("rows", ())]
    facts = [fact["label"] for fact in found.get("facts", ())]
    return [found["title"]], [found.get("note", ""), *because, HIDDEN.join(("", *facts))], {}


def questionnaire(_: Image, found: Document) -> Made:
    questions = found.get("questions", ())
    labels = [answer["label"] for question in questions for answer in question.get("answers", ())]
    outcomes = [o[name] for o in found.get("outcomes", ()) for name in ("title", "because")]
    lines = [*(question["text"] for question in questions), *outcomes, HIDDEN.join(("", *labels))]
    return [found["title"], *found.get("aliases", ())], lines, {}


MAKERS = {
    "guide": guide, "standard": standard, "channel": channel, "office": office, "rule": rule,
    "questionnaire": questionnaire,
}  # fmt: skip
