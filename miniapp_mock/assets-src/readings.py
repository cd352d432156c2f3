"""Make the table of how region names are read, which the region picker matches pinyin by.

Run from the project's root: `PYTHONPATH=. .venv/bin/python miniapp_mock/assets-src/readings.py`.
A character that is read in several ways stands under each: the picker forgives either.
"""

import csv
from collections import defaultdict
from pathlib import Path

from backend.text.pinyin import syllables

HERE = Path(__file__).resolve().parent
REGIONS = HERE.parents[1] / "content" / "regions.csv"
TARGET = HERE.parent / "miniprogram" / "data" / "readings.js"
ALSO = {
    "长": "chang", "朝": "chao", "六": "lu", "什": "shi", "筠": "jun", "峙": "shi", "珲": "hun",
    "洞": "tong", "浚": "xun", "牟": "mu", "涡": "guo", "大": "dai",
}  # fmt: skip
HEAD = """\
/** How the characters of region names are read: each syllable, then its characters. Made by assets-src/readings.py. */
"""  # noqa: E501


def main() -> None:
    table = readings(names())
    words = " ".join(syllable + "".join(sorted(table[syllable])) for syllable in sorted(table))
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(f"{HEAD}module.exports =\n  '{words}';\n", "utf-8")


def names() -> list[str]:
    with REGIONS.open(encoding="utf-8") as rows:
        return [row["name"] for row in csv.DictReader(rows)]


def readings(texts: list[str]) -> dict[str, set[str]]:
    """Return the characters of each syllable: alone, and as they are read within a name."""
    table: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        alone = [syllables(character)[0] for character in text]
        for read in (alone, syllables(text)):
            for character, syllable in zip(text, read, strict=True):
                table[syllable].add(character)
    table = {syllable: found for syllable, found in table.items() if syllable.isascii()}
    for character, syllable in ALSO.items():
        table[syllable].add(character)
    return table


if __name__ == "__main__":
    main()
