"""Which tables there are, and what stands in each of their columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from backend.schemas.labels import label_of
from backend.services.sheets.cells import (
    BASIS_POINTS,
    DAY,
    FEN,
    FLAG,
    NUMBER,
    TEXT,
    TEXTS,
    WHOLE,
    Codec,
    choice,
    choices,
    records,
)
from backend.vocabulary import (
    BOUND,
    DATUM,
    DIMENSION,
    DIMENSION_LABEL,
    MEASURE,
    PER,
    PHONE_PURPOSE,
    SCHEME,
    SERVICE,
    VALUE_KIND,
)

PLACE_HINT: Final = "区划代码，或“鹤山市古劳镇”这样的名称"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field it holds, its heading, how its cells are read and written.

    `part` says what of a standard the field belongs to: the series, one value, or one cell.
    """

    name: str
    label: str
    codec: Codec
    part: str = ""
    is_needed: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A kind of table; `kind` is that of its standards, where it holds standards."""

    name: str
    label: str
    item_type: str
    columns: tuple[Column, ...]
    kind: str = ""

    @property
    def headings(self) -> list[str]:
        return [column.label for column in self.columns]

    def of(self, part: str) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.part == part)

    def names_of(self, part: str) -> list[str]:
        return [column.name for column in self.of(part)]


PHONES = records(
    ("raw", "e164", "purpose", "area_code_inferred"),
    {"purpose": choice(PHONE_PURPOSE), "area_code_inferred": FLAG},
    "一行一个：原文号码｜可拨打的号码｜用途｜区号是推断的（是/否）；后三项可不写",
)
CITATIONS = records(
    ("source", "where", "quote", "note"), {}, "一行一条：来源标识｜出处位置｜引文（最多40字）｜说明"
)
PLACE = Codec(TEXT.read, TEXT.write, PLACE_HINT)
PLACES = Codec(TEXTS.read, TEXTS.write, f"可写几个，用；隔开：{PLACE_HINT}")
EVIDENCE = {"doubt": TEXT, "reading": TEXT, "citations": CITATIONS}


def _columns(
    owner: str, codecs: Mapping[str, Codec], *, part: str = "", needed: tuple[str, ...] = ()
) -> tuple[Column, ...]:
    prefix = {"value": "本年度", "cell": "本项"}.get(part, "")
    return tuple(
        Column(name, _heading(owner, name, codec, prefix), codec, part, name in needed)
        for name, codec in codecs.items()
    )


def _heading(owner: str, name: str, codec: Codec, prefix: str) -> str:
    unit = {FEN.hint: "（元）", BASIS_POINTS.hint: "（%）"}.get(codec.hint, "")
    shared = name in ("note", "doubt", "reading", "citations", "audience")
    return f"{prefix if shared else ''}{label_of(owner, name)}{unit}"


OFFICES = Sheet(
    "offices", "经办机构", "office",
    _columns("office", {
        "key": TEXT, "name": TEXT, "aliases": TEXTS, "region": PLACE, "address": TEXT,
        "phones": PHONES, "hours": TEXT, "lat": NUMBER, "lng": NUMBER, "datum": choice(DATUM),
        "services": choices(SERVICE), "verified_on": DAY, "note": TEXT, **EVIDENCE,
    }, needed=("name", "region")),
)  # fmt: skip
WINDOWS = Sheet(
    "windows", "参保缴费期", "window",
    _columns("window", {
        "key": TEXT, "title": TEXT, "region": PLACE, "excludes": PLACES, "scheme": choice(SCHEME),
        "audience": TEXTS, "policy_year": WHOLE, "opens_on": DAY, "closes_on": DAY, "note": TEXT,
        "verified_on": DAY, **EVIDENCE,
    }, needed=("key", "title", "region", "scheme", "policy_year")),
)  # fmt: skip
SERIES: Final[dict[str, Codec]] = {
    "key": TEXT, "title": TEXT, "aliases": TEXTS, "region": PLACE, "excludes": PLACES,
    "scheme": choice(SCHEME), "audience": TEXTS,
}  # fmt: skip
CONTRIBUTIONS = Sheet(
    "contributions", "缴费标准", "standard",
    (
        *_columns("standard", {**SERIES, "note": TEXT}, part="series"),
        *_columns("contribution_values", {
            "policy_year": WHOLE, "kind": choice(VALUE_KIND), "cover_from": DAY, "cover_to": DAY,
            "pay_from": DAY, "pay_to": DAY, "per": choice(PER),
            "personal_fen": FEN, "subsidy_fen": FEN, "total_fen": FEN,
            "base_min_fen": FEN, "base_max_fen": FEN,
            "employer_rate_bp": BASIS_POINTS, "personal_rate_bp": BASIS_POINTS,
            "verified_on": DAY, "note": TEXT, **EVIDENCE,
        }, part="value"),
    ),
    kind="contribution",
)  # fmt: skip
AMOUNT = Codec(TEXT.read, TEXT.write, "报销比例写百分数，起付线和封顶线写元，数量写整数")
BENEFITS = Sheet(
    "benefits", "待遇标准", "standard",
    (
        *_columns(
            "standard", {**SERIES, "dimensions": choices(DIMENSION_LABEL), "note": TEXT},
            part="series",
        ),
        *_columns("benefit_values", {
            "policy_year": WHOLE, "kind": choice(VALUE_KIND), "cover_from": DAY, "cover_to": DAY,
            "verified_on": DAY, "note": TEXT, **EVIDENCE,
        }, part="value"),
        *(Column(name, DIMENSION_LABEL[name], choice(values), "dims")
          for name, values in DIMENSION.items()),
        *_columns("cells", {
            "measure": choice(MEASURE), "op": choice(BOUND), "amount": AMOUNT, "per": choice(PER),
            "note": TEXT, **EVIDENCE,
        }, part="cell"),
    ),
    kind="benefit",
)  # fmt: skip
SHEETS: Final[dict[str, Sheet]] = {
    sheet.name: sheet for sheet in (OFFICES, WINDOWS, CONTRIBUTIONS, BENEFITS)
}
