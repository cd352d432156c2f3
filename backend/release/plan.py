"""Which pages an image has, what each is made of, and on which days each may change."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache, partial
from typing import Any

from backend.clock import ALWAYS
from backend.release.draw.chart import chart, chart_path
from backend.release.draw.svg import svg
from backend.release.glance import Glance
from backend.release.image import Image
from backend.release.packing import Front
from backend.release.pages import PAGE_OF, Body, Page, front_of
from backend.release.render.decision import rule_page, source_page
from backend.release.render.facts import footing
from backend.release.render.guide import GuidePage, route_path
from backend.release.render.place import channel_card, channel_page, office_page
from backend.release.render.questionnaire import questionnaire_page
from backend.release.render.region import (
    guide_list,
    home,
    home_front,
    office_list,
    region_index,
    shown_guides,
    standard_list,
    standing,
    with_guides,
)
from backend.release.render.standard import standard_page
from backend.release.tokens import Tokens
from backend.services import regions
from backend.services.stored import Item
from backend.vocabulary import ROUTE_STATUS

Items = tuple[Item, ...]
FRONTS = 16  # homes' fronts kept; each holds the state of a compressor
LISTS = 64  # lists in a row that show the same are looked at once


class Plan:
    """All pages of an image."""

    def __init__(self, image: Image) -> None:
        # what is kept knows the image and not the plan: nothing here is in a circle
        self.image = image
        self.tokens = Tokens(image)
        self._front = lru_cache(FRONTS)(partial(_front, image))
        self._days = lru_cache(LISTS)(partial(_days, image))
        self._answering = lru_cache(LISTS)(partial(_answering, image))
        self._standing = lru_cache(LISTS)(partial(standing, image))

    def pages(self) -> Iterator[Page]:
        yield from self.pages_of(self.image.hashes)
        yield from self.lists(self.image.regions.by_code)

    def pages_of(self, items: Iterable[Item]) -> Iterator[Page]:
        """Yield the pages that items have of their own."""
        makers = {
            "guide": self._guide, "standard": self._standard, "office": self._office,
            "channel": self._channel, "rule": self._rule,
            "questionnaire": self._questionnaire, "source": self._source,
        }  # fmt: skip
        for item in items:
            if item[0] in PAGE_OF:
                yield makers[item[0]](item)
            if item[0] == "standard":
                yield from self._chart(item)

    def lists(self, codes: Iterable[str]) -> Iterator[Page]:
        """Yield the lists of everything, and the pages of regions."""
        guided = with_guides(self.image)
        index = partial(region_index, self.image, guided)
        yield self._page("/regions", [], lambda _: index(), extra=[f"guided={guided}"])
        yield self._channels()
        for code in codes:
            yield from self._region(code)

    def reached_by(self, changed: Iterable[Item], before: Iterable[Glance]) -> list[Item]:
        """Return the items whose own page may read differently after some changed, or went.

        A page may show the card of an item, and that card a name of a third. What the changed
        ones pointed at `before` may have shown them.
        """
        nearest = self.image.pointing_at(changed)
        found = {*changed, *nearest, *self.image.pointing_at(nearest)}
        seen = [*before, *(self.image.glance(item) for item in found if item in self.image)]
        found.update(target for glance in seen for target in glance.points_at())
        return sorted(item for item in found if item in self.image)

    def regions_showing(self, changed: Iterable[Item], before: Iterable[Glance]) -> Iterator[str]:
        """Yield the regions whose pages may read differently after some items changed, or went.

        They show an item and what it points at, and nothing behind that. A region shows what
        belongs to those above it, and of offices also those below; `before` are as above.
        """
        tree = self.image.regions
        near = {*changed, *self.image.pointing_at(changed)}
        seen = (*before, *(self.image.glance(item) for item in near if item in self.image))
        homes = {glance.region for glance in seen} & tree.by_code.keys()
        shown = {code for home in homes for code in (*tree.below(home), *tree.chain(home))}
        return (code for code in tree.by_code if code in shown)

    def _page(self, path: str, items: Iterable[Item], render: Callable[..., Body],
              *, dated: Iterable[Item] = (), extra: Iterable[str] = ()) -> Page:  # fmt: skip
        """Return a page that shows items, and those `dated` as they are on a day."""
        items = list(items)
        made_of = {self.tokens.of(item) for item in items} | set(extra)
        made_of |= {self.tokens.of(("source", k)) for k in self.image.sources_of(items)}
        made_of.add(self.tokens.of(regions.ITEM))
        footed = partial(self._footed, render, items)
        days = partial(_days, self.image, tuple(dated))
        return Page(path, tuple(sorted(made_of)), days, footed)

    def _footed(self, render: Callable[[date], Body], items: Iterable[Item], day: date) -> Body:
        return {**render(day), **footing(self.image, items)}

    def _guide(self, item: Item) -> Page:
        seen = self.image.glance(item)
        shown = [item, *(("standard", key) for key in seen.standards)]
        shown += seen.linked("window")
        named = [*seen.linked("channel"), *seen.linked("rule")]
        return self._page(
            f"/guides/{item[1]}",
            [*shown, *seen.linked("office")],
            GuidePage(self.image, item),
            dated=shown,
            extra=[
                *map(self.tokens.of, named), *map(self.tokens.card, seen.linked("guide")),
                self.tokens.titles(self.image.ways_to.get(item[1], ())),
            ],
        )  # fmt: skip

    def _standard(self, item: Item) -> Page:
        return self._page(
            f"/standards/{item[1]}",
            [item],
            lambda day: standard_page(self.image, self.image.shown(item), day),
            dated=[item],
            extra=[self.tokens.card(guide) for guide in self.image.shown_in.get(item[1], ())],
        )

    def _chart(self, item: Item) -> Iterator[Page]:
        """Yield the picture of a standard that has one; it shows all days at once."""
        standard = self.image[item]
        if path := chart_path(standard):
            yield Page(path, (self.tokens.of(item),), frozenset, lambda _: svg(chart(standard)))

    def _office(self, item: Item) -> Page:
        return self._page(
            f"/offices/{item[1]}", [item], lambda _: office_page(self.image, self.image.shown(item))
        )

    def _channel(self, item: Item) -> Page:
        through = self.image.routes_through.get(item[1], [])
        successor = self.image.glance(item).linked("channel")
        return self._page(
            f"/channels/{item[1]}",
            [item],
            lambda _: channel_page(self.image, self.image.shown(item), self._paths(item)),
            extra=map(self.tokens.of, [*(guide for guide, _ in through), *successor]),
        )

    def _paths(self, channel: Item) -> list[Body]:
        """Return every menu path through a channel, with the guide and route it belongs to."""
        found, through = [], self.image.routes_through.get(channel[1], [])
        self.image.read_ahead(guide for guide, _ in through)
        for item, number in through:
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
        seen = self.image.glance(item)
        guides = [("guide", key) for key in seen.card["leads_to"]]
        near = [self.image.glance(guide) for guide in guides]
        named = {i for each in near for i in (*each.linked("channel"), *each.linked("rule"))}
        shown = [("standard", key) for key in seen.standards]
        told = {("standard", key) for guide in guides for key in self.image.standards_of(guide)}
        return self._page(
            f"/questionnaires/{item[1]}",
            [item, *guides, *shown, *seen.linked("office")],
            lambda day: questionnaire_page(self.image, item, day),
            dated=[*guides, *shown, *told],
            extra=[
                *map(self.tokens.of, named | told),
                *map(self.tokens.card, seen.linked("guide")),
            ],
        )

    def _mentioned(self, item: Item) -> dict[str, Any]:
        standards = [("standard", key) for key in self.image.standards_of(item)]
        return {"dated": standards, "extra": map(self.tokens.of, standards)}

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

    def _region(self, code: str) -> Iterator[Page]:
        tokens, guides = self.tokens, self.image.visible("guide", code)
        standards = self.image.visible("standard", code)
        offices = self.image.offices(code)
        others = (*standards, *self.image.visible("window", code))
        channels = self.image.visible("channel", code)
        yield Page(
            f"/regions/{code}",
            (
                tokens.cards(guides), tokens.whole((*others, *channels)),
                tokens.titles(self.image.visible("questionnaire", code)),
                f"offices={len(offices)}", tokens.of(regions.ITEM),
            ),
            partial(self._days, (*guides, *others)),
            partial(self._home, code),
            front=partial(self._home_front, code),
        )  # fmt: skip
        shown = partial(self._guides, code)
        yield self._list(f"/regions/{code}/guides", guides, tokens.cards(guides), shown)
        shown = partial(self._footed, partial(standard_list, self.image, standards), standards)
        yield self._list(f"/regions/{code}/standards", standards, tokens.whole(standards), shown)
        shown = partial(self._footed, lambda _: office_list(self.image, offices), offices)
        yield self._list(f"/regions/{code}/offices", offices, tokens.whole(offices), shown)

    def _home(self, code: str, day: date) -> Body:
        standards, windows = (self.image.visible(kind, code) for kind in ("standard", "window"))
        return home(self.image, code, self._standing(standards, windows, day))

    def _home_front(self, code: str, day: date) -> Front:
        """Return what a region's home begins with; a few are kept, for the next counties' sake."""
        guides = self._guides_on(code, day)
        channels = self.image.visible("channel", code)
        others = self.image.visible("standard", code) + self.image.visible("window", code)
        return self._front(guides, channels, others)

    def _guides(self, code: str, day: date) -> Body:
        guides = self._guides_on(code, day)
        return {**guide_list(self.image, guides), **footing(self.image, guides)}

    def _guides_on(self, code: str, day: date) -> Items:
        """Return the guides a region answers with; only on a guide's own days they may change."""
        guides = self.image.visible("guide", code)
        since = max((d for d in self._days(guides) if d <= day), default=ALWAYS)
        return self._answering(guides, since)

    def _list(self, path: str, items: Items, made_of: str, render: Callable[[date], Body]) -> Page:
        """Return a list page; regions that show the same items share one body."""
        return Page(
            path,
            (made_of, self.tokens.of(regions.ITEM)),
            partial(self._days, items),
            render,
            share=(path.rpartition("/")[2], items),
        )


def _days(image: Image, items: Items) -> frozenset[date]:
    """Return the days on which any of the items may read differently."""
    return frozenset(day for item in items for day in image.glance(item).dates())


def _answering(image: Image, guides: Items, day: date) -> Items:
    return tuple(shown_guides(image, guides, day))


def _front(image: Image, guides: Items, channels: Items, others: Items) -> Front:
    """Return what the homes of neighbours begin with."""
    shown = home_front(image, guides, channels)
    return front_of({**shown, **footing(image, (*guides, *others))})
