"""A route in words, as a card shows it: what to do one after the other, and how sure it is. Pure.

A route is read in its form on a guide's page.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from backend.vocabulary import ROUTE_STATUS

SOURCES = 2  # named on a card; of more it only says how many there are
DIGITAL = frozenset({"official_account", "mini_program", "app", "website",
                     "alipay_life_account", "alipay_mini_program"})  # fmt: skip

Form = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tap:
    """One numbered thing to do: what a screen says there, how (点, 选, 填 …), and hints.

    Of what is done without a screen `label` is the whole sentence.
    """

    label: str
    verb: str = ""
    hints: tuple[str, ...] = ()
    on_screen: bool = True

    def __str__(self) -> str:
        said = f"{self.verb}「{self.label}」" if self.on_screen else self.label
        return f"{said}（{'；'.join(self.hints)}）" if self.hints else said


def taps(route: Form) -> list[Tap]:
    """Return the nodes behind the channel, or what its steps say where there is no menu to walk."""
    nodes = route["path"][1:]
    if nodes:
        return [_tap(node) for node in nodes]
    return [Tap(step["text"], on_screen=False) for step in route["steps"]]


def heading(route: Form) -> str:
    taps_to_do = len(route["path"]) > 1 and route["channel"]["kind"] in DIGITAL
    return "一步一步这样点" if taps_to_do else "一步一步这样办"


def _tap(node: Form) -> Tap:
    verb = "" if node["label"].startswith(node["kind_label"]) else node["kind_label"]
    others = "、".join(f"「{name}」" for name in node["alternatives"])
    hints = (node.get("value", ""), f"或者{others}" if others else "", node["note"])
    return Tap(node["label"], verb, tuple(filter(None, hints)))


def trust(route: Form) -> str:
    """Return the state of a route with the day it was last verified on, or that it never was."""
    verified = f"{chinese(route['verified_on'])}核验" if route["verified_on"] else ""
    never = ROUTE_STATUS["unverified"]
    said = dict.fromkeys((route["status_label"], verified or never))
    return " · ".join(said)


def warnings(page: Form) -> Iterator[str]:
    """Yield what a reader must know of the whole guide before walking any of its routes."""
    if page["validity"] != "current":
        yield f"这份指南{page['validity_label']}"
    if page["completeness"] != "complete":
        yield f"{page['completeness_label']}：{page['partial_reason']}"


def sources(page: Form, route: Form) -> str:
    """Return the sources a route rests on: title, publisher, day and grade."""
    cited = dict.fromkeys(citation["source"] for citation in route["citations"])
    known = {source["key"]: source for source in page["sources"]}
    named = [_source(known[key]) for key in cited if key in known]
    more = f"，等{len(named)}个来源" if len(named) > SOURCES else ""
    return f"来源：{'；'.join(named[:SOURCES]) or '没有注明'}{more}"


def _source(source: Form) -> str:
    published = source["published_on"]
    about = (source["publisher"], chinese(published) if published else "", source["grade_label"])
    return f"《{source['title']}》（{'，'.join(filter(None, about))}）"


def chinese(day: str) -> str:
    """Return a date as people write it: 2026-08-20 → 2026年8月20日."""
    on = date.fromisoformat(day)
    return f"{on.year}年{on.month}月{on.day}日"


def described(page: Form, route: Form) -> str:
    """Return all that a card shows, for those who cannot see it."""
    channel = route["channel"]
    steps = "".join(f"{n}. {tap}；" for n, tap in enumerate(taps(route), 1))
    said = (
        *warnings(page),
        f"{page['region']['name']}，{channel['kind_label']}「{channel['name']}」",
        steps.removesuffix("；"),
        trust(route),
        route["status_reason"].removesuffix("。"),
        sources(page, route),
    )
    return "。".join(filter(None, said)) + "。"
