"""Places by what people call them: 古劳镇, 鹤山市古劳镇, 鹤山, or the code itself. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from backend.services.regions import COLUMNS, aliases_in
from backend.text.pinyin import syllables

AREA_LEVELS: Final = ("county", "city", "province")
_SUFFIX = re.compile("(?<=..)(?:特别行政区|自治区|自治州|省|市|县|区)$")


class Places:
    """The region list, looked up by name. `rows` are those of its stored form."""

    def __init__(self, rows: Iterable[Sequence[str]]) -> None:
        self.by_code = {row[0]: dict(zip(COLUMNS, row, strict=True)) for row in rows}
        self._codes: dict[str, set[str]] = {}
        for code in self.by_code:
            for name in self._names(code):
                self._codes.setdefault(name, set()).add(code)

    def code_of(self, said: str) -> str:
        """Return the code of a place; what is not the name of one place stays as it is."""
        if said in self.by_code:
            return said
        codes = self._codes.get(said, set())
        return next(iter(codes)) if len(codes) == 1 else said

    def name_of(self, code: str) -> str:
        return self.by_code.get(code, {}).get("name", code)

    def area_of(self, code: str) -> str:
        """Return what keys of a place begin with: heshan for 古劳镇."""
        if code not in self.by_code:
            return ""
        chain = [self.by_code[c] for c in self._chain(code)]
        area = next((region for region in chain if region["level"] in AREA_LEVELS), None)
        name = _SUFFIX.sub("", area["name"]) if area else "national"
        return "".join(syllables(name))

    def _chain(self, code: str) -> Iterator[str]:
        while code in self.by_code:
            yield code
            code = self.by_code[code]["parent"]

    def _names(self, code: str) -> Iterator[str]:
        """Yield a region's aliases, and its name after those of more and more regions above."""
        yield from aliases_in(self.by_code[code]["aliases"])
        said = ""
        for each in self._chain(code):
            said = self.by_code[each]["name"] + said
            yield said
