"""Channels and offices as pages, and in short."""

from collections.abc import Mapping
from typing import Any

from backend.release.coordinates import to_gcj02
from backend.release.image import Document, Image
from backend.release.render.facts import evidence
from backend.vocabulary import CHANNEL_KIND, CHANNEL_STATUS, PHONE_PURPOSE, SERVICE

ALIAS_BLANK = {"used_from": None, "used_to": None, "note": ""}


def channel_brief(channel: Document) -> dict[str, Any]:
    return {
        "key": channel["key"],
        "name": channel["name"],
        "kind": channel["kind"],
        "kind_label": CHANNEL_KIND[channel["kind"]],
        "is_official": channel["is_official"],
        "how_to_open": channel.get("how_to_open", ""),
        "url": channel.get("url", ""),
        "app_id": channel.get("app_id", ""),
    }


def channel_card(image: Image, channel: Document) -> dict[str, Any]:
    status = channel.get("status", "active")
    return {
        **channel_brief(channel),
        "aliases": [{**ALIAS_BLANK, **alias} for alias in channel.get("aliases", ())],
        "region": image.regions[channel["region"]].brief,
        "operator": channel.get("operator", ""),
        "status": status,
        "status_label": CHANNEL_STATUS[status],
    }


def channel_page(image: Image, channel: Document, paths: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a channel with every path through it."""
    return {
        **channel_card(image, channel),
        "successor": _successor(image, channel),
        "note": channel.get("note", ""),
        "paths": paths,
        **evidence(channel),
    }


def _successor(image: Image, channel: Document) -> dict[str, str] | None:
    key = channel.get("successor")
    return {"key": key, "name": image["channel", key]["name"]} if key else None


def phone_form(phone: Mapping[str, Any]) -> dict[str, Any]:
    purpose = phone.get("purpose", "inquiry")
    return {
        "raw": phone["raw"],
        "e164": phone.get("e164", ""),
        "area_code_inferred": phone.get("area_code_inferred", False),
        "purpose": purpose,
        "purpose_label": PHONE_PURPOSE[purpose],
    }


def office_brief(image: Image, office: Document) -> dict[str, Any]:
    """Return an office as lists show it; coordinates are GCJ-02, as phones' maps want them."""
    return {
        "key": office["key"],
        "name": office["name"],
        "region": image.regions[office["region"]].brief,
        "address": office.get("address", ""),
        "phones": [phone_form(phone) for phone in office.get("phones", ())],
        "hours": office.get("hours", ""),
        "services": [{"key": s, "label": SERVICE[s]} for s in office.get("services", ())],
        "location": location(office),
    }


def location(office: Document) -> dict[str, float] | None:
    if office.get("lat") is None:
        return None
    lat, lng = to_gcj02(office["lat"], office["lng"], office["datum"])
    return {"lat": lat, "lng": lng}


def office_page(image: Image, office: Document) -> dict[str, Any]:
    return {
        **office_brief(image, office),
        "aliases": office.get("aliases", []),
        "parents": image.regions.parents(office["region"]),
        "note": office.get("note", ""),
        **evidence(office),
    }
