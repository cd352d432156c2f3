"""Rebuild the tables beside this file out of pypinyin and zhconv: `python -m …` prints nothing.

Importing those two costs a worker 75 MB and half a second; search needs 250 KB of what they know.
They are development requirements: the service never imports this file.
"""

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT

HERE = Path(__file__).resolve().parent
COMMON = (0x4E00, 0x9FFF)


def readings() -> Iterator[str]:
    """Yield character and reading, then every pair of characters that is read in another way."""
    alone = {c: lazy_pinyin(c)[0] for c in _simplified_characters()}
    alone = {c: reading for c, reading in alone.items() if reading != c}
    yield from (f"{c}\t{reading}" for c, reading in sorted(alone.items()))
    for phrase in sorted(p for p in PHRASES_DICT if len(p) == 2):  # noqa: PLR2004
        if all(c in alone for c in phrase):
            read = lazy_pinyin(phrase)
            if read != [alone[c] for c in phrase]:
                yield f"{phrase}\t{' '.join(read)}"


def _simplified_characters() -> list[str]:
    traditional = {line[0] for line in simplified()}
    return [chr(n) for n in range(*COMMON) if chr(n) not in traditional and _in_gb2312(chr(n))]


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def simplified() -> Iterator[str]:
    """Yield `繁简` for every traditional character that has one simplified form."""
    tables = json.loads(files("zhconv").joinpath("zhcdict.json").read_bytes())
    kept = set(tables["SIMPONLY"])
    for old, new in sorted(tables["zh2Hans"].items()):
        if len(old) == len(new) == 1 and old != new and not (_in_gb2312(old) and old in kept):
            yield old + new


def write() -> None:
    for name, lines in (("readings.tsv", readings()), ("simplified.txt", simplified())):
        (HERE / name).write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    write()
