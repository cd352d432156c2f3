"""办事指南 as a page, and in short."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from backend.release.image import Document, Image
from backend.release.render.facts import evidence, told, with_evidence
from backend.release.render.place import channel_brief, office_brief
from backend.release.render.standard import standard_entry
from backend.release.render.window import window_form
from backend.services.stored import Item
from backend.text.menupath import format_path, node_from_dict, param_value
from backend.vocabulary import (
    ACTOR,
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

STATUS_ORDER = tuple(ROUTE_STATUS)


def guide_card(image: Image, guide: Document) -> dict[str, Any]:
    """Return a guide as lists show it; nothing in it depends on the day."""
    found: dict[str, Any] = image.once(("card", guide["key"]), lambda: _card(image, guide))
    return found


def _card(image: Image, guide: Document) -> dict[str, Any]:
    routes = guide.get("routes", ())
    best = min((route["status"] for route in routes), key=STATUS_ORDER.index, default="unverified")
    channels = dict.fromkeys(route["channel"] for route in routes)
    return {
        "key": guide["key"],
        "title": guide["title"],
        "region": image.regions[guide["region"]].brief,
        "service": guide["service"],
        "service_label": SERVICE[guide["service"]],
        "life_events": guide.get("life_events", []),
        "audience": guide.get("audience", []),
        "channel_names": [image["channel", key]["name"] for key in channels],
        "status": best,
        "status_label": ROUTE_STATUS[best],
        "policy_year": guide.get("policy_year"),
    }


def validity(guide: Document, day: date) -> str:
    """Return whether a guide holds on a day: upcoming, current or ended."""
    if guide.get("valid_from") and day.isoformat() < guide["valid_from"]:
        return "upcoming"
    if guide.get("valid_to") and day.isoformat() >= guide["valid_to"]:
        return "ended"
    return "current"


def guide_page(image: Image, item: Item, day: date) -> dict[str, Any]:
    """Return the whole guide for a day."""
    guide = told(image, item, day)
    status = validity(guide, day)
    return {
        **guide_card(image, image[item]),
        "aliases": guide.get("aliases", []),
        "life_event_labels": [LIFE_EVENT[event] for event in guide.get("life_events", ())],
        "summary": guide["summary"],
        "completeness": guide["completeness"],
        "completeness_label": COMPLETENESS[guide["completeness"]],
        "partial_reason": guide.get("partial_reason", ""),
        "validity": status,
        "validity_label": VALIDITY[status],
        "effective_from": guide.get("valid_from"),
        "effective_to": guide.get("valid_to"),
        "routes": [_route(image, guide, route) for route in guide.get("routes", ())],
        "conditions": _facts(guide, "conditions"),
        "materials": [_material(fact) for fact in _facts(guide, "materials")],
        "time_limits": [_time_limit(fact) for fact in _facts(guide, "time_limits")],
        "notes": _facts(guide, "notes"),
        "faqs": _facts(guide, "faqs"),
        "legal_basis": _facts(guide, "legal_basis"),
        **_linked(image, item, day),
        **evidence(guide),
    }


def _linked(image: Image, item: Item, day: date) -> dict[str, Any]:
    """Return what a guide shows of other items."""
    guide = image[item]
    standards = (("standard", key) for key in image.standards_of(item))
    windows = (image.shown(("window", key)) for key in guide.get("windows", ()))
    return {
        "standards": [standard_entry(image, standard, day) for standard in standards],
        "windows": [window_form(image, window, day) for window in windows],
        "rules": [titled(image, "rule", key) for key in guide.get("rules", ())],
        "offices": [
            office_brief(image, image.shown(("office", k))) for k in guide.get("offices", ())
        ],
        "related": [titled(image, "guide", key) for key in guide.get("related", ())],
        "questionnaires": [titled(image, *way) for way in image.ways_to.get(guide["key"], ())],
    }


def titled(image: Image, item_type: str, key: str) -> dict[str, str]:
    return {"key": key, "title": image[item_type, key]["title"]}


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
        "path_text": format_path(node_from_dict(_stored(node)) for node in path),
    }


def _route(image: Image, guide: Document, route: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **route_head(image, guide, route),
        "steps": [_step(guide, step) for step in route.get("steps", ())],
        **evidence(route),
    }


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
    first = {"label": channel["name"], "kind": "open"}
    return [node_form(guide, node) for node in (first, *nodes)]


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
