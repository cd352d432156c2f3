"""办事指南 as a page, and in short."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

import orjson

from backend.release.draw.card import card_paths
from backend.release.image import Document, Image
from backend.release.render.amounts import Sentences
from backend.release.render.facts import evidence, with_evidence
from backend.release.render.place import channel_brief, office_brief
from backend.release.render.standard import standard_entry
from backend.release.render.window import window_form
from backend.services.stored import Item, retold
from backend.text.menupath import format_path, node_from_dict, param_value
from backend.vocabulary import (
    ACTOR,
    CHANNEL_ENTRY,
    COMPLETENESS,
    LIFE_EVENT,
    MATERIAL_FORM,
    NECESSITY,
    NODE_KIND,
    ROUTE_STATUS,
    SERVICE,
    TIME_LIMIT_KIND,
    TIME_UNIT,
    VALIDITY,
)


def guide_card(image: Image, item: Item) -> dict[str, Any]:
    """Return a guide as lists show it; nothing in it depends on the day."""
    found: dict[str, Any] = image.once(("card", item), lambda: _card(image, item))
    return found


def _card(image: Image, item: Item) -> dict[str, Any]:
    seen = image.glance(item)
    card = seen.card
    names = (image.glance(("channel", key)).title for key in dict.fromkeys(card["channels"]))
    return {
        "key": item[1],
        "title": seen.title,
        "region": image.regions[seen.region].brief,
        "service": card["service"],
        "service_label": SERVICE[card["service"]],
        "life_events": card["life_events"],
        "audience": card["audience"],
        "channel_names": list(names),
        "status": card["status"],
        "status_label": ROUTE_STATUS[card["status"]],
        "policy_year": card["policy_year"],
    }


def validity(guide: Mapping[str, Any], day: date) -> str:
    """Return whether a guide holds on a day: upcoming, current or ended."""
    if guide.get("valid_from") and day.isoformat() < guide["valid_from"]:
        return "upcoming"
    if guide.get("valid_to") and day.isoformat() >= guide["valid_to"]:
        return "ended"
    return "current"


class GuidePage:
    """A whole guide, on any day; what no day changes is made once."""

    def __init__(self, image: Image, item: Item) -> None:
        self.image = image
        self.item = item

    def __call__(self, day: date) -> dict[str, Any]:
        status = validity(self._guide, day)
        return {
            **self._fixed,
            **self._spoken(Sentences(self.image, day)),
            "validity": status,
            "validity_label": VALIDITY[status],
            "standards": [standard_entry(self.image, each, day) for each in self._standards],
            "windows": [window_form(self.image, window, day) for window in self._windows],
        }

    @cached_property
    def _guide(self) -> Document:
        return self.image[self.item]

    @cached_property
    def _standards(self) -> list[Item]:
        return [("standard", key) for key in self.image.standards_of(self.item)]

    @cached_property
    def _windows(self) -> list[Document]:
        return [self.image.shown(("window", key)) for key in self._guide.get("windows", ())]

    @cached_property
    def _fixed(self) -> dict[str, Any]:
        image, guide = self.image, self._guide
        parts = {name: make(image, guide) for name, make in PARTS.items()}
        return {
            **guide_card(image, self.item),
            "aliases": guide.get("aliases", []),
            "life_event_labels": [LIFE_EVENT[event] for event in guide.get("life_events", ())],
            "completeness": guide["completeness"],
            "completeness_label": COMPLETENESS[guide["completeness"]],
            "effective_from": guide.get("valid_from"),
            "effective_to": guide.get("valid_to"),
            **parts,
            "rules": [titled(image, "rule", key) for key in guide.get("rules", ())],
            "offices": [
                office_brief(image, image.shown(("office", k))) for k in guide.get("offices", ())
            ],
            "questionnaires": [titled(image, *way) for way in image.ways_to.get(self.item[1], ())],
            "related": [titled(image, "guide", key) for key in guide.get("related", ())],
            "citations": guide.get("citations", []),
        }

    def _spoken(self, say: Sentences) -> dict[str, Any]:
        """Return the parts whose texts refer to an amount, as it is on the day."""
        return {
            name: PARTS[name](self.image, {**self._guide, name: retold(self._guide[name], say)})
            for name in self._referring
        }

    @cached_property
    def _referring(self) -> list[str]:
        if "{{" not in self.image.bodies[self.item]:
            return []
        return [name for name in PARTS if b"{{" in orjson.dumps(self._guide.get(name))]


def titled(image: Image, item_type: str, key: str) -> dict[str, str]:
    return {"key": key, "title": image.glance((item_type, key)).title}


def _text(guide: Document, name: str) -> str:
    return str(guide.get(name, ""))


def _facts(guide: Document, name: str) -> list[dict[str, Any]]:
    return [with_evidence(fact) for fact in guide.get(name, ())]


def _material(fact: dict[str, Any]) -> dict[str, Any]:
    return {
        "copies": None, "group": "", "when": "", "fill_note": "", **fact,
        "form_label": MATERIAL_FORM[fact["form"]],
        "necessity_label": NECESSITY[fact["necessity"]],
    }  # fmt: skip


def _time_limit(fact: dict[str, Any]) -> dict[str, Any]:
    return {
        "op": "eq", "least": None, "most": None, "unit": "", "from_event": "", **fact,
        "kind_label": TIME_LIMIT_KIND[fact["kind"]],
        "unit_label": TIME_UNIT.get(fact.get("unit", ""), ""),
    }  # fmt: skip


def route_head(image: Image, guide: Document, route: Mapping[str, Any]) -> dict[str, Any]:
    """Return a way of a guide with its whole menu path, without the single steps."""
    channel = image.shown(("channel", route["channel"]))
    path = route_path(guide, route, channel)
    return {
        "title": route["title"],
        "channel": channel_brief(channel),
        "audience": route.get("audience", []),
        "status": route["status"],
        "status_label": ROUTE_STATUS[route["status"]],
        "status_reason": route.get("status_reason", ""),
        "verified_on": route.get("verified_on"),
        "verified_by": route.get("verified_by", ""),
        "path": path,
        "path_text": _in_one_line(path),
    }


def _route(image: Image, guide: Document, route: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **route_head(image, guide, route),
        "steps": [_step(guide, step) for step in route.get("steps", ())],
        **evidence(route),
    }


def _in_one_line(path: list[dict[str, Any]]) -> str:
    """Return a path in the notation of menu paths; its first word says how one gets there."""
    written = format_path(node_from_dict(_stored(node)) for node in path)
    return f"{path[0]['kind_label']}{written.removeprefix(NODE_KIND['open'])}"


def _stored(node: Mapping[str, Any]) -> dict[str, Any]:
    return {name: node[name] for name in ("label", "kind", "alternatives") if node[name]}


def _step(guide: Document, step: Mapping[str, Any]) -> dict[str, Any]:
    actor = step.get("actor", "anyone")
    return {
        "text": step["text"],
        "actor": actor,
        "actor_label": ACTOR[actor],
        "path": [node_form(guide, node) for node in step.get("path", ())],
        **evidence(step),
    }


def route_path(
    guide: Document, route: Mapping[str, Any], channel: Document
) -> list[dict[str, Any]]:
    """Return a route's whole menu path: its channel, then its steps' nodes."""
    nodes = [node for step in route.get("steps", ()) for node in step.get("path", ())]
    first = node_form(guide, {"label": channel["name"], "kind": "open"})
    entry = CHANNEL_ENTRY.get(channel["kind"], first["kind_label"])
    return [{**first, "kind_label": entry}, *(node_form(guide, node) for node in nodes)]


def node_form(guide: Document, node: Mapping[str, Any]) -> dict[str, Any]:
    """Return a node with its defaults, and what a `param` comes to in the guide's policy year."""
    kind = node.get("kind", "tap")
    form = {
        "label": node["label"],
        "kind": kind,
        "kind_label": NODE_KIND[kind],
        "note": node.get("note", ""),
        "alternatives": node.get("alternatives", []),
    }
    if param := node.get("param"):
        form |= {"param": param, "value": param_value(param, guide["policy_year"])}
    return form


PARTS: dict[str, Callable[[Image, Document], Any]] = {
    **{
        name: lambda _, guide, name=name: _text(guide, name)  # type: ignore[misc]
        for name in ("summary", "partial_reason", "doubt", "reading")
    },
    "routes": lambda image, guide: [
        {**_route(image, guide, route), "card": card_paths(guide["key"], number)}
        for number, route in enumerate(guide.get("routes", ()))
    ],
    "materials": lambda _, guide: [_material(fact) for fact in _facts(guide, "materials")],
    "time_limits": lambda _, guide: [_time_limit(fact) for fact in _facts(guide, "time_limits")],
    **{
        name: lambda _, guide, name=name: _facts(guide, name)  # type: ignore[misc]
        for name in ("conditions", "notes", "faqs", "legal_basis")
    },
}
