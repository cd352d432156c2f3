"""Which pages an image has, what each is made of, and on which days each may change."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any

import orjson

from backend.release.image import Image
from backend.release.pages import Body, Page
from backend.release.render.amounts import dated_values
from backend.release.render.decision import rule_page, source_page
from backend.release.render.facts import footing
from backend.release.render.guide import guide_card, guide_page, route_path
from backend.release.render.place import channel_card, channel_page, office_page
from backend.release.render.questionnaire import questionnaire_page
from backend.release.render.region import (
    guide_list,
    home,
    office_list,
    shown_guides,
    standard_list,
)
from backend.release.render.standard import standard_page
from backend.release.render.window import closing_day
from backend.services import regions
from backend.services.resolve import change_days
from backend.services.stored import Item
from backend.vocabulary import ROUTE_STATUS


class Plan:
    """All pages of an image."""

    def __init__(self, image: Image) -> None:
        self.image = image
        self._cards: dict[Item, str] = {}
        self._days: dict[Item, frozenset[date]] = {}

    def pages(self) -> Iterator[Page]:
        yield self._page("/regions", [], self._region_index)
        for item_type, make in (
            ("guide", self._guide), ("standard", self._standard), ("office", self._office),
            ("channel", self._channel), ("rule", self._rule),
            ("questionnaire", self._questionnaire), ("source", self._source),
        ):  # fmt: skip
            for item in self.image.of_type(item_type):
                yield make(item)
        yield self._channels()
        for code in self.image.regions.by_code:
            yield from self._region(code)

    def _page(self, path: str, items: Iterable[Item], render: Callable[..., Body],
              *, days: Iterable[date] = (), extra: Iterable[str] = ()) -> Page:  # fmt: skip
        items = list(items)
        made_of = {self._token(item) for item in items} | set(extra)
        made_of |= {self._token(("source", k)) for k in self.image.sources_of(items)}
        made_of.add(self._token(regions.ITEM))
        footed = partial(self._footed, render, items)
        return Page(path, tuple(sorted(made_of)), frozenset(days), footed)

    def _footed(self, render: Callable[[date], Body], items: list[Item], day: date) -> Body:
        return {**render(day), **footing(self.image, items)}

    def _token(self, item: Item) -> str:
        return f"{item[0]}/{item[1]}={self.image.hashes[item]}"

    def _card(self, item: Item) -> str:
        """Return the token of what lists show of a guide: a change below it touches no list."""
        if item not in self._cards:
            guide = self.image[item]
            shown = [
                guide_card(self.image, guide), guide["completeness"],
                guide.get("valid_from"), guide.get("valid_to"), guide.get("excludes"),
                footing(self.image, [item]),
            ]  # fmt: skip
            self._cards[item] = f"card/{hashlib.sha256(orjson.dumps(shown)).hexdigest()}"
        return self._cards[item]

    def days_of(self, items: Iterable[Item]) -> frozenset[date]:
        """Return the days on which any of the items may read differently."""
        return frozenset(day for item in items for day in self._own_days(item))

    def _own_days(self, item: Item) -> frozenset[date]:
        if item not in self._days:
            document = self.image[item]
            names = ("valid_from", "valid_to", "opens_on", "closes_on")
            days = {date.fromisoformat(document[n]) for n in names if document.get(n)}
            if item[0] == "standard":
                days |= change_days(dated_values(document))
            if item[0] == "window":
                days.add(closing_day(document))
            self._days[item] = frozenset(days)
        return self._days[item]

    def _guide(self, item: Item) -> Page:
        guide = self.image[item]
        standards = [("standard", k) for k in self.image.standards_of(item)]
        windows = [("window", k) for k in guide.get("windows", ())]
        offices = [("office", k) for k in guide.get("offices", ())]
        named = [
            *(("channel", route["channel"]) for route in guide.get("routes", ())),
            *(("rule", k) for k in guide.get("rules", ())),
        ]
        related = [("guide", k) for k in guide.get("related", ())]
        titles = self._titles(self.image.ways_to.get(item[1], ()))
        return self._page(
            f"/guides/{item[1]}",
            [item, *standards, *windows, *offices],
            lambda day: guide_page(self.image, item, day),
            days=self.days_of([item, *standards, *windows]),
            extra=[*map(self._token, named), *map(self._card, related), titles],
        )

    def _standard(self, item: Item) -> Page:
        standard = self.image.shown(item)
        return self._page(
            f"/standards/{item[1]}",
            [item],
            lambda day: standard_page(self.image, standard, day),
            days=self.days_of([item]),
            extra=[self._card(guide) for guide in self.image.shown_in.get(item[1], ())],
        )

    def _office(self, item: Item) -> Page:
        return self._page(
            f"/offices/{item[1]}", [item], lambda _: office_page(self.image, self.image.shown(item))
        )

    def _channel(self, item: Item) -> Page:
        through = self.image.routes_through.get(item[1], [])
        return self._page(
            f"/channels/{item[1]}",
            [item],
            lambda _: channel_page(self.image, self.image.shown(item), self._paths(item)),
            extra=[self._token(guide) for guide, _ in through],
        )

    def _paths(self, channel: Item) -> list[Body]:
        """Return every menu path through a channel, with the guide and route it belongs to."""
        found = []
        for item, number in self.image.routes_through.get(channel[1], []):
            guide = self.image[item]
            route = guide["routes"][number]
            found.append(
                {
                    "guide": {"key": guide["key"], "title": guide["title"]},
                    "route": number,
                    "title": route["title"],
                    "status": route["status"],
                    "status_label": ROUTE_STATUS[route["status"]],
                    "verified_on": route.get("verified_on"),
                    "path": route_path(guide, route, self.image[channel]),
                    "citations": route.get("citations", []),
                }
            )
        return found

    def _rule(self, item: Item) -> Page:
        return self._page(
            f"/rules/{item[1]}",
            [item],
            lambda day: rule_page(self.image, item, day),
            **self._mentioned(item),
        )

    def _questionnaire(self, item: Item) -> Page:
        named = self.image.named_by(item)
        guides = named.get("guide", [])
        routes = (route for guide in guides for route in self.image[guide].get("routes", ()))
        channels = {("channel", route["channel"]) for route in routes}
        told = {("standard", k) for i in (item, *guides) for k in self.image.standards_of(i)}
        standards = sorted(told | {*named.get("standards", ())})
        return self._page(
            f"/questionnaires/{item[1]}",
            [item, *guides, *standards, *named.get("offices", ())],
            lambda day: questionnaire_page(self.image, item, day),
            days=self.days_of([*guides, *standards]),
            extra=[*map(self._token, channels), *map(self._card, named.get("related", ()))],
        )

    def _titles(self, items: Iterable[Item]) -> str:
        """Return the token of a list that shows no more of its items than their titles."""
        titles = [(*item, self.image[item]["title"]) for item in items]
        return f"titles/{hashlib.sha256(orjson.dumps(titles)).hexdigest()}"

    def _mentioned(self, item: Item) -> dict[str, Any]:
        standards = [("standard", key) for key in self.image.standards_of(item)]
        return {"days": self.days_of(standards), "extra": map(self._token, standards)}

    def _source(self, item: Item) -> Page:
        return self._page(
            f"/sources/{item[1]}", [item], lambda _: source_page(self.image.shown(item))
        )

    def _channels(self) -> Page:
        items = self.image.of_type("channel")
        return self._page(
            "/channels",
            items,
            lambda _: {"channels": [channel_card(self.image, self.image.shown(i)) for i in items]},
        )

    def _region_index(self, _: date) -> Body:
        return {"regions": [region.entry for region in self.image.regions.by_code.values()]}

    def _region(self, code: str) -> Iterator[Page]:
        guides = self.image.visible("guide", code)
        standards = self.image.visible("standard", code)
        offices = self.image.offices(code)
        windows = self.image.visible("window", code)
        channels = self.image.visible("channel", code)
        yield Page(
            f"/regions/{code}",
            self._made_of(
                guides,
                (*standards, *windows, *channels),
                f"offices={len(offices)}",
                self._titles(self.image.visible("questionnaire", code)),
            ),
            self.days_of((*guides, *standards, *windows)),
            partial(self._home, code),
        )
        yield self._list(f"/regions/{code}/guides", "guide", guides, partial(self._guides, code))
        yield self._list(
            f"/regions/{code}/standards",
            "standard",
            standards,
            lambda day: standard_list(self.image, standards, day),
        )
        yield self._list(
            f"/regions/{code}/offices",
            "office",
            offices,
            lambda _: office_list(self.image, offices),
        )

    def _home(self, code: str, day: date) -> Body:
        items = [*shown_guides(self.image, code, day)]
        items += self.image.visible("standard", code) + self.image.visible("window", code)
        return {**home(self.image, code, day), **footing(self.image, items)}

    def _guides(self, code: str, day: date) -> Body:
        return guide_list(self.image, shown_guides(self.image, code, day))

    def _list(
        self, path: str, kind: str, items: tuple[Item, ...], render: Callable[[date], Body]
    ) -> Page:
        """Return a list page; regions that show the same items share one body."""
        made_of = self._made_of(*((items, ()) if kind == "guide" else ((), items)))
        days = self.days_of(items)
        footed = partial(self._footed, render, list(items))
        return Page(path, made_of, days, footed, share=(kind, items))

    def _made_of(
        self, guides: Iterable[Item], others: Iterable[Item], *extra: str
    ) -> tuple[str, ...]:
        """Return the inputs of a list: cards of guides, whole documents of others, in order."""
        others = list(others)
        cited = self.image.sources_of(others)
        return (
            *map(self._card, guides), *map(self._token, others), *extra,
            *(self._token(("source", key)) for key in cited), self._token(regions.ITEM),
        )  # fmt: skip
