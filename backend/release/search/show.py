"""A result in the form of the API: amounts and states as they are on the day of asking."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from backend.release.render.amounts import Sentences, card, resolved
from backend.release.render.guide import validity
from backend.release.search.candidate import Candidate, Found
from backend.release.search.snippet import Wanted, best_line, matching_path, most_of, shortened
from backend.services.resolve import Resolution
from backend.services.stored import Item
from backend.text.money import percent, yuan
from backend.vocabulary import (
    COMPLETENESS,
    ITEM_TYPE,
    NATIONWIDE,
    NODE_KIND,
    REGION_RELATION,
    VALIDITY,
)

Form = dict[str, Any]
PAGE = {"guide": "guides", "standard": "standards", "channel": "channels", "office": "offices",
        "rule": "rules", "questionnaire": "questionnaires"}  # fmt: skip
SHOWN_CELLS = 3
AMOUNTS = {
    "personal_fen": "个人缴", "subsidy_fen": "财政补助", "total_fen": "合计",
    "personal_rate_bp": "个人费率", "employer_rate_bp": "单位费率", "base_min_fen": "最低缴费基数",
    "base_max_fen": "最高缴费基数",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """The day of asking, and the release's standards by key: what amounts come from."""

    day: date
    standard: Callable[[str], Mapping[str, Any] | None]

    def __contains__(self, item: Item) -> bool:
        return self.standard(item[1]) is not None

    def __getitem__(self, item: Item) -> Mapping[str, Any]:
        found = self.standard(item[1])
        if found is None:
            raise KeyError(item)
        return found

    def resolution(self, item: Item, day: date) -> Resolution:
        return resolved(self[item], day)

    def say(self, text: str) -> str:
        """Return a text with its amounts put in."""
        return Sentences(self, self.day)(text) if "{{" in text else text


def result_form(
    shown: Shown, found: Found, kept: tuple[Mapping[str, Any], str], asked: Wanted
) -> Form:
    """Return a result; `kept` is its card and its text, `asked` what the snippet should hold."""
    (stored, text), candidate = kept, found.candidate
    relation = NATIONWIDE if candidate.is_national else REGION_RELATION[found.how]
    return {
        "type": candidate.type,
        "type_label": ITEM_TYPE[candidate.type],
        "key": candidate.key,
        "title": stored["title"],
        "matched_name": stored["called"][found.name],
        "region": stored["region"],
        "region_relation": found.how,
        "region_relation_label": relation,
        "page": f"/{PAGE[candidate.type]}/{candidate.key}",
        "doubtful": stored["doubtful"],
        "verified_on": stored.get("verified_on") or None,
        **_said(shown, candidate, stored, text, asked),
    }


def _said(
    shown: Shown, candidate: Candidate, stored: Mapping[str, Any], text: str, asked: Wanted
) -> Form:
    """Return what a result says and how fresh that is; of what is partial, only why it is."""
    if candidate.is_partial:
        reason = stored.get("partial_reason") or COMPLETENESS["partial"]
        said = {"completeness": "partial", "partial_reason": reason, "snippet": reason}
        return {**said, **_status(shown, candidate, stored)}
    whole = {"completeness": "complete", "partial_reason": ""}
    if candidate.type == "standard":
        return {**whole, **_amounts(shown, candidate.key, asked)}
    snippet = shortened(shown.say(best_line(text, asked)), asked)
    walked = matching_path(candidate.head.get("paths", ()), asked)
    path = {} if walked is None else path_form(stored["paths"][walked])
    return {**whole, "snippet": snippet, **_status(shown, candidate, stored), **path}


def path_form(path: Sequence[tuple[str, str]]) -> Form:
    """Return a menu path, given as `(label, kind)`, as a list and in one line."""
    if len(path) == 1:  # a channel in which nothing is tapped
        return {}
    nodes = [{"label": label, "kind": tapped} for label, tapped in path]
    channel, *taps = path
    said = (channel[0], *(_done(label, tapped) for label, tapped in taps))
    return {"path": nodes, "path_text": " › ".join(said)}


def _done(label: str, tapped: str) -> str:
    """Return what one does at a node; to tap goes without saying, as does what the label says."""
    verb = NODE_KIND[tapped]
    return label if tapped == "tap" or verb in label else f"{verb}「{label}」"


def _status(shown: Shown, candidate: Candidate, stored: Mapping[str, Any]) -> Form:
    if (state := validity(dict(candidate.head), shown.day)) != "current":
        return {"status": state, "status_label": VALIDITY[state]}
    return {"status": stored.get("status", ""), "status_label": stored.get("status_label", "")}


def _amounts(shown: Shown, key: str, asked: Wanted) -> Form:
    """Return what a standard comes to on the day, in words, and its status on that day."""
    found = card(shown["standard", key], shown.day)
    status = {"status": found["status"], "status_label": found["status_label"]}
    value = found["current"] or found["next"]
    if value is None:
        return {"snippet": str(found["message"]), **status}
    cells = [_cell(cell) for cell in value.get("cells", ())]
    said = most_of(cells, asked, SHOWN_CELLS) or [*_contributions(value)]
    return {"snippet": "：".join(filter(None, [found["message"], "，".join(said)])), **status}


def _contributions(value: Mapping[str, Any]) -> Iterator[str]:
    for name, label in AMOUNTS.items():
        if (amount := value.get(name)) is not None:
            yield f"{label}{yuan(amount) if name.endswith('_fen') else percent(amount)}"


def _cell(cell: Mapping[str, Any]) -> str:
    return f"{cell['dims_label']}{cell['measure_label']}{cell['text']}"
