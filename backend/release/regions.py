"""The region tree of an image: who inherits from whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from backend.services.regions import COLUMNS
from backend.vocabulary import REGION_LEVEL


@dataclass(frozen=True, slots=True)
class Region:
    code: str
    name: str
    level: str
    parent: str
    kind: str
    aliases: str

    @property
    def brief(self) -> dict[str, str]:
        return {"code": self.code, "name": self.name}

    @property
    def entry(self) -> dict[str, str]:
        """Return what a list of regions says of one."""
        return {**self.brief, "level": self.level, "parent": self.parent, "kind": self.kind}


class RegionTree:
    """Regions by code, with the chain each inherits along and what lies below it."""

    def __init__(self, rows: Iterable[Iterable[str]]) -> None:
        regions = (Region(**dict(zip(COLUMNS, row, strict=True))) for row in rows)
        self.by_code: Mapping[str, Region] = {region.code: region for region in regions}

    def __getitem__(self, code: str) -> Region:
        return self.by_code[code]

    @cached_property
    def children(self) -> dict[str, list[Region]]:
        found: dict[str, list[Region]] = {}
        for region in self.by_code.values():
            found.setdefault(region.parent, []).append(region)
        return found

    @cached_property
    def _chains(self) -> dict[str, tuple[str, ...]]:
        return {}

    def chain(self, code: str) -> tuple[str, ...]:
        """Return the region and its parents, nearest first."""
        if code not in self._chains:
            parent = self.by_code[code].parent
            self._chains[code] = (code, *(self.chain(parent) if parent else ()))
        return self._chains[code]

    def parents(self, code: str) -> list[dict[str, str]]:
        """Return the regions above one, the nation first."""
        return [self[above].brief for above in reversed(self.chain(code)[1:])]

    def below(self, code: str) -> list[str]:
        """Return the region and everything below it."""
        found = [code]
        for child in self.children.get(code, ()):
            found += self.below(child.code)
        return found

    def header(self, code: str) -> dict[str, Any]:
        region = self[code]
        return {
            **region.brief,
            "level": region.level,
            "level_label": REGION_LEVEL[region.level],
            "parents": self.parents(code),
            "children": [child.brief for child in self.children.get(code, ())],
        }
