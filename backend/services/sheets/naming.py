"""Keys for things that a table names in Chinese only: heshan-gulaozhenfuwusuo."""

import re
from collections.abc import Collection
from itertools import count

from backend.models.base import KEY_LENGTH
from backend.text.pinyin import syllables

ROOM_FOR_NUMBER = 6


def key_for(name: str, area: str, taken: Collection[str]) -> str:
    """Return a key made of an area and of how a name is read, that is not taken yet."""
    parts = [re.sub(r"[^a-z0-9]", "", part.lower()) for part in (area, "".join(syllables(name)))]
    stem = "-".join(filter(None, parts))[: KEY_LENGTH - ROOM_FOR_NUMBER].strip("-") or "unnamed"
    numbered = (stem if n == 1 else f"{stem}-{n}" for n in count(1))
    return next(key for key in numbered if key not in taken)
