"""A result in the form of the API: amounts and states as they are on the day of asking."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from backend.release.image import Image
from backend.release.render.amounts import Sentences, card
from backend.release.render.guide import validity
from backend.release.search.candidate import Found
from backend.release.search.snippet import Wanted, best_line, matching_path, shortened
from backend.text.money import yuan
from backend.vocabulary import COMPLETENESS, ITEM_TYPE, REGION_RELATION, VALIDITY

Form = dict[str, Any]
PAGE = {"guide": "guides", "standard": "standards", "channel": "channels", "office": "offices",
        "rule": "rules", "questionnaire": "questionnaires"}  # fmt: skip
SHOWN_CELLS = 3
AMOUNTS = (("personal_fen", "个人缴"), ("subsidy_fen", "财政补助"), ("total_fen", "合计"))


@dataclass(frozen=True, slots=True)
class Shown:
    """The day of asking, and the release's standards by key: what amounts come from."""

    day: date
    standard: Callable[[str], Mapping[str, Any] | None]

    def __contains__(self, item: tuple[str, str]) -> bool:
        return self.standard(item[1]) is not None

    def __getitem__(self, item: tuple[str, str]) -> Mapping[str, Any]:
        found = self.standard(item[1])
        if found is None:
            raise KeyError(item)
        return found

    def say(self, text: str) -> str:
        """Return a text with its amounts put in."""
        return Sentences(cast("Image", self), self.day)(text) if "{{" in text else text


def result_form(
    shown: Shown, found: Found, kept: tuple[Mapping[str, Any], str], asked: Wanted
) -> Form:
    """Return a result; `kept` is its card and its text, `asked` what the snippet should hold."""
    (stored, text), head, how = kept, found.candidate.head, found.how
    kind, partial = found.candidate.type, found.candidate.is_partial
    reason = (stored.get("partial_reason") or COMPLETENESS["partial"]) if partial else ""
    form = {
        "type": kind,
        "type_label": ITEM_TYPE[kind],
        "key": head["key"],
        "title": stored["title"],
        "matched_name": stored["called"][found.name],
        "region": stored["region"],
        "region_relation": how,
        "region_relation_label": REGION_RELATION[how],
        "snippet": reason or _snippet(shown, head, text, asked),
        "page": f"/{PAGE[kind]}/{head['key']}",
        "completeness": "partial" if partial else "complete",
        "partial_reason": reason,
        "doubtful": stored["doubtful"],
        **_status(shown, head, stored),
    }
    if not partial and (path := matching_path(stored.get("paths", ()), asked)):
        form["path"] = [{"label": label, "kind": tapped} for label, tapped in path]
        form["path_text"] = " › ".join(label for label, _ in path)
    return form


def _snippet(shown: Shown, head: Mapping[str, Any], text: str, asked: Wanted) -> str:
    if head["type"] == "standard":
        return _amounts(shown, head["key"])
    return shortened(shown.say(best_line(text, asked)), asked)


def _status(shown: Shown, head: Mapping[str, Any], stored: Mapping[str, Any]) -> Form:
    if head["type"] == "standard":
        found = card(shown["standard", head["key"]], shown.day)
        return {"status": found["status"], "status_label": found["status_label"]}
    if (state := validity(dict(head), shown.day)) != "current":
        return {"status": state, "status_label": VALIDITY[state]}
    return {"status": stored.get("status", ""), "status_label": stored.get("status_label", "")}


def _amounts(shown: Shown, key: str) -> str:
    """Return what a standard comes to on the day, in words."""
    found = card(shown["standard", key], shown.day)
    value = found["current"] or found["next"]
    if value is None:
        return str(found["message"])
    said = [_cell(cell) for cell in value.get("cells", ())[:SHOWN_CELLS]] or [
        f"{label}{yuan(value[name])}" for name, label in AMOUNTS if value.get(name) is not None
    ]
    return "：".join(filter(None, [found["message"], "，".join(said)]))


def _cell(cell: Mapping[str, Any]) -> str:
    return f"{cell['dims_label']}{cell['measure_label']}{cell['text']}"
