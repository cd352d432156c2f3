"""The new way through a channel: a route's steps, each a sentence and a menu path. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from backend.services.rollover.fields import Asked, Entry, Fault, Faults, Group, Posted, said
from backend.services.rollover.subjects import Subject
from backend.services.sheets.cells import TEXT, Codec
from backend.text.menupath import format_path, node_from_dict, node_to_dict, parse

MORE_STEPS = 2  # empty ones, to add to a route
PATH = Codec(TEXT.read, TEXT.write, "菜单路径，用 › 或 > 隔开；这一步不用点就空着")
TITLE = Asked("routes", "title", TEXT, "title")

Step = Mapping[str, Any]


def groups(subject: Subject, _to_year: int, entry: Mapping[str, Any]) -> Iterator[Group]:
    """Yield the title, every step, and some empty ones."""
    old = subject.shown
    now = {**old, **entry.get("route", {})}
    yield Group("途径", [TITLE.shown(now, old)])
    before = list(old.get("steps", ()))
    for at, step in enumerate([*now.get("steps", ()), *({} for _ in range(MORE_STEPS))]):
        was = before[at] if at < len(before) else {}
        fields = [each.shown(_written(step), _written(was)) for each in _asked(at)]
        yield Group(f"步骤 {at + 1}" if step else "再加一步（不加就空着）", fields)


def read(subject: Subject, _to_year: int, posted: Posted, faults: Faults) -> Entry:
    """Return the title and the steps; one whose two fields were emptied is gone."""
    before = list(subject.shown.get("steps", ()))
    steps = []
    for at in range(_posted_steps(posted)):
        old = dict(before[at]) if at < len(before) else {}
        typed = said(_asked(at), posted, faults)
        written = typed.get("path") or ""
        path = _nodes(written, old)
        if written and not path:
            faults.append(Fault(f"s{at}.path", f"步骤 {at + 1}的菜单路径", f"读不出「{written}」"))
        if written and not typed.get("text"):
            faults.append(Fault(f"s{at}.text", f"步骤 {at + 1}", "有路径，还要写一句做什么"))
        if typed.get("text"):
            steps.append({**old, "text": typed["text"], "path": path})
    if not steps:
        faults.append(Fault("s0.text", "步骤", "至少要有一步"))
    return {"route": {**said([TITLE], posted, faults), "steps": steps}}


def _asked(at: int) -> list[Asked]:
    return [
        Asked("steps", "text", TEXT, f"s{at}.text"),
        Asked("steps", "path", PATH, f"s{at}.path"),
    ]


def _written(step: Step) -> dict[str, Any]:
    nodes = (node_from_dict(node) for node in step.get("path", ()))
    return {**step, "path": format_path(nodes)}


def kept_steps(posted: Posted) -> list[int]:
    """Return the numbers in the form of the steps that are kept."""
    return [at for at in range(_posted_steps(posted)) if posted.get(f"s{at}.text", "").strip()]


def _posted_steps(posted: Posted) -> int:
    named = (name[1:].partition(".")[0] for name in posted if name.startswith("s"))
    return max((int(number) for number in named if number.isdecimal()), default=-1) + 1


def _nodes(text: str, old: Step) -> list[dict[str, Any]]:
    """Return the nodes of a written path; as they were, where nothing was changed."""
    if text == _written(old)["path"]:
        return list(old.get("path", ()))
    return [node_to_dict(node) for node in parse(text)]
