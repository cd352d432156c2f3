"""Answers worked out from a release's documents: pure, documents and values in, forms out."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from backend.errors import Invalid
from backend.release.coordinates import metres_between
from backend.release.pages import PAGE_OF, RENDERER
from backend.release.reader import Served
from backend.release.render.amounts import resolved, value_form
from backend.release.timeline import Entry
from backend.services.decide import decide
from backend.services.resolve import DatedValue
from backend.services.stored import retold
from backend.text.references import unmarked
from backend.vocabulary import STANDARD_STATUS, VALUE_KIND

Form = dict[str, Any]
AMOUNTS = (
    "personal_fen", "subsidy_fen", "total_fen", "base_min_fen", "base_max_fen",
    "employer_rate_bp", "personal_rate_bp",
)  # fmt: skip


def release_form(served: Served, entries: Sequence[Entry]) -> Form:
    """Return which release answers, what it holds, and which one is next."""
    after = next((e for e in entries if e.go_live > served.entry.go_live), None)
    return {
        "id": served.entry.id,
        "title": served.entry.title,
        "go_live_at": served.entry.go_live_at,
        "renderer": RENDERER,
        "image": served.entry.image_hash,
        "manifest": served.entry.manifest_hash,
        "counts": served.store.counts(),
        "next": (
            {"id": after.id, "title": after.title, "go_live_at": after.go_live_at}
            if after
            else None
        ),
    }


def contribution(standard: Mapping[str, Any], paid_on: date) -> Form:
    """Return what one pays on a day, in fen; `null` where nothing was stated.

    Raises `Invalid` for a standard that is no contribution.
    """
    if standard["kind"] != "contribution":
        raise Invalid(f"「{standard['title']}」不是缴费标准", standard=standard["key"])
    found = resolved(retold(standard, unmarked), paid_on)
    return {
        "standard": standard["key"],
        "title": standard["title"],
        "paid_on": paid_on.isoformat(),
        "status": str(found.status),
        "status_label": STANDARD_STATUS[found.status],
        "message": found.message,
        "holds_until": found.until.isoformat() if found.until else None,
        **_stated(found.value),
        "next": value_form(found.next, paid_on) if found.next else None,
        "note": found.value.body.get("note", "") if found.value else "",
        **_evidence(found.value.body if found.value else {}),
    }


def _stated(value: DatedValue | None) -> Form:
    if value is None:
        value_names = ("policy_year", "cover_from", "cover_to", "pay_from", "pay_to", "per")
        return {"kind": None, "kind_label": None, **dict.fromkeys((*value_names, *AMOUNTS))}
    return {
        "kind": value.kind,
        "kind_label": VALUE_KIND[value.kind],
        "policy_year": value.policy_year,
        "cover_from": value.cover_from.isoformat(),
        "cover_to": value.cover_to.isoformat(),
        "pay_from": value.starts.isoformat(),
        "pay_to": value.ends.isoformat(),
        "per": value.body.get("per", "year"),
        **{name: value.body.get(name) for name in AMOUNTS},
    }


def coverage_start(rule: Mapping[str, Any], facts: Mapping[str, str], years: range) -> Form:
    """Return the day cover starts on, and why; `rule` is the rule's page, dates lie in the years.

    Raises `Invalid` for facts that are missing, unknown or impossible, `Undecided` when the
    sources do not say.
    """
    decision = decide(rule, facts, years)
    row = rule["rows"][decision.row]
    return {
        "rule": rule["key"],
        "title": rule["title"],
        "facts": dict(facts),
        "coverage_from": decision.coverage_from.isoformat(),
        "because": decision.because,
        "row": decision.row,
        **_evidence(row),
    }


def _evidence(fact: Mapping[str, Any]) -> Form:
    citations = fact.get("citations", [])
    return {
        "doubt": fact.get("doubt", ""),
        "reading": fact.get("reading", ""),
        "citations": citations,
        "citation": citations[0] if citations else None,
    }


def nearest(
    offices: Sequence[Mapping[str, Any]], position: tuple[float, float], limit: int
) -> Form:
    """Return the offices nearest to a GCJ-02 position; those without a location are counted."""
    located = [office for office in offices if office["location"]]
    measured = [{**office, "distance_m": _metres(office, position)} for office in located]
    without = len(offices) - len(located)
    return {
        "datum": "gcj02",
        "offices": sorted(measured, key=lambda office: office["distance_m"])[:limit],
        "without_location": without,
        "message": f"另有 {without} 家没有坐标，请看列表" if without else "",
    }


def _metres(office: Mapping[str, Any], position: tuple[float, float]) -> int:
    place = office["location"]
    return round(metres_between(position, (place["lat"], place["lng"])))


def changes(earlier: Served, now: Served) -> Form:
    """Return what changed from one release to another, for those who keep a copy."""
    before, after = earlier.store.items(), now.store.items()
    found = [
        {
            "type": item[0],
            "key": item[1],
            "title": (after.get(item) or before[item])[1],
            "change": _change(before.get(item), after.get(item)),
            "path": f"{PAGE_OF[item[0]]}{item[1]}" if item[0] in PAGE_OF else "/regions",
        }
        for item in sorted(before.keys() | after.keys())
        if before.get(item, ("",))[0] != after.get(item, ("",))[0]
    ]
    return {"since": earlier.entry.id, "until": now.entry.id, "changes": found}


def _change(before: object, after: object) -> str:
    if before is None:
        return "added"
    return "changed" if after is not None else "withdrawn"
