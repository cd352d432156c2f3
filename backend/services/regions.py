"""The region list: one item, the whole table at once, as its CSV file has it."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import delete, insert, select

from backend.errors import Invalid
from backend.extensions import db
from backend.models import Region
from backend.services.stored import Item

ITEM: Item = ("regions", "china")
COLUMNS = ("code", "name", "level", "parent", "kind", "aliases")
LEVELS = ("nation", "province", "city", "county", "town")


def read_csv(text: str) -> dict[str, Any]:
    """Return the stored form of the list: its rows in file order.

    Raises `Invalid` with the line when a row does not fit.
    """
    reader = csv.reader(io.StringIO(text))
    if tuple(next(reader, ())) != COLUMNS:
        raise Invalid(f"regions.csv:1: 表头应当是 {','.join(COLUMNS)}", line=1)
    rows = list(reader)
    for line, row in enumerate(rows, start=2):
        if len(row) != len(COLUMNS) or row[2] not in LEVELS:
            raise Invalid(f"regions.csv:{line}: 这一行不是完整的区划记录", line=line)
    return {"rows": rows}


def write_csv(form: Mapping[str, Any]) -> str:
    """Return the CSV text of the list; the inverse of `read_csv`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(form["rows"])
    return out.getvalue()


def save(form: Mapping[str, Any]) -> None:
    """Make the region table what the list says; parents before their children."""
    wanted = {row[0]: dict(zip(COLUMNS, row, strict=True)) for row in form["rows"]}
    known = set(db.session.scalars(select(Region.code)))
    for code in known & wanted.keys():
        db.session.merge(Region(**_columns(wanted[code])))
    db.session.flush()
    new = [_columns(wanted[code]) for code in wanted.keys() - known]
    if new:
        db.session.execute(insert(Region), _by_level(new))
    if gone := known - wanted.keys():
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
