"""What pages are made of, in short: while a token stays the same, so does what it stands for."""

import hashlib
from collections.abc import Iterable
from functools import lru_cache, partial

from backend.release.glance import stored
from backend.release.image import Image
from backend.services.stored import Item

LISTS = 64  # lists in a row that show the same are looked at once


class Tokens:
    """The tokens of an image's items, and of lists of them."""

    def __init__(self, image: Image) -> None:
        self.image = image
        made = _Cards(image)
        self.card = made.__getitem__
        self.cards = lru_cache(LISTS)(partial(_cards, made))
        self.whole = lru_cache(LISTS)(partial(_whole, image))

    def of(self, item: Item) -> str:
        """Return the token of a whole item."""
        return _token(self.image, item)

    def titles(self, items: Iterable[Item]) -> str:
        """Return the token of a list that shows no more of its items than their titles."""
        titles = "\n".join(f"{i[0]}/{i[1]}={self.image.glance(i).title}" for i in items)
        return f"titles/{hashlib.sha256(titles.encode()).hexdigest()}"


class _Cards(dict[Item, str]):
    """The tokens of what lists show of guides: a change below that touches no list."""

    def __init__(self, image: Image) -> None:
        super().__init__()
        self.image = image

    def __missing__(self, item: Item) -> str:
        image, seen = self.image, self.image.glance(item)
        channels = dict.fromkeys(seen.card["channels"])
        names = [image.glance(("channel", key)).title for key in channels]
        sources = [_token(image, ("source", key)) for key in seen.sources]
        shown = stored(seen) + "\n".join((*names, *sources)).encode()
        token = self[item] = f"card/{hashlib.sha256(shown).hexdigest()}"
        return token


def _token(image: Image, item: Item) -> str:
    return f"{item[0]}/{item[1]}={image.hashes[item]}"


def _cards(made: _Cards, guides: Iterable[Item]) -> str:
    """Return the token of a list of guides, in order."""
    return hashlib.sha256("\n".join(map(made.__getitem__, guides)).encode()).hexdigest()


def _whole(image: Image, items: tuple[Item, ...]) -> str:
    """Return the token of items that are shown whole, and of the sources they cite."""
    cited = [("source", key) for key in image.sources_of(items)]
    tokens = (_token(image, item) for item in (*items, *cited))
    return hashlib.sha256("\n".join(tokens).encode()).hexdigest()
