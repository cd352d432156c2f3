"""办事指南 as a page, and in short."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from backend.release.image import Document, Image
from backend.release.render.amounts import Sentences, card
from backend.release.render.facts import spoken, with_evidence
from backend.release.render.place import channel_brief, office_brief
from backend.release.render.window import window_form
from backend.text.menupath import param_value
from backend.vocabulary import (
    ACTOR,
    COMPLETENESS,
    LIFE_EVENT,
    MATERIAL_FORM,
    NECESSITY,
    ROUTE_STATUS,
    SERVICE,
    TIME_LIMIT_KIND,
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
        "channels": [image["channel", key]["name"] for key in channels],
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


def guide_page(image: Image, guide: Document, day: date) -> dict[str, Any]:
    """Return the whole guide for a day."""
    say = Sentences(image, day)
    return {
        **guide_card(image, guide),
        "aliases": guide.get("aliases", []),
        "life_events": [{"key": e, "label": LIFE_EVENT[e]} for e in guide.get("life_events", ())],
        "summary": say(guide["summary"]),
        "completeness": guide["completeness"],
        "completeness_label": COMPLETENESS[guide["completeness"]],
        "partial_reason": guide.get("partial_reason", ""),
        "validity": validity(guide, day),
        "effective_from": guide.get("valid_from"),
        "effective_to": guide.get("valid_to"),
        "routes": [_route(image, guide, route, say) for route in guide.get("routes", ())],
        "conditions": _facts(guide, "conditions", say),
        "materials": [_material(fact) for fact in _facts(guide, "materials", say)],
        "time_limits": [_time_limit(fact) for fact in _facts(guide, "time_limits", say)],
        "notes": _facts(guide, "notes", say),
        "faqs": _facts(guide, "faqs", say),
        "legal_basis": _facts(guide, "legal_basis", say),
        **_linked(image, guide, day),
        "doubt": guide.get("doubt", ""),
        "reading": guide.get("reading", ""),
        "citations": guide.get("citations", []),
    }


def _linked(image: Image, guide: Document, day: date) -> dict[str, Any]:
    """Return what a guide shows of other items."""
    standards = image.standards_of(("guide", guide["key"]))
    windows = (image["window", key] for key in guide.get("windows", ()))
    return {
        "standards": [card(image["standard", key], day) for key in standards],
        "windows": [window_form(image, window, day) for window in windows],
        "rules": [_titled(image, "rule", key) for key in guide.get("rules", ())],
        "offices": [office_brief(image, image["office", k]) for k in guide.get("offices", ())],
        "related": [_titled(image, "guide", key) for key in guide.get("related", ())],
    }


def _titled(image: Image, item_type: str, key: str) -> dict[str, str]:
    return {"key": key, "title": image[item_type, key]["title"]}


def _facts(guide: Document, name: str, say: Sentences) -> list[dict[str, Any]]:
    return [with_evidence(spoken(fact, say)) for fact in guide.get(name, ())]


def _material(fact: dict[str, Any]) -> dict[str, Any]:
    labels = {
        "form_label": MATERIAL_FORM[fact["form"]],
        "necessity_label": NECESSITY[fact["necessity"]],
    }
    return {**fact, **labels}


def _time_limit(fact: dict[str, Any]) -> dict[str, Any]:
    return {**fact, "kind_label": TIME_LIMIT_KIND[fact["kind"]]}


def _route(
    image: Image, guide: Document, route: Mapping[str, Any], say: Sentences
) -> dict[str, Any]:
    channel = image["channel", route["channel"]]
    steps = [_step(guide, step, say) for step in route.get("steps", ())]
    return {
        "title": route["title"],
        "channel": channel_brief(channel),
        "audience": route.get("audience", []),
        "status": route["status"],
        "status_label": ROUTE_STATUS[route["status"]],
        "status_reason": say(route.get("status_reason", "")),
        "verified_on": route.get("verified_on"),
        "verified_by": route.get("verified_by", ""),
        "path": route_path(guide, route, channel),
        "steps": steps,
        "doubt": route.get("doubt", ""),
        "reading": route.get("reading", ""),
        "citations": route.get("citations", []),
    }


def _step(guide: Document, step: Mapping[str, Any], say: Sentences) -> dict[str, Any]:
    actor = step.get("actor", "anyone")
    return {
        "text": say(step["text"]),
        "actor": actor,
        "actor_label": ACTOR[actor],
        "path": [node_form(guide, node) for node in step.get("path", ())],
        "doubt": step.get("doubt", ""),
        "reading": step.get("reading", ""),
        "citations": step.get("citations", []),
    }


def route_path(
    guide: Document, route: Mapping[str, Any], channel: Document
) -> list[dict[str, Any]]:
    """Return a route's whole menu path: its channel, then its steps' nodes."""
    nodes = [node for step in route.get("steps", ()) for node in step.get("path", ())]
    first = {"label": channel["name"], "kind": "open", "note": "", "alternatives": []}
    return [first, *(node_form(guide, node) for node in nodes)]


def node_form(guide: Document, node: Mapping[str, Any]) -> dict[str, Any]:
    """Return a node with its defaults, and what a `param` comes to in the guide's policy year."""
    form = {
        "label": node["label"],
        "kind": node.get("kind", "tap"),
        "note": node.get("note", ""),
        "alternatives": node.get("alternatives", []),
    }
    if param := node.get("param"):
        form |= {"param": param, "value": param_value(param, guide["policy_year"])}
    return form
