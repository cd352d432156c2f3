"""Amounts in text are references: `{{standard:KEY.MEASURE|dim=value}}`, or marked `{{lit:…}}`.

The grammar is fixed and never evaluated: parsing gives parts, and nothing else can happen.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

_TOKEN = re.compile(r"\{\{([^{}]*)\}\}")
_LITERAL = re.compile(r"\{\{lit:([^{}]*)\}\}")
_STRAY = re.compile(r"\{\{|\}\}")
_PAIR = "[a-z0-9_]+=[a-z0-9_]+"
_STANDARD = re.compile(rf"standard:([a-z0-9-]+)\.([a-z_]+)(?:\|({_PAIR}(?:,{_PAIR})*))?")
_DIGITS, _NUMERALS = "0-9０-９", "零〇一二三四五六七八九十百千万亿两半"
_NUMBER = rf"(?:[{_DIGITS}]+(?:,[{_DIGITS}]{{3}})*(?:[.．][{_DIGITS}]+)?|[{_NUMERALS}]+)"
_UNIT = "(?:{})".format(
    "|".join(
        (
            "[万亿]?元",
            "块钱|块(?![儿地块屏板牌石])",
            "[万亿](?![余多]?[人名户次家所张份件个条种位例])[余多]?",  # 54万, but not 54万人
            "成[一二三四五六七八九半]?(?![员立功年人本果为绩效分长都交就])",
            "[%％‰倍天种]",
            "个月|个?(?:百分点|工作日|自然日)",
            "日[之以]?内|日(?![子期常咳前起止])",
        )
    )
)
_TO = r"\s*[-–—~～至到]+\s*"
_BARE = re.compile(
    rf"(?<![第{_DIGITS}{_NUMERALS}.．])(?:{_NUMBER}(?:\s*{_UNIT})?{_TO})?{_NUMBER}\s*{_UNIT}"
    rf"|[¥￥]\s*{_NUMBER}(?:[万亿]?元)?"
    rf"|百分之{_NUMBER}(?:点[{_NUMERALS}]+)?"
)
# without one of these there is no amount
_HINT = re.compile(r"[元块万亿成%％‰倍天日月种¥￥]|百分")
# 选一种, 那一天, 一块办, 统一成, 千万 and 单位：万元 name no number
_NO_COUNT = re.compile(
    rf"(?<![{_DIGITS}{_NUMERALS}])"
    r"(?:一种|一块(?!钱)|[万亿]元|[百千万]+[万亿](?!元)|(?<=[这那同某])一天|(?<=[统单唯])一成"
    r"|(?<=[这那同某每前后次首末])一日)"
)
# 每月10日, 9月1日至15日: days of the calendar, however many follow one month
_CALENDAR = re.compile(
    rf"(?<!个)月[份的]?\s*{_NUMBER}(?:{_TO}{_NUMBER})?日"
    rf"(?:(?:{_TO}|[、和或])(?:[次当]月|{_NUMBER}月)?{_NUMBER}日)*(?![之以]?内)"
)


@dataclass(frozen=True, slots=True)
class Plain:
    """Text that stands for itself."""

    text: str


@dataclass(frozen=True, slots=True)
class Literal:
    """An amount an editor wrote out on purpose."""

    text: str


@dataclass(frozen=True, slots=True)
class StandardReference:
    """The value of a standard on the day of reading."""

    key: str
    measure: str
    dims: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Broken:
    """Double braces that hold nothing known; shown as written, refused by the check."""

    text: str


Part = Plain | Literal | StandardReference | Broken


def parse(text: str) -> Iterator[Part]:
    """Yield the parts of a text, in order; total over every text."""
    end = 0
    for match in _TOKEN.finditer(text):
        if match.start() > end:
            yield Plain(text[end : match.start()])
        yield _token(match.group(1), match.group())
        end = match.end()
    if end < len(text):
        yield Plain(text[end:])


def _token(inner: str, whole: str) -> Part:
    if inner.startswith("lit:"):
        return Literal(inner.removeprefix("lit:"))
    match = _STANDARD.fullmatch(inner)
    if match is None:
        return Broken(whole)
    key, measure, pairs = match.groups("")
    named = (pair.partition("=") for pair in pairs.split(",") if pair)
    return StandardReference(key, measure, {name: value for name, _, value in named})


def references(text: str) -> list[StandardReference]:
    if "{{" not in text:
        return []
    return [part for part in parse(text) if isinstance(part, StandardReference)]


def broken(text: str) -> list[str]:
    """Return the tokens of a text that mean nothing, and double braces without a partner."""
    if "{{" not in text and "}}" not in text:
        return []
    parts = list(parse(text))
    strays = [stray for p in parts if isinstance(p, Plain) for stray in _STRAY.findall(p.text)]
    return [part.text for part in parts if isinstance(part, Broken)] + strays


def unmarked(text: str) -> str:
    """Return a text without the marks around its literals; whatever else it holds stays."""
    return _LITERAL.sub(r"\1", text)


def bare_amounts(text: str, names: Iterable[str] = ()) -> list[str]:
    """Return amounts, ratios and day counts written out without being marked as literal.

    `names` are places that only sound like amounts, as 三元区 does.
    """
    if not _HINT.search(text):
        return []
    plain = "\0".join(part.text for part in parse(text) if isinstance(part, Plain))
    for name in names:
        plain = plain.replace(name, "\0")
    for other in (_CALENDAR, _NO_COUNT):
        plain = other.sub("\0", plain)
    return [match.group() for match in _BARE.finditer(plain)]
