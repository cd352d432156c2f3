"""Places by what people call them: 古劳镇, 鹤山市古劳镇, 鹤山, or the code itself. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from backend.errors import Invalid
from backend.services.regions import COLUMNS, aliases_in
from backend.text.pinyin import syllables

AREA_LEVELS: Final = ("county", "city", "province")
MOST_NAMED: Final = 3
AS_WRITTEN: Final = "请写完整的名称，如 鹤山市古劳镇，或者区划代码"
_CODE = re.compile(r"[0-9]+")
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
        codes = self._codes.get(said, set())
        return next(iter(codes)) if len(codes) == 1 and said not in self.by_code else said

    def one_code_of(self, said: str) -> str:
        """Return the code of a place; what looks like a code stays as it is.

        Raises `Invalid` for what is not the name of one place.
        """
        code = self.code_of(said)
        if _CODE.fullmatch(code):
            return code
        codes = sorted(self._codes.get(said, ()))
        if not codes:
            raise Invalid(f"没有叫「{said}」的地区；{AS_WRITTEN}")
        some = "、".join(f"{self._full_name(code)} {code}" for code in codes[:MOST_NAMED])
        raise Invalid(f"叫「{said}」的地区不止一个（{some}）；{AS_WRITTEN}")

    def _full_name(self, code: str) -> str:
        return "".join(reversed([self.by_code[each]["name"] for each in self._chain(code)][:-1]))

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
