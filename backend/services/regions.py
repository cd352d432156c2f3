"""The region list: one item, the whole table at once, as its CSV file has it."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert, select

from backend.errors import Invalid
from backend.extensions import db
from backend.models import Region
from backend.schemas.fields import REGION_PATTERN
from backend.services.stored import Item
from backend.text.references import bare_amounts
from backend.vocabulary import REGION_KIND, REGION_LEVEL

ITEM: Item = ("regions", "china")
COLUMNS = ("code", "name", "level", "parent", "kind", "aliases")
LEVELS = tuple(REGION_LEVEL)  # the highest first


def read_csv(text: str) -> dict[str, Any]:
    """Return the stored form of the list: its rows in file order, which is that of the codes.

    Raises `Invalid`, its data the line, when a row does not fit.
    """
    reader = csv.reader(io.StringIO(text))
    if tuple(next(reader, ())) != COLUMNS:
        raise Invalid(f"表头应当是 {','.join(COLUMNS)}", line=1)
    rows = list(reader)
    levels = {row[0]: row[2] for row in rows if len(row) == len(COLUMNS)}
    before = ""
    for line, row in enumerate(rows, start=2):
        if mistake := _mistake(row, levels, before):
            raise Invalid(mistake, line=line)
        before = row[0]
    return {"rows": rows}


def _mistake(row: list[str], levels: Mapping[str, str], before: str) -> str:
    """Return what is wrong in a row; `levels` says which codes there are, and of which level."""
    if len(row) != len(COLUMNS):
        return f"这一行不是完整的区划记录，应当有 {len(COLUMNS)} 列"
    code, name, level, parent, kind, _ = row
    above = LEVELS[: LEVELS.index(level)] if level in LEVELS else ()
    refusals = {
        "代码应当是 6 或 9 位数字": not re.fullmatch(REGION_PATTERN, code, re.ASCII),
        "代码要从小到大排列，不能重复": code <= before,
        "缺少名称": not name.strip(),
        f"层级应当是其中之一：{'、'.join(LEVELS)}": level not in LEVELS,
        f"性质应当是其中之一：{'、'.join(REGION_KIND)}": kind not in REGION_KIND,
        "上级应当是表里更高层级的代码": bool(above or parent) and levels.get(parent) not in above,
    }
    return next((message for message, wrong in refusals.items() if wrong), "")


def aliases_in(written: str) -> list[str]:
    """Return the names in the column `aliases`, which stand there joined by 、."""
    return [alias for alias in written.split("、") if alias]


def sounding_like_amounts(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the names of places that a reader of amounts would stumble over: 三元区, 三明三元."""
    named = {code: [name, *aliases_in(short)] for code, name, *_, short in rows}
    found = []
    for code, name, _, parent, *_ in rows:
        if bare_amounts(name):
            above = named.get(parent, [])
            found += [name, *(a + short for a in above for short in named[code][1:])]
    return tuple(found)


def write_csv(form: Mapping[str, Any]) -> str:
    """Return the CSV text of the list; the inverse of `read_csv`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(form["rows"])
    return out.getvalue()


def save(form: Mapping[str, Any]) -> None:
    """Make the region table what the list says; parents before their children."""
    wanted = {row[0]: _columns(dict(zip(COLUMNS, row, strict=True))) for row in form["rows"]}
    known = {region.code: region for region in db.session.scalars(select(Region))}
    if new := [wanted[code] for code in wanted.keys() - known.keys()]:
        db.session.execute(insert(Region), _by_level(new))
    for code in known.keys() & wanted.keys():
        for column, value in wanted[code].items():
            setattr(known[code], column, value)
    db.session.flush()
    if gone := known.keys() - wanted.keys():
        db.session.execute(delete(Region).where(Region.code.in_(gone)))
    db.session.flush()


def document() -> dict[str, Any]:
    """Return the stored form of the table."""
    regions = db.session.scalars(select(Region).order_by(Region.code))
    return {"rows": [[getattr(r, c) or "" for c in COLUMNS] for r in regions]}


def _columns(row: Mapping[str, str]) -> dict[str, Any]:
    return {**row, "parent": row["parent"] or None}


def _by_level(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: (LEVELS.index(row["level"]), row["code"]))
